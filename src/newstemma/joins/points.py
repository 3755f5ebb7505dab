"""Points and their ties by joins: the steps of ``narrative.points`` and ``narrative.likeness``.

1. Each utterance becomes a point, and in a small pile so does each sentence that an outlet tells itself.
2. Points with the same telling words are one; the smallest key stands for all (``heads``).
3. Words are counted; pairs that share enough are found by a join on the rare ones, chains of those that have
   a common one by looking a few rows ahead. If there are few points, those near in meaning are added.
4. Each pair is judged beside the vectors of its two points; the nearest few of either end are kept.
5. What hangs together is found by joins, and the communities of each part by one worker.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from newstemma.engine.relations import Relations
from newstemma.ids import digest
from newstemma.joins.components import components
from newstemma.joins.rows import (
    as_table,
    bucket,
    by_article,
    count,
    digits_of,
    keep_rows,
    kept,
    loaded,
    records_of,
    spread,
    values,
)
from newstemma.narrative.likeness import (
    alike,
    least_units,
    near,
    term_weight,
    units,
    vectors_of,
)
from newstemma.narrative.points import Point, Told, own_sentences, point_of
from newstemma.narrative.utterances_to_narratives import groups_of, strength
from newstemma.params.narrative import (
    CHAIN,
    CHAIN_SHARED,
    CLAIMS_UP_TO,
    COMMON_POINTS,
    EMBED_ALL_POINTS,
    LEAST_FOREIGN_WEIGHT,
    LEAST_WEIGHT,
    NEIGHBOURS,
)
from newstemma.records import Article, Place, Statement, Utterance
from newstemma.spans import Span
from newstemma.text.embedding import DIMENSIONS
from newstemma.text.similarity import content_stems

__all__ = ["Own", "points", "points_grouped"]

_STRING, _INT, _BYTES = pa.string(), pa.int64(), pa.binary()
_POINTS = pa.schema(
    [("key", _STRING), ("same", _STRING), ("language", _STRING), ("text", _STRING), ("n_terms", _INT),
     ("terms", _BYTES), ("payload", _BYTES)]
)  # fmt: skip
"""A point: a digest of its telling words (null: an utterance that is no point), and itself. The payload is
what is told (``Told``) or an outlet's own sentence (``Own``)."""
_TERMS = pa.schema([("key", _STRING), ("language", _STRING), ("n_terms", _INT), ("term", _STRING)])
_STEMS = pa.schema([("key", _STRING), ("stem", _STRING)])
_WEIGHTS = pa.schema([("term", _STRING), ("n", _INT), ("weight", _INT)])
_PAIRS = pa.schema([("a", _STRING), ("b", _STRING)])
_VECTORS = pa.schema([("key", _STRING), ("vector", _BYTES)])
_TIES = pa.schema([("a", _STRING), ("b", _STRING), ("likeness", pa.float64())])
_GROUPS = pa.schema([("head", _STRING), ("grp", _STRING), ("tied", pa.float64())])
_NONE = "cast(null as string)"


@dataclass(frozen=True, slots=True)
class Own:
    """A sentence that an outlet tells in its own voice, and its place."""

    text: str
    place: Place | None


def points(relations: Relations) -> None:
    """Of the relations articles, statements and witnesses, and of the rows of utterances, make
    ``point_told`` (every utterance with its articles), ``points``, ``point_stems`` and ``point_carried``
    (key, article_id)."""
    relations.query(
        "point_carried",
        "select distinct utterance_id as key, article_id from witnesses where article_id <> ''",
    )
    digits = digits_of(relations, "utterances")
    nothing = f"{_NONE} as key, {_NONE} as article_id, {_NONE} as language"
    relations.grouped(
        "point_told",
        f"select {bucket('id', digits)} as bucket, 'utterances' as kind, payload, {nothing} from "
        f"utterances_rows union all select {bucket('c.key', digits)} as bucket, 'article' as kind, "
        "cast(null as binary) as payload, c.key, c.article_id, a.language from point_carried as c "
        "join articles as a on a.article_id = c.article_id",
        _told,
        _POINTS,
    )
    every = "select * from point_told where same is not null"
    if count(relations, "articles") <= CLAIMS_UP_TO:
        _own(relations)
        every += " union all select * from point_own"
    relations.query("points", every)
    relations.each("point_stems", "select key, text from points", _stems, _STEMS)


def points_grouped(relations: Relations) -> None:
    """Of ``points`` make ``point_members`` (grp, tied, key): the points of each group that may be a
    narrative; and ``point_terms`` (key, ..., term) and ``point_weights`` (term, n, weight)."""
    relations.query(
        "point_heads", "select same, min(key) as head, count(*) as copies from points group by same"
    )
    relations.query("heads", "select p.* from points as p join point_heads as h on h.head = p.key")
    n_points = count(relations, "heads")
    relations.each("point_terms", "select key, language, n_terms, terms from heads", _terms, _TERMS)
    weigh = partial(_weighed, n_points=n_points)
    counts = "select term, count(*) as n from point_terms group by term"
    relations.each("point_weights", counts, weigh, _WEIGHTS)
    _pairs(relations, n_points <= EMBED_ALL_POINTS)
    _ties(relations)
    _groups(relations)


def _told(rows: pa.Table) -> pa.Table:
    """The utterances of one bucket as points."""
    articles: dict[str, dict[str, str | None]] = defaultdict(dict)
    for kind, key, article_id, language in values(rows, "kind", "key", "article_id", "language"):
        if kind == "article":
            articles[key][article_id] = language
    out = []
    for u in records_of(Utterance, rows):
        mine = articles.get(u.utterance_id, {})
        listed = tuple(sorted(mine))
        told = Told(u.utterance_id, u.text, u.speaker_id, u.speaker, u.said_on, listed)
        point = point_of(told, mine[listed[0]] if listed else None)
        payload = kept(told)
        out.append(_row(point, payload) if point else (told.utterance_id, *[None] * 5, payload))
    return as_table(out, _POINTS)


def _row(p: Point, payload: bytes) -> tuple[Any, ...]:
    terms = sorted(p.terms)
    return p.key, digest(*terms), p.language or "", p.text, len(terms), kept(terms), payload


def _own(relations: Relations) -> None:
    """Make ``point_own``: sentences that outlets tell in their own voice, article by article."""
    keep_rows(relations, "articles", "statements")
    digits = digits_of(relations, "articles")
    nothing = f"{_NONE} as article_id, cast(null as bigint) as start, cast(null as bigint) as stop"
    relations.grouped(
        "point_own",
        f"select bucket, kind, payload, {nothing} from ({by_article(digits, 'articles', 'statements')}) as r "
        f"union all select {bucket('article_id', digits)} as bucket, 'version' as kind, "
        'cast(null as binary) as payload, article_id, start, "end" as stop from witnesses '
        "where article_id <> '' and start is not null and \"end\" is not null",
        _own_sentences,
        _POINTS,
    )


def _own_sentences(rows: pa.Table) -> pa.Table:
    placed = values(rows, "kind", "article_id", "start", "stop")
    versions = [
        (article_id, Span(start, stop)) for kind, article_id, start, stop in placed if kind == "version"
    ]
    found = own_sentences(records_of(Article, rows), records_of(Statement, rows), versions)
    return as_table([_row(p, kept(Own(p.text, p.place))) for p in found], _POINTS)


def _stems(rows: pa.Table) -> pa.Table:
    found = values(rows, "key", "text")
    return as_table([(key, stem) for key, text in found for stem in sorted(content_stems(text))], _STEMS)


def _terms(rows: pa.Table) -> pa.Table:
    found = values(rows, "key", "language", "n_terms", "terms")
    out = [(*row, term) for *row, terms in found for term in loaded(terms)]
    return as_table(out, _TERMS)


def _weighed(rows: pa.Table, n_points: int) -> pa.Table:
    found = values(rows, "term", "n")
    return as_table([(term, n, units(term_weight(n_points, n))) for term, n in found], _WEIGHTS)


def _pairs(relations: Relations, small: bool) -> None:
    """Make ``point_pairs`` (a, b, weight): what is worth comparing, and what it shares."""
    relations.query(
        "point_rare",
        "select t.key, t.language, t.term, w.weight from point_terms as t join point_weights as w "
        f"on w.term = t.term where w.n between 2 and {COMMON_POINTS}",
    )
    same, foreign = least_units(LEAST_WEIGHT), least_units(LEAST_FOREIGN_WEIGHT)
    relations.view(
        "point_sharing",
        "select a.key as a, b.key as b, cast(sum(a.weight) as bigint) as weight from point_rare as a "
        "join point_rare as b on a.term = b.term and a.key < b.key group by a.key, b.key, a.language, "
        "b.language having sum(a.weight) >= "
        f"case when a.language = b.language then {same} else {foreign} end",
    )
    relations.query(
        "point_common",
        "select t.key, t.n_terms, t.term from point_terms as t join point_weights as w on w.term = t.term "
        f"where w.n > {COMMON_POINTS}",
    )
    ahead = " union all ".join(
        f"select key as a, n_terms, lead(key, {step}) over (partition by term order by key) as b, "
        f"lead(n_terms, {step}) over (partition by term order by key) as more from point_common"
        for step in range(1, CHAIN + 1)
    )
    chains = (
        f"select a, b, 1 as sort, cast({units(LEAST_WEIGHT)} as bigint) as weight from ({ahead}) as c "
        "where b is not null group by a, b, n_terms, more "
        f"having count(*) >= cast({CHAIN_SHARED!r} as double) * greatest(n_terms, more)"
    )
    found = f"select a, b, 2 as sort, weight from point_sharing union all {chains}"
    if small:
        relations.grouped("point_near", "select 'all' as bucket, key, text from heads", _near, _PAIRS)
        found += " union all select a, b, 0 as sort, cast(0 as bigint) as weight from point_near"
    relations.query(
        "point_pairs",
        "select a, b, coalesce(max(case when sort = 2 then weight end), max(case when sort = 1 then weight "
        f"end), 0) as weight from ({found}) as f group by a, b",
    )


def _near(rows: pa.Table) -> pa.Table:
    """All points of a small pile, each with its nearest in meaning."""
    listed = sorted(values(rows, "key", "text"))
    vectors = vectors_of(range(len(listed)), lambda some: [listed[k][1] for k in some])
    return as_table([(listed[i][0], listed[j][0]) for i, j in near(vectors).tolist()], _PAIRS)


def _ties(relations: Relations) -> None:
    """Make ``point_ties`` (a, b, likeness)."""
    either = "select a as key from point_pairs union select b as key from point_pairs"
    texts = f"select h.key, h.text from heads as h join ({either}) as e on e.key = h.key"
    relations.each("point_vectors", texts, _vectors, _VECTORS)
    place = spread("p.a", digits_of(relations, "point_pairs"))
    needed = (
        f"select {place} as bucket, p.a as key from point_pairs as p union select {place} as bucket, "
        "p.b as key from point_pairs as p"
    )
    relations.grouped(
        "point_alike",
        f"select {place} as bucket, p.a, p.b, p.weight, case when x.language = y.language then 0 else 1 end "
        "as apart, cast(null as binary) as vector from point_pairs as p join heads as x on x.key = p.a "
        "join heads as y on y.key = p.b union all "
        f"select n.bucket, n.key as a, {_NONE} as b, cast(null as bigint) as weight, 0 as apart, v.vector "
        f"from ({needed}) as n join point_vectors as v on v.key = n.key",
        _alike,
        _TIES,
    )
    ends = (
        "select a as point, a, b, likeness from point_alike union all "
        "select b as point, a, b, likeness from point_alike"
    )
    order = "row_number() over (partition by point order by likeness desc, a, b)"
    relations.query(
        "point_ties",
        f"select distinct a, b, likeness from (select *, {order} as place from ({ends}) as e) as r "
        f"where place <= {NEIGHBOURS}",
    )


def _vectors(rows: pa.Table) -> pa.Table:
    keys, texts = (rows.column(name).to_pylist() for name in ("key", "text"))
    found = vectors_of(range(len(texts)), lambda some: [texts[k] for k in some])
    return as_table([(key, vector.tobytes()) for key, vector in zip(keys, found, strict=True)], _VECTORS)


def _alike(rows: pa.Table) -> pa.Table:
    """Those pairs of one bucket that are alike enough."""
    listed = list(values(rows, "a", "b", "weight", "apart", "vector"))
    held = [(a, vector) for a, b, _, _, vector in listed if b is None]
    at = {key: k for k, (key, _) in enumerate(held)}
    vectors = np.frombuffer(b"".join(vector for _, vector in held), np.float16).reshape(-1, DIMENSIONS)
    pairs = [row for row in listed if row[1] is not None]
    sides = np.array([[at[row[side]] for row in pairs] for side in (0, 1)], dtype=np.int64)
    weights = np.array([row[2] for row in pairs], dtype=np.int64)
    keep, likeness = alike(vectors, sides, weights, np.array([row[3] == 1 for row in pairs], dtype=bool))
    kept = zip(pairs, keep.tolist(), likeness.tolist(), strict=True)
    return as_table([(row[0], row[1], like) for row, good, like in kept if good], _TIES)


def _groups(relations: Relations) -> None:
    """Make ``point_members``: communities, each of one part by one worker; and points with copies alone."""
    components(relations, "point_ties", "point_parts")
    place = spread("c.label", digits_of(relations, "point_ties"))
    relations.grouped(
        "point_groups",
        f"select {place} as bucket, c.label, t.a, t.b, t.likeness from point_ties as t join point_parts as c "
        "on c.item = t.a",
        _communities,
        _GROUPS,
    )
    relations.query(
        "point_members",
        "select g.grp, g.tied, p.key from point_groups as g join point_heads as h on h.head = g.head "
        "join points as p on p.same = h.same union all "
        "select h.head as grp, cast(0 as double) as tied, p.key from point_heads as h "
        "left join point_groups as g on g.head = h.head join points as p on p.same = h.same "
        "where g.head is null and h.copies > 1",
    )


def _communities(rows: pa.Table) -> pa.Table:
    parts: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for label, *tie in values(rows, "label", "a", "b", "likeness"):
        parts[label].append((tie[0], tie[1], tie[2]))
    out = []
    for _, ties in sorted(parts.items()):
        nodes = sorted({end for a, b, _ in ties for end in (a, b)})
        at = {key: k for k, key in enumerate(nodes)}
        strong = {(at[a], at[b]): strength(likeness) for a, b, likeness in sorted(ties)}
        for group in groups_of(len(nodes), strong):
            first = nodes[min(group)]
            out += [(nodes[k], first, tied) for k, tied in sorted(group.items())]
    return as_table(out, _GROUPS)
