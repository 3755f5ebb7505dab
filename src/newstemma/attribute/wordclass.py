"""What a word can be in a noun phrase, as far as a pack's lists tell."""

from __future__ import annotations

from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Pack
from newstemma.params.attribute import MAX_TERM

__all__ = ["JOINERS", "is_adverb", "is_noun_like", "is_report_noun", "is_term"]

JOINERS = frozenset({"-", "–", "&", "/", "’", "'", ".", "(", ")"})


def is_adverb(node: Node, pack: Pack) -> bool:
    """Whether a word is one that may stand between subject and verb."""
    if node.kind != "word":
        return False
    if node.low in pack.adverbs:
        return node.low not in pack.determiners
    return (
        bool(pack.adverb_endings)
        and len(node.low) > 4
        and not node.capital
        and (node.low.endswith(pack.adverb_endings))
    )


def is_noun_like(node: Node, pack: Pack) -> bool:
    """Whether a noun phrase may begin or end with it: no word of the closed classes, no quoted speech."""
    if node.kind == "mark":
        return False
    if node.kind == "quote":
        return is_term(node)
    low = node.low
    if node.capital and low not in pack.conjunctions and low not in pack.prepositions:
        return True
    return not (
        low in pack.determiners
        or low in pack.prepositions
        or low in pack.conjunctions
        or low in pack.and_
        or low in pack.auxiliaries
        or low in pack.infinitive
        or low in pack.complementizers
    )


def is_term(node: Node) -> bool:
    """Whether a quotation is a short name or term that may stand in a noun phrase."""
    return not node.speech and node.end - node.start <= MAX_TERM


def is_report_noun(node: Node, pack: Pack) -> bool:
    """Whether a noun is one of reporting; where nouns are capitalised, also as the head of a compound."""
    if node.low in pack.report_nouns:
        return True
    return pack.nouns_capital and node.capital and node.low.endswith(tuple(pack.report_nouns))
