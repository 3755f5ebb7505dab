"""Credits tied to the articles that they mean, by joins: the steps of ``credit.credits_to_linked``."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial

import pyarrow as pa

from newstemma.credit.credits_to_linked import (
    Known,
    address,
    most_common,
    outlet_keys,
    outlet_named,
    shared_words,
)
from newstemma.credit.pile_outlets import named_in, outlet_names, written_small
from newstemma.engine.relations import Relations, Shared
from newstemma.joins.dealt import cells, in_parts
from newstemma.joins.rows import (
    as_table,
    by_article,
    count,
    digits_of,
    kept,
    loaded,
    records_of,
    values,
)
from newstemma.params.credit import BEST_MARGIN
from newstemma.records import Article, Credit
from newstemma.tables import schema, to_table
from newstemma.text.similarity import content_stems

__all__ = ["credits_linked", "tied_by"]

_STRING = pa.string()
_NAMES = pa.schema([("name", _STRING)])
_KEYS = pa.schema([("article_id", _STRING), ("sort", _STRING), ("key", _STRING)])
"""What articles are of or ask for: an ``outlet`` or a ``link``."""
_WORDS = pa.schema([("article_id", _STRING), ("payload", pa.binary())])
_COUNTS = pa.schema([("stem", _STRING), ("n", pa.int64())])
_SCORES = pa.schema([("article_id", _STRING), ("key", _STRING), ("shared", pa.int64()), ("meant", _STRING)])
"""An article that may be meant, and how many telling words it shares with the one that credits its outlet."""


def credits_linked(relations: Relations) -> None:
    """To the relation credits add the places where an outlet of the pile is named, and make ``credit_ties``
    (article_id, sort, key, meant): which article an outlet or address that is credited there stands for.

    It needs the rows of articles and credits.
    """
    _named(relations, digits_of(relations, "articles"))
    relations.each("article_keys", "select article_id, outlet, url from articles", _keys, _KEYS)
    asked = "select distinct article_id, kind, credited, text from credits"
    relations.each("credit_keys", asked, _asked, _KEYS)
    common = _words(relations)
    _ties(relations, common)


def _named(relations: Relations, digits: int) -> None:
    """Places where an outlet of the pile is named; names that are common words are left out."""
    outlets = relations.get("select distinct outlet from articles where outlet is not null")
    found = outlet_names(outlets.column("outlet").to_pylist())
    shared = relations.share("outlet_names", found)
    relations.each("small_names", "select text from articles", partial(_small, names=shared), _NAMES)
    common = set(relations.get("select distinct name from small_names").column("name").to_pylist())
    shared = relations.share("pile_outlets", {n: o for n, o in found.items() if n.lower() not in common})
    relations.grouped(
        "credits",
        by_article(digits, "articles", "credits"),
        partial(_with_named, names=shared),
        schema(Credit),
    )


def _small(rows: pa.Table, names: Shared) -> pa.Table:
    found = written_small(rows.column("text").to_pylist(), names.value())
    return as_table([(name,) for name in sorted(found)], _NAMES)


def _with_named(rows: pa.Table, names: Shared) -> pa.Table:
    known = records_of(Credit, rows)
    return to_table(Credit, [*known, *named_in(records_of(Article, rows), known, names.value())])


def _keys(rows: pa.Table) -> pa.Table:
    """The outlets that each article is of, and its address."""
    out = []
    for article_id, outlet, url in values(rows, "article_id", "outlet", "url"):
        out += [(article_id, "outlet", key) for key in sorted(outlet_keys(outlet, url))]
        out += [(article_id, "link", address(url))] if url else []
    return as_table(out, _KEYS)


def _asked(rows: pa.Table) -> pa.Table:
    names = ("article_id", "kind", "credited", "text")
    found = {(i, *tied_by(kind, credited, text)) for i, kind, credited, text in values(rows, *names)}
    return as_table(sorted(found), _KEYS)


def tied_by(kind: str, credited: str, text: str) -> tuple[str, str]:
    """By what a credit is tied: ``link`` and an address, or ``outlet`` and its key."""
    return ("link", address(text)) if kind == "link" else ("outlet", outlet_named(credited))


def _words(relations: Relations) -> Shared:
    """Make ``article_words`` of the articles that credit or may be credited; the words that many of them
    have are shared, a few thousand at most."""
    wanted = "select article_id from article_keys where sort = 'outlet' union select article_id from credits"
    relations.each(
        "article_words",
        f"select a.article_id, a.text from articles as a join ({wanted}) as w on w.article_id = a.article_id",
        _stems,
        _WORDS,
    )
    relations.each("word_counts", "select payload from article_words", _counted, _COUNTS)
    limit = most_common(count(relations, "article_words"))
    found = relations.get(
        f"select stem from word_counts group by stem having sum(n) > cast({limit!r} as double)"
    )
    return relations.share("common_words", frozenset(found.column("stem").to_pylist()))


def _stems(rows: pa.Table) -> pa.Table:
    found = [(i, kept(sorted(content_stems(text)))) for i, text in values(rows, "article_id", "text")]
    return as_table(found, _WORDS)


def _counted(rows: pa.Table) -> pa.Table:
    counts = Counter(stem for p in rows.column("payload").to_pylist() for stem in loaded(p))
    return as_table(list(counts.items()), _COUNTS)


def _ties(relations: Relations, common: Shared) -> None:
    digits = digits_of(relations, "credit_keys")
    either = (
        "select distinct k.article_id, k.key from {0} as k join (select distinct key from {1} where sort \
= 'outlet') as o on o.key = k.key where k.sort = 'outlet'"
    )
    for name, sides in (("asks", ("credit_keys", "article_keys")), ("has", ("article_keys", "credit_keys"))):
        relations.query(name, in_parts(either.format(*sides), "key", "article_id"))
    known = (
        "join articles as a on a.article_id = c.article_id join article_words as w "
        "on w.article_id = c.article_id"
    )
    rows = "c.key, c.article_id, a.published, w.payload"
    asking = f"select concat(c.place, ' ', c.mine, ' ', c.theirs) as bucket, 'asks' as kind, {rows}"
    having = f"select concat(c.place, ' ', c.theirs, ' ', c.mine) as bucket, 'has' as kind, {rows}"
    relations.grouped(
        "outlet_scores",
        f"{asking} from ({cells('asks', 'has', 'key', digits)}) as c {known} union all "
        f"{having} from ({cells('has', 'asks', 'key', digits)}) as c {known}",
        partial(_scored, common=common),
        _SCORES,
    )
    order = "partition by article_id, key order by shared desc, meant"
    best = (
        f"select *, row_number() over ({order}) as place, lead(shared) over ({order}) as next_best "
        "from outlet_scores"
    )
    clear = f"next_best is null or shared >= cast({BEST_MARGIN!r} as double) * next_best"
    first = "select key, min(article_id) as first from article_keys where sort = 'link' group by key"
    relations.view(
        "credit_ties",
        f"select article_id, 'outlet' as sort, key, meant from ({best}) as b where place = 1 and ({clear}) "
        "union all "
        f"select k.article_id, k.sort, k.key, f.first as meant from credit_keys as k join ({first}) as f "
        "on f.key = k.key where k.sort = 'link' and f.first <> k.article_id",
    )


def _scored(rows: pa.Table, common: Shared) -> pa.Table:
    """Which articles of each outlet may be meant by those who credit it: the best two that a bucket has."""
    usual: frozenset[str] = common.value()
    asking: dict[str, list[Known]] = defaultdict(list)
    having: dict[str, list[Known]] = defaultdict(list)
    for kind, key, article_id, published, payload in values(
        rows, "kind", "key", "article_id", "published", "payload"
    ):
        words = frozenset(loaded(payload)) - usual
        (asking if kind == "asks" else having)[key].append(Known(article_id, published, words))
    out = [
        (here.article_id, key, shared, other)
        for key, listed in sorted(asking.items())
        for here in sorted(listed, key=lambda k: k.article_id)
        for shared, other in shared_words(here, having[key])[:2]
    ]
    return as_table(out, _SCORES)
