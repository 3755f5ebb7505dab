"""How much of an article stands elsewhere, and who takes from whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newstemma.records import Article, Credit, Overlap
from newstemma.report.matrix import matrix
from newstemma.report.outlets import Flow, flows, outlet_shares
from newstemma.report.pile import Pile
from newstemma.report.shares import Portion, portion, takings

TEXT = "one two three four five six seven eight nine ten"


def article(key: str, published: str | None) -> Article:
    """Ten words in an outlet named by the key."""
    return Article(key, f"{key}.txt", None, None, key.upper(), None, key, None, published, None, "en", TEXT)


def pile_of(pile: Pile, articles: list[Article], overlaps: list[Overlap], credits: list[Credit]) -> Pile:
    """A pile with these rows and no statements."""
    return replace(
        pile,
        articles={a.article_id: a for a in articles},
        overlaps=overlaps,
        credits=credits,
        statements={},
        utterances={},
        witnesses=[],
        edges=[],
        sources=[],
        changes=[],
    )


def shared(a: str, b: str, words: int) -> Overlap:
    """The first words of both."""
    end = len(" ".join(TEXT.split()[:words]))
    return Overlap(f"o-{a}{b}{words}", a, 0, end, b, 0, end, "verbatim", 1.0)


def named(in_: str, whom: str) -> Credit:
    """A credit at the article's beginning."""
    return Credit(f"c-{in_}", in_, 0, 3, "one", whom, "outlet", None)


EARLY, LATE, OPEN = article("early", "2024-05-01"), article("late", "2024-05-02"), article("open", None)


def test_an_earlier_article_gives_and_a_later_one_takes(pile: Pile) -> None:
    """Words count as taken only where certain dates say who was first."""
    run = pile_of(pile, [EARLY, LATE], [shared("early", "late", 4)], [])
    assert portion(run, EARLY) == Portion(10, 10, 0, 0, 0)
    assert portion(run, LATE) == Portion(10, 6, 0, 4, 0)
    assert [(t.other, t.words, t.order) for t in takings(run, EARLY)] == [("late", 4, "before")]


def test_a_named_source_is_credited(pile: Pile) -> None:
    """Naming the outlet makes the shared words credited ones."""
    run = pile_of(pile, [EARLY, LATE], [shared("early", "late", 4)], [named("late", "Early")])
    assert portion(run, LATE) == Portion(10, 6, 4, 0, 0)


def test_without_a_date_it_stays_open_unless_a_credit_tells(pile: Pile) -> None:
    """No date, no order; but who names the other one has it from there."""
    overlaps = [shared("early", "open", 3)]
    assert portion(pile_of(pile, [EARLY, OPEN], overlaps, []), OPEN).open == 3
    told = pile_of(pile, [EARLY, OPEN], overlaps, [named("open", "EARLY")])
    assert portion(told, OPEN) == Portion(10, 7, 3, 0, 0)
    assert portion(told, EARLY).own == 10


def test_a_word_is_counted_once(pile: Pile) -> None:
    """Passages that overlap each other, and several givers, do not add up beyond the text."""
    other = article("older", "2024-04-30")
    run = pile_of(
        pile,
        [EARLY, LATE, other],
        [shared("early", "late", 6), shared("late", "older", 5)],
        [named("late", "Older")],
    )
    assert portion(run, LATE) == Portion(10, 4, 5, 1, 0)
    assert (
        sum((p := portion(run, LATE)).__getattribute__(n) for n in ("own", "credited", "uncredited", "open"))
        == p.words
    )


def test_flows_of_the_hand_made_run(pile: Pile) -> None:
    """The agency gives to those that name it; a source that is not at hand is a giver too."""
    found = {(f.taker, f.giver): f for f in flows(pile)}
    assert found["Moor Gazette", "Tramwire"].credits == 1
    assert found["Moor Gazette", "Tramwire"].in_pile
    assert not any(f.taker == f.giver for f in found.values())
    assert {s.outlet for s in outlet_shares(pile)} >= {"Tramwire", "Moor Gazette"}


def test_documents_are_no_outlets(pile: Pile) -> None:
    """A credited statement or letter is nobody whom an outlet takes from."""
    run = pile_of(pile, [EARLY], [], [replace(named("early", "statement"), kind="document")])
    assert flows(run) == []


@pytest.mark.parametrize("most", [1, 2, 9])
def test_the_matrix_says_what_it_leaves_out(most: int) -> None:
    """Pairs inside and pairs left out are all pairs that have anything."""
    listed = [Flow(f"t{k}", f"g{k}", True, k + 1, k, 0.5, 0) for k in range(4)] + [
        Flow("x", "y", True, 0, 0, 0, 9)
    ]
    made = matrix(listed, most)
    inside = sum(cell.shade > 0 for _, cells in made.rows for cell in cells)
    assert inside + made.more == 4
    assert max(cell.shade for _, cells in made.rows for cell in cells) == 4
