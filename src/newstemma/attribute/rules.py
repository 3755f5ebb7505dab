"""Cue and source by rule: attributions of a text from a language pack, without a parser.

For every sentence, quotations folded (see ``nodes``):

1. reporting verbs: the subject beside the verb is the source, the content follows or precedes it;
2. "according to X", "X zufolge": the rest of the sentence is the content;
3. "…, so X": German's attribution without a verb;
4. "X: “…”": a name and a colon before a quotation;
5. a cue in the paragraph after or before a quotation (see ``neighbours``);
6. reported speech that goes on in its own mood (see ``reported``);
7. a quotation that opens the next sentence of the paragraph goes on with the content of the one before.

The input is any text; the output is in the order of the cues. Linear in the text apart from the noun phrases,
which are bounded.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from newstemma.attribute.contents import Content, content_of
from newstemma.attribute.cues import VerbCue, verb_cues
from newstemma.attribute.found import Found
from newstemma.attribute.marks import Marks
from newstemma.attribute.neighbours import across_paragraphs
from newstemma.attribute.nodes import Node, Sentence, read_sentences
from newstemma.attribute.packs import Pack
from newstemma.attribute.phrases import attribution, named_colon, phrase_attributions
from newstemma.attribute.reported import reported_on
from newstemma.attribute.sources import phrase_before
from newstemma.attribute.subjects import subject_of
from newstemma.spans import Span

__all__ = ["find_by_rules"]

Range = tuple[int, int]


def find_by_rules(text: str, pack: Pack, marks: Marks, wanted: Container[int] | None = None) -> list[Found]:
    """The attributions of a text that have a cue, by the rules above.

    Args:
        text: any text.
        pack: its language.
        marks: its quotations.
        wanted: the numbers of the paragraphs to read; None for all.
    """
    sentences = list(read_sentences(text, pack, marks.outer, wanted))
    inside: list[list[Found]] = []
    out: list[_Draft] = []
    direct: _Draft | None = None
    for before, sentence in zip([None, *sentences], sentences, strict=False):
        if before is None or sentence.paragraph != before.paragraph:
            direct = None
        inside.append(list(_in_sentence(sentence, pack)))
        found = [_Draft(f, list(f.content)) for f in inside[-1]]
        tail = _tail(sentence, found)
        if direct is not None:
            direct.content.extend(tail)
        out.extend(found)
        quoted = [d for d in found if not text[d.content[0].start].isalnum()]
        direct = quoted[-1] if quoted else direct if tail else None
    whole = [d.finished() for d in out]
    across = across_paragraphs(sentences, whole, pack)
    return [*whole, *across, *reported_on(sentences, inside, pack)]


@dataclass(slots=True)
class _Draft:
    """An attribution whose content may still grow (rule 7)."""

    found: Found
    content: list[Span]

    def finished(self) -> Found:
        return replace(self.found, content=tuple(self.content))


def _tail(sentence: Sentence, found: Sequence[_Draft]) -> tuple[Span, ...]:
    """Quotations at the head of a sentence that no cue of the sentence claims (rule 7)."""
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
    limits = [_limit(nodes, cue, pack) for cue in cues]
    last_source: Range | None = None
    for number, cue in enumerate(cues):
        source = subject_of(nodes, cue, pack, last_source)
        limit = min((at for at in limits[number + 1 :] if at is not None), default=len(nodes))
        if source is None and cue.verb == 0 and not cue.participle:
            continue  # an imperative: "Read also: …"
        content = content_of(nodes, cue, source, pack, limit)
        if content is None or source is None:
            continue  # without a source such finds are right once in twenty times: not worth keeping
        last_source = source
        if _sound(nodes, content) and not _crosses(content, cue, source):
            yield attribution(sentence, content, (cue.first, cue.end), source)
    yield from phrase_attributions(sentence, pack)
    if not cues:
        yield from named_colon(sentence, pack)


def _sound(nodes: Sequence[Node], content: Content) -> bool:
    """Whether every piece has words."""
    return all(any(n.kind != "mark" for n in nodes[first:end]) for first, end in content.pieces)


def _crosses(content: Content, cue: VerbCue, source: Range) -> bool:
    """Whether cue or source would lie inside the content, which no attribution has."""
    ranges = [(cue.first, cue.end), source]
    return any(a < end and first < b for a, b in ranges for first, end in content.pieces)


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
