"""Probabilities in words."""

from __future__ import annotations

import pytest

from newstemma.report.sureness import how_sure, listed, percent, sources_words


@pytest.mark.parametrize(
    ("value", "shown"), [(1.0, "100%"), (0.9991, ">99%"), (0.5, "50%"), (0.0001, "<1%"), (0.0, "0%")]
)
def test_near_certainty_is_not_certainty(value: float, shown: str) -> None:
    """Only what is certain reads 100% or 0%."""
    assert percent(value) == shown


@pytest.mark.parametrize(
    ("best", "rival", "words"),
    [
        (0.97, 0.02, "almost certain"),
        (0.8, 0.1, "likely"),
        (0.6, 0.3, "more likely than not"),
        (0.5, 0.45, "cannot tell"),
        (0.4, 0.1, "cannot tell"),
        (0.56, 0.44, "cannot tell"),
    ],
)
def test_a_tie_cannot_be_told(best: float, rival: float, words: str) -> None:
    """Two parents that are close, or a best one that is no better than the rest, cannot be told apart."""
    assert how_sure(best, rival) == words


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        ((1.0, 1, 1), "1 independent source"),
        ((1.2, 1, 2), "about 1 independent source (1 to 2)"),
        ((1.5, 1, 2), "about 1.5 independent sources (1 to 2)"),
        ((3.1, 2, 4), "about 3 independent sources (2 to 4)"),
        ((None, None, None), None),
    ],
)
def test_sources_say_their_interval(
    estimate: tuple[float | None, int | None, int | None], words: str | None
) -> None:
    """The interval is told wherever there is one."""
    assert sources_words(*estimate) == words


def test_lists_count_what_they_leave_out() -> None:
    """Names beyond the limit are counted."""
    assert [listed(list("abcde")[:n]) for n in range(6)] == [
        "", "a", "a and b", "a, b and c", "a, b, c and 1 other", "a, b, c and 2 others",
    ]  # fmt: skip
