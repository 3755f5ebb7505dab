"""Word alignment."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from newstemma.text.align import align

WORDS = st.lists(st.sampled_from("a b c d e f".split()), max_size=25)


@given(WORDS, WORDS)
def test_every_word_is_in_one_block(a: list[str], b: list[str]) -> None:
    """The blocks cover both sides once, and equal and moved blocks are equal."""
    seen_a, seen_b = [], []
    for x in align(a, b, weak=lambda w: w == "a"):
        seen_a += range(x.a_start, x.a_end)
        seen_b += range(x.b_start, x.b_end)
        if x.kind in ("equal", "move"):
            assert a[x.a_start : x.a_end] == b[x.b_start : x.b_end]
        assert (x.a_start < x.a_end) or x.kind == "insert"
        assert (x.b_start < x.b_end) or x.kind == "delete"
    assert sorted(seen_a) == list(range(len(a)))
    assert sorted(seen_b) == list(range(len(b)))


def test_a_clause_in_another_place_is_a_move() -> None:
    """Four words that vanish at the end and appear at the front are one move."""
    kinds = [
        x.kind for x in align("x y z u v when it was late".split(), "when it was late x y z u v".split())
    ]
    assert sorted(kinds) == ["equal", "move"]


def test_a_word_repeated_without_end_takes_little_time() -> None:
    """A hostile text of one word is no quadratic trap."""
    start = time.process_time()
    align(["no"] * 20_000, ["no"] * 15_000 + ["yes"] * 5_000)
    align(["no", "yes"] * 5_000, ["yes", "yes", "no", "no"] * 2_500)
    assert time.process_time() - start < 20
