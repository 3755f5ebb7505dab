"""The subject of a reporting verb: beside it, behind it, or in another part of the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.attribute.cues import VerbCue
from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Pack
from newstemma.attribute.sources import leading_subject, phrase_before
from newstemma.attribute.sources_right import phrase_after
from newstemma.attribute.wordclass import is_adverb

__all__ = ["subject_of"]

Range = tuple[int, int]
_REACH = 15
"""Nodes between a verb at its clause's end and the word that begins the clause or the auxiliary."""


def subject_of(nodes: Sequence[Node], cue: VerbCue, pack: Pack, last: Range | None) -> Range | None:
    """The subject of a verb cue.

    1. A participle's subject is the main clause's, as is that of a second verb after "and".
    2. "as X said", "wie X am Abend mitteilte": what follows "as".
    3. "stated by X": the agent.
    4. "X hat am Abend gesagt": beside the auxiliary.
    5. Else the noun phrase before the verb, or the one behind it where the order is inverted.

    Args:
        nodes: the sentence.
        cue: the verb.
        pack: the language.
        last: the source of the cue before, if any.
    """
    if cue.participle:
        return last if last is not None and last[1] <= cue.first else _leading(nodes, cue, pack)
    after_as = _after_as(nodes, cue, pack)
    if after_as is not None:
        return after_as
    if cue.end < len(nodes) and nodes[cue.end].low in pack.agent:
        return phrase_after(nodes, cue.end + 1, pack)
    bracket = _beside_auxiliary(nodes, cue, pack) if pack.verb_bracket else None
    if bracket is not None:
        return bracket
    before = phrase_before(nodes, cue.first, pack)
    if before is not None and nodes[before[0]].low not in pack.oblique:
        return before
    return _behind(nodes, cue, pack, last)


def _behind(nodes: Sequence[Node], cue: VerbCue, pack: Pack, last: Range | None) -> Range | None:
    """The subject behind the verb, or for "and said" the one before."""
    left = nodes[cue.first - 1] if cue.first else None
    at = cue.end
    while at < len(nodes) and at < cue.end + 4 and is_adverb(nodes[at], pack):
        at += 1
    after_as = left is not None and left.low in pack.as_
    right = phrase_after(nodes, at, pack, open_end=not after_as)
    if right is not None and any(n.kind == "quote" for n in nodes[right[0] : right[1]]):
        right = None  # "called it a “shame”"
    inverted = left is None or left.kind != "word" or left.low in pack.as_
    if right is not None and (inverted or pack.bare_after_comma):
        return right
    if left is not None and left.low in pack.and_ | pack.conjunctions:
        return last if last is not None else _leading(nodes, cue, pack)
    return None


def _after_as(nodes: Sequence[Node], cue: VerbCue, pack: Pack) -> Range | None:
    """The subject between "as" and a verb that ends its clause."""
    for at in range(cue.first - 1, max(-1, cue.first - 1 - _REACH), -1):
        if nodes[at].kind != "word":
            return None
        if nodes[at].low in pack.as_:
            return phrase_after(nodes, at + 1, pack) if at + 1 < cue.first else None
    return None


def _beside_auxiliary(nodes: Sequence[Node], cue: VerbCue, pack: Pack) -> Range | None:
    """The subject before or behind the auxiliary of a participle that ends its clause."""
    for at in range(cue.verb - 1, max(-1, cue.verb - 1 - _REACH), -1):
        if nodes[at].kind != "word":
            return None
        if nodes[at].low in pack.perfect:
            return phrase_before(nodes, at, pack) or phrase_after(nodes, at + 1, pack)
    return None


def _leading(nodes: Sequence[Node], cue: VerbCue, pack: Pack) -> Range | None:
    found = leading_subject(nodes, pack)
    return found if found is not None and found[1] <= cue.first else None
