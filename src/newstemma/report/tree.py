"""An utterance's stemma as a tree to be drawn: nodes, the steps of the best tree, rivals that come close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from newstemma.params.report import LEAVES, RATHER, RIVAL_FROM, TIE
from newstemma.records import Edge, Utterance, Witness
from newstemma.report.visible import anchor
from newstemma.report.when import MONTHS, Moment, moment

__all__ = ["CONTAMINATION", "Node", "Step", "Tree", "make_tree", "reading_order"]

CONTAMINATION = "contamination"
"""The kind of evidence that marks a second parent."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the picture.

    Attributes:
        key: witness_id, or the utterance_id for the root.
        sigil: A, B … or α, β …; empty for the root.
        name: outlet, credited name, or the speaker for the root.
        note: a second line: the date, "version not at hand", "no speaker named".
        kind: ``root``, ``extant``, ``told`` (extant, without attribution), ``lost`` or ``more``.
        href: the anchor of its version.
        at: when it was published, if that is known.
    """

    key: str
    sigil: str
    name: str
    note: str
    kind: str
    href: str | None
    at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the picture.

    Attributes:
        parent, child: keys of nodes.
        probability: None where the tables give none.
        rival: whether it is not in the tree that is drawn.
        tied: whether the chosen parent and the rival cannot be told apart.
        unsure: whether the chosen parent is no likelier than all others together, or tied.
        href: the anchor of its evidence.
        also: for a second parent (contamination), what the child has from it besides.
    """

    parent: str
    child: str
    probability: float | None
    rival: bool
    tied: bool
    unsure: bool
    href: str | None
    also: str | None = None


@dataclass(frozen=True)
class Tree:
    """Nodes by key, children in order, and all lines.

    Attributes:
        root: key of the utterance itself.
        hidden: witnesses that stand behind a node that counts them.
    """

    root: str
    nodes: Mapping[str, Node]
    children: Mapping[str, Sequence[str]]
    steps: Sequence[Step]
    hidden: int = 0


@dataclass
class _Build:
    """A tree in the making."""

    utterance: Utterance
    witnesses: Mapping[str, Witness]
    edges: Sequence[Edge]
    nodes: dict[str, Node] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parent_of: dict[str, str] = field(default_factory=dict)
    linked: frozenset[str] | None = None
    steps_at: str | None = None
    hidden: int = 0

    def evidence(self, child: str) -> str | None:
        """The address of the evidence for a witness's parents."""
        key = f"why-{anchor(child)}"
        there = self.linked is None or key in self.linked
        return f"{self.steps_at}/{quote(child, safe='')}" if there and self.steps_at else self.href(key)

    def href(self, key: str) -> str | None:
        """An address on the page, or None if the place is not on it."""
        return f"#{key}" if self.linked is None or key in self.linked else None


def make_tree(
    utterance: Utterance,
    witnesses: Sequence[Witness],
    edges: Sequence[Edge],
    said: str | None,
    linked: frozenset[str] | None = None,
    steps_at: str | None = None,
) -> Tree:
    """The tree of one utterance.

    Args:
        utterance: the root.
        witnesses: all of its witnesses, lost ones too.
        edges: all of its possible steps.
        said: when it was said, in words.
        linked: ids of versions and of evidence that are on the page; None for all.
        steps_at: the address below which every step has a page of its own, if it has.

    Returns:
        The best tree. A witness that no step of the best tree leads to hangs below the root, without a
        probability.
    """
    build = _Build(utterance, {w.witness_id: w for w in witnesses}, edges, linked=linked, steps_at=steps_at)
    root = utterance.utterance_id
    name = utterance.speaker or "Speaker not resolved"
    build.nodes[root] = Node(root, "", name, _brief(said) or "day not known", "root", None)
    for witness in witnesses:
        build.nodes[witness.witness_id] = _node(witness, build)
    _connect(build)
    _gather_leaves(build)
    return Tree(root, build.nodes, build.children, _steps(build), build.hidden)


def _brief(said: str | None) -> str | None:
    """A day in words with its month cut short."""
    for month in MONTHS:
        said = said.replace(month, month[:3]) if said else said
    return said


def reading_order(utterance: Utterance, witnesses: Sequence[Witness], edges: Sequence[Edge]) -> list[str]:
    """Witness ids as the tree is read: every parent before its children, branch by branch."""
    build = _Build(utterance, {w.witness_id: w for w in witnesses}, edges)
    build.nodes = {k: _node(w, build) for k, w in build.witnesses.items()}
    build.nodes[utterance.utterance_id] = Node(utterance.utterance_id, "", "", "", "root", None)
    _connect(build)
    order, stack = [], [utterance.utterance_id]
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(reversed(build.children.get(node, ())))
    return order[1:]


def _node(witness: Witness, build: _Build) -> Node:
    lost = witness.status == "lost"
    known = moment(witness.published)
    date = known.short if known else witness.published or "no date"
    if lost:
        note, kind = "version not at hand", "lost"
    elif not witness.attributed:
        note, kind = f"{date} · no speaker", "told"
    else:
        note, kind = date, "extant"
    href = None if lost else build.href(anchor(witness.witness_id))
    return Node(witness.witness_id, witness.sigil, witness.name, note, kind, href, None if lost else known)


def _connect(build: _Build) -> None:
    """Parents from the best tree; whatever the root cannot reach is hung below it."""
    root = build.utterance.utterance_id
    for edge in build.edges:
        if edge.in_tree and edge.child in build.witnesses and edge.parent in build.nodes:
            build.parent_of.setdefault(edge.child, edge.parent)
    for key in build.witnesses:
        seen, node = {key}, build.parent_of.get(key, root)
        while node != root and node not in seen:
            seen.add(node)
            node = build.parent_of.get(node, root)
        if node != root:
            build.parent_of[key] = root
        build.parent_of.setdefault(key, root)
    for key, parent in build.parent_of.items():
        build.children[parent].append(key)
    for listed in build.children.values():
        listed.sort(key=lambda k: _order(build.witnesses[k]))


def _order(witness: Witness) -> tuple[float, int, str, str]:
    known = moment(witness.published)
    return (known.low if known else float("inf"), len(witness.sigil), witness.sigil, witness.witness_id)


def _gather_leaves(build: _Build) -> None:
    """Of many leaves below one parent the first stay, and one node counts the others."""
    for parent in list(build.children):
        leaves = [k for k in build.children[parent] if not build.children.get(k)]
        extra = set(leaves[LEAVES:]) if len(leaves) > LEAVES + 1 else set()
        if extra:
            key = f"{parent}+"
            build.nodes[key] = Node(key, "", f"and {len(extra)} more", "listed below", "more", None)
            build.children[parent] = [*(k for k in build.children[parent] if k not in extra), key]
            build.hidden += len(extra)
            for gone in extra:
                del build.nodes[gone]


def _steps(build: _Build) -> list[Step]:
    chances = {(e.parent, e.child): e.probability for e in build.edges}
    steps = []
    for parent, listed in build.children.items():
        for child in listed:
            chance = chances.get((parent, child))
            rivals = _rivals(build, parent, child, chance)
            href = build.evidence(child) if chance is not None else None
            tied = any(r.tied for r in rivals)
            unsure = tied or (chance is not None and chance < RATHER)
            steps.append(Step(parent, child, chance, rival=False, tied=tied, unsure=unsure, href=href))
            steps.extend(rivals)
            steps.extend(_seconds(build, parent, child))
    return sorted(steps, key=lambda s: (s.rival, s.parent, s.child))


def _seconds(build: _Build, parent: str, child: str) -> list[Step]:
    """Second parents: witnesses from which the child has words besides (contamination)."""
    found = []
    for edge in build.edges:
        words = next((e.detail for e in edge.evidence if e.kind == CONTAMINATION), None)
        if edge.child == child and edge.parent != parent and edge.parent in build.nodes and words:
            href = build.evidence(child)
            found.append(
                Step(edge.parent, child, None, rival=True, tied=False, unsure=False, href=href, also=words)
            )
    return found


def _rivals(build: _Build, parent: str, child: str, chance: float | None) -> list[Step]:
    """Other parents of a child that come close."""
    if chance is None:
        return []
    found = []
    for edge in build.edges:
        close = edge.probability >= RIVAL_FROM and all(e.kind != CONTAMINATION for e in edge.evidence)
        if edge.child == child and edge.parent != parent and edge.parent in build.nodes and close:
            tied = chance - edge.probability < TIE
            href = build.evidence(child)
            found.append(
                Step(edge.parent, child, edge.probability, rival=True, tied=tied, unsure=True, href=href)
            )
    return found
