"""What is said: the content that belongs to a cue and its source, as ranges of a sentence's nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newstemma.attribute.cues import VerbCue
from newstemma.attribute.nodes import Node
from newstemma.attribute.packs import Pack
from newstemma.attribute.sources import is_adverb

__all__ = ["Content", "content_of", "end_of_clause", "left_of", "right_of"]

Range = tuple[int, int]
_MARKED = frozenset({"colon", "quotation", "complement", "complement-other"})
_STOPS = frozenset({".", "!", "?", "…", ";"})
_COMMAS = frozenset({",", "–", "—", "-"})


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
        right = right_of(nodes, cue, end, pack, limit)
    else:
        right = right_of(nodes, cue, _after_particle(nodes, end, cue.cue.particle), pack, limit)
    if start == 0 and nodes[0].low in pack.as_ and end < limit and nodes[end].low == ",":
        return _clause(nodes, end + 1, limit, "according")  # "As X said, …"
    left = left_of(nodes, start, pack) if cue.cue.clause or cue.cue.complement else None
    marked = right is not None and right.form in _MARKED
    if left is None or (marked and not (left.form == "before" and not _opened(right))):
        return right
    if left.form == "before" or right is None or _only_adverbial(nodes, end, limit, pack):
        whole = _with_second_half(nodes, left, end, limit, pack)
        return replace(whole, form=_form_before(nodes, whole, start, end, pack))
    return right


def _opened(content: Content | None) -> bool:
    """Whether a content begins with a conjunction."""
    return content is not None and content.form.startswith("complement")


def _form_before(nodes: Sequence[Node], content: Content, start: int, end: int, pack: Pack) -> str:
    """The form of a content before its cue: indirect ones that end the sentence, or follow "as", are surer."""
    if content.form == "before":
        return content.form
    if nodes[start].low in pack.as_:
        return "as"
    ends = all(n.kind == "mark" for n in nodes[end:])
    return "trailing" if ends and len(content.pieces) == 1 else content.form


def _after_particle(nodes: Sequence[Node], start: int, particle: str) -> int:
    for i in range(start, len(nodes)):
        if nodes[i].low == particle:
            return i + 1
    return start


def left_of(nodes: Sequence[Node], start: int, pack: Pack) -> Content | None:
    """Content that stands before node ``start``: "“…,” X said", "The plan failed, X said"."""
    last = start - 1
    dashed = False
    while last >= 0 and nodes[last].low in _COMMAS:
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
    if not dashed or last == first or nodes[first].low in pack.as_:
        return None
    if nodes[first].low in pack.prepositions and not _has_verb(nodes, first, last + 1, pack):
        return None
    if nodes[first].low in pack.conjunctions and nodes[first].low not in pack.complementizers:
        return None
    return Content(((first, last + 1),), "before-indirect")


def _is_aside(nodes: Sequence[Node], last: int) -> bool:
    """Whether what precedes a quotation is no part of it: it ends with a comma, a colon or a quotation."""
    return nodes[last - 1].low in (",", ":", "—", "–") or nodes[last - 1].speech


def _has_verb(nodes: Sequence[Node], first: int, end: int, pack: Pack) -> bool:
    return any(n.low in pack.auxiliaries or n.low in pack.verbs for n in nodes[first:end])


def _with_second_half(
    nodes: Sequence[Node], left: Content, end: int, limit: int, pack: Pack
) -> Content:
    """The first half, and what goes on after the cue: "The plan, X said, has failed."""
    at = _skip_adverbials(nodes, end, limit, pack)
    part = next((i for i in range(at, limit) if nodes[i].kind != "mark"), limit)
    if part < limit and (q := nodes[part].quotation) is not None and q.level == 1:
        return Content((*left.pieces, (part, part + 1)), left.form)
    if at < limit and nodes[at].low in _COMMAS:
        while at < limit and nodes[at].low in _COMMAS:
            at += 1
        if at >= limit:
            return left
        node = nodes[at]
        quoted = nodes[left.pieces[-1][1] - 1].kind == "quote"
        if quoted and node.speech:
            return Content((*left.pieces, (at, end_of_quotation(nodes, at, limit))), left.form)
        if not quoted and node.low not in pack.participles and node.low not in pack.conjunctions | pack.and_:
            stop = end_of_clause(nodes, at, limit)
            if stop - at >= 2 and not _is_time(nodes[at], pack):
                return Content((*left.pieces, (at, stop)), left.form)
    return left


def _is_time(node: Node, pack: Pack) -> bool:
    return node.low in pack.times or node.low in pack.prepositions


def right_of(nodes: Sequence[Node], cue: VerbCue, end: int, pack: Pack, limit: int) -> Content | None:
    """Content that follows the cue (and an inverted subject)."""
    at = _skip_addressee(nodes, end, limit, pack)
    if at >= limit:
        return None
    node, following = nodes[at], nodes[at + 1] if at + 1 < limit else None
    takes = cue.cue.clause or cue.cue.complement
    form = "complement" if cue.cue.clause else "complement-other"
    if node.low == ":" and following is not None:
        return Content(((at + 1, end_of_quotation(nodes, at + 1, limit)),), "colon")
    if node.low in _COMMAS and following is not None:
        if following.speech:
            return Content(((at + 1, end_of_quotation(nodes, at + 1, limit)),), "quotation")
        if takes and _opens_clause(following, pack):
            return _clause(nodes, at + 1, limit, form)
        plain = cue.cue.clause and end == cue.end and following.low not in pack.conjunctions | pack.as_
        if takes and pack.bare_after_comma and (plain or _bare(nodes, at + 1, limit, pack)):
            return _clause(nodes, at + 1, limit, "bare")
    if takes and _opens_clause(node, pack):
        return _clause(nodes, at, limit, form)
    if node.speech and (takes or cue.cue.object):
        return Content(((at, end_of_quotation(nodes, at, limit)),), "quotation")
    return _unmarked(nodes, cue, end, pack, limit)


def _unmarked(nodes: Sequence[Node], cue: VerbCue, end: int, pack: Pack, limit: int) -> Content | None:
    """A bare clause, an infinitive or an object after the verb."""
    at = _skip_adverbials(nodes, end, limit, pack)
    if at >= limit or nodes[at].kind == "mark":
        return None
    if cue.cue.infinitive and any(n.low in pack.infinitive for n in nodes[at : min(at + 9, limit)]):
        return _clause(nodes, at, limit, "infinitive")
    if pack.bare_after_comma and not (cue.cue.object and pack.object_quoted):
        return None
    words = sum(n.kind == "word" for n in nodes[at : min(at + 9, limit)])
    if cue.cue.clause and not pack.bare_after_comma and words > 1 and nodes[at].low not in pack.prepositions:
        return _clause(nodes, at, limit, "bare")
    if cue.cue.complement and not pack.bare_after_comma and _bare(nodes, at, limit, pack):
        return _clause(nodes, at, limit, "bare")
    if cue.cue.object and pack.object_quoted:
        return _quoted_words(nodes, at, limit)
    starts_badly = nodes[at].low in pack.conjunctions or nodes[at].low in pack.prepositions
    if cue.cue.object and not starts_badly:
        return _clause(nodes, at, limit, "object")
    return None


def _quoted_words(nodes: Sequence[Node], at: int, limit: int) -> Content | None:
    """The first quotation of the clause, whatever its length."""
    for i in range(at, limit):
        if nodes[i].kind == "quote":
            return Content(((i, i + 1),), "object")
        if nodes[i].low in _STOPS | _COMMAS:
            return None
    return None


def _bare(nodes: Sequence[Node], at: int, limit: int, pack: Pack) -> bool:
    """Whether a clause with a finite verb seems to begin at ``at``."""
    node = nodes[at]
    if node.low in pack.prepositions or node.low in pack.and_ or node.low in pack.conjunctions:
        return False
    if node.low in pack.participles or (node.low in pack.relatives and node.low not in pack.determiners):
        return False
    finite = pack.auxiliaries | pack.subjunctive
    return any(n.low in finite for n in nodes[at : min(at + 15, limit)])


def _opens_clause(node: Node, pack: Pack) -> bool:
    return node.low in pack.complementizers or (bool(pack.elided) and node.low.startswith(pack.elided))


def _clause(nodes: Sequence[Node], at: int, limit: int, form: str) -> Content | None:
    stop = end_of_clause(nodes, at, limit)
    return Content(((at, stop),), form) if stop > at else None


def end_of_clause(nodes: Sequence[Node], at: int, limit: int) -> int:
    """Where a clause that begins at ``at`` ends: at the sentence's end, its punctuation left out."""
    stop = limit
    for i in range(at, limit):
        if nodes[i].low == ";":
            stop = i
            break
    while stop > at and nodes[stop - 1].kind == "mark" and nodes[stop - 1].low not in (")", "]", "%", "$"):
        stop -= 1
    return stop


def end_of_quotation(nodes: Sequence[Node], at: int, limit: int) -> int:
    """The end of content that begins with a quotation; a term in quotation marks begins a clause."""
    if not nodes[at].speech:
        return end_of_clause(nodes, at, limit)
    end = at + 1
    while end + 1 < limit and nodes[end].low in (*_COMMAS, "…") and nodes[end + 1].speech:
        end += 2
    while end < limit and nodes[end].speech:
        end += 1
    return end


def _skip_adverbials(nodes: Sequence[Node], at: int, limit: int, pack: Pack) -> int:
    """Past times, adverbs and phrases such as "in a statement" or "on Tuesday"."""
    while at < limit:
        node = nodes[at]
        if node.low in pack.times or is_adverb(node, pack):
            at += 1
        elif node.low in pack.prepositions:
            end = _phrase_end(nodes, at + 1, limit, pack)
            inside = nodes[at + 1 : end]
            if not any(n.low in pack.times or n.low in pack.occasions or n.low[:1].isdigit() for n in inside):
                return at
            at = end
        else:
            return at
    return at


def _phrase_end(nodes: Sequence[Node], at: int, limit: int, pack: Pack) -> int:
    """The end of the phrase after a preposition."""
    stop = min(limit, at + 12)
    first = at
    while at < stop:
        node = nodes[at]
        if node.kind != "word" or node.low in pack.complementizers or node.low in pack.auxiliaries:
            break
        if node.low in pack.pronouns and at > first and node.low not in pack.determiners:
            break
        if node.low in pack.determiners and at > first and nodes[at - 1].low not in pack.prepositions:
            break
        at += 1
    return at


def _skip_addressee(nodes: Sequence[Node], at: int, limit: int, pack: Pack) -> int:
    """Past what may stand between a verb and its marked content: to whom, when and where it was said.

    Looks for a quotation, a colon or a conjunction within a few nodes; if there is none, nothing is skipped.
    """
    for i in range(at, min(at + 25, limit)):
        node = nodes[i]
        if node.speech or node.low == ":" or (node.kind == "word" and _opens_clause(node, pack)):
            return i
        if node.kind == "mark" and node.low in _COMMAS and i + 1 < limit:
            following = nodes[i + 1]
            if following.speech or _opens_clause(following, pack):
                return i
            if pack.bare_after_comma:
                return i
            return at
        if node.low in _STOPS and i + 1 == limit:
            return at
        if node.low in pack.auxiliaries or (node.low in pack.pronouns and i > at):
            return at
        if i > at and node.low in pack.verbs and not node.capital:
            return at
    return at


def _only_adverbial(nodes: Sequence[Node], end: int, limit: int, pack: Pack) -> bool:
    """Whether nothing but an adverbial stands between the cue and the sentence's end or next comma."""
    at = _skip_adverbials(nodes, end, limit, pack)
    if at >= limit or nodes[at].kind == "mark":
        return True
    return nodes[at].low in pack.prepositions or nodes[at].low in pack.conjunctions
