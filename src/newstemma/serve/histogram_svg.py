"""How many hits on which days, as columns; each leads to the search for its stretch of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from newstemma.params.serve import HISTOGRAM_BARS
from newstemma.report.svg import element
from newstemma.report.when import MONTHS, span_words

__all__ = ["histogram_svg"]

WIDTH, HEIGHT, BASE = 1080.0, 128.0, 104.0

_UNITS: tuple[tuple[str, Callable[[date], date], int], ...] = (
    ("day", lambda d: d, 1),
    ("week", lambda d: d - timedelta(days=d.weekday()), 7),
    ("month", lambda d: d.replace(day=1), 31),
    ("quarter", lambda d: d.replace(month=(d.month - 1) // 3 * 3 + 1, day=1), 92),
    ("year", lambda d: d.replace(month=1, day=1), 366),
)


def histogram_svg(days: Mapping[str, int], href: Callable[[str, str], str], what: str) -> Markup:
    """The picture; empty if no day is known.

    Args:
        days: hits by day (``2022-04-29``); values that are not days are left out.
        href: the address of a first and a last day.
        what: the noun of what is counted, in the plural.
    """
    exact = Counter({d: n for k, n in days.items() if (d := _day(k)) is not None})
    if not exact:
        return Markup("")
    first, last = min(exact), max(exact)
    fitting = (u for u in _UNITS if (last - first).days // u[2] + 1 <= HISTOGRAM_BARS)
    unit, floor, _ = next(fitting, _UNITS[-1])
    tally = Counter[date]()
    for day, n in exact.items():
        tally[floor(day)] += n
    start, end = floor(first), floor(last)
    slots = _between(start, end, unit)
    step = min(64.0, (WIDTH - 20) / len(slots))
    parts = [element("line", class_="rule", x1=0, x2=WIDTH, y1=BASE, y2=BASE)]
    chart = _Chart(step, max(tally.values()), unit, href, what)
    parts += [chart.bar(k, slot, tally[slot]) for k, slot in enumerate(slots) if tally[slot]]
    parts += _labels(slots, step, unit)
    title = f"{what} by {unit}"
    return element(
        "svg", element("title", title), *parts, class_="histogram", role="group", aria_label=title,
        width=WIDTH, height=HEIGHT, viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 else None
    except ValueError:
        return None


def _next(slot: date, unit: str) -> date:
    if unit in ("day", "week"):
        return slot + timedelta(days=1 if unit == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    k = slot.year * 12 + slot.month - 1 + months
    return date(min(k // 12, date.max.year), k % 12 + 1, 1)


def _between(start: date, end: date, unit: str) -> list[date]:
    slots = [start]
    while slots[-1] < end and len(slots) < 4 * HISTOGRAM_BARS:
        slots.append(_next(slots[-1], unit))
    return slots


@dataclass(frozen=True)
class _Chart:
    """What all columns have in common."""

    step: float
    most: int
    unit: str
    href: Callable[[str, str], str]
    what: str

    def bar(self, k: int, slot: date, n: int) -> Markup:
        """The column of one stretch of time; the whole height can be clicked."""
        end = _next(slot, self.unit) - timedelta(days=1)
        high, x = max(2.0, 92 * n / self.most), 10 + k * self.step
        noun = self.what if n != 1 else self.what.removesuffix("s")
        label = f"{span_words(slot.toordinal(), end.toordinal())}: {n:,} {noun}"
        return element(
            "a",
            element("title", label),
            element("rect", class_="reach", x=x, y=6, width=self.step, height=BASE - 6),
            element("rect", class_="count", x=x + 1, y=BASE - high, width=max(2, self.step - 2), height=high),
            href=self.href(slot.isoformat(), end.isoformat()),
            aria_label=label,
        )


def _labels(slots: list[date], step: float, unit: str) -> list[Markup]:
    """Labels as close as they can be read."""
    every = max(1, round(96 / step + 0.5))
    parts = []
    for k in range(0, len(slots), every):
        slot = slots[k]
        text = str(slot.year) if unit == "year" else f"{MONTHS[slot.month - 1][:3]} {slot.year}"
        if unit in ("day", "week"):
            text = f"{slot.day} {text}"
        parts.append(element("text", text, class_="tick", x=10 + k * step, y=BASE + 17))
    return parts
