"""What has come to the statements that are watched: new witnesses, changes and independent sources.

Ids of utterances are made from what belongs to them, so an utterance that gets a new witness gets a new id.
It is known again by the passages it shares with what was there before: each passage (page and words) belongs
to one utterance. A page that was edited keeps its address and the words that were not edited; a statement
whose own words were edited is known again by its page, its speaker and the words that stayed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from newstemma.fetch.addresses import is_link, page_key
from newstemma.ids import digest, make_id
from newstemma.params.fetch import SAME_WORDS

__all__ = ["News", "Standing", "news", "standing"]

Standing = dict[str, dict[str, Any]]
"""By utterance: ``passages``, ``changes``, ``edits`` and ``sources``, as JSON can hold them."""


@dataclass(frozen=True, slots=True)
class News:
    """Something new about an utterance that was known before.

    Attributes:
        news_id: made from its content: the same news has the same id.
        kind: ``witness``, ``change``, ``source`` or ``edit``.
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
                "edits": [],
            }
    names: dict[str, str] = {}
    pages, edits = _pages(tables["articles"]), _edits(tables["edits"])
    for row in tables["witnesses"].to_pylist():
        names[row["witness_id"]] = row["name"]
        if row["utterance_id"] in out and row["article_id"] is not None:
            passage = f"{pages[row['article_id']]}:{digest(row['text'])[:16]}"
            out[row["utterance_id"]]["passages"][passage] = row["name"]
            out[row["utterance_id"]]["edits"] += [
                [row["name"], before, after]
                for start, end, before, after in edits[row["article_id"]]
                if row["start"] is not None and start < row["end"] and end >= row["start"]
            ]
    for row in tables["changes"].to_pylist():
        if row["utterance_id"] in out:
            child = names.get(row["child"], "")
            out[row["utterance_id"]]["changes"].append([row["kind"], row["before"], row["after"], child])
    return out


def _pages(articles: pa.Table) -> dict[str, str]:
    """What an article is known by when its words have changed: its address, if it has one."""
    rows = zip(*(articles.column(name).to_pylist() for name in ("article_id", "url")), strict=True)
    return {name: page_key(url) if url and is_link(url) else name for name, url in rows}


def _edits(edits: pa.Table) -> dict[str, list[tuple[int, int, str, str]]]:
    """By article the edits that led to its last version, with their places there."""
    out: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    last: dict[str, int] = {}
    rows = edits.to_pylist()
    for row in rows:
        last[row["article_id"]] = max(row["version_after"], last.get(row["article_id"], 0))
    for row in rows:
        if row["version_after"] == last[row["article_id"]] and row["after_start"] is not None:
            place = row["after_start"], row["after_end"]
            out[row["article_id"]].append((*place, row["before"], row["after"]))
    return out


def news(before: Standing, after: Standing) -> list[News]:
    """What is new in utterances that were known before; new utterances are no news of watched ones."""
    owner = {passage: uid for uid, old in before.items() for passage in old["passages"]}
    found: list[News] = []
    for uid in sorted(after):
        new = after[uid]
        shared = Counter(owner[p] for p in sorted(new["passages"]) if p in owner) or _edited(new, before)
        if shared:
            old = [before[o] for o in sorted(shared)]
            found += [News(make_id("n", uid, kind, text), kind, text) for kind, text in _of(old, new)]
    return found


def _page(passage: str) -> str:
    return passage.rpartition(":")[0]


def _edited(new: dict[str, Any], before: Standing) -> Counter[str]:
    """The utterance that this one was before its words were edited, if there is one."""
    if not new.get("edits"):
        return Counter()
    pages, words = {_page(p) for p in new["passages"]}, set(new["text"].casefold().split())
    shares: dict[str, float] = {}
    for uid, old in before.items():
        if old["who"] == new["who"] and pages & {_page(p) for p in old["passages"]}:
            were = set(old["text"].casefold().split())
            shares[uid] = len(words & were) / len(words | were)
    best = max(sorted(shares), key=shares.__getitem__, default=None)
    return Counter([best]) if best is not None and shares[best] >= SAME_WORDS else Counter()


def _of(old: list[dict[str, Any]], new: dict[str, Any]) -> Iterator[tuple[str, str]]:
    said = f"{new['who']}: “{_short(new['text'])}”"
    known = {_page(p) for o in old for p in o["passages"]}
    fresh = sorted({name for passage, name in new["passages"].items() if _page(passage) not in known})
    if fresh:
        yield "witness", f"{said} is now also told by {', '.join(fresh)}."
    was = {tuple(c) for o in old for c in o["changes"]}
    for kind, first, second, child in sorted({tuple(c) for c in new["changes"]} - was):
        yield "change", f"{said}: {kind} changed at {child}: “{_short(first)}” → “{_short(second)}”."
    edited = {tuple(e) for o in old for e in o.get("edits", [])}
    for name, first, second in sorted({tuple(e) for e in new.get("edits", [])} - edited):
        yield "edit", f"{said}: {name} edited its article: “{_short(first)}” → “{_short(second)}”."
    most = max((o["sources"] or 0.0 for o in old), default=0.0)
    if round(new["sources"] or 0.0) > round(most):
        yield (
            "source",
            f"{said} rests on about {new['sources']:.1f} independent sources ({most:.1f} before).",
        )


def _short(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= 90 else line[:89].rsplit(" ", 1)[0] + " …"
