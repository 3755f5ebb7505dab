"""Solved utterances as rows of the edges table, each with a list of reasons; built column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from newstemma.params.stemma import ALL_EDGES_UP_TO, FEATURES, FULL_REASONS_FROM, KEPT_FROM
from newstemma.records import Edge
from newstemma.stemma.contamination import KIND, second_parents_of
from newstemma.stemma.features import INDEX
from newstemma.stemma.model import Solutions
from newstemma.stemma.reasons import UNLIKELY, Reasons
from newstemma.stemma.weights import Weights
from newstemma.tables import ORDER, schema

__all__ = ["edge_table", "edges_of"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_DIGITS, _WEIGHT_DIGITS = 9, 6
_CREDITS = [INDEX[f"credit_{how}"] for how in ("article", "near", "paragraph", "line")]
_KINDS = sorted({f.kind for f in FEATURES} | {"sum", KIND})
_KIND_OF = np.array([_KINDS.index(f.kind) for f in FEATURES])


def edge_table(parts: Sequence[pa.Table]) -> pa.Table:
    """Rows in the stable order of the edges table."""
    form = schema(Edge)
    table = pa.concat_tables(parts).combine_chunks() if parts else form.empty_table()
    order = table.sort_by([(column, "ascending") for column in ORDER["edges"]]) if table.num_rows else table
    return order.cast(form)


def edges_of(solutions: Solutions, weights: Weights) -> pa.Table:
    """The rows of some utterances, in no order."""
    explained, kept = _explained(solutions), _kept(solutions)
    second = [(k, s, s.evidence(solutions.one(k))) for k, s in second_parents_of(solutions)]
    for k, s, _ in second:
        explained[k, s.parent, s.child] = kept[k, s.parent, s.child] = True
    at = np.argwhere(kept)
    number = {tuple(edge): row for row, edge in enumerate(at.tolist())} if second else {}
    told = [_in_full(solutions, explained & kept, kept, weights), _in_short(solutions, explained, kept)]
    for k, s, evidence in second:
        row = np.array([number[k, s.parent, s.child]])
        told.append(
            _Told(
                row, np.array([len(FEATURES)]), np.zeros(1), np.array([_KINDS.index(KIND)]), [evidence.detail]
            )
        )
    return _table(solutions, at, _joined(told, len(at)))


@dataclass(frozen=True)
class _Told:
    """Reasons, several for a row.

    Attributes:
        row: the number of the row that each belongs to.
        place: where it stands among the reasons of its row.
        weight, kind: nats, and the number of the kind.
        detail: in words.
    """

    row: Ints
    place: Ints
    weight: Floats
    kind: Ints
    detail: list[str]


def _in_full(solutions: Solutions, explained: Bools, kept: Bools, weights: Weights) -> _Told:
    """Every reason of the edges that are explained, the weightiest first."""
    values = np.ascontiguousarray(solutions.graphs.values[:, explained].T, dtype=np.float64)
    edge, feature = values.nonzero()
    value = values[edge, feature]
    at = np.argwhere(explained)
    firmness = weights.firmness(solutions.graphs.extent)[at[:, 0]]
    weight = (value * weights.nats[feature] * firmness[edge]).round(_WEIGHT_DIGITS)
    order = np.lexsort((feature, _KIND_OF[feature], -np.abs(weight), edge))
    edge, feature, value, weight = edge[order], feature[order], value[order], weight[order]
    ends = np.searchsorted(edge, np.arange(len(values) + 1))
    found = list(zip(feature.tolist(), value.tolist(), strict=True))
    reasons, last, detail = Reasons(()), -1, list[str]()
    for (k, parent, child), first, end in zip(
        at.tolist(), ends[:-1].tolist(), ends[1:].tolist(), strict=True
    ):
        if k != last:
            reasons, last = Reasons(solutions.graphs.views[k]), k
        detail.extend(reasons.told(parent, child, found[first:end]))
    rows = np.flatnonzero(explained[kept])
    place = np.arange(len(edge)) - ends[:-1][edge]
    return _Told(rows[edge], place, weight, _KIND_OF[feature], detail)


def _in_short(solutions: Solutions, explained: Bools, kept: Bools) -> _Told:
    """The sum of all reasons of an edge that is not explained."""
    short = kept & ~explained
    weight = solutions.scores[short].round(_WEIGHT_DIGITS)
    rows = np.flatnonzero(short[kept])
    kind = np.full(len(rows), _KINDS.index("sum"))
    return _Told(rows, np.zeros(len(rows), dtype=np.int64), weight, kind, [UNLIKELY] * len(rows))


def _joined(told: Sequence[_Told], rows: int) -> pa.Array:
    """A list of reasons for each row."""
    row, place, weight, kind = (
        np.concatenate([getattr(t, name) for t in told]) for name in ("row", "place", "weight", "kind")
    )
    detail = np.array([d for t in told for d in t.detail], dtype=object)
    order = np.lexsort((place, row))
    offsets = np.searchsorted(row[order], np.arange(rows + 1))
    kinds = pa.DictionaryArray.from_arrays(pa.array(kind[order], pa.int32()), pa.array(_KINDS, pa.string()))
    form = schema(Edge).field("evidence").type
    items = [form.value_type.field(k) for k in range(form.value_type.num_fields)]
    struct = pa.StructArray.from_arrays(
        [kinds.cast(pa.string()), pa.array(weight[order]), _strings(detail[order].tolist())], fields=items
    )
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), struct, type=form)


def _table(solutions: Solutions, at: Ints, evidence: pa.Array) -> pa.Table:
    k, parent, child = at.T
    names = np.array(
        [
            [name, *(v.witness_id for v in views)]
            for name, views in zip(solutions.graphs.names, solutions.graphs.views, strict=True)
        ],
        dtype=object,
    )
    columns = [
        _strings(names[k, 0].tolist()),
        _strings(names[k, parent].tolist()),
        _strings(names[k, child].tolist()),
        pa.array(solutions.probabilities[k, parent, child].round(_DIGITS)),
        pa.array(solutions.parents[k, child - 1] == parent),
        evidence,
    ]
    return pa.Table.from_arrays(columns, schema=schema(Edge))


def _strings(listed: list[str]) -> pa.Array:
    """UTF-8 has no lone surrogates."""
    try:
        return pa.array(listed, pa.string())
    except UnicodeEncodeError:
        return pa.array([s.encode("utf-8", "replace").decode("utf-8") for s in listed], pa.string())


def _tree(solutions: Solutions) -> Bools:
    tree = np.zeros_like(solutions.graphs.allowed)
    count, n = solutions.parents.shape
    tree[np.arange(count)[:, None], solutions.parents, np.arange(1, n + 1)[None]] = True
    return tree


def _kept(solutions: Solutions) -> Bools:
    """Which possible edges become rows."""
    allowed = solutions.graphs.allowed
    if solutions.graphs.n <= ALL_EDGES_UP_TO:
        return allowed.copy()
    kept = (solutions.probabilities >= KEPT_FROM) | _tree(solutions)
    kept |= solutions.graphs.values[_CREDITS].any(axis=0)
    kept[:, 0] = True
    found: Bools = kept & allowed
    return found


def _explained(solutions: Solutions) -> Bools:
    """Which rows give every reason: the tree, each child's two likeliest parents, credits, likely ones.

    And the root's row of an article that is another one over again, by which independence knows it.
    """
    explained = _tree(solutions) | (solutions.probabilities >= FULL_REASONS_FROM)
    explained |= solutions.graphs.values[_CREDITS].any(axis=0)
    best = np.argsort(-solutions.probabilities, axis=1, kind="stable")[:, :2]
    np.put_along_axis(explained, best, values=True, axis=1)
    explained[:, 0] |= solutions.graphs.values[INDEX["root_duplicate"], :, 0] != 0
    return explained
