"""The language packs by ISO code, and which of them a text is written in."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from newstemma.date.pack import Pack, make_pack
from newstemma.params import date as params

__all__ = ["LANGUAGES", "pack_for"]

LANGUAGES = ("en", "de", "fr", "es", "ru")
_NUMERIC = make_pack("und", "")
_WORD = re.compile(r"\w+")


@cache
def load(code: str) -> Pack:
    """The pack of a language; one without words (numeric dates only) if there is none."""
    if code not in LANGUAGES:
        return _NUMERIC
    pack: Pack = import_module(f"newstemma.date.languages.{code}").PACK
    return pack


def pack_for(text: str, language: str | None) -> Pack:
    """The pack of the given language (``de-AT`` is ``de``), else of the one whose words the text has."""
    if language:
        return load(language.lower().split("-")[0].split("_")[0])
    sample = set(_WORD.findall(text[: params.LANGUAGE_SAMPLE].lower()))
    counts = [(len(load(code).common & sample), -i, code) for i, code in enumerate(LANGUAGES)]
    return load(max(counts)[2])
