"""Articles to stories by joins: the steps of ``narrative.articles_to_stories``, whose functions do the work.

1. The telling words of each beginning are counted over all articles; each article gets its weights.
2. Pairs that share several rare words are found by a join, chains of copies by looking a few rows ahead.
3. How alike two beginnings are is computed bucket by bucket; in two languages, from sentence vectors.
4. What hangs together by what speaks for it is found by joins; each part is clustered by one worker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa

from newstemma.engine.relations import Relations, Work
from newstemma.joins.components import components
from newstemma.joins.rows import as_table, bucket, count, digits_of, kept, loaded, spread, values
from newstemma.narrative.articles_to_stories import (
    clustered,
    emphasis,
    foreign_likeness,
    likeness,
    meanings,
    nearest_foreign,
    unit_weights,
)
from newstemma.params.narrative import (
    CHAIN,
    STORY_ALL,
    STORY_COMMON,
    STORY_FOREIGN_SHARED,
    STORY_SHARED,
)
from newstemma.text.embedding import DIMENSIONS

__all__ = ["stories_grouped"]

_STRING, _INT = pa.string(), pa.int64()
_WORDS = pa.schema([("article_id", _STRING), ("language", _STRING), ("term", _STRING), ("level", _INT)])
_UNITS = pa.schema([("article_id", _STRING), ("payload", pa.binary())])
_LIKES = pa.schema([("a", _STRING), ("b", _STRING), ("likeness", pa.float64())])
_PAIRS = pa.schema([("a", _STRING), ("b", _STRING)])
_GROUPS = pa.schema([("article_id", _STRING), ("story", _STRING)])


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article, as far as stories look at it."""

    article_id: str
    title: str | None
    language: str | None
    text: str


_ARTICLE = "article_id, title, language, text"


def stories_grouped(relations: Relations) -> None:
    """Of the relation articles make ``story_groups`` (article_id, story): articles that tell of one event,
    at least two; a story is known by its first article."""
    relations.each("story_words", f"select {_ARTICLE} from articles", _words, _WORDS)
    relations.query("story_counts", "select term, count(*) as n from story_words group by term")
    _pairs(relations)
    _lexical(relations)
    _foreign(relations)
    relations.view("story_for", "select a, b from story_likes where likeness > 0")
    components(relations, "story_for", "story_parts")
    place = spread("x.label", digits_of(relations, "story_likes"))
    relations.grouped(
        "story_groups",
        f"select {place} as bucket, x.label, l.a, l.b, l.likeness from story_likes as l "
        "join story_parts as x on x.item = l.a join story_parts as y on y.item = l.b where x.label = y.label",
        _clusters,
        _GROUPS,
    )


def _begun(rows: pa.Table) -> list[_Begun]:
    return [_Begun(*row) for row in values(rows, "article_id", "title", "language", "text")]


def _words(rows: pa.Table) -> pa.Table:
    out = [
        (a.article_id, a.language or "", term, level)
        for a in _begun(rows)
        for term, level in emphasis(a).items()
    ]
    return as_table(out, _WORDS)


def _pairs(relations: Relations) -> None:
    """Make ``story_pairs`` (a, b, n, apart): what shares enough words that few have."""
    counted = "story_words as w join story_counts as c on c.term = w.term where c.n"
    relations.query(
        "story_rare",
        f"select w.article_id, w.language, w.term from {counted} between 2 and {STORY_COMMON}",
    )
    relations.query(
        "story_common", f"select w.article_id, w.language, w.term from {counted} > {STORY_COMMON}"
    )
    window = "over (partition by term order by article_id)"
    ahead = " union all ".join(
        f"select article_id as a, language as one, lead(article_id, {step}) {window} as b, "
        f"lead(language, {step}) {window} as other from story_common"
        for step in range(1, CHAIN + 1)
    )
    met = (
        "select a.article_id as a, a.language as one, b.article_id as b, b.language as other "
        "from story_rare as a join story_rare as b on a.term = b.term and a.article_id < b.article_id "
        f"union all select a, one, b, other from ({ahead}) as c where b is not null"
    )
    relations.query(
        "story_pairs",
        "select a, b, count(*) as n, case when one = other then 0 else 1 end as apart "
        f"from ({met}) as m group by a, one, b, other having count(*) >= "
        f"case when one = other then {STORY_SHARED} else {STORY_FOREIGN_SHARED} end",
    )


def _lexical(relations: Relations) -> None:
    """Make ``story_lexical``: how alike the words of two beginnings are."""
    digits = digits_of(relations, "articles")
    relations.grouped(
        "story_units",
        f"select {bucket('w.article_id', digits)} as bucket, w.article_id, w.term, w.level, c.n "
        "from story_words as w join story_counts as c on c.term = w.term",
        partial(_units, n_articles=count(relations, "articles")),
        _UNITS,
    )
    relations.query("story_asked", f"select a, b from story_pairs where n >= {STORY_SHARED}")
    _judged(relations, "story_lexical", "story_units", _shared)


def _judged(relations: Relations, name: str, known: str, work: Work) -> None:
    """Make of ``story_asked``, beside what is ``known`` of the articles, how alike they are."""
    place = bucket("p.a", digits_of(relations, "story_asked"))
    needed = (
        f"select {place} as bucket, p.a as article_id from story_asked as p union "
        f"select {place} as bucket, p.b as article_id from story_asked as p"
    )
    relations.grouped(
        name,
        f"select {place} as bucket, p.a, p.b, cast(null as binary) as payload from story_asked as p "
        "union all select n.bucket, n.article_id as a, cast(null as string) as b, k.payload "
        f"from ({needed}) as n join {known} as k on k.article_id = n.article_id",
        work,
        _LIKES,
    )


def _units(rows: pa.Table, n_articles: int) -> pa.Table:
    """What the words of each article weigh."""
    words: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for article_id, term, level, n in values(rows, "article_id", "term", "level", "n"):
        words[article_id][term] = (level, n)
    out = []
    for article_id, found in sorted(words.items()):
        terms = sorted(found)
        weights = unit_weights((found[term] for term in terms), n_articles)
        payload = kept(dict(zip(terms, weights, strict=True)))
        out.append((article_id, payload))
    return as_table(out, _UNITS)


def _given(rows: pa.Table) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """What is known of the articles of one bucket, and its pairs."""
    listed = list(values(rows, "a", "b", "payload"))
    return {a: payload for a, b, payload in listed if b is None}, [
        (a, b) for a, b, _ in listed if b is not None
    ]


def _shared(rows: pa.Table) -> pa.Table:
    known, pairs = _given(rows)
    weights = {key: loaded(payload) for key, payload in known.items()}
    out = []
    for a, b in pairs:
        one, other = sorted((weights[a], weights[b]), key=len)
        out.append((a, b, likeness(sum(w * other.get(term, 0) for term, w in one.items()))))
    return as_table(out, _LIKES)


def _foreign(relations: Relations) -> None:
    """Make ``story_likes``: pairs in two languages by their meaning, the others by their words."""
    if count(relations, "(select distinct language from articles where language <> '') as l") < 2:
        relations.query("story_likes", "select * from story_lexical")
        return
    if count(relations, "articles") <= STORY_ALL:
        every = f"select 'all' as bucket, {_ARTICLE} from articles"
        relations.grouped("story_asked", every, _nearest, _PAIRS)
    else:
        relations.query("story_asked", "select a, b from story_pairs where apart = 1")
    either = "select a as article_id from story_asked union select b as article_id from story_asked"
    columns = ", ".join(f"x.{name}" for name in _ARTICLE.split(", "))
    relations.each(
        "story_meanings",
        f"select {columns} from articles as x join ({either}) as e on e.article_id = x.article_id",
        _meanings,
        _UNITS,
    )
    _judged(relations, "story_abroad", "story_meanings", _across)
    relations.query(
        "story_likes",
        "select l.a, l.b, l.likeness from story_lexical as l left join story_abroad as f on f.a = l.a "
        "and f.b = l.b where f.a is null union all select a, b, likeness from story_abroad",
    )


def _nearest(rows: pa.Table) -> pa.Table:
    """All articles of a small pile, each with its nearest in other languages."""
    listed = sorted(_begun(rows), key=lambda a: a.article_id)
    pairs = nearest_foreign(meanings(listed), [a.language for a in listed])
    return as_table([(listed[i].article_id, listed[j].article_id) for i, j in pairs], _PAIRS)


def _meanings(rows: pa.Table) -> pa.Table:
    listed = _begun(rows)
    found = zip(listed, meanings(listed), strict=True)
    return as_table([(a.article_id, vector.tobytes()) for a, vector in found], _UNITS)


def _across(rows: pa.Table) -> pa.Table:
    known, pairs = _given(rows)

    def side(keys: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return np.frombuffer(b"".join(known[key] for key in keys), np.float32).reshape(-1, DIMENSIONS)

    found = foreign_likeness(side([a for a, _ in pairs]), side([b for _, b in pairs]))
    return as_table([(*pair, like) for pair, like in zip(pairs, found, strict=True)], _LIKES)


def _clusters(rows: pa.Table) -> pa.Table:
    parts: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for label, a, b, like in values(rows, "label", "a", "b", "likeness"):
        parts[label][a, b] = like
    out = []
    for _, likes in sorted(parts.items()):
        ids = sorted({end for pair in likes for end in pair})
        at = {key: k for k, key in enumerate(ids)}
        ordered = {(at[a], at[b]): like for (a, b), like in sorted(likes.items())}
        for group in clustered(len(ids), ordered):
            if len(group) > 1:
                out += [(ids[k], ids[group[0]]) for k in group]
    return as_table(out, _GROUPS)
