"""Rows that hold ready quotations (GDELT, Quotebank) to a text of them, with the places of what the row says.

Each quotation is a paragraph: the words around it if the row has them, and the speaker's name, as the row
gives it, before a colon where these words do not hold it. The words are the row's; the colon and the marks
around the quotation are ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from newstemma.params.read import MAX_PAGES_OF_QUOTATION
from newstemma.records import Ready

__all__ = ["READY", "gdelt", "is_gdelt", "is_quotebank", "listed", "quotebank", "squeezed"]

Row = Mapping[object, object]

READY: Final = object()
"""The key under which a row carries the places of its quotations in its ``text`` (a list of ``Ready``)."""

_NOBODY = {"", "none", "unknown"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "'": "'", "「": "」"}


@dataclass(frozen=True, slots=True)
class _Quotation:
    """One quotation as a row gives it, with the words around it, who says it, and how sure that is."""

    words: str
    before: str = ""
    after: str = ""
    speaker: str = ""
    confidence: float | None = None


def listed(value: object) -> Sequence[Any]:
    """A list, also one that a CSV cell holds as text."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        for text in (value, value.replace("'", '"')):
            with suppress(ValueError, RecursionError):
                return listed(json.loads(text))
    return value if isinstance(value, list | tuple) else ()


def squeezed(value: object) -> str:
    """A text on one line; nothing for other values."""
    return " ".join(_CONTROL.sub(" ", value).split()) if isinstance(value, str) else ""


def is_gdelt(row: Row) -> bool:
    """Whether it is a page of the GDELT Global Quotation Graph."""
    quotes = row.get("quotes")
    return isinstance(quotes, list) and bool(quotes) and isinstance(quotes[0], dict) and "quote" in quotes[0]


def gdelt(row: Row) -> list[Row]:
    """A page's quotations, each with the words before and after it; GDELT names no speakers."""
    quotations = (
        _Quotation(_bare(squeezed(q.get("quote"))), squeezed(q.get("pre")), squeezed(q.get("post")))
        for q in listed(row.get("quotes"))
        if isinstance(q, dict)
    )
    names = {"url": "url", "title": "title", "published": "date"}
    given = {new: row.get(old) for new, old in names.items()}
    return [_text(quotations) | given | {"language": _two_letters(row.get("lang"))}]


def _two_letters(value: object) -> str | None:
    """GDELT writes a language's English name; its first letters are no code: only the surest are taken."""
    names = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "russian": "ru"}
    text = str(value or "").lower()
    return names.get(text) or (text if len(text) == 2 else None)


def is_quotebank(row: Row) -> bool:
    """Whether it is a quotation of Quotebank, or an article with all of its own."""
    centred = {"quoteID", "quotation", "speaker"} <= set(row)
    return centred or ({"articleID", "quotations"} <= set(row) and isinstance(row.get("quotations"), list))


def quotebank(row: Row) -> list[Row]:
    """An article-centred row: all quotations of an article; others: one, on every page that has it."""
    items = listed(row.get("quotations")) or [row]
    made = _text(_of_quotebank(i) for i in items if isinstance(i, dict))
    made |= {"title": row.get("title"), "published": row.get("date")}
    name = row.get("articleID") or row.get("quoteID")
    urls = [u for u in listed(row.get("urls")) if isinstance(u, str)][:MAX_PAGES_OF_QUOTATION]
    if row.get("url") or len(urls) < 2:
        return [made | {"id": name, "url": row.get("url") or next(iter(urls), None)}]
    return [made | {"id": f"{name}:{n}", "url": url} for n, url in enumerate(dict.fromkeys(urls))]


def _of_quotebank(item: Mapping[str, object]) -> _Quotation:
    for name, chances in (("speaker", "probas"), ("localTopSpeaker", "localProbas"),
                          ("globalTopSpeaker", "globalProbas")):  # fmt: skip
        speaker = squeezed(item.get(name))
        if speaker.casefold() not in _NOBODY:
            sure = _chance(item.get(chances), speaker)
            break
    else:
        speaker, sure = "", None
    around = squeezed(item.get("leftContext")), squeezed(item.get("rightContext"))
    return _Quotation(_bare(squeezed(item.get("quotation"))), *around, speaker, sure)


def _chance(pairs: object, speaker: str) -> float | None:
    """The probability that a list of names and probabilities gives to a speaker."""
    for pair in listed(pairs):
        if (
            isinstance(pair, list | tuple)
            and len(pair) == 2
            and str(pair[0]).casefold() == speaker.casefold()
        ):
            with suppress(ValueError, TypeError):
                return min(1.0, max(0.0, float(pair[1])))
    return None


def _bare(words: str) -> str:
    """A quotation without the marks around all of it."""
    return words[1:-1].strip() if len(words) > 1 and _PAIRS.get(words[0]) == words[-1] else words


def _text(quotations: Iterable[_Quotation]) -> dict[object, object]:
    """The text of some quotations, a paragraph each, and their places in it."""
    parts: list[str] = []
    ready: list[Ready] = []
    at = 0
    for quotation in quotations:
        if not quotation.words:
            continue
        paragraph, place = _paragraph(quotation, at)
        parts.append(paragraph)
        ready.append(place)
        at += len(paragraph) + 2
    return {"text": "\n\n".join(parts), READY: ready}


def _paragraph(given: _Quotation, at: int) -> tuple[str, Ready]:
    """One quotation as a paragraph that begins at ``at``, and its places."""
    around = _named(given)
    before = given.before
    if given.speaker and around is None:
        before = f"{given.speaker}: {before}".strip()
    head = f"{before} “" if before else "“"
    start = len(head)
    end = start + len(given.words)
    paragraph = f"{head}{given.words}” {given.after}".strip()
    if not given.speaker:
        return paragraph, Ready(at + start, at + end)
    place = 0 if around is None else around[0] + (0 if around[1] == "before" else end + 2)
    stop = place + len(given.speaker)
    return paragraph, Ready(at + start, at + end, at + place, at + stop, given.confidence)


def _named(given: _Quotation) -> tuple[int, str] | None:
    """Where the words around a quotation hold its speaker's whole name, nearest to it, and on which side."""
    if not given.speaker:
        return None
    before, after = list(_places(given.speaker, given.before)), list(_places(given.speaker, given.after))
    near = [(len(given.before) - p, p, "before") for p in before[-1:]] + [(p, p, "after") for p in after[:1]]
    return min(near)[1:] if near else None


def _places(name: str, text: str) -> Iterator[int]:
    return (m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))
