"""Sentences and claims that are worth holding against each other, found by joins on rare words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import pyarrow as pa

from newstemma.engine.relations import Relations, Shared
from newstemma.ids import digest
from newstemma.joins.rows import as_table, by_article, count, kept, loaded, records_of, values
from newstemma.narrative.claims import Claim, claims_of
from newstemma.narrative.conflict import StatementIndex
from newstemma.narrative.date_conflicts import events_of
from newstemma.narrative.denial_conflicts import Denied, may_deny
from newstemma.narrative.number_conflicts import Dated, figures, number_conflict
from newstemma.narrative.polarity_conflicts import opposite
from newstemma.narrative.sentences import Sentence, sentences_of, two_things
from newstemma.narrative.statements_to_conflicts import fit_claims, growth_rows, persons_in
from newstemma.narrative.told_conflicts import attributed_in, given_in, quotation_key, same_matter
from newstemma.params.narrative import COMMON_SENTENCES
from newstemma.records import Article, DateExpression, Statement
from newstemma.spans import Span

__all__ = ["SHARED_WORDS", "claim_pairs", "place_of"]

SHARED_WORDS = 3
"""Words that two sentences share to be compared; as ``narrative.sentences.candidate_pairs`` has it."""

_STRING = pa.string()
_MARKS = pa.schema(
    [("sort", _STRING), ("side", _STRING), ("id", _STRING), ("article_id", _STRING), ("term", _STRING),
     ("payload", pa.binary())]
)  # fmt: skip
"""``numbers``, ``opposite``, ``denial``, ``facts``: a word of a sentence that may be compared, which is of
one list (side 0, or - if it counts and is not compared) or of two (1 and 2). ``sentence``: one that is
compared. ``attributed``: a statement that claims something. ``events``, ``quotations``: what may stand there
twice, by its key. ``growth``: finished conflicts."""

_PAIRS = pa.schema([(name, _STRING) for name in ("sort", "a", "b", "article_a", "article_b")])

_Mark = tuple[str, str, str, str, str | None, bytes | None]


def claim_pairs(relations: Relations, digits: int) -> Shared:
    """Make ``claim_marks``, ``claim_counts`` (sort, term, n) and ``claim_pairs`` (sort, a, b, article_a,
    article_b).

    Args:
        relations: where; with the rows of articles, statements and dates.
        digits: of the buckets of articles.

    Returns:
        How telling each word is.
    """
    rows = by_article(digits, "articles", "statements", "dates")
    relations.grouped("claim_marks", rows, _marks, _MARKS)
    relations.query(
        "claim_counts",
        "select sort, term, count(*) as n from claim_marks where term is not null group by sort, term",
    )
    weights = _telling(relations)
    few = (
        "select m.sort, m.side, m.id, m.article_id, m.term from claim_marks as m join claim_counts as c "
        f"on c.sort = m.sort and c.term = m.term where c.n between 2 and {COMMON_SENTENCES} and m.side <> '-'"
    )
    relations.query("claim_words", few)
    relations.view(
        "met_claims",
        "select a.sort, a.id as a, b.id as b, a.article_id as article_a, b.article_id as article_b "
        "from claim_words as a join claim_words as b on a.sort = b.sort and a.term = b.term "
        "where a.article_id <> b.article_id and ((a.side = '0' and b.side = '0' and a.id < b.id) "
        "or (a.side = '1' and b.side = '2')) group by a.sort, a.id, b.id, a.article_id, b.article_id "
        f"having count(*) >= {SHARED_WORDS}",
    )
    relations.each(
        "claim_pairs",
        "select m.*, x.payload as one, y.payload as two from met_claims as m "
        "join claim_marks as x on x.id = m.a and x.sort = 'sentence' "
        "join claim_marks as y on y.id = m.b and y.sort = 'sentence'",
        partial(_likely, weights=weights),
        _PAIRS,
    )
    return weights


def _telling(relations: Relations) -> Shared:
    """How telling each word is, a sentence being a document; a vocabulary."""
    sentences = count(relations, "(select distinct id from claim_marks where sort = 'numbers') as s")
    counts = relations.get("select term, n from claim_counts where sort = 'numbers'")
    weights = {term: math.log(1 + sentences / n) for term, n in sorted(values(counts, "term", "n"))}
    return relations.share("telling", weights)


def _likely(rows: pa.Table, weights: Shared) -> pa.Table:
    """The pairs that pass what can be seen of two sentences alone."""
    telling = weights.value()
    out = []
    for *pair, one, two in values(rows, *_PAIRS.names, "one", "two"):
        (a, dated), (b, also) = loaded(one), loaded(two)
        if _passes(pair[0], a, b, telling, Dated([*dated, *also])):
            out.append(tuple(pair))
    return as_table(out, _PAIRS)


def _passes(sort: str, a: Sentence, b: Sentence, telling: Mapping[str, float], dated: Dated) -> bool:
    if sort == "numbers":
        return any(number_conflict(a, b, telling, dated)) or any(number_conflict(b, a, telling, dated))
    if sort == "facts":
        return same_matter(a, b, telling)
    if sort == "denial":
        return any(may_deny(stripped, b) for stripped in Denied.of([a], []).stripped())
    return not two_things(a, b) and bool(opposite(a, b) or opposite(b, a))


def place_of(identifier: str) -> tuple[str, Span]:
    """The article and the characters that an id of a sentence or claim stands for."""
    article_id, start, end = identifier.rsplit(":", 2)
    return article_id, Span(int(start), int(end))


def _id(row: Sentence) -> str:
    return f"{row.article_id}:{row.span.start:09}:{row.span.end:09}"


def _marks(rows: pa.Table) -> pa.Table:
    """What may be compared in some articles."""
    articles, said = records_of(Article, rows), records_of(Statement, rows)
    dates = records_of(DateExpression, rows)
    sentences = sentences_of(articles)
    claims = claims_of(articles, sentences, said)
    index = StatementIndex(said)
    growth = list(growth_rows(articles, sentences, index))
    out = [
        *_numbers(sentences, dates),
        *_sentences(sentences, claims, dates),
        *_claims(sentences, claims),
        *_events(articles, sentences, dates, said),
        *(("quotations", "", digest(*key), s.article_id, s.statement_id, None)
          for s in said if (key := quotation_key(s))),
        *(("growth", "", c.conflict_id, c.article_a, None, kept(c)) for c in growth),
    ]  # fmt: skip
    return as_table(out, _MARKS)


def _words(sort: str, side: str, listed: Iterable[Sentence]) -> Iterator[_Mark]:
    for row in listed:
        for term in sorted(row.terms):
            yield sort, side, _id(row), row.article_id, term, None


def _numbers(rows: list[Sentence], dates: list[DateExpression]) -> Iterator[_Mark]:
    """Every sentence, whatever its words; those with a figure are compared."""
    dated = Dated(dates)
    for row in rows:
        yield "numbers", "-", _id(row), row.article_id, None, None
        yield from _words("numbers", "0" if figures(row, dated) else "-", [row])


def _sentences(rows: list[Sentence], claims: list[Claim], dates: list[DateExpression]) -> Iterator[_Mark]:
    """All sentences and claims, with the places of their dates."""
    of: dict[str, list[DateExpression]] = defaultdict(list)
    for date in dates:
        of[date.article_id].append(date)
    compared = {_id(row): row for row in (*rows, *(claim.row for claim in claims))}
    for key, row in sorted(compared.items()):
        inside = [d for d in of[row.article_id] if d.start < row.span.end and row.span.start < d.end]
        yield "sentence", "", key, row.article_id, None, kept((row, inside))


def _claims(rows: list[Sentence], claims: list[Claim]) -> Iterator[_Mark]:
    for row, fit in fit_claims(claims).values():
        yield from _words("opposite", "0" if fit else "-", [row])
    denied = Denied.of(rows, claims)
    yield from _words("denial", "1", denied.stripped())
    yield from _words("denial", "2", denied.affirmed.values())
    attributed = attributed_in(claims)
    for name in sorted({c.statement.statement_id for c in attributed.values() if c.statement}):
        yield "attributed", "", name, "", None, None
    yield from _words("facts", "1", (c.row for c in attributed.values()))
    yield from _words("facts", "2", (c.row for c in given_in(claims).values()))


def _events(
    articles: list[Article], rows: list[Sentence], dates: list[DateExpression], said: list[Statement]
) -> Iterator[_Mark]:
    """Dated actions, with their place in the order of the pile."""
    paths = {a.article_id: a.path for a in articles}
    for k, event in enumerate(events_of(rows, dates, persons_in(said))):
        article_id = event.sentence.article_id
        payload = kept(((paths[article_id], article_id, k), event))
        yield "events", "", f"{event.name}\x01{event.stem}", article_id, None, payload
