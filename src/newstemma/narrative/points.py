"""Points: what is said, one by one, that may be made again elsewhere.

Every utterance is a point. In a pile small enough to be read as a whole, so is every sentence that an outlet
tells in its own voice; in a large one they would be most of the work, and utterances carry the narratives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstemma.narrative.acts import acting, telling
from newstemma.narrative.claims import claims_of, covered
from newstemma.narrative.sentences import sentences_of
from newstemma.params.narrative import OWN_AT_MOST, POINT_WORDS
from newstemma.records import Article, Place, Statement
from newstemma.spans import Span
from newstemma.text.similarity import content_stems

__all__ = ["Point", "Told", "own_sentences", "point_of"]


@dataclass(frozen=True, slots=True)
class Told:
    """What narratives need to know of an utterance; ``articles`` are those that have it, in order."""

    utterance_id: str
    text: str
    speaker_id: str | None
    speaker: str | None
    said_on: str | None
    articles: tuple[str, ...]


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
    utterance: Told | None
    place: Place | None


def point_of(told: Told, language: str | None) -> Point | None:
    """The point that an utterance makes; None if it has too few telling words.

    Args:
        told: the utterance.
        language: of its first article.
    """
    terms = acting(content_stems(told.text))
    if len(terms) < POINT_WORDS:
        return None
    return Point(told.utterance_id, told.text, terms, told.articles, language, told, None)


def own_sentences(
    articles: Sequence[Article], said: Sequence[Statement], versions: Iterable[tuple[str, Span]]
) -> Iterator[Point]:
    """Sentences that hold no version of an utterance to speak of, without the words that name a source.

    Args:
        articles: the articles.
        said: their statements, by which the outlets' own sentences are told apart.
        versions: where versions of utterances stand: the article, and the characters.
    """
    taken: dict[str, list[Span]] = defaultdict(list)
    for article_id, span in versions:
        taken[article_id].append(span)
    sources: dict[str, list[Span]] = defaultdict(list)
    for s in said:
        if s.source_start is not None and s.source_end is not None:
            sources[s.article_id].append(Span(s.source_start, s.source_end))
    of: Mapping[str, Article] = {a.article_id: a for a in articles}
    for claim in claims_of(articles, sentences_of(articles), said):
        row = claim.row
        if claim.statement is not None or "?" in row.text:
            continue
        if covered(row.span, taken[row.article_id]) >= OWN_AT_MOST:
            continue
        text = of[row.article_id].text
        named = (s.of(text) for s in sources[row.article_id] if s.overlaps(row.span))
        terms = telling(row.text).difference(*map(telling, named))
        if len(terms) >= POINT_WORDS:
            place = Place(row.article_id, row.span.start, row.span.end)
            key = f"{row.article_id}:{row.span.start:09}"
            yield Point(key, row.text, terms, (row.article_id,), of[row.article_id].language, None, place)
