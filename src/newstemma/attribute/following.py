"""Content that stands after its cue."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.attribute.cues import VerbCue
from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Pack
from newstemma.attribute.skips import (
    COMMAS,
    STOPS,
    end_of_clause,
    end_of_quotation,
    opens_clause,
    skip_addressee,
    skip_adverbials,
)

__all__ = ["Range", "right_of"]

Range = tuple[int, int]
Found = tuple[Range, str] | None
"""A range of nodes and the form by which it was recognised."""
_WITHIN = 9
"""Nodes after an infinitive's verb in which its mark must come ("urged the two ministers to resign")."""
_FINITE = 15
"""Nodes of a bare clause in which its finite verb must come."""


def right_of(nodes: Sequence[Node], cue: VerbCue, end: int, pack: Pack, limit: int) -> Found:
    """Content that follows the cue (and an inverted subject, which ends at ``end``).

    1. After a colon, or a comma: a quotation.
    2. A clause with a conjunction; in languages that set it off by a comma, one without.
    3. A quotation at once.
    4. A bare clause, an infinitive or an object, as the verb allows.
    """
    at = skip_addressee(nodes, end, limit, pack)
    if at >= limit:
        return None
    if nodes[at].low in COMMAS or nodes[at].low == ":":
        found = _after_mark(nodes, at, cue, pack, limit, plain=end == cue.end)
        if found is not None:
            return found
    takes = cue.cue.clause or cue.cue.complement
    if takes and opens_clause(nodes[at], pack):
        return _clause(nodes, at, limit, _conjunction(cue))
    if nodes[at].speech and (takes or cue.cue.object):
        return (at, end_of_quotation(nodes, at, limit)), "quotation"
    return _unmarked(nodes, cue, skip_adverbials(nodes, end, limit, pack), pack, limit)


def _after_mark(
    nodes: Sequence[Node], mark: int, cue: VerbCue, pack: Pack, limit: int, *, plain: bool
) -> Found:
    """Content after a colon or comma; ``plain`` if the subject stands before the verb."""
    at = mark + 1
    if at >= limit:
        return None
    following = nodes[at]
    if nodes[mark].low == ":" or following.speech:
        return (at, end_of_quotation(nodes, at, limit)), "colon" if nodes[mark].low == ":" else "quotation"
    if not (cue.cue.clause or cue.cue.complement):
        return None
    if opens_clause(following, pack):
        return _clause(nodes, at, limit, _conjunction(cue))
    if pack.bare_after_comma and any(n.low in pack.infinitive for n in nodes[at:limit]):
        return _clause(nodes, at, limit, "infinitive")
    sure = plain and cue.cue.clause and following.low not in pack.conjunctions | pack.as_
    # "sagte, damit sei …": an adverb, for the verb follows at once.
    sure = sure or (cue.cue.clause and at + 1 < limit and nodes[at + 1].low in pack.subjunctive)
    bare = pack.bare_after_comma and (sure or _is_bare(nodes, at, limit, pack))
    return _clause(nodes, at, limit, "bare") if bare else None


def _conjunction(cue: VerbCue) -> str:
    return "complement" if cue.cue.clause else "complement-other"


def _unmarked(nodes: Sequence[Node], cue: VerbCue, at: int, pack: Pack, limit: int) -> Found:
    """A bare clause, an infinitive or an object after the verb."""
    if at >= limit or nodes[at].kind == "mark":
        return None
    infinitive = any(n.low in pack.infinitive for n in nodes[at : min(at + _WITHIN, limit)])
    if cue.cue.infinitive and infinitive:
        return _clause(nodes, at, limit, "infinitive")
    if pack.bare_after_comma:
        quoted = cue.cue.object and pack.object_quoted
        return _quoted_words(nodes, at, limit) if quoted else None
    if _may_be_bare(nodes, cue, at, pack, limit):
        return _clause(nodes, at, limit, "bare")
    starts_badly = nodes[at].low in pack.conjunctions or nodes[at].low in pack.prepositions
    return _clause(nodes, at, limit, "object") if cue.cue.object and not starts_badly else None


def _may_be_bare(nodes: Sequence[Node], cue: VerbCue, at: int, pack: Pack, limit: int) -> bool:
    """Whether a clause without a conjunction may be what the verb takes."""
    words = sum(n.kind == "word" for n in nodes[at : min(at + _WITHIN, limit)])
    if cue.cue.clause and words > 1 and nodes[at].low not in pack.prepositions:
        return True
    return cue.cue.complement and _is_bare(nodes, at, limit, pack)


def _is_bare(nodes: Sequence[Node], at: int, limit: int, pack: Pack) -> bool:
    """Whether a clause with a finite verb seems to begin at ``at``."""
    low = nodes[at].low
    relative = low in pack.relatives and low not in pack.determiners
    if relative or low in pack.prepositions | pack.and_ | pack.conjunctions or low in pack.participles:
        return False
    finite = pack.auxiliaries | pack.subjunctive
    return any(n.low in finite for n in nodes[at : min(at + _FINITE, limit)])


def _quoted_words(nodes: Sequence[Node], at: int, limit: int) -> Found:
    """The first quotation of the clause, whatever its length."""
    for i in range(at, limit):
        if nodes[i].kind == "quote":
            return (i, i + 1), "object"
        if nodes[i].low in STOPS | COMMAS:
            break
    return None


def _clause(nodes: Sequence[Node], at: int, limit: int, form: str) -> Found:
    stop = end_of_clause(nodes, at, limit)
    return ((at, stop), form) if stop > at else None
