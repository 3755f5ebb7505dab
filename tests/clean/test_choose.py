"""Which lines are the article: the best labelling."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from newstemma.clean.choose import choose

SCORES = st.lists(st.floats(-10, 10), max_size=9)


def worth(scores: list[float], labels: tuple[bool, ...], switch: float) -> float:
    """The sum of kept scores less the price of changes, the outside not being kept."""
    changes = sum(a != b for a, b in pairwise([False, *labels, False]))
    return sum(s for s, kept in zip(scores, labels, strict=True) if kept) - switch * changes


@given(SCORES, st.floats(0, 3))
def test_it_is_the_best_of_all_labellings(scores: list[float], switch: float) -> None:
    """No other labelling is worth more (all of them are tried)."""
    best = max(worth(scores, labels, switch) for labels in product([False, True], repeat=len(scores)))
    assert abs(worth(scores, tuple(choose(scores, switch)), switch) - best) < 1e-9


@given(SCORES, st.floats(0, 3))
def test_what_was_kept_is_kept_again(scores: list[float], switch: float) -> None:
    """The kept lines alone are all worth keeping: cleaning twice is cleaning once."""
    kept = [s for s, keep in zip(scores, choose(scores, switch), strict=True) if keep]
    assert worth(kept, tuple(choose(kept, switch)), switch) <= worth(kept, (True,) * len(kept), switch) + 1e-9


def test_a_heading_between_paragraphs_stays_and_a_row_of_links_goes() -> None:
    """One doubtful line among paragraphs is kept; four in a row are not, nor any at the ends."""
    assert choose([-1, 6, -1, 6, -1]) == [False, True, True, True, False]
    assert choose([6, -1, -1, -1, -1, 6]) == [True, False, False, False, False, True]


def test_nothing_is_chosen_from_nothing() -> None:
    """No lines, or none that is worth it."""
    assert choose([]) == []
    assert choose([-1, 2, -1]) == [False, False, False]
