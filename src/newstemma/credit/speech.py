"""What is spoken in an article: a name in it is the speaker's, not the article's."""

from __future__ import annotations

from bisect import bisect_right

from newstemma.params.credit import SPEECH_WORDS
from newstemma.text.quotes import quotations
from newstemma.text.tokens import words

__all__ = ["Speech"]


class Speech:
    """The quotations of a text that are speech, not titles or terms."""

    def __init__(self, text: str) -> None:
        outer = (q for q in quotations(text) if q.level == 0)
        self._spans = [q.span for q in outer if len(words(q.inner.of(text))) >= SPEECH_WORDS]
        self._starts = [span.start for span in self._spans]

    def holds(self, start: int, end: int) -> bool:
        """Whether the characters lie inside one of them."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._spans[at].end
