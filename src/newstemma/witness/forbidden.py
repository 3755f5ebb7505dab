"""What two statements of one utterance cannot have: other days, contrary words."""

from __future__ import annotations

import numpy as np

from newstemma.params.witness import CONTRARY_DICE, COPIED, DATES_APART, OPPOSED
from newstemma.witness.columns import Flags
from newstemma.witness.features import Around, Arrays, days_between, ordinal

__all__ = ["contrary", "day_apart"]


def day_apart(a: Around, b: Around, *, alike: bool) -> bool:
    """Whether two statements were said on different days, or one after the other was printed.

    ``alike``: their words are alike beyond chance, and may be given to two days in a row.
    """
    if _days_differ(a.said, b.said) and not (alike and days_between(a.said, b.said) == 1):
        return True
    return _after(a.said, b.published) or _after(b.said, a.published)


def contrary(features: Arrays, numerous: Flags) -> Flags:
    """Which pairs of pieces say the contrary: nearly the same words with and without a negation, or two
    numbers and more in each (``numerous``), none of them the same (a date and another date).

    Long unbroken runs are excepted: a copy that lost its "not", or in which every number was changed, is a
    version of the text that it was copied from, and its changes are to be shown.
    """
    denied = (features["opposed"] >= OPPOSED) & (features["dice"] >= CONTRARY_DICE)
    other_numbers = (features["number_conflict"] > 0) & numerous & (features["run"] < COPIED)
    return np.asarray(denied | other_numbers, dtype=bool)


def _days_differ(a: str | None, b: str | None) -> bool:
    """Whether two dates disagree as far as both are known: 2022-04 and 2022-04-29 do not."""
    if a is None or b is None:
        return False
    known = min(len(a), len(b), 10)
    return a[:known] != b[:known]


def _after(said: str | None, published: str | None) -> bool:
    """Whether something was said later than an article that was printed by then could know."""
    first, second = ordinal(said), ordinal(published)
    return first is not None and second is not None and first > second + DATES_APART
