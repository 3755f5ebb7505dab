"""Words, sentences and paragraphs of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newstemma.spans import Span

__all__ = ["Token", "paragraphs", "sentences", "tokens", "words"]

# A word keeps inner apostrophes, hyphens and points between letters or digits ("don't", "Al-Nahda",
# "U.S", "3.5", "500,000"); everything else that is not white space is one punctuation token.
_TOKEN = re.compile(r"\w+(?:[’'.,\-‑–]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w+(?:[’'\-‑]\w+)*(?:[.,]\d+)*")
_PARAGRAPH = re.compile(r"[^\n]+")
# A sentence ends at . ! ? … or 。 and closing marks, before white space and what can start a sentence.
_END = re.compile(r"[.!?…。！？]+[\"'”’»“)\]]*(?=\s+[\"'“„«‘(\[—–-]*\s*[\w“„«])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZÀ-ÖА-Я]|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|Hon|No|Nr|vs|etc|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Mme|Mlle|M|Hr|Fr|bzw|usw|ca|z\.B|d\.h|"
    r"г|гг|им|руб|тыс|млн|млрд|т\.е|т\.д|Sra|Srta|Ud|Uds|pág|núm|art|al|p|pp|vol|fig)|(?:\w\.)+\w)\.$"
)


class Token(NamedTuple):
    """A word or a punctuation mark and where it stands (a tuple, as they are made by the thousand)."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum() or self.text[0] == "_"

    @property
    def span(self) -> Span:
        """Its characters."""
        return Span(self.start, self.end)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and single punctuation marks of ``text[start:end]``; offsets count from the start of ``text``."""
    stop = len(text) if end is None else end
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, stop)]


def words(text: str) -> list[str]:
    """The words alone, without their places."""
    return _WORD.findall(text)


def paragraphs(text: str) -> Iterator[Span]:
    """Lines that are not blank, without the white space at their ends."""
    for m in _PARAGRAPH.finditer(text):
        line = m.group()
        left = len(line) - len(line.lstrip())
        if left < len(line):
            yield Span(m.start() + left, m.start() + len(line.rstrip()))


def sentences(text: str) -> list[Span]:
    """Sentences, never running over a line break; abbreviations and initials do not end one."""
    out: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for m in _END.finditer(text, paragraph.start, paragraph.end):
            if _is_abbreviation(text, start, m):
                continue
            out.append(Span(start, m.end()))
            start = m.end()
            while start < paragraph.end and text[start].isspace():
                start += 1
        if start < paragraph.end:
            out.append(Span(start, paragraph.end))
    return out


def _is_abbreviation(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether the point belongs to an abbreviation, or what follows goes on in lower case."""
    following = text[end.end() : end.end() + 12].lstrip()
    if following[:1].islower():
        return True
    if end.group() != ".":
        return False
    return _ABBREVIATION.search(text, max(start, end.start() - 12), end.start() + 1) is not None
