"""Who takes from whom as a picture: givers at the left, takers at the right, thickness for how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from newstemma.params.serve import FLOWS
from newstemma.report.outlets import Flow
from newstemma.report.sureness import counted
from newstemma.report.svg import element, fitted

__all__ = ["flow_svg"]

WIDTH, ROW, TOP, BOX = 1080.0, 34.0, 34.0, 250.0


def flow_svg(flows: Sequence[Flow]) -> Markup:
    """The picture; empty if no outlet has a statement from another or names it.

    An outlet that both gives and takes stands on both sides.
    """
    strength = {(f.giver, f.taker): f.statements + f.credits for f in flows if f.statements + f.credits}
    givers, takers = _strongest(strength, 0), _strongest(strength, 1)
    drawn = [f for f in flows if (f.giver, f.taker) in strength and f.giver in givers and f.taker in takers]
    if not drawn:
        return Markup("")
    givers = [g for g in givers if any(f.giver == g for f in drawn)]
    takers = [t for t in takers if any(f.taker == t for f in drawn)]
    height = TOP + ROW * max(len(givers), len(takers)) + 8
    lost = {f.giver for f in drawn if not f.in_pile}
    most = max(strength[f.giver, f.taker] for f in drawn)
    parts = [_line(f, givers, takers, strength[f.giver, f.taker] / most) for f in drawn]
    parts += [_name(g, 0.0, k, g in lost) for k, g in enumerate(givers)]
    parts += [_name(t, WIDTH - BOX, k, lost=False) for k, t in enumerate(takers)]
    label = "Who takes from whom"
    heads = (
        element("text", "has it first, or is named", class_="tick", x=0, y=18),
        element("text", "takes or names", class_="tick", x=WIDTH - BOX, y=18),
    )
    return element(
        "svg", element("title", label), *heads, *parts, class_="flow", role="group", aria_label=label,
        width=WIDTH, height=height, viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
    )  # fmt: skip


def _strongest(strength: Mapping[tuple[str, str], int], side: int) -> list[str]:
    total = Counter[str]()
    for pair, n in strength.items():
        total[pair[side]] += n
    return sorted(total, key=lambda name: (-total[name], name))[:FLOWS]


def _line(flow: Flow, givers: Sequence[str], takers: Sequence[str], share: float) -> Markup:
    a = TOP + ROW * givers.index(flow.giver) + ROW / 2 - 3
    b = TOP + ROW * takers.index(flow.taker) + ROW / 2 - 3
    left, right = BOX + 6, WIDTH - BOX - 6
    middle = (left + right) / 2
    title = (
        f"{flow.taker} from {flow.giver}: {counted(flow.statements, 'statement')}, "
        f"named {counted(flow.credits, 'time')}, {counted(flow.words, 'shared word')}"
    )
    path = element(
        "path",
        class_="line" if flow.in_pile else "line lost",
        d=f"M{left:.0f} {a:.0f}C{middle:.0f} {a:.0f} {middle:.0f} {b:.0f} {right:.0f} {b:.0f}",
        stroke_width=1.5 + 8 * share,
    )
    return element("g", element("title", title), path)


def _name(name: str, x: float, k: int, lost: bool) -> Markup:
    y = TOP + ROW * k
    return element(
        "g",
        element("title", f"{name} (not in the pile)" if lost else name),
        element("rect", x=x + 1, y=y, width=BOX - 2, height=ROW - 8, rx=4),
        element("text", fitted(name, 12.5, BOX - 20), class_="name", x=x + 10, y=y + 17),
        class_="node lost" if lost else "node",
    )
