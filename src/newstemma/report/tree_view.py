"""An utterance's likeliest trees as pictures and as lists, and in what they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newstemma.params.report import RANKED_TREES
from newstemma.records import Edge, Utterance, Witness
from newstemma.report.ranked_trees import RankedTree, hung, ranked_trees
from newstemma.report.sureness import percent
from newstemma.report.svg import element
from newstemma.report.tree import Tree, make_tree
from newstemma.report.tree_svg import tree_svg
from newstemma.report.views import TreeView

__all__ = ["Drawing", "tree_views"]


@dataclass(frozen=True)
class Drawing:
    """What all trees of an utterance have in common.

    Attributes:
        utterance, witnesses: the root and everything below it.
        said: when it was said, in words.
        linked: ids of versions and of evidence that are on the page.
        steps_at: the address below which every step has a page of its own, if it has.
    """

    utterance: Utterance
    witnesses: Sequence[Witness]
    said: str | None
    linked: frozenset[str]
    steps_at: str | None

    def tree(self, edges: Sequence[Edge]) -> Tree:
        """The tree of the chosen edges."""
        return make_tree(self.utterance, self.witnesses, edges, self.said, self.linked, self.steps_at)


def tree_views(
    drawing: Drawing, edges: Sequence[Edge], names: Mapping[str, str], title: str
) -> tuple[list[TreeView], int]:
    """The chosen tree and, where others are nearly as likely, those too.

    Args:
        drawing: what is drawn.
        edges: all possible steps.
        names: how witnesses are called in words.
        title: what a screen reader announces.

    Returns:
        The trees, and how many witnesses stand behind a box that counts them.
    """
    first = drawing.tree(edges)
    ranked = ranked_trees(drawing.utterance.utterance_id, edges, RANKED_TREES)
    views = [_view(first, title, percent(ranked[0].probability) if ranked else None, [])]
    for place, other in enumerate(ranked[1:], start=2):
        tree = drawing.tree(hung(edges, other))
        differs = _differs(ranked[0], other, names)
        views.append(_view(tree, f"{title}, tree {place}", percent(other.probability), differs))
    return views, first.hidden


def _view(tree: Tree, title: str, chance: str | None, differs: Sequence[str]) -> TreeView:
    picture = tree_svg(tree, f"{title}: who has the words from whom")
    return TreeView(chance, differs, picture, _outline(tree, tree.root))


def _differs(first: RankedTree, other: RankedTree, names: Mapping[str, str]) -> list[str]:
    """Steps that are not those of the first tree, in words."""
    return [
        f"{names.get(child, 'another')} from {names.get(parent, 'another')},"
        f" not from {names.get(first.parents[child], 'another')}"
        for child, parent in sorted(other.parents.items(), key=lambda step: names.get(step[0], ""))
        if first.parents[child] != parent
    ]


def _outline(tree: Tree, key: str) -> Markup:
    """The tree as nested lists, for narrow screens and for those who do not see the picture.

    Chains of any depth are unrolled without recursion.
    """
    chances = {(s.parent, s.child): s.probability for s in tree.steps if not s.rival}
    rivals: dict[str, list[str]] = {}
    for s in tree.steps:
        if s.rival:
            parent = tree.nodes[s.parent]
            named = " ".join(filter(None, (parent.sigil, parent.name)))
            told = f"or from {named}: {percent(s.probability)}" if s.probability else f"also words of {named}"
            rivals.setdefault(s.child, []).append(told)
    order: list[str] = []
    stack = [key]
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(reversed(tree.children.get(node, ())))
    parent_of = {c: p for p, listed in tree.children.items() for c in listed}
    made: dict[str, Markup] = {}
    for node in reversed(order):
        box = tree.nodes[node]
        chance = chances.get((parent_of.get(node, ""), node))
        sigil = [element("span", box.sigil, class_="sigil"), " "] if box.sigil else []
        label = element("a", box.name, href=box.href) if box.href else element("b", box.name)
        sure = [percent(chance)] if chance is not None else []
        note = element("small", " · ".join([box.note, *sure, *rivals.get(node, ())]))
        below = [made[c] for c in tree.children.get(node, ())]
        inner = [element("ul", *below)] if below else []
        made[node] = element("li", element("div", *sigil, label, " ", note, class_=box.kind), *inner)
    return element("ul", made[key], class_="outline")
