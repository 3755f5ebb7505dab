"""Statements to the voices in each article, outlet and narrative: the same counts as for the whole pile.

In a narrative a statement counts if it is a version of one of its utterances, and a mention if it stands in
such a version or in a sentence in which an outlet makes the point itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa

from newstemma.narrative.counting import Counted, Heard, Party, counted, tallied
from newstemma.records import Narrative, VoiceIn, Witness
from newstemma.tables import to_records, to_table

__all__ = ["statements_to_voices_in"]

Scope = tuple[str, str]
"""The kind of scope and its id."""


def statements_to_voices_in(
    articles: pa.Table,
    statements: pa.Table,
    known: tuple[pa.Table, pa.Table],
    narratives: pa.Table,
    witnesses: pa.Table,
    heard: Heard | None = None,
) -> pa.Table:
    """Count for every party how it is heard in each article, outlet and narrative.

    Args:
        articles: the articles; those without an outlet count for none.
        statements: statements with speaker_id filled where known.
        known: the speakers and the mentions.
        narratives: the narratives; stories are left out, as their articles have rows of their own.
        witnesses: the versions of the utterances.
        heard: what ``counted`` says of these tables, if it is known already.

    Returns:
        The voices_in table: a row for each party that is quoted, reported or spoken about there.
    """
    places, parties = heard or counted(articles, statements, *known)
    groups: dict[Scope, list[Counted]] = defaultdict(list)
    outlet = dict(zip(*(articles.column(c).to_pylist() for c in ("article_id", "outlet")), strict=True))
    for place in places:
        groups["article", place.article_id].append(place)
        name = outlet[place.article_id]
        if name:
            groups["outlet", name].append(place)
    points = [n for n in to_records(Narrative, narratives) if n.level == "narrative"]
    for identifier, found in _in_narratives(points, to_records(Witness, witnesses), places):
        groups["narrative", identifier] = found
    return to_table(
        VoiceIn, [row for scope in sorted(groups) for row in _rows(scope, groups[scope], parties)]
    )


def _in_narratives(
    points: Iterable[Narrative], witnesses: Iterable[Witness], places: Iterable[Counted]
) -> Iterator[tuple[str, list[Counted]]]:
    of: dict[str, list[Witness]] = defaultdict(list)
    for w in witnesses:
        if w.article_id and w.start is not None and w.end is not None:
            of[w.utterance_id].append(w)
    mentions: dict[str, list[Counted]] = defaultdict(list)
    said: dict[str, list[Counted]] = defaultdict(list)
    for place in places:
        if place.statement is None:
            mentions[place.article_id].append(place)
        else:
            said[place.statement.statement_id].append(place)
    starts = {a: sorted(listed, key=lambda c: (c.start, c.party)) for a, listed in mentions.items()}
    for n in points:
        versions = [w for u in n.utterance_ids for w in of[u]]
        spans = {(w.article_id or "", w.start or 0, w.end or 0) for w in versions}
        spans |= {(c.article_id, c.start, c.end) for c in n.claims}
        own = {w.statement_id for w in versions if w.statement_id}
        found = [place for i in sorted(own) for place in said.get(i, ())]
        yield n.narrative_id, found + _inside(sorted(spans), starts)


def _inside(
    spans: Iterable[tuple[str, int, int]], mentions: Mapping[str, Sequence[Counted]]
) -> list[Counted]:
    """Mentions that stand in one of the spans, each once."""
    found: dict[tuple[str, int], Counted] = {}
    for article, start, end in spans:
        listed = mentions.get(article, ())
        at = bisect_left(listed, start, key=lambda c: c.start)
        while at < len(listed) and listed[at].start < end:
            found[article, at] = listed[at]
            at += 1
    return [found[key] for key in sorted(found)]


def _rows(scope: Scope, places: Iterable[Counted], parties: Mapping[str, Party]) -> Iterator[VoiceIn]:
    for key, tally in tallied(places).items():
        if not (tally.statements or tally.n_spoken_about):
            continue
        yield VoiceIn(scope=scope[0], scope_id=scope[1], **tally.columns(parties[key]))
