"""An answer in plain words for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from newstemma.find.answer import Answer, Hit, Version

__all__ = ["answer_to_text"]

_WIDTH = 100
_MOST = 300  # characters shown of a text; all of it is in --format json
_VERSIONS = 12
_HOW = {"words": "in these words", "meaning": "close in meaning", "near": "near in meaning"}


def answer_to_text(answer: Answer) -> str:
    """The answer in lines of a hundred characters; every figure has the words that it rests on.

    Control characters of articles, which could command the terminal, are left out.
    """
    lines = list(_lines(answer))
    return "\n".join(_visible(line) for line in lines) + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    if answer.note:
        yield from _wrapped(answer.note)
    if answer.nothing:
        yield "Nothing in this pile says that."
        return
    if not answer.hits:
        yield "No speaker in this pile says that."
    elif answer.n_found > len(answer.hits):
        yield f"{answer.n_found} statements are near; the {len(answer.hits)} nearest:"
    for number, hit in enumerate(answer.hits, start=1):
        yield ""
        yield from _hit(number, hit)
    if answer.narratives:
        yield ""
        yield "Narratives that they belong to:"
        for n in answer.narratives:
            span = f"{n.first_seen or '?'} to {n.last_seen or '?'}, " if n.first_seen or n.last_seen else ""
            outlets = f"{n.n_outlets} outlets" if n.n_outlets else "outlets not named"
            counts = f"{n.n_articles} articles, {outlets}, {n.n_speakers} speakers"
            yield from _wrapped(f"“{_short(n.label)}” ({span}{counts})", "  ")
    if answer.passages:
        yield ""
        yield "Told without a speaker:"
        for p in answer.passages:
            where = ", ".join(filter(None, (p.outlet, p.published)))
            yield from _wrapped(f"“{_short(p.text)}” ({where}; {p.article_id} {p.start}-{p.end})", "  ")


def _hit(number: int, hit: Hit) -> Iterator[str]:
    head = hit.speaker or "unknown speaker"
    said = ", ".join(filter(None, (hit.said_on, f"to {hit.addressee}" if hit.addressee else None)))
    denied = f", “{hit.closest.denied}”" if hit.closest.denied else ""
    yield from _wrapped(
        f"{number}. {head}{f' ({said})' if said else ''}{denied}: “{_short(hit.closest_words)}”"
    )
    how = _HOW[hit.closeness] + (f" ({hit.similarity:.2f})" if hit.similarity else "")
    if hit.negation_differs:
        how += "; one of the two negates, so they may say opposite things"
    yield from _wrapped(f"{how}; {hit.utterance_id}", "   ")
    yield from _wrapped(f"These words: {_place(hit.closest)}", "   ")
    yield from _wrapped(_first(hit), "   ")
    yield from _wrapped(_sources(hit), "   ")
    yield from _versions(hit.versions)
    for kind, reason, a, b in dict.fromkeys((c.kind, c.reason, c.text_a, c.text_b) for c in hit.conflicts):
        yield from _wrapped(f"Conflict ({kind}): {reason}", "   ")
        yield from _wrapped(f"“{_short(a)}” against “{_short(b)}”", "     ")


def _first(hit: Hit) -> str:
    """The earliest version by its date; with other words than those above it, perhaps, and it says so."""
    if hit.first is None:
        return "First here: no version has a certain date, so it cannot be told."
    undated = sum(v.status != "lost" and not v.published for v in hit.versions)
    what = f"First dated ({undated} without a date)" if undated else "First here"
    other = "" if hit.first.text == hit.closest.text else ", in other words"
    return f"{what}{other}: {_place(hit.first)}"


def _sources(hit: Hit) -> str:
    if hit.sources_expected is None or hit.sources_low is None or hit.sources_high is None:
        return "Independent sources: cannot tell."
    low, high = hit.sources_low, hit.sources_high
    between = f"{low}" if low == high else f"{low} to {high}"
    return f"Independent sources: {between} (expected {hit.sources_expected:.1f})."


def _versions(versions: list[Version]) -> Iterator[str]:
    lost = sum(v.status == "lost" for v in versions)
    yield f"   Versions: {len(versions) - lost}{f', and {lost} lost' if lost else ''}"
    for v in versions[:_VERSIONS]:
        words = f"“{_short(v.text, 160)}”" if v.text else "own version not in the pile"
        told = "" if v.attributed or v.status == "lost" else ", without a speaker"
        denied = f", “{v.denied}”" if v.denied else ""
        yield from _wrapped(f"{v.sigil}  {_place(v)}{told}{denied}: {words}", "     ")
    if len(versions) > _VERSIONS:
        yield f"     … and {len(versions) - _VERSIONS} more"


def _place(version: Version) -> str:
    where = f"{version.article_id} {version.start}-{version.end}" if version.article_id else "lost source"
    return ", ".join(filter(None, (version.outlet, version.published, where)))


def _short(text: str, most: int = _MOST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _wrapped(text: str, indent: str = "") -> Iterable[str]:
    return wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ") or [""]


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
