"""Words of rows as arrays, against the plain sets."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.narrative.cells import Cells
from newstemma.narrative.lazy import Lazy
from newstemma.records import Speaker
from newstemma.tables import to_records, to_table

ROWS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=12)


@settings(max_examples=50, deadline=None)
@given(ROWS, st.integers(1, 5))
def test_what_pairs_share(rows: list[frozenset[str]], block: int) -> None:
    """The worth of the shared words of all pairs, whatever the size of a block."""
    cells = Cells.of(rows)
    worth = np.array([ord(word) for word in cells.words], dtype=np.int64)
    found = {
        (i, j): n
        for left, right, sums in cells.shared(np.ones(len(worth), dtype=bool), worth, block)
        for i, j, n in zip(left.tolist(), right.tolist(), sums.tolist(), strict=True)
    }
    shared = {(i, j): sum(map(ord, rows[i] & rows[j])) for i, j in combinations(range(len(rows)), 2)}
    assert found == {pair: n for pair, n in shared.items() if n}


@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_chains_and_copies(rows: list[frozenset[str]]) -> None:
    """Each row with the next two that have a word; rows with the same words have the same first one."""
    cells = Cells.of(rows)
    left, right = cells.chained(np.ones(len(cells.words), dtype=bool), 2)
    having = [[i for i, row in enumerate(rows) if word in row] for word in "abcdefgh"]
    chains = Counter(pair for own in having for step in (1, 2) for pair in zip(own, own[step:], strict=False))
    assert Counter(zip(left.tolist(), right.tolist(), strict=True)) == chains
    assert cells.first().tolist() == [rows.index(row) for row in rows]
    some = np.arange(len(rows))[::2]
    assert [cells.take(some).words_of(k) for k in range(len(some))] == rows[::2]


def test_rows_are_read_when_asked_for() -> None:
    """A lazy row is the row of the table; there is none behind the last."""
    listed = [Speaker(f"sp-{k}", f"x{k}", "person", ["x"], [], None, k, k) for k in range(3)]
    rows = Lazy(Speaker, to_table(Speaker, listed))
    assert list(rows) == to_records(Speaker, to_table(Speaker, listed))
    assert rows[1:] == listed[1:]
    with pytest.raises(IndexError):
        rows[3]
