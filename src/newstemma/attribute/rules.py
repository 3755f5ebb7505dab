"""Cue and source by rule: attributions of a text from a language pack, without a parser.

For every sentence, quotations folded (see ``nodes``):

1. reporting verbs: the subject beside the verb is the source, the content follows or precedes it;
2. "according to X", "X zufolge": the rest of the sentence is the content;
3. "…, so X": German's attribution without a verb;
4. "X: “…”": a name and a colon before a quotation;
5. a cue in the paragraph after or before a quotation (see ``neighbours``);
6. a quotation that opens the next sentence of the paragraph goes on with the content of the one before.

The input is any text; the output is in the order of the cues. Linear in the text apart from the noun phrases,
which are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newstemma.attribute.contents import Content, content_of, end_of_clause, end_of_quotation, left_of
from newstemma.attribute.cues import VerbCue, prepositional_cues, verb_cues
from newstemma.attribute.found import Found
from newstemma.attribute.marks import Marks
from newstemma.attribute.neighbours import across_paragraphs
from newstemma.attribute.nodes import Node, Sentence, read_sentences
from newstemma.attribute.packs import Pack
from newstemma.attribute.sources import leading_subject, phrase_after, phrase_before
from newstemma.params.attribute import RULE_CONFIDENCE
from newstemma.spans import Span

__all__ = ["find_by_rules"]

Range = tuple[int, int]


def find_by_rules(text: str, pack: Pack, marks: Marks) -> list[Found]:
    """The attributions of a text that have a cue, by the rules above.

    Args:
        text: any text.
        pack: its language.
        marks: its quotations.
    """
    sentences = list(read_sentences(text, pack, marks.outer))
    out: list[_Draft] = []
    direct: _Draft | None = None
    for before, sentence in zip([None, *sentences], sentences, strict=False):
        if before is None or sentence.paragraph != before.paragraph:
            direct = None
        found = [_Draft(f, list(f.content)) for f in _in_sentence(sentence, pack)]
        tail = _tail(sentence, found)
        if direct is not None:
            direct.content.extend(tail)
        out.extend(found)
        quoted = [d for d in found if not text[d.content[0].start].isalnum()]
        direct = quoted[-1] if quoted else direct if tail else None
    whole = [d.finished() for d in out]
    return [*whole, *across_paragraphs(sentences, whole, pack)]


@dataclass(slots=True)
class _Draft:
    """An attribution whose content may still grow (rule 6)."""

    found: Found
    content: list[Span]

    def finished(self) -> Found:
        return replace(self.found, content=tuple(self.content))


def _tail(sentence: Sentence, found: Sequence[_Draft]) -> tuple[Span, ...]:
    """Quotations at the head of a sentence that no cue of the sentence claims (rule 6)."""
    taken = [piece for f in found for piece in f.content]
    out: list[Span] = []
    for node in sentence.nodes:
        if node.kind != "quote" or not node.speech:
            break
        span = Span(node.start, node.end)
        if any(span.overlaps(t) for t in taken):
            break
        out.append(span)
    return tuple(out)


def _in_sentence(sentence: Sentence, pack: Pack) -> Iterator[Found]:
    nodes = sentence.nodes
    cues = list(verb_cues(nodes, pack))
    prepositions = list(prepositional_cues(nodes, pack))
    limits = [_limit(nodes, cue, pack) for cue in cues]
    last_source: Range | None = None
    for number, cue in enumerate(cues):
        source = _source(nodes, cue, pack, last_source)
        limit = min((at for at in limits[number + 1 :] if at is not None), default=len(nodes))
        if source is None and cue.verb == 0 and not cue.participle:
            continue  # an imperative: "Read also: …"
        content = content_of(nodes, cue, source, pack, limit)
        if content is None:
            continue
        if source is not None:
            last_source = source
        if not _crosses(content, cue, source):
            yield _found(sentence, content, (cue.first, cue.end), source)
    for first, end in prepositions:
        found = _prepositional(sentence, first, end, pack)
        if found is not None:
            yield found
    yield from _postpositional(sentence, pack)
    if not cues:
        yield from _colon(sentence, pack)


def _crosses(content: Content, cue: VerbCue, source: Range | None) -> bool:
    """Whether cue or source would lie inside the content, which no attribution has."""
    ranges = [(cue.first, cue.end)] + ([source] if source is not None else [])
    return any(a < end and first < b for a, b in ranges for first, end in content.pieces)


def _found(sentence: Sentence, content: Content, cue: Range | None, source: Range | None) -> Found:
    form = content.form if source is not None else content.form + "-no-source"
    return Found(
        tuple(sentence.span(*piece) for piece in content.pieces),
        None if cue is None else sentence.span(*cue),
        None if source is None else sentence.span(*source),
        RULE_CONFIDENCE.get(form, RULE_CONFIDENCE["other"]),
        "rules",
    )


def _limit(nodes: Sequence[Node], cue: VerbCue, pack: Pack) -> int | None:
    """Where the content of an earlier cue must end because this one has its own part of the sentence.

    That is the comma before a participle ("…, adding that …") and the one before an attribution with which
    the sentence ends ("…, the paper reports."); None for any other cue.
    """
    if cue.participle:
        at = cue.first - 1
        while at > 0 and nodes[at].low in pack.and_:
            at -= 1
    else:
        if any(n.kind != "mark" for n in nodes[cue.end :]):
            return None
        source = phrase_before(nodes, cue.first, pack)
        at = source[0] - 1 if source is not None else -1
        if at >= 0 and nodes[at].low in pack.as_:
            at -= 1
    return at if at >= 0 and nodes[at].low in (",", "–", "—") else None


def _source(nodes: Sequence[Node], cue: VerbCue, pack: Pack, last: Range | None) -> Range | None:
    """The subject of a verb cue: beside it, or for a participle or second verb the one before."""
    if cue.participle:
        return last if last is not None and last[1] <= cue.first else _leading(nodes, cue, pack)
    left = phrase_before(nodes, cue.first, pack)
    if left is not None:
        return left
    inverted = cue.first == 0 or nodes[cue.first - 1].kind != "word" or nodes[cue.first - 1].low in pack.as_
    if cue.end < len(nodes) and nodes[cue.end].low in pack.agent:
        return phrase_after(nodes, cue.end + 1, pack)
    right = phrase_after(nodes, cue.end, pack)
    if right is not None and (inverted or pack.bare_after_comma):
        return right
    if cue.first and nodes[cue.first - 1].low in pack.and_ | pack.conjunctions:
        return last if last is not None else _leading(nodes, cue, pack)
    return None


def _leading(nodes: Sequence[Node], cue: VerbCue, pack: Pack) -> Range | None:
    found = leading_subject(nodes, pack)
    return found if found is not None and found[1] <= cue.first else None


def _prepositional(sentence: Sentence, first: int, end: int, pack: Pack) -> Found | None:
    """ "According to X, …" and "…, according to X"."""
    nodes = sentence.nodes
    source = phrase_after(nodes, end, pack, open_end=first > 0)
    if source is None or (nodes[end].low in pack.verbs and not nodes[end].capital):
        return None
    pieces: list[Range] = []
    left = first
    while left > 0 and nodes[left - 1].kind == "mark":
        left -= 1
    if left > 0:
        pieces.append((0, left))
    at = source[1]
    while at < len(nodes) and nodes[at].low in (",", "–", "—"):
        at += 1
    stop = end_of_clause(nodes, at, len(nodes))
    if stop - at >= 2 and nodes[at].low not in pack.relatives | pack.conjunctions:
        pieces.append((at, stop))
    if not pieces or sum(b - a for a, b in pieces) < 3:
        return None
    return _found(sentence, Content(tuple(pieces), "according"), (first, end), source)


def _postpositional(sentence: Sentence, pack: Pack) -> Iterator[Found]:
    """ "X zufolge …" and "…, so X"."""
    nodes = sentence.nodes
    for at, node in enumerate(nodes):
        if node.low in pack.after:
            source = phrase_before(nodes, at, pack)
            if source is None:
                continue
            stop = end_of_clause(nodes, at + 1, len(nodes))
            before = [(0, source[0])] if source[0] > 0 else []
            after = [(at + 1, stop)] if stop > at + 1 else []
            if before or after:
                yield _found(sentence, Content((*before, *after), "according"), (at, at + 1), source)
        elif node.low in pack.thus and at > 0 and nodes[at - 1].low in (",", "–", "—"):
            source = phrase_after(nodes, at + 1, pack)
            left = left_of(nodes, at, pack)
            if source is not None and left is not None and _closes(nodes, source[1]):
                yield _found(sentence, left, (at, at + 1), source)


def _closes(nodes: Sequence[Node], at: int) -> bool:
    """Whether nothing but punctuation or another clause follows."""
    return at >= len(nodes) or nodes[at].kind == "mark"


def _colon(sentence: Sentence, pack: Pack) -> Iterator[Found]:
    """ "Mara Holt: “…”": a short name and a colon before a quotation."""
    nodes = sentence.nodes
    for at, node in enumerate(nodes[:12]):
        if node.low == ":" and at + 1 < len(nodes) and nodes[at + 1].speech:
            source = phrase_after(nodes, 0, pack)
            stop = end_of_quotation(nodes, at + 1, len(nodes))
            named = source is not None and source[1] == at and any(n.capital for n in nodes[:at])
            if named and nodes[0].capital:
                yield _found(sentence, Content(((at + 1, stop),), "name-colon"), (at, at + 1), source)
            return
