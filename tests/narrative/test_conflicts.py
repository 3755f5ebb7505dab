"""Conflicts between passages, on texts of our own."""

from __future__ import annotations

import pyarrow as pa
import pytest

from newstemma.narrative.statements_to_conflicts import statements_to_conflicts
from newstemma.records import Article, DateExpression, Statement, Witness
from newstemma.spans import Span
from newstemma.tables import check, empty, to_table


def article(name: str, text: str) -> Article:
    """An article without metadata."""
    return Article(f"a-{name}", f"{name}.txt", None, None, None, None, None, None, None, None, "en", text)


def date(a: Article, words: str, value: str) -> DateExpression:
    """A time expression at the first place of its words."""
    at = a.text.index(words)
    return DateExpression(
        f"d-{a.article_id}-{at}", a.article_id, at, at + len(words), words, "DATE", value, None
    )


def conflicts(articles: list[Article], dates: list[DateExpression] | None = None) -> pa.Table:
    """The conflicts of articles without statements."""
    table = statements_to_conflicts(
        to_table(Article, articles), empty(Statement), to_table(DateExpression, dates or []), empty(Witness)
    )
    check("conflicts", table)
    return table


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("Catches grew by 40 per cent. The number of boats rose from 200 to 310.", "55.0"),
        ("Landings fell 10 percent last year, from 90 to 70 tonnes.", "22.2"),
        ("Der Verkehr stieg um 30 Prozent, von 120 auf 180 Fahrten.", "50.0"),
        ("Le trafic a augmenté de 30 pour cent, passant de 120 à 180 bateaux.", "50.0"),
    ],
)
def test_growth_that_does_not_follow(text: str, computed: str) -> None:
    """A percentage that its own two figures contradict is found, in several languages."""
    (detail,) = conflicts([article("x", text)])["detail"].to_pylist()
    assert computed in detail


@pytest.mark.parametrize(
    "text",
    [
        "Catches grew by 55 per cent. The number of boats rose from 200 to 310.",
        "Catches grew by about 50 per cent. The number of boats rose from 200 to 310.",
        "The ferry carries 60 per cent tourists. It goes from 8 to 20 every day.",
        "Fares rose by 4 per cent. The crew fell from 20 to 10.",
    ],
)
def test_growth_that_may_well_follow(text: str) -> None:
    """Rounding, rough figures and unrelated numbers are no conflict."""
    assert conflicts([article("x", text)]).num_rows == 0


def test_two_dates_of_one_event() -> None:
    """One signing of one named treaty cannot have taken place in two years."""
    a = article("a", "In 2011, the islands signed the Lantern Bay Accord after long talks.")
    b = article("b", "The Lantern Bay Accord was signed on 4 March 2012 in the capital.")
    table = conflicts([a, b], [date(a, "2011", "2011"), date(b, "4 March 2012", "2012-03-04")])
    assert table["kind"].to_pylist() == ["date"]
    assert "2011" in table["detail"][0].as_py()


def test_a_coarse_date_agrees_with_a_fine_one() -> None:
    """A year contains its days."""
    a = article("a", "In 2012, the islands signed the Lantern Bay Accord after long talks.")
    b = article("b", "The Lantern Bay Accord was signed on 4 March 2012 in the capital.")
    assert conflicts([a, b], [date(a, "2012", "2012"), date(b, "4 March 2012", "2012-03-04")]).num_rows == 0


def test_two_counts_of_one_thing() -> None:
    """The same sentence with another figure in another article is found, with both sentences."""
    a = article("a", "Divers recovered 27 barrels of solvent from the harbour basin before noon.")
    b = article("b", "Before noon the divers had recovered 31 barrels of solvent from the harbour basin.")
    (row,) = conflicts([a, b]).to_pylist()
    assert row["kind"] == "number"
    assert a.text[row["start_a"] : row["end_a"]] == row["text_a"]


@pytest.mark.parametrize(
    "other",
    [
        "Before noon the divers had recovered some 28 barrels of solvent from the harbour basin.",
        "Before noon the divers had recovered at least 20 barrels of solvent from the harbour basin.",
        "Firefighters took 31 barrels of paint from a lorry on the ring road.",
    ],
)
def test_counts_that_can_both_be_right(other: str) -> None:
    """Rough figures, lower bounds and other things are no conflict."""
    a = article("a", "Divers recovered 27 barrels of solvent from the harbour basin before noon.")
    assert conflicts([a, article("b", other)]).num_rows == 0


def test_opposite_polarity() -> None:
    """A sentence and its negation about the same thing contradict each other."""
    a = article(
        "a", "The harbour board approved the dredging contract with Norvik Marine on Tuesday evening."
    )
    b = article(
        "b", "The harbour board has not approved the dredging contract with Norvik Marine on Tuesday."
    )
    assert conflicts([a, b])["kind"].to_pylist() == ["polarity"]


def test_other_ways_to_say_no_are_no_contradiction() -> None:
    """ "Unable to" says the same as "could not"."""
    a = article("a", "Divers were unable to reach the sunken barge in the harbour basin.")
    b = article("b", "Divers could not reach the sunken barge in the harbour basin.")
    assert conflicts([a, b]).num_rows == 0


def witness(a: Article, statement: Statement | None) -> Witness:
    """A whole article as a witness."""
    said = statement.statement_id if statement else None
    return Witness(
        "u-1", f"w-{a.article_id}", said, a.article_id, "A", "extant", a.path,
        0, len(a.text), a.text, statement is not None, None,
    )  # fmt: skip


def statement(a: Article, speaker: str) -> Statement:
    """A whole article as a direct statement."""
    return Statement(
        f"st-{a.article_id}", a.article_id, "direct", 0, len(a.text), a.text, [Span(0, len(a.text))],
        None, None, None, None, None, None, None, "rules", 0.9, f"sp-{speaker}", speaker,
    )  # fmt: skip


def test_attribution_conflicts() -> None:
    """One quotation with two speakers, and a claim told as fact elsewhere, are each one row."""
    rows = [article(n, "The dam will hold for a hundred years.") for n in "abc"]
    said = [statement(rows[0], "Mira Holt"), statement(rows[1], "Jon Adler")]
    witnesses = [witness(rows[0], said[0]), witness(rows[1], said[1]), witness(rows[2], None)]
    table = statements_to_conflicts(
        to_table(Article, rows),
        to_table(Statement, said),
        empty(DateExpression),
        to_table(Witness, witnesses),
    )
    assert table["kind"].to_pylist() == ["attribution", "attribution"]
    assert any("Mira Holt and to Jon Adler" in d for d in table["detail"].to_pylist())


def test_order_changes_nothing() -> None:
    """The same articles in another order give the same rows."""
    a = article("a", "Divers recovered 27 barrels of solvent from the harbour basin before noon.")
    b = article("b", "Before noon the divers had recovered 31 barrels of solvent from the harbour basin.")
    assert conflicts([a, b]).equals(conflicts([b, a]))
