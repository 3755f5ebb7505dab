"""Sources and contents from role scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.attribute.tagger.roles import Roles, read_roles
from newstemma.params.tagger import ROLE_BLOCK


def roles_of(*rows: list[tuple[float, float]]) -> list[Roles]:
    """The roles in regions given by their (source, content) logits."""
    return list(read_roles([np.array(row, np.float32) for row in rows], 0.0, 0.0, 1.0))


def test_source_and_content_of_a_region() -> None:
    """The source is the best run, the content the words worth their switches, gaps allowed."""
    (found,) = roles_of([(5, -5), (4, -5), (-5, -5), (-5, 6), (-5, -4), (-5, 6)])
    assert (found.start, found.end) == (0, 2)
    assert found.content.tolist() == [3, 5]
    assert found.source_sure == pytest.approx(0.98, abs=0.02)
    assert found.content_sure == pytest.approx(0.98, abs=0.02)


def test_no_source() -> None:
    """Without a likely word there is no source, and that is the surer the less likely they are."""
    likely, unlikely = roles_of([(-1, 5)], [(-6, 5)])
    assert likely.start == likely.end
    assert likely.source_sure < unlikely.source_sure


@given(
    st.lists(st.lists(st.tuples(*[st.integers(-6, 6)] * 2), min_size=1, max_size=6), min_size=2, max_size=5)
)
def test_neighbours_change_nothing(rows: list[list[tuple[float, float]]]) -> None:
    """A region's roles are the same whichever other regions are read with it."""
    for own, together in zip(rows, roles_of(*rows), strict=True):
        (alone,) = roles_of(own)
        assert (alone.start, alone.end) == (together.start, together.end)
        assert alone.content.tolist() == together.content.tolist()
        assert alone.source_sure == pytest.approx(together.source_sure, abs=1e-5)


def test_more_regions_than_a_block() -> None:
    """Every region gets its roles, however many there are."""
    rows = [[(float(n % 7 - 3), 1.0)] for n in range(2 * ROLE_BLOCK + 1)]
    assert len(roles_of(*rows)) == len(rows)
