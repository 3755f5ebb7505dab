"""Candidates from shared keys: which things share rare words, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyarrow as pa

__all__ = ["FOUND", "KEYS", "ROUNDED", "Place", "ranked", "sharing"]

ROUNDED = 9  # digits to which ``witness.blocking.near`` rounds a sum

Place = tuple[str, int]
"""A piece: the id of its owner, and its number there."""

KEYS = pa.schema(
    [("key", pa.string()), ("owner", pa.string()), ("number", pa.int64()), ("rank", pa.int64()),
     ("weight", pa.float64())]
)  # fmt: skip
"""A key of a piece: its rank among the piece's keys, and what sharing it is worth."""

FOUND = pa.schema(
    [("owner", pa.string()), ("number", pa.int64()), ("other", pa.string()), ("other_number", pa.int64())]
)
"""Two pieces that are worth comparing."""


def sharing(asking: str, asked: str, most: int, place: str) -> str:
    """SQL: which pieces of ``asked`` share which keys with those of ``asking``.

    Args:
        asking, asked: relations with the columns of ``KEYS``.
        most: a key that more pieces of ``asked`` have leads nowhere.
        place: the bucket of a piece that asks, as SQL over ``q.owner``.
    """
    few = f"select key from {asked} group by key having count(*) <= {most}"
    return (
        f"select {place} as bucket, q.owner, q.number, q.rank, q.weight, p.owner as other, "
        f"p.number as other_number from {asking} as q join ({few}) as f on q.key = f.key "
        f"join {asked} as p on p.key = q.key"
    )


def ranked(
    rows: pa.Table, least: float, digits: int | None = None
) -> Iterator[tuple[Place, list[tuple[float, Place]]]]:
    """For every piece that asks the others that share at least so much with it, best first.

    The weights are added in the order of the keys' ranks, as sums of floats depend on it; where the stage
    rounds them to so many ``digits``, they are here too.
    """
    names = ("owner", "number", "rank", "other", "other_number", "weight")
    columns = [rows.column(name).to_pylist() for name in names]
    shared: Mapping[Place, dict[Place, float]] = defaultdict(lambda: defaultdict(float))
    for owner, number, _, other, other_number, weight in sorted(zip(*columns, strict=True)):
        shared[owner, number][other, other_number] += weight
    for place, others in shared.items():
        sums = [(w if digits is None else round(w, digits), other) for other, w in others.items()]
        scored = [(weight, other) for weight, other in sums if weight >= least]
        yield place, sorted(scored, key=lambda p: (-p[0], p[1]))
