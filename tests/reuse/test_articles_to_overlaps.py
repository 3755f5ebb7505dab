"""Passages that two articles share."""

from __future__ import annotations

import random
import time

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.ids import make_id
from newstemma.records import Article, Overlap
from newstemma.reuse.articles_to_overlaps import articles_to_overlaps
from newstemma.tables import check, to_records, to_table

COUNCIL = (
    "The council of Lower Tarn voted on Tuesday to close the old swimming baths for two winters, "
    "because the boiler house would cost four million crowns to repair and nobody had offered to pay."
)
BRIDGE = (
    "Engineers who climbed the Orlen bridge at dawn found a crack as long as a hand in the third pillar, "
    "and the trams have been turned round at the market square ever since."
)
FURNITURE = "Follow the Tarn Gazette on every channel and never miss a story from your own valley."


def words(seed: int) -> str:
    """Three sentences of an article's own, in words that no other article has."""
    rng = random.Random(seed)
    made = ["".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(4)) for _ in range(36)]
    return " ".join(" ".join(made[k : k + 12]).capitalize() + "." for k in (0, 12, 24))


def article(text: str, outlet: str | None = None, language: str = "en") -> Article:
    """An article with nothing but a text."""
    return Article(
        make_id("a", text), "x.txt", None, None, outlet, None, None, None, None, None, language, text
    )


def overlaps(*articles: Article) -> list[tuple[str, str, str]]:
    """Kind and both texts of every overlap, checked against the contract."""
    table = articles_to_overlaps(to_table(Article, articles))
    check("overlaps", table)
    texts = {a.article_id: a.text for a in articles}
    out = []
    for o in to_records(Overlap, table):
        assert o.article_a < o.article_b
        a, b = texts[o.article_a][o.start_a : o.end_a], texts[o.article_b][o.start_b : o.end_b]
        assert a == a.strip()
        assert b == b.strip()
        out.append((o.kind, a, b))
    return out


def test_a_copied_sentence_is_verbatim_with_exact_borders() -> None:
    """Only the sentence itself, whatever stands around it; its marks at the ends do not count."""
    found = overlaps(article(f"{words(1)}\n\n{COUNCIL}\n\n{words(2)}"), article(f"{words(3)} {COUNCIL}"))
    assert found == [("verbatim", COUNCIL[:-1], COUNCIL[:-1])]


def test_marks_case_and_accents_do_not_matter() -> None:
    """Another outlet's quotation marks and capitals are still verbatim."""
    other = COUNCIL.replace("Tarn", "TARN").replace("the old", "“the old”")
    assert [kind for kind, _, _ in overlaps(article(words(1) + COUNCIL), article(words(2) + other))] == [
        "verbatim"
    ]


def test_an_edited_passage_is_near() -> None:
    """A fifth of the words replaced, dropped or added: one passage, not its pieces."""
    edited = (
        COUNCIL.replace("voted on Tuesday", "decided yesterday")
        .replace("old ", "")
        .replace("four million", "more than four million")
    )
    found = overlaps(article(f"{words(1)} {COUNCIL}"), article(f"{words(2)} {edited}"))
    assert [kind for kind, _, _ in found] == ["near"]
    assert found[0][1].endswith("nobody had offered to pay")


def test_moved_passages_are_found_each_by_itself() -> None:
    """The order of the passages in the two articles is free."""
    first = article(f"{COUNCIL} {words(1)} {BRIDGE}")
    second = article(f"{BRIDGE} {words(2)} {COUNCIL}")
    assert {texts[1] for texts in overlaps(first, second)} == {COUNCIL[:-1], BRIDGE[:-1]}


def test_unrelated_articles_share_nothing() -> None:
    """Stock phrases of the language are no passage."""
    first = "At the end of the day, as a matter of fact, the mayor of Orlen said that she would do it again."
    second = "At the end of the day, as a matter of fact, nobody in Tarn had asked the geese for an opinion."
    assert overlaps(article(first), article(second)) == []


def test_an_outlets_furniture_is_boilerplate_and_its_copied_sentence_is_not() -> None:
    """What three articles of one outlet repeat is furniture; one sentence in two outlets is reuse."""
    own = [article(f"{words(k)}\n\n{FURNITURE}", "Tarn Gazette") for k in range(3)]
    pair = [article(f"{COUNCIL} {words(8)}", "Tarn Gazette"), article(f"{COUNCIL} {words(9)}", "Orlen Echo")]
    kinds = {(kind, text[:6]) for kind, text, _ in overlaps(*own, *pair)}
    assert kinds == {("boilerplate", "Follow"), ("verbatim", "The co")}


def test_what_articles_on_different_matters_repeat_is_boilerplate() -> None:
    """Without outlets too: six articles on six matters with one sentence in common."""
    found = overlaps(*[article(f"{words(k)}\n\n{FURNITURE}") for k in range(6)])
    assert {kind for kind, _, _ in found} == {"boilerplate"}


def test_many_copies_of_one_text_are_not_boilerplate() -> None:
    """A wire story that ten outlets print is ten times reused."""
    copies = [article(f"{COUNCIL} {BRIDGE} {words(100)} Printed in town {k}.") for k in range(10)]
    assert {kind for kind, _, _ in overlaps(*copies)} <= {"verbatim", "near"}


def test_reworded_and_translated_sentences() -> None:
    """The same in other words, or in another language, without a shared run of words."""
    first = article(f"{words(1)}\n\nThe Orlen bridge was shut after inspectors noticed a crack in a pillar.")
    second = article(
        f"{words(2)}\n\nInspectors found that one pillar of the Orlen bridge has a crack and closed it."
    )
    third = article(
        f"{words(3)}\n\nEl puente de Orlen fue cerrado después de que los inspectores vieran una grieta.",
        language="es",
    )
    kinds = {kind for kind, _, _ in overlaps(first, second, third)}
    assert kinds == {"reworded", "translated"}


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_articles_share_nothing(count: int) -> None:
    """An empty table with the right columns."""
    table = articles_to_overlaps(to_table(Article, [article(COUNCIL)] * count))
    check("overlaps", table)
    assert table.num_rows == 0


def test_empty_and_wordless_articles() -> None:
    """Texts without words share nothing and break nothing."""
    assert overlaps(article(""), article("… !!"), article("？"), article(COUNCIL)) == []


def test_order_of_articles_changes_nothing() -> None:
    """The same rows, whatever the order of the input."""
    rows = [article(f"{words(k)} {COUNCIL if k % 2 else BRIDGE}") for k in range(6)]
    table = to_table(Article, rows)
    turned = table.take(pa.array(list(reversed(range(table.num_rows)))))
    assert articles_to_overlaps(table).equals(articles_to_overlaps(turned))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(alphabet="ab .\n“", max_size=80), min_size=2, max_size=4, unique=True))
def test_any_text_gives_valid_rows(texts: list[str]) -> None:
    """Offsets lie in the texts whatever they are made of."""
    overlaps(*[article(text) for text in texts])


@pytest.mark.slow
def test_hostile_repetition_is_linear() -> None:
    """Two articles of a hundred thousand words that repeat three words take seconds."""
    start = time.perf_counter()
    overlaps(article("tarn orlen bridge " * 33_000), article("orlen tarn bridge " * 33_000))
    assert time.perf_counter() - start < 20
