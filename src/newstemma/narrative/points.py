"""Points: what is said, one by one, that may be made again elsewhere.

Every utterance is a point. In a pile small enough to be read as a whole, so is every sentence that an outlet
tells in its own voice; in a large one they would be most of the work, and utterances carry the narratives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstemma.narrative.acts import telling
from newstemma.narrative.claims import claims_of, covered
from newstemma.narrative.sentences import sentences_of
from newstemma.params.narrative import CLAIMS_UP_TO, OWN_AT_MOST, POINT_WORDS
from newstemma.records import Article, Place, Statement, Utterance, Witness
from newstemma.spans import Span

__all__ = ["Point", "points_of"]


@dataclass(frozen=True, slots=True)
class Point:
    """Words that make a point, and where they stand.

    Attributes:
        key: an id by which points are ordered.
        text: the words.
        terms: the telling ones.
        articles: the articles that have it, in order.
        language: of its first article.
        utterance: the utterance, or None for an outlet's own sentence.
        place: the sentence, or None for an utterance.
    """

    key: str
    text: str
    terms: frozenset[str]
    articles: tuple[str, ...]
    language: str | None
    utterance: Utterance | None
    place: Place | None


def points_of(
    articles: Sequence[Article],
    told: Iterable[Utterance],
    versions: Mapping[str, Sequence[Witness]],
    said: Sequence[Statement] | None,
) -> list[Point]:
    """All points with enough telling words, ordered by their keys.

    Args:
        articles: the articles.
        told: the utterances.
        versions: utterance → its versions in articles.
        said: the statements, by which the outlets' own sentences are told apart; None for utterances alone.
    """
    language = {a.article_id: a.language for a in articles}
    found = [*_utterances(told, versions, language)]
    if said is not None and len(articles) <= CLAIMS_UP_TO:
        found += _own_sentences(articles, said, (w for rows in versions.values() for w in rows))
    return sorted((p for p in found if len(p.terms) >= POINT_WORDS), key=lambda p: p.key)


def _utterances(
    told: Iterable[Utterance],
    versions: Mapping[str, Sequence[Witness]],
    language: Mapping[str, str | None],
) -> Iterator[Point]:
    for u in told:
        places = tuple(sorted({w.article_id for w in versions.get(u.utterance_id, ()) if w.article_id}))
        first = language.get(places[0]) if places else None
        yield Point(u.utterance_id, u.text, telling(u.text), places, first, u, None)


def _own_sentences(
    articles: Sequence[Article], said: Sequence[Statement], versions: Iterable[Witness]
) -> Iterator[Point]:
    """Sentences that hold no version of an utterance to speak of, without the words that name a source."""
    taken: dict[str, list[Span]] = defaultdict(list)
    for w in versions:
        if w.article_id and w.start is not None and w.end is not None:
            taken[w.article_id].append(Span(w.start, w.end))
    sources: dict[str, list[Span]] = defaultdict(list)
    for s in said:
        if s.source_start is not None and s.source_end is not None:
            sources[s.article_id].append(Span(s.source_start, s.source_end))
    of = {a.article_id: a for a in articles}
    for claim in claims_of(articles, sentences_of(articles), said):
        row = claim.row
        if claim.statement is not None or "?" in row.text:
            continue
        if covered(row.span, taken[row.article_id]) >= OWN_AT_MOST:
            continue
        text = of[row.article_id].text
        named = (s.of(text) for s in sources[row.article_id] if s.overlaps(row.span))
        terms = telling(row.text).difference(*map(telling, named))
        place = Place(row.article_id, row.span.start, row.span.end)
        key = f"{row.article_id}:{row.span.start:09}"
        yield Point(key, row.text, terms, (row.article_id,), of[row.article_id].language, None, place)
