"""Sentences that say the same in other words or another language, among those that share rare words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstemma.params.reuse import (
    LEAST_SENTENCE,
    LEAST_SHARED,
    LEAST_SHARED_ABROAD,
    MOST_PER_PAIR,
    NEIGHBOURS_ABROAD,
    REWORDED,
    SENTENCE_NEIGHBOURS,
    SENTENCE_SHARERS,
    TRANSLATED,
)
from newstemma.spans import Span
from newstemma.text.embedding import embed
from newstemma.text.similarity import Rarity, content_stems
from newstemma.text.tokens import sentences, words

__all__ = ["WANTED", "Likeness", "Sentence", "alike", "differ", "reworded", "sentences_of"]

Covered = Mapping[tuple[int, int], Sequence[tuple[Span, Span]]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two sentences of the articles ``a`` < ``b`` that mean the same."""

    a: int
    b: int
    span_a: Span
    span_b: Span
    kind: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article of this number."""

    article: int
    language: str | None
    span: Span
    text: str
    stems: frozenset[str]


def reworded(texts: Sequence[str], languages: Sequence[str | None], covered: Covered) -> list[Likeness]:
    """Pairs of sentences of different articles that mean the same without sharing a passage.

    Args:
        texts: the articles' texts.
        languages: their languages; two that are known and differ make a translation.
        covered: passages already found, by pair of articles; sentences mostly inside one are left out.

    Returns:
        At most one partner for each sentence in each other article. Sentences are compared by meaning only
        where they share enough rare stems, each with ``SENTENCE_NEIGHBOURS`` others at most.
    """
    both = zip(texts, languages, strict=True)
    listed = [
        s for article, (text, language) in enumerate(both) for s in sentences_of(article, text, language)
    ]
    rarity = Rarity.of(s.stems for s in listed)
    return alike(listed, _candidates(listed, rarity), covered)


def alike(
    listed: Sequence[Sentence], candidates: Iterable[tuple[int, int]], covered: Covered
) -> list[Likeness]:
    """Which of these pairs of sentences mean the same, as ``reworded`` gives them."""
    pairs = [p for p in candidates if not _is_covered(listed, p, covered)]
    wanted = sorted({k for pair in pairs for k in pair})
    row = {k: r for r, k in enumerate(wanted)}
    vectors = embed([listed[k].text for k in wanted])
    found: list[Likeness] = []
    for i, j in pairs:
        cosine = float(vectors[row[i]] @ vectors[row[j]])
        first, second = listed[i], listed[j]
        translated = differ(first.language, second.language)
        if cosine >= (TRANSLATED if translated else REWORDED):
            kind = "translated" if translated else "reworded"
            found.append(Likeness(first.article, second.article, first.span, second.span, kind, cosine))
    return _best(found)


# Summed rarity wanted, partners at most, and whether in another language: there only names and numbers meet.
WANTED = ((LEAST_SHARED, SENTENCE_NEIGHBOURS, False), (LEAST_SHARED_ABROAD, NEIGHBOURS_ABROAD, True))


def sentences_of(article: int, text: str, language: str | None) -> Iterator[Sentence]:
    """The sentences of an article that are long enough."""
    for span in sentences(text):
        own = span.of(text)
        if len(words(own)) >= LEAST_SENTENCE:
            yield Sentence(article, language, span, own, content_stems(own, language))


def _candidates(listed: Sequence[Sentence], rarity: Rarity) -> list[tuple[int, int]]:
    """Pairs of sentences of different articles that share enough rare stems, the best few for each."""
    places: dict[str, list[int]] = defaultdict(list)
    for k, sentence in enumerate(listed):
        for stem in sentence.stems:
            places[stem].append(k)
    chosen: set[tuple[int, int]] = set()
    for k, sentence in enumerate(listed):
        shared: dict[int, float] = defaultdict(float)
        for stem in sorted(sentence.stems):
            if 1 < len(places[stem]) <= SENTENCE_SHARERS:
                weight = rarity.weight(stem)
                for other in places[stem]:
                    shared[other] += weight
        for least, few, abroad in WANTED:
            others = [
                (-weight, other)
                for other, weight in shared.items()
                if weight >= least
                and listed[other].article != sentence.article
                and differ(listed[other].language, sentence.language) is abroad
            ]
            chosen.update((min(k, o), max(k, o)) for _, o in sorted(others)[:few])
    return sorted(chosen)


def _is_covered(listed: Sequence[Sentence], pair: tuple[int, int], covered: Covered) -> bool:
    """Whether half of either sentence lies in a passage that the two articles are known to share."""
    first, second = listed[pair[0]], listed[pair[1]]
    for in_a, in_b in covered.get((first.article, second.article), ()):
        for sentence, passage in ((first.span, in_a), (second.span, in_b)):
            common = min(sentence.end, passage.end) - max(sentence.start, passage.start)
            if common * 2 >= len(sentence):
                return True
    return False


def differ(a: str | None, b: str | None) -> bool:
    """Whether two languages are known and not the same."""
    return a is not None and b is not None and a != b


def _best(found: Sequence[Likeness]) -> list[Likeness]:
    """The best partner of every sentence in each other article, and at most so many for a pair of
    articles."""
    kept: list[Likeness] = []
    taken: set[tuple[int, int, str, int]] = set()
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for like in sorted(found, key=lambda x: (-x.similarity, x.a, x.b, x.span_a, x.span_b)):
        keys = {(like.a, like.b, "a", like.span_a.start), (like.a, like.b, "b", like.span_b.start)}
        if taken.isdisjoint(keys) and counts[like.a, like.b] < MOST_PER_PAIR:
            taken |= keys
            counts[like.a, like.b] += 1
            kept.append(like)
    return kept
