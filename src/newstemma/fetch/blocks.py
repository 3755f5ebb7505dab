"""A page's blocks of text, told apart: running text, the page's furniture, the boxes of paywalls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from newstemma.fetch.wall_words import CONSENT, FURNITURE_CLASS, WALL_CLASS
from newstemma.params.fetch import CONSENT_SHARE

__all__ = ["Block", "blocks", "count_words"]

_WORD = re.compile(r"\w+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_HIDDEN = {"script", "style", "noscript", "template", "head", "title", "svg", "select", "option",
           "iframe"}  # fmt: skip
_INLINE = {"a", "b", "i", "em", "strong", "span", "u", "q", "abbr", "cite", "small", "mark", "sub", "sup",
           "time", "code", "font", "br", "bdi", "s", "del", "ins"}  # fmt: skip
_FURNITURE = {"nav", "footer", "aside", "header"}
_STORY = {"article", "main"}


@dataclass(frozen=True)
class Block:
    """A block's own text, without the blocks inside it.

    Attributes:
        text: as it stands.
        furniture: whether it is of a menu, a sidebar, a footer or a page's header.
        boxed: whether it is in a box that a paywall names as its own.
    """

    text: str
    furniture: bool
    boxed: bool

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    @cached_property
    def asks_consent(self) -> bool:
        """Whether it is made of the words of consent forms."""
        hits = len(CONSENT.findall(self.text[:6000]))
        return hits >= 2 and hits >= CONSENT_SHARE * count_words(self.text[:6000])

    @property
    def aside(self) -> bool:
        """Whether it is no part of the article, whatever it says."""
        return self.furniture or self.boxed


def count_words(text: str) -> int:
    """Words; scripts without spaces between words count two characters as one."""
    return len(_WORD.findall(text)) + len(_CJK.findall(text)) // 2


def blocks(tree: Any) -> list[Block]:
    """The blocks of a page that have text, in its order.

    Args:
        tree: the page as lxml has it.
    """
    out: list[Block] = []
    stack: list[tuple[Any, bool, bool, bool]] = [(tree, False, False, False)]
    while stack:
        element, furniture, boxed, story = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _HIDDEN:
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        story = story or tag in _STORY
        if tag not in {"html", "body", *_STORY}:
            boxed = boxed or WALL_CLASS.search(named) is not None
            furniture = furniture or FURNITURE_CLASS.search(named) is not None
        furniture = furniture or (tag in _FURNITURE and not (tag == "header" and story))
        if tag not in _INLINE:
            text = "".join(_own(element))
            if text.strip():
                out.append(Block(text, furniture and not boxed, boxed))
        stack.extend((child, furniture, boxed, story) for child in reversed(element))
    return out


def _own(element: Any) -> list[str]:
    """The text of a block without the blocks inside it."""
    out = [element.text or ""]
    stack = list(reversed(element))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            out.append(item)
            continue
        stack.append(item.tail or "")
        if item.tag in _INLINE:
            stack.extend(reversed(item))
            out.append(item.text or "")
    return out
