"""Articles that are copies of one text."""

from __future__ import annotations

import random
import time

import pytest

from newstemma.reuse import copies
from newstemma.reuse.copies import copies_of
from newstemma.reuse.words import corpus_of


def texts() -> list[str]:
    """Six texts, of which the second and the fifth are copies of the first but for a word."""
    rng = random.Random(2)
    made = [" ".join(f"w{rng.randrange(5000)}" for _ in range(200)) for _ in range(4)]
    return [made[0], f"{made[0]} tarn", made[1], made[2], f"orlen {made[0]}", ""]


@pytest.mark.parametrize("at_once", [1, 4, 1000])
def test_copies_name_the_first(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever number of articles is signed together."""
    monkeypatch.setattr(copies, "SIGNED_AT_ONCE", at_once)
    assert copies_of(corpus_of(texts())) == [0, 0, 2, 3, 0, 5]


@pytest.mark.slow
def test_many_copies_of_one_text_take_linear_time() -> None:
    """Twenty thousand copies in seconds."""
    corpus = corpus_of([texts()[2][:300]] * 20_000)
    start = time.process_time()
    assert set(copies_of(corpus)) == {0}
    assert time.process_time() - start < 20
