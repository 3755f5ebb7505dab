"""Statements inside statements: "“…,” Falk said, according to Tarnwire" is Falk's, Tarnwire tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newstemma.attribute.found import Found
from newstemma.params.attribute import INNER_FORMS, INNER_SHARE
from newstemma.spans import Span, cover

__all__ = ["inner", "is_retold"]


def inner(found: Sequence[Found], rules: Iterable[Found]) -> list[Found]:
    """The rules' attributions that fill a content of ``found``, reporting words and all.

    A finder that takes "according to Tarnwire" for the attribution has "“…,” Falk said" as its content, and
    passes over whose words they are.
    """
    reported = [f for f in rules if f.form in INNER_FORMS]
    return [f for f in reported if any(_fills(f, outer) for outer in found) and not _known(f, found)]


def is_retold(content: Sequence[Span], nested: Iterable[Found]) -> bool:
    """Whether a content is another's statement together with the words that report it."""
    return any(_filled(f, piece) for f in nested for piece in content)


def _fills(found: Found, outer: Found) -> bool:
    same = outer.cue is not None and found.cue is not None and outer.cue.overlaps(found.cue)
    return not same and any(_filled(found, piece) for piece in outer.content)


def _filled(found: Found, piece: Span) -> bool:
    """Whether a piece holds a statement, its cue and its source, and little else."""
    if found.cue is None or found.source is None:
        return False
    whole = cover((*found.content, found.cue, found.source))
    return piece.contains(whole) and len(whole) >= INNER_SHARE * len(piece) and len(found.span) < len(whole)


def _known(found: Found, all_: Sequence[Found]) -> bool:
    return any(f.cue is not None and found.cue is not None and f.cue.overlaps(found.cue) for f in all_)
