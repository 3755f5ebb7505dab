"""The captions of a page's pictures: by its markup, or by how their lines stand among paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from newstemma.clean.lines import Line, split_lines
from newstemma.clean.score import Judgement, carries_statement, points_at_picture
from newstemma.params.clean import CAPTION_CAPITALS, CAPTION_WORDS, MAX_CAPTIONS

__all__ = ["captions_of", "unmarked_captions"]

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption(?:[\s_-]?text)?|cutline)(?:$|[\s_-])", re.IGNORECASE
)
_ELSEWHERE = frozenset("nav aside footer header form".split())


def captions_of(tree: Any) -> tuple[str, ...]:
    """The texts of ``figcaption`` and of elements whose class says "caption", outside menus and side columns.

    Where the page has an ``article`` or ``main``, only those inside it: cards of other stories have captions
    too. One that carries a statement becomes a paragraph of the page, so that extraction cannot drop it.
    """
    within = next(tree.iter("article", "main"), None) is not None
    out: dict[str, None] = {}
    for element in [e for e in tree.iter() if isinstance(e.tag, str) and _says_caption(e)][:MAX_CAPTIONS]:
        above = {ancestor.tag for ancestor in element.iterancestors()}
        if above & _ELSEWHERE or (within and not above & {"article", "main"}):
            continue
        lines = [Line(text) for text in split_lines(" ".join(element.itertext()).replace("\n", " "))]
        if any(carries_statement(line) for line in lines):
            _made_paragraph(element)
            continue
        out.update((line.text, None) for line in lines if CAPTION_WORDS[0] <= line.size <= CAPTION_WORDS[1])
    return tuple(out)


def _made_paragraph(element: Any) -> None:
    """Turn a caption into a paragraph, after the figure that it stands in."""
    element.tag = "p"
    element.attrib.clear()
    figure = next((a for a in element.iterancestors() if a.tag == "figure"), None)
    if figure is not None and figure.getparent() is not None:
        element.tail = None
        figure.addnext(element)


def _says_caption(element: Any) -> bool:
    return element.tag == "figcaption" or _CLASS.search(element.get("class") or "") is not None


def unmarked_captions(
    lines: Sequence[Line], judged: Sequence[Judgement], kept: Sequence[bool], body: tuple[int, int]
) -> list[int]:
    """Lines between the article's paragraphs that were left out and look like captions.

    A line of some length without a full stop and not in the capitals of a headline is one if its words point
    at a picture ("pictured", "left", "Anguish: ...") or it stands alone between two paragraphs.
    """
    first, last = body
    places = [i for i in range(max(0, first - 2), last + 1) if not kept[i]]
    return [i for i in places if judged[i].kind == "caption" or _looks_so(i, lines, judged, kept)]


def _looks_so(i: int, lines: Sequence[Line], judged: Sequence[Judgement], kept: Sequence[bool]) -> bool:
    line = lines[i]
    long = CAPTION_WORDS[2] <= line.size <= CAPTION_WORDS[1]
    if not long or line.ended or judged[i].kind not in {"prose", "heading", "repeat"}:
        return False
    if line.capital_share >= CAPTION_CAPITALS or _LINK.search(line.text[:200]):
        return False
    alone = 0 < i < len(lines) - 1 and kept[i - 1] and kept[i + 1]
    return alone or points_at_picture(line)


_LINK = re.compile(
    r"^(?:opinion|analysis|read|related|more|see|watch|video|photos|gallery|from|update|also|poll|click|story)\b|"
    r"https?://|pic\.twitter|#\w",
    re.IGNORECASE,
)
