"""Spans of time: number and unit, and how TIMEX3 writes them."""

from __future__ import annotations

from newstemma.date.fields import UNITS, Token

__all__ = ["amount", "period"]


def amount(listed: list[Token]) -> tuple[str, str] | None:
    """Number and unit of a span of time as TIMEX3 writes them: ("3", "Y"), ("X", "D"); halves are kept."""
    number: float | None = None
    vague = half = False
    unit: str | None = None
    for i, (name, value) in enumerate(listed):
        if name in ("number", "tens", "a", "decimal", "hundred", "year"):
            number = _plus(number, name, value, slash=listed[i - 1][0] == "slash" if i else False)
        elif name == "few":
            vague = True
        elif name == "half":
            half = True
        elif name in UNITS:
            unit = str(value)
        elif name == "second" and unit is None:
            unit = "TS"
    if unit is None:
        return None
    if vague or number is None:
        return ("X" if vague else "1"), unit
    number += 0.5 if half else 0
    return (f"{number:g}" if number < 1e6 else str(int(number))), unit


def _plus(number: float | None, name: str, value: int | str | None, *, slash: bool) -> float:
    """A number word after another: twenty-five, two hundred, 2 1/2."""
    amount_of = float(value or 0)
    if number is None:
        return amount_of
    if name == "a":
        return number
    if slash:
        return number + 0.5 - 1 if amount_of == 2 else number
    if name == "hundred" and number:
        return number * amount_of
    return number + amount_of


def period(number: str, unit: str) -> str:
    """``P3Y``, ``PT2H``, ``PXD``, ``P2Y6M``: decades are ten years, halves whole smaller units."""
    time = "T" if unit.startswith("T") else ""
    letter = unit[-1] if time else {"E": "E", "C": "C", "WE": "WE"}.get(unit, unit)
    if number != "X" and unit in ("E", "C", "WE"):
        times, letter = {"E": (10, "Y"), "C": (100, "Y"), "WE": (2, "D")}[unit]
        return f"P{float(number) * times:g}{letter}"
    if "." in number:
        return _with_half(number, letter, time)
    return f"P{time}{number}{letter}"


def _with_half(number: str, letter: str, time: str) -> str:
    whole, fraction = number.split(".")
    smaller = {
        "Y": ("M", 6),
        "H": ("M", 30),
        "M": ("S", 30) if time else ("D", 15),
        "D": ("TH", 12),
        "W": ("D", 3),
    }
    if fraction == "5" and letter in smaller:
        name, count = smaller[letter]
        head = f"{whole}{letter}" if int(whole) else ""
        return f"P{time}{head}{'T' if name.startswith('T') else ''}{count}{name[-1]}"
    return f"P{time}{number}{letter}"
