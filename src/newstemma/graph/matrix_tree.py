"""Exact edge probabilities of a log-linear model over spanning arborescences.

A tree's probability is proportional to the product of its edges' weights ``exp(score)``. The directed
matrix-tree theorem (Tutte 1948) says that the sum over all trees is a determinant: with ``r_j`` the weight of
root → j and ``w_ij`` that of i → j, the matrix

    L_jj = r_j + sum_i w_ij,    L_ij = -w_ij  (i ≠ j)

has det L = sum over all arborescences that grow from the root, with any number of root children. Its
derivatives are the edge marginals (Koo, Globerson, Carreras and Collins 2007; Smith and Smith 2007;
McDonald and Satta 2007):

    P(root → j) = r_j (L⁻¹)_jj          P(i → j) = w_ij ((L⁻¹)_jj - (L⁻¹)_ji)

Numbers are kept safe by scaling: the weights of a child's possible parents share a factor that cancels in
every probability, so each column is divided by its largest weight, and a weight below ``exp(-RANGE)`` of it
is raised to that. Where every node may hang from the root, the columns of L then exceed their off-diagonal
sums by at least ``exp(-RANGE)``, which bounds ‖L⁻¹‖₁ by ``exp(RANGE)`` (Varah 1975): with RANGE = 18 at least
seven digits of each probability survive in double precision, for two nodes or for 2,000.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newstemma.errors import GraphError

__all__ = ["RANGE", "Marginals", "laplacian", "log_partition", "marginals", "marginals_of_many", "scaled"]

Floats = NDArray[np.float64]

RANGE = 18.0
"""Nats between a child's best and worst possible parent that are kept apart; exp(-18) is 1.5e-8."""

_TOLERANCE = 1e-5


@dataclass(frozen=True)
class Marginals:
    """Edge probabilities of all spanning arborescences.

    Attributes:
        root: probability that the root is the node's parent, by node.
        edges: probability of parent → child, ``edges[parent, child]``.
    """

    root: Floats
    edges: Floats


def marginals(log_root: Floats, log_edges: Floats) -> Marginals:
    """Exact edge probabilities for one graph.

    Args:
        log_root: score of root → j for each of n nodes; ``-inf`` forbids it.
        log_edges: score of i → j at ``[i, j]``; ``-inf`` forbids it, the diagonal is ignored.

    Returns:
        The probabilities; those of a node's parents sum to 1.

    Raises:
        GraphError: some node cannot be reached from the root, or a score is not a number.
    """
    from_root, from_node = marginals_of_many(log_root[None], log_edges[None])
    return Marginals(from_root[0], from_node[0])


def marginals_of_many(log_root: Floats, log_edges: Floats) -> tuple[Floats, Floats]:
    """``marginals`` for many graphs of one size, stacked: (graphs, n) and (graphs, n, n)."""
    root, edges, _ = scaled(log_root, log_edges)
    try:
        inverse = np.linalg.inv(laplacian(root, edges))
    except np.linalg.LinAlgError as error:
        raise GraphError("no spanning tree: some node cannot be reached from the root") from error
    diagonal = np.diagonal(inverse, axis1=1, axis2=2)
    return _checked(root * diagonal, edges * (diagonal[:, None, :] - inverse.transpose(0, 2, 1)))


def log_partition(log_root: Floats, log_edges: Floats) -> float:
    """The logarithm of the sum over all trees of the product of their edges' weights.

    Raises:
        GraphError: as for ``marginals``.
    """
    root, edges, scale = scaled(log_root[None], log_edges[None])
    sign, log_det = np.linalg.slogdet(laplacian(root, edges)[0])
    if not (sign > 0 and np.isfinite(log_det)):
        raise GraphError("no spanning tree: some node cannot be reached from the root")
    return float(log_det + scale.sum())


def laplacian(root: Floats, edges: Floats) -> Floats:
    """The matrices whose determinants sum over all trees; weights (not scores) in, zero diagonals assumed."""
    n = root.shape[1]
    matrix = -edges
    matrix[:, np.arange(n), np.arange(n)] = root + edges.sum(axis=1)
    return matrix


def scaled(log_root: Floats, log_edges: Floats) -> tuple[Floats, Floats, Floats]:
    """Weights with every child's best parent at 1, and the logarithms of the factors taken out."""
    n = log_root.shape[1]
    log_edges = np.array(log_edges, dtype=np.float64)
    log_edges[:, np.arange(n), np.arange(n)] = -np.inf
    if np.isnan(log_root).any() or np.isnan(log_edges).any():
        raise GraphError("a score is not a number")
    best = np.maximum(log_root, log_edges.max(axis=1, initial=-np.inf))
    if not np.isfinite(best).all():
        raise GraphError("no spanning tree: some node has no possible parent, or an infinite score")
    return _weights(log_root - best), _weights(log_edges - best[:, None, :]), best


def _weights(scores: Floats) -> Floats:
    return np.where(np.isneginf(scores), 0.0, np.exp(np.maximum(scores, -RANGE)))


def _checked(from_root: Floats, from_node: Floats) -> tuple[Floats, Floats]:
    """Probabilities cut to [0, 1] and made to sum to 1 by child, after a check that they nearly do."""
    total = from_root + from_node.sum(axis=1)
    lowest = min(from_root.min(initial=0.0), from_node.min(initial=0.0))
    off = np.abs(total - 1).max(initial=0.0)
    if not np.isfinite(total).all() or off > _TOLERANCE or lowest < -_TOLERANCE:
        raise GraphError("probabilities are not safe in double precision: let every node hang from the root")
    from_root, from_node = np.clip(from_root, 0.0, 1.0), np.clip(from_node, 0.0, 1.0)
    total = from_root + from_node.sum(axis=1)
    return from_root / total, from_node / total[:, None, :]
