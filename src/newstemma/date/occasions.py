"""Which time expression says when a statement was made, and which tell of the thing spoken about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newstemma.params import date as params
from newstemma.records import DateExpression, Statement
from newstemma.spans import Span

__all__ = ["attribution_date", "is_complete", "occasions", "sentence_at"]

_COMPLETE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\S+)?)?)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# An event of speaking that a date can belong to, in the five languages.
_OCCASION = re.compile(
    r"\b(?:interview|interviews|press conference|news conference|briefing|speech|address|statement|remarks|"
    r"letter|testimony|hearing|tweet|post|column|article|Interview|Pressekonferenz|Rede|Erklärung|Ansprache|Brief|"
    r"entretien|interviews?|conférence de presse|discours|déclaration|communiqué|lettre|"
    r"entrevista|rueda de prensa|conferencia de prensa|discurso|declaración|comunicado|carta|"
    r"интервью|пресс-конференци\w+|брифинг\w*|реч\w|выступлени\w+|заявлени\w+|письм\w)\b",
    re.IGNORECASE,
)
# Words that begin a clause of its own: a date beyond one belongs to that clause's verb.
_CLAUSE = re.compile(
    r"[;:]|\b(?:who|which|whose|when|after|before|as|while|where|because|that|dass|weil|nachdem|bevor|als|während|"
    r"qui|lorsque|après|avant|parce|que|cuando|después|antes|porque|который|которая|которые|когда|после|что)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[“”„«»\"]")
_DATELINE = re.compile(r"[^\n]{0,80}?(?:\)|[A-ZА-Я]{3,})\s*[—–-]\s*")


def is_complete(value: str) -> bool:
    """Whether a TIMEX3 value is a year, month or day (with or without a time) of the calendar."""
    return _COMPLETE.fullmatch(value) is not None


def sentence_at(sentences: Sequence[Span], offset: int) -> Span | None:
    """The sentence that contains the character, or the last one before it."""
    index = bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return sentences[index] if index >= 0 else None


def attribution_date(
    text: str, statement: Statement, sentence: Span, dates: Sequence[DateExpression], contents: Sequence[Span]
) -> DateExpression | None:
    """The date in the statement's attribution sentence that belongs to the act of speaking.

    Args:
        text: the article's text.
        statement: one with a cue.
        sentence: the sentence of its cue.
        dates: in the order of the text, the article's DATE and TIME expressions.
        contents: the contents of all statements of the article: dates inside are spoken about.

    Returns:
        The best candidate or None. A date after the cue wins over one right before it, and that over one that
        opens the sentence.
    """
    if statement.cue_start is None or statement.cue_end is None:
        return None
    ranked = []
    low = bisect_left(dates, sentence.start, key=lambda d: d.start)
    high = bisect_left(dates, sentence.end, key=lambda d: d.start)
    for date in dates[low:high]:
        if date.end > sentence.end:
            continue
        if any(c.start <= date.start and date.end <= c.end for c in contents):
            continue
        if _trails(statement, date) and not _beside_occasion(text, sentence, date, sentence.end):
            continue
        rank = _rank(text, Span(statement.cue_start, statement.cue_end), sentence, date, contents)
        if rank is not None:
            ranked.append((rank, abs(date.start - statement.cue_start), date))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def _trails(statement: Statement, date: DateExpression) -> bool:
    """Whether a date follows indirect speech, "said that they had been held, in 2010".

    No marks tell where such a content ends, and the date is nearly always part of it.
    """
    cue_first = (statement.cue_end or 0) <= statement.content_end <= date.start
    return statement.kind == "indirect" and cue_first


def _rank(text: str, cue: Span, sentence: Span, date: DateExpression, contents: Sequence[Span]) -> int | None:
    """0 after the cue, 1 with an occasion, 2 right before the cue, 3 opening the sentence; else None."""
    low, high = (cue.end, date.start) if date.start >= cue.end else (date.end, cue.start)
    between = _without(text, low, max(low, high), contents)
    if len(_MARKS.findall(between)) % 2:
        return None  # inside a quotation that is no content
    if date.start >= cue.end:
        near = len(between) <= params.AFTER_CUE and _CLAUSE.search(between) is None
        return 0 if near else None
    if _beside_occasion(text, sentence, date, cue.start):
        return 1
    if len(between) <= params.BEFORE_CUE and "," not in between and _CLAUSE.search(between) is None:
        return 2
    opening = _DATELINE.match(text, sentence.start, sentence.end)
    start = opening.end() if opening and opening.end() <= date.start else sentence.start
    lead_in = text[start : date.start]
    opens = len(lead_in) <= params.OPENING and _CLAUSE.search(lead_in) is None
    return 3 if opens and _CLAUSE.search(between) is None else None


def _without(text: str, start: int, end: int, contents: Sequence[Span]) -> str:
    """``text[start:end]`` without the characters of contents."""
    pieces, at = [], start
    for span in sorted(c for c in contents if c.start < end and start < c.end):
        if span.start > at:
            pieces.append(text[at : span.start])
        at = max(at, span.end)
    pieces.append(text[at:end] if at < end else "")
    return "".join(pieces)


def _beside_occasion(text: str, sentence: Span, date: DateExpression, limit: int) -> bool:
    """Whether an interview, speech or the like stands right beside the date ("In an April 29 interview")."""
    after = text[date.end : min(limit, date.end + params.OCCASION_REACH, sentence.end)]
    before = text[max(sentence.start, date.start - params.OCCASION_REACH) : date.start]
    # Only what stands between the two counts: a clause behind "interview" begins something else.
    behind = _OCCASION.search(after)
    ahead = list(_OCCASION.finditer(before))
    between = [after[: behind.start()]] if behind else []
    between += [before[ahead[-1].end() :]] if ahead else []
    return any(_CLAUSE.search(words) is None for words in between)


def occasions(
    text: str, sentences: Sequence[Span], dates: Sequence[DateExpression], contents: Sequence[Span]
) -> list[tuple[Span, DateExpression]]:
    """Days beside an interview, speech or the like outside all contents, each with its sentence."""
    out = []
    for date in dates:
        sentence = sentence_at(sentences, date.start)
        if sentence is None or not _DAY.fullmatch(date.value) or date.end > sentence.end:
            continue
        inside = any(c.start <= date.start and date.end <= c.end for c in contents)
        if not inside and _beside_occasion(text, sentence, date, sentence.end):
            out.append((sentence, date))
    return out
