"""Noun phrases beside a cue: who says it, found without a parser.

A noun phrase is read outwards from the cue over the words that a subject can consist of, and stops at words
that begin another clause. An apposition or relative clause between commas belongs to it ("Ms Orr, the harbour
master, said"), as in the PARC and PolNeAR corpora.
"""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Pack
from newstemma.attribute.sources_right import phrase_after
from newstemma.attribute.wordclass import JOINERS, is_adverb, is_noun_like, is_term
from newstemma.params.attribute import MAX_NOUN_PHRASE

__all__ = ["leading_subject", "phrase_before", "skip_adverbs_left"]

Range = tuple[int, int]
_ADJECTIVE = ("e", "em", "en", "er", "es")
"""Endings of inflected German adjectives."""


def phrase_before(nodes: Sequence[Node], end: int, pack: Pack) -> Range | None:
    """The noun phrase that ends right before node ``end``, as a half-open range; None if there is none."""
    last = skip_adverbs_left(nodes, end, pack) - 1
    if last < 0:
        return None
    node = nodes[last]
    if node.low in (",", "–", "—", ")"):
        return _with_apposition(nodes, last, pack)
    if node.kind == "mark":
        return None
    if node.low in pack.relatives:
        return _antecedent(nodes, last, pack)
    return _walk_left(nodes, last, pack)


def skip_adverbs_left(nodes: Sequence[Node], end: int, pack: Pack) -> int:
    """The place before which no adverb stands any more."""
    at = end
    while at > 0 and is_adverb(nodes[at - 1], pack):
        at -= 1
    return at


def _antecedent(nodes: Sequence[Node], relative: int, pack: Pack) -> Range | None:
    """What a relative pronoun refers to: "the pilot, who said"."""
    at = relative - 1
    if at >= 0 and nodes[at].low == ",":
        at -= 1
    return _walk_left(nodes, at, pack) if at >= 0 else None


def _with_apposition(nodes: Sequence[Node], comma: int, pack: Pack) -> Range | None:
    """A subject with something between commas, dashes or brackets: "Ms Orr, the harbour master, said"."""
    closing = nodes[comma].low
    opening = "(" if closing == ")" else closing
    first = max(0, comma - MAX_NOUN_PHRASE)
    at = comma - 1
    while at >= first and nodes[at].low != opening:
        if nodes[at].low in (";", ":") or nodes[at].speech:
            return None
        at -= 1
    if at < max(first, 1) or nodes[at - 1].kind == "quote":
        return None
    head = _walk_left(nodes, at - 1, pack)
    if head is None:
        return None
    # "Sen. Mara Holt, a critic, of Lund, said": one more comma pair may stand before.
    if nodes[at - 1].low not in pack.times and (head[1] - head[0]) <= MAX_NOUN_PHRASE:
        return (head[0], comma)
    return None


def _walk_left(nodes: Sequence[Node], last: int, pack: Pack) -> Range | None:
    """From its last word to the left as far as a noun phrase goes."""
    if nodes[last].low in pack.pronouns and nodes[last].kind == "word":
        before = nodes[last - 1] if last else None
        if before is None or before.low not in pack.determiners:
            return (last, last + 1)
    if not is_noun_like(nodes[last], pack):
        return None
    at = last
    for i in range(last - 1, max(-1, last - MAX_NOUN_PHRASE), -1):
        if not _continues_left(nodes, i, pack):
            break
        at = i
    return _trim(nodes, at, last + 1, pack)


def _continues_left(nodes: Sequence[Node], i: int, pack: Pack) -> bool:
    """Whether the phrase to the right of node ``i`` goes on over it."""
    node, low = nodes[i], nodes[i].low
    if node.kind == "mark":
        return low in JOINERS and (low != "." or _abbreviates(nodes, i))
    if node.kind == "quote":
        return is_term(node)
    if low in pack.complementizers:
        return low in pack.determiners and _begins(nodes, i, pack)
    inside = _inside(nodes, i, pack)
    if low in pack.inner_prepositions | pack.and_ and (inside or low not in pack.determiners):
        return inside and nodes[i + 1].low not in pack.pronouns
    if low in pack.determiners or (low in pack.prepositions and low not in pack.pronouns):
        return True
    return not _breaks(nodes, i, pack)


def _breaks(nodes: Sequence[Node], i: int, pack: Pack) -> bool:
    """Whether a word cannot stand in a noun phrase, or not there."""
    node, low = nodes[i], nodes[i].low
    if low in pack.verbs and not node.capital and i > 0 and not _nominal(nodes, i, pack):
        return True
    if low in pack.pronouns or low in pack.conjunctions or low in pack.auxiliaries:
        return True
    # Before a noun only adjectives are in lower case, and those end alike: "[sinkt] neuen Studien zufolge".
    return pack.nouns_capital and node.kind == "word" and node.low.isalpha() and not _may_be_adjective(node)


def _may_be_adjective(node: Node) -> bool:
    return node.capital or node.low.endswith(_ADJECTIVE)


def _begins(nodes: Sequence[Node], i: int, pack: Pack) -> bool:
    """Whether a phrase may begin at ``i``: at the sentence's start, after a mark or a preposition."""
    return i == 0 or nodes[i - 1].kind == "mark" or nodes[i - 1].low in pack.prepositions


def _inside(nodes: Sequence[Node], i: int, pack: Pack) -> bool:
    """Whether a noun stands right before node ``i``, so that "of" or "and" may join two parts of a phrase."""
    return i > 0 and is_noun_like(nodes[i - 1], pack)


def _nominal(nodes: Sequence[Node], i: int, pack: Pack) -> bool:
    """Whether a word that may be a verb stands where only a noun can."""
    before = nodes[i - 1]
    return before.low in pack.determiners or before.low in pack.prepositions


def _abbreviates(nodes: Sequence[Node], i: int) -> bool:
    """Whether a point stands inside a sentence, so that it belongs to an abbreviation."""
    return i > 0 and nodes[i - 1].kind == "word" and nodes[i].start == nodes[i - 1].end


def _trim(nodes: Sequence[Node], first: int, end: int, pack: Pack) -> Range | None:
    """The phrase without a leading adverbial ("In Lund police") and without leading adverbs and joiners."""
    while first < end and (
        nodes[first].low in pack.and_
        or nodes[first].low in JOINERS
        or (is_adverb(nodes[first], pack) and first + 1 < end)
        or (nodes[first].low in pack.times and first + 1 < end)
    ):
        first += 1
    if 0 < first < end and nodes[first - 1].low in pack.prepositions:
        first -= 1
    if first < end and nodes[first].low in pack.prepositions:
        start = _after_adverbial(nodes, first, end, pack)
        if start is None:
            return None
        first = start
    return (first, end) if first < end else None


def _after_adverbial(nodes: Sequence[Node], first: int, end: int, pack: Pack) -> int | None:
    """Where the subject begins after an adverbial without a comma: at the last name or determiner."""
    if pack.nouns_capital:  # the finite verb stands second, so the subject follows it
        return None
    name = end
    while name - 1 > first and nodes[name - 1].capital:
        name -= 1
    if first + 1 < name < end and is_noun_like(nodes[name - 1], pack):
        return name
    for i in range(end - 1, first, -1):
        node = nodes[i]
        if node.low in pack.prepositions:
            return i + 1 if i - 1 > first and node.low not in pack.inner_prepositions else None
        if node.low in pack.determiners and i > first + 1:
            return i
    return None


def leading_subject(nodes: Sequence[Node], pack: Pack) -> Range | None:
    """The noun phrase with which a sentence begins, leading adverbials and conjunctions skipped."""
    at = 0
    while at < len(nodes) and (nodes[at].low in pack.and_ or is_adverb(nodes[at], pack)):
        at += 1
    if at < len(nodes) and (nodes[at].low in pack.prepositions or nodes[at].low in pack.conjunctions):
        while at < len(nodes) and nodes[at].low != ",":
            at += 1
        at += 1
    return phrase_after(nodes, at, pack)
