"""Statements and texts to conflicts: passages that cannot both be as they are told.

1. Growth inside an article that does not follow from its own two figures.
2. Two dates for one event.
3. Two numbers for the same thing, in sentences of two articles that otherwise say much the same.
4. Opposite polarity in two sentences about the same thing.
5. One quotation given to two speakers, and a claim that one article attributes and another gives as fact.

Precision comes before recall: a pair is only compared where rare words tie it together. No side is taken.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from newstemma.narrative.conflict import Passage, StatementIndex, conflict
from newstemma.narrative.date_conflicts import date_conflicts
from newstemma.narrative.growth import growth_conflicts
from newstemma.narrative.number_conflicts import number_conflict
from newstemma.narrative.polarity_conflicts import opposite
from newstemma.narrative.sentences import Sentence, candidate_pairs, sentences_of
from newstemma.params.narrative import SAME_CLAIM
from newstemma.records import Article, Conflict, DateExpression, Statement, Witness
from newstemma.spans import Span
from newstemma.tables import to_records, to_table
from newstemma.text.embedding import embed
from newstemma.text.normalise import fold

__all__ = ["statements_to_conflicts"]


def statements_to_conflicts(
    articles: pa.Table, statements: pa.Table, dates: pa.Table, witnesses: pa.Table
) -> pa.Table:
    """Find passages that contradict each other.

    Args:
        articles: the articles.
        statements: the statements, with speakers where known.
        dates: the time expressions.
        witnesses: the versions of each utterance.

    Returns:
        The conflicts table; each row shows both passages and the reason in one plain sentence.
    """
    texts = to_records(Article, articles)
    said = to_records(Statement, statements)
    expressions = to_records(DateExpression, dates)
    index = StatementIndex(said)
    rows = sentences_of(texts)
    found = [
        *_growth(texts, rows, index),
        *_dates(rows, expressions, said, index),
        *_numbers_and_polarity(rows, expressions, index),
        *_attributions(to_records(Witness, witnesses), said, index),
    ]
    return to_table(Conflict, {c.conflict_id: c for c in found}.values())


def _growth(texts: Iterable[Article], rows: Iterable[Sentence], index: StatementIndex) -> Iterator[Conflict]:
    places: dict[str, list[Span]] = defaultdict(list)
    for row in rows:
        places[row.article_id].append(row.span)
    for a in texts:
        for percent, step, reason in growth_conflicts(a.text, places[a.article_id]):
            sides = ((a.article_id, percent, percent.of(a.text)), (a.article_id, step, step.of(a.text)))
            yield conflict("number", sides, reason, index)


def _dates(
    rows: Sequence[Sentence],
    expressions: Sequence[DateExpression],
    said: Iterable[Statement],
    index: StatementIndex,
) -> Iterator[Conflict]:
    persons: dict[str, set[str]] = defaultdict(set)
    for s in said:
        if s.speaker:
            persons[s.article_id].add(fold(s.speaker))
    known = {article: frozenset(names) for article, names in persons.items()}
    for a, b, reason in date_conflicts(rows, expressions, known):
        yield conflict("date", (_passage(a.sentence), _passage(b.sentence)), reason, index)


def _numbers_and_polarity(
    rows: Sequence[Sentence], expressions: Iterable[DateExpression], index: StatementIndex
) -> Iterator[Conflict]:
    weights = _weights(rows)
    dated = {(d.article_id, at) for d in expressions for at in range(d.start, min(d.end, d.start + 200))}
    opposed: list[tuple[Sentence, Sentence, str]] = []
    for a, b in candidate_pairs(rows):
        if a.article_id == b.article_id:
            continue
        for reason in number_conflict(a, b, weights, dated):
            yield conflict("number", (_passage(a), _passage(b)), reason, index)
        why = opposite(a, b)
        if why:
            opposed.append((a, b, why))
    for a, b, why in _about_one_thing(opposed):
        yield conflict("polarity", (_passage(a), _passage(b)), why, index)


def _passage(row: Sentence) -> Passage:
    return row.article_id, row.span, row.text


def _about_one_thing(
    opposed: Sequence[tuple[Sentence, Sentence, str]],
) -> Iterator[tuple[Sentence, Sentence, str]]:
    """Those pairs whose sentences are close in meaning."""
    if not opposed:
        return
    left, right = embed([a.text for a, _, _ in opposed]), embed([b.text for _, b, _ in opposed])
    for pair, likeness in zip(opposed, np.einsum("ij,ij->i", left, right), strict=True):
        if likeness >= SAME_CLAIM:
            yield pair


def _weights(rows: Sequence[Sentence]) -> dict[str, float]:
    """Inverse document frequency of every word, a sentence being a document."""
    counts = Counter(term for row in rows for term in row.terms)
    return {term: math.log(1 + len(rows) / n) for term, n in counts.items()}


def _attributions(
    witnesses: Iterable[Witness], said: Iterable[Statement], index: StatementIndex
) -> Iterator[Conflict]:
    """One utterance with two speakers, or attributed here and told as fact there."""
    statement = {s.statement_id: s for s in said}
    groups: dict[str, list[Witness]] = defaultdict(list)
    for w in witnesses:
        if w.status == "extant" and w.article_id and w.start is not None and w.end is not None and w.text:
            groups[w.utterance_id].append(w)
    for group in groups.values():
        named = [(w, s) for w in group if (s := statement.get(w.statement_id or "")) and s.speaker_id]
        for w, s in named[1:]:
            first, other = named[0]
            if s.speaker_id != other.speaker_id and s.kind == other.kind == "direct":
                reason = f"The same words are given to {other.speaker} and to {s.speaker}."
                yield conflict("attribution", (_side(first), _side(w)), reason, index)
        for w in group:
            if not w.attributed and named:
                reason = f"One gives it to {named[0][1].speaker}, the other tells it as fact."
                yield conflict("attribution", (_side(named[0][0]), _side(w)), reason, index)


def _side(w: Witness) -> Passage:
    return w.article_id or "", Span(w.start or 0, w.end or 0), w.text or ""
