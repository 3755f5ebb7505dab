"""Which finder reads a text: the choice of method, in one place.

1. The quotation-mark machine reads the text once.
2. The trained tagger finds attributions if its weights know the language; else the rules of the language's
   pack do; a language with neither gets its direct quotations only, without sources.
3. Contents that are quotations are snapped to their marks.
4. Quotations that nothing has claimed become statements of their own.
5. Near-identical attributions become one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newstemma.attribute import packs
from newstemma.attribute.found import Found
from newstemma.attribute.language import guess_language
from newstemma.attribute.marks import Marks
from newstemma.attribute.merge import merged, snapped
from newstemma.attribute.rules import find_by_rules
from newstemma.attribute.unattributed import unattributed

__all__ = ["FINDERS", "attribute_text", "find"]


def attribute_text(text: str, language: str | None = None) -> list[Found]:
    """All attributions of any text, cleaned or not; the language is guessed if it is not given."""
    return find(text, language or guess_language(text))


def find(text: str, language: str | None) -> list[Found]:
    """All attributions of a text in a language (ISO 639-1; None if unknown), in the order of their contents."""
    marks = Marks(text)
    found = [snapped(f, marks) for f in _by_rules(text, language, marks)]
    return merged([*found, *unattributed(text, marks, found)])


def _by_rules(text: str, language: str | None, marks: Marks) -> list[Found]:
    """What the language's pack finds; nothing without a pack."""
    if language is None or language not in packs.languages():
        return []
    return find_by_rules(text, packs.load(language), marks)


def _rules(text: str, language: str | None) -> list[Found]:
    return _by_rules(text, language, Marks(text))


FINDERS: Mapping[str, Callable[[str, str | None], list[Found]]] = {"rules": _rules, "merged": find}
"""The finders by name, for measuring them apart."""
