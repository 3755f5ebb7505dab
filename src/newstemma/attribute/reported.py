"""Reported speech that goes on without a cue, where the verb's mood shows it (German Konjunktiv I)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newstemma.attribute.found import Found
from newstemma.attribute.nodes import Sentence
from newstemma.attribute.packs import Pack
from newstemma.attribute.skips import end_of_clause
from newstemma.params.attribute import RULE_CONFIDENCE
from newstemma.spans import Span

__all__ = ["reported_on"]


def reported_on(
    sentences: Sequence[Sentence], found: Sequence[Sequence[Found]], pack: Pack
) -> Iterator[Found]:
    """Sentences in the mood of reported speech that follow an attributed one in its paragraph.

    Args:
        sentences: the text's sentences.
        found: what was found in each of them.
        pack: the language; without ``subjunctive`` forms there is nothing to find.
    """
    source: Span | None = None
    pieces: list[Span] = []
    paragraph = -1
    for sentence, inside in zip(sentences, found, strict=True):
        if sentence.paragraph != paragraph or inside or not _in_mood(sentence, pack):
            if pieces and source is not None:
                yield Found(tuple(pieces), None, source, RULE_CONFIDENCE["mood"], "rules")
            pieces = []
            source = inside[-1].source if inside else None
            paragraph = sentence.paragraph
        elif source is not None:
            pieces.append(sentence.span(0, max(end_of_clause(sentence.nodes, 0, len(sentence.nodes)), 1)))
    if pieces and source is not None:
        yield Found(tuple(pieces), None, source, RULE_CONFIDENCE["mood"], "rules")


def _in_mood(sentence: Sentence, pack: Pack) -> bool:
    return any(n.low in pack.subjunctive for n in sentence.nodes)
