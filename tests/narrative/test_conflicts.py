"""Conflicts between passages, on texts of our own."""

from __future__ import annotations

import dataclasses
import time

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


def dated(name: str, text: str, day: str | None) -> Article:
    """An article of a day."""
    return dataclasses.replace(article(name, text), published=day)


def said(a: Article, words: str, speaker: str, kind: str = "indirect") -> Statement:
    """The words of an article as somebody's statement."""
    at = a.text.index(words)
    return Statement(
        f"st-{a.article_id}", a.article_id, kind, at, at + len(words), words, [Span(at, at + len(words))],
        None, None, None, None, None, speaker, None, "rules", 0.9, f"sp-{speaker}", speaker,
    )  # fmt: skip


def found(articles: list[Article], statements: list[Statement]) -> list[tuple[str, str]]:
    """Kinds and reasons."""
    table = statements_to_conflicts(
        to_table(Article, articles), to_table(Statement, statements), empty(DateExpression), empty(Witness)
    )
    check("conflicts", table)
    return [(r["kind"], r["detail"]) for r in table.to_pylist()]


TOLD = "the Keldby reservoir has been poisoned with solvent from the dye works"
CLAIM = "The Keldby reservoir has been poisoned with solvent from the dye works."


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("2024-03-01", "2024-03-04", "the denial is later: 2024-03-01 and 2024-03-04"),
        ("2024-03-04T10:00", "2024-03-01", "the denial is earlier"),
        ("2024-03", "2024-03-04", "both of 2024-03"),
        (None, "2024-03-04", "not known"),
    ],
)
def test_a_claim_and_its_denial(first: str | None, second: str, order: str) -> None:
    """A denial is held against the claim, and the reason tells which came first, as far as dates allow."""
    a = dated("a", CLAIM, first)
    b = dated("b", "Mayor Ida Brook denied that the Keldby reservoir has been poisoned with solvent.", second)
    ((kind, detail),) = found([a, b], [])
    assert kind == "polarity"
    assert order in detail


@pytest.mark.parametrize(
    "other",
    [
        "Mayor Ida Brook denied that the Ostrel reservoir has been poisoned with solvent.",
        "Mayor Ida Brook repeated that the Keldby reservoir has been poisoned with solvent.",
        "Mayor Ida Brook denied any knowledge of the matter.",
    ],
)
def test_what_is_no_denial_of_it(other: str) -> None:
    """Another place, a repetition, and a denial of something else deny nothing."""
    assert found([article("a", CLAIM), article("b", other)], []) == []


def test_told_as_fact() -> None:
    """What one gives to a source and another tells as fact is one row that names the source."""
    a = article("a", f"Ida Brook told us that {TOLD}.")
    statement_ = said(a, TOLD, "Ida Brook")
    ((kind, detail),) = found([a, article("b", CLAIM)], [statement_])
    assert kind == "attribution"
    assert "Ida Brook" in detail


@pytest.mark.parametrize(
    "other",
    [
        "The Keldby reservoir has reportedly been poisoned with solvent from the dye works.",
        "The Keldby reservoir may have been poisoned with solvent from the dye works.",
        "Has the Keldby reservoir been poisoned with solvent from the dye works?",
        "Ida Brook spoke on Monday. The Keldby reservoir has been poisoned with solvent from the dye works.",
        "“The Keldby reservoir has been poisoned with solvent from the dye works.”",
        "The Ostrel reservoir has been poisoned with solvent from the dye works.",
    ],
)
def test_what_is_not_told_as_fact(other: str) -> None:
    """Reports, guesses, questions, quotations, a source named beside it, and another place are no fact."""
    a = article("a", f"Ida Brook told us that {TOLD}.")
    statement_ = said(a, TOLD, "Ida Brook")
    assert found([a, article("b", other)], [statement_]) == []


@pytest.mark.parametrize(
    ("first", "second", "conflicts_"),
    [
        ("Ida Brook", "Jon Adler", 1),
        ("Ida Brook", "Ida Brooke", 0),
        ("Ida Brook", "Keldby Police", 0),
        ("Ida Brook", "Adler", 0),
        ("Ida Brook", "The Evening Lamp", 0),
    ],
)
def test_one_quotation_and_two_speakers(first: str, second: str, conflicts_: int) -> None:
    """Two full names of persons are a conflict; spellings, bodies, surnames and outlets are none."""
    words = "Nobody who has seen the cellars would ever sleep in that house again"
    a = article("a", f"“{words},” she said.")
    b = article("b", f"“{words},” he told the council.")
    rows = [said(a, words, first, "direct"), said(b, words, second, "direct")]
    assert len(found([a, b], rows)) == conflicts_


def test_the_words_that_report_are_left_out() -> None:
    """A claim and its negation are compared without who said them."""
    a = article("a", "“Not a single litre of fuel has reached the water,” said the owner of the barge.")
    b = article("b", "Fuel has reached the water, whatever the owner may think.")
    rows = [said(a, "Not a single litre of fuel has reached the water", "Ida Brook", "direct")]
    assert [kind for kind, _ in found([a, b], rows)] == ["polarity"]


def test_ten_thousand_identical_statements() -> None:
    """A pile of copies is compared in moments and contradicts nothing."""
    rows = [article(f"{k:05}", CLAIM) for k in range(10_000)]
    start = time.perf_counter()
    assert found(rows, []) == []
    assert time.perf_counter() - start < 60
