"""Learn the weights of the stemma from cascades with known trees.

    python eval/stemma_learn.py [--cascades 3000] [--seed 1] [--out src/newstemma/stemma/weights.json]

Maximum likelihood over trees (Koo et al. 2007; Smith and Smith 2007): the gradient for a weight is the sum of
its feature over the true edges less its expected sum under the model, which the matrix-tree theorem gives
exactly. L-BFGS (Liu and Nocedal 1989) climbs; a Gaussian prior pulls every weight towards the reasoned one,
so that what the simulator does not show stays as reasoned. Two sets are learned: for articles, and for texts
alone (``newstemma stemma``), where passages, kinds and languages are not known. Every cascade is of another
world (``cascade_worlds.any_world``), so that no custom of one press is learned. At last, on cascades of
another odd seed, firmness: how much more or less all evidence counts by the number of witnesses and the
share of credits (``stemma.weights.Weights``).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cascade_tables import tables
from cascade_worlds import Settings
from cascades import ROOT, Cascade, cascade, varied
from newstemma.graph.matrix_tree import laplacian, log_partition, scaled
from newstemma.params.stemma import FEATURES
from newstemma.records import Witness
from newstemma.stemma.features import INDEX, collect
from newstemma.stemma.graphs import Evidences
from newstemma.stemma.pile import Pile, make_pile
from newstemma.stemma.texts_to_stemma import WitnessInput, evidence_of
from newstemma.stemma.views import View, extant_views, lost_views
from newstemma.stemma.weights import FIRMNESS, Weights, weights_of
from newstemma.tables import to_records

Floats = NDArray[np.float64]

HAND = np.array([feature.hand for feature in FEATURES])
FIXED = [
    INDEX[name] for name in ("root", "root_duplicate", "parent_duplicate", "translation", "root_foreign")
]
"""Weights that follow from what the feature means, not from how often the simulator shows it. How often an
article in another language is a translation rather than first-hand is what the simulator's author wrote into
it: learned, it made independent sources of most translations in the example corpus."""
SIGNS = {INDEX["root_many"]: -1, INDEX["order"]: 1, INDEX["lag"]: -1}
"""Weights of one sign, because the other would make no sense (a witness more is never a source more)."""


@dataclass(frozen=True)
class Case:
    """One utterance to learn from.

    Attributes:
        views: its nodes.
        evidence: on every edge.
        parents: the true parent of each node (1-based, 0 the root), None where the truth knows no such node
            (a source that was credited wrongly: any parent will do).
    """

    views: tuple[View, ...]
    evidence: Evidences
    parents: tuple[int | None, ...]


def cases(cascades: Sequence[Cascade]) -> list[Case]:
    """What the model sees of the cascades, with the true trees laid over it."""
    made = tables(cascades)
    pile = make_pile(made.articles, made.statements, made.credits, made.overlaps)
    grouped: dict[str, list[Witness]] = defaultdict(list)
    for witness in to_records(Witness, made.witnesses):
        grouped[witness.utterance_id].append(witness)
    found = (_case(x, grouped[x.utterance_id], pile) for x in cascades)
    return [c for c in found if c is not None]


def text_cases(cascades: Sequence[Cascade]) -> list[Case]:
    """The same cascades as texts with dates and credits, without articles around them."""
    found = []
    for c in cascades:
        outlets = {n.outlet: n.name for n in c.extant}
        given = {
            n.name: WitnessInput(
                " ".join(n.words), c.dates[n.name], tuple(outlets.get(name, name) for name, _ in n.credits)
            )
            for n in c.extant
        }
        found.append(_laid(c, *evidence_of(given)))
    return [c for c in found if c is not None]


def _case(cascade: Cascade, witnesses: Sequence[Witness], pile: Pile) -> Case | None:
    views = extant_views(witnesses, pile)
    views += lost_views(cascade.utterance_id, views)
    return _laid(cascade, views, collect(views, pile))


def _laid(cascade: Cascade, views: Sequence[View], evidence: Evidences) -> Case | None:
    """The true tree over the nodes that are known."""
    lost = {n.outlet.lower(): n.name for n in cascade.nodes if n.lost}
    name = [lost.get(v.outlet) if v.lost else v.witness_id for v in views]
    place = {n: k + 1 for k, n in enumerate(name) if n is not None} | {ROOT: 0}
    above = _with_stand_ins(cascade, set(place))
    parents = [None if n is None else place[above[n]] for n in name]
    allowed = all(p is None or evidence.allowed[p, k + 1] for k, p in enumerate(parents))
    return Case(tuple(views), evidence, tuple(parents)) if allowed else None


def _with_stand_ins(cascade: Cascade, known: set[str]) -> dict[str, str]:
    """The parent of each known node among the known ones.

    Below a lost node of which nothing is known, the first of its children stands in for it: they are one
    source, and hanging them all from the root would teach the model that they are several.
    """
    above = {child: parent for parent, child in cascade.edges}
    hour = {n.name: n.hour for n in cascade.nodes}
    for lost in sorted((n.name for n in cascade.nodes if n.name not in known), key=lambda n: -hour[n]):
        children = sorted((c for c, p in above.items() if p == lost), key=lambda c: (hour[c], c))
        for child in children[1:]:
            above[child] = children[0]
        if children:
            above[children[0]] = above[lost]
        del above[lost]
    return above


@dataclass(frozen=True)
class Batch:
    """Cases with equally many nodes.

    Attributes:
        values: (cases, features, 1 + n, 1 + n).
        allowed: (cases, 1 + n, 1 + n), every possible edge; ``right`` those that the truth allows.
    """

    values: NDArray[np.float32]
    allowed: NDArray[np.bool_]
    right: NDArray[np.bool_]


def batches(listed: Sequence[Case]) -> list[Batch]:
    """Cases by their number of nodes."""
    by_size: dict[int, list[Case]] = defaultdict(list)
    for case in listed:
        by_size[len(case.views)].append(case)
    out = []
    for _, group in sorted(by_size.items()):
        right = np.stack([c.evidence.allowed for c in group])
        for k, case in enumerate(group):
            for j, parent in enumerate(case.parents, start=1):
                if parent is not None:
                    right[k, :, j] = False
                    right[k, parent, j] = True
        values = np.stack([c.evidence.values.astype(np.float32) for c in group])
        out.append(Batch(values, np.stack([c.evidence.allowed for c in group]), right))
    return out


def _expected(scores: Floats) -> tuple[Floats, Floats]:
    """log Z and the edge marginals of several graphs of one size."""
    root, edges, scale = scaled(scores[:, 0, 1:], scores[:, 1:, 1:])
    matrix = laplacian(root, edges)
    inverse = np.linalg.inv(matrix)
    diagonal = np.diagonal(inverse, axis1=1, axis2=2)
    found = np.zeros_like(scores)
    found[:, 0, 1:] = root * diagonal
    found[:, 1:, 1:] = edges * (diagonal[:, None, :] - inverse.transpose(0, 2, 1))
    return np.linalg.slogdet(matrix)[1] + scale.sum(axis=1), found


def likelihood(listed: Sequence[Batch], weights: Floats) -> tuple[float, Floats]:
    """Log-likelihood of what is true, summed over all cases, and its gradient."""
    value, slope = 0.0, np.zeros_like(weights)
    for batch in listed:
        total = np.einsum("f,bfij->bij", weights, batch.values)
        every, model = _expected(np.where(batch.allowed, total, -np.inf))
        true, target = _expected(np.where(batch.right, total, -np.inf))
        value += float((true - every).sum())
        slope += np.einsum("bij,bfij->f", target - model, batch.values)
    return value, slope


def climb(function: Callable[[Floats], tuple[float, Floats]], start: Floats, steps: int) -> Floats:
    """L-BFGS with a memory of ten and backtracking: the point of the highest value that was reached."""
    x, memory = start, list[tuple[Floats, Floats]]()
    value, slope = function(x)
    for step in range(steps):
        direction = _two_loops(slope, memory)
        reach = 1.0 if memory else 1.0 / max(1.0, float(np.abs(slope).sum()))
        while True:
            new_value, new_slope = function(x + reach * direction)
            if new_value >= value + 1e-4 * reach * float(slope @ direction) or reach < 1e-8:
                break
            reach /= 2
        moved, change = reach * direction, slope - new_slope
        gained = new_value - value
        x, value, slope = x + moved, new_value, new_slope
        if float(moved @ change) > 1e-10:
            memory = [*memory[-9:], (moved, change)]
        print(f"step {step}: {value:.5f}", file=sys.stderr, flush=True)
        if gained < 1e-5:
            break
    return x


def _two_loops(slope: Floats, memory: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The direction of ascent (Nocedal 1980)."""
    q, shares = slope.copy(), []
    for moved, change in reversed(memory):
        share = float(moved @ q) / float(moved @ change)
        shares.append(share)
        q = q - share * change
    if memory:
        moved, change = memory[-1]
        q = q * float(moved @ change) / float(change @ change)
    for (moved, change), share in zip(memory, reversed(shares), strict=True):
        q = q + moved * (share - float(change @ q) / float(moved @ change))
    return q


def learn(listed: Sequence[Case], prior: float, steps: int) -> Floats:
    """Weights of the highest posterior.

    Args:
        listed: cases with their true trees.
        prior: how many cases the prior weighs, each with a standard deviation of one nat
            around the reasoned weights.
        steps: most steps.
    """
    grouped, n = batches(listed), len(listed)
    free = np.ones(len(HAND))
    free[FIXED] = 0.0

    def posterior(weights: Floats) -> tuple[float, Floats]:
        value, slope = likelihood(grouped, weights)
        away = weights - HAND
        return value / n - prior * float(away @ away) / (2 * n), (slope / n - prior * away / n) * free

    weights = climb(posterior, HAND.copy(), steps)
    wrong = [k for k, sign in SIGNS.items() if weights[k] * sign < 0]
    if wrong:
        free[wrong] = 0.0
        weights[wrong] = 0.0
        weights = climb(posterior, weights, steps)
    return weights


def firmness(listed: Sequence[Case], nats: Floats) -> Floats:
    """The weights of firmness that make the truth of some cases likeliest, each coordinate in turn.

    The likelihood has three smooth coordinates here, so steps that halve from 0.2 to 0.025 are as good as a
    gradient.
    """
    scored = []
    for case in listed:
        plain = case.evidence.scores(Weights(nats, np.zeros(len(FIRMNESS))))
        right = case.evidence.allowed.copy()
        for child, parent in enumerate(case.parents, start=1):
            if parent is not None:
                right[:, child] = False
                right[parent, child] = True
        scored.append((case.evidence.extent, plain, np.where(right, plain, -np.inf)))

    def value(firm: Floats) -> float:
        total = 0.0
        for extent, every, true in scored:
            factor = float(np.exp(extent @ firm))
            total += log_partition(true[0, 1:] * factor, true[1:, 1:] * factor)
            total -= log_partition(every[0, 1:] * factor, every[1:, 1:] * factor)
        return total

    firm = np.zeros(len(FIRMNESS))
    best, step = value(firm), 0.2
    while step > 0.02:
        tried = [firm + sign * step * axis for axis in np.eye(len(firm)) for sign in (1, -1)]
        values = [value(t) for t in tried]
        if max(values) > best:
            firm, best = tried[int(np.argmax(values))], max(values)
        else:
            step /= 2
    return firm


def large(n: int, seed: int) -> list[Cascade]:
    """Cascades of 40 to 256 witnesses, for firmness alone (weights are learned from up to 24)."""
    rng = random.Random(seed)
    return [
        cascade(
            Settings(
                size=rng.choice([40, 64, 100, 160, 256]),
                credits=rng.choice([0.0, 0.1, 0.3, 0.5, 0.8, 1.0]),
                dates=rng.choice([0.0, 0.3, 0.5, 0.8, 1.0]),
                world=None,
            ),
            seed * 1_000_000 + 500_000 + k,
        )
        for k in range(n)
    ]


def firm_again(path: Path, seed: int) -> None:
    """Learn firmness for the weights of a file and write it beside them."""
    given = json.loads(path.read_text(encoding="utf-8"))
    made = [*varied(600, seed), *large(16, seed)]
    for name, listed in (("articles", cases(made)), ("texts", text_cases(made))):
        found = firmness(listed, weights_of(name, given[name]).nats)
        given[name] |= {key: round(float(w), 3) for key, w in zip(FIRMNESS, found, strict=True)}
        print(name, {key: given[name][key] for key in FIRMNESS}, flush=True)
    path.write_text(json.dumps(given, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Learn both sets, print them beside the reasoned ones, and write them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cascades", type=int, default=3000)
    parser.add_argument(
        "--seed", type=int, default=1, help="odd seeds are for learning, even ones for measuring"
    )
    parser.add_argument("--steps", type=int, default=80)
    parser.add_argument("--prior", type=float, default=10.0, help="cases that the prior weighs")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--firmness", type=Path, help="learn firmness alone, for the weights of this file")
    args = parser.parse_args()
    if args.firmness:
        firm_again(args.firmness, args.seed + 2)
        return
    made = varied(args.cascades, args.seed)
    learned = {}
    for name, listed in (("articles", cases(made)), ("texts", text_cases(made))):
        print(f"{name}: {len(listed)} cases", flush=True)
        learned[name] = learn(listed, args.prior, args.steps)
    for k, feature in enumerate(FEATURES):
        shown = "".join(f"{weights[k]:8.2f}" for weights in learned.values())
        print(f"{feature.name:24s} {feature.hand:7.2f} {shown}")
    if args.out:
        rounded = {
            name: {f.name: round(float(w), 3) for f, w in zip(FEATURES, weights, strict=True)}
            for name, weights in learned.items()
        }
        args.out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
        firm_again(args.out, args.seed + 2)


if __name__ == "__main__":
    main()
