"""Probabilities and counts in words."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.params.report import ALMOST_CERTAIN, LIKELY, RATHER, TIE

__all__ = ["counted", "how_sure", "is_tie", "listed", "percent", "sources_words"]


def percent(probability: float) -> str:
    """A probability as per cent; what is not certain is never shown as 0% or 100%.

    >>> percent(0.9991), percent(1.0), percent(0.31)
    ('>99%', '100%', '31%')
    """
    if 0.995 <= probability < 1:
        return ">99%"
    if 0 < probability < 0.005:
        return "<1%"
    return f"{100 * probability:.0f}%"


def is_tie(best: float, rival: float) -> bool:
    """Whether two possible parents are too close to tell apart."""
    return abs(best - rival) < TIE


def how_sure(best: float, rival: float = 0.0) -> str:
    """One of four grades in words, given the best parent's and the next one's probability."""
    if is_tie(best, rival) or best < RATHER:
        return "cannot tell"
    if best >= ALMOST_CERTAIN:
        return "almost certain"
    return "likely" if best >= LIKELY else "more likely than not"


def counted(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 article``, ``2,000 articles``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names as an English list; more than ``most`` are counted.

    >>> listed(["a", "b", "c", "d", "e"])
    'a, b, c and 2 others'
    """
    if len(names) > most:
        rest = len(names) - most
        return ", ".join(names[:most]) + f" and {rest} other{'s' if rest > 1 else ''}"
    return names[0] if len(names) == 1 else " and ".join([", ".join(names[:-1]), names[-1]]) if names else ""


def sources_words(expected: float | None, low: int | None, high: int | None) -> str | None:
    """How many independent sources, with the interval where there is one; None if it was not estimated.

    >>> sources_words(1.2, 1, 2), sources_words(1.0, 1, 1)
    ('about 1 independent source (1 to 2)', '1 independent source')
    """
    if expected is None or low is None or high is None:
        return None
    nearest = max(1, round(expected))
    if low == high and abs(expected - low) < 0.05:
        return counted(low, "independent source")
    shown = f"{expected:.1f}" if abs(expected - nearest) > 0.25 else str(nearest)
    noun = "source" if shown == "1" else "sources"
    interval = f" ({low} to {high})" if low != high else ""
    return f"about {shown} independent {noun}{interval}"
