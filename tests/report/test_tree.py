"""Trees and their pictures."""

from __future__ import annotations

import pyarrow as pa
from reading import read

from newstemma.records import Edge, Utterance, Witness
from newstemma.report.pile import Pile, make_pile
from newstemma.report.tree import make_tree, reading_order
from newstemma.report.tree_svg import tree_svg


def of(pile: Pile, key: str) -> tuple[Utterance, list[Witness], list[Edge]]:
    """An utterance with what belongs to it."""
    return pile.utterances[key], list(pile.witnesses_of[key]), list(pile.edges_of[key])


def test_the_best_tree_and_a_rival(pile: Pile) -> None:
    """Every witness hangs below its parent; the parent that comes close is a rival, tied."""
    tree = make_tree(*of(pile, "u-line"), said=None)
    assert tree.children["u-line"] == ["w-line-A"]
    assert tree.children["w-line-A"] == ["w-line-B", "w-line-C"]
    assert tree.children["w-line-B"] == ["w-line-D"]
    rivals = [(s.parent, s.child, s.tied) for s in tree.steps if s.rival]
    assert rivals == [("w-line-A", "w-line-D", True)]


def test_lost_and_unattributed_witnesses_look_different(pile: Pile) -> None:
    """A lost witness is dashed and has no words to go to; one without a speaker says so."""
    tree = make_tree(*of(pile, "u-salt"), said=None)
    lost = next(n for n in tree.nodes.values() if n.kind == "lost")
    assert (lost.sigil, lost.name, lost.note, lost.href) == ("α", "Radio Moor", "version not at hand", None)
    told = make_tree(*of(pile, "u-line"), said=None).nodes["w-line-D"]
    assert told.kind == "told"
    assert told.note == "no date · no speaker"


def test_the_picture_is_well_formed_and_linked(pile: Pile) -> None:
    """The SVG parses, says how likely each step is, and links to versions and evidence."""
    svg = tree_svg(make_tree(*of(pile, "u-line"), said="said on 6 March 2023"), "Stemma")
    page = read(svg)
    assert page.wrong == []
    assert {"97%", "93%", "48%", "46%"} <= set(page.texts)
    assert {"#w-line-A", "#why-w-line-D"} <= set(page.hrefs)


def test_reading_order_puts_sources_first(pile: Pile) -> None:
    """No version stands before the one that it was made from."""
    assert reading_order(*of(pile, "u-line")) == ["w-line-A", "w-line-B", "w-line-D", "w-line-C"]


def test_edges_in_a_circle_do_not_break_the_page(run: dict[str, pa.Table]) -> None:
    """Damaged tables, in which two witnesses are each other's parent, still give a tree."""
    pile = make_pile(run)
    utterance, witnesses, _ = of(pile, "u-number")
    a, b = (w.witness_id for w in witnesses)
    circle = [Edge("u-number", a, b, 1.0, True, []), Edge("u-number", b, a, 1.0, True, [])]
    tree = make_tree(utterance, witnesses, circle, said=None)
    assert sorted(k for listed in tree.children.values() for k in listed) == sorted([a, b])
    assert tree_svg(tree, "x")


def test_many_leaves_become_one_box(pile: Pile) -> None:
    """Forty copies of one article do not make forty rows; the box counts them."""
    utterance, witnesses, _ = of(pile, "u-number")
    a, b = witnesses
    copies = [
        Witness(
            "u-number", f"w-{k}", None, b.article_id, f"C{k}", "extant", f"Copy {k}", 0, 3, "The", True, None
        )
        for k in range(40)
    ]
    edges = [Edge("u-number", "u-number", a.witness_id, 1.0, True, [])]
    edges += [Edge("u-number", a.witness_id, w.witness_id, 1.0, True, []) for w in copies]
    tree = make_tree(utterance, [a, *copies], edges, said=None)
    assert len(tree.children[a.witness_id]) == 13
    assert tree.hidden == 28
    assert "and 28 more" in tree_svg(tree, "x")
