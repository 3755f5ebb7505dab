"""Judging only what can decide gives what judging everything gives."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest

from newstemma.text.embedding import Vectors, embed
from newstemma.text.similarity import Rarity, content_stems
from newstemma.witness.features import Around
from newstemma.witness.judge import Judge
from newstemma.witness.pieces import piece_of

TEXTS = [
    "The harbour master said that 14 lamps on the northern pier would be replaced before winter",
    "14 lamps on the northern pier would be replaced before winter, the harbour master said",
    "Before winter comes, 15 lamps of the northern pier are to be replaced, and 3 bollards painted",
    "The lamps on the northern pier would not be replaced before winter",
    "Replaced before winter",
    "Orlen Harbour will see its pier lit again when the cold months begin",
    "No comment",
    "The ferry to Merle sails twice a day, but the lamps on the northern pier would be replaced",
    "Nobody on the council has seen the dredger since spring, Merle Tibbet told the ferry company",
    "Die Lampen am Nordpier werden vor dem Winter ersetzt",
    "",
]
MATTERS = [frozenset(f"word{k}" for k in range(j, j + 30)) for j in (0, 10, 40)]
RARITY = Rarity.of([content_stems(text, "en") for text in TEXTS] + MATTERS)


def around(k: int) -> Around:
    """Speakers, venues and days that agree for some and differ for others."""
    speaker = (None, "sp-1", "sp-1", "sp-2")[k % 4]
    said = (None, "2031-05-04", "2031-05-05")[k % 3]
    language = "de" if TEXTS[k].startswith("Die") else "en"
    source = frozenset({"harbou"} if k % 2 else ())
    return Around(f"a{k}", k % 3 == 0, source, speaker, None, said, "2031-05-06", language, MATTERS[k % 3])


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("least", [0.0, 1.0, 2.5])
def test_what_lies_above_a_bound_is_as_it_is(exact: bool, least: float) -> None:
    """Above ``least`` the same log odds as without it, and NaN just where these are not above."""
    pieces = [piece_of(k, t, "de" if t.startswith("Die") else "en", RARITY) for k, t in enumerate(TEXTS)]
    judge = Judge(pieces, [around(k) for k in range(len(TEXTS))], RARITY, exact=exact)
    a, b = np.array(list(combinations(range(len(TEXTS)), 2))).T
    every = judge.judged(a, b)
    found = judge.judged(a, b, np.full(len(a), least))
    assert (every > least).any()
    assert (np.isnan(found) == (every <= least)).all()
    np.testing.assert_allclose(found[every > least], every[every > least], atol=1e-12)
    assert judge.odds([(0, 1)])[0, 1] > 0 > judge.odds([(0, 8)])[0, 8]


def test_vectors_are_made_only_where_they_can_decide() -> None:
    """A copy and what has nothing in common need none, whoever makes them."""
    asked: list[str] = []

    def embedder(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return embed(texts)

    pieces = [piece_of(k, TEXTS[j], "en", RARITY) for k, j in enumerate((0, 0, 8, 5))]
    judge = Judge(pieces, [around(0)] * 4, RARITY, exact=False, embedder=embedder)
    found = judge.judged(np.array([0, 0]), np.array([1, 2]), np.zeros(2))
    assert found[0] > 0
    assert np.isnan(found[1])
    assert asked == []
    Judge(pieces, [around(0)] * 4, RARITY, embedder=embedder).judged(np.array([0]), np.array([3]))
    assert sorted(asked) == sorted({TEXTS[0], TEXTS[5]})
