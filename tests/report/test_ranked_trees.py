"""The likeliest trees of an utterance."""

from __future__ import annotations

import math
from itertools import product

import pytest
from reading import read

from newstemma.graph.matrix_tree import marginals
from newstemma.records import Edge, Evidence, Utterance, Witness
from newstemma.report.ranked_trees import RankedTree, hung, ranked_trees
from newstemma.report.tree import make_tree
from newstemma.report.tree_svg import tree_svg
from newstemma.report.tree_view import Drawing, tree_views

SCORES = {("u", "a"): 2.0, ("u", "b"): 0.1, ("a", "b"): 1.0, ("b", "a"): 0.3, ("u", "c"): 0.0,
          ("a", "c"): 0.6, ("b", "c"): 0.5, ("c", "a"): -1.0, ("c", "b"): -2.0}  # fmt: skip


def edges(off: float = 0.0) -> list[Edge]:
    """The edges of three witnesses, with their exact probabilities (``off`` makes them wrong)."""
    import numpy as np

    names = ["u", "a", "b", "c"]
    matrix = np.full((4, 4), -np.inf)
    for (parent, child), score in SCORES.items():
        matrix[names.index(parent), names.index(child)] = score
    exact = marginals(matrix[0, 1:], matrix[1:, 1:])
    found = []
    for (parent, child), score in SCORES.items():
        row, column = names.index(parent), names.index(child) - 1
        chance = float(exact.root[column] if row == 0 else exact.edges[row - 1, column])
        chosen = (parent, child) in {("u", "a"), ("a", "b"), ("a", "c")}
        reason = [Evidence("words", score - 0.5, "x"), Evidence("date", 0.5, "y")]
        found.append(Edge("u", parent, child, chance + off, chosen, reason))
    return found


def every_tree() -> dict[frozenset[tuple[str, str]], float]:
    """All trees by enumeration, with their weights."""
    weights = {}
    for parents in product("uabc", repeat=3):
        steps = dict(zip("abc", parents, strict=True))
        if all((p, c) in SCORES for c, p in steps.items()) and all(_reaches(steps, c) for c in "abc"):
            weights[frozenset(steps.items())] = math.exp(sum(SCORES[p, c] for c, p in steps.items()))
    return weights


def _reaches(steps: dict[str, str], node: str) -> bool:
    seen = set()
    while node != "u" and node not in seen:
        seen.add(node)
        node = steps[node]
    return node == "u"


def test_the_trees_and_their_probabilities_are_those_of_an_enumeration() -> None:
    """The likeliest trees in their order, each with its share of the weight of all trees."""
    weights = every_tree()
    expected = sorted(weights.items(), key=lambda item: -item[1])[:4]
    total = sum(weights.values())
    found = ranked_trees("u", edges(), 4)
    assert [frozenset(t.parents.items()) for t in found] == [tree for tree, _ in expected]
    assert [t.probability for t in found] == pytest.approx([w / total for _, w in expected], abs=1e-6)


def test_probabilities_of_another_origin_give_no_list() -> None:
    """Where the evidence does not give back the probabilities, other trees cannot be told."""
    assert ranked_trees("u", edges(off=0.1), 4) == []
    assert ranked_trees("u", [], 4) == []


def test_a_chosen_tree_comes_first() -> None:
    """The first tree is the one of the tables, even where another is as likely."""
    other = RankedTree({"a": "u", "b": "a", "c": "b"}, 0.2)
    found = ranked_trees("u", hung(edges(), other), 4)
    assert found[0].parents == other.parents


def drawing() -> Drawing:
    """Three witnesses to be drawn."""
    utterance = Utterance("u", "s", "Ann", None, None, "x", 3, 3, 1.0, 1, 1, None, None)
    witnesses = [
        Witness("u", w, f"s-{w}", f"a-{w}", w.upper(), "extant", f"Paper {w}", 0, 1, "x", True, None)
        for w in "abc"
    ]
    return Drawing(utterance, witnesses, None, frozenset(), None)


def test_each_tree_says_in_what_it_differs() -> None:
    """The second tree names the step that is another one, and draws it."""
    names = {"u": "the utterance itself", "a": "A (Paper a)", "b": "B (Paper b)", "c": "C (Paper c)"}
    views, hidden = tree_views(drawing(), edges(), names, "Stemma")
    assert hidden == 0
    assert views[0].differs == []
    assert views[1].differs == ["C (Paper c) from B (Paper b), not from A (Paper a)"]
    assert views[0].picture != views[1].picture


def test_a_second_parent_is_dotted_and_says_why() -> None:
    """Contamination is drawn beside the tree, however unlikely it is as the only parent."""
    second = Edge("u", "b", "c", 0.001, False, [Evidence("contamination", 0.0, "C has words only B has")])
    listed = [Edge("u", "u", "a", 1.0, True, []), Edge("u", "u", "b", 1.0, True, []),
              Edge("u", "a", "c", 0.99, True, []), second]  # fmt: skip
    of = drawing()
    svg = tree_svg(make_tree(of.utterance, of.witnesses, listed, None), "x")
    assert svg.count('class="line second"') == 1
    assert "C has words only B has" in read(svg).text
