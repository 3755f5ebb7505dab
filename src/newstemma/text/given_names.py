"""Given names and whose they are: read once per process from ``given_names.toml``."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources

from newstemma.text.names import name_key
from newstemma.text.normalise import fold

__all__ = ["given_gender", "given_names"]


@cache
def given_names() -> dict[str, str]:
    """Folded given name → m, f or e (either)."""
    text = resources.files("newstemma.text").joinpath("given_names.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    out: dict[str, str] = {}
    for gender in ("male", "female", "either"):
        for name in str(raw[gender]).split():
            key = fold(name)
            out[key] = "e" if key in out else gender[0]
    return out


@cache
def _by_key() -> dict[str, str]:
    """Given names by the key in which their transliterations are equal."""
    out: dict[str, str] = {}
    for name, gender in given_names().items():
        key = name_key(name)
        out[key] = gender if out.get(key, gender) == gender else "e"
    return out


@lru_cache(maxsize=50_000)
def given_gender(word: str) -> str | None:
    """m, f or e (either) for a given name in any spelling; the first part of a double one decides.

    >>> given_gender("Sergueï"), given_gender("ferry")
    ('m', None)
    """
    first = word.split("-", maxsplit=1)[0]
    return given_names().get(fold(first)) or _by_key().get(name_key(first))
