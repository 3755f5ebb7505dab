"""Page text without markup to the article in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newstemma.clean.choose import choose
from newstemma.clean.headline import byline_of, find_title, is_personal
from newstemma.clean.lexicon import key_of
from newstemma.clean.lines import Line, split_lines
from newstemma.clean.published import Published, best, from_captions, from_lines, is_date_line
from newstemma.clean.score import Judgement, carries_statement, judge
from newstemma.params.clean import (
    BOX_PENALTY,
    COMMENT_PENALTY,
    KIND_WEIGHTS,
    MIN_BODY_WORDS_BEFORE_COMMENTS,
    RECURRING_WEIGHT,
)
from newstemma.text.language import language_of, script_of

__all__ = ["Known", "PageText", "read_page_text"]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page before its lines are looked at."""

    title: str | None = None
    language: str | None = None
    """ISO 639-1 code, or a tag with a region, which settles the order of numbers in dates."""
    recurring: frozenset[str] = frozenset()
    """Keys of lines that recur across articles of the outlet."""
    find_title: bool = True
    """Whether a missing title is looked for among the first lines."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What was found on a page."""

    lines: tuple[str, ...]
    """The lines of the page, blank ones left out."""
    kept: tuple[bool, ...]
    """Which of them are the article."""
    kinds: tuple[str, ...]
    """What each was taken for."""
    title: str | None
    byline: str | None
    published: Published | None
    language: str | None

    @property
    def text(self) -> str:
        """The article: its paragraphs, separated by blank lines."""
        return "\n\n".join(line for line, keep in zip(self.lines, self.kept, strict=True) if keep)

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions, which are not part of the text."""
        return tuple(line for line, kind in zip(self.lines, self.kinds, strict=True) if kind == "caption")


def read_page_text(text: str, known: Known | None = None) -> PageText:
    """Find the article in page text.

    1. Lines; paragraphs wrapped at a fixed width are joined.
    2. Each line is judged by itself: words of chrome, sentences, quotations, captions, dates, bylines.
    3. The title is found among the first lines; what stands above it is not the article.
    4. What repeats the title, recurs at the outlet, or is in another script than the article is marked down.
    5. Below the comment form only statements survive.
    6. The best labelling of all lines together is chosen.
    7. The publication date is read off the lines around the article.
    """
    known = known or Known()
    lines = [Line(t) for t in split_lines(text)]
    language = known.language or language_of(_prose(lines))
    judged = _judged(lines, language)
    title_at = _title_at(lines, judged, known)
    title = known.title or (lines[title_at].text if title_at is not None else None)
    judged = _in_context(lines, judged, title_at, title, known.recurring)
    kept = choose(_below_tail(lines, judged))
    captions = [line.text for line, j in zip(lines, judged, strict=True) if j.kind == "caption"]
    body = _extent(judged, kept)
    published = (
        best([*from_lines(lines, body, title_at, language), from_captions(captions, language)])
        if body
        else None
    )
    return PageText(
        lines=tuple(line.text for line in lines),
        kept=tuple(kept),
        kinds=tuple(j.kind for j in judged),
        title=title,
        byline=_byline(lines, body),
        published=published,
        language=language.split("-")[0] if language else None,
    )


def _prose(lines: Sequence[Line]) -> str:
    """The longer lines, which tell the language better than menus do."""
    longer = [line.text for line in lines if len(line.text) >= 60]
    return "\n".join(longer or [line.text for line in lines])[:20_000]


def _judged(lines: Sequence[Line], language: str | None) -> list[Judgement]:
    """Each line by itself, dates and personal bylines told apart."""
    out = []
    for line in lines:
        judgement = judge(line)
        if is_date_line(line, language) and judgement.kind not in {"caption", "copyright"}:
            judgement = Judgement("date", KIND_WEIGHTS["date"])
        elif (name := byline_of(line)) is not None:
            weight = KIND_WEIGHTS["byline"] if is_personal(name) else KIND_WEIGHTS["credit"]
            judgement = Judgement("byline", weight)
        out.append(judgement)
    return out


def _title_at(lines: Sequence[Line], judged: Sequence[Judgement], known: Known) -> int | None:
    """The line of the title: the one that repeats the known title, else the one that looks like it."""
    if known.title is not None:
        key = key_of(known.title)
        return next((i for i, line in enumerate(lines[:200]) if key_of(line.text) == key), None)
    if not known.find_title:
        return None
    skip = frozenset(i for i, j in enumerate(judged) if j.kind in {"date", "byline"})
    return find_title(lines, judged, skip)


def _in_context(
    lines: Sequence[Line],
    judged: Sequence[Judgement],
    title_at: int | None,
    title: str | None,
    recurring: frozenset[str],
) -> list[Judgement]:
    """The judgements, marked down by what is known of the whole page."""
    title_key = key_of(title) if title else None
    script = script_of(_prose(lines))
    keys = [key_of(line.text) for line in lines]
    counts = Counter(keys)
    seen: set[str] = set()
    out = []
    for i, (line, judgement) in enumerate(zip(lines, judged, strict=True)):
        if title_key and keys[i] == title_key:
            judgement = Judgement("title", KIND_WEIGHTS["title"])
        elif title_at is not None and i < title_at and judgement.kind != "byline":
            judgement = Judgement("above-title", KIND_WEIGHTS["above-title"])
        elif script and line.script not in {script, None} and line.size < 15:
            judgement = Judgement("script", KIND_WEIGHTS["script"])
        elif keys[i] in recurring and not carries_statement(line):
            judgement = replace(judgement, score=judgement.score + RECURRING_WEIGHT)
        elif keys[i] in seen and (line.size >= 8 or counts[keys[i]] > 2):
            judgement = Judgement("repeat", KIND_WEIGHTS["repeat"])
        seen.add(keys[i])
        out.append(judgement)
    return out


def _below_tail(lines: Sequence[Line], judged: Sequence[Judgement]) -> list[float]:
    """The scores; less below the first comment form under the article's text, and in a box of related stories
    or about the author, which goes on until a paragraph of the article comes."""
    scores = []
    words = 0.0
    comments = box = False
    for line, judgement in zip(lines, judged, strict=True):
        score = judgement.score
        if comments:
            score += COMMENT_PENALTY
        elif box:
            score += BOX_PENALTY
            box = score < 0
        if words >= MIN_BODY_WORDS_BEFORE_COMMENTS:
            comments = comments or judgement.kind == "comment"
            box = box or judgement.kind == "author" or (judgement.kind == "related" and line.size <= 6)
        if judgement.score >= 2.0:
            words += line.size
        scores.append(score)
    return scores


def _extent(judged: Sequence[Judgement], kept: Sequence[bool]) -> tuple[int, int] | None:
    """The first and the last line of the article's own text, credits aside."""
    places = [i for i, keep in enumerate(kept) if keep]
    prose = [i for i in places if judged[i].kind not in {"credit", "byline"}] or places
    return (prose[0], prose[-1]) if prose else None


def _byline(lines: Sequence[Line], body: tuple[int, int] | None) -> str | None:
    """The byline above the article's third paragraph or just below its end."""
    if body is None:
        return None
    first, last = body
    near = [*range(min(first + 3, len(lines))), *range(last, min(last + 3, len(lines)))]
    return next((name for i in near if (name := byline_of(lines[i])) is not None), None)
