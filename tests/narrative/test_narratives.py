"""Narratives: utterances that make the same point."""

from __future__ import annotations

import dataclasses

import pyarrow as pa

from newstemma.narrative.articles_to_stories import articles_to_stories
from newstemma.narrative.carriers import _bursts
from newstemma.narrative.utterances_to_narratives import utterances_to_narratives
from newstemma.records import Article, Narrative, Utterance, Witness
from newstemma.tables import empty, to_records, to_table

TEXTS = [
    "The city council rejected our offer to repair the old bridge.",
    "Our proposal to repair the old bridge was turned down by the council.",
    "Der Stadtrat hat unser Angebot zur Reparatur der alten Brücke abgelehnt.",
    "The orchestra will play two concerts in the park this summer.",
    "Yes.",
]


def utterance(number: int, text: str) -> Utterance:
    """An utterance with one witness."""
    return Utterance(f"u-{number}", f"sp-{number}", "x", None, None, text, 1, 1, None, None, None, None, None)


def run(order: list[int]) -> pa.Table:
    """The narratives of the texts, given in some order."""
    rows = [utterance(i, TEXTS[i]) for i in order]
    articles = [
        Article(
            f"a-{i}",
            "x",
            None,
            None,
            f"Outlet {i}",
            None,
            None,
            None,
            f"2024-05-0{i + 1}",
            None,
            "en",
            TEXTS[i],
        )
        for i in order
    ]
    witnesses = [
        Witness(f"u-{i}", f"w-{i}", f"st-{i}", f"a-{i}", "A", "extant", "x", 0, 4, TEXTS[i], True, None)
        for i in order
    ]
    return utterances_to_narratives(
        to_table(Article, articles), to_table(Utterance, rows), to_table(Witness, witnesses)
    )


def test_the_same_point_in_two_languages_is_one_narrative() -> None:
    """Three wordings of one point are together, what treats something else is not there."""
    (found,) = [n for n in to_records(Narrative, run([0, 1, 2, 3, 4])) if n.level == "narrative"]
    assert found.utterance_ids == ["u-0", "u-1", "u-2"]
    assert (found.first_seen, found.last_seen) == ("2024-05-01", "2024-05-03")
    assert (found.n_articles, found.n_speakers, found.n_outlets) == (3, 3, 3)
    assert found.label in TEXTS
    assert (found.first_article_id, found.first_speaker) == ("a-0", "x")
    assert found.article_ids == ["a-0", "a-1", "a-2"]


def test_order_changes_nothing() -> None:
    """The same utterances in another order give the same table."""
    assert run([4, 2, 0, 3, 1]).equals(run([0, 1, 2, 3, 4]))


def test_one_utterance_makes_no_narrative() -> None:
    """A pile with a single utterance has no narratives."""
    assert run([0]).num_rows == 0


def story_articles() -> list[Article]:
    """Two stories of three and two articles, and one that stands alone."""
    texts = [
        "A fire destroyed the paper mill of Kesterby on Monday night. Sixty firefighters fought the flames.",
        "Sixty firefighters fought a fire that destroyed the Kesterby paper mill. Nobody was hurt.",
        "The paper mill in Kesterby burnt down on Monday night, in spite of sixty firefighters.",
        "The bank of Orvale will close half of its branches. Union leaders called the plan a shock.",
        "Half the branches of the Orvale bank are to close, and union leaders speak of a shock.",
        "A rare white heron nests on the lake of Undermoor. Birdwatchers come to see it.",
    ]  # fmt: skip
    nothing = [None] * 9
    return [Article(f"a-{i}", f"{i}.txt", *nothing, text) for i, text in enumerate(texts)]


def test_articles_on_one_event_are_one_story() -> None:
    """Articles of an event are together whatever their order; one that stands alone stays alone."""
    articles = story_articles()
    groups = articles_to_stories(articles)
    assert groups == [["a-0", "a-1", "a-2"], ["a-3", "a-4"], ["a-5"]]
    assert articles_to_stories(articles[::-1]) == groups


def test_stories_of_hostile_piles() -> None:
    """No article, an empty one, and the same text a hundred times."""
    first, *_ = story_articles()
    assert articles_to_stories([]) == []
    copies = [dataclasses.replace(first, article_id=f"a-{i:03}") for i in range(100)]
    assert len(articles_to_stories(copies)) == 1
    blank = dataclasses.replace(first, article_id="a-x", text="")
    assert articles_to_stories([blank]) == [["a-x"]]


def test_a_story_is_named_in_real_words() -> None:
    """Stories stand in the table beside narratives, named by an utterance or a first sentence."""
    articles = story_articles()
    table = utterances_to_narratives(to_table(Article, articles), empty(Utterance), empty(Witness))
    rows = to_records(Narrative, table)
    assert {n.level for n in rows} == {"story"}
    for n in rows:
        assert any(n.label.rstrip("…").strip() in a.text for a in articles)
        assert n.first_article_id is None


def test_days_with_many_articles_are_bursts() -> None:
    """A day with far more articles than the mean stands out; two days alike do not."""
    assert _bursts(["2024-05-01"] * 9 + ["2024-05-02", "2024-05-03"]) == ["2024-05-01"]
    assert _bursts(["2024-05-01"] * 3 + ["2024-05-02"] * 3) == []
    assert _bursts(["2024", "2024-05"]) == []
