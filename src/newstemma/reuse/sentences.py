"""The sentences of articles with their stems, and which of them share enough rare ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newstemma.params.reuse import (
    LEAST_SENTENCE,
    LEAST_SHARED,
    LEAST_SHARED_ABROAD,
    NEIGHBOURS_ABROAD,
    SENTENCE_NEIGHBOURS,
    SENTENCE_SHARERS,
    SENTENCES_AT_ONCE,
)
from newstemma.reuse.words import Corpus, distinct
from newstemma.text.similarity import Rarity, content_stems
from newstemma.text.tokens import sentences

__all__ = ["WANTED", "SentenceStems", "candidates", "differ", "sentences_in"]

Places = npt.NDArray[np.int64]

# Summed rarity wanted, partners at most, and whether in another language: there only names and numbers meet.
WANTED = ((LEAST_SHARED, SENTENCE_NEIGHBOURS, False), (LEAST_SHARED_ABROAD, NEIGHBOURS_ABROAD, True))


@dataclass(frozen=True)
class SentenceStems:
    """The sentences that are long enough, in order, and the stems of the words that carry matter.

    Attributes:
        article, starts, ends: whose it is, and its characters.
        language: a number for its language, -1 where unknown.
        stem, sentence: a row for every different stem of every sentence, by sentence and alphabet.
        stems: the stems in alphabetical order; ``stem`` are indices into it.
    """

    article: Places
    starts: Places
    ends: Places
    language: Places
    stem: Places
    sentence: Places
    stems: list[str]


def sentences_in(corpus: Corpus, texts: Sequence[str], languages: Sequence[str | None]) -> SentenceStems:
    """The sentences of all articles; their words are those that the corpus has already."""
    spans: list[tuple[int, int, int]] = []
    for k, text in enumerate(texts):
        spans += [(k, span.start, span.end) for span in sentences(text)]
    article, starts, ends = np.asarray(spans, dtype=np.int64).reshape(-1, 3).T
    # Words of all articles in one order: by article, then by character.
    size = int(max(corpus.ends.max(initial=0), ends.max(initial=0))) + 1
    words = corpus.owner.astype(np.int64) * size + corpus.starts
    first = np.searchsorted(words, article * size + starts)
    counts = np.searchsorted(words, article * size + ends) - first
    long = counts >= LEAST_SENTENCE
    article, starts, ends, first, counts = (c[long] for c in (article, starts, ends, first, counts))
    numbers = {name: k for k, name in enumerate(sorted({name for name in languages if name is not None}))}
    spoken = np.asarray([-1 if name is None else numbers[name] for name in languages], dtype=np.int64)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    sentence = np.repeat(np.arange(len(counts)), counts)
    spelled = corpus.spelled[np.repeat(first, counts) + within]
    stem, stems = _stems(corpus.spellings, spelled, spoken[article][sentence], [None, *numbers])
    known = stem >= 0
    rows = distinct(sentence[known] * max(1, len(stems)) + stem[known])
    sentence, stem = np.divmod(rows, max(1, len(stems)))
    return SentenceStems(article, starts, ends, spoken[article], stem, sentence, stems)


def _stems(
    spellings: Sequence[str], spelled: Places, language: Places, names: Sequence[str | None]
) -> tuple[Places, list[str]]:
    """The stem of each word as a number, -1 where it carries no matter, and all stems."""
    pairs = (language + 1) * len(spellings) + spelled
    numbers = np.full(len(names) * len(spellings), -1)
    numbers[pairs] = 0  # these are asked for
    asked = np.flatnonzero(numbers == 0)
    found = [
        min(content_stems(spellings[word], names[spoken]), default="")
        for spoken, word in (divmod(pair, len(spellings)) for pair in asked.tolist())
    ]
    stems = sorted({stem for stem in found if stem})
    number = {stem: k for k, stem in enumerate(stems)} | {"": -1}
    numbers[asked] = [number[stem] for stem in found]
    return numbers[pairs], stems


def candidates(found: SentenceStems) -> list[tuple[int, int]]:
    """Pairs of sentences of different articles that share enough rare stems, the best few for each."""
    from scipy.sparse import csr_matrix

    count = len(found.article)
    counts = np.bincount(found.stem, minlength=len(found.stems))
    telling = np.flatnonzero((counts > 1) & (counts <= SENTENCE_SHARERS))
    listed = [found.stems[k] for k in telling.tolist()]
    rarity = Rarity(count, Counter(dict(zip(listed, counts[telling].tolist(), strict=True))))
    column = np.full(len(found.stems), -1)
    column[telling] = np.arange(len(telling))
    kept = column[found.stem] >= 0
    row, stem = found.sentence[kept], column[found.stem[kept]]
    weights = np.asarray([rarity.weight(name) for name in listed], dtype=np.float64)
    shape = (count, len(telling))
    has = csr_matrix((np.ones(len(row)), (row, stem)), shape)
    worth = csr_matrix((weights[stem], (row, stem)), shape)
    sharers = has.T.tocsr()
    chosen = [np.empty(0, dtype=np.int64)]
    for at in range(0, count, SENTENCES_AT_ONCE):
        # Each sum adds its stems in alphabetical order, so that it is the same to the last bit.
        sums = (worth[at : at + SENTENCES_AT_ONCE] @ sharers).tocoo()
        chosen += _nearest(found, sums.row + at, sums.col, sums.data)
    pairs = distinct(np.concatenate(chosen))
    return [divmod(pair, count) for pair in pairs.tolist()]


def _nearest(
    found: SentenceStems, own: Places, other: Places, weight: npt.NDArray[np.float64]
) -> list[Places]:
    """The best few partners of each sentence in its own language, and in others, as one number each."""
    own, other = own.astype(np.int64), other.astype(np.int64)
    apart = found.article[own] != found.article[other]
    spoken, heard = found.language[own], found.language[other]
    abroad = (spoken >= 0) & (heard >= 0) & (spoken != heard)
    pairs = []
    for least, few, away in WANTED:
        fit = np.flatnonzero(apart & (abroad == away) & (weight >= least))
        fit = fit[np.lexsort((other[fit], -weight[fit], own[fit]))]
        heads = np.searchsorted(own[fit], own[fit])
        fit = fit[np.arange(len(fit)) - heads < few]
        low, high = np.minimum(own[fit], other[fit]), np.maximum(own[fit], other[fit])
        pairs.append(low * len(found.article) + high)
    return pairs


def differ(a: str | None, b: str | None) -> bool:
    """Whether two languages are known and not the same."""
    return a is not None and b is not None and a != b
