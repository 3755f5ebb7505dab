"""Versions under each other, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newstemma.records import Change
from newstemma.report.variant_table import Reading, VariantTable, variant_table
from newstemma.report.variants import Passage

BASE = "The ferry left Brenning with 340 people on board before dawn"


def reading(
    key: str, text: str, parent: str | None = None, changes: tuple[Change, ...] = (), language: str = "en"
) -> Reading:
    """A version that is a text of its own."""
    return Reading(
        key, key, f"Paper {key}", f"#{key}", Passage(text, 0, len(text), language), parent, changes
    )


def number(parent: str, child: str, text: str, figure: str) -> Change:
    """A changed figure in the child's text."""
    start = text.index(figure)
    return Change(
        "u", parent, child, "edge", "number", "340", figure, None, None, None, start, start + len(figure)
    )


def states(table: VariantTable | None) -> list[list[tuple[str, str]]]:
    """State and text of every cell."""
    assert table is not None
    return [[(c.state, c.text) for c in row.cells] for row in table.rows]


def test_what_differs_stands_in_columns_of_its_own() -> None:
    """A figure and a cut, each in its column; what all have stands once."""
    other = BASE.replace("340", "430").replace(" before dawn", "")
    found = states(variant_table(reading("A", BASE), [reading("B", other, "A")]))
    assert found[0] == [("base", "The ferry left Brenning with"), ("base", "340"),
                        ("base", "people on board"), ("base", "before dawn")]  # fmt: skip
    assert found[1] == [("same", ""), ("other", "430"), ("same", ""), ("lacks", "")]


def test_a_difference_has_the_kind_of_its_change_and_is_inherited() -> None:
    """A copy that took over the wrong figure shows the same kind, though nothing changed on its own way."""
    other = BASE.replace("340", "430")
    rows = [
        reading("B", other, "A", (number("A", "B", other, "430"),)),
        reading("C", other + " on Monday", "B"),
    ]
    table = variant_table(reading("A", BASE), rows)
    assert table is not None
    assert [row.cells[1].label for row in table.rows] == ["", "number", "number"]
    assert table.rows[2].cells[-1].text == "on Monday"
    assert table.rows[1].cells[-1].state == "same"


def test_another_language_is_left_out_and_named() -> None:
    """A translation cannot be aligned word by word, and the table says so."""
    table = variant_table(
        reading("A", BASE),
        [reading("B", BASE.replace("340", "430")), reading("C", "Die Fähre legte ab", language="de")],
    )
    assert table is not None
    assert table.left_out == ["C (Paper C)"]
    assert len(table.rows) == 2


def test_without_a_difference_there_is_no_table() -> None:
    """Equal versions, or none to compare with, need no table."""
    assert variant_table(reading("A", BASE), [reading("B", BASE)]) is None
    assert variant_table(reading("A", BASE), []) is None
    assert variant_table(reading("A", ""), [reading("B", BASE)]) is None


WORD = st.sampled_from("river bridge opens seven trams closed harbour night march lamp".split())


@given(st.lists(WORD, min_size=4, max_size=14), st.lists(st.lists(WORD, min_size=4, max_size=14), max_size=4))
def test_every_version_is_whole(base: list[str], others: list[list[str]]) -> None:
    """Read from left to right, a row gives back its version's words, whatever differs."""
    texts = {"A": " ".join(base)} | {f"V{k}": " ".join(words) for k, words in enumerate(others)}
    rows = [reading(key, text, "A") for key, text in texts.items()]
    table = variant_table(rows[0], rows[1:])
    if table is None:
        return
    first = table.rows[0].cells
    for row in table.rows:
        filled = [
            (a.text if b.state == "same" and not b.text else b.text)
            for a, b in zip(first, row.cells, strict=True)
        ]
        if not any("…" in text for text in filled):
            assert " ".join(filter(None, filled)) == texts[row.sigil]
