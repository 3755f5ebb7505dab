"""A version of a text as drift sees it: its words with their places in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from newstemma.text.function_words import FUNCTION_WORDS
from newstemma.text.normalise import fold, straight_marks
from newstemma.text.tokens import Token, tokens

__all__ = ["Version", "is_weak"]


def is_weak(word: str) -> bool:
    """Whether a folded word alone ties two versions together as little as "the" does."""
    return word in FUNCTION_WORDS or not any(c.isalnum() for c in word)


@dataclass(frozen=True)
class Version:
    """A span of an article.

    Attributes:
        article: the article's text.
        start, end: the span in it.
        quoted: whether the statement as a whole is a quotation.
        language: of the article, or None.
        pieces: the parts of the span that belong to the statement, where it is interrupted ("…, he said, …");
            empty where all of it does.
    """

    article: str
    start: int
    end: int
    quoted: bool
    language: str | None
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The words of the span as they stand there."""
        return self.article[self.start : self.end]

    @cached_property
    def tokens(self) -> list[Token]:
        """The words, without punctuation; offsets count in the article."""
        parts = self.pieces or ((self.start, self.end),)
        return [t for start, end in parts for t in tokens(self.article, start, end) if t.is_word]

    @cached_property
    def folded(self) -> list[str]:
        """The words in the form in which they are compared."""
        return [fold(straight_marks(t.text)) for t in self.tokens]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of words ``first:last``; of the gap before ``first`` if there are none."""
        if first < last:
            return self.tokens[first].start, self.tokens[last - 1].end
        if first < len(self.tokens):
            return self.tokens[first].start, self.tokens[first].start
        return self.end, self.end

    def words(self, first: int, last: int) -> str:
        """The characters of words ``first:last``."""
        start, end = self.place(first, last)
        return self.article[start:end]

    def starts_sentence(self, k: int) -> bool:
        """Whether word k stands first in the span or after the end of a sentence."""
        if k == 0:
            return True
        between = self.article[self.tokens[k - 1].end : self.tokens[k].start]
        return any(c in '.!?…:“"«„' for c in between)

    def runs_in_marks(self) -> Iterator[tuple[int, int]]:
        """First and last + 1 of the words of each run between marks."""
        first = None
        for k, inside in enumerate([*self.in_marks, False]):
            if inside and first is None:
                first = k
            elif first is not None and (not inside or self._marked_between(k - 1)):
                yield first, k
                first = k if inside else None

    def _marked_between(self, k: int) -> bool:
        """Whether a quotation mark stands between words k and k + 1."""
        between = self.article[self.tokens[k].end : self.tokens[k + 1].start]
        return '"' in straight_marks(between)

    @cached_property
    def in_marks(self) -> Sequence[bool]:
        """For each word whether it stands between quotation marks inside the span."""
        text = straight_marks(self.text)
        marks = [k + self.start for k, c in enumerate(text) if c == '"']
        if len(marks) % 2:
            marks = marks[:-1]
        inside, m = [], 0
        for token in self.tokens:
            while m < len(marks) and marks[m] < token.start:
                m += 1
            inside.append(m % 2 == 1)
        return inside

    @cached_property
    def in_quotation(self) -> bool:
        """Whether most of the words stand between quotation marks, or after one that opens the span.

        A span that begins at a mark and ends before its partner has an odd number of them.
        """
        words = self.tokens
        if not words:
            return False
        before = straight_marks(self.article[max(0, self.start - 1) : words[0].start])
        return '"' in before or 2 * sum(self.in_marks) > len(words)
