"""The rule language, and that every rule can be reached."""

from __future__ import annotations

import pytest

from newstemma.date.classes import CLASSES, compile_classes, first_classes
from newstemma.date.rules import PIECES, RULES


def codes(*names: str) -> frozenset[str]:
    """The characters of these classes."""
    return frozenset(CLASSES[name] for name in names)


@pytest.mark.parametrize(
    ("pattern", "first", "empty"),
    [
        ("month number", ("month",), False),
        ("the? month", ("the", "month"), False),
        ("(weekday comma?)? (month|year)", ("weekday", "month", "year"), False),
        ("(a|the)? of?", ("a", "the", "of"), True),
    ],
)
def test_first_classes(pattern: str, first: tuple[str, ...], empty: bool) -> None:
    """What a rule can begin with follows from its names, groups, alternatives and question marks."""
    assert first_classes(pattern) == (codes(*first), empty)


def test_unbalanced_rule() -> None:
    """A rule with a bracket too many is refused when it is compiled."""
    with pytest.raises(ValueError, match="unbalanced"):
        first_classes("month) year")


def test_unknown_class() -> None:
    """A misspelt class is an error, not a rule that never matches."""
    with pytest.raises(KeyError):
        compile_classes("mnoth")


def test_no_rule_matches_nothing() -> None:
    """Every rule needs at least one token."""
    for pattern, _ in RULES:
        for name in sorted(PIECES, key=len, reverse=True):
            pattern = pattern.replace(name, PIECES[name])  # noqa: PLW2901 - written out step by step
        assert not first_classes(pattern)[1], pattern


def test_classes_are_single_and_distinct() -> None:
    """Each class is one character of its own."""
    assert all(len(code) == 1 for code in CLASSES.values())
    assert len(set(CLASSES.values())) == len(CLASSES)
