"""Sentences that say the same in other words or another language, among those that share rare words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newstemma.params.reuse import MOST_PER_PAIR, REWORDED, TRANSLATED
from newstemma.reuse.sentences import SentenceStems, candidates, differ, sentences_in
from newstemma.reuse.words import Corpus
from newstemma.spans import Span
from newstemma.text.embedding import embed

__all__ = ["Likeness", "Sentence", "alike", "reworded"]

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


def reworded(
    corpus: Corpus, texts: Sequence[str], languages: Sequence[str | None], covered: Covered
) -> list[Likeness]:
    """Pairs of sentences of different articles that mean the same without sharing a passage.

    Args:
        corpus: the articles' words.
        texts: the articles' texts.
        languages: their languages; two that are known and differ make a translation.
        covered: passages already found, by pair of articles; sentences mostly inside one are left out.

    Returns:
        At most one partner for each sentence in each other article. Sentences are compared by meaning only
        where they share enough rare stems, each with ``SENTENCE_NEIGHBOURS`` others at most.
    """
    found = sentences_in(corpus, texts, languages)
    pairs = candidates(found)
    listed = {k: _sentence(found, k, texts, languages) for k in sorted({k for pair in pairs for k in pair})}
    return alike(listed, pairs, covered)


def _sentence(
    found: SentenceStems, k: int, texts: Sequence[str], languages: Sequence[str | None]
) -> Sentence:
    article = int(found.article[k])
    span = Span(int(found.starts[k]), int(found.ends[k]))
    return Sentence(article, languages[article], span, span.of(texts[article]))


def alike(
    listed: Mapping[int, Sentence], pairs: Iterable[tuple[int, int]], covered: Covered
) -> list[Likeness]:
    """Which of these pairs of sentences mean the same, as ``reworded`` gives them."""
    pairs = [p for p in pairs if not _is_covered(listed, p, covered)]
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


def _is_covered(listed: Mapping[int, Sentence], pair: tuple[int, int], covered: Covered) -> bool:
    """Whether half of either sentence lies in a passage that the two articles are known to share."""
    first, second = listed[pair[0]], listed[pair[1]]
    for in_a, in_b in covered.get((first.article, second.article), ()):
        for sentence, passage in ((first.span, in_a), (second.span, in_b)):
            common = min(sentence.end, passage.end) - max(sentence.start, passage.start)
            if common * 2 >= len(sentence):
                return True
    return False


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
