"""Names of one body in several forms: "OSCE", "the Organisation for Security and Co-operation in Europe".

1. Names that are one by the list of well-known bodies and states are one ("US", "United States").
2. Long names whose telling words begin alike are one ("Organization of …", "Organisation for …").
3. An acronym belongs to the long name whose telling words have these initials, if the pile has just one such
   name; an acronym whose long form nowhere stands remains by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from newstemma.graph.union_find import UnionFind
from newstemma.text.bodies import body_key
from newstemma.text.normalise import fold
from newstemma.text.similarity import content_stems, stem
from newstemma.text.tokens import words

__all__ = ["Forms", "body_keys", "forms_of", "key_of"]

_SHORT = 6  # letters of the longest acronym
_STEM = 4  # letters by which long names are compared, so that "-ise" and "-ize", "co-op" and "coop" meet


@dataclass(frozen=True, slots=True)
class Forms:
    """What a name of a body is compared by.

    Attributes:
        joining: names that have one of these in common are one.
        acronym: the letters of a name that is nothing but an acronym, or None.
        initials: the acronyms that a longer name may have.
    """

    joining: tuple[str, str]
    acronym: str | None
    initials: frozenset[str]


def forms_of(name: str) -> Forms:
    """What a name is compared by: steps 1 to 3."""
    acronym = _acronym(name)
    initials = frozenset() if acronym else frozenset(_initials(name))
    return Forms((f"known {body_key(name)}", f"long {_long_key(name)}"), acronym, initials)


def body_keys(names: Iterable[str]) -> dict[str, str]:
    """A key for every name; names of one body have the same.

    Args:
        names: names of bodies, as articles give them.
    """
    listed = {name: forms_of(name) for name in sorted(set(names))}
    joined: UnionFind[str] = UnionFind(listed)
    first: dict[str, str] = {}
    for name, forms in listed.items():
        for form in forms.joining:
            joined.join(first.setdefault(form, name), name)
    by_initials: dict[str, set[str]] = defaultdict(set)
    for name, forms in listed.items():
        for initials in forms.initials:
            by_initials[initials].add(joined.find(name))
    known = {name: by_initials.get(forms.acronym or "", set()) for name, forms in listed.items()}
    for name, full in known.items():
        if len(full) == 1:
            joined.join(next(iter(full)), name)
    return {name: key_of(min(group)) for group in joined.groups() for name in group}


def key_of(first: str) -> str:
    """The key of a body whose first name, in the order of letters, this is."""
    return f"body:{first}"


def _acronym(name: str) -> str | None:
    """The letters of a name that is nothing but an acronym: "US", "U.S.", "OSCE"."""
    letters = name.replace(".", "").removeprefix("the ").strip()
    return fold(letters) if 2 <= len(letters) <= _SHORT and letters.isalpha() and letters.isupper() else None


def _telling(name: str) -> list[str]:
    found = content_stems(name)
    joined = [w.replace("-", "") for w in words(name)]
    return [fold(w) for w, plain in zip(joined, words(name), strict=True) if stem(plain) in found]


def _long_key(name: str) -> str:
    return " ".join(sorted(w[:_STEM] for w in _telling(name)) or [fold(name)])


def _initials(name: str) -> set[str]:
    """The initials of a name of at least two words, with and without its small words."""
    telling, every = _telling(name), [fold(w) for w in words(name)]
    return {"".join(w[0] for w in listed) for listed in (telling, every) if len(listed) > 1}
