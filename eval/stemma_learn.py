"""Learn the weights of the stemma from cascades with known trees.

    python eval/stemma_learn.py [--cascades 1500] [--seed 1] [--steps 300]

Maximum likelihood over trees (Koo et al. 2007; Smith and Smith 2007): the gradient for a weight is the sum of
its feature over the true edges less its expected sum under the model, which the matrix-tree theorem gives
exactly. A Gaussian prior pulls every weight towards the hand-set one, so that what the simulator does not
show (or shows unlike the world) stays as reasoned. Prints the learned weights beside the hand-set ones.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cascades import ROOT, Cascade, tables, varied
from newstemma.graph.matrix_tree import log_partition, marginals
from newstemma.params.stemma import FEATURES
from newstemma.records import Witness
from newstemma.stemma.features import INDEX, Evidences, collect
from newstemma.stemma.pile import Pile, make_pile
from newstemma.stemma.views import View, extant_views, lost_views
from newstemma.tables import to_records

Floats = NDArray[np.float64]

HAND = np.array([feature.hand for feature in FEATURES])
FIXED = [INDEX["root_duplicate"], INDEX["parent_duplicate"]]
"""Weights that follow from what the feature means, not from how often the simulator shows it."""
STEPS = ("new_alone", "new_shared", "quotation_grown", "quoted_from_paraphrase", "attributed_from_none")
RATES = ("root", "root_unquoted", "root_lost", "copy", "translation", "lost_uncredited")
TIGHT = [INDEX[name] for name in (*STEPS, *RATES, "shared", "shared_unquoted")]
"""Weights with a tenth of the spread. Those of one-way steps: a child of a lost source hangs from its
sibling in the laid-over truth (see ``_with_stand_ins``) and then seems to have words from nowhere. And base
rates: how often articles copy at all is, in the simulator, what its author wrote into it."""
SHIPPED = (
    *("root_credits", "root_named", "root_lost_primary"),
    *("credit_near", "credit_paragraph", "credit_line", "credit_reverse", "credit_other", "credit_inherited"),
    *("lost_near", "lost_paragraph", "lost_line", "passage_share"),
)
"""The learned weights that params takes over; all of them together fitted other cascades better and the
example corpus, which somebody else wrote, worse."""


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
    return [c for c in (_case(x, grouped[x.utterance_id], pile) for x in cascades) if c is not None]


def _case(cascade: Cascade, witnesses: Sequence[Witness], pile: Pile) -> Case | None:
    views = extant_views(witnesses, pile)
    views += lost_views(cascade.utterance_id, views)
    evidence = collect(views, pile)
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


def gradient(case: Case, weights: Floats) -> tuple[float, Floats]:
    """Log-likelihood of the true tree and its gradient."""
    scores = case.evidence.scores(weights)
    found = marginals(scores[0, 1:], scores[1:, 1:])
    expected = np.zeros_like(scores)
    expected[0, 1:], expected[1:, 1:] = found.root, found.edges
    target = np.zeros_like(scores)
    value = -log_partition(scores[0, 1:], scores[1:, 1:])
    for k, parent in enumerate(case.parents, start=1):
        column = scores[:, k]
        if parent is None:
            top = column.max()
            chances = np.exp(column - top)
            target[:, k] = chances / chances.sum()
            value += top + np.log(chances.sum())
        else:
            target[parent, k] = 1
            value += column[parent]
    difference = (target - expected).ravel()
    return float(value), case.evidence.values.reshape(len(weights), -1) @ difference


def learn(listed: Sequence[Case], steps: int, spread: float, seed: int) -> Floats:
    """Weights of the highest posterior by Adam (Kingma and Ba 2015) on batches of 100 cases."""
    prior = HAND
    widths = np.full(len(prior), spread)
    widths[TIGHT] = spread / 10
    weights, mean, square = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    rng = np.random.default_rng(seed)
    for step in range(1, steps + 1):
        batch = rng.choice(len(listed), min(100, len(listed)), replace=False)
        total, slope = 0.0, np.zeros_like(prior)
        for k in batch:
            value, part = gradient(listed[k], weights)
            total, slope = total + value, slope + part
        slope = slope / len(batch) - (weights - prior) / widths**2 / len(listed)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.1 * min(1.0, 3 * (1 - step / (steps + 1)))
        mean[FIXED] = 0.0
        weights = weights + rate * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        if step % 25 == 0:
            print(f"step {step}: log-likelihood per utterance {total / len(batch):.3f}", flush=True)
    return weights


def main() -> None:
    """Learn and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cascades", type=int, default=1500)
    parser.add_argument(
        "--seed", type=int, default=1, help="odd seeds are for learning, even ones for measuring"
    )
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--spread", type=float, default=1.0, help="standard deviation of the prior, in nats")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    listed = cases(varied(args.cascades, args.seed))
    print(f"{len(listed)} cases")
    learned = learn(listed, args.steps, args.spread, args.seed)
    for feature, before, after in zip(FEATURES, HAND, learned, strict=True):
        shipped = "shipped" if feature.name in SHIPPED else ""
        print(f"{feature.name:24s} {before:7.2f} {after:7.2f}  {shipped}")
    if args.out:
        args.out.write_text(
            json.dumps({f.name: round(float(w), 2) for f, w in zip(FEATURES, learned, strict=True)})
        )


if __name__ == "__main__":
    main()
