"""Publication dates as intervals, and what is certain about their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

__all__ = ["UNKNOWN", "Interval", "Timing", "certainly_before", "is_before", "parse", "timing"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = timedelta(hours=1)
_MOMENT = 1e-3


@dataclass(frozen=True, slots=True)
class Interval:
    """Hours since 1970 on the wall clock between which something happened, ends included.

    Attributes:
        low, high: the ends; infinite where nothing is known.
        offset: hours by which the wall clock is ahead of UTC; None if unknown.
    """

    low: float
    high: float
    offset: float | None = None


UNKNOWN = Interval(float("-inf"), float("inf"))


def parse(value: str | None) -> Interval:
    """The interval that an ISO 8601 date stands for at its precision; ``UNKNOWN`` for null or another form.

    >>> parse("2022-02-15").high - parse("2022-02-15").low
    24.0
    """
    match = _ISO.fullmatch(value.strip()) if value else None
    if match is None:
        return UNKNOWN
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        start = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        start = start.replace(hour=int(hour or 0), minute=int(minute or 0), second=min(int(second or 0), 59))
        end = _end(start, month, day, hour)
    except ValueError:
        return UNKNOWN
    return Interval((start - _EPOCH) / _HOUR, (end - _EPOCH) / _HOUR, _offset(zone))


def _end(start: datetime, month: str | None, day: str | None, hour: str | None) -> datetime:
    """The moment at which the stated year, month, day or moment is over."""
    if hour:
        return start
    if day:
        return start + timedelta(days=1)
    if month:
        return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return start.replace(year=start.year + 1)


def _offset(zone: str | None) -> float | None:
    if zone is None:
        return None
    if zone == "Z":
        return 0.0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return (1 if zone[0] == "+" else -1) * (int(digits[:2]) + int(digits[2:]) / 60)


@dataclass(frozen=True)
class Timing:
    """What is known of the order of several moments, by [list, i, j].

    Attributes:
        before: whether i was certainly over when j began; moments that are equal have no order.
        order: how surely i precedes j: 1 certain, 0 unknown or equal, -1 certainly after. Twice the
            probability, less one, that a moment of i lies before one of j, both uniform in their intervals;
            open intervals say nothing unless they lie apart.
        days: from the middle of i to that of j; 0 where either is unknown or j is earlier.
    """

    before: Bools
    order: Floats
    days: Floats


def timing(lists: Sequence[Sequence[Interval]]) -> Timing:
    """Order and distance of all pairs, for several equally long lists of moments."""
    shape = len(lists), len(lists[0]), len(lists[0])
    if all(i is UNKNOWN for intervals in lists for i in intervals):
        return Timing(np.zeros(shape, dtype=bool), np.zeros(shape), np.zeros(shape))
    low = np.array([[i.low for i in intervals] for intervals in lists])
    high = np.array([[i.high for i in intervals] for intervals in lists])
    shift = _shift(lists)
    before = _before(low, high, shift)
    known = np.isfinite(low) & np.isfinite(high)
    both = known[:, :, None] & known[:, None, :]
    low, high = np.where(known, low, 0.0), np.where(known, high, 0.0)
    middle = (low + high) / 2
    days = np.maximum(middle[:, None, :] - middle[:, :, None] - shift, 0.0) / 24 * both
    return Timing(before, _order(low, high, shift, before, both), days)


def is_before(one: Interval, other: Interval) -> bool:
    """Whether one moment was certainly over when the other began."""
    over = one.high
    if one.offset is not None and other.offset is not None:
        over += other.offset - one.offset
    points = one.high == one.low and other.high == other.low
    return over < other.low or (over == other.low and not points)


def certainly_before(intervals: Sequence[Interval]) -> Bools:
    """``timing([intervals]).before[0]`` alone."""
    n = len(intervals)
    if all(i is UNKNOWN for i in intervals):
        return np.zeros((n, n), dtype=bool)
    low, high = np.array([[i.low for i in intervals]]), np.array([[i.high for i in intervals]])
    found: Bools = _before(low, high, _shift([intervals]))[0]
    return found


def _shift(lists: Sequence[Sequence[Interval]]) -> Floats | float:
    """Hours to add to i's clock for comparison with j's.

    Two clocks are set to UTC only if both zones are known; otherwise the wall clocks are compared.
    """
    if not any(i.offset for intervals in lists for i in intervals):
        return 0.0
    offset = np.array([[np.nan if i.offset is None else i.offset for i in intervals] for intervals in lists])
    known = ~np.isnan(offset)
    plain = np.where(known, offset, 0.0)
    ahead = plain[:, None, :] - plain[:, :, None]
    return np.where(known[:, :, None] & known[:, None, :], ahead, 0.0)


def _before(low: Floats, high: Floats, shift: Floats | float) -> Bools:
    over = high[:, :, None] + shift
    point = high == low
    points = point[:, :, None] & point[:, None, :]
    before: Bools = (over < low[:, None, :]) | ((over == low[:, None, :]) & ~points)
    before[:, np.arange(low.shape[1]), np.arange(low.shape[1])] = False
    return before


def _order(low: Floats, high: Floats, shift: Floats | float, before: Bools, both: Bools) -> Floats:
    width = np.maximum(high - low, _MOMENT)
    start = low[:, :, None] + shift
    last = (low + width)[:, None, :]
    chance = (_below(last, start, width) - _below(low[:, None, :], start, width)) / width[:, None, :]
    same = (start == low[:, None, :]) & (width[:, :, None] == width[:, None, :])
    spread = np.where(both & ~same, 2 * np.clip(chance, 0, 1) - 1, 0.0)
    spread[:, np.arange(low.shape[1]), np.arange(low.shape[1])] = 0.0
    return np.where(before, 1.0, np.where(before.transpose(0, 2, 1), -1.0, spread))


def _below(x: Floats, start: Floats, width: Floats) -> Floats:
    """The integral up to x of the chance that a moment of [start, start + width] is already past."""
    inside = np.clip(x - start, 0.0, width[:, :, None])
    beyond = np.maximum(x - start - width[:, :, None], 0.0)
    found: Floats = inside**2 / (2 * width[:, :, None]) + beyond
    return found
