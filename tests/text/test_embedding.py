"""Sentence vectors."""

from __future__ import annotations

import numpy as np

from newstemma.text.embedding import DIMENSIONS, embed


def test_rows_are_unit_vectors_in_the_order_given() -> None:
    """Every text gets a row of length one, equal texts equal rows, whatever stands around them."""
    texts = ["The ferry left at noon.", "Snow fell in June.", "The ferry left at noon."]
    rows = embed(texts)
    assert rows.shape == (3, DIMENSIONS)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert (rows[0] == rows[2]).all()


def test_the_same_meaning_lies_closer_than_the_same_subject() -> None:
    """A rewording and a translation are nearer than another sentence on the ferry."""
    said, reworded, translated, other = embed(
        [
            "The ferry was carrying too many passengers.",
            "There were more people on the ship than allowed.",
            "На пароме было слишком много пассажиров.",
            "The ferry will be repainted green next spring.",
        ]
    )
    assert min(said @ reworded, said @ translated) > said @ other


def test_hostile_texts_get_a_row() -> None:
    """Empty, endless and broken texts neither fail nor give numbers that are none."""
    rows = embed(["", " \n", "\ud800 half a letter", "word " * 200_000, "!" * 1000])
    assert np.isfinite(rows).all()


def test_nothing_gives_no_rows() -> None:
    """No texts, no rows, and no model is needed for it."""
    assert embed([]).shape == (0, DIMENSIONS)
