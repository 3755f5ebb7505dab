"""Points, their ties, their communities and their labels."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.narrative.acts import telling
from newstemma.narrative.communities import communities
from newstemma.narrative.labels import fit, key_terms, label
from newstemma.narrative.likeness import ties
from newstemma.narrative.points import Point, Told, own_sentences, point_of
from newstemma.records import Article, Statement
from newstemma.spans import Span

BRIDGE = [
    "The city council rejected our offer to repair the old bridge.",
    "For the second time the city council has refused our proposal for the old bridge.",
]
OTHERS = [
    "The orchestra will play two concerts in the park this summer.",
    "A herd of goats has moved into the abandoned railway station.",
]


def point(number: int, text: str, language: str = "en", spoken: bool = True) -> Point:
    """A point of an article of its own."""
    u = Told(f"u-{number}", text, None, None, None, (f"a-{number}",))
    return Point(
        f"u-{number:05}", text, telling(text), (f"a-{number}",), language, u if spoken else None, None
    )


def test_words_of_one_act_are_one_word() -> None:
    """Refusing and rejecting is the same in English and German; other words stay what they are."""
    assert telling("They refused the bridge") & telling("Er hat die Brücke abgelehnt") == {"=reject"}
    assert "bridge" in telling("They refused the bridge")


def test_one_point_in_other_words_is_tied() -> None:
    """The two sentences on the bridge are tied to each other and to nothing else."""
    found = ties([point(k, text) for k, text in enumerate([*BRIDGE, *OTHERS])])
    assert [(t.a, t.b) for t in found] == [(0, 1)]


def test_a_translation_is_tied() -> None:
    """The same point in another language, which shares an act and little more."""
    german = point(1, "Der Stadtrat hat unser Angebot zur Reparatur der alten Brücke abgelehnt.", "de")
    assert [(t.a, t.b) for t in ties([point(0, BRIDGE[0]), german])] == [(0, 1)]


def test_ten_thousand_alike_points_stay_cheap() -> None:
    """Copies are one point, and small changes of one sentence hang together, in seconds."""
    start = time.process_time()
    copies = [point(k, BRIDGE[0]) for k in range(10_000)]
    assert ties(copies) == []
    changed = [
        point(k, f"Driver number {k} said that the bridge of Kesterby is closed.") for k in range(1_800)
    ]
    strong = {(t.a, t.b): t.likeness for t in ties(changed)}
    (group,) = communities(len(changed), strong)[:1]
    assert len(group) > 2
    assert time.process_time() - start < 60


def test_communities_do_not_hang_on_what_is_elsewhere() -> None:
    """Groups of one part of a graph stay as they are when another part is added (no resolution limit)."""
    clique = {(i, j): 0.3 for i in range(4) for j in range(i + 1, 4)}
    more = {(i, j): 0.3 for i in range(4, 40) for j in range(i + 1, 40)}
    assert communities(4, clique) == [[0, 1, 2, 3]]
    assert communities(40, clique | more)[0] == [0, 1, 2, 3]
    assert communities(3, {}) == []


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 12), st.integers(0, 12)), st.floats(0.1, 1.0), max_size=40))
def test_communities_part_the_nodes(weights: dict[tuple[int, int], float]) -> None:
    """Every node is in one group at most, groups have two nodes, and the same graph gives the same groups."""
    edges = {(i, j): round(w, 3) for (i, j), w in weights.items() if i < j}
    groups = communities(13, edges)
    listed = [node for group in groups for node in group]
    assert len(listed) == len(set(listed))
    assert all(len(group) > 1 for group in groups)
    assert groups == communities(13, dict(reversed(edges.items())))


def test_a_label_is_a_whole_statement() -> None:
    """Words of a statement name a point, rather than a part of a sentence or an outlet's own words."""
    points = [
        point(0, "to repair the old bridge"),
        point(1, "that the council rejected the offer to repair the old bridge"),
        point(2, "The council rejected the offer to repair the old bridge.", spoken=False),
    ]
    weights = dict.fromkeys(points[1].terms, 1.0)
    assert (
        label(points, [1.0, 0.9, 1.0], weights) == "the council rejected the offer to repair the old bridge"
    )


@pytest.mark.parametrize("text", ["", "…", "that", "a" * 5_000, "word " * 3_000])
def test_labels_of_hostile_words(text: str) -> None:
    """Nothing, marks and endless words have labels of bounded length, and no sentence is better than one."""
    assert len(label([point(0, text), point(1, text)], [0.0, 0.0], {})) <= 230
    assert fit(text) < 1.0


def test_key_terms_are_those_that_others_lack() -> None:
    """A word that the whole pile has comes after one that only the group has."""
    found = key_terms(["the old bridge", "a bridge in town"], {"bridge": 2, "old": 50, "town": 1})
    assert found == ["bridge"]


TEXT = "“The bridge is closed for the whole winter,” Mira Holt said. Traffic over the old bridge stopped."


def test_an_outlets_own_sentence_is_a_point() -> None:
    """A sentence that holds no version of an utterance is a point of a small pile; none is there twice."""
    article = Article("a-1", "1.txt", *[None] * 9, TEXT)  # type: ignore[arg-type]
    content = TEXT[1 : TEXT.index(",”")]
    s = Statement(
        "st-1", "a-1", "direct", 1, 1 + len(content), content, [Span(1, 1 + len(content))],
        None, None, None, None, None, None, None, "model", 0.9, None, None,
    )  # fmt: skip
    (own,) = own_sentences([article], [s], [("a-1", Span(1, 1 + len(content)))])
    assert own.utterance is None
    assert own.place is not None
    assert TEXT[own.place.start : own.place.end].startswith("Traffic over")
    assert not list(own_sentences([article], [s], [("a-1", Span(0, len(TEXT)))]))


def test_an_utterance_is_a_point_if_it_tells_something() -> None:
    """Its words make it one, and its first article gives the language."""
    told = Told("u-1", BRIDGE[0], None, "x", None, ("a-1",))
    found = point_of(told, "en")
    assert found is not None
    assert (found.utterance, found.key, found.language) == (told, "u-1", "en")
    assert point_of(Told("u-2", "No comment.", None, None, None, ()), None) is None
