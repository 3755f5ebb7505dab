"""Paragraphs as sentences of nodes: words, punctuation marks, and whole quotations as one node each.

With every quotation folded into one node, "X, who saw it, said “… . …”" is one short sentence, whatever
stands between the marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newstemma.attribute.incises import split_incise
from newstemma.attribute.packs import Pack
from newstemma.params.attribute import MAX_SENTENCE, MAX_TRAIL, MIN_SPEECH_WORDS
from newstemma.spans import Span
from newstemma.text.quotes import Quotation, dialogue
from newstemma.text.tokens import paragraphs, sentences, tokens

__all__ = ["Node", "Sentence", "is_speech", "read_sentences"]

WORD, MARK, QUOTE = "word", "mark", "quote"
_END_INSIDE = re.compile(r"[,.!?…;—–-]$")
_WORDS = re.compile(r"[^\W\d_]+")


class Node(NamedTuple):
    """A word, a punctuation mark or a whole quotation (a tuple, as they are made by the thousand)."""

    low: str
    start: int
    end: int
    kind: str
    capital: bool = False
    quotation: Quotation | None = None
    speech: bool = False
    """Whether it is a quotation that may be a statement (no title, term or scare quote)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's nodes.

    Attributes:
        paragraph: number of its paragraph in the text.
        first: whether it opens the paragraph.
    """

    nodes: tuple[Node, ...]
    paragraph: int
    first: bool

    def span(self, first: int, last: int) -> Span:
        """Characters of the nodes ``first`` to ``last`` (exclusive, at least one)."""
        return Span(self.nodes[first].start, self.nodes[last - 1].end)


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation's inside looks like something said, not like a name, a title or a scare quote."""
    inner = quotation.inner.of(text)
    found = _WORDS.findall(inner[:400])
    if len(found) < 2:
        return bool(found) and inner[-1] in ".!?" and not quotation.level
    if _is_title(found):
        return False
    return inner[-1] in ",.!?…" or len(found) >= MIN_SPEECH_WORDS


def _is_title(found: Sequence[str]) -> bool:
    """Whether most words after the first are capitalised."""
    rest = found[1:]
    long_lower = sum(w[0].islower() and len(w) > 3 for w in found)
    long_capitals = sum(w[0].isupper() and len(w) > 3 for w in rest)
    capitals = sum(w[0].isupper() for w in rest)
    mostly_long = long_capitals > long_lower and long_capitals > 1 and capitals * 3 >= len(rest)
    return mostly_long or (len(rest) >= 2 and capitals >= 0.6 * len(rest))


def read_sentences(
    text: str, pack: Pack, found: Sequence[Quotation], wanted: Container[int] | None = None
) -> Iterator[Sentence]:
    """The sentences of a text in order, outermost quotations folded.

    Args:
        text: any text.
        pack: its language.
        found: its quotations.
        wanted: the numbers of the paragraphs to read; None for all.
    """
    outer = [q for q in found if q.level == 0]
    starts = [q.span.start for q in outer]
    for number, paragraph in enumerate(paragraphs(text)):
        if wanted is not None and number not in wanted:
            continue
        first, last = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
        inside = [part for q in outer[first:last] for part in split_incise(text, q, pack)]
        if pack.dialogue_dash and not inside:
            inside = list(dialogue(text, paragraph))
        nodes = list(_nodes(text, pack, paragraph, inside))
        cuts = [paragraph.start + s.end for s in sentences(paragraph.of(text))]
        opening = True
        for part in _cut(pack, nodes, cuts):
            yield Sentence(tuple(part), number, opening)
            opening = False


def _nodes(text: str, pack: Pack, paragraph: Span, inside: Sequence[Quotation]) -> Iterator[Node]:
    at = paragraph.start
    for q in inside:
        yield from _words(text, pack, at, q.span.start)
        speech = q.level == 1 or q.mark == "—" or is_speech(text, q)
        yield Node("", q.span.start, q.span.end, QUOTE, True, q, speech)
        at = q.span.end
    yield from _words(text, pack, at, paragraph.end)


def _words(text: str, pack: Pack, start: int, end: int) -> Iterator[Node]:
    for token in tokens(text, start, end):
        word = token.text
        if not token.is_word:
            yield Node(word, token.start, token.end, MARK)
            continue
        low = word.lower()
        cut = _clitic(low, pack)
        if cut:
            yield Node(low[:cut], token.start, token.start + cut, WORD, word[0].isupper())
            pronoun = low[cut:].rsplit("-", 1)[-1]
            yield Node(pronoun, token.end - len(pronoun), token.end, WORD)
        else:
            yield Node(low, token.start, token.end, WORD, word[0].isupper())


def _clitic(low: str, pack: Pack) -> int:
    """Where a subject pronoun hung on the verb begins ("affirme-t-il"); 0 if there is none."""
    if "-" not in low:
        return 0
    for clitic in pack.clitics:
        if low.endswith(clitic) and len(low) > len(clitic) and len(low) == len(low.lower()):
            return len(low) - len(clitic)
    return 0


def _cut(pack: Pack, nodes: Sequence[Node], cuts: Sequence[int]) -> Iterator[list[Node]]:
    """The nodes of each sentence; a cut inside a quotation does not count."""
    part: list[Node] = []
    at = 0
    for i, node in enumerate(nodes):
        part.append(node)
        while at < len(cuts) and cuts[at] < node.end:
            at += 1
        ends = at < len(cuts) and cuts[at] == node.end
        if ends and node.kind == QUOTE:
            ends = not _trails(pack, nodes, i + 1)
        if (ends and not _second_part(nodes, i + 1)) or len(part) >= MAX_SENTENCE:
            yield part
            part = []
    if part:
        yield part


def _second_part(nodes: Sequence[Node], start: int) -> bool:
    """Whether the second part of a quotation follows that a narrator's words have cut in two."""
    at = start
    while at < min(start + 2, len(nodes)) and nodes[at].kind == MARK:
        at += 1
    q = nodes[at].quotation if at < len(nodes) else None
    return q is not None and q.level == 1 and q.continues


def _trails(pack: Pack, nodes: Sequence[Node], start: int) -> bool:
    """Whether only its attribution follows a quotation that ends in a full stop ("“Go!” Ms Orr said.")."""
    verb = -1
    for i in range(start, min(start + MAX_TRAIL, len(nodes))):
        node = nodes[i]
        if node.kind == QUOTE or (node.low in pack.pronouns and i > start + 1):
            return False
        if node.low in pack.verbs and verb < 0 and i > start:
            verb = i
        if node.low in (".", ":", ";"):
            return verb >= 0 and node.low == "." and i - verb <= 5
    return verb >= 0 and start + MAX_TRAIL > len(nodes)
