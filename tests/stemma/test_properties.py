"""What must hold for any pile, up to forty witnesses: through the public functions alone."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piles import UTTERANCE, Told, Traced, pile, traced

from newstemma.records import Overlap, Witness
from newstemma.stemma.intervals import certainly_before, parse
from newstemma.stemma.texts_to_stemma import WitnessInput, stemma_of

CLAUSES = [
    "The ferry to Skarn will stay in the harbour until the ice is gone",
    "nobody can say when that will be",
    "it may cost the island about 340 crowns a day",
    "and the council has not been asked",
    "Repairs began on Monday",
]
OTHER_WORDS = {
    "ferry": "boat",
    "stay": "remain",
    "ice": "frost",
    "may": "will",
    "340": "430",
    "asked": "heard",
}
DATES = [None, None, "2024", "2024-03", "2024-03-01", "2024-03-02", "2024-03-02T10:00:00Z", "2024-03-05"]
NEWS = 400


def _reworded(words: str, draw: random.Random) -> str:
    return " ".join(OTHER_WORDS.get(w, w) if draw.random() < 0.4 else w for w in words.split())


@st.composite
def news(draw: st.DrawFn, most: int = 40) -> list[Told]:
    """Articles that copy, cut and reword each other, with and without dates, credits and speakers."""
    n, chance = draw(st.integers(1, most)), draw(st.randoms(use_true_random=False))
    told: list[Told] = []
    for k in range(n):
        words = ". ".join(chance.sample(CLAUSES, chance.randint(1, 4)))
        if told and chance.random() < 0.7:
            words = chance.choice(told).words
            words = _reworded(words, chance) if chance.random() < 0.6 else words
        named = [f"Paper {chance.randrange(n)}", "Tern Agency"]
        credits = tuple(c for c in chance.sample(named, chance.randint(0, 2)) if c != f"Paper {k}")
        told.append(
            Told(
                f"Paper {k}",
                words,
                chance.choice(DATES),
                credits,
                before=f"{k} said so. " * NEWS,
                after=" " + " ".join(["Says", *credits]) + ".",
                kind=chance.choice(["direct", "indirect", None]),
                language=chance.choice(["en", "en", "en", "de"]),
            )
        )
    return told


def _parents(result: Traced) -> dict[str, str]:
    tree: dict[str, str] = {}
    for edge in result.edges:
        if edge.in_tree:
            assert edge.child not in tree, "two parents in one tree"
            tree[edge.child] = edge.parent
    return tree


def _leads_to(root: str, tree: Mapping[str, str]) -> bool:
    for start in tree:
        node, steps = start, 0
        while node != root and steps <= len(tree):
            node, steps = tree[node], steps + 1
        if node != root:
            return False
    return True


@settings(deadline=None, max_examples=12)
@given(news())
def test_trees_are_trees_and_keep_to_certain_dates(told: list[Told]) -> None:
    """Every witness has one parent in the tree, leads to the utterance, and comes after its parent."""
    result = traced(pile(told))
    witnesses = {w.witness_id: w for w in result.witnesses}
    tree = _parents(result)
    assert tree.keys() == witnesses.keys()
    assert _leads_to(UTTERANCE, tree)
    for edge in result.edges:
        if edge.parent != UTTERANCE:
            dates = [parse(witnesses[w].published) for w in (edge.child, edge.parent)]
            assert not certainly_before(dates)[0, 1]


@settings(deadline=None, max_examples=12)
@given(news())
def test_probabilities_of_parents_sum_to_one(told: list[Told]) -> None:
    """Over all parents of a witness; in large utterances what is left out is small."""
    result = traced(pile(told))
    total: dict[str, float] = defaultdict(float)
    for edge in result.edges:
        assert 0 <= edge.probability <= 1
        total[edge.child] += edge.probability
    nodes = len(result.witnesses)
    for sum_ in total.values():
        assert sum_ <= 1 + 1e-6
        assert sum_ == pytest.approx(1, abs=1e-6 if nodes <= 12 else 0.005 * nodes)


@settings(deadline=None, max_examples=15)
@given(news(20), st.randoms(use_true_random=False))
def test_permuted_rows_give_the_same_rows(told: list[Told], shuffle: random.Random) -> None:
    """The order of articles, witnesses and credits in their tables changes nothing."""
    piled = pile(told)
    order = list(range(len(told)))
    shuffle.shuffle(order)
    turned = type(piled)(
        piled.articles.take(order), piled.statements, piled.utterances, piled.witnesses.take(order),
        piled.credits.sort_by([("credit_id", "descending")]), piled.overlaps,
    )  # fmt: skip
    assert traced(piled) == traced(turned)


@settings(deadline=None, max_examples=20)
@given(news(12), st.integers(0, 11))
def test_a_copied_article_is_no_independent_source(told: list[Told], which: int) -> None:
    """An article over again under another name adds no source, but for small shifts elsewhere."""
    k = which % len(told)
    original = told[k]
    copy = Told(
        "Mirror", original.words, original.published, original.credits, original.before, original.after,
        original.kind, original.language,
    )  # fmt: skip
    length = len(original.before + original.words + original.after)
    ids = f"a-{original.outlet}-{k}", f"a-Mirror-{len(told)}"
    overlap = Overlap("o-1", ids[0], 0, length, ids[1], 0, length, "verbatim", 1.0)
    before, after = traced(pile(told)).utterance, traced(pile([*told, copy], [overlap])).utterance
    assert before.sources_expected is not None
    assert after.sources_expected is not None
    assert after.sources_expected <= before.sources_expected + 0.1


def _given(told: Sequence[Told]) -> dict[str, WitnessInput]:
    return {t.outlet: WitnessInput(t.words, t.published, t.credits) for t in told}


@settings(deadline=None, max_examples=12)
@given(news(), st.randoms(use_true_random=False))
def test_texts_alone_keep_the_same_rules(told: list[Told], shuffle: random.Random) -> None:
    """``stemma_of``: a forest over the witnesses, probabilities in bounds, and no matter in which order."""
    versions = _given(told)
    found = stemma_of(versions)
    tree = {child: parent for parent, child in found.edges}
    assert len(tree) == len(found.edges)
    roots = {parent for parent in tree.values() if parent not in tree}
    assert len(roots) <= 1
    for root in roots:
        assert _leads_to(root, tree)
    assert all(0 <= p <= 1 for p in found.probabilities)
    order = list(versions)
    shuffle.shuffle(order)
    again = stemma_of({name: versions[name] for name in order})
    assert (again.edges, again.probabilities) == (found.edges, found.probabilities)


def test_the_piles_have_lost_witnesses() -> None:
    """The strategy above reaches what it is there for: sources that are credited and not in the pile."""
    told = [Told("Paper 0", CLAUSES[0], None, ("Tern Agency",), after=" Says Tern Agency.")]
    lost = [w for w in traced(pile(told)).witnesses if isinstance(w, Witness) and w.status == "lost"]
    assert [w.name for w in lost] == ["Tern Agency"]
