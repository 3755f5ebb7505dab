"""Cues and quotations that stand in two paragraphs.

1. A paragraph that is only an attribution ("the foreign minister said.") belongs to the quotation before it.
2. A paragraph that ends with a cue and a colon belongs to the quotation that opens the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newstemma.attribute.cues import VerbCue, verb_cues
from newstemma.attribute.found import Found
from newstemma.attribute.nodes import Sentence
from newstemma.attribute.packs import Pack
from newstemma.attribute.sources import phrase_before
from newstemma.attribute.sources_right import phrase_after
from newstemma.params.attribute import MAX_CUE_PARAGRAPH, RULE_CONFIDENCE
from newstemma.spans import Span

__all__ = ["across_paragraphs"]


def across_paragraphs(sentences: Sequence[Sentence], found: Sequence[Found], pack: Pack) -> Iterator[Found]:
    """The attributions whose cue and quotation are in neighbouring paragraphs.

    Args:
        sentences: the text's sentences in order.
        found: what was found inside sentences; its contents and cues are not used again.
        pack: the language.
    """
    cues = {f.cue for f in found}
    contents = {piece.start for f in found for piece in f.content}
    for before, after in pairwise(sentences):
        if before.paragraph + 1 != after.paragraph:
            continue
        quoted = _closing_quotation(before) if _is_cue_paragraph(after) else None
        if quoted is not None and quoted.start not in contents:
            cue = _cue(after, pack, cues)
            if cue is not None:
                yield _found(after, cue, (quoted,), pack)
        elif before.nodes[-1].low == ":":
            opening = _opening_quotations(after)
            cue = _last_cue(before, pack, cues)
            if opening and cue is not None and opening[0].start not in contents:
                yield _found(before, cue, opening, pack)


def _is_cue_paragraph(sentence: Sentence) -> bool:
    """Whether a sentence opens its paragraph, is short and has no quotation."""
    short = sentence.first and len(sentence.nodes) <= MAX_CUE_PARAGRAPH
    return short and all(n.kind != "quote" for n in sentence.nodes)


def _closing_quotation(sentence: Sentence) -> Span | None:
    """The quotation with which a sentence ends unfinished: with a comma, a dash or without a closing mark."""
    node = sentence.nodes[-1]
    if node.low == "," and len(sentence.nodes) > 1:
        node = sentence.nodes[-2]
    q = node.quotation
    if q is None or not node.speech:
        return None
    return q.span if not q.closed or q.inner.end < q.span.end else None


def _opening_quotations(sentence: Sentence) -> tuple[Span, ...]:
    node = sentence.nodes[0]
    return (Span(node.start, node.end),) if node.speech else ()


def _cue(sentence: Sentence, pack: Pack, used: set[Span | None]) -> VerbCue | None:
    """The cue of a paragraph that is only an attribution: nothing but an adverbial follows it."""
    for cue in verb_cues(sentence.nodes, pack):
        takes = cue.cue.clause or cue.cue.complement
        if takes and not cue.participle and sentence.span(cue.first, cue.end) not in used:
            return cue
    return None


def _last_cue(sentence: Sentence, pack: Pack, used: set[Span | None]) -> VerbCue | None:
    """The last cue before the colon that a sentence ends with."""
    out = None
    for cue in verb_cues(sentence.nodes, pack):
        if (cue.cue.clause or cue.cue.complement) and sentence.span(cue.first, cue.end) not in used:
            out = cue
    return out


def _found(sentence: Sentence, cue: VerbCue, content: tuple[Span, ...], pack: Pack) -> Found:
    nodes = sentence.nodes
    source = phrase_before(nodes, cue.first, pack) or phrase_after(nodes, cue.end, pack)
    return Found(
        content,
        sentence.span(cue.first, cue.end),
        None if source is None else sentence.span(*source),
        RULE_CONFIDENCE["neighbour"],
        "rules",
    )
