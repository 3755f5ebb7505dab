"""When, to whom and how a statement was made, in words."""

from __future__ import annotations

from newstemma.records import Statement
from newstemma.report.when import moment, when

__all__ = ["how_known", "is_bound", "on_or_in", "said_how", "said_words"]

_HOW = {
    "name": None,
    "role": "named by role",
    "pronoun": "by pronoun",
    "continuation": "a quotation that goes on",
}


def how_known(statement: Statement) -> str | None:
    """How the speaker is known, where it is not by name."""
    if statement.speaker_id is None or statement.speaker_how == "name":
        return None
    reading = _HOW.get(statement.speaker_how or "", statement.speaker_how)
    source = statement.source
    if reading and source and statement.speaker_how in ("role", "pronoun"):
        return f"{reading}: “{source}”"
    return reading


def said_words(statement: Statement) -> str | None:
    """The day, as far as it is known; an upper bound is told as one."""
    if statement.said_on is None:
        return None
    on = "on or before" if is_bound(statement) else on_or_in(statement.said_on)
    return f"said {on} {when(statement.said_on)}"


def on_or_in(date: str | None) -> str:
    """``on`` a day, ``in`` a month or year."""
    known = moment(date)
    return "on" if known is None or known.exact else "in"


def is_bound(statement: Statement) -> bool:
    """Whether the day is only that of publication, before which it must have been said."""
    return (statement.said_on_how or "").startswith("published")


def said_how(statement: Statement, outlet: str) -> str | None:
    """The words that the day rests on, and where they stand."""
    kind, _, words = (statement.said_on_how or "").partition(": ")
    if not words:
        return None
    readings = {
        "published": f"{outlet} published it then",
        "venue": f"what was said to the same addressee is dated “{words}” in {outlet}",
        "speaker": f"the speaker’s other words in {outlet} are dated “{words}”",
        "unanchored": f"“{words}” in {outlet} cannot be placed",
    }
    return readings.get(kind, f"“{words}” in {outlet}")
