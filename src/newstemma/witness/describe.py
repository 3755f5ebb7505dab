"""Groups of statements to rows: the utterance, its witnesses, their sigla and order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from newstemma.ids import make_id
from newstemma.records import Article, Statement, Utterance, Witness
from newstemma.text.names import outlet_key
from newstemma.text.outlets import registry
from newstemma.text.similarity import content_stems
from newstemma.text.tokens import words
from newstemma.witness.statements import certain_day, day_of
from newstemma.witness.unattributed import Repetition

__all__ = ["describe", "letters"]


def describe(
    members: Sequence[Statement], told: Sequence[Repetition], articles: Mapping[str, Article]
) -> tuple[Utterance, list[Witness]]:
    """The rows of one utterance.

    Args:
        members: its statements.
        told: sentences that repeat it without attribution.
        articles: all articles by id.

    Returns:
        The utterance and one witness for each article; sources_* are null.
    """
    utterance_id = make_id("u", *sorted(s.statement_id for s in members))
    best: dict[str, Statement | Repetition] = {}
    full = max(members, key=_fullness) if len(members) > 1 else members[0]
    retold = [content_stems(r.span.of(articles[r.article_id].text)) for r in told]
    for article_id, own in _by_article(members).items():
        alone = len(own) == 1
        best[article_id] = own[0] if alone else max(own, key=lambda s: (_likeness(s, retold), *_fullness(s)))
    for repetition in sorted(told, key=lambda r: (-r.odds, r.span)):
        best.setdefault(repetition.article_id, repetition)
    ordered = sorted(best, key=lambda a: (_when(articles[a].published), a))
    witnesses = [_witness(utterance_id, best[a], articles[a], letters(k)) for k, a in enumerate(ordered)]
    dated = [a for a in (articles[key].published for key in ordered) if day_of(a)]
    certain = bool(dated) and not _as_early(dated)
    speaker_id = _speaker(members)
    return (
        Utterance(
            utterance_id,
            speaker_id,
            _most(s.speaker for s in members if s.speaker_id == speaker_id),
            _said_on(members),
            _addressee(members),
            full.content,
            len(witnesses),
            len(witnesses),
            None,
            None,
            None,
            ordered[0] if certain else None,
            (dated[0] if certain else day_of(dated[0])) if dated else None,
        ),
        witnesses,
    )


def letters(k: int) -> str:
    """A siglum: A to Z, then AA, AB and so on."""
    out = ""
    k += 1
    while k:
        k, rest = divmod(k - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def _by_article(members: Sequence[Statement]) -> dict[str, list[Statement]]:
    out: dict[str, list[Statement]] = defaultdict(list)
    for s in members:
        out[s.article_id].append(s)
    return out


def _likeness(statement: Statement, retold: Sequence[frozenset[str]]) -> float:
    """How much of a statement and of the sentence that repeats it best is in both, in tenths: of an article's
    statements of one utterance ("they are at war, we are not") that one is compared which is repeated."""
    if not retold:
        return 0.0
    stems = content_stems(statement.content)
    return max(round(len(stems & r) / max(1, len(stems | r)), 1) for r in retold)


def _fullness(s: Statement) -> tuple[bool, int, float, str]:
    """Which statement shows an utterance best: a quotation, then the fullest; a long report beats a
    snippet."""
    count = min(len(words(s.content)), _ENOUGH)
    quoted = s.kind != "indirect" and count >= _SNIPPET
    return (quoted, count, s.confidence, s.statement_id)


_SNIPPET = 5  # words below which a quotation shows less than a report does
_ENOUGH = 120  # words from which a statement is not better for being longer


def _when(published: str | None) -> tuple[int, str, str]:
    """The order of publication: known days first, by day, then by time where it is known."""
    day = day_of(published)
    if day is None or published is None:
        return (1, "", "")
    return (0, day, _utc(published))


def _utc(published: str) -> str:
    """The time of day in UTC, if the date has one; dates alone sort after times of their day."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return "~"
    if len(published) <= 10:
        return "~"
    return (moment - (moment.utcoffset() or _NO_TIME)).replace(tzinfo=None).isoformat()


_NO_TIME = datetime.min - datetime.min


def _as_early(dated: Sequence[str | None]) -> bool:
    """Whether, of dates in order, another may be as early as the first: the same time, or only the day."""
    first, others = dated[0], dated[1:]
    return any(
        day_of(other) == day_of(first)
        and ("~" in (_utc(other or ""), _utc(first or "")) or _when(other) == _when(first))
        for other in others
    )


def _witness(utterance_id: str, version: Statement | Repetition, article: Article, sigil: str) -> Witness:
    if isinstance(version, Statement):
        statement_id: str | None = version.statement_id
        start, end = version.content_start, version.content_end
    else:
        statement_id = None
        start, end = version.span.start, version.span.end
    return Witness(
        utterance_id,
        make_id("w", utterance_id, article.article_id),
        statement_id,
        article.article_id,
        sigil,
        "extant",
        article.outlet or article.title or article.row_id or article.path,
        start,
        end,
        article.text[start:end],
        statement_id is not None,
        article.published,
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The commonest known value; of equally common ones the first in the alphabet."""
    known = [v for v in values if v is not None]
    if len(set(known)) <= 1:
        return known[0] if known else None
    counts = Counter(known)
    return min(counts, key=lambda v: (-counts[v], v))


def _speaker(members: Sequence[Statement]) -> str | None:
    """Whom most articles give it to; an outlet counts half, as it may only have passed it on."""
    named = {s.speaker_id: s.speaker for s in members if s.speaker_id is not None}
    if len(named) <= 1:
        return next(iter(named), None)
    counts = Counter(s.speaker_id for s in members if s.speaker_id is not None)
    relays = {key for key, name in named.items() if name and registry().find(name) is not None}
    return min(counts, key=lambda v: (-counts[v] / (2 if v in relays else 1), v in relays, v))


def _said_on(members: Sequence[Statement]) -> str | None:
    """The day it was said: the commonest certain date that no more precise one continues."""
    days = [day for s in members if (day := certain_day(s)) is not None]
    if not days:
        return None
    known = Counter(days)
    # A month agrees with each of its days: 2022-04 counts for 2022-04-29 too.
    support = {d: sum(n for other, n in known.items() if d.startswith(other)) for d in known}
    return min(known, key=lambda d: (-support[d], -len(d), d))


def _addressee(members: Sequence[Statement]) -> str | None:
    """To whom it was said, in its commonest spelling, if all witnesses that say so agree."""
    named = [s.addressee for s in members if s.addressee]
    return _most(named) if len({outlet_key(name) for name in named}) == 1 else None
