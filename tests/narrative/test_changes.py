"""Whether a wording hardens or softens along the trees."""

from __future__ import annotations

import pytest

from newstemma.narrative.changes_to_narratives import changes_to_narratives, direction
from newstemma.records import Change, Narrative
from newstemma.tables import to_records, to_table


def change(kind: str, detail: str | None, relation: str = "edge", utterance: str = "u-1") -> Change:
    """A change along an edge."""
    return Change(utterance, "w-1", "w-2", relation, kind, "", "", detail, None, None, None, None)


@pytest.mark.parametrize(
    ("kind", "detail", "way"),
    [
        ("hedge", "hedge dropped: allegedly", 1),
        ("hedge", "strengthened: may → will", 1),
        ("hedge", "hedge added: reportedly", -1),
        ("hedge", "weakened: will → may", -1),
        ("intensifier", "intensifier added: very", 1),
        ("intensifier", "intensifier dropped: only", -1),
        ("attribution_dropped", "said by Mira Holt there, simply so here", 1),
        ("number", "7 → 8", 0),
        ("hedge", None, 0),
    ],
)
def test_direction(kind: str, detail: str | None, way: int) -> None:
    """What makes a wording firmer, weaker or neither; between siblings no direction is known."""
    assert direction(change(kind, detail)) == way
    assert direction(change(kind, detail, "sibling")) == 0


def test_changes_are_summed_along_a_narrative() -> None:
    """The changes of all utterances of a narrative count, those of others do not."""
    n = Narrative("n-1", "x", [], ["u-1", "u-2"], None, None, 2, 1, 2)
    changes = [
        change("hedge", "hedge dropped: may"),
        change("hedge", "hedge dropped: may", utterance="u-2"),
        change("hedge", "hedge added: may", utterance="u-2"),
        change("hedge", "hedge added: may", utterance="u-9"),
    ]
    table = changes_to_narratives(to_table(Narrative, [n]), to_table(Change, changes))
    (row,) = to_records(Narrative, table)
    assert (row.n_hardened, row.n_softened) == (2, 1)
