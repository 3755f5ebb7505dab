"""The method on its own, on texts."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest

from newstemma.errors import UsageError
from newstemma.stemma.texts_to_stemma import (
    Stemma,
    WitnessInput,
    stemma_of,
    stemma_of_json,
    witness_inputs,
)

SHORT = "The harbour wall will not be raised before the autumn storms arrive"


def copied(words: list[str], rng: random.Random, errors: int) -> list[str]:
    """A copy with some words changed for words that are found nowhere else."""
    out = list(words)
    for k in rng.sample(range(len(out)), errors):
        out[k] = f"slip{rng.randrange(10**6)}"
    return out


def tradition() -> tuple[dict[str, str], set[tuple[str, str]]]:
    """A text of 300 words, copied along o → a → (b, c), b → d, a → e."""
    rng = random.Random(5)
    text = {"o": [f"word{k}" for k in range(300)]}
    edges = [("o", "a"), ("a", "b"), ("a", "c"), ("b", "d"), ("a", "e")]
    for parent, child in edges:
        text[child] = copied(text[parent], rng, 14)
    return {name: " ".join(words) for name, words in text.items()}, set(edges)


def undirected(stemma: Stemma) -> set[frozenset[str]]:
    """The edges without their direction."""
    return {frozenset(edge) for edge in stemma.edges}


def test_a_tradition_is_found_again() -> None:
    """Long texts that were copied as wholes give their tree, and with the root also its directions."""
    texts, edges = tradition()
    inputs = {name: WitnessInput(text) for name, text in texts.items()}
    assert undirected(stemma_of(inputs)) == {frozenset(edge) for edge in edges}
    assert set(stemma_of(inputs, root="o").edges) == edges


def test_the_certainly_oldest_long_text_is_the_root() -> None:
    """Dates give the root of texts that were copied as wholes."""
    texts, edges = tradition()
    inputs = {name: WitnessInput(text, "1900" if name == "o" else "1901") for name, text in texts.items()}
    assert set(stemma_of(inputs).edges) == edges


def test_a_leaf_that_is_gone_is_no_variant() -> None:
    """A copy that lost its second half is no reason to draw the others elsewhere."""
    texts, _ = tradition()
    texts["b"] = " ".join(texts["b"].split()[:150])
    inputs = {name: WitnessInput(text) for name, text in texts.items()}
    assert {frozenset("ao"), frozenset("ac"), frozenset("ae")} <= undirected(stemma_of(inputs))


def test_the_order_of_witnesses_changes_nothing() -> None:
    """Edges and probabilities are the same for any order."""
    texts, _ = tradition()
    inputs = {name: WitnessInput(text) for name, text in texts.items()}
    turned = dict(reversed(list(inputs.items())))
    assert stemma_of(inputs).edges == stemma_of(turned).edges
    assert stemma_of(inputs).probabilities == stemma_of(turned).probabilities


def test_short_texts_use_dates_and_credits() -> None:
    """Statements: the dated first one is the parent, a credit beats likeness, an absent source is lost."""
    given = {
        "Post": {"text": SHORT, "published": "2024-03-01"},
        "Echo": {"text": SHORT, "published": "2024-03-02", "credits": ["Post"]},
        "Mail": {"text": "Nobody raises any wall, said the mayor", "credits": ["Novina"]},
    }
    stemma = stemma_of(witness_inputs({"witnesses": given}))
    assert ("Post", "Echo") in stemma.edges
    assert ("Novina", "Mail") in stemma.edges
    assert all(0 <= p <= 1 for p in stemma.probabilities)


def test_a_given_root_has_no_parent() -> None:
    """The root that is given is above all others, short texts too."""
    stemma = stemma_of({"a": WitnessInput(SHORT), "b": WitnessInput(SHORT + " soon")}, root="b")
    assert stemma.edges == (("b", "a"),)


def test_json_in_and_out() -> None:
    """The same from JSON values, with the root beside the witnesses."""
    given = {"witnesses": {"a": SHORT, "b": SHORT + " soon"}, "root": "b"}
    found = stemma_of_json(given)
    assert found["edges"] == [["b", "a"]]
    assert len(found["probabilities"]) == 1
    with pytest.raises(UsageError, match="root must be"):
        stemma_of_json({**given, "root": 3})


def test_one_witness_is_a_stemma() -> None:
    """A single text has no edges."""
    assert stemma_of({"a": WitnessInput("")}).as_json() == {
        "witnesses": ["a"],
        "edges": [],
        "probabilities": [],
    }


@pytest.mark.parametrize(
    "data",
    [[], {}, {"witnesses": {}}, {"witnesses": {"a": 1}}, {"a": {"text": "x", "credits": 3}}, {"a": {"t": 1}}],
)
def test_other_forms_are_refused(data: object) -> None:
    """Input of another form gives a message that says what was expected."""
    with pytest.raises(UsageError, match=r"expected|must be"):
        witness_inputs(data)


def test_an_unknown_root_is_refused() -> None:
    """A root must be one of the witnesses."""
    with pytest.raises(UsageError, match="none of the witnesses"):
        stemma_of({"a": WitnessInput("x")}, root="b")


def test_a_real_tradition(shared: Path) -> None:
    """On a text copied by hand by thirteen scribes sign similarity is at least 80, root given or not."""
    data = json.loads((shared / "data" / "stemma" / "notre_besoin.json").read_text())
    spec = importlib.util.spec_from_file_location("score_stemma", shared / "eval" / "score_stemma.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = [(a, b) for a, b in data["true_edges"]]
    for root in (None, "T1"):
        stemma = stemma_of(witness_inputs(data), root)
        assert scorer.score(set(data["witnesses"]), gold, list(stemma.edges))["sign"] >= 80


def test_no_lost_witness_is_called_as_a_witness_is() -> None:
    """A credit to what certainly came later means an earlier version; a witness may be called "(source)"."""
    later = {
        "Post": WitnessInput("The ferry stays in the harbour all winter", "2024-03-01", ("Echo",)),
        "Echo": WitnessInput("The ferry stays in the harbour", "2024-03-05"),
    }
    assert ("(earlier Echo)", "Post") in stemma_of(later).edges
    named = stemma_of({"(source)": WitnessInput("one two three"), "Echo": WitnessInput("four five six")})
    assert {parent for parent, _ in named.edges} == {"(source)*"}


def test_an_empty_credit_is_none() -> None:
    """Credits without a letter name nobody."""
    given = {"Post": WitnessInput("The ferry stays", None, ("", "  ")), "Echo": WitnessInput("It goes")}
    assert {name for edge in stemma_of(given).edges for name in edge} == {"(source)", "Post", "Echo"}
