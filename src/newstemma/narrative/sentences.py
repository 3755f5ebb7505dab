"""The sentences of all articles, and which of them are worth comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from newstemma.params.narrative import COMMON_SENTENCES
from newstemma.records import Article
from newstemma.spans import Span
from newstemma.text.similarity import capitalised, content_stems
from newstemma.text.tokens import sentences

__all__ = ["Pairs", "Sentence", "candidate_pairs", "sentences_of", "two_things"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article and the stems of its content words."""

    article_id: str
    span: Span
    text: str
    terms: frozenset[str]


Pairs = Callable[[Sequence[Sentence]], Iterable[tuple[Sentence, Sentence]]]
"""Which sentences of a list are worth comparing, in the order of the list: ``candidate_pairs`` of the whole
pile, or what was found to be such pairs before."""


def sentences_of(articles: Iterable[Article]) -> list[Sentence]:
    """All sentences, in the order of the articles."""
    return [
        Sentence(a.article_id, span, span.of(a.text), content_stems(span.of(a.text)))
        for a in articles
        for span in sentences(a.text)
    ]


def two_things(a: Sentence, b: Sentence) -> bool:
    """Whether each names something of its own: two things, told alike."""
    return bool(capitalised(a.text) - b.terms and capitalised(b.text) - a.terms)


def candidate_pairs(rows: Sequence[Sentence], least: int = 3) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs that share at least ``least`` words, each of which few sentences have; never all pairs."""
    having: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for term in row.terms:
            having[term].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for indices in having.values():
        if 2 <= len(indices) <= COMMON_SENTENCES:
            for pair in combinations(indices, 2):
                shared[pair] += 1
    for (i, j), n in sorted(shared.items()):
        if n >= least:
            yield rows[i], rows[j]
