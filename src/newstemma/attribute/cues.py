"""Cues in a sentence: reporting verbs with their auxiliaries, and phrases such as "according to"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Cue, Pack
from newstemma.attribute.sources import skip_adverbs_left

__all__ = ["VerbCue", "prepositional_cues", "verb_cues"]


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A reporting verb in its sentence.

    Attributes:
        first: node where the verb group begins, auxiliaries included.
        verb: node of the verb itself.
        end: node after the last one of the cue.
        cue: what it takes.
        participle: whether its subject is the main clause's.
    """

    first: int
    verb: int
    end: int
    cue: Cue
    participle: bool


def verb_cues(nodes: Sequence[Node], pack: Pack) -> Iterator[VerbCue]:
    """The reporting verbs of a sentence from left to right."""
    at = 0
    while at < len(nodes):
        found = _verb_at(nodes, at, pack)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end


def _verb_at(nodes: Sequence[Node], at: int, pack: Pack) -> VerbCue | None:
    node = nodes[at]
    if node.kind != "word" or (node.capital and not _may_be_capital(nodes, at)):
        return None
    for table, participle in ((pack.verbs, False), (pack.participles, True)):
        if node.low in table:
            end, cue = _longest(nodes, at, table)
            if cue is not None:
                return _in_place(nodes, VerbCue(at, at, end, cue, participle), pack)
    return None


def _may_be_capital(nodes: Sequence[Node], at: int) -> bool:
    """Whether a capital does not speak against a verb: at a sentence's start, and in headlines."""
    if at == 0 or nodes[at - 1].kind == "quote":
        return True
    listed = [n for n in nodes if n.kind == "word"]
    return sum(n.capital for n in listed) > 0.6 * len(listed)


def _longest(nodes: Sequence[Node], at: int, table: Mapping[str, Sequence[Cue]]) -> tuple[int, Cue | None]:
    """The longest cue that begins with node ``at``, with what all cues of the same words take."""
    for cue in table[nodes[at].low]:
        end = at + 1 + len(cue.rest)
        if tuple(n.low for n in nodes[at + 1 : end]) != cue.rest:
            continue
        if cue.particle and not _particle_follows(nodes, end, cue.particle):
            continue
        return end, cue
    return at, None


def _particle_follows(nodes: Sequence[Node], start: int, particle: str) -> bool:
    """Whether a separated particle stands later in the clause ("teilte die Polizei mit")."""
    for i in range(start, min(start + 40, len(nodes))):
        if nodes[i].low == particle:
            following = nodes[i + 1] if i + 1 < len(nodes) else None
            return following is None or following.kind != "word" or following.low in ("und", "en")
        if nodes[i].low in (";", ":") or nodes[i].speech:
            return False
    return False


def _in_place(nodes: Sequence[Node], found: VerbCue, pack: Pack) -> VerbCue | None:
    """The cue with its auxiliaries; None where the word is a noun, an infinitive or passive."""
    before = skip_adverbs_left(nodes, found.verb, pack)
    first = before
    while first > 0 and nodes[first - 1].kind == "word" and nodes[first - 1].low in pack.auxiliaries:
        first = skip_adverbs_left(nodes, first - 1, pack) if first > 1 else first - 1
    left = nodes[before - 1] if before else None
    if left is not None and left.kind == "word" and first == before:
        is_noun = left.low in pack.determiners and left.low not in pack.pronouns
        if is_noun or left.low in pack.infinitive or left.low in pack.inner_prepositions:
            return None
    if pack.verb_bracket and _is_infinitive(nodes, found, pack):
        return None
    has_auxiliary = first < before
    if _is_noun(nodes, found.end, pack) and not has_auxiliary:
        return None
    if has_auxiliary and not found.participle and nodes[before - 1].low in pack.passive:
        return None
    participle = found.participle and not has_auxiliary
    starts = _first_auxiliary(nodes, first, found.verb, pack)
    return VerbCue(starts, found.verb, found.end, found.cue, participle)


def _is_infinitive(nodes: Sequence[Node], found: VerbCue, pack: Pack) -> bool:
    """Whether a modal verb follows at once: "behaupten konnte"."""
    follows = found.end < len(nodes) and nodes[found.end].low in pack.auxiliaries - pack.perfect
    return follows and nodes[found.verb].low.endswith("en")


def _is_noun(nodes: Sequence[Node], end: int, pack: Pack) -> bool:
    """Whether another verb follows at once: "the states explain", "the claims are"."""
    if end >= len(nodes) or nodes[end].kind != "word" or pack.bare_after_comma:
        return False
    return nodes[end].low in pack.passive or (nodes[end].low in pack.verbs and not nodes[end].capital)


def _first_auxiliary(nodes: Sequence[Node], first: int, verb: int, pack: Pack) -> int:
    """Where the cue's words begin: at its first auxiliary, adverbs before it left out."""
    for i in range(first, verb):
        if nodes[i].low in pack.auxiliaries:
            return i
    return verb


def prepositional_cues(nodes: Sequence[Node], pack: Pack) -> Iterator[tuple[int, int]]:
    """Ranges of nodes of cues that stand before their source ("according to", "laut", "по словам")."""
    starts = {words[0] for words in pack.before}
    for at, node in enumerate(nodes):
        if node.low in starts:
            for words in pack.before:
                end = at + len(words)
                if tuple(n.low for n in nodes[at:end]) == words:
                    yield at, end
                    break
