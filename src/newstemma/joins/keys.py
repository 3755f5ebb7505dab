"""The keys by which pieces are found: rare stems, pairs of stems, n-grams."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from newstemma.engine.relations import Shared
from newstemma.joins.blocks import KEYS
from newstemma.joins.rows import as_table, values
from newstemma.joins.said import pieces_in
from newstemma.params.witness import GRAM
from newstemma.text.similarity import Rarity
from newstemma.witness.blocking import Index
from newstemma.witness.pieces import Piece

__all__ = ["GRAMS", "grams_of", "keys_of"]

GRAMS = pa.schema([("gram", pa.string()), ("owner", pa.string()), ("number", pa.int64())])


def _pieces(rows: pa.Table) -> Iterator[tuple[str, int, Piece]]:
    for owner, payload in values(rows, "id", "pieces"):
        for number, piece in enumerate(pieces_in(payload)):
            yield owner, number, piece


def keys_of(rows: pa.Table, rarity: Shared) -> pa.Table:
    """The keys of ``witness.blocking`` for the pieces of these owners, as ``KEYS``."""
    known: Rarity = rarity.value()
    index = Index((), known)
    out = [
        (key, owner, number, rank, index.worth(key))
        for owner, number, piece in _pieces(rows)
        for rank, key in enumerate(index.keys(piece))
    ]
    return as_table(out, KEYS)


def grams_of(rows: pa.Table) -> pa.Table:
    """The n-grams of words of each piece; a row without one stands for a piece that has none."""
    out: list[tuple[str | None, str, int]] = []
    for owner, number, piece in _pieces(rows):
        run = piece.run
        grams = {" ".join(run[i : i + GRAM]) for i in range(len(run) - GRAM + 1)}
        out += [(gram, owner, number) for gram in sorted(grams)] or [(None, owner, number)]
    return as_table(out, GRAMS)
