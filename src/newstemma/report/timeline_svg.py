"""Articles over time as SVG: a line for every outlet, or a count for every period where outlets are many.

The axis is true to scale. If one empty stretch would take most of it, the stretch is cut out, and the cut is
drawn and labelled with its length. Articles without a date stand in a column of their own and are given none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newstemma.params.report import EVENTS, LANES
from newstemma.report.svg import element, fitted, text_width
from newstemma.report.time_axis import Axis, make_axis
from newstemma.report.when import Moment, day_words

__all__ = ["Event", "Shape", "is_counted", "timeline_svg"]

LANE, TOP, DOT, GAP = 30, 34, 6, 15
"""Sizes in pixels: the pitch of lanes, room for the axis, a dot's radius, the least distance of two dots."""
BARS = 120
_SIDE_BY_SIDE, _TITLES = 2, 6
"""Events in one place that are drawn beside each other; those of a larger heap that its title names."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something on the time axis.

    Attributes:
        lane: the outlet.
        title: what it is, for a tooltip and a screen reader.
        at: when; None if not known.
        href: where a click leads.
    """

    lane: str
    title: str
    at: Moment | None
    href: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """The width of the picture in pixels, and whether labels stand above their lines (narrow screens)."""

    width: int
    above: bool

    @property
    def left(self) -> float:
        """Where the axis begins."""
        return 12 if self.above else 210

    @property
    def lane(self) -> float:
        """The pitch of lanes."""
        return LANE + 12 if self.above else LANE


def is_counted(articles: Sequence[Event]) -> bool:
    """Whether there are too many outlets, or articles, for a dot each."""
    return len({e.lane for e in articles}) > LANES or len(articles) > EVENTS


def timeline_svg(articles: Sequence[Event], said: Sequence[Event], shape: Shape, label: str) -> Markup:
    """The picture.

    Args:
        articles: one event for every article.
        said: utterances whose day is known; they get the first line.
        shape: how wide.
        label: what a screen reader announces.
    """
    dated = [e for e in articles if e.at is not None]
    undated = len(dated) < len(articles)
    right = shape.width - (76 if undated else 14)
    moments = [e.at for e in (*dated, *said) if e.at is not None]
    axis = make_axis([(m.low, m.high) for m in moments], shape.left + 8, right - 8)
    if is_counted(articles):
        parts, height = _counts(articles, axis, shape, right)
    else:
        parts, height = _lanes(articles, said, axis, shape, right)
    if undated:
        parts.append(element("text", "no date", class_="tick", x=right + 38, y=18, text_anchor="middle"))
        parts.append(element("line", class_="divide", x1=right + 6, x2=right + 6, y1=8, y2=height - 4))
    kind = "narrow" if shape.above else "wide"
    return element(
        "svg",
        element("title", label),
        *_axis(axis, height, right),
        *parts,
        class_=f"timeline {kind}",
        role="group",
        aria_label=label,
        width=shape.width,
        height=height,
        viewBox=f"0 0 {shape.width} {height:.0f}",
    )


def _axis(axis: Axis, height: float, right: float) -> list[Markup]:
    """Ticks with labels, and the places where an empty stretch is cut out."""
    parts = []
    for x, text in axis.ticks:
        half = text_width(text, 11.5) / 2
        middle = min(max(x, half + 1), right - half)
        parts.append(element("line", class_="grid", x1=x, x2=x, y1=24, y2=height - 4))
        parts.append(element("text", text, class_="tick", x=middle, y=18, text_anchor="middle"))
    for x, text in axis.breaks:
        parts.append(element("rect", class_="gap", x=x - 11, y=24, width=22, height=height - 28))
        middle = height / 2 + 10
        turn = f"rotate(-90 {x:.0f} {middle:.0f})"
        parts.append(
            element("text", text, class_="tick", x=x, y=middle + 4, text_anchor="middle", transform=turn)
        )
    return parts


def _lanes(
    articles: Sequence[Event], said: Sequence[Event], axis: Axis, shape: Shape, right: float
) -> tuple[list[Markup], float]:
    lanes: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(articles, key=lambda e: (e.at.low if e.at else float("inf"), e.title)):
        lanes[event.lane].append(event)
    parts: list[Markup] = []
    y = float(TOP)
    if said:
        parts += _lane("Said", sorted(said, key=lambda e: e.at.low if e.at else 0.0), y, axis, shape, right)
        y += shape.lane
    for name, events in lanes.items():
        parts += _lane(name, events, y, axis, shape, right)
        y += shape.lane
    return parts, y + 6


def _lane(
    name: str, events: Sequence[Event], y: float, axis: Axis, shape: Shape, right: float
) -> list[Markup]:
    """One line: its label, its rule, its dots."""
    spoken = name == "Said"
    line = y + shape.lane - 14 if shape.above else y + LANE / 2
    room = shape.width - 24 if shape.above else shape.left - 22
    text_y = line - 13 if shape.above else line + 4
    kind = "lane said" if spoken else "lane"
    label = "Said (day known)" if spoken else name
    parts = [
        element("line", class_="rule", x1=shape.left, x2=right, y1=line, y2=line),
        element("text", fitted(label, 13, room), class_=kind, x=0 if not shape.above else 4, y=text_y),
    ]
    dated = [(axis.at(e.at.middle), e) for e in events if e.at is not None]
    for event in (e for e in events if e.at is not None and not e.at.exact):
        assert event.at is not None
        ends = axis.at(event.at.low), axis.at(event.at.high)
        parts.append(element("line", class_="vague", x1=ends[0], x2=ends[1], y1=line, y2=line))
    last = float("-inf")
    for heap in _heaps(sorted(dated, key=lambda d: d[0])):
        for x, together in heap:
            last = min(max(x, last + GAP), right - DOT)
            parts.append(_dot(together, last, line, spoken))
    loose = [e for e in events if e.at is None]
    heaps = [[e] for e in loose] if len(loose) <= _SIDE_BY_SIDE else [loose]
    parts += [_dot(heap, right + 22.0 + k * GAP, line, spoken) for k, heap in enumerate(heaps)]
    return parts


def _heaps(dated: Sequence[tuple[float, Event]]) -> list[list[tuple[float, list[Event]]]]:
    """Events that fall on each other: a few side by side, more of them as one mark that counts them.

    A row of many dots would say that they are apart in time.
    """
    heaps: list[list[tuple[float, Event]]] = []
    for x, event in dated:
        if heaps and x - heaps[-1][0][0] < GAP:
            heaps[-1].append((x, event))
        else:
            heaps.append([(x, event)])
    return [
        [(x, [event]) for x, event in heap]
        if len(heap) <= _SIDE_BY_SIDE
        else [(heap[0][0], [e for _, e in heap])]
        for heap in heaps
    ]


def _dot(events: Sequence[Event], x: float, y: float, spoken: bool) -> Markup:
    """A disc; a ring without a date; a diamond for an utterance; a disc with a number for many."""
    first = events[0]
    title = first.title
    if len(events) > 1:
        more = [*(e.title for e in events[:_TITLES]), *(["…"] if len(events) > _TITLES else [])]
        title = f"{len(events)} here: " + "; ".join(more)
    kind = "dot" if first.at else "dot undated"
    if len(events) > 1:
        mark = element("circle", class_=f"{kind} heap", cx=x, cy=y, r=DOT + 4)
        mark += element("text", str(len(events)), class_="heap", x=x, y=y + 4, text_anchor="middle")
    elif spoken:
        mark = element("path", class_="spoken", d=f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7-7z")
    else:
        mark = element("circle", class_=kind, cx=x, cy=y, r=DOT)
    group = element("g", element("title", title), mark)
    return element("a", group, href=first.href, aria_label=title) if first.href else group


def _counts(articles: Sequence[Event], axis: Axis, shape: Shape, right: float) -> tuple[list[Markup], float]:
    """Columns that count articles; each covers the same stretch of the axis."""
    bins = min(BARS, int((right - shape.left) / 6))
    step = (right - shape.left) / bins
    tally: dict[int, list[Event]] = defaultdict(list)
    for event in articles:
        if event.at is not None:
            tally[min(bins - 1, max(0, int((axis.at(event.at.middle) - shape.left) / step)))].append(event)
    most = max((len(v) for v in tally.values()), default=1)
    room, base = 110.0, 34 + 120.0
    parts = [element("line", class_="rule", x1=shape.left, x2=right, y1=base, y2=base)]
    parts.append(element("text", f"articles (most: {most})", class_="lane", x=0, y=base - 4))
    for k, events in sorted(tally.items()):
        high = max(2.0, room * len(events) / most)
        days = sorted(e.at.low for e in events if e.at)
        title = f"{len(events)} articles, {day_words(days[0])} to {day_words(days[-1])}"
        bar = element(
            "rect", class_="count", x=shape.left + k * step + 0.5, y=base - high, width=step - 1, height=high
        )
        parts.append(element("g", element("title", title), bar))
    undated = sum(e.at is None for e in articles)
    if undated:
        parts.append(
            element("text", f"{undated:,}", class_="tick", x=right + 38, y=base - 4, text_anchor="middle")
        )
    return parts, base + 14
