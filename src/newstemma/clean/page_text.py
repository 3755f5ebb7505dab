"""Page text without markup to the article in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newstemma.clean.captions import unmarked_captions
from newstemma.clean.choose import choose
from newstemma.clean.headline import byline_of, find_title, is_personal
from newstemma.clean.lines import Line, split_lines
from newstemma.clean.published import Place, Published, best, from_captions, from_lines, is_date_line
from newstemma.clean.score import Judgement, carries_statement, judge
from newstemma.clean.tail import marked_down, opens_box
from newstemma.params.clean import (
    KIND_WEIGHTS,
    MAX_LOOKED_UP,
    MIN_WORDS_ABOVE_SUBHEADING,
    RECURRING_WEIGHT,
    SIGNED_WEIGHT,
    SUBHEADING_WEIGHT,
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
    captions: tuple[str, ...] = ()
    """What the markup says is a caption."""


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
    captions: tuple[str, ...] = ()
    """The captions, which are not part of the text."""

    @property
    def text(self) -> str:
        """The article: its paragraphs, separated by blank lines."""
        return "\n\n".join(line for line, keep in zip(self.lines, self.kept, strict=True) if keep)


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
    dated = [j.kind for j in judged]
    title_at = _title_at(lines, judged, known)
    title = known.title or (lines[title_at].text if title_at is not None else None)
    judged = _in_context(lines, judged, title_at, title, known)
    kept = choose(_with_subheadings(lines, judged, marked_down(lines, judged)))
    body = _extent(judged, kept)
    captions = _captions(lines, unmarked_captions(lines, judged, kept, body) if body else [], kept, known)
    return PageText(
        lines=tuple(line.text for line in lines),
        kept=tuple(kept),
        kinds=tuple(j.kind for j in judged),
        title=title,
        byline=_byline(lines, body),
        published=_published(lines, dated, body, title_at, language) if body else None,
        language=language.split("-")[0] if language else None,
        captions=captions,
    )


def _captions(
    lines: Sequence[Line], unmarked: Sequence[int], kept: Sequence[bool], known: Known
) -> tuple[str, ...]:
    """The captions that are not in the text, each once: those of the markup, then those of the lines."""
    in_text = {line.key for line, keep in zip(lines, kept, strict=True) if keep}
    found = dict.fromkeys([*known.captions, *(lines[i].text for i in unmarked)])
    once = {Line(caption).key: caption for caption in reversed(found)}
    return tuple(reversed([caption for key, caption in once.items() if key not in in_text]))


def _published(
    lines: Sequence[Line],
    kinds: Sequence[str],
    body: tuple[int, int],
    title_at: int | None,
    language: str | None,
) -> Published | None:
    captions = [lines[i].text for i in range(body[1] + 1) if kinds[i] == "caption"]
    place = Place(body[0], body[1], title_at)
    return best([*from_lines(lines, kinds, place, language), from_captions(captions, language)])


def _prose(lines: Sequence[Line]) -> str:
    """The longer lines, which tell the language better than menus do."""
    longer = [line.text for line in lines if len(line.text) >= 60]
    return "\n".join(longer or [line.text for line in lines])[:20_000]


def _judged(lines: Sequence[Line], language: str | None) -> list[Judgement]:
    """Each line by itself, dates and bylines told apart."""
    return [_judged_line(line, language) for line in lines]


def _judged_line(line: Line, language: str | None) -> Judgement:
    judgement = judge(line)
    if judgement.kind in {"caption", "copyright", "credit", "signature"}:
        return judgement
    if is_date_line(line, language):
        return Judgement("date", KIND_WEIGHTS["date"])
    name = byline_of(line)
    if name is None:
        return judgement
    # A byline that names an agency or a staff is a credit, and stays.
    return Judgement("byline", KIND_WEIGHTS["byline" if is_personal(name) else "credit"])


def _title_at(lines: Sequence[Line], judged: Sequence[Judgement], known: Known) -> int | None:
    """The line of the title: the one that repeats the known title, else the one that looks like it."""
    if known.title is not None:
        key = Line(known.title).key
        return next((i for i, line in enumerate(lines[:200]) if line.key == key), None)
    return find_title(lines, judged) if known.find_title else None


def _in_context(
    lines: Sequence[Line], judged: Sequence[Judgement], title_at: int | None, title: str | None, known: Known
) -> list[Judgement]:
    """The judgements, marked down by what is known of the whole page."""
    facts = _PageFacts(
        title_at=title_at,
        title_key=Line(title).key if title else None,
        script=script_of(_prose(lines)),
        again=_told_again(lines),
        counts=Counter(line.key for line in lines),
        captions=frozenset(Line(caption).key for caption in known.captions),
    )
    seen: set[str] = set()
    out = []
    for i, (line, judgement) in enumerate(zip(lines, judged, strict=True)):
        kind = _kind_in_context(i, line, judgement, facts, seen)
        if kind is not None:
            out.append(Judgement(kind, KIND_WEIGHTS[kind]))
            continue
        if judgement.score > 0:
            seen.add(line.key)
        gain = 0.0
        if i + 1 < len(lines) and judged[i + 1].kind == "signature":
            gain = SIGNED_WEIGHT
        elif line.key in known.recurring and not carries_statement(line):
            gain = RECURRING_WEIGHT
        out.append(replace(judgement, score=judgement.score + gain))
    return out


@dataclass(frozen=True, slots=True)
class _PageFacts:
    """What is known of the whole page when its lines are judged again."""

    title_at: int | None
    title_key: str | None
    script: str | None
    again: frozenset[int]
    counts: Counter[str]
    captions: frozenset[str]


def _kind_in_context(
    i: int, line: Line, judgement: Judgement, facts: _PageFacts, seen: set[str]
) -> str | None:
    """The kind that only the rest of the page shows: the title, something above it, a repetition, another
    script."""
    if facts.title_key and line.key == facts.title_key:
        return "title"
    if facts.title_at is not None and i < facts.title_at and judgement.kind not in {"byline", "caption"}:
        return "above-title"
    if judgement.kind in {"signature", "credit"}:
        return None
    if line.key in facts.captions and not carries_statement(line):
        return "caption"
    if facts.script and line.script not in {facts.script, None} and line.size < 15:
        return "script"
    again = (line.size >= 8 or facts.counts[line.key] > 2) if line.key in seen else i in facts.again
    return "repeat" if again else None


def _with_subheadings(
    lines: Sequence[Line], judged: Sequence[Judgement], scores: Sequence[float]
) -> list[float]:
    """The scores; more for a single heading between chrome and a paragraph, inside the article."""
    out = list(scores)
    words = 0.0
    for i, judgement in enumerate(judged):
        untouched = judgement.kind == "heading" and scores[i] == judgement.score
        if untouched and words >= MIN_WORDS_ABOVE_SUBHEADING and _stands_alone(i, lines, judged, scores):
            out[i] += SUBHEADING_WEIGHT
        if judgement.score >= 2.0:
            words += lines[i].size
    return out


def _stands_alone(
    i: int, lines: Sequence[Line], judged: Sequence[Judgement], scores: Sequence[float]
) -> bool:
    """Whether no other heading stands above or below, and the next line that is not chrome is a paragraph."""
    if judged[i - 1].kind == "heading" or opens_box(lines[i - 1], judged[i - 1]):
        return False
    below = next((k for k in range(i + 1, min(i + 5, len(judged))) if scores[k] > _CHROME), None)
    return below is not None and judged[below].kind == "prose" and scores[below] >= _SENTENCE


# Below the one a line is chrome by its words; from the other on it is a sentence of its own.
_CHROME, _SENTENCE = -5.0, 4.0


def _told_again(lines: Sequence[Line]) -> frozenset[int]:
    """Lines without an end whose words stand in another line too: captions and pull quotes."""
    everything = "\n".join(line.key for line in lines)
    doubtful = [
        i for i, line in enumerate(lines) if 8 <= line.size <= 60 and not line.ended and len(line.key) > 40
    ]
    return frozenset(i for i in doubtful[:MAX_LOOKED_UP] if everything.count(lines[i].key) > 1)


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
