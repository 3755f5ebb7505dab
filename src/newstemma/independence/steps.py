"""The edges table as independence needs it: scores and credits, without the words of the reasons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute
from numpy.typing import NDArray

__all__ = ["Step", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """A possible edge.

    Attributes:
        score: the sum of its evidence, its log score.
        credited: whether the child names the parent as its source.
        passage: whether a passage around the words is among the reasons; with an edge from the utterance
            itself it says that the child is another article over again.
    """

    parent: str
    child: str
    probability: float
    in_tree: bool
    score: float
    credited: bool
    passage: bool


def steps(edges: pa.Table) -> dict[str, list[Step]]:
    """The edges of each utterance, in the table's order."""
    evidence = edges.column("evidence").combine_chunks()
    reasons = evidence.flatten()
    weights = reasons.field("weight").to_numpy(zero_copy_only=False)
    kinds = pa.compute.dictionary_encode(reasons.field("kind"))
    names, codes = kinds.dictionary.to_pylist(), kinds.indices.to_numpy(zero_copy_only=False)
    counts = evidence.value_lengths().to_numpy(zero_copy_only=False)
    owner = np.repeat(np.arange(len(counts)), counts)

    def has(kind: str, which: NDArray[np.bool_]) -> list[bool]:
        code = names.index(kind) if kind in names else -1
        found: list[bool] = (np.bincount(owner[which & (codes == code)], minlength=len(counts)) > 0).tolist()
        return found

    scores = np.bincount(owner, weights=weights, minlength=len(counts))
    credited, passage = has("credit", weights > 0), has("passage", weights != 0)
    columns = [
        edges.column(c).to_pylist() for c in ("utterance_id", "parent", "child", "probability", "in_tree")
    ]
    out: dict[str, list[Step]] = defaultdict(list)
    rows = zip(*columns, scores.tolist(), credited, passage, strict=True)
    for row in rows:
        out[row[0]].append(Step(*row[1:]))
    return out
