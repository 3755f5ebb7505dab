"""When each statement was made, and how that is known.

``said_on_how`` begins with the kind of evidence and ends with the words it rests on:

1. ``day: 4 May``, ``weekday: Friday``, ``relative: yesterday``, ``month: May``, ``year: 2009``: a date in the
   statement's own attribution, outside the content;
2. ``venue: April 29``: what the same speaker told the same addressee in the article is dated so elsewhere;
3. ``speaker: Friday``: the same speaker's other statements in the article are dated so, all on one day;
4. ``occasion: April 29``: an interview, speech or the like of that day stands in an earlier sentence that
   names the speaker, and no other day does;
5. ``published: not after 2022-04-30``: an upper bound only, the day on which the article was published;
6. ``unanchored: on Friday``: said_on stays null, the words cannot be placed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from newstemma.date.occasions import attribution_date, is_complete, occasions, sentence_at
from newstemma.records import Article, DateExpression, Statement
from newstemma.spans import Span
from newstemma.tables import to_records, to_table
from newstemma.text.normalise import fold
from newstemma.text.tokens import sentences, words

__all__ = ["dates_to_said_on"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Said at another time than what was told before.
_LATER = re.compile(
    r"\b(?:later|subsequently|afterwards|since|previously|später|danach|ensuite|plus tard|después|luego|"
    r"позже|затем)\b",
    re.IGNORECASE,
)
_OWN = frozenset(("day", "weekday", "relative", "month", "year"))


def dates_to_said_on(articles: pa.Table, statements: pa.Table, dates: pa.Table) -> pa.Table:
    """The statements with ``said_on`` (ISO 8601: year, month or day) and ``said_on_how`` filled where known.

    Dates inside a content are what is spoken about and never say when it was said. A statement that already
    has ``said_on`` keeps it. Addressees are used where they are filled.
    """
    texts = {a.article_id: a for a in to_records(Article, articles)}
    by_article: dict[str, list[DateExpression]] = defaultdict(list)
    for date in to_records(DateExpression, dates):
        if date.type in ("DATE", "TIME"):
            by_article[date.article_id].append(date)
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in to_records(Statement, statements):
        groups[statement.article_id].append(statement)
    out: list[Statement] = []
    for article_id, group in groups.items():
        out.extend(_in_article(texts[article_id], group, by_article[article_id]))
    return to_table(Statement, out)


def _in_article(
    article: Article, group: Sequence[Statement], dates: Sequence[DateExpression]
) -> list[Statement]:
    """The statements of one article: own dates first, then what they say about the others."""
    dates = [d for d in dates if _possible(d, article.published)]
    text_sentences = sentences(article.text)
    contents = sorted(span for s in group for span in s.content_spans)
    dated = [_own_date(article.text, s, text_sentences, dates, contents) for s in group]
    shared = _shared(dated)
    told = [
        _Occasion(sentence.start, frozenset(map(fold, words(sentence.of(article.text)))), date)
        for sentence, date in occasions(article.text, text_sentences, dates, contents)
    ]
    return [_bounded(article, _from_occasion(_from_others(s, shared), told)) for s in dated]


def _possible(date: DateExpression, published: str | None) -> bool:
    """Whether something published then can have been said at that date: not if it lies ahead."""
    return published is None or not is_complete(date.value) or date.value[:10] <= published[:10]


def _own_date(
    text: str,
    statement: Statement,
    text_sentences: Sequence[Span],
    dates: Sequence[DateExpression],
    contents: Sequence[Span],
) -> Statement:
    if statement.said_on is not None or statement.cue_start is None:
        return statement
    sentence = sentence_at(text_sentences, statement.cue_start)
    if sentence is None:
        return statement
    found = attribution_date(text, statement, sentence, dates, contents)
    if found is None:
        return statement
    if not is_complete(found.value):
        unplaced = found.value.startswith("XXXX")
        return replace(statement, said_on_how=f"unanchored: {found.text}") if unplaced else statement
    return replace(statement, said_on=found.value.split("T")[0], said_on_how=f"{_kind(found)}: {found.text}")


def _kind(date: DateExpression) -> str:
    """How exact the words are, and what they were counted from."""
    value = date.value.split("T")[0]
    if _DAY.fullmatch(value) is None:
        return "month" if "-" in value else "year"
    if any(c.isdigit() for c in date.text):
        return "day"
    return "relative" if _is_step(date.text) else "weekday"


_STEP_WORDS = frozenset(
    "yesterday today tomorrow ago earlier later heute gestern vorgestern hier aujourd hui ayer hoy anoche "
    "сегодня вчера позавчера накануне".split()
)


def _is_step(words: str) -> bool:
    return not _STEP_WORDS.isdisjoint(re.findall(r"\w+", words.lower()))


Shared = Mapping[tuple[str, str | None], Sequence[Statement]]


def _shared(statements: Sequence[Statement]) -> Shared:
    """Statements with a day of their own, by speaker, and by speaker and addressee."""
    found: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
    for s in statements:
        who = _speaker(s)
        if who is None or s.said_on is None or s.nested_in is not None or _evidence(s) not in _OWN:
            continue
        if _DAY.fullmatch(s.said_on):
            found[who, None].append(s)
            if s.addressee:
                found[who, fold(s.addressee)].append(s)
    return found


def _evidence(statement: Statement) -> str:
    return (statement.said_on_how or "").split(":")[0]


def _speaker(statement: Statement) -> str | None:
    """What identifies the speaker: the resolved one, else the source as written."""
    return statement.speaker_id or (fold(statement.source) if statement.source else None)


def _is_open(statement: Statement) -> bool:
    """Whether nothing is known yet of when it was said, and it is not told second hand."""
    return statement.said_on is None and statement.said_on_how is None and statement.nested_in is None


def _from_others(statement: Statement, shared: Shared) -> Statement:
    """The day of what the speaker told the same addressee, else of all the speaker's dated statements."""
    who = _speaker(statement)
    if who is None or not _is_open(statement) or _LATER.search(statement.cue or ""):
        return statement
    if statement.addressee:
        venue = _only(shared.get((who, fold(statement.addressee)), ()))
        if venue is not None:
            return replace(statement, said_on=venue.said_on, said_on_how=f"venue: {_words(venue)}")
    same = _only(shared.get((who, None), ()))
    if same is None or _elsewhere(statement, same):
        return statement
    return replace(statement, said_on=same.said_on, said_on_how=f"speaker: {_words(same)}")


@dataclass(frozen=True, slots=True)
class _Occasion:
    """An interview, speech or the like of a day: where it is told, and the folded words of its sentence."""

    start: int
    names: frozenset[str]
    date: DateExpression


def _from_occasion(statement: Statement, told: Sequence[_Occasion]) -> Statement:
    """The day of an interview or speech in an earlier sentence that names the speaker, if it is one day."""
    name = (statement.speaker or statement.source or "").split()
    if not name or not _is_open(statement):
        return statement
    last = fold(name[-1])
    days = {o.date.value: o.date for o in told if o.start <= statement.content_start and last in o.names}
    if len(days) != 1:
        return statement
    ((day, date),) = days.items()
    return replace(statement, said_on=day, said_on_how=f"occasion: {date.text}")


def _bounded(article: Article, statement: Statement) -> Statement:
    """The publication date as an upper bound where nothing else is known."""
    if statement.said_on is not None or statement.said_on_how is not None or not article.published:
        return statement
    day = article.published[:10]
    return replace(statement, said_on=day, said_on_how=f"published: not after {day}")


def _only(candidates: Sequence[Statement]) -> Statement | None:
    """The first of them if all give one day."""
    return candidates[0] if len({s.said_on for s in candidates}) == 1 else None


def _words(statement: Statement) -> str:
    return (statement.said_on_how or "").partition(": ")[2]


def _elsewhere(statement: Statement, dated: Statement) -> bool:
    """Whether the two were said to different addressees."""
    both = statement.addressee and dated.addressee
    return bool(both) and fold(statement.addressee or "") != fold(dated.addressee or "")
