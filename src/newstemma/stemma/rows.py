"""Edges as an Arrow table, built column by column: there are many, and each carries a list of reasons."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from newstemma.records import Edge
from newstemma.tables import schema

__all__ = ["edge_table"]


def edge_table(edges: Iterable[Edge]) -> pa.Table:
    """The same table as ``tables.to_table(Edge, edges)`` makes, in a fraction of its time."""
    rows = sorted(edges, key=lambda e: (e.utterance_id, e.child, e.parent))
    form = schema(Edge)
    reasons = [reason for e in rows for reason in e.evidence]
    offsets = [0]
    for e in rows:
        offsets.append(offsets[-1] + len(e.evidence))
    items = form.field("evidence").type.value_type
    struct = pa.StructArray.from_arrays(
        [
            pa.array([_safe(r.kind) for r in reasons], pa.string()),
            pa.array([r.weight for r in reasons], pa.float64()),
            pa.array([_safe(r.detail) for r in reasons], pa.string()),
        ],
        fields=[items.field(k) for k in range(items.num_fields)],
    )
    columns = [
        pa.array([e.utterance_id for e in rows], pa.string()),
        pa.array([e.parent for e in rows], pa.string()),
        pa.array([e.child for e in rows], pa.string()),
        pa.array([e.probability for e in rows], pa.float64()),
        pa.array([e.in_tree for e in rows], pa.bool_()),
        pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), struct, type=form.field("evidence").type),
    ]
    return pa.Table.from_arrays(columns, schema=form)


def _safe(text: str) -> str:
    """UTF-8 has no lone surrogates."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
