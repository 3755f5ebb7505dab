"""Where a clause or quotation ends, and what may stand between a verb and its content."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Pack
from newstemma.attribute.wordclass import is_adverb

__all__ = [
    "COMMAS",
    "STOPS",
    "end_of_clause",
    "end_of_quotation",
    "only_adverbial",
    "opens_clause",
    "skip_addressee",
    "skip_adverbials",
]

STOPS = frozenset({".", "!", "?", "…", ";"})
COMMAS = frozenset({",", "–", "—", "-"})
_CLOSING = frozenset({")", "]", "%", "$", "€"})
_REACH = 25
"""Nodes between a verb and its marked content: an addressee, a day and a place."""
_PHRASE = 12
"""Nodes of a prepositional phrase."""


def end_of_clause(nodes: Sequence[Node], at: int, limit: int) -> int:
    """Where a clause that begins at ``at`` ends: at the sentence's end, its punctuation left out."""
    stop = next((i for i in range(at, limit) if nodes[i].low == ";"), limit)
    while stop > at and nodes[stop - 1].kind == "mark" and nodes[stop - 1].low not in _CLOSING:
        stop -= 1
    return stop


def end_of_quotation(nodes: Sequence[Node], at: int, limit: int) -> int:
    """The end of content that begins with a quotation; a term in quotation marks begins a clause."""
    if not nodes[at].speech:
        return end_of_clause(nodes, at, limit)
    end = at + 1
    while end + 1 < limit and nodes[end].low in (*COMMAS, "…") and nodes[end + 1].speech:
        end += 2
    while end < limit and nodes[end].speech:
        end += 1
    return end


def opens_clause(node: Node, pack: Pack) -> bool:
    """Whether a word begins a reported clause ("that", "qu'il")."""
    if node.kind != "word":
        return False
    return node.low in pack.complementizers or (bool(pack.elided) and node.low.startswith(pack.elided))


def skip_adverbials(nodes: Sequence[Node], at: int, limit: int, pack: Pack) -> int:
    """Past times, adverbs and phrases such as "in a statement" or "on Tuesday"."""
    while at < limit:
        node = nodes[at]
        if node.low in pack.times or is_adverb(node, pack):
            at += 1
            continue
        end = _phrase_end(nodes, at + 1, limit, pack) if node.low in pack.prepositions else at
        inside = nodes[at + 1 : end]
        if not any(n.low in pack.times or n.low in pack.occasions or n.low[:1].isdigit() for n in inside):
            break
        at = end
    return at


def _phrase_end(nodes: Sequence[Node], first: int, limit: int, pack: Pack) -> int:
    """The end of the phrase after a preposition."""
    at = first
    while at < min(limit, first + _PHRASE) and not _ends_phrase(nodes, first, at, pack):
        at += 1
    return at


def _ends_phrase(nodes: Sequence[Node], first: int, at: int, pack: Pack) -> bool:
    """Whether a node cannot belong to the prepositional phrase that began at ``first``."""
    low = nodes[at].low
    if nodes[at].kind != "word" or low in pack.complementizers or low in pack.auxiliaries:
        return True
    if at == first:
        return False
    if low in pack.determiners:
        return nodes[at - 1].low not in pack.prepositions
    return low in pack.pronouns


def skip_addressee(nodes: Sequence[Node], at: int, limit: int, pack: Pack) -> int:
    """Past what may stand between a verb and its marked content: to whom, when and where it was said.

    Looks for a quotation, a colon, a comma or a conjunction within a few nodes; if there is none, nothing is
    skipped.
    """
    for i in range(at, min(at + _REACH, limit)):
        node = nodes[i]
        if node.speech or node.low == ":" or opens_clause(node, pack):
            return i
        if node.low in COMMAS and i + 1 < limit:
            following = nodes[i + 1]
            return i if pack.bare_after_comma or following.speech or opens_clause(following, pack) else at
        if _stops_search(nodes, at, i, limit, pack):
            break
    return at


def _stops_search(nodes: Sequence[Node], at: int, i: int, limit: int, pack: Pack) -> bool:
    """Whether a node shows that no addressee is being skipped: the sentence ends, or another verb comes."""
    node = nodes[i]
    if node.low in STOPS and i + 1 == limit:
        return True
    other = i > at and (node.low in pack.pronouns or (node.low in pack.verbs and not node.capital))
    return other or node.low in pack.auxiliaries


def only_adverbial(nodes: Sequence[Node], end: int, limit: int, pack: Pack) -> bool:
    """Whether nothing but an adverbial stands between the cue and the sentence's end or next comma."""
    at = skip_adverbials(nodes, end, limit, pack)
    if at >= limit or nodes[at].kind == "mark":
        return True
    return nodes[at].low in pack.prepositions or nodes[at].low in pack.conjunctions
