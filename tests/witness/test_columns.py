"""Pieces compared in arrays say what sets and lists say one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.params.witness import LONGEST_COMPARED
from newstemma.text.similarity import Rarity, content_stems, longest_run
from newstemma.witness.columns import Columns
from newstemma.witness.pieces import Piece, piece_of

WORDS = [
    "Ferry",
    "ferry",
    "lamp",
    "Orlen",
    "harbour",
    "the",
    "not",
    "seven",
    "winter",
    "Merle",
    "basin",
    "17",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
RARITY = Rarity.of([content_stems("ferry lamp winter", "en"), content_stems("ferry basin", "en")])


def pieces_of(*texts: str) -> list[Piece]:
    """A piece for each text, each with an owner of its own."""
    return [piece_of(k, text, "en", RARITY) for k, text in enumerate(texts)]


@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_what_pieces_share_is_what_their_sets_share(texts: list[str]) -> None:
    """Sums of rarity over common stems, with and without names, for all pairs at once."""
    pieces = pieces_of(*texts)
    columns = Columns(pieces, RARITY)
    a, b = (side.ravel() for side in np.indices((len(pieces), len(pieces))))
    shared = columns.shared(a, b)
    for k, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        left, right = pieces[i], pieces[j]
        names = left.names | right.names
        both = left.stems & right.stems
        assert math.isclose(shared.content[k], RARITY.total(both), abs_tol=1e-9)
        assert math.isclose(shared.beyond[k], RARITY.total(both - names), abs_tol=1e-9)
        assert math.isclose(shared.named_a[k], RARITY.total(left.stems & names), abs_tol=1e-9)
        assert math.isclose(shared.named_b[k], RARITY.total(right.stems & names), abs_tol=1e-9)
        assert shared.name[k] == bool(left.names & right.names)


@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_runs_are_the_longest_common_ones(texts: list[str]) -> None:
    """The table filled for all pairs at once gives what each pair gives by itself."""
    pieces = pieces_of(*texts)
    a, b = (side.ravel() for side in np.indices((len(pieces), len(pieces))))
    found = Columns(pieces, RARITY).runs(a, b).tolist()
    assert found == [longest_run(pieces[i].run, pieces[j].run) for i, j in zip(a, b, strict=True)]


def test_a_piece_without_blanks_is_compared_in_bounded_time() -> None:
    """A hundred thousand words in one piece: only the first are looked at for runs."""
    (piece,) = pieces_of("ferry,lamp;" * 50_000)
    columns = Columns([piece, piece], RARITY)
    assert columns.runs(np.array([0]), np.array([1])).tolist() == [LONGEST_COMPARED]


@pytest.mark.parametrize("texts", [(), ("",), ("", "")])
def test_nothing_to_compare(texts: tuple[str, ...]) -> None:
    """No pieces, or pieces without words."""
    columns = Columns(pieces_of(*texts), RARITY)
    nothing = np.zeros(0, dtype=np.int64)
    assert columns.shared(nothing, nothing).content.tolist() == []
    assert columns.runs(nothing, nothing).tolist() == []
