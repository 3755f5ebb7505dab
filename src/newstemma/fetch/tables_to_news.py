"""What has come to the statements that are watched: new witnesses, changes and independent sources.

Ids of utterances are made from what belongs to them, so an utterance that gets a new witness gets a new id.
It is known again by the passages it shares with what was there before: each passage (article and place)
belongs to one utterance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from newstemma.ids import make_id

__all__ = ["News", "Standing", "news", "standing"]

Standing = dict[str, dict[str, Any]]
"""By utterance: ``passages``, ``changes`` and ``sources``, as JSON can hold them."""


@dataclass(frozen=True, slots=True)
class News:
    """Something new about an utterance that was known before.

    Attributes:
        news_id: made from its content: the same news has the same id.
        kind: ``witness``, ``change`` or ``source``.
        text: one line for a reader.
    """

    news_id: str
    kind: str
    text: str


def standing(tables: Mapping[str, pa.Table], about: str = "") -> Standing:
    """How the utterances of a run stand.

    Args:
        tables: a run's tables.
        about: words of which each must be in the statement or its speaker's name; empty: all utterances.
    """
    words = about.casefold().split()
    out: Standing = {}
    for row in tables["utterances"].to_pylist():
        said = f"{row['speaker'] or ''} {row['text']}".casefold()
        if all(word in said for word in words):
            out[row["utterance_id"]] = {
                "who": row["speaker"] or "somebody",
                "text": row["text"],
                "sources": row["sources_expected"],
                "passages": {},
                "changes": [],
            }
    names: dict[str, str] = {}
    for row in tables["witnesses"].to_pylist():
        names[row["witness_id"]] = row["name"]
        if row["utterance_id"] in out and row["article_id"] is not None:
            out[row["utterance_id"]]["passages"][f"{row['article_id']}:{row['start']}"] = row["name"]
    for row in tables["changes"].to_pylist():
        if row["utterance_id"] in out:
            child = names.get(row["child"], "")
            out[row["utterance_id"]]["changes"].append([row["kind"], row["before"], row["after"], child])
    return out


def news(before: Standing, after: Standing) -> list[News]:
    """What is new in utterances that were known before; new utterances are no news of watched ones."""
    owner = {passage: uid for uid, old in before.items() for passage in old["passages"]}
    found: list[News] = []
    for uid in sorted(after):
        new = after[uid]
        shared = Counter(owner[p] for p in sorted(new["passages"]) if p in owner)
        if shared:
            old = [before[o] for o in sorted(shared)]
            found += [News(make_id("n", uid, kind, text), kind, text) for kind, text in _of(old, new)]
    return found


def _of(old: list[dict[str, Any]], new: dict[str, Any]) -> Iterator[tuple[str, str]]:
    said = f"{new['who']}: “{_short(new['text'])}”"
    known = {p for o in old for p in o["passages"]}
    by_name: dict[str, int] = defaultdict(int)
    for passage, name in sorted(new["passages"].items()):
        by_name[name] += passage not in known
    fresh = sorted(name for name, n in by_name.items() if n)
    if fresh:
        yield "witness", f"{said} is now also told by {', '.join(fresh)}."
    was = {tuple(c) for o in old for c in o["changes"]}
    for kind, first, second, child in sorted({tuple(c) for c in new["changes"]} - was):
        yield "change", f"{said}: {kind} changed at {child}: “{_short(first)}” → “{_short(second)}”."
    most = max((o["sources"] or 0.0 for o in old), default=0.0)
    if round(new["sources"] or 0.0) > round(most):
        yield (
            "source",
            f"{said} rests on about {new['sources']:.1f} independent sources ({most:.1f} before).",
        )


def _short(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= 90 else line[:89].rsplit(" ", 1)[0] + " …"
