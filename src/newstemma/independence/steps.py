"""The edges table as independence needs it: scores and credits, without the words of the reasons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

__all__ = ["Step", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """A possible edge.

    Attributes:
        score: the sum of its evidence, its log score.
        credited: whether the child names the parent as its source.
    """

    parent: str
    child: str
    probability: float
    in_tree: bool
    score: float
    credited: bool


def steps(edges: pa.Table) -> dict[str, list[Step]]:
    """The edges of each utterance, in the table's order."""
    evidence = edges.column("evidence").combine_chunks()
    reasons = evidence.flatten()
    weights = reasons.field("weight").to_numpy(zero_copy_only=False)
    naming = np.array([kind == "credit" for kind in reasons.field("kind").to_pylist()], dtype=bool)
    counts = evidence.value_lengths().to_numpy(zero_copy_only=False)
    owner = np.repeat(np.arange(len(counts)), counts)
    scores = np.bincount(owner, weights=weights, minlength=len(counts))
    credited = np.bincount(owner, weights=naming & (weights > 0), minlength=len(counts)) > 0
    columns = [
        edges.column(c).to_pylist() for c in ("utterance_id", "parent", "child", "probability", "in_tree")
    ]
    out: dict[str, list[Step]] = defaultdict(list)
    rows = zip(*columns, scores.tolist(), credited.tolist(), strict=True)
    for utterance_id, parent, child, probability, in_tree, score, named in rows:
        out[utterance_id].append(Step(parent, child, probability, in_tree, score, named))
    return out
