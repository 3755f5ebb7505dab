"""One edge in plain words: its reasons, those of its best rival, and what changed along it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from newstemma.errors import UsageError
from newstemma.records import Article, Change, Edge, Evidence, Utterance, Witness
from newstemma.stemma.contamination import KIND
from newstemma.stemma.edge_names import Named, find_edges
from newstemma.tables import to_records

__all__ = ["edge_to_words"]

_LEAST = 0.05
"""Nats below which a reason changes odds by less than a twentieth; such reasons are told as one sum."""
_LONGEST = 300


def edge_to_words(tables: Mapping[str, pa.Table], name: str) -> list[str]:
    """The explanation of an edge, a line each.

    Args:
        tables: articles, utterances, witnesses, edges and changes of a run.
        name: the edge, in one of the ways that ``edge_names`` understands.

    Raises:
        UsageError: no edge, or several, have that name; the message lists what could be meant.
    """
    utterances = {u.utterance_id: u for u in to_records(Utterance, tables["utterances"])}
    witnesses = {w.witness_id: w for w in to_records(Witness, tables["witnesses"])}
    edges = to_records(Edge, tables["edges"])
    articles = {a.article_id: a for a in to_records(Article, tables["articles"])}
    found = find_edges(name, edges, Named(witnesses, articles))
    if len(found) != 1:
        raise UsageError(_which(name, found, witnesses))
    told = _Told(utterances[found[0].utterance_id], found[0], witnesses, edges)
    changes = [c for c in to_records(Change, tables["changes"]) if told.edge.child in (c.child, c.parent)]
    return [*told.headline(), "", *told.reasons(), "", *told.rival(), "", *told.changed(changes)]


def _which(name: str, found: Sequence[Edge], witnesses: Mapping[str, Witness]) -> str:
    if not found:
        return (
            f"no edge is called {name!r}. Name a witness (the child) by its utterance and sigil (u-1a2b:B), "
            'by outlet, or both ends ("u-1a2b:A>B"); newstemma show DIR witnesses lists them.'
        )
    shown = ", ".join(f"{e.utterance_id}:{witnesses[e.child].sigil}" for e in found[:8])
    more = f" and {len(found) - 8} more" if len(found) > 8 else ""
    return f"{len(found)} edges could be called {name!r}: {shown}{more}. Name one of them."


@dataclass(frozen=True)
class _Told:
    """An edge with everything around it."""

    utterance: Utterance
    edge: Edge
    witnesses: Mapping[str, Witness]
    edges: Sequence[Edge]

    def name(self, node: str) -> str:
        """What a reader calls a node."""
        witness = self.witnesses.get(node)
        if witness is None:
            return self.utterance.speaker or "the speaker"
        lost = ", not in the pile" if witness.status == "lost" else ""
        return f"{witness.name} ({witness.sigil}{lost})"

    def headline(self) -> list[str]:
        """Who has it from whom, and how surely."""
        child, parent = self.name(self.edge.child), self.name(self.edge.parent)
        first = self.edge.parent == self.utterance.utterance_id
        what = f"{child} has it from {parent} directly" if first else f"{child} has it from {parent}"
        sure = f"probability {self.edge.probability:.2f}"
        if not self.edge.in_tree:
            sure += ", not the likeliest"
        lines = [f"{what}: {sure}."]
        second = [e for e in self.edges if e.child == self.edge.child and _is_second(e)]
        lines += [f"A second parent: {self.name(e.parent)}." for e in second if e is not self.edge]
        words = self.witnesses[self.edge.child].text or self.utterance.text
        return [*lines, f"The words: “{_short(words)}”"]

    def reasons(self) -> list[str]:
        """What speaks for and against the edge."""
        return ["What speaks for it (+) and against it (-):", *_listed(self.edge.evidence)]

    def rival(self) -> list[str]:
        """The likeliest other parent, with its reasons."""
        others = [
            e
            for e in self.edges
            if e.utterance_id == self.edge.utterance_id
            and e.child == self.edge.child
            and e.parent != self.edge.parent
        ]
        if not others:
            return ["There is no other possible parent."]
        best = max(others, key=lambda e: (e.probability, e.parent))
        name = self.name(best.parent)
        if best.parent == self.utterance.utterance_id:
            name += " directly"
        tie = abs(best.probability - self.edge.probability) < _LEAST
        lead = "As likely" if tie else "The next likeliest" if self.edge.in_tree else "The likeliest other"
        head = f"{lead}: from {name}, probability {best.probability:.2f}:"
        return [head, *_listed(best.evidence)]

    def changed(self, changes: Sequence[Change]) -> list[str]:
        """What the child tells otherwise, with the words."""
        here = [c for c in changes if (c.parent, c.child) == (self.edge.parent, self.edge.child)]
        if here:
            return ["What changed on the way:", *(_change(c) for c in here)]
        parent = self.witnesses.get(self.edge.parent)
        beside = [c for c in changes if c.relation == "sibling"]
        if (parent is None or parent.status == "lost") and beside:
            lines = []
            for c in beside:
                other = c.parent if c.child == self.edge.child else c.child
                lines.append(f"{_change(c)} (beside {self.name(other)})")
            return ["What changed, beside others that have it from there:", *lines]
        if parent is None or parent.text is None:
            return ["There are no words to compare with."]
        if not self.edge.in_tree:
            return ["Changes are told along the likeliest tree only."]
        return ["Nothing changed but what no reader would name."]


def _is_second(edge: Edge) -> bool:
    return any(reason.kind == KIND for reason in edge.evidence)


def _listed(evidence: Sequence[Evidence]) -> list[str]:
    """The reasons, the weightiest first; the small ones as one."""
    large = [e for e in evidence if abs(e.weight) >= _LEAST]
    small = [e for e in evidence if abs(e.weight) < _LEAST and e.kind != KIND]
    lines = [f"         {e.detail}" for e in evidence if e.kind == KIND]
    lines += [f"  {e.weight:+5.1f}  {e.detail}" for e in sorted(large, key=lambda e: -abs(e.weight))]
    if small:
        lines.append(f"  {sum(e.weight for e in small):+5.1f}  {len(small)} more that weigh next to nothing")
    return lines


def _change(change: Change) -> str:
    detail = f" ({change.detail})" if change.detail else ""
    kind = change.kind.replace("_", " ")
    if not change.before:
        return f"  {kind}: + “{_short(change.after)}”{detail}"
    if not change.after:
        return f"  {kind}: - “{_short(change.before)}”{detail}"
    return f"  {kind}: “{_short(change.before)}” → “{_short(change.after)}”{detail}"


def _short(text: str) -> str:
    """One line, without control characters, of bearable length."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
