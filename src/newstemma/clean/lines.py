"""A text as lines: white space made plain, wrapped paragraphs joined, and what each line looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from newstemma.text.language import function_words, script_of

__all__ = ["Line", "split_lines"]

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
# Zero-width marks carry nothing; joiners (U+200C, U+200D) do in some scripts and stay.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffc\u202a-\u202e]"
)
_WORD = re.compile(r"\w+(?:[’'.\-‑]\w+)*")
_WIDE = re.compile(r"[㐀-鿿぀-ヿ가-힣฀-๿]")
_ENDED = re.compile(r"[.!?…。！？।؟][\"'”’»“)\]]*$")
_ENDED_QUOTE = re.compile(r"[\w,.!?…][”»]$|[,;:]$")
_OPEN = "“„«‹「『"
_CLOSE = "”»›」』"


@dataclass(frozen=True)
class Line:
    """A line of a page and its measurable looks."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """Its words; of long lines only those of the first 2,000 characters."""
        return _WORD.findall(self.text[:2000])

    @cached_property
    def size(self) -> float:
        """Words; two signs of a script without spaces count as one."""
        wide = len(_WIDE.findall(self.text[:2000]))
        return (
            wide / 2 + len([w for w in self.words if not _WIDE.match(w)]) if wide else float(len(self.words))
        )

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does, closing marks included."""
        return _ENDED.search(self.text[-12:]) is not None

    @property
    def half_ended(self) -> bool:
        """Whether it ends in a closing quotation mark, comma or colon: part of running text."""
        return _ENDED_QUOTE.search(self.text[-4:]) is not None

    @cached_property
    def quoted_words(self) -> int:
        """Words between the first opening and the last closing quotation mark."""
        text = self.text[:4000]
        starts = [i for i in (text.find(c) for c in _OPEN) if i >= 0]
        if starts:
            start = min(starts)
            ends = max(text.rfind(c) for c in _CLOSE + '“"')
            return len(_WORD.findall(text[start : ends if ends > start else len(text)]))
        first, last = text.find('"'), text.rfind('"')
        return len(_WORD.findall(text[first:last])) if 0 <= first < last else 0

    @cached_property
    def function_share(self) -> float:
        """The share of its words that are among the commonest of any language."""
        if not self.words:
            return 0.0
        return sum(1 for w in self.words if w.lower() in function_words()) / len(self.words)

    @cached_property
    def capital_share(self) -> float:
        """The share of its longer words that begin with a capital."""
        longer = [w for w in self.words if len(w) > 3 and not w[0].isdigit()]
        return sum(1 for w in longer if w[0].isupper()) / len(longer) if longer else 0.0

    @property
    def shouted(self) -> bool:
        """Whether all its letters are capitals, in a script that has them."""
        return self.text.isupper() and self.size >= 2

    @cached_property
    def script(self) -> str | None:
        """The script that most of its letters are in."""
        return script_of(self.text)


def split_lines(text: str) -> list[str]:
    """The lines that are not blank, each without outer or double white space.

    Paragraphs that were wrapped at a fixed width are joined again; their own line breaks are not paragraphs.
    """
    plain = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    blocks = []
    for block in _BLANK.split(plain):
        lines = [
            squeezed
            for squeezed in (_SPACES.sub(" ", line).strip() for line in block.split("\n"))
            if squeezed
        ]
        if lines:
            blocks.append(lines)
    width = _wrapping(blocks)
    out: list[str] = []
    for lines in blocks:
        out.extend([" ".join(lines)] if width and _wrapped(lines, width) else lines)
    return out


_BLANK = re.compile(r"\n[^\S\n]*\n")
# Plain text is wrapped at 60 to 100 signs; a line may fall short of the width by one long word.
_MIN_WIDTH, _MAX_WIDTH, _SLACK = 58, 100, 22


def _wrapping(blocks: list[list[str]]) -> int | None:
    """The width at which the text was wrapped: there are paragraphs of three and more full lines, and no longer ones."""
    long = [lines for lines in blocks if len(lines) >= 3]
    if not long:
        return None
    width = max(len(line) for lines in blocks for line in lines)
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    wrapped = [lines for lines in long if _wrapped(lines, width)]
    return width if 2 * len(wrapped) >= len(long) else None


def _wrapped(lines: list[str], width: int) -> bool:
    """Whether the lines between two blank ones are one paragraph."""
    full = lines[:-1]
    if not full or any(len(line) < width - _SLACK for line in full):
        return False
    return sum(1 for line in full if not Line(line).ended) * 2 > len(full)
