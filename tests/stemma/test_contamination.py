"""Second parents, ties and the best trees."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from piles import Told, pile, traced

from newstemma.stemma.texts_to_stemma import WitnessInput, stemma_of

FIRST = "The harbour wall will not be raised before autumn because engineers found serious cracks"
SECOND = "The harbour wall will stay low until storms arrive, furious residents were told"
BOTH = FIRST + ", and stay low until storms arrive, furious residents were told"
INPUTS = {
    "a": WitnessInput(FIRST, "2024-03-01"),
    "b": WitnessInput(SECOND, "2024-03-02"),
    "c": WitnessInput(BOTH, "2024-03-04", ("a",)),
}


def test_a_witness_with_the_words_of_two_has_a_second_parent() -> None:
    """Words that only the third has beside those of the parent make an edge outside the tree."""
    found = stemma_of(INPUTS)
    assert ("a", "c") in found.edges
    assert found.second_parents == (("b", "c"),)
    told = [
        Told("Post", FIRST, "2024-03-01", kind="indirect"),
        Told("Echo", SECOND, "2024-03-02", kind="indirect"),
        Told("Mail", BOTH, "2024-03-04", ("Post",), after=", Post reports.", kind="indirect"),
    ]
    result = traced(pile(told))
    second = [e for e in result.edges if any(r.kind == "contamination" for r in e.evidence)]
    assert [(e.parent, e.child, e.in_tree) for e in second] == [("w-a-Echo-1", "w-a-Mail-2", False)]
    assert [r.weight for e in second for r in e.evidence if r.kind == "contamination"] == [0.0]


def test_a_plain_chain_has_no_second_parent() -> None:
    """A copy of a copy has everything from its parent."""
    chain = {"a": WitnessInput(FIRST, "2024-03-01"), "b": WitnessInput(FIRST + ", she said", "2024-03-02")}
    chain["c"] = WitnessInput(FIRST + ", she said", "2024-03-03")
    assert stemma_of(chain).second_parents == ()


def test_copies_of_one_wording_are_no_second_parents() -> None:
    """Words that a third has only because it is worded as the parent is come from the parent."""
    inputs = {
        "wire": WitnessInput(FIRST, "2024-03-01"),
        "copy": WitnessInput(FIRST, "2024-03-02"),
        "late": WitnessInput(FIRST + ", she said on the quay", "2024-03-04"),
        "other": WitnessInput("Nobody knows when the old mill by the river burned down", "2024-03-04"),
    }
    assert stemma_of(inputs).second_parents == ()


def test_equal_parents_are_ties() -> None:
    """Of three undated copies in the same words no one is more likely the parent than the others."""
    found = stemma_of({name: WitnessInput(FIRST) for name in "abc"})
    assert found.ties


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from([FIRST, SECOND, BOTH]), min_size=1, max_size=4), st.integers(1, 6))
def test_the_best_trees_are_in_order_and_hold_no_more_than_everything(texts: list[str], k: int) -> None:
    """The first is the tree itself, probabilities fall and sum to at most 1."""
    found = stemma_of({str(n): WitnessInput(t) for n, t in enumerate(texts)}, trees=k)
    chances = [chance for _, chance in found.trees]
    assert found.trees[0][0] == found.edges
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1 + 1e-4
    assert len(set(found.trees)) == len(found.trees)
