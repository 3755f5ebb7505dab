"""A time axis: places for days, ticks at round dates, and cuts where nothing happened for long."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newstemma.params.report import BREAK_SHARE
from newstemma.report.when import MONTHS

__all__ = ["Axis", "make_axis"]

_CUT = 40.0
_TICK = 78.0
_LEAST = 46.0
"""Pixels that a cut takes, that a tick's label takes, and that the shortest stretch is given."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days ``low`` to ``high`` drawn from ``x`` on, ``width`` pixels wide."""

    low: float
    high: float
    x: float
    width: float

    def at(self, day: float) -> float:
        length = self.high - self.low
        share = (min(max(day, self.low), self.high) - self.low) / length if length else 0.5
        return self.x + share * self.width


@dataclass(frozen=True)
class Axis:
    """The stretches of time that are drawn.

    Attributes:
        ticks: place and label.
        breaks: place and label of each stretch that is cut out.
    """

    stretches: Sequence[_Stretch]
    ticks: Sequence[tuple[float, str]]
    breaks: Sequence[tuple[float, str]]

    def at(self, day: float) -> float:
        """The place of a day, in pixels."""
        if not self.stretches:
            return 0.0
        k = bisect_right([s.low for s in self.stretches], day) - 1
        return self.stretches[max(0, k)].at(day)


def make_axis(spans: Sequence[tuple[float, float]], left: float, right: float) -> Axis:
    """An axis for events that last from day to day.

    Args:
        spans: first and last day (ordinals) of each event; the order changes nothing.
        left, right: the room in pixels.
    """
    runs = _runs(spans)
    if not runs:
        return Axis((), (), ())
    cuts = len(runs) - 1
    length = sum(high - low for low, high in runs)
    room = right - left - cuts * _CUT
    least = min(_LEAST, room / len(runs) / 2)
    free = room - least * len(runs)
    stretches, breaks, x = [], [], left
    for k, (low, high) in enumerate(runs):
        width = least + (free * (high - low) / length if length else free / len(runs))
        stretches.append(_Stretch(low, high, x, width))
        x += width
        if k < cuts:
            breaks.append((x + _CUT / 2, _length(runs[k + 1][0] - high)))
            x += _CUT
    ticks = list(_spaced(t for s in stretches for t in _ticks(s)))
    return Axis(stretches, ticks, breaks)


def _runs(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches of time with something in them; one that is mostly one empty part is cut in two there."""
    joined: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        last = joined[-1] if joined else None
        if last and low <= last[1]:
            joined[-1] = (last[0], max(last[1], high))
        else:
            joined.append((low, high))
    gaps = [joined[k + 1][0] - joined[k][1] for k in range(len(joined) - 1)]
    cut: set[int] = set()
    while True:
        left = [k for k in range(len(gaps)) if k not in cut]
        total = sum(gaps[k] for k in left)
        widest = max(left, key=lambda k: (gaps[k], -k), default=None)
        if widest is None or len(left) < 2 or gaps[widest] < BREAK_SHARE * total or gaps[widest] < 3:
            break
        cut.add(widest)
    runs, start = [], 0
    for k in [*sorted(cut), len(joined) - 1]:
        if joined:
            runs.append((joined[start][0], joined[k][1]))
            start = k + 1
    return runs


def _length(days: float) -> str:
    for size, name in ((365.25, "year"), (30.44, "month"), (7.0, "week")):
        n = round(days / size)
        if days >= 1.5 * size:
            return f"{n} {name}{'s' if n != 1 else ''}"
    return f"{days:.0f} day{'s' if days >= 1.5 else ''}"


def _ticks(stretch: _Stretch) -> Iterator[tuple[float, str]]:
    """Round dates, as many as fit, with the year where it is first needed."""
    first, last = date.fromordinal(int(stretch.low)), date.fromordinal(int(stretch.high))
    days = max(1, (last - first).days)
    fit = max(1, int(stretch.width / _TICK))
    year = None
    for day in list(_round_days(first, last, days / fit)) or [first]:
        shown = f"{day.day} {MONTHS[day.month - 1][:3]}" if days / fit < 28 else MONTHS[day.month - 1][:3]
        if days / fit > 200:
            shown = str(day.year)
        elif day.year != year:
            shown, year = f"{shown} {day.year}", day.year
        yield stretch.at(float(day.toordinal())), shown


def _round_days(first: date, last: date, step: float) -> Iterator[date]:
    """Days, weeks, months or years apart, at least ``step`` days."""
    for size in (1, 2, 3, 7, 14):
        if size >= step:
            yield from (date.fromordinal(o) for o in range(first.toordinal(), last.toordinal() + 1, size))
            return
    for months in (1, 2, 3, 6, 12, 24, 60, 120):
        if months * 30.4 >= step:
            break
    k = first.year * 12 + first.month - 1
    k += -k % months if first.day == 1 or months > 1 else 1
    while k <= last.year * 12 + last.month - 1:
        day = date(k // 12, k % 12 + 1, 1)
        if day >= first:
            yield day
        k += months


def _spaced(ticks: Iterator[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """Ticks whose labels do not run into each other."""
    last = float("-inf")
    for x, text in ticks:
        if x - last >= _TICK - 8:
            yield x, text
            last = x
