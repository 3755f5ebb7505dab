"""Which retold utterances come first: the most retold, and the most changed."""

from __future__ import annotations

from newstemma.records import Utterance
from newstemma.report.pile import TELLING, Pile

__all__ = ["most_changed", "telling_changes"]


def telling_changes(pile: Pile, utterance_id: str) -> int:
    """Changes that can change the sense (figures, dates, names, negations, hedges, who speaks), each once."""
    found = pile.changes_of.get(utterance_id, ())
    return len({(c.kind, c.before, c.after, c.child) for c in found if c.kind in TELLING})


def most_changed(pile: Pile) -> list[Utterance]:
    """Retold utterances with such a change, the one with most first."""
    counts = {u.utterance_id: telling_changes(pile, u.utterance_id) for u in pile.retold}
    changed = [u for u in pile.retold if counts[u.utterance_id]]
    return sorted(changed, key=lambda u: -counts[u.utterance_id])
