"""How a user names an edge.

::

    u-1a2b3c:B          the edge to witness B of the utterance whose id begins so (to its likeliest parent)
    u-1a2b3c:A>B        the edge from A to B; "utterance>B" or ">B" is the one from the utterance itself
    u-1a2b3c:Harbour Daily    the same by outlet, article id or file
    Harbour Daily       every utterance in which that article is a witness: fine if it is one
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newstemma.records import Article, Edge, Witness
from newstemma.text.normalise import fold

__all__ = ["Named", "find_edges"]

_ARROWS = ("->", "→", ">")


@dataclass(frozen=True)
class Named:
    """Witnesses and articles by id."""

    witnesses: Mapping[str, Witness]
    articles: Mapping[str, Article]

    def calls(self, name: str, witness_id: str) -> bool:
        """Whether a name means a witness: its sigil, id, outlet, article id, path or title."""
        witness = self.witnesses.get(witness_id)
        if witness is None or not name:
            return False
        if name == witness.sigil or witness_id.startswith(name):
            return True
        article = self.articles.get(witness.article_id or "")
        known = {witness.name}
        if article is not None:
            known |= {article.article_id, article.path, article.path.rpartition("/")[2]}
            known |= {text for text in (article.outlet, article.title, article.row_id) if text}
        return fold(name) in {fold(text) for text in known}


def find_edges(name: str, edges: Sequence[Edge], named: Named) -> list[Edge]:
    """The edges that a name means: one if it is clear, none, or several between which it leaves open."""
    utterance, ends = _split(name.strip(), edges)
    parent, child = _ends(ends)
    inside = [e for e in edges if e.utterance_id.startswith(utterance) and named.calls(child, e.child)]
    if parent is None:
        return [e for e in inside if e.in_tree and _is_best(e, inside)]
    return [e for e in inside if _is_parent(parent, e, named)]


def _split(name: str, edges: Sequence[Edge]) -> tuple[str, str]:
    """The utterance (empty for any) and the rest; an outlet may have a colon in its name."""
    for mark in (":", "/", " "):
        head, found, rest = name.partition(mark)
        if found and head and rest.strip() and any(e.utterance_id.startswith(head) for e in edges):
            return head, rest.strip()
    return "", name


def _ends(text: str) -> tuple[str | None, str]:
    for arrow in _ARROWS:
        parent, found, child = text.partition(arrow)
        if found:
            return parent.strip(), child.strip()
    return None, text


def _is_parent(name: str, edge: Edge, named: Named) -> bool:
    if edge.parent == edge.utterance_id:
        return name in ("", "utterance", "root", edge.utterance_id)
    return named.calls(name, edge.parent)


def _is_best(edge: Edge, edges: Sequence[Edge]) -> bool:
    """Whether no other edge of the tree leads to the same child more surely (a second parent may)."""
    return not any(
        e.child == edge.child and e.utterance_id == edge.utterance_id and e.in_tree
        and (e.probability, e.parent) > (edge.probability, edge.parent)
        for e in edges
    )  # fmt: skip
