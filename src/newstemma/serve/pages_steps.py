"""One step of a tree: parent and child side by side, the evidence, and the other possible parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newstemma.report.utterance_view import sigil_name, utterance_view
from newstemma.serve.ask import Ask, Kind, Missing, View, table_rows

__all__ = ["KINDS"]


def _ids(ask: Ask) -> tuple[str, str]:
    """The utterance and the child of an address ``UTTERANCE/steps/WITNESS``."""
    utterance_id, _, witness_id = ask.at.partition("/steps/")
    return utterance_id, witness_id


def _step(ask: Ask) -> View:
    utterance_id, witness_id = _ids(ask)
    pile = ask.library.utterances([utterance_id], texts=True)
    utterance = pile.utterances.get(utterance_id)
    if utterance is None:
        raise Missing(f"There is no statement {utterance_id}.")
    view = utterance_view(pile, ask.library.links(pile), 0, utterance, most=len(pile.witnesses))
    step = next((s for s in view.steps if s.witness_id == witness_id), None)
    if step is None:
        raise Missing(f"There is no step to {witness_id}.")
    edges = [e for e in pile.edges_of.get(utterance_id, ()) if e.child == witness_id]
    best = next((e.parent for e in edges if e.in_tree), utterance_id)
    versions = {v.witness_id: v for v in view.versions}
    changes = [c for c in pile.changes_of.get(utterance_id, ()) if c.child == witness_id]
    beside = best if best in versions else next((c.parent for c in changes if c.relation == "sibling"), best)
    others = sorted((e for e in edges if e.parent != best), key=lambda e: (-e.probability, e.parent))
    names = {w.witness_id: sigil_name(w) for w in pile.witnesses_of.get(utterance_id, ())}
    return View(
        f"{step.child} from {step.parent}",
        {
            "u": view,
            "step": step,
            "parent": versions.get(beside),
            "is_sibling": beside != best,
            "child": versions.get(witness_id),
            "changes": [c for c in changes if c.parent == beside],
            "utterance_id": utterance_id,
            "witness_id": witness_id,
            "parent_id": best,
            "others": [
                (e.parent, names.get(e.parent, "the utterance itself"), e.probability) for e in others[:12]
            ],
        },
    )


def _rows(ask: Ask) -> Iterable[Mapping[str, Any]]:
    return table_rows(ask, "edges", "utterance_id = ? AND child = ?", _ids(ask))


KINDS = (Kind("/utterances/{at}/steps/{to}", "step", _step, _rows),)
"""The page of this file."""
