"""The evidence on utterances as stacked matrices, and the scores that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from newstemma.params.stemma import HALF_SIZE_FROM
from newstemma.stemma.views import View
from newstemma.stemma.weights import Weights

__all__ = ["Evidences", "Gathered", "Graphs"]

Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]
Matrices = TypeVar("Matrices", Floats, Bools)


@dataclass(frozen=True)
class Evidences:
    """All evidence on one utterance.

    Attributes:
        values: (features, 1 + n, 1 + n), by parent and child; row and column 0 are the root.
        allowed: (1 + n, 1 + n), which edges are possible at all.
        extent: what the firmness of ``Weights`` goes by: 1, the logarithm of the number of extant witnesses
            over ``FIRM_AT`` (0 below it), and the share of them that credit. Articles over again do not
            count, so that a copy more changes nothing.
    """

    values: Floats
    allowed: Bools
    extent: Floats

    def scores(self, weights: Weights) -> NDArray[np.float64]:
        """Log scores by [parent, child]; ``-inf`` where no edge is possible."""
        found = _scores(self.values[:, None], self.allowed[None], self.extent[None], weights)
        alone: NDArray[np.float64] = found[0]
        return alone


def _scores(values: Floats, allowed: Bools, extent: Floats, weights: Weights) -> NDArray[np.float64]:
    """Feature by feature, so that an utterance's scores do not depend on what is computed beside it."""
    total, part = np.zeros(allowed.shape), np.zeros(allowed.shape)
    for weight, feature in zip(weights.nats.tolist(), values, strict=True):
        if weight and feature.any():
            np.multiply(feature, weight, out=part, dtype=np.float64)
            total += part
    total *= weights.firmness(extent)[:, None, None]
    return np.where(allowed, total, -np.inf)


@dataclass(frozen=True)
class Gathered:
    """What the evidence on an utterance is collected from.

    Attributes:
        utterance_id: its id.
        views: its witnesses, extant and lost.
        addressee: ``outlet_key`` of the one to whom the words were said; empty if unknown.
    """

    utterance_id: str
    views: tuple[View, ...]
    addressee: str = ""


@dataclass(frozen=True)
class Graphs:
    """Utterances of one size with all evidence.

    Attributes:
        names: their ids.
        views: their nodes.
        values: (features, utterances, 1 + n, 1 + n); ``allowed``: (utterances, 1 + n, 1 + n).
        extent: (utterances, 3), as in ``Evidences``.
    """

    names: tuple[str, ...]
    views: tuple[tuple[View, ...], ...]
    values: Floats
    allowed: Bools
    extent: Floats

    @property
    def n(self) -> int:
        """Nodes of each utterance, the root left out."""
        return len(self.views[0])

    @cached_property
    def lost(self) -> Bools:
        """By utterance and node whether it is a lost witness."""
        return np.array([[v.lost for v in views] for views in self.views], dtype=bool)

    def one(self, k: int) -> Evidences:
        """The evidence on the k-th utterance."""
        return Evidences(self.values[:, k], self.allowed[k], self.extent[k])

    def scores(self, weights: Weights) -> NDArray[np.float64]:
        """Log scores by [utterance, parent, child]; ``-inf`` where no edge is possible."""
        return _scores(self.values, self.allowed, self.extent, weights)

    def some(self, which: NDArray[np.int64]) -> Graphs:
        """Some of the utterances."""
        return self.without(which, np.zeros((len(which), self.n), dtype=bool))

    def without(self, which: NDArray[np.int64], gone: Bools) -> Graphs:
        """Some of the utterances without some of their nodes, equally many from each."""
        kept = np.ones((len(which), self.n + 1), dtype=bool)
        kept[:, 1:] = ~gone
        nodes = np.nonzero(kept)[1].reshape(len(which), -1)
        views = tuple(
            tuple(self.views[k][i - 1] for i in row[1:])
            for k, row in zip(which.tolist(), nodes.tolist(), strict=True)
        )
        names = tuple(self.names[k] for k in which.tolist())
        values = _taken(self.values, which, nodes)
        allowed = _taken(self.allowed[None], which, nodes)[0]
        return Graphs(names, views, values, allowed, self.extent[which])


def _taken(matrices: Matrices, which: NDArray[np.int64], nodes: NDArray[np.int64]) -> Matrices:
    """Rows and columns ``nodes`` of some matrices, by [feature, utterance, parent, child]."""
    size = nodes.shape[1]
    out = np.empty((len(matrices), len(which), size, size), matrices.dtype)
    at = which[:, None, None], nodes[:, :, None], nodes[:, None, :]
    for matrix, kept in zip(matrices, out, strict=True):
        if size <= HALF_SIZE_FROM:
            kept[:] = matrix[at]
        else:  # row by row: a hundred times as many numbers as fit beside each other
            for k, utterance in enumerate(which.tolist()):
                kept[k] = matrix[utterance][nodes[k]][:, nodes[k]]
    return out
