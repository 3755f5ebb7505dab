"""The questions that an assistant may ask of a run: find, utterance, article, explain. Plain values out."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from functools import cached_property
from typing import Any

from newstemma.errors import UsageError
from newstemma.find.answer import as_plain
from newstemma.find.index import Index
from newstemma.find.text_to_answer import text_to_answer
from newstemma.params.find import HITS, PAGE
from newstemma.records import Change, Conflict, Edge, Source, Utterance, Witness
from newstemma.tables import to_records

__all__ = ["Tools"]

Plain = dict[str, Any]
_MOST_HITS = 50


class Tools:
    """The questions, on one run.

    Args:
        index: the run that is asked.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, text: str, limit: int = HITS) -> Plain:
        """What the pile has of a sentence: an ``Answer`` as plain values."""
        return as_plain(text_to_answer(self._index, text, max(1, min(limit, _MOST_HITS))))

    def utterance(self, utterance_id: str) -> Plain:
        """One utterance: who, when, every version with its place, independent sources, narratives.

        Raises:
            UsageError: there is none with that id.
        """
        u = self._known(utterance_id)
        versions = [self._version(w) for w in self._index.witnesses[utterance_id]]
        narratives = [
            dataclasses.asdict(self._index.narratives[n])
            for n in self._index.narratives_of.get(utterance_id, ())
        ]
        return dataclasses.asdict(u) | {"versions": versions, "narratives": narratives}

    def article(self, article_id: str, offset: int = 0) -> Plain:
        """One article: its metadata, a page of its text from ``offset`` on, and the statements of that page.

        Raises:
            UsageError: there is none with that id.
        """
        a = self._index.articles.get(article_id)
        if a is None:
            raise UsageError(f"there is no article {article_id!r}. find and utterance name the ids.")
        start = min(max(0, offset), len(a.text))
        end = min(start + PAGE, len(a.text))
        said = [
            {"statement_id": s.statement_id, "kind": s.kind, "speaker": s.speaker or s.source, "cue": s.cue,
             "start": s.content_start, "end": s.content_end, "content": s.content}
            for s in self._index.statements.values()
            if s.article_id == article_id and start <= s.content_start < end
        ]  # fmt: skip
        plain = dataclasses.asdict(a) | {"text": a.text[start:end]}
        following = end if end < len(a.text) else None
        return plain | {"offset": start, "next_offset": following, "statements": said}

    def explain(self, utterance_id: str) -> Plain:
        """Why the tree of an utterance is as it is: every step's probability, evidence and rivals, the
        branches that count as independent sources, the changes on the way, the conflicts.

        Raises:
            UsageError: there is none with that id.
        """
        self._known(utterance_id)
        name = {w.witness_id: self._name(w) for w in self._index.witnesses[utterance_id]}
        name[utterance_id] = "the utterance itself"
        edges = [e for e in self._edges if e.utterance_id == utterance_id]
        statements = {w.statement_id for w in self._index.witnesses[utterance_id] if w.statement_id}
        conflicts = {
            c.conflict_id: c for s in sorted(statements) for c in self._index.conflicts_of.get(s, ())
        }
        return {
            "utterance_id": utterance_id,
            "steps": [_step(e, name, edges) for e in edges if e.in_tree],
            "sources": [_source(s, name) for s in self._sources[utterance_id]],
            "changes": [_change(c, name) for c in self._changes[utterance_id]],
            "conflicts": [_conflict(c) for _, c in sorted(conflicts.items())],
        }

    def _known(self, utterance_id: str) -> Utterance:
        u = self._index.utterances.get(utterance_id)
        if u is None:
            raise UsageError(f"there is no utterance {utterance_id!r}. find gives the ids of utterances.")
        return u

    def _version(self, w: Witness) -> Plain:
        article = self._index.articles.get(w.article_id or "")
        plain = dataclasses.asdict(w)
        return plain | {"title": article.title if article else None, "url": article.url if article else None}

    def _name(self, w: Witness) -> str:
        return f"{w.sigil}: {w.name}" + (" (lost)" if w.status == "lost" else "")

    @cached_property
    def _edges(self) -> list[Edge]:
        return to_records(Edge, self._index.tables["edges"])

    @cached_property
    def _sources(self) -> dict[str, list[Source]]:
        found: dict[str, list[Source]] = defaultdict(list)
        for s in to_records(Source, self._index.tables["sources"]):
            found[s.utterance_id].append(s)
        return found

    @cached_property
    def _changes(self) -> dict[str, list[Change]]:
        found: dict[str, list[Change]] = defaultdict(list)
        for c in to_records(Change, self._index.tables["changes"]):
            found[c.utterance_id].append(c)
        return found


def _step(edge: Edge, name: dict[str, str], edges: list[Edge]) -> Plain:
    """A step of the best tree with its evidence and the likeliest other parent."""
    others = [e for e in edges if e.child == edge.child and not e.in_tree]
    rival = max(others, key=lambda e: (e.probability, e.parent), default=None)
    return {
        "child": name[edge.child],
        "parent": name[edge.parent],
        "probability": edge.probability,
        "evidence": [dataclasses.asdict(e) for e in edge.evidence],
        "rival": {"parent": name[rival.parent], "probability": rival.probability} if rival else None,
    }


def _source(source: Source, name: dict[str, str]) -> Plain:
    below = [name[w] for w in source.collapsed if w in name]
    head = name.get(source.witness_id, source.witness_id)
    return {"head": head, "probability": source.probability, "below": below, "circular": source.circular}


def _change(change: Change, name: dict[str, str]) -> Plain:
    return {
        "from": name.get(change.parent, change.parent),
        "to": name.get(change.child, change.child),
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "detail": change.detail,
    }


def _conflict(conflict: Conflict) -> Plain:
    return dataclasses.asdict(conflict)
