"""What a reader types into the search bar: words, "phrases", and filters such as outlet:"Harbour Post"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newstemma.params.serve import QUERY_CHARS

__all__ = ["FILTERS", "Query", "read_query"]

FILTERS = ("speaker", "outlet", "date", "kind", "language")
"""What hits are filtered by. A date is a day, month or year, or two with dots between: 2022-04..2022-05."""

_PART = re.compile(r'(?:(speaker|outlet|date|kind|language):)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)
_BARE = re.compile(r"[-.\w]+")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Query:
    """A search.

    Attributes:
        words: words and phrases; a phrase has spaces, a word may end in ``*``.
        filters: name → value, each at most once.
    """

    words: Sequence[str] = ()
    filters: Mapping[str, str] | None = None

    def get(self, name: str) -> str | None:
        """The value of a filter."""
        return (self.filters or {}).get(name)

    def with_filter(self, name: str, value: str | None) -> Query:
        """The same search with another filter, or (None) without it."""
        kept = {k: v for k, v in (self.filters or {}).items() if k != name}
        return replace(self, filters=kept | ({name: value} if value is not None else {}))

    def text(self) -> str:
        """The search as it would be typed."""
        parts = [_quoted(w) if not re.fullmatch(r"[\w'’-]+\*?", w) else w for w in self.words]
        named = ((name, self.get(name)) for name in FILTERS)
        parts += [
            f"{name}:{value if _BARE.fullmatch(value) else _quoted(value)}" for name, value in named if value
        ]
        return " ".join(parts)

    def match(self) -> str | None:
        """The words as an FTS5 query in which nothing is an operator; None if there are none."""
        parts = []
        for word in self.words:
            stem = word.removesuffix("*")
            if any(c.isalnum() for c in stem):
                parts.append(
                    '"' + stem.replace('"', " ").replace("\x00", " ") + '"' + ("*" if stem != word else "")
                )
        return " AND ".join(parts) or None

    def days(self) -> tuple[str, str] | None:
        """First and last day of the date filter as strings that compare; None without a readable one."""
        first, dots, last = (self.get("date") or "").partition("..")
        last = last if dots else first
        if not _DATE.fullmatch(first) or not _DATE.fullmatch(last):
            return None
        # "~" sorts after every digit and dash: 2022-04~ is the end of April.
        return first, last + "~"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ") + '"'


def read_query(text: str) -> Query:
    """A typed search; what cannot be read is taken for words, never refused."""
    words, filters = [], {}
    for name, phrase, word in _PART.findall(text[:QUERY_CHARS]):
        value = (phrase or word).strip()
        if not value:
            continue
        if name:
            filters[name.lower()] = value
        else:
            words.append(value)
    return Query(tuple(words), filters)
