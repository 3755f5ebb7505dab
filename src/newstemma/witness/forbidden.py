"""What two statements of one utterance cannot have: other speakers, other days, other venues."""

from __future__ import annotations

from collections.abc import Mapping

from newstemma.params.witness import CONTRARY_DICE, COPIED, DATES_APART, OPPOSED, OVERRULES
from newstemma.witness.features import Around, days_between, ordinal
from newstemma.witness.pieces import Piece

__all__ = ["contrary", "forbidden"]


def forbidden(a: Around, b: Around, odds: float) -> str | None:
    """Why two statements cannot be one utterance.

    Args:
        a, b: what surrounds them.
        odds: log odds of being one utterance by everything but their speakers.

    Returns:
        ``day``, ``future`` (one was said after the other was printed), ``speaker``, ``venue``, or None. Words
        that are alike beyond chance (``OVERRULES``) may be given to two speakers or venues, or to two days in
        a row: that is a conflict of attribution within one utterance, not two utterances.
    """
    alike = odds >= OVERRULES
    if _days_differ(a.said, b.said) and not (alike and days_between(a.said, b.said) == 1):
        return "day"
    if _after(a.said, b.published) or _after(b.said, a.published):
        return "future"
    if alike:
        return None
    if a.speaker is not None and b.speaker is not None and a.speaker != b.speaker:
        return "speaker"
    if a.venue is not None and b.venue is not None and a.venue != b.venue:
        return "venue"
    return None


def contrary(a: Piece, b: Piece, features: Mapping[str, float]) -> bool:
    """Whether two pieces say the contrary: nearly the same words with and without a negation, or two numbers
    and more in each, none of them the same (a date and another date).

    Long unbroken runs are excepted: a copy that lost its "not", or in which every number was changed, is a
    version of the text that it was copied from, and its changes are to be shown.
    """
    if features["opposed"] >= OPPOSED and features["dice"] >= CONTRARY_DICE:
        return True
    numerous = min(len(a.numbers), len(b.numbers)) >= 2
    return bool(features["number_conflict"]) and numerous and features["run"] < COPIED


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
