"""The registry of agencies and large outlets: names in several scripts, domain, country, kind.

The data are in ``outlets.toml`` beside this module, written for this project. A user's own file of the same
form goes before ours: ``newstemma trace --outlets FILE``, or its path in the environment variable
``NEWSTEMMA_OUTLETS``, which worker processes inherit.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from newstemma.errors import InputError
from newstemma.text.names import outlet_key

__all__ = ["KINDS", "OWN_OUTLETS", "Outlet", "Registry", "own_outlets", "read_outlets", "registry"]

OWN_OUTLETS = "NEWSTEMMA_OUTLETS"
"""The environment variable that names the user's own list of outlets."""

KINDS = ("agency", "state media", "broadcaster", "newspaper", "magazine", "online", "blog", "platform")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news agency, an outlet or a platform."""

    name: str
    aliases: tuple[str, ...]
    domain: str | None
    country: str | None
    kind: str
    """One of ``KINDS``."""


@dataclass(frozen=True)
class Registry:
    """Outlets that can be found by any of their names or by a web host; earlier rows win."""

    outlets: tuple[Outlet, ...]
    _keys: dict[str, Outlet] = field(default_factory=dict, repr=False, compare=False)
    _domains: dict[str, Outlet] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for outlet in self.outlets:
            for name in (outlet.name, *outlet.aliases):
                self._keys.setdefault(outlet_key(name), outlet)
            if outlet.domain:
                self._domains.setdefault(outlet.domain, outlet)

    def find(self, name: str) -> Outlet | None:
        """The outlet that a written name stands for, in any of its spellings."""
        key = outlet_key(name)
        return self._keys.get(key) if key else None

    def find_host(self, host: str) -> Outlet | None:
        """The outlet of a web host, subdomains included."""
        parts = host.casefold().removeprefix("www.").split(".")
        for i in range(len(parts) - 1):
            found = self._domains.get(".".join(parts[i:]))
            if found:
                return found
        return None


def read_outlets(text: str) -> tuple[Outlet, ...]:
    """Outlets from TOML: a table per kind, in it ``"Name" = "domain;country;alias;alias ..."``.

    Raises:
        InputError: the text is no such TOML, or a kind is unknown.
    """
    try:
        raw = tomllib.loads(text)
        rows = [_outlet(kind, name, line) for kind, table in raw.items() for name, line in table.items()]
    except (tomllib.TOMLDecodeError, AttributeError) as error:
        raise InputError("bad-registry", f"The list of outlets cannot be read: {error}") from error
    unknown = sorted({row.kind for row in rows} - set(KINDS))
    if unknown:
        raise InputError("bad-registry", f"Unknown kind {unknown[0]!r}; the kinds are {', '.join(KINDS)}.")
    return tuple(rows)


def _outlet(kind: str, name: str, line: str) -> Outlet:
    domain, country, *aliases = [part.strip() for part in (line + ";;").split(";")]
    return Outlet(
        name, tuple(a for a in aliases if a), domain or None, country or None, kind.replace("_", " ")
    )


def own_outlets() -> str:
    """The user's own list of outlets as it is written; empty if there is none.

    Raises:
        InputError: the file that the environment variable names cannot be read.
    """
    path = os.environ.get(OWN_OUTLETS)
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            "bad-registry", f"The list of outlets {path} cannot be read: {error.strerror or error}."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            "bad-registry", f"The list of outlets {path} cannot be read: {error}. It must be TOML in UTF-8."
        ) from error


@cache
def registry() -> Registry:
    """The registry that ships with the project, with the user's own outlets before ours."""
    text = resources.files("newstemma.text").joinpath("outlets.toml").read_text(encoding="utf-8")
    return Registry(read_outlets(own_outlets()) + read_outlets(text))
