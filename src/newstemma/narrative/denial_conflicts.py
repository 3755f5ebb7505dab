"""A claim and its denial or correction elsewhere.

1. A denial is a sentence with a word that denies ("denied", "dismissed reports", "hoax", "untrue"); what it
denies is the rest of the sentence.
2. It is held against claims of other articles (not of those that call anything a hoax or false: they tell a
   claim in order to deny it) that share nearly all of the telling words that are denied, are
   close in meaning, and deny nothing themselves.
3. The reason says which came first, if both articles have a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from newstemma.narrative.claims import Claim
from newstemma.narrative.marks import CALLED_FALSE, DENIED, RUMOURED
from newstemma.narrative.polarity_conflicts import BORDERS, denies
from newstemma.narrative.sentences import Pairs, Sentence, candidate_pairs
from newstemma.narrative.words import DENIAL_MARKS, DENIALS
from newstemma.params.narrative import DENIED_SHARED, FACT_TERMS, SAME_DENIED
from newstemma.records import Article
from newstemma.spans import Span
from newstemma.text.embedding import embed
from newstemma.text.normalise import fold
from newstemma.text.similarity import capitalised, content_stems, stem
from newstemma.text.tokens import words

__all__ = ["Denied", "denial_conflicts", "may_deny", "order_in_time"]


Place = tuple[str, Span]


@dataclass(frozen=True)
class Denied:
    """What some articles deny and what they affirm, by place.

    Attributes:
        denying: the sentences that deny.
        denied: the telling words that are denied there.
        affirmed: the claims of articles that call nothing a hoax or false.
    """

    denying: Mapping[Place, Sentence]
    denied: Mapping[Place, frozenset[str]]
    affirmed: Mapping[Place, Sentence]

    @classmethod
    def of(cls, rows: Sequence[Sentence], claims: Sequence[Claim]) -> Denied:
        """All of some articles' sentences and claims."""
        denying = {(r.article_id, r.span): r for r in rows if _denial(r)}
        denied = {key: _what(r) for key, r in denying.items()}
        debunking = {r.article_id for r in rows if r.marks & CALLED_FALSE}
        affirmed = {
            (c.row.article_id, c.row.span): c.row
            for c in claims
            if _affirms(c) and c.row.article_id not in debunking
        }
        return cls(denying, denied, affirmed)

    def stripped(self) -> list[Sentence]:
        """The denials with the words that are denied alone, if they are enough."""
        return [
            replace(r, stems=tuple(sorted(self.denied[key])))
            for key, r in self.denying.items()
            if len(self.denied[key]) >= FACT_TERMS
        ]


def denial_conflicts(
    rows: Sequence[Sentence],
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    among: Pairs = candidate_pairs,
) -> Iterator[tuple[Sentence, Sentence, str]]:
    """Pairs of a claim and a sentence of another article that denies it, with the reason.

    Args:
        rows: all sentences.
        claims: all claims.
        articles: by id, for their dates.
        among: which are compared.
    """
    told = Denied.of(rows, claims)
    pairs = []
    for x, y in among([*told.stripped(), *told.affirmed.values()]):
        for a, b in ((x, y), (y, x)):
            denial, claim = (a.article_id, a.span), (b.article_id, b.span)
            is_pair = denial in told.denying and claim in told.affirmed
            if not is_pair or a.article_id == b.article_id:
                continue
            if _covers(told.denied[denial], b.terms) and not _of_its_own(b, a):
                pairs.append((told.affirmed[claim], told.denying[denial]))
    yield from _near(pairs, articles)


def may_deny(stripped: Sentence, claim: Sentence) -> bool:
    """Whether what is denied (one of ``Denied.stripped``) may be, by its words, a claim."""
    return _covers(stripped.terms, claim.terms) and not _of_its_own(claim, stripped)


def _denial(row: Sentence) -> bool:
    """Whether the sentence denies a claim: a verb of denial, or a word for what is not true."""
    return bool(row.marks & (DENIED | CALLED_FALSE)) and not denies(row)


def _what(row: Sentence) -> frozenset[str]:
    """The telling words that are denied: those behind a verb of denial, or all of the sentence."""
    listed = words(row.text)
    at = next((i for i, w in enumerate(listed) if fold(w).startswith(DENIALS)), -1)
    clause = takewhile(lambda w: fold(w) not in BORDERS, listed[at + 1 :]) if at >= 0 else listed
    behind = content_stems(" ".join(clause))
    marks = {stem(w) for w in listed if fold(w) in DENIAL_MARKS or fold(w).startswith(DENIALS)}
    return behind - marks


def _affirms(claim: Claim) -> bool:
    """Whether a claim neither denies nor doubts."""
    doubted = claim.around.marks & (DENIED | RUMOURED | CALLED_FALSE)
    return not (claim.denied or doubted or denies(claim.row) or "?" in claim.row.text)


def _of_its_own(claim: Sentence, denial: Sentence) -> bool:
    """Whether the claim names something that the denial does not, while the denied part names something
    else."""
    inside = capitalised(denial.text) & _what(denial)
    return bool(capitalised(claim.text) - denial.terms and inside - claim.terms)


def _covers(denied: frozenset[str], terms: frozenset[str]) -> bool:
    return len(denied & terms) >= max(FACT_TERMS - 1, DENIED_SHARED * min(len(denied), len(terms)))


def _near(
    pairs: Sequence[tuple[Sentence, Sentence]], articles: Mapping[str, Article]
) -> Iterator[tuple[Sentence, Sentence, str]]:
    """The pairs close in meaning: the closest of any two articles."""
    if not pairs:
        return
    left, right = embed([a.text for a, _ in pairs]), embed([b.text for _, b in pairs])
    likeness = np.round(np.einsum("ij,ij->i", left, right), 4).tolist()
    best: dict[tuple[str, str], tuple[float, int]] = {}
    for k, (claim, denial) in enumerate(pairs):
        key = (claim.article_id, denial.article_id)
        if likeness[k] >= SAME_DENIED and (key not in best or likeness[k] > best[key][0]):
            best[key] = (likeness[k], k)
    for _, k in best.values():
        claim, denial = pairs[k]
        order = order_in_time(articles[claim.article_id], articles[denial.article_id])
        yield claim, denial, f"One says it, the other denies it ({order})."


def order_in_time(claim: Article, denial: Article) -> str:
    """Whether the denial came later, in words; dates are compared at the precision that both have."""
    if not claim.published or not denial.published:
        return "which came first is not known"
    precision = min(len(claim.published), len(denial.published), 10)
    first, second = claim.published[:precision], denial.published[:precision]
    if first == second:
        return f"both of {first}"
    later = "the denial is later" if first < second else "the denial is earlier"
    return f"{later}: {first} and {second}"
