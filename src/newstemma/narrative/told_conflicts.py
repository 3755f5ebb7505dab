"""A claim that one article attributes and another gives as fact; one quotation given to two speakers.

1. A claim of a named source is compared with sentences that another outlet tells in its own voice, where rare
   words tie the two together. They must share nearly all telling words, lie close in meaning, agree in
   numbers and negation; and the other article must attribute nothing like it anywhere.
2. A quotation of some length that stands in two articles word for word belongs to two speakers if their names
   have nothing in common, neither is an outlet, and neither name stands near the other quotation (if it does,
   the quotation may have been given to the wrong one of the two by us).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz

from newstemma.narrative.claims import Claim
from newstemma.narrative.polarity_conflicts import denies
from newstemma.narrative.sentences import Pairs, Sentence, candidate_pairs, two_things
from newstemma.narrative.words import ANYBODY, BODIES, INDEFINITE, INFINITIVES
from newstemma.params.narrative import (
    FACT_SHARED,
    FACT_TERMS,
    SAME_FACT,
    SAME_LINKED,
    SAME_NAME,
    SAME_QUOTATION,
    SPEAKER_NEAR,
)
from newstemma.records import Article, Statement, Witness
from newstemma.spans import Span
from newstemma.text.embedding import embed
from newstemma.text.function_words import FUNCTION_WORDS
from newstemma.text.normalise import fold, straight_marks
from newstemma.text.numbers import numbers
from newstemma.text.outlets import registry
from newstemma.text.similarity import containment, content_stems, dice
from newstemma.text.tokens import words

__all__ = ["attributed_in", "given_in", "quotation_key", "same_matter", "told_as_fact", "two_speakers"]


def told_as_fact(
    claims: Sequence[Claim],
    weights: Mapping[str, float],
    articles: Mapping[str, Article],
    linked: Iterable[tuple[Witness, Witness]] = (),
    among: Pairs = candidate_pairs,
) -> Iterator[tuple[Claim, Claim, str]]:
    """Pairs of an attributed claim and a sentence that tells it as fact, with the reason.

    Args:
        claims: all claims.
        weights: how telling each word is.
        articles: by id.
        linked: versions of one utterance, the first attributed, the second not.
        among: which are compared.

    Yields:
        For each sentence told as fact the closest claim.
    """
    given, by_place = given_in(claims), attributed_in(claims)
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.statement is not None:
            by_article[c.row.article_id].append(c)
    pairs = []
    for x, y in among([c.row for c in (*by_place.values(), *given.values())]):
        for a, b in ((x, y), (y, x)):
            claim, fact = by_place.get((a.article_id, a.span)), given.get((b.article_id, b.span))
            if claim and fact and same_matter(claim.row, fact.row, weights):
                pairs.append((claim, fact))
    versions = _versions(linked, by_place.values(), given.values())
    for claim, fact in [*_closest(pairs, SAME_FACT), *_closest(versions, SAME_LINKED)]:
        quoted = claim.statement is not None and claim.statement.kind == "direct"
        if _named_near(_source(claim), fact, quoted, articles):
            continue
        if not any(
            _shared(c.row, claim.row, weights)[0] >= FACT_SHARED for c in by_article[fact.row.article_id]
        ):
            yield claim, fact, f"One gives it to {_source(claim)}, the other tells it as fact."


def given_in(claims: Iterable[Claim]) -> dict[tuple[str, Span], Claim]:
    """By place the claims that articles tell as fact."""
    return {(c.row.article_id, c.row.span): c for c in claims if c.statement is None and c.plain}


def attributed_in(claims: Iterable[Claim]) -> dict[tuple[str, Span], Claim]:
    """By place the claims of a named source."""
    return {(c.row.article_id, c.row.span): c for c in claims if _is_attributed(c)}


def _named_near(name: str, fact: Claim, quoted: bool, articles: Mapping[str, Article]) -> bool:
    """Whether the source is named around a sentence: then it may well be meant to be its source there too.

    Of a quotation, anywhere in the article: quotation marks get lost.
    """
    text, place = articles[fact.row.article_id].text, fact.row.span
    if quoted and _among_quotations(text, place):
        return True
    reach = len(text) if quoted else SPEAKER_NEAR
    around = text[max(0, place.start - reach) : place.end + reach]
    return bool(content_stems(name) & content_stems(around))


def _among_quotations(text: str, place: Span) -> bool:
    """Whether a quotation mark stands in the sentence's paragraph or at the end of the one before."""
    start = text.rfind("\n", 0, place.start) + 1
    before = text[:start].rstrip()[-SPEAKER_NEAR:].rpartition("\n")[2]
    end = text.find("\n", place.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    return '"' in straight_marks(before + paragraph)


def _is_attributed(claim: Claim) -> bool:
    s = claim.statement
    if s is None or claim.denied or len(claim.row.stems) < FACT_TERMS:
        return False
    if fold(claim.row.text.partition(" ")[0]) in INFINITIVES:  # "to have left" asserts nothing by itself
        return False
    return bool(_source(claim)) and "?" not in claim.row.text


def _source(claim: Claim) -> str:
    """The speaker, or the words for the source if they name somebody."""
    s = claim.statement
    if s is None:
        return ""
    return next((n for n in (s.speaker, s.source) if n and _names(n)), "")


def _names(source: str) -> bool:
    """Whether there is a name in it: "U.S. officials", not "The report", "She" or "An American"."""
    if fold(source.partition(" ")[0]) in INDEFINITE:
        return False
    return any(
        w[:1].isupper() and fold(w) not in FUNCTION_WORDS and fold(w) not in ANYBODY for w in words(source)
    )


def _shared(a: Sentence, b: Sentence, weights: Mapping[str, float]) -> tuple[float, float]:
    """Containment and Dice of two claims' telling words, by weight."""
    listed = a.terms & b.terms, a.stems, b.stems
    both, left, right = (math.fsum(weights.get(t, 0.0) for t in terms) for terms in listed)
    return containment(both, left, right), dice(both, left, right)


def same_matter(claim: Sentence, fact: Sentence, weights: Mapping[str, float]) -> bool:
    """Whether two sentences share nearly all telling words, and agree in things, numbers and negation."""
    if len(fact.stems) < FACT_TERMS or _shared(claim, fact, weights)[1] < FACT_SHARED:
        return False
    if two_things(claim, fact):
        return False
    if denies(claim) != denies(fact):
        return False
    figures = [{n.value for n in numbers(row.text)} for row in (claim, fact)]
    return figures[0] == figures[1] or not (figures[0] and figures[1])


def _versions(
    linked: Iterable[tuple[Witness, Witness]], attributed: Iterable[Claim], given: Iterable[Claim]
) -> list[tuple[Claim, Claim]]:
    """The claims at the places of two versions of one utterance that agree in negation."""
    told: dict[str, list[Claim]] = defaultdict(list)
    facts: dict[str, list[Claim]] = defaultdict(list)
    for claim in attributed:
        told[claim.statement.statement_id if claim.statement else ""].append(claim)
    for claim in given:
        facts[claim.row.article_id].append(claim)
    out = []
    for first, second in linked:
        place = Span(second.start or 0, second.end or 0)
        for fact in facts[second.article_id or ""]:
            if fact.row.span.overlaps(place):
                same = told[first.statement_id or ""]
                out += [(c, fact) for c in same if _agree(c, fact)]
    return out


def _agree(claim: Claim, fact: Claim) -> bool:
    return denies(claim.row) == denies(fact.row) and not two_things(claim.row, fact.row)


def _closest(pairs: Sequence[tuple[Claim, Claim]], least: float) -> Iterator[tuple[Claim, Claim]]:
    """For each sentence told as fact the claim closest in meaning, if it is close enough."""
    if not pairs:
        return
    left, right = embed([a.row.text for a, _ in pairs]), embed([b.row.text for _, b in pairs])
    likeness = np.round(np.einsum("ij,ij->i", left, right), 4).tolist()
    best: dict[tuple[str, Span], tuple[float, int]] = {}
    for k, (_, fact) in enumerate(pairs):
        key = (fact.row.article_id, fact.row.span)
        if likeness[k] >= least and (key not in best or likeness[k] > best[key][0]):
            best[key] = (likeness[k], k)
    for _, k in best.values():
        yield pairs[k]


def two_speakers(
    said: Iterable[Statement], articles: Mapping[str, Article], outlets: Collection[str]
) -> Iterator[tuple[Statement, Statement, str]]:
    """Pairs of direct statements with the same words and two speakers, with the reason.

    Args:
        said: statements.
        articles: their articles, by id.
        outlets: folded names of all outlets: they are no speakers.
    """
    same: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for s in said:
        key = quotation_key(s)
        if key and not _is_outlet(s.speaker or "", outlets):
            same[key].append(s)
    for group in same.values():
        told: set[tuple[str, str]] = set()
        for a, b in combinations(sorted(group, key=lambda s: (s.article_id, s.content_start))[:60], 2):
            names = (a.speaker or "", b.speaker or "")
            if (
                a.article_id == b.article_id
                or names in told
                or names[::-1] in told
                or not _two_persons(*names)
            ):
                continue
            if _near(a, b.speaker or "", articles) or _near(b, a.speaker or "", articles):
                continue
            told.add(names)
            yield a, b, f"The same words are given to {names[0]} and to {names[1]}."


def quotation_key(s: Statement) -> tuple[str, ...] | None:
    """The folded words of a quotation that is long enough and has a speaker."""
    if s.kind != "direct" or not s.speaker:
        return None
    key = tuple(fold(w) for w in words(s.content))
    return key if len(key) >= SAME_QUOTATION else None


def _is_outlet(name: str, outlets: Collection[str]) -> bool:
    return fold(name) in outlets or registry().find(name) is not None


def _two_persons(a: str, b: str) -> bool:
    """Whether two full names are surely not one bearer's; a surname alone or "An American" is no full
    name."""
    full = all(len([w for w in words(n) if w[:1].isupper()]) > 1 and not _generic(n) for n in (a, b))
    parts = content_stems(a) & content_stems(b)
    return full and not parts and fuzz.token_set_ratio(fold(a), fold(b)) < SAME_NAME


def _generic(name: str) -> bool:
    """Whether a name begins as a description, or is a body's, which speaks through persons."""
    listed = [fold(w) for w in words(name)]
    return listed[0] in FUNCTION_WORDS or any(w in BODIES for w in listed)


def _near(s: Statement, name: str, articles: Mapping[str, Article]) -> bool:
    """Whether a part of a name stands around the statement in its article."""
    text = articles[s.article_id].text
    around = text[max(0, s.content_start - SPEAKER_NEAR) : s.content_end + SPEAKER_NEAR]
    return bool(content_stems(name) & content_stems(around))
