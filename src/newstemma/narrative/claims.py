"""What each article claims: the contents of its statements, and the sentences that it tells in its own voice.

A sentence is plain, told in the outlet's own voice, if no statement lies in it, nothing in it reports, doubts
or guesses, and it stands in no quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstemma.narrative.marks import DENIED, REPORTED, read
from newstemma.narrative.sentences import Sentence, sentence
from newstemma.records import Article, Statement
from newstemma.spans import Span, merge
from newstemma.text.normalise import straight_marks
from newstemma.text.tokens import sentences

__all__ = ["Claim", "claims_of", "covered"]

_MOSTLY = 0.7  # share of a sentence from which it is a statement, and no claim of its own
_LEAST = 3  # telling words of a claim: with fewer it could be about anything


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition as an article has it.

    Attributes:
        row: its place, words and telling words.
        around: the whole sentence that it lies in.
        statement: the statement that it is the content of; None if the article tells it in its own voice.
        denied: whether the statement's cue denies it ("denied that …").
        plain: told by the outlet itself, as fact.
    """

    row: Sentence
    around: Sentence
    statement: Statement | None
    denied: bool
    plain: bool


def claims_of(
    articles: Iterable[Article], rows: Sequence[Sentence], said: Iterable[Statement]
) -> list[Claim]:
    """All claims, in the order of articles and places.

    Args:
        articles: the articles.
        rows: their sentences.
        said: their statements.
    """
    told: dict[str, list[Statement]] = defaultdict(list)
    for s in said:
        told[s.article_id].append(s)
    listed: dict[str, list[Sentence]] = defaultdict(list)
    for row in rows:
        listed[row.article_id].append(row)
    out: list[Claim] = []
    for a in articles:
        taken = _places(told[a.article_id])
        mine = listed[a.article_id]
        contents = sorted(piece for s in told[a.article_id] for piece in s.content_spans)
        found = [*_contents(a, told[a.article_id], mine), *_own(a, mine, (taken, contents))]
        out += sorted(found, key=lambda c: (c.row.span, c.statement.statement_id if c.statement else ""))
    return out


def _places(said: Iterable[Statement]) -> list[Span]:
    """Everything that belongs to statements: contents, cues, sources."""
    out = []
    for s in said:
        out += s.content_spans
        for start, end in ((s.cue_start, s.cue_end), (s.source_start, s.source_end)):
            if start is not None and end is not None:
                out.append(Span(start, end))
    return sorted(out)


def _contents(a: Article, said: Iterable[Statement], rows: Sequence[Sentence]) -> Iterator[Claim]:
    """The contents of statements, sentence by sentence."""
    starts = [row.span.start for row in rows]
    for s in said:
        denied = s.kind != "direct" and bool(read(s.cue or "")[1] & DENIED)
        for piece in s.content_spans:
            for place in sentences(piece.of(a.text)):
                span = Span(piece.start + place.start, piece.start + place.end)
                row = sentence(a, span)
                if len(row.stems) >= _LEAST:
                    around = rows[max(0, bisect_right(starts, span.start) - 1)] if rows else row
                    yield Claim(row, around, s, denied, False)


def _own(a: Article, rows: Sequence[Sentence], spans: tuple[list[Span], list[Span]]) -> Iterator[Claim]:
    """Sentences that are not, for the most part, said by somebody ("The crew rejected the offer" is not).

    Args:
        a: the article.
        rows: its sentences.
        spans: everything that belongs to statements; their contents alone.
    """
    quoted = _quoted(a.text, rows)
    taken, contents = (_overlapping(listed, rows) for listed in spans)
    for row, touched, said in zip(rows, taken, contents, strict=True):
        if len(row.stems) >= _LEAST and covered(row.span, said) < _MOSTLY:
            plain = not touched and _is_plain(row) and not quoted.get(row.span.start, False)
            yield Claim(row, row, None, False, plain)


def _overlapping(listed: Sequence[Span], rows: Sequence[Sentence]) -> list[list[Span]]:
    """For every sentence the spans that overlap it; both in order."""
    out = []
    at = 0
    for row in rows:
        while at < len(listed) and listed[at].end <= row.span.start:
            at += 1
        end = bisect_left(listed, Span(row.span.end, row.span.end))
        out.append([p for p in listed[at:end] if p.overlaps(row.span)])
    return out


def covered(place: Span, inside: Iterable[Span]) -> float:
    """The share of a place that lies in spans."""
    touching = [p for p in inside if p.overlaps(place)]
    if not touching:
        return 0.0
    within = merge(Span(max(p.start, place.start), min(p.end, place.end)) for p in touching)
    return sum(map(len, within)) / max(1, len(place))


def _is_plain(row: Sentence) -> bool:
    """Whether nothing in a sentence reports, doubts, asks, quotes or speaks as "I"."""
    if row.marks & REPORTED:
        return False
    text = row.text
    straight = straight_marks(text)
    marked = '"' in straight or "'" in straight[:1]
    return not (marked or "?" in text or "http" in text or ":" in text[:24])


def _quoted(text: str, rows: Iterable[Sentence]) -> Mapping[int, bool]:
    """Start of a sentence → whether a quotation that began before it in its paragraph is still open."""
    out: dict[int, bool] = {}
    open_, line = False, -1
    for place in (row.span for row in rows):
        start_of_line = text.rfind("\n", 0, place.start)
        if start_of_line != line:
            open_, line = False, start_of_line
        out[place.start] = open_
        marks = straight_marks(place.of(text)).count('"')
        open_ ^= marks % 2 == 1
    return out
