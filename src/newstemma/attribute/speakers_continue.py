"""Quotations without a source of their own: whose they are, if that is clear."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from newstemma.params import speakers as params
from newstemma.records import Statement

__all__ = ["continuations"]

_TAIL_WORDS = 5
"""Words that may still belong to the cue before a new paragraph opens with a quotation: "he said in May"."""

_Key = tuple[str, str]
_TAIL_OF_CUE = re.compile(r"[^\n“”\"«»]{0,40}\n\s*[“\"«„‘']?\Z")
_ONLY_MARKS = re.compile(r"[\s\"'“”„‟«»‘’‚‛‹›`´.,;:!?…—–-]*\Z")


def continuations(
    statements: list[Statement], spoken: dict[str, tuple[_Key, str]], texts: dict[str, str], bodies: set[_Key]
) -> dict[str, tuple[_Key, str]]:
    """Speakers for quotations that have no source.

    Args:
        statements: all statements.
        spoken: statement_id → speaker and how, for those already resolved.
        texts: article texts by id.
        bodies: speakers that are bodies; an orphan quotation is never given to one on dominance alone.

    Returns:
        statement_id → speaker, ``continuation``, for the quotations resolved here.
    """
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.nested_in is None:
            by_article[statement.article_id].append(statement)
    out: dict[str, tuple[_Key, str]] = {}
    for article_id, group in sorted(by_article.items()):
        ordered = sorted(group, key=lambda s: (s.content_start, s.content_end, s.statement_id))
        known = {s.statement_id: spoken[s.statement_id][0] for s in ordered if s.statement_id in spoken}
        for statement_id, key in _one_article(ordered, known, texts[article_id], bodies).items():
            out[statement_id] = (key, "continuation")
    return out


def _one_article(
    ordered: list[Statement], known: dict[str, _Key], text: str, bodies: set[_Key]
) -> dict[str, _Key]:
    out: dict[str, _Key] = {}
    for before, statement in pairwise([None, *ordered]):
        assert statement is not None
        if statement.source is not None or statement.kind == "indirect":
            continue
        speaker = None
        if before is not None and before.kind != "indirect" and _goes_on(before, statement, text):
            speaker = out.get(before.statement_id) or known.get(before.statement_id)
        if speaker is None and not _has_cue(statement):
            speaker = _dominant(ordered, statement, known, bodies)
        if speaker is not None:
            out[statement.statement_id] = speaker
    return out


def _has_cue(statement: Statement) -> bool:
    return statement.cue_start is not None


def _goes_on(before: Statement, statement: Statement, text: str) -> bool:
    """Whether nothing but marks, or the cue and source of the first, stand between two quotations."""
    end = max(p for p in (before.content_end, before.cue_end, before.source_end) if p is not None)
    if end > statement.content_start:
        return False
    between = text[end : statement.content_start]
    if len(between) > params.CONTINUATION_GAP + 40:
        return False
    tail = _TAIL_OF_CUE.match(between) is not None and len(between.split()) <= _TAIL_WORDS
    return tail or _ONLY_MARKS.match(between) is not None


def _dominant(
    ordered: list[Statement], orphan: Statement, known: dict[str, _Key], bodies: set[_Key]
) -> _Key | None:
    """The only person quoted so far, if nearly everything said before is theirs and something is."""
    said = [
        known[s.statement_id]
        for s in ordered
        if s.content_start < orphan.content_start and s.statement_id in known
    ]
    persons = Counter(k for k in said if k not in bodies)
    unresolved = sum(
        1
        for s in ordered
        if s.content_start < orphan.content_start and s.source and s.statement_id not in known
    )
    if len(persons) != 1 or not said:
        return None
    key, count = next(iter(persons.items()))
    return key if count >= 2 and count / (len(said) + unresolved) >= params.DOMINANT_SHARE else None
