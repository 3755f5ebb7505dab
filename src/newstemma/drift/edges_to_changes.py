"""Edges to changes: along every edge of a best tree, what the child tells differently from its parent.

A lost parent has no words, so the extant witnesses below it are compared with the fullest of them
(relation ``sibling``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz.distance import OSA

from newstemma.drift.compare import Difference, compare
from newstemma.drift.version import Version
from newstemma.records import Change, Statement, Witness
from newstemma.tables import to_records, to_table
from newstemma.text.function_words import FUNCTION_WORDS, REPORTING_WORDS
from newstemma.text.normalise import fold, straight_marks
from newstemma.text.tokens import words

__all__ = ["edges_to_changes"]

_SPELT = 5
"""Letters from which words that differ by one letter, or by two swapped ones, are one name spelt twice."""
_AROUND = 300
"""Characters on each side in which a sentence's own words of reporting are looked for."""


@dataclass(frozen=True)
class _Known:
    """Everything by id."""

    texts: Mapping[str, str]
    languages: Mapping[str, str | None]
    statements: Mapping[str, Statement]
    witnesses: Mapping[str, Witness]

    def version(self, witness: Witness) -> Version:
        """An extant witness as a version."""
        assert witness.article_id is not None
        assert witness.start is not None
        assert witness.end is not None
        statement = self.statements.get(witness.statement_id or "")
        quoted = statement is not None and statement.kind == "direct"
        language = self.languages[witness.article_id]
        pieces = tuple((s.start, s.end) for s in statement.content_spans) if statement else ()
        inside = bool(pieces) and witness.start <= pieces[0][0] and pieces[-1][1] <= witness.end
        return Version(
            self.texts[witness.article_id],
            witness.start,
            witness.end,
            quoted,
            language,
            pieces if inside and len(pieces) > 1 else (),
        )


def edges_to_changes(
    articles: pa.Table, statements: pa.Table, witnesses: pa.Table, edges: pa.Table
) -> pa.Table:
    """The changes table: typed differences between parents and children, with both places."""
    in_tree = edges.filter(edges.column("in_tree"))
    steps = list(zip(*(in_tree.column(c).to_pylist() for c in ("parent", "child")), strict=True))
    compared = {w.witness_id: w for w in to_records(Witness, witnesses)}
    pairs = list(_pairs(steps, compared))
    named = {compared[w].statement_id for _, a, b in pairs for w in (a, b)} - {None}
    needed = pc.is_in(statements.column("statement_id"), pa.array(sorted(map(str, named)), pa.string()))
    columns = (articles.column(c).to_pylist() for c in ("article_id", "text", "language"))
    rows = list(zip(*columns, strict=True))
    known = _Known(
        texts={article_id: text for article_id, text, _ in rows},
        languages={article_id: language for article_id, _, language in rows},
        statements={s.statement_id: s for s in to_records(Statement, statements.filter(needed))},
        witnesses=compared,
    )
    changes = [c for relation, a, b in pairs for c in _changes(relation, compared[a], compared[b], known)]
    return to_table(Change, changes)


def _pairs(
    steps: Sequence[tuple[str, str]], witnesses: Mapping[str, Witness]
) -> Iterator[tuple[str, str, str]]:
    """(relation, parent, child) of the witnesses to compare, of the steps (parent, child) of the trees."""
    children: dict[str, list[str]] = defaultdict(list)
    for above, below in steps:
        children[above].append(below)
    for above, below in steps:
        parent = witnesses.get(above)
        heard = parent is not None and parent.status == "extant"
        if heard and witnesses[below].status == "extant":
            yield "edge", above, below
        if (parent is None or heard) and witnesses[below].status == "lost":
            siblings = _extant_below(below, children, witnesses)
            if len(siblings) > 1:
                yield from (("sibling", siblings[0], other) for other in siblings[1:])


def _extant_below(
    lost: str, children: Mapping[str, Sequence[str]], witnesses: Mapping[str, Witness]
) -> list[str]:
    """The nearest extant witnesses below a lost one: those that name the speaker first, the fullest of them
    first, for the source did."""
    found, queue = [], [lost]
    while queue:
        for child in children.get(queue.pop(), ()):
            if witnesses[child].status == "lost":
                queue.append(child)
            else:
                found.append(child)

    def order(key: str) -> tuple[bool, int, str, str]:
        w = witnesses[key]
        return (not w.attributed, -len(words(w.text or "")), w.sigil, key)

    return sorted(found, key=order)


def _changes(relation: str, parent: Witness, child: Witness, known: _Known) -> Iterator[Change]:
    before, after = known.version(parent), known.version(child)
    found = compare(before, after) + _telling(parent, child, known)
    for d in found:
        yield Change(
            utterance_id=parent.utterance_id,
            parent=parent.witness_id,
            child=child.witness_id,
            relation=relation,
            kind=d.kind,
            before=before.article[slice(*d.parent)],
            after=after.article[slice(*d.child)],
            detail=d.detail,
            parent_start=d.parent[0],
            parent_end=d.parent[1],
            child_start=d.child[0],
            child_end=d.child[1],
        )


def _telling(parent: Witness, child: Witness, known: _Known) -> list[Difference]:
    """Differences in who is said to speak: the speaker, or nobody any more."""
    a, b = known.statements.get(parent.statement_id or ""), known.statements.get(child.statement_id or "")
    told = _source(parent, a)
    assert child.start is not None
    assert child.end is not None
    who = (a.speaker or a.source) if a else None
    if who is not None and all(fold(w) in FUNCTION_WORDS for w in words(who)):
        return []  # "they hope" names nobody, so nobody is lost
    if parent.attributed and not child.attributed and not _reported(child, parent, known):
        detail = f"said by {who or 'a named source'} there, simply so here"
        return [Difference("attribution_dropped", told, (child.start, child.end), detail)]
    if a and b and a.speaker_id and b.speaker_id and not _one_name(a.speaker or "", b.speaker or ""):
        return [Difference("speaker", told, _source(child, b), f"{a.speaker} → {b.speaker}")]
    return []


def _one_name(one: str, other: str) -> bool:
    """Whether two names may be of one: every word of the shorter is, but for a letter, in the longer.

    Two speakers called "Dylan Thomas" and "Thomas" were not told apart by either article.
    """
    shorter, longer = sorted(([fold(w) for w in words(name)] for name in (one, other)), key=len)
    return all(any(OSA.distance(w, v) <= (len(w) >= _SPELT) for v in longer) for w in shorter)


def _reported(witness: Witness, parent: Witness, known: _Known) -> bool:
    """Whether the words are told as somebody's although no statement was found there.

    The sentence around them reports them, they do so themselves where the parent's do not ("divers say
    that …"), or they stand in a quotation that was not recognised.
    """
    assert witness.article_id is not None
    assert witness.start is not None
    assert witness.end is not None
    text = known.texts[witness.article_id]
    first = max(text.rfind(end, 0, witness.start) for end in (". ", "\n", "! ", "? "))
    stops = [
        k
        for end in (". ", "\n", "! ", "? ")
        if (k := text.find(end, max(witness.start, witness.end - 2))) >= 0
    ]
    opening = straight_marks(text[max(0, witness.start - 2) : witness.start + 1])
    if '"' in opening or "'" in opening:
        return True
    before, after = text[max(0, witness.start - 9) : witness.start], text[witness.end : witness.end + 9]
    if before.rstrip().endswith(":") or straight_marks(after).lstrip(".!? \n").startswith("-"):
        return True  # a block of quotation, after "He wrote:" or before "- THE MAYOR"
    own = set(words(fold(witness.text or ""))) - set(words(fold(parent.text or "")))
    if own & REPORTING_WORDS:
        return True
    around = (
        text[first + 1 : witness.start][-_AROUND:]
        + " "
        + text[witness.end : min(stops, default=len(text))][:_AROUND]
    )
    return any(fold(w) in REPORTING_WORDS for w in words(around))


def _source(witness: Witness, statement: Statement | None) -> tuple[int, int]:
    """The words that name the speaker, with a cue that stands beside them; else the words themselves."""
    assert witness.start is not None
    assert witness.end is not None
    if statement is None or statement.source_start is None or statement.source_end is None:
        return witness.start, witness.end
    start, end = statement.source_start, statement.source_end
    if statement.cue_start is not None and statement.cue_end is not None:
        joined = min(start, statement.cue_start), max(end, statement.cue_end)
        apart = joined[1] - joined[0] - (end - start) - (statement.cue_end - statement.cue_start)
        if 0 <= apart <= 3:
            return joined
    return start, end
