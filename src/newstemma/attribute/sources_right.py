"""The noun phrase that begins at a place: "said [Mara Holt, the harbour master]"."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Pack
from newstemma.attribute.wordclass import JOINERS, is_adverb, is_noun_like, is_report_noun, is_term
from newstemma.params.attribute import MAX_NOUN_PHRASE

__all__ = ["phrase_after"]

Range = tuple[int, int]
_GENITIVE = ("er", "es")
"""Endings of the first word of a German genitive."""
_ENDS = frozenset({",", ".", ";", ":", "—", "–", "!", "?"})


def phrase_after(nodes: Sequence[Node], first: int, pack: Pack, *, open_end: bool = True) -> Range | None:
    """The noun phrase that begins at node ``first``, with its apposition; None if there is none.

    Args:
        nodes: the sentence.
        first: where the phrase begins.
        pack: the language.
        open_end: whether an apposition may reach the sentence's end ("said Mara Holt, a critic.").
    """
    if first >= len(nodes) or nodes[first].kind == "mark":
        return None
    if nodes[first].low in pack.adverbs and nodes[first].low not in pack.determiners:
        return None
    if nodes[first].low in pack.pronouns and nodes[first].low not in pack.determiners:
        return (first, first + 1)
    end = first
    limit = min(len(nodes), first + MAX_NOUN_PHRASE)
    while end < limit and _continues_right(nodes, first, end, pack):
        end += 1
    while end > first and not is_noun_like(nodes[end - 1], pack) and nodes[end - 1].low != ")":
        end -= 1
    if end == first:
        return None
    return (first, _apposition_end(nodes, end, limit, pack, open_end=open_end))


def _continues_right(nodes: Sequence[Node], first: int, i: int, pack: Pack) -> bool:
    """Whether a noun phrase that began at ``first`` goes on with node ``i``."""
    node = nodes[i]
    if node.kind == "mark":
        joins = node.low in JOINERS and node.low != "("
        return joins and i > first and (node.low != "." or i + 1 < len(nodes))
    if node.kind == "quote":
        return is_term(node)
    if node.low in pack.determiners if i == first else _is_genitive(nodes, i, pack):
        return True
    if node.low in pack.inner_prepositions | pack.determiners | pack.and_:
        return _joins(nodes, first, i, pack)
    if pack.nouns_capital and i > first and not node.capital and nodes[i - 1].capital:
        return False
    return not _breaks(nodes, first, i, pack)


def _is_genitive(nodes: Sequence[Node], i: int, pack: Pack) -> bool:
    """Whether a word begins whose report it is: "Angaben dänischer Fischer", "Ansicht seines Anwalts"."""
    if not pack.nouns_capital or nodes[i].capital or not is_report_noun(nodes[i - 1], pack):
        return False
    return nodes[i].low.endswith(_GENITIVE) and any(n.capital for n in nodes[i + 1 : i + 3])


def _joins(nodes: Sequence[Node], first: int, i: int, pack: Pack) -> bool:
    """Whether a preposition, determiner or "and" joins two parts of a phrase."""
    low, following = nodes[i].low, nodes[i + 1] if i + 1 < len(nodes) else None
    if low in pack.inner_prepositions:
        return i > first and following is not None and following.low not in pack.times
    if i == first or nodes[i - 1].low in pack.inner_prepositions | pack.and_:
        return True
    return low in pack.and_ and following is not None and following.capital


def _breaks(nodes: Sequence[Node], first: int, i: int, pack: Pack) -> bool:
    """Whether a word cannot stand in a noun phrase, or not there."""
    node = nodes[i]
    low = node.low
    if low in pack.verbs and not node.capital and i > first:
        return nodes[i - 1].low not in pack.determiners
    adverbial = (low in pack.times and i > first) or (is_adverb(node, pack) and not node.capital)
    joined = low in pack.prepositions or low in pack.pronouns or low in pack.relatives
    other = low in pack.conjunctions or low in pack.auxiliaries or low in pack.infinitive
    return adverbial or joined or other


def _apposition_end(nodes: Sequence[Node], end: int, limit: int, pack: Pack, *, open_end: bool) -> int:
    """Where the phrase ends if an apposition or relative clause between commas follows it."""
    if end + 1 >= limit or nodes[end].low != "," or not _opens_apposition(nodes[end + 1], pack):
        return end
    clause = nodes[end + 1].low in pack.relatives
    for i in range(end + 2, limit):
        node, last = nodes[i], i + 1 == len(nodes)
        if (not clause and node.low in pack.auxiliaries) or node.speech:
            return end
        if node.low in _ENDS and (node.low != "." or last):
            closes = not last and node.low == "," and nodes[i + 1].low not in pack.and_ | pack.conjunctions
            return i if i > end + 2 and (open_end or closes) else end
    return len(nodes) if limit == len(nodes) and open_end else end


def _opens_apposition(node: Node, pack: Pack) -> bool:
    """Whether a word after a comma begins an apposition or a relative clause."""
    if node.low in pack.determiners or node.low in pack.relatives:
        return True
    if node.kind != "word" or node.capital or is_adverb(node, pack):
        return False
    return is_noun_like(node, pack) and node.low not in pack.participles and node.low not in pack.verbs
