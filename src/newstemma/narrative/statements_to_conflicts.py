"""Statements and texts to conflicts: passages that cannot both be as they are told.

1. Growth inside an article that does not follow from its own two figures.
2. Two dates for one event.
3. Two numbers for the same thing, in sentences of two articles that otherwise say much the same.
4. Opposite polarity in two claims about the same thing; a claim and its denial.
5. One quotation given to two speakers, and a claim that one article attributes and another gives as fact.

Precision comes before recall: a pair is only compared where rare words tie it together. No side is taken.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa

from newstemma.narrative.claims import Claim, claims_of
from newstemma.narrative.conflict import Passage, StatementIndex, conflict
from newstemma.narrative.date_conflicts import Event, date_conflicts
from newstemma.narrative.denial_conflicts import denial_conflicts
from newstemma.narrative.growth import growth_conflicts
from newstemma.narrative.number_conflicts import Dated, number_conflict
from newstemma.narrative.polarity_conflicts import NEGATED, denies, negations, opposite, same_words
from newstemma.narrative.sentences import Pairs, Sentence, candidate_pairs, sentences_of, two_things
from newstemma.narrative.told_conflicts import told_as_fact, two_speakers
from newstemma.params.narrative import SAME_CLAIM, SAME_COUNTED, SAME_NEGATED
from newstemma.records import Article, Conflict, DateExpression, Statement, Witness
from newstemma.spans import Span
from newstemma.tables import to_records, to_table
from newstemma.text.embedding import embed
from newstemma.text.normalise import fold

__all__ = [
    "attribution_rows",
    "date_rows",
    "fit_claims",
    "growth_rows",
    "linked_versions",
    "number_rows",
    "persons_in",
    "polarity_rows",
    "quotation_rows",
    "statements_to_conflicts",
]

Opposed = tuple[Sentence, Sentence, str]
"""Two sentences and why they cannot both be."""


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
    claims = claims_of(texts, rows, said)
    by_id = {a.article_id: a for a in texts}
    events = date_conflicts(rows, expressions, persons_in(said))
    weights = _weights(rows)
    outlets = {fold(a.outlet) for a in texts if a.outlet}
    linked = linked_versions(to_records(Witness, witnesses))
    found = [
        *growth_rows(texts, rows, index),
        *date_rows(events, index),
        *number_rows(rows, expressions, weights, index),
        *polarity_rows(rows, claims, by_id, index),
        *attribution_rows(told_as_fact(claims, weights, by_id, linked), index),
        *quotation_rows(two_speakers(said, by_id, outlets), index),
    ]
    return to_table(Conflict, {c.conflict_id: c for c in found}.values())


def growth_rows(
    texts: Iterable[Article], rows: Iterable[Sentence], index: StatementIndex
) -> Iterator[Conflict]:
    """Growth that does not follow from its two figures, in these articles."""
    places: dict[str, list[Span]] = defaultdict(list)
    for row in rows:
        places[row.article_id].append(row.span)
    for a in texts:
        for percent, step, reason in growth_conflicts(a.text, places[a.article_id]):
            sides = ((a.article_id, percent, percent.of(a.text)), (a.article_id, step, step.of(a.text)))
            yield conflict("number", sides, reason, index)


def persons_in(said: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """Folded names of the speakers in each article."""
    persons: dict[str, set[str]] = defaultdict(set)
    for s in said:
        if s.speaker:
            persons[s.article_id].add(fold(s.speaker))
    return {article: frozenset(names) for article, names in persons.items()}


def date_rows(found: Iterable[tuple[Event, Event, str]], index: StatementIndex) -> Iterator[Conflict]:
    """Rows of events that have two dates."""
    for a, b, reason in found:
        yield conflict("date", (_passage(a.sentence), _passage(b.sentence)), reason, index)


def number_rows(
    rows: Sequence[Sentence],
    expressions: Iterable[DateExpression],
    weights: Mapping[str, float],
    index: StatementIndex,
    among: Pairs = candidate_pairs,
) -> Iterator[Conflict]:
    """Two numbers for the same thing.

    Args:
        rows: the sentences.
        expressions: the time expressions, whose numbers count nothing.
        weights: how telling each word is.
        index: for the statements that the passages lie in.
        among: which sentences are compared.
    """
    dated = Dated(expressions)
    found: list[Opposed] = []
    for a, b in among(rows):
        if a.article_id != b.article_id:
            found += [(a, b, reason) for reason in number_conflict(a, b, weights, dated)]
    for a, b, reason in _close(found, SAME_COUNTED):
        yield conflict("number", (_passage(a), _passage(b)), reason, index)


def polarity_rows(
    rows: Sequence[Sentence],
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    index: StatementIndex,
    among: tuple[Pairs, Pairs] = (candidate_pairs, candidate_pairs),
) -> Iterator[Conflict]:
    """Opposites among the claims (statements without the words that report them), then denials.

    Args:
        rows: the sentences.
        claims: what is claimed in them.
        articles: by id.
        index: for the statements that the passages lie in.
        among: which claims are compared as opposites, and which as denials.
    """
    told = fit_claims(claims)
    opposed: list[Opposed] = []
    negated: list[Opposed] = []
    for a, b in among[0]([row for row, _ in told.values()]):
        if a.article_id == b.article_id or not (why := opposite(a, b)):
            continue
        fit = told[a.article_id, a.span][1] and told[b.article_id, b.span][1]
        if fit and not two_things(a, b):
            word_for_word = why == NEGATED or same_words(a, b)
            (negated if word_for_word else opposed).append((a, b, why))
    found = [*_close(negated, SAME_NEGATED), *_close(opposed, SAME_CLAIM)]
    for a, b, why in [*found, *denial_conflicts(rows, claims, articles, among[1])]:
        yield conflict("polarity", (_passage(a), _passage(b)), why, index)


def fit_claims(claims: Iterable[Claim]) -> dict[tuple[str, Span], tuple[Sentence, bool]]:
    """By place the sentence that is claimed, and whether it can be opposed to another."""
    told = {(c.row.article_id, c.row.span): c for c in claims}
    return {place: (claim.row, _fit(claim)) for place, claim in told.items()}


def _fit(claim: Claim) -> bool:
    """Whether a claim's own words tell whether it affirms or denies: no question, no negation outside."""
    row = claim.row
    negated_outside = denies(claim.around) and negations(claim.around.text) > negations(row.text)
    return not (claim.denied or "?" in row.text or negated_outside)


def _passage(row: Sentence) -> Passage:
    return row.article_id, row.span, row.text


def _close(opposed: Sequence[Opposed], least: float) -> Iterator[Opposed]:
    """Those pairs whose sentences are close in meaning; of any two articles the closest with that reason."""
    if not opposed:
        return
    left, right = embed([a.text for a, _, _ in opposed]), embed([b.text for _, b, _ in opposed])
    likeness = np.round(np.einsum("ij,ij->i", left, right), 4).tolist()
    best: dict[tuple[str, str, str], tuple[float, int]] = {}
    for k, (a, b, why) in enumerate(opposed):
        first, second = sorted((a.article_id, b.article_id))
        key = (first, second, why)
        if likeness[k] >= least and (key not in best or likeness[k] > best[key][0]):
            best[key] = (likeness[k], k)
    for _, k in best.values():
        yield opposed[k]


def _weights(rows: Sequence[Sentence]) -> dict[str, float]:
    """Inverse document frequency of every word, a sentence being a document."""
    counts = Counter(term for row in rows for term in row.stems)
    return {term: math.log(1 + len(rows) / n) for term, n in counts.items()}


def attribution_rows(found: Iterable[tuple[Claim, Claim, str]], index: StatementIndex) -> Iterator[Conflict]:
    """Rows of claims that another article gives as fact."""
    for claim, fact, reason in found:
        yield conflict("attribution", (_passage(claim.row), _passage(fact.row)), reason, index)


def quotation_rows(
    found: Iterable[tuple[Statement, Statement, str]], index: StatementIndex
) -> Iterator[Conflict]:
    """Rows of quotations that are given to two speakers."""
    for a, b, reason in found:
        yield conflict("attribution", (_content(a), _content(b)), reason, index)


def linked_versions(witnesses: Iterable[Witness]) -> Iterator[tuple[Witness, Witness]]:
    """Versions of one utterance in two articles, the first attributed, the second not."""
    groups: dict[str, list[Witness]] = defaultdict(list)
    for w in witnesses:
        if w.status == "extant" and w.article_id and w.start is not None and w.end is not None:
            groups[w.utterance_id].append(w)
    for group in groups.values():
        named = [w for w in group if w.attributed and w.statement_id]
        for w in (w for w in group if not w.attributed):
            yield from ((first, w) for first in named[:1] if first.article_id != w.article_id)


def _content(s: Statement) -> Passage:
    return s.article_id, Span(s.content_start, s.content_end), s.content
