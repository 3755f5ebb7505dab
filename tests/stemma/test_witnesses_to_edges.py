"""Trees of small invented piles, and what holds for every pile."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piles import UTTERANCE, Told, pile, traced

from newstemma.records import Overlap
from newstemma.stemma.intervals import certainly_before, parse

WORDS = "The harbour wall will not be raised before the autumn storms arrive"


def test_a_later_copy_hangs_below_the_earlier_one() -> None:
    """Two articles with the same words: the dated later one is the child."""
    result = traced(pile([Told("Echo", WORDS, "2024-03-02"), Told("Post", WORDS, "2024-03-01")]))
    assert result.tree == {"Post": "said", "Echo": "Post"}
    assert result.probability("Echo", "Post") == 0


def test_a_credited_source_that_is_absent_is_a_lost_witness() -> None:
    """Two renderings of one interview hang below one lost witness, and neither below the other."""
    told = [
        Told(
            "Post", "Each time we open this door they turn away", None, ("Radio Bahari",), "To Radio Bahari: "
        ),
        Told(
            "Echo", "Whenever we began, they refused", None, ("Radio Bahari News",), "To Radio Bahari News: "
        ),
    ]
    result = traced(pile(told))
    lost = [w for w in result.witnesses if w.status == "lost"]
    assert [w.sigil for w in lost] == ["α"]
    assert result.tree == {lost[0].name: "said", "Post": lost[0].name, "Echo": lost[0].name}
    assert result.utterance.sources_expected == pytest.approx(1, abs=0.1)


def test_an_addressee_is_a_source_without_a_credit_row() -> None:
    """A statement's addressee alone makes the lost witness."""
    told = [Told(outlet, WORDS, addressee="Radio Bahari") for outlet in ("Post", "Echo")]
    result = traced(pile(told))
    assert [w.name for w in result.witnesses if w.status == "lost"] == ["Radio Bahari"]


def test_the_venue_of_the_utterance_counts_wherever_it_is_named() -> None:
    """An article that names in another paragraph the one to whom it was said has it from there."""
    after = "\n\nShe also spoke with Radio Bahari at length about the ferry, the harbour and the road."
    told = [Told("Post", WORDS, credits=("Radio Bahari",), after=after)]
    assert traced(pile(told)).tree == {"Post": "said"}
    lost = {"Post": "Radio Bahari", "Radio Bahari": "said"}
    assert traced(pile(told, addressee="Radio Bahari")).tree == lost


def test_a_credit_elsewhere_in_the_article_does_not_govern() -> None:
    """A source that is named in another paragraph for another matter is no source of these words."""
    told = Told("Post", WORDS, after="\n\nThe ferry is late, the long and winding report of the Echo said "
                "after all of the passengers had left the boat in the rain.", credits=("Echo",))  # fmt: skip
    assert traced(pile([told])).tree == {"Post": "said"}


def test_a_credit_line_governs_the_whole_article() -> None:
    """“Source: X” at the end speaks for every statement, even of a single witness."""
    result = traced(pile([Told("Post", WORDS, after="\n\nSource: Novina", credits=("Novina",))]))
    assert result.tree == {"Novina": "said", "Post": "Novina"}
    assert result.utterance.sources_expected == 1


def test_a_credited_outlet_in_the_pile_is_the_parent() -> None:
    """An explicit credit outweighs another article with the same words."""
    told = [
        Told("Post", WORDS),
        Told("Wire", WORDS),
        Told("Echo", WORDS, after=", Wire reports.", credits=("Wire",)),
    ]
    assert traced(pile(told)).tree["Echo"] == "Wire"


def test_a_credit_to_a_later_article_means_a_lost_version() -> None:
    """Where dates forbid the credited article, an earlier version of it is lost, and the circle shows."""
    told = [
        Told("Post", WORDS, "2024-03-01", after=", Echo reports.", credits=("Echo",)),
        Told("Echo", WORDS, "2024-03-05", after=", Post reports.", credits=("Post",)),
    ]
    result = traced(pile(told))
    assert result.tree["Echo"] == "Post"
    assert sum(w.status == "lost" for w in result.witnesses) == 1
    assert all(s.circular for s in result.sources)


def test_shared_words_decide_between_two_possible_parents() -> None:
    """A child with the changes of one branch belongs to that branch."""
    told = [
        Told("Wire", "The mayor will open the new bridge on the river in spring", kind="indirect"),
        Told("Post", "The mayor will inaugurate the rebuilt bridge on the river in spring", kind="indirect"),
        Told("Echo", "The mayor will inaugurate the rebuilt bridge on the river in spring", kind="indirect"),
    ]  # fmt: skip
    result = traced(pile(told))
    assert result.tree["Echo"] == "Post"


def test_a_fuller_quotation_is_no_copy_of_a_shorter_one() -> None:
    """What quotes more cannot have it from what quotes less."""
    told = [Told("Post", WORDS), Told("Echo", WORDS + " and the council knows it very well since last year")]
    result = traced(pile(told))
    assert result.probability("Echo", "Post") > 2 * result.probability("Post", "Echo")


def test_shared_passages_point_to_a_copy() -> None:
    """Two articles that share the text around the words are no two sources."""
    told = [Told("Post", WORDS, before="x " * 300), Told("Echo", WORDS, before="x " * 300)]
    alone = traced(pile(told)).utterance.sources_expected
    overlap = Overlap("o-1", "a-Post-0", 0, 600, "a-Echo-1", 0, 600, "verbatim", 1.0)
    together = traced(pile(told, [overlap])).utterance.sources_expected
    assert alone is not None
    assert together is not None
    assert together < alone
    assert together < 1.05


STATEMENTS = [
    WORDS,
    WORDS.lower(),
    "The wall will not be raised",
    "No raising of the wall before autumn, she says",
]


@st.composite
def piles_(draw: st.DrawFn) -> list[Told]:
    """Up to six articles, with and without dates, credits, attribution and languages."""
    told = []
    for k in range(draw(st.integers(1, 6))):
        credits = tuple(draw(st.lists(st.sampled_from(["O0", "O1", "Wire"]), max_size=2, unique=True)))
        told.append(
            Told(
                f"O{k}",
                draw(st.sampled_from(STATEMENTS)),
                draw(st.sampled_from([None, "2024", "2024-03-01", "2024-03-02T10:00:00Z", "2024-03-02"])),
                tuple(c for c in credits if c != f"O{k}"),
                after=" Says O0, O1 or Wire.",
                kind=draw(st.sampled_from(["direct", "indirect", None])),
                language=draw(st.sampled_from(["en", "de"])),
            )
        )
    return told


@settings(deadline=None, max_examples=60)
@given(piles_())
def test_every_tree_keeps_the_rules(told: list[Told]) -> None:
    """Acyclic, one parent each, parents' probabilities sum to 1, and nothing against certain dates."""
    result = traced(pile(told))
    nodes = {w.witness_id: w for w in result.witnesses}
    parents: dict[str, float] = defaultdict(float)
    tree = {}
    for edge in result.edges:
        parents[edge.child] += edge.probability
        if edge.in_tree:
            assert edge.child not in tree
            tree[edge.child] = edge.parent
        if edge.parent != UTTERANCE:
            dates = [parse(nodes[edge.child].published), parse(nodes[edge.parent].published)]
            assert not certainly_before(dates)[0, 1]
    assert tree.keys() == parents.keys() == nodes.keys()
    assert all(total == pytest.approx(1, abs=1e-6) for total in parents.values())
    for node in list(tree):
        seen = {node}
        while (node := tree[node]) != UTTERANCE:
            assert node not in seen
            seen.add(node)
    u = result.utterance
    assert u.sources_low is not None
    assert u.sources_expected is not None
    assert u.sources_high is not None
    assert 1 <= u.sources_low <= u.sources_high <= len(nodes)
    assert u.sources_low - 1 < u.sources_expected < u.sources_high + 1


@settings(deadline=None, max_examples=25)
@given(piles_(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(told: list[Told], shuffle: random.Random) -> None:
    """Shuffled tables give the same rows."""
    piled = pile(told)
    order = list(range(len(told)))
    shuffle.shuffle(order)
    turned = type(piled)(
        piled.articles.take(order), piled.statements, piled.utterances, piled.witnesses.take(order),
        piled.credits.slice(0).sort_by([("credit_id", "descending")]), piled.overlaps,
    )  # fmt: skip
    assert traced(piled) == traced(turned)


@settings(deadline=None, max_examples=60)
@given(piles_(), st.integers(0, 5))
def test_a_copy_adds_no_independent_source(told: list[Told], which: int) -> None:
    """The same article once more, under another name, leaves the number of sources as it is."""
    original = told[which % len(told)]
    k = told.index(original)
    copy = Told(
        "Mirror", original.words, original.published, original.credits, original.before, original.after,
        original.kind, original.language,
    )  # fmt: skip
    filler = "y " * 400
    told = [
        Told(t.outlet, t.words, t.published, t.credits, filler + t.before, t.after, t.kind, t.language)
        for t in told
    ]
    copy = Told(
        copy.outlet, copy.words, copy.published, copy.credits, filler, copy.after, copy.kind, copy.language
    )
    length = 800 + len(original.words) + len(original.after)
    overlap = Overlap(
        "o-1", f"a-{original.outlet}-{k}", 0, length, f"a-Mirror-{len(told)}", 0, length, "verbatim", 1.0
    )
    before = traced(pile(told)).utterance
    after = traced(pile([*told, copy], [overlap])).utterance
    assert before.sources_expected is not None
    assert after.sources_expected is not None
    assert after.sources_expected <= before.sources_expected + 0.001
