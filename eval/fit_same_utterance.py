"""Fit the same-utterance model's coefficients on the labelled pairs that are not held out.

    python eval/fit_same_utterance.py

Logistic regression by maximum a posteriori: a Gaussian prior around hand-set values (``PRIOR``) keeps a
coefficient near its prior where the pairs say nothing about it (speakers, venues and days are unknown in this
corpus; no pair is a translation). A statement has several pieces: the pair of pieces that speaks most for one
utterance stands for it, chosen anew in every round. Each pair counts twice, with words weighed as in the
whole corpus and as in a pile of the two articles alone, so that the model serves small piles too. Prints
the lines for ``params/witness.py``.

What a model says of the pairs it was fitted on is too sure. So they are parted into ten (pairs that share
a statement stay together), each tenth is judged by a model of the others, and the log odds are multiplied by
what makes them fit (temperature scaling, Guo et al. 2017: no decision changes); it is folded into the
coefficients.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newstemma.graph.union_find import UnionFind
from newstemma.witness.features import FEATURES
from same_utterance_pairs import Pair, labelled, parts

Floats = npt.NDArray[np.float64]

PRIOR = {
    "cosine": 6.0,
    "dice": 2.5,
    "containment": 1.5,
    "beyond_names": 1.5,
    "verbatim": 2.0,
    "run": 2.0,
    "brief": -2.0,
    "number_shared": 0.6,
    "number_conflict": -1.5,
    "number_abroad": -2.0,
    "negation_differs": -0.7,
    "opposed": -3.0,
    "opposed_abroad": -1.5,
    "name_shared": 0.3,
    "name_conflict": 0.0,
    "both_direct": 0.5,
    "direct_apart": -1.5,
    "speaker_same": 1.6,
    "speaker_differs": -2.0,
    "source_shared": 0.6,
    "source_apart": -0.6,
    "venue_same": 0.6,
    "translated": -0.5,  # that much the features that are not known across languages add: see TYPICAL_BESIDE
    "translated_cosine": 8.0,
    "clause": -2.0,
    "same_article": -0.8,
    "kin": 2.0,
    "beside": 4.0,
    "theme": -1.0,
    "days": -1.0,
}
INTERCEPT = -10.0
STIFFNESS = 3.0  # inverse variance of the prior: 0.3 and 1 fit as well in cross-validation, 10 worse
FIRM = {
    "number_shared": 30.0,
    "speaker_differs": 10.0,
}  # few pairs have these, and the figures of the rest bend them
LOOSE = 0.05  # that of the intercept
ROUNDS = 8
FOLDS = 10


def vectors(pair: Pair) -> Floats:
    """A row for every pair of pieces, the intercept's 1 last."""
    return np.array([[f.get(name, 0.0) for name in FEATURES] + [1.0] for f in pair.candidates])


def fit(pairs: Sequence[Pair], stiffness: float = STIFFNESS) -> Floats:
    """The coefficients and the intercept."""
    rows = [vectors(p) for p in pairs]
    y = np.array([p.same for p in pairs], dtype=float)
    prior = np.array([PRIOR[name] for name in FEATURES] + [INTERCEPT])
    inverse = np.array([FIRM.get(name, stiffness) for name in FEATURES] + [LOOSE])
    w = prior.copy()
    for _ in range(ROUNDS):
        w = _newton(np.array([best(r, w) for r in rows]), y, prior, inverse)
    return w


def stretch(pairs: Sequence[Pair], again: Sequence[Pair]) -> float:
    """By what log odds are to be multiplied for them to fit unseen pairs.

    Args:
        pairs: those to fit on, words weighed as in the whole corpus.
        again: the same, weighed as in a pile of two articles.
    """
    sets: UnionFind[str] = UnionFind(sorted({s for p in pairs for s in p.statements}))
    for pair in pairs:
        sets.join(*pair.statements)
    part = {s: g % FOLDS for g, members in enumerate(sets.groups()) for s in members}
    of = [part[p.statements[0]] for p in pairs]
    odds = np.zeros(len(pairs))
    for fold in range(FOLDS):
        others = [k for k, f in enumerate(of) if f != fold]
        w = fit([pairs[k] for k in others] + [again[k] for k in others])
        for k in (k for k, f in enumerate(of) if f == fold):
            odds[k] = (vectors(pairs[k]) @ w).max()
    y = np.array([p.same for p in pairs], dtype=float)
    return float(_newton(odds[:, None], y, np.ones(1), np.full(1, 1e-6))[0])


def best(rows: Floats, w: Floats) -> Floats:
    """The pair of pieces that speaks most for one utterance."""
    row: Floats = rows[int(np.argmax(rows @ w))]
    return row


def _newton(x: Floats, y: Floats, prior: Floats, inverse: Floats) -> Floats:
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - inverse * (w - prior)
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(inverse), gradient)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return w


def main() -> int:
    """Print the coefficients."""
    train, again = parts(labelled())[0], parts(labelled(small=True))[0]
    slope = stretch(train, again)
    print(f"log odds multiplied by {slope:.3f}")
    w = fit(train + again) * slope
    print(f"INTERCEPT: Final = {w[-1]:.3f}")
    for name, value in zip(FEATURES, w, strict=False):
        print(f'    "{name}": {value:.3f},')
    return 0


if __name__ == "__main__":
    sys.exit(main())
