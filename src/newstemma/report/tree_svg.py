"""A stemma as SVG: the utterance at the left, every step a column to the right."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newstemma.graph.layout import layout
from newstemma.report.sureness import percent
from newstemma.report.svg import element, fitted
from newstemma.report.tree import Node, Step, Tree

__all__ = ["tree_svg"]

WIDTH, HEIGHT = 188, 46
COLUMN, ROW = WIDTH + 86, HEIGHT + 16
EDGE, LABEL_SIZE = 10, 13
"""Sizes in pixels: a box, the pitch of columns and rows, the margin around everything."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The upper left corner of a box."""

    x: float
    y: float

    @property
    def middle(self) -> float:
        return self.y + HEIGHT / 2

    @property
    def right(self) -> float:
        return self.x + WIDTH


def tree_svg(tree: Tree, title: str) -> Markup:
    """The picture.

    Args:
        tree: what to draw.
        title: what a screen reader announces.
    """
    spots = layout(tree.root, tree.children)
    places = {k: _Place(EDGE + d * COLUMN, EDGE + row * ROW) for k, (d, row) in spots.items()}
    if len(spots) == 1:
        return Markup("")
    width = max(p.right for p in places.values()) + EDGE
    height = max(p.y for p in places.values()) + HEIGHT + EDGE
    drawn = [s for s in tree.steps if s.parent in places and s.child in places]
    lines = [_line(s, places) for s in drawn]
    boxes = [_box(tree.nodes[k], p) for k, p in places.items()]
    labels = [_label(s, places) for s in drawn if s.probability is not None]
    return element(
        "svg",
        element("title", title),
        *lines,
        *boxes,
        *labels,
        class_="stemma",
        role="group",
        aria_label=title,
        width=width,
        height=height,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
    )


def _line(step: Step, places: dict[str, _Place]) -> Markup:
    path = _path(step, places[step.parent], places[step.child])
    kind = "rival" if step.rival else "step"
    thickness = 1.5 if step.rival or step.probability is None else 1 + 3.5 * step.probability
    return element(
        "path", class_=f"line {kind}{' tied' if step.tied else ''}", d=path, stroke_width=thickness
    )


def _path(step: Step, parent: _Place, child: _Place) -> str:
    """A curve from box to box; a rival in the same column or further right goes around."""
    if parent.right < child.x:
        bend = (child.x - parent.right) * 0.55
        shift = 9 if step.rival else 0
        a, b = parent.middle + (shift / 2 if child.y > parent.y else -shift / 2), child.middle
        b += shift if parent.y > child.y else -shift
        end = child.x
        return f"M{parent.right:.0f} {a:.0f}C{parent.right + bend:.0f} {a:.0f} {end - bend:.0f} {b:.0f} {end:.0f} {b:.0f}"
    if parent.x == child.x:
        side = child.x + WIDTH
        out = side + 34
        a, b = parent.middle, child.middle
        return f"M{side:.0f} {a:.0f}C{out:.0f} {a:.0f} {out:.0f} {b:.0f} {side:.0f} {b:.0f}"
    a = parent.y + (HEIGHT if child.y >= parent.y else 0)
    b = child.y + (0 if child.y >= parent.y else HEIGHT)
    x1, x2 = parent.x + WIDTH / 2, child.x + WIDTH / 2
    return f"M{x1:.0f} {a:.0f}C{x1:.0f} {(a + b) / 2:.0f} {x2:.0f} {(a + b) / 2:.0f} {x2:.0f} {b:.0f}"


def _label(step: Step, places: dict[str, _Place]) -> Markup:
    """The probability, near the child, on a patch of paper; a link to the evidence."""
    parent, child = places[step.parent], places[step.child]
    assert step.probability is not None
    if parent.right < child.x:
        below = step.rival and parent.y > child.y
        lift = (20 if below else -12) if step.rival else 4
        x, y = child.x - 29, child.middle + lift
    elif parent.x == child.x:
        x, y = child.right + 28, (parent.middle + child.middle) / 2 + 4
    else:
        x, y = (parent.x + child.x + WIDTH) / 2, (parent.middle + child.middle) / 2 + 4
    kind = "rival" if step.rival else "step"
    text = element("text", percent(step.probability), class_=f"chance {kind}", x=x, y=y, text_anchor="middle")
    title = element("title", "How likely this step is; the evidence is below")
    return element("a", title, text, href=step.href, class_="edge") if step.href else text


def _box(node: Node, place: _Place) -> Markup:
    """A node: sigil in a disc, name, second line."""
    inset = 42 if node.sigil else 14
    room = WIDTH - inset - 10
    parts = [element("rect", x=place.x, y=place.y, width=WIDTH, height=HEIGHT, rx=5)]
    if node.sigil:
        parts.append(element("circle", cx=place.x + 23, cy=place.middle, r=13))
        parts.append(
            element(
                "text", node.sigil, class_="sigil", x=place.x + 23, y=place.middle + 5, text_anchor="middle"
            )
        )
    left = place.x + inset
    parts.append(element("text", fitted(node.name, LABEL_SIZE, room), class_="name", x=left, y=place.y + 20))
    parts.append(element("text", fitted(node.note, 11.5, room), class_="note", x=left, y=place.y + 36))
    group = element("g", element("title", f"{node.name} · {node.note}"), *parts, class_=f"node {node.kind}")
    return element("a", group, href=node.href) if node.href else group
