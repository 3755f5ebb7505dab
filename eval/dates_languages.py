#!/usr/bin/env python3
"""Time expressions in German, French, Spanish and Russian: found, and with the right value.

    python eval/dates_languages.py [--errors]

The sentences (eval/data/dates_languages.txt) are our own. An expression is found if it overlaps a labelled
one, and right if its value and type are the label's; F1 counts one against one. The lines with an even
number in their language are only measured: ``--errors`` never prints them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from newstemma.date.expressions import expressions

HERE = Path(__file__).resolve().parent
PUBLISHED = "2022-03-10"
_MARKED = re.compile(r"\{([^|{}]+)\|([^|{}]+)(?:\|(SET))?\}")


class Label(NamedTuple):
    """A labelled expression."""

    start: int
    end: int
    type: str
    value: str


def read_line(line: str) -> tuple[str, list[Label]]:
    """The sentence without marks, and its labels."""
    text, labels, position = "", [], 0
    for m in _MARKED.finditer(line):
        text += line[position : m.start()]
        start = len(text)
        text += m.group(1)
        labels.append(Label(start, len(text), m.group(3) or kind(m.group(2)), m.group(2)))
        position = m.end()
    return text + line[position:], labels


def kind(value: str) -> str:
    """The type that a value has where the label does not say SET."""
    if re.match(r"P[\dXT]", value):
        return "DURATION"
    return "TIME" if re.search(r"T\d\d|T[A-Z]{2}$", value) else "DATE"


def read() -> dict[str, list[tuple[str, list[Label]]]]:
    """Labelled sentences by language."""
    out: dict[str, list[tuple[str, list[Label]]]] = {}
    rows: list[tuple[str, list[Label]]] = []
    for line in (HERE / "data" / "dates_languages.txt").read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[\w\w\]", line):
            rows = out.setdefault(line[1:3], [])
        elif line.strip() and not line.startswith("#"):
            rows.append(read_line(line))
    return out


def compare(language: str, text: str, labels: list[Label], show: bool) -> Counter[str]:
    """Counts of labelled, given, found and right expressions in one sentence."""
    given = expressions("a", text, PUBLISHED, language)
    left = list(given)
    counts = Counter(labelled=len(labels), given=len(given))
    for label in labels:
        same = [d for d in left if d.start < label.end and label.start < d.end]
        right = [d for d in same if (d.value, d.type) == (label.value, label.type)]
        if same:
            counts["found"] += 1
            counts["right"] += bool(right)
            left.remove((right or same)[0])
        if show and not right:
            got = [(d.text, d.type, d.value) for d in same]
            print(f"   {language} {text[label.start : label.end]!r} {label.type} {label.value}: {got}")
    for d in left if show else []:
        print(f"   {language} not labelled: {d.text!r} {d.value} in {text!r}")
    return counts


def main() -> int:
    """Print F1 by language and half; 1 if one is below its floor."""
    floors = json.loads((HERE / "floors" / "dates_languages.json").read_text(encoding="utf-8"))["floors"]
    failed = False
    for language, rows in read().items():
        for part in ("looked at", "held out"):
            counts: Counter[str] = Counter()
            for number, (text, labels) in enumerate(rows, start=1):
                if (number % 2 == 0) == (part == "held out"):
                    counts += compare(language, text, labels, "--errors" in sys.argv and part == "looked at")
            for name in ("found", "right"):
                value = 200 * counts[name] / max(1, counts["labelled"] + counts["given"])
                floor = floors.get(f"{language} {part} {name}", 0.0)
                failed = failed or value < floor
                print(
                    f"{language} {part} {name:6} F1 {value:5.1f}  floor {floor:5.1f}  of {counts['labelled']}"
                )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
