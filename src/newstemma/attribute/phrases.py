"""Attributions without a verb: "according to X", "X zufolge", "…, so X", "X: “…”"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newstemma.attribute.contents import Content, left_of
from newstemma.attribute.cues import prepositional_cues
from newstemma.attribute.found import Found
from newstemma.attribute.nodes import Node, Sentence
from newstemma.attribute.packs import Pack
from newstemma.attribute.skips import end_of_clause, end_of_quotation
from newstemma.attribute.sources import leading_subject, phrase_before
from newstemma.attribute.sources_right import phrase_after
from newstemma.attribute.wordclass import is_report_noun
from newstemma.params.attribute import RULE_CONFIDENCE

__all__ = ["attribution", "named_colon", "phrase_attributions"]

Range = tuple[int, int]
_COMMAS = frozenset({",", "–", "—"})


def attribution(sentence: Sentence, content: Content, cue: Range, source: Range) -> Found:
    """Ranges of nodes as an attribution of the text."""
    return Found(
        tuple(sentence.span(*piece) for piece in content.pieces),
        sentence.span(*cue),
        sentence.span(*source),
        RULE_CONFIDENCE[content.form],
        "rules",
        content.form,
    )


def phrase_attributions(sentence: Sentence, pack: Pack) -> Iterator[Found]:
    """What a sentence gives to a source by a preposition, a postposition or "so"."""
    nodes = sentence.nodes
    for first, end in prepositional_cues(nodes, pack):
        source = phrase_after(nodes, end, pack, open_end=first > 0)
        if source is not None and not (nodes[end].low in pack.verbs and not nodes[end].capital):
            yield from _around(sentence, first, source[1], (first, end), source, pack)
    for at, node in enumerate(nodes):
        if node.low in pack.before_noun:
            yield from _by_noun(sentence, at, pack)
        elif node.low in pack.after:
            source = phrase_before(nodes, at, pack)
            if source is not None:
                yield from _around(sentence, source[0], at + 1, (at, at + 1), source, pack)
        elif node.low in pack.thus and at > 0 and nodes[at - 1].low in _COMMAS:
            yield from _thus(sentence, at, pack)


def _around(
    sentence: Sentence, first: int, end: int, cue: Range, source: Range, pack: Pack
) -> Iterator[Found]:
    """The rest of the sentence as the content: what stands before ``first`` and after ``end``."""
    nodes = sentence.nodes
    pieces: list[Range] = []
    while first > 0 and nodes[first - 1].kind == "mark":
        first -= 1
    begin = _clause_start(nodes, first, pack)
    if first > begin:
        pieces.append((begin, first))
    bare = end
    while end < len(nodes) and nodes[end].low in _COMMAS:
        end += 1
    stop = end_of_clause(nodes, end, len(nodes))
    # Without a comma "der" is an article: "soll nach Angaben der Werft der Rumpf …".
    others = pack.relatives | pack.conjunctions
    if stop - end >= 2 and nodes[end].low not in (others - pack.determiners if end == bare else others):
        pieces.append((end, stop))
    after_only = len(pieces) == 1 and pieces[0][0] > 0
    if sum(b - a for a, b in pieces) >= (2 if after_only else 3):
        yield attribution(sentence, Content(tuple(pieces), "according"), cue, source)


def _clause_start(nodes: Sequence[Node], end: int, pack: Pack) -> int:
    """Where the subordinate clause begins that an attribution stands in; 0 for the sentence."""
    for at in range(end - 1, 0, -1):
        if nodes[at - 1].low == "," and nodes[at].low in pack.conjunctions and pack.bare_after_comma:
            return at
    return 0


def _by_noun(sentence: Sentence, at: int, pack: Pack) -> Iterator[Found]:
    """ "Nach Angaben der Polizei", "ihrer Ansicht nach": a preposition that needs such a noun."""
    nodes = sentence.nodes
    after = phrase_after(nodes, at + 1, pack, open_end=at > 0)
    if after is not None and _reports(nodes, after, pack):
        yield from _around(sentence, at, after[1], (at, at + 1), after, pack)
        return
    before = phrase_before(nodes, at, pack) if at and is_report_noun(nodes[at - 1], pack) else None
    if before is not None:
        yield from _around(sentence, before[0], at + 1, (at, at + 1), before, pack)


def _reports(nodes: Sequence[Node], phrase: Range, pack: Pack) -> bool:
    return any(is_report_noun(n, pack) for n in nodes[phrase[0] : min(phrase[1], phrase[0] + 4)])


def _thus(sentence: Sentence, at: int, pack: Pack) -> Iterator[Found]:
    """ "…, so X"."""
    nodes = sentence.nodes
    source = phrase_after(nodes, at + 1, pack)
    left = left_of(nodes, at, pack)
    if source is None or left is None or not any(n.capital for n in nodes[source[0] : source[1]]):
        return
    if _ends_sentence(nodes, source[1], pack) and all(
        n.kind != "quote" for n in nodes[source[0] : source[1]]
    ):
        second = end_of_clause(nodes, source[1] + 1, len(nodes)) if _is_mark(nodes, source[1]) else 0
        more = ((source[1] + 1, second),) if second > source[1] + 1 and left.form != "before" else ()
        yield attribution(sentence, Content((*left.pieces, *more), left.form), (at, at + 1), source)


def _ends_sentence(nodes: Sequence[Node], at: int, pack: Pack) -> bool:
    """Whether a mark follows, or first a phrase such as "gegenüber dem Sender"."""
    if at >= len(nodes) or nodes[at].kind == "mark":
        return True
    if nodes[at].low not in pack.prepositions:
        return False
    rest = nodes[at : next((i for i in range(at, len(nodes)) if nodes[i].kind == "mark"), len(nodes))]
    return not any(n.low in pack.auxiliaries or n.kind == "quote" for n in rest)


def _is_mark(nodes: Sequence[Node], at: int) -> bool:
    return at < len(nodes) and nodes[at].kind == "mark"


def named_colon(sentence: Sentence, pack: Pack) -> Iterator[Found]:
    """ "Mara Holt: “…”", and any sentence without a known cue that ends in a colon before a quotation."""
    nodes = sentence.nodes
    for at, node in enumerate(nodes[:-1]):
        if node.low != ":" or not nodes[at + 1].speech:
            continue
        source = leading_subject(nodes[:at], pack)
        if source is not None and any(n.capital for n in nodes[source[0] : source[1]]):
            form = "name-colon" if source == (0, at) else "any-colon"
            piece = (at + 1, end_of_quotation(nodes, at + 1, len(nodes)))
            yield attribution(sentence, Content((piece,), form), (at, at + 1), source)
        return
