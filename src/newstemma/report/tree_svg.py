"""A stemma as SVG: the utterance at the left, every step to the right, and so does time where it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newstemma.graph.layout import layout
from newstemma.report.sureness import percent
from newstemma.report.svg import element, fitted, wrapped
from newstemma.report.tree import Node, Step, Tree
from newstemma.report.tree_time import Band, time_columns

__all__ = ["tree_svg"]

HEIGHT, ROW, EDGE = 54, 74, 10
"""Pixels: a box's height, the pitch of rows, the margin around everything."""
OUTER, APART = 14, 7
"""Pixels: how far a lane may lie outside the rows, and from the next lane."""
SIZES = (188, 86), (172, 74), (152, 56), (134, 40)
"""A box's width and the room between columns; the widest pair is taken with which the tree fits."""
FITS, BULGE = 1026, 40
"""Pixels that a card offers on a wide screen, and that lines within the last column take."""
NAME, NOTE = 13.0, 11.5
AXIS = 30
"""Pixels above the boxes for the dates of the columns."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A place on the canvas."""

    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.y + HEIGHT / 2

    @property
    def right(self) -> float:
        return self.x + self.width


def tree_svg(tree: Tree, title: str) -> Markup:
    """The picture; empty if there is nothing but the root.

    Args:
        tree: what to draw.
        title: what a screen reader announces.
    """
    spots = layout(tree.root, tree.children)
    if len(spots) == 1:
        return Markup("")
    time = time_columns(tree, {key: depth for key, (depth, _) in spots.items()})
    spots = {key: (float(time.column[key]), row) for key, (_, row) in spots.items()}
    drawn = [s for s in tree.steps if s.parent in spots and s.child in spots]
    bulge = BULGE if any(s.rival and spots[s.parent][0] == spots[s.child][0] for s in drawn) else 0
    columns = 1 + int(max(d for d, _ in spots.values()))
    width, room = next((s for s in SIZES if _total(columns, *s) + bulge <= FITS), SIZES[-1])
    outer = EDGE + (OUTER if any(s.rival for s in drawn) else 0)
    top = outer + (AXIS if time.bands else 0)
    places = {k: _Box(EDGE + d * (width + room), top + row * ROW, width) for k, (d, row) in spots.items()}
    right = _total(columns, width, room) + bulge
    bottom = max(p.y for p in places.values()) + HEIGHT + outer
    lanes: dict[Step, float | None] = {}
    for step in drawn:
        if step.rival:
            lanes[step] = _lane(places[step.parent], places[step.child], places, lanes.values())
    return element(
        "svg",
        element("title", title),
        *_axis(time.bands, width, room, bottom),
        *(_line(s, places, lanes.get(s), room) for s in drawn),
        *(_box(tree.nodes[k], p) for k, p in places.items()),
        *(_label(s, places, room) for s in drawn if s.probability is not None or s.also),
        class_="stemma",
        role="group",
        aria_label=title,
        width=right,
        height=bottom,
        viewBox=f"0 0 {right:.0f} {bottom:.0f}",
    )


def _axis(bands: Sequence[Band], width: int, room: int, bottom: float) -> Iterator[Markup]:
    """The dates above the columns, with a line between what lies apart in time."""
    for k, band in enumerate(bands):
        left, right = (EDGE + c * (width + room) for c in (band.first, band.last + 1))
        label = fitted(band.label, NOTE, right - left - room)
        yield element("text", label, class_="tick", x=left, y=EDGE + 10)
        yield element("path", class_="rule", d=f"M{left:.0f} {EDGE + 17}H{right - room:.0f}")
        if k:
            yield element("path", class_="border", d=f"M{left - room / 2:.0f} {EDGE}V{bottom:.0f}")


def _total(columns: int, width: int, room: int) -> int:
    return columns * width + (columns - 1) * room + 2 * EDGE


def _line(step: Step, places: Mapping[str, _Box], lane: float | None, room: float) -> Markup:
    path = _path(step, places[step.parent], places[step.child], lane, room)
    kind = "second" if step.also else "rival" if step.rival else "step unsure" if step.unsure else "step"
    thickness = 1.5 if step.rival or step.probability is None else 1 + 3.5 * step.probability
    return element("path", class_=f"line {kind}", d=path, stroke_width=thickness)


def _path(step: Step, parent: _Box, child: _Box, lane: float | None, room: float) -> str:
    """A curve from box to box."""
    if step.rival:
        return _detour(parent, child, lane)
    # All of the curve lies before the next column; from there on the child's row is free of boxes.
    turned = min(child.x, parent.right + room)
    bend = (turned - parent.right) * 0.55
    a, b = parent.middle, child.middle
    return (
        f"M{parent.right:.0f} {a:.0f}"
        f"C{parent.right + bend:.0f} {a:.0f} {turned - bend:.0f} {b:.0f} {turned:.0f} {b:.0f}"
        + (f"H{child.x:.0f}" if child.x > turned else "")
    )


def _lift(parent: _Box, child: _Box) -> int:
    """On which side of the solid line a rival arrives: from above (-1) or from below (1)."""
    return 1 if parent.y > child.y else -1


def _lane(
    parent: _Box, child: _Box, places: Mapping[str, _Box], taken: Iterable[float | None]
) -> float | None:
    """A height at which a line from parent to child meets no box between them, nor another line if possible.

    None if no box is in the way (or there is no way around).
    """
    between = [p for p in places.values() if parent.right < p.x < p.right < child.x]
    if not between:
        return None
    clear = HEIGHT / 2 + 6
    low = min(p.y for p in places.values()) - OUTER
    high = max(p.y for p in places.values()) + HEIGHT + OUTER
    wanted = child.middle + _lift(parent, child) * 14
    heights = [low + k for k in range(int(high - low) + 1)]
    free = [y for y in heights if all(abs(p.middle - y) >= clear for p in between)]
    alone = [y for y in free if all(t is None or abs(t - y) >= APART for t in taken)]
    return min(alone or free, key=lambda y: (abs(y - wanted), y), default=None)


def _detour(parent: _Box, child: _Box, lane: float | None) -> str:
    """A rival's line; it keeps to its lane, so that it runs behind no other box."""
    if parent.right < child.x:
        side = _lift(parent, child)
        start, end = parent.middle - side * 6, child.middle + side * 10
        a, b, bend = parent.right, child.x, (child.x - parent.right) * 0.5
        if lane is None:
            return (
                f"M{a:.0f} {start:.0f}C{a + bend:.0f} {start:.0f} {b - bend:.0f} {end:.0f} {b:.0f} {end:.0f}"
            )
        return (
            f"M{a:.0f} {start:.0f}C{a + 26:.0f} {start:.0f} {a + 14:.0f} {lane:.0f} {a + 52:.0f} {lane:.0f}"
            f"L{b - 52:.0f} {lane:.0f}C{b - 14:.0f} {lane:.0f} {b - 30:.0f} {end:.0f} {b:.0f} {end:.0f}"
        )
    if parent.x == child.x:
        side_x, a, b = child.right, parent.middle, child.middle
        out = side_x + 30 + 8 * abs(b - a) / ROW
        return f"M{side_x:.0f} {a:.0f}C{out:.0f} {a:.0f} {out:.0f} {b:.0f} {side_x:.0f} {b:.0f}"
    down = child.y >= parent.y
    a, b = (parent.y + HEIGHT, child.y) if down else (parent.y, child.y + HEIGHT)
    x1, x2 = parent.x + parent.width / 2, child.x + child.width / 2
    middle = (a + b) / 2
    return f"M{x1:.0f} {a:.0f}C{x1:.0f} {middle:.0f} {x2:.0f} {middle:.0f} {x2:.0f} {b:.0f}"


def _label(step: Step, places: Mapping[str, _Box], room: float) -> Markup:
    """The probability, near the child, on a patch of paper; a link to the evidence."""
    parent, child = places[step.parent], places[step.child]
    words = "also" if step.probability is None else percent(step.probability)
    if parent.right < child.x:
        x = child.x - min(27.0, room / 2)
        y = child.middle + 4 + (_lift(parent, child) * 17 if step.rival else 0)
    elif parent.x == child.x:
        x, y = child.right + 26, child.middle + 4 + (22 if parent.y > child.y else -22)
    else:
        x, y = (parent.x + child.right) / 2, (parent.middle + child.middle) / 2 + 4
    kind = "second" if step.also else "rival" if step.rival else "step"
    text = element("text", words, class_=f"chance {kind}", x=x, y=y, text_anchor="middle")
    title = element("title", step.also or _hover(step))
    return element("a", title, text, href=step.href, class_="edge") if step.href else text


def _hover(step: Step) -> str:
    """What a step's figure says when it is pointed at."""
    sure = "how likely this step is"
    if step.unsure:
        sure = "another possible parent" if step.rival else "the likeliest parent, but it cannot be told"
    return f"{percent(step.probability or 0)}: {sure}. A click leads to the evidence."


def _box(node: Node, place: _Box) -> Markup:
    """A node: sigil in a disc, name, second line."""
    inset = 40 if node.sigil else 14
    room = place.width - inset - 10
    parts = [element("rect", x=place.x, y=place.y, width=place.width, height=HEIGHT, rx=5)]
    if node.sigil:
        parts.append(element("circle", cx=place.x + 22, cy=place.middle, r=13))
        sigil = element(
            "text", node.sigil, class_="sigil", x=place.x + 22, y=place.middle + 5, text_anchor="middle"
        )
        parts.append(sigil)
    left = place.x + inset
    lines = wrapped(node.name, NAME, room)
    top = place.middle - 7.5 * len(lines) + 4.5
    for k, line in enumerate(lines):
        parts.append(element("text", line, class_="name", x=left, y=top + 15 * k))
    note = fitted(node.note, NOTE, room)
    parts.append(element("text", note, class_="note", x=left, y=top + 15 * len(lines)))
    group = element("g", element("title", f"{node.name} · {node.note}"), *parts, class_=f"node {node.kind}")
    return element("a", group, href=node.href) if node.href else group
