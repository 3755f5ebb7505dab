"""What is said: the content that belongs to a cue and its source, as ranges of a sentence's nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newstemma.attribute.cues import VerbCue
from newstemma.attribute.following import Range, right_of
from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Pack
from newstemma.attribute.skips import (
    COMMAS,
    end_of_clause,
    end_of_quotation,
    only_adverbial,
    skip_adverbials,
)

__all__ = ["Content", "content_of", "left_of"]

_MARKED = frozenset({"colon", "quotation", "complement", "complement-other"})


@dataclass(frozen=True, slots=True)
class Content:
    """Ranges of nodes, and how the content was recognised (for its confidence)."""

    pieces: tuple[Range, ...]
    form: str


def content_of(
    nodes: Sequence[Node], cue: VerbCue, source: Range | None, pack: Pack, limit: int
) -> Content | None:
    """The content of a verb cue; None if it has none here.

    Args:
        nodes: the sentence.
        cue: the verb.
        source: its subject's nodes, if found.
        pack: the language.
        limit: the node before which the content must end (where another cue's own part begins).
    """
    start = min(cue.first, source[0]) if source is not None else cue.first
    leading = pack.auxiliaries | pack.as_
    while start > 0 and nodes[start - 1].kind == "word" and nodes[start - 1].low in leading:
        start -= 1
    end = max(cue.end, source[1]) if source is not None else cue.end
    if not cue.cue.particle:
        right = _right(nodes, cue, end, pack, limit)
    else:
        right = _right(nodes, cue, _after_particle(nodes, end, cue.cue.particle), pack, limit)
    if start == 0 and nodes[0].low in pack.as_ and end < limit and nodes[end].low == ",":
        stop = end_of_clause(nodes, end + 1, limit)  # "As X said, …"
        return Content(((end + 1, stop),), "according") if stop > end + 1 else None
    left = left_of(nodes, start, pack) if cue.cue.clause or cue.cue.complement else None
    marked = right is not None and right.form in _MARKED
    if left is None or (marked and not (left.form == "before" and not _opened(right))):
        return right
    if left.form == "before" or right is None or only_adverbial(nodes, end, limit, pack):
        whole = _with_second_half(nodes, left, end, limit, pack)
        return replace(whole, form=_form_before(nodes, whole, start, end, pack))
    return right


def _opened(content: Content | None) -> bool:
    """Whether a content begins with a conjunction."""
    return content is not None and content.form.startswith("complement")


def _form_before(nodes: Sequence[Node], content: Content, start: int, end: int, pack: Pack) -> str:
    """The form of a content before its cue; how sure it is depends on what stands between and after."""
    if content.form == "before":
        return content.form
    if nodes[start].low in pack.as_:
        return "as"
    ends = all(n.kind == "mark" for n in nodes[end:])
    return "trailing" if ends and len(content.pieces) == 1 else content.form


def _right(nodes: Sequence[Node], cue: VerbCue, end: int, pack: Pack, limit: int) -> Content | None:
    found = right_of(nodes, cue, end, pack, limit)
    return None if found is None else Content((found[0],), found[1])


def _after_particle(nodes: Sequence[Node], start: int, particle: str) -> int:
    for i in range(start, len(nodes)):
        if nodes[i].low == particle:
            return i + 1
    return start


def left_of(nodes: Sequence[Node], start: int, pack: Pack) -> Content | None:
    """Content that stands before node ``start``: "“…,” X said", "The plan failed, X said"."""
    last = start - 1
    dashed = False
    while last >= 0 and nodes[last].low in COMMAS:
        last -= 1
        dashed = True
    if last < 0:
        return None
    first = 0
    while first < last and nodes[first].low in pack.and_:
        first += 1
    if nodes[last].kind == "quote" and (nodes[last].speech or (dashed and last == first)):
        whole = last == first or (nodes[last].speech and _is_aside(nodes, last))
        return Content(((last, last + 1) if whole else (first, last + 1),), "before")
    whole_clause = dashed and last > first and _is_clause(nodes, first, last + 1, pack)
    return Content(((first, last + 1),), "before-indirect") if whole_clause else None


def _is_clause(nodes: Sequence[Node], first: int, end: int, pack: Pack) -> bool:
    """Whether what stands before a comma can be a clause, not an adverbial or a subordinate clause."""
    low = nodes[first].low
    if low in pack.prepositions:
        return any(n.low in pack.auxiliaries or n.low in pack.verbs for n in nodes[first:end])
    subordinate = low in pack.conjunctions and low not in pack.complementizers
    return not subordinate and low not in pack.as_


def _is_aside(nodes: Sequence[Node], last: int) -> bool:
    """Whether what precedes a quotation is no part of it: it ends with a comma, a colon or a quotation."""
    return nodes[last - 1].low in (",", ":", "—", "–") or nodes[last - 1].speech


def _with_second_half(nodes: Sequence[Node], left: Content, end: int, limit: int, pack: Pack) -> Content:
    """The first half, and what goes on after the cue: "The plan, X said, has failed."""
    at = skip_adverbials(nodes, end, limit, pack)
    first = next((i for i in range(at, limit) if nodes[i].kind != "mark"), limit)
    if first >= limit:
        return left
    q = nodes[first].quotation
    if q is not None and q.level == 1:  # the narrator's words stood inside the marks
        return replace(left, pieces=(*left.pieces, (first, first + 1)))
    if nodes[at].low not in COMMAS:
        return left
    quoted = nodes[left.pieces[-1][1] - 1].kind == "quote"
    if quoted:
        second = (first, end_of_quotation(nodes, first, limit)) if nodes[first].speech else None
    else:
        second = _second_clause(nodes, first, limit, pack)
    return left if second is None else replace(left, pieces=(*left.pieces, second))


def _second_clause(nodes: Sequence[Node], at: int, limit: int, pack: Pack) -> Range | None:
    """The rest of an interrupted clause; None if something else follows the comma."""
    low = nodes[at].low
    other = low in pack.participles or low in pack.times
    if other or low in pack.conjunctions | pack.and_ | pack.prepositions:
        return None
    stop = end_of_clause(nodes, at, limit)
    return (at, stop) if stop - at >= 2 else None
