"""Which pieces find each other."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newstemma.params.witness import GRAM, LEAST_SHARED, NEIGHBOURS, STEM_SHARERS
from newstemma.text.similarity import Rarity, content_stems
from newstemma.witness.blocking import Index, by_words, near, verbatim_chains
from newstemma.witness.columns import Columns, Ints
from newstemma.witness.pieces import Piece, piece_of

WORDS = ["ferry", "lamp", "orlen", "harbour", "the", "winter", "merle", "basin", "whale", "pier", "goose"]
PILES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=8
)


def made(texts: list[str]) -> tuple[list[Piece], Columns, Ints, Rarity]:
    """The pieces of a pile, one owner for every two of them."""
    rarity = Rarity.of([content_stems(text, "en") for text in texts])
    pieces = [piece_of(k // 2, text, "en", rarity) for k, text in enumerate(texts)]
    return pieces, Columns(pieces, rarity), np.array([p.owner for p in pieces], dtype=np.int64), rarity


@given(PILES)
def test_who_is_near_shares_the_most_keys(texts: list[str]) -> None:
    """The arrays find what the keys of each piece find one by one (fewer than ``NEIGHBOURS`` here)."""
    pieces, columns, owners, rarity = made(texts)
    index = Index(pieces, rarity)
    keys = [frozenset(index.keys(p)) for p in pieces]
    found = set(zip(*near(columns, owners, len(pieces), LEAST_SHARED).tolist(), strict=True))
    wanted = {
        (i, j)
        for i, left in enumerate(keys)
        for j, right in enumerate(keys)
        if owners[i] != owners[j]
        and round(sum(index.worth(key) for key in sorted(left & right)), 9) >= LEAST_SHARED
    }
    assert found == wanted


@given(PILES)
def test_chains_link_neighbours_that_share_a_gram(texts: list[str]) -> None:
    """Every n-gram leads from each piece to the next one that has it, if that has another owner."""
    pieces, columns, owners, _ = made(texts)
    holders: dict[tuple[str, ...], list[int]] = {}
    for k, piece in enumerate(pieces):
        for gram in {piece.run[i : i + GRAM] for i in range(len(piece.run) - GRAM + 1)}:
            holders.setdefault(gram, []).append(k)
    wanted = {(i, j) for held in holders.values() for i, j in pairwise(held) if owners[i] != owners[j]}
    assert set(zip(*verbatim_chains(columns, owners).tolist(), strict=True)) == wanted


def test_a_sentence_that_all_share_leads_to_few() -> None:
    """Words of more pieces than ``STEM_SHARERS`` lead nowhere; the chain still holds copies together."""
    texts = ["a whale sleeps under the orlen bridge since monday"] * (2 * STEM_SHARERS + 8)
    pieces, columns, owners, _ = made(texts)
    pairs = by_words(columns, owners)
    assert 0 < pairs.shape[1] <= len(pieces)


def test_those_that_look_find_only_those_that_are_known() -> None:
    """Sentences look for statements and never for each other, a few at most."""
    texts = [f"merle saw whale number {k} in the basin of orlen" for k in range(2 * NEIGHBOURS + 20)]
    _, columns, owners, _ = made(texts)
    looking, found = near(columns, owners, 2 * NEIGHBOURS + 18, LEAST_SHARED)
    assert set(looking.tolist()) == {2 * NEIGHBOURS + 18, 2 * NEIGHBOURS + 19}
    assert len(found) <= 2 * NEIGHBOURS
    assert found.max() < 2 * NEIGHBOURS + 18
