"""What holds between articles: conflicts, credits, shared passages, narratives; and what failed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from newstemma.params.report import CLIP_CARD, CLIP_ROW, CONFLICTS, CREDIT_ROWS, FAILURES, NARRATIVES
from newstemma.records import LEFT_OUT, Conflict, Credit, Narrative, Overlap, Statement
from newstemma.report.highlight import Mark, marked
from newstemma.report.links import Links
from newstemma.report.pile import Pile
from newstemma.report.sureness import counted, listed, percent
from newstemma.report.views import FailureView
from newstemma.report.views_between import ConflictView, CreditView, NarrativeView, OverlapView, Side
from newstemma.report.visible import anchor, clip, language_tag
from newstemma.report.when import moment, span_words, when
from newstemma.report.wording import heading
from newstemma.spans import Span
from newstemma.text.names import outlet_key
from newstemma.text.normalise import fold, squeeze
from newstemma.text.tokens import words

__all__ = [
    "conflict_views",
    "credit_views",
    "failure_views",
    "narrative_view",
    "narrative_views",
    "overlap_view",
]

_FIGURE = re.compile(r"\d+(?:[.,:/\d]*\d)?(?:\s?%)?")
_QUOTED = re.compile(r"“([^”]{1,80})”")
_CONTEXT = 140
_KINDS = ("number", "date", "polarity", "attribution")
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|\w+n[’']t)\b", re.IGNORECASE
)


def conflict_views(pile: Pile, shown: Links) -> tuple[list[ConflictView], int]:
    """Conflicts with both passages, and the number left out."""
    found = [c for c in pile.conflicts if c.article_a in pile.articles and c.article_b in pile.articles]
    found.sort(key=lambda c: (_KINDS.index(c.kind) if c.kind in _KINDS else len(_KINDS), c.conflict_id))
    grouped: dict[tuple[str, str], list[Conflict]] = defaultdict(list)
    for conflict in found[:CONFLICTS]:
        grouped[conflict.kind, conflict.detail].append(conflict)
    views = [_conflict(pile, shown, same) for same in grouped.values()]
    return views, max(0, len(found) - CONFLICTS)


def _conflict(pile: Pile, shown: Links, same: Sequence[Conflict]) -> ConflictView:
    """Conflicts for one reason: the first pair of passages in full view, the others behind it."""
    first, *others = same
    return ConflictView(
        keys=[anchor(c.conflict_id) for c in same],
        kind={"polarity": "yes or no", "attribution": "who said it"}.get(first.kind, first.kind),
        reason=first.detail,
        sides=_sides(pile, shown, first),
        others=[_sides(pile, shown, c) for c in others],
    )


def _sides(pile: Pile, shown: Links, c: Conflict) -> tuple[Side, Side]:
    key = anchor(c.conflict_id)
    places = (c.article_a, Span(c.start_a, c.end_a)), (c.article_b, Span(c.start_b, c.end_b))
    a, b = (_differing(c, mine, other) for mine, other in ((c.text_a, c.text_b), (c.text_b, c.text_a)))
    return (
        _side(
            pile,
            places[0],
            a,
            c.statement_a,
            shown.href(f"{key}-a", c.article_a) or shown.article(c.article_a),
        ),
        _side(
            pile,
            places[1],
            b,
            c.statement_b,
            shown.href(f"{key}-b", c.article_b) or shown.article(c.article_b),
        ),
    )


def _differing(c: Conflict, mine: str, other: str) -> re.Pattern[str] | None:
    """What to mark inside a passage: words that the reason quotes, figures the other lacks, denials."""
    if c.kind == "polarity":
        return _NEGATIVE
    if c.kind not in ("number", "date"):
        return None
    quoted = [q for q in _QUOTED.findall(c.detail) if q in mine and q not in other]
    if quoted:
        return re.compile("|".join(re.escape(q) for q in quoted))
    there = {m.group() for m in _FIGURE.finditer(other)}
    own = [m.group() for m in _FIGURE.finditer(mine) if m.group() not in there]
    return re.compile("|".join(re.escape(f) for f in dict.fromkeys(own))) if own else None


def _side(
    pile: Pile,
    passage: tuple[str, Span],
    pattern: re.Pattern[str] | None,
    statement_id: str | None,
    href: str | None,
) -> Side:
    article_id, place = passage
    article = pile.articles[article_id]
    start, end = _with_context(article.text, place.start, place.end)
    end = min(end, start + CLIP_CARD)
    marks = (
        [Mark(place.start, place.end, "passage", rank=-1)] if (start, end) != (place.start, place.end) else []
    )
    if pattern is not None:
        inside = article.text[place.start : min(place.end, end)]
        marks += [
            Mark(place.start + m.start(), place.start + m.end(), "differs") for m in pattern.finditer(inside)
        ]
    statement = pile.statements.get(statement_id or "")
    return Side(
        outlet=pile.outlet(article_id),
        date=when(article.published),
        text=_cut_before(start, article.text)
        + marked(article.text, marks, start, end)
        + _cut_after(end, article.text),
        language=language_tag(article.language),
        speaker=_who(statement),
        href=href,
    )


def _who(statement: Statement | None) -> str | None:
    return statement.speaker or statement.source if statement else None


def _with_context(text: str, start: int, end: int) -> tuple[int, int]:
    """A short passage gets some words on both sides, up to its paragraph's ends."""
    if end - start >= _CONTEXT:
        return start, end
    first = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _CONTEXT)
    while first > 0 and first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last


def _cut_before(start: int, text: str) -> Markup:
    return Markup("… ") if start > 0 and text[start - 1] != "\n" else Markup("")


def _cut_after(end: int, text: str) -> Markup:
    return Markup(" …") if end < len(text) and text[end] != "\n" else Markup("")


def credit_views(pile: Pile, shown: Links) -> tuple[list[CreditView], int]:
    """Who names whom, most often first, and the number of pairs left out."""
    pairs: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for credit in pile.credits:
        pairs[pile.outlet(credit.article_id), fold(credit.credited)].append(credit)
    ordered = sorted(pairs.items(), key=lambda p: (-len(p[1]), p[0]))
    there = frozenset(outlet_key(a.outlet) for a in pile.articles.values() if a.outlet)
    views = [_credit(shown, outlet, found, there) for (outlet, _), found in ordered[:CREDIT_ROWS]]
    views.sort(key=lambda v: (v.outlet, -len(v.places), v.credited))
    return views, max(0, len(ordered) - CREDIT_ROWS)


def _credit(shown: Links, outlet: str, found: Sequence[Credit], there: frozenset[str]) -> CreditView:
    kinds = Counter(c.kind for c in found)
    linked = next((c.credited_article_id for c in found if c.credited_article_id), None)
    places = [(clip(squeeze(c.text), 80), shown.href(anchor(c.credit_id), c.article_id)) for c in found]
    distinct = list(dict.fromkeys(places))
    return CreditView(
        outlet=outlet,
        credited=found[0].credited,
        kinds=listed([k for k, _ in sorted(kinds.items(), key=lambda p: (-p[1], p[0]))]),
        in_pile=linked is not None or any(outlet_key(c.credited) in there for c in found),
        article_href=shown.article(linked),
        places=distinct[:6],
    )


def overlap_view(pile: Pile, shown: Links, o: Overlap) -> OverlapView:
    """One shared passage."""
    key = anchor(o.overlap_id)
    sides = (
        _passage(pile, shown, o.article_a, (o.start_a, o.end_a), f"{key}-a"),
        _passage(pile, shown, o.article_b, (o.start_b, o.end_b), f"{key}-b"),
    )
    text = pile.articles[o.article_a].text
    n = len(words(text[o.start_a : o.end_a]))
    return OverlapView(o.kind, percent(o.similarity), n, sides)


def _passage(pile: Pile, shown: Links, article_id: str, place: tuple[int, int], key: str) -> Side:
    article = pile.articles[article_id]
    return Side(
        outlet=pile.outlet(article_id),
        date=when(article.published),
        text=Markup("{}").format(clip(squeeze(article.text[slice(*place)]), CLIP_ROW)),
        language=language_tag(article.language),
        speaker=None,
        href=shown.href(key, article_id) or shown.article(article_id),
    )


def narrative_views(pile: Pile, shown: Links) -> tuple[list[NarrativeView], int]:
    """Points that more than one utterance makes, and the number left out."""
    found = [n for n in pile.narratives if len(n.utterance_ids) > 1 and n.level == "narrative"]
    found.sort(key=lambda n: (-n.n_articles, -len(n.utterance_ids), n.narrative_id))
    return [narrative_view(pile, shown, n) for n in found[:NARRATIVES]], max(0, len(found) - NARRATIVES)


def narrative_view(pile: Pile, shown: Links, n: Narrative) -> NarrativeView:
    """One group of utterances."""
    first, last = moment(n.first_seen), moment(n.last_seen)
    counts = (
        counted(n.n_articles, "article"),
        counted(n.n_outlets, "outlet") if n.n_outlets else "outlets not named",
        counted(len(n.utterance_ids), "statement"),
        counted(n.n_speakers, "speaker"),
    )
    return NarrativeView(
        label=clip(squeeze(n.label), CLIP_ROW),
        terms=", ".join(n.key_terms),
        counts=" · ".join(counts),
        span=span_words(first.low, last.low) if first and last else None,
        places=[_place(pile, shown, u) for u in n.utterance_ids[:12] if u in pile.utterances],
    )


def _place(pile: Pile, shown: Links, utterance_id: str) -> tuple[str, str | None]:
    utterance = pile.utterances[utterance_id]
    who = utterance.speaker or "Speaker not resolved"
    words_ = f"{who}: {clip(squeeze(heading(pile, utterance).text), 120)}"
    witness = next((w for w in pile.witnesses_of.get(utterance_id, ()) if w.statement_id), None)
    return words_, shown.card(utterance_id) or (shown.statement(witness.statement_id) if witness else None)


def failure_views(pile: Pile) -> tuple[list[FailureView], int]:
    """Inputs that failed, those left out on purpose last."""
    ordered = sorted(pile.failures, key=lambda f: (f.reason in LEFT_OUT, f.path, f.stage))
    views = [FailureView(f.path, f.stage, f.reason, clip(f.detail, CLIP_ROW)) for f in ordered[:FAILURES]]
    return views, max(0, len(ordered) - FAILURES)
