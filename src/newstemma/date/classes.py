"""The token classes that rules are written in, each standing for one character of the class string."""

from __future__ import annotations

import re

__all__ = ["CLASSES", "OTHER", "compile_classes"]

OTHER = "_"
"""The class of a word that means nothing to the grammar; no rule crosses one."""

_NAMES = (
    "number tens hundred year decimal iso numeric clock decade ordinal second month weekday unit year_unit "
    "quarter_unit units time_unit time_units season part shift adj today now back later before every often "
    "a the of at prep mod few half fiscal ampm zone oclock old dash comma dot apostrophe slash open other "
    "quarter_code holiday and week_of period about more weekdays close genitive aside"
).split()
CLASSES = {name: chr(0x41 + i) if i < 26 else chr(0x61 + i - 26) if i < 52 else chr(0xC0 + i - 52)
           for i, name in enumerate(_NAMES)}  # fmt: skip
"""One character per class name."""
CLASSES["other"] = OTHER

_NAME = re.compile(r"[a-z_]{1,}")


def compile_classes(pattern: str) -> str:
    """A rule in class names (``month number comma? year``) as a regular expression over class strings.

    Raises:
        KeyError: the rule names a class that does not exist.
    """
    return _NAME.sub(lambda m: CLASSES[m.group()], pattern).replace(" ", "")
