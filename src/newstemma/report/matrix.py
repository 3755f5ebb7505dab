"""Who takes from whom as a table of takers by givers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newstemma.report.outlets import Flow

__all__ = ["Cell", "Matrix", "matrix"]

_SHADES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """What one taker has from one giver; ``shade`` from 0 (nothing) to 4."""

    statements: int
    credits: int
    words: int
    shade: int


@dataclass(frozen=True)
class Matrix:
    """Takers and givers with a cell for each pair.

    Attributes:
        givers: name, and whether it is in the pile.
        more: pairs that are not in it.
    """

    givers: Sequence[tuple[str, bool]]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    more: int


def matrix(flows: Sequence[Flow], most: int) -> Matrix:
    """The strongest takers and givers.

    Args:
        flows: all pairs.
        most: rows, and columns.
    """
    strength = {(f.taker, f.giver): f.statements + f.credits for f in flows if f.statements + f.credits}
    takes, gives = Counter[str](), Counter[str]()
    for (taker, giver), n in strength.items():
        takes[taker] += n
        gives[giver] += n
    takers = sorted(takes, key=lambda t: (-takes[t], t))[:most]
    givers = sorted(gives, key=lambda g: (-gives[g], g))[:most]
    givers = [g for g in givers if any((t, g) in strength for t in takers)]
    takers = [t for t in takers if any((t, g) in strength for g in givers)]
    found = {(f.taker, f.giver): f for f in flows}
    top = max(strength.values(), default=1)
    in_pile = {f.giver: f.in_pile for f in flows}
    rows = [(t, [_cell(found.get((t, g)), top) for g in givers]) for t in takers]
    inside = sum(t in takers and g in givers for t, g in strength)
    return Matrix([(g, in_pile[g]) for g in givers], rows, len(strength) - inside)


def _cell(flow: Flow | None, top: int) -> Cell:
    if flow is None:
        return Cell(0, 0, 0, 0)
    n = flow.statements + flow.credits
    return Cell(flow.statements, flow.credits, flow.words, -(-_SHADES * n // top))
