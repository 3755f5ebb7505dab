"""The one question that a fact-checker has, asked of the run: who says this, and who said it first."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from newstemma.find.answer import Answer, as_plain
from newstemma.find.folder_to_index import index_of
from newstemma.find.index import Index
from newstemma.find.text_to_answer import text_to_answer
from newstemma.params.serve import FIND_CHARACTERS, FIND_HITS, FIND_ROWS
from newstemma.report.visible import clip, visible
from newstemma.serve.ask import Ask, Kind, View

__all__ = ["find_kind"]

_HOW = {"words": "in these words", "meaning": "close in meaning", "near": "near in meaning"}
_TEXT = 300


class _Run:
    """The run's index: made at the first question, and again when the tables have changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._made: tuple[object, Index] | None = None

    def answer(self, question: str, limit: int) -> Answer:
        """What the run has of a question, at most so many statements."""
        state = sorted((p.name, p.stat().st_mtime_ns) for p in self._folder.glob("*.parquet"))
        with self._lock:
            if self._made is None or self._made[0] != state:
                self._made = (state, index_of(self._folder))
            return text_to_answer(self._made[1], question[:FIND_CHARACTERS], limit)


def find_kind(folder: Path) -> Kind:
    """The page ``/find?q=...``, as a page, JSON and CSV (a row for each utterance found)."""
    run = _Run(folder)

    def answer(ask: Ask, limit: int) -> Answer | None:
        question = ask.query.get("q", "")
        return run.answer(question, limit) if question.strip() else None

    def view(ask: Ask) -> View:
        found = answer(ask, FIND_HITS)
        values = {"question": ask.query.get("q", "")[:FIND_CHARACTERS], "found": None}
        return View("Find", values if found is None else values | {"found": _shown(found)})

    def whole(ask: Ask) -> Mapping[str, Any]:
        found = answer(ask, FIND_ROWS)
        return {} if found is None else as_plain(found)

    def rows(ask: Ask) -> Iterable[Mapping[str, Any]]:
        return list(whole(ask).get("hits", []))

    return Kind("/find", "find", view, rows, whole=whole)


def _shown(answer: Answer) -> Mapping[str, Any]:
    return {
        "note": answer.note,
        "nothing": answer.nothing,
        "n_found": answer.n_found,
        "hits": [
            {
                "words": clip(visible(hit.closest_words), _TEXT),
                "speaker": visible(hit.speaker or "Speaker not resolved"),
                "said_on": hit.said_on,
                "how": _HOW[hit.closeness],
                "differs": hit.negation_differs,
                "utterance": hit.utterance_id,
                "sources": _sources(hit.sources_low, hit.sources_high),
                "denied": visible(hit.closest.denied) if hit.closest.denied else None,
                "whose": visible(f"{hit.closest.outlet}, {hit.closest.published or 'no date'}"),
                "first": visible(f"{hit.first.outlet}, {hit.first.published}") if hit.first else None,
                "undated": sum(v.status != "lost" and not v.published for v in hit.versions),
                "versions": sum(v.status != "lost" for v in hit.versions),
                "conflicts": list(dict.fromkeys(visible(c.reason) for c in hit.conflicts)),
            }
            for hit in answer.hits
        ],
        "narratives": [
            {"label": clip(visible(n.label), _TEXT), "articles": n.n_articles, "outlets": n.n_outlets}
            for n in answer.narratives
        ],
        "passages": [
            {
                "text": clip(visible(p.text), _TEXT),
                "article": p.article_id,
                "outlet": visible(p.outlet),
                "published": p.published,
            }
            for p in answer.passages
        ],
    }


def _sources(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return "independent sources: cannot tell"
    if low == high:
        return f"{low} independent source{'s' if low != 1 else ''}"
    return f"{low} to {high} independent sources"
