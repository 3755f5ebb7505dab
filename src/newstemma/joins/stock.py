"""Passages that are an outlet's furniture or stock, seen article by article."""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa

from newstemma.engine.relations import Relations
from newstemma.joins.rows import as_table, bucket, values
from newstemma.params.reuse import UNRELATED
from newstemma.reuse.boilerplate import is_stock, sampled

__all__ = ["stock"]

_HITS = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("number", pa.int64()),
        ("hits", pa.int64()),
        ("words", pa.int64()),
    ]
)


def stock(relations: Relations, digits: int) -> None:
    """Of ``shared``, ``copies`` and articles make ``stock`` (a, b, number): the steps of
    ``reuse.boilerplate``, each side of a passage by itself."""
    sides = (
        "select a as article, b as other, a, b, number, start_a as start, end_a as stop, related from shared "
        "union all select b as article, a as other, a, b, number, start_b as start, end_b as stop, related "
        "from shared"
    )
    relations.grouped(
        "hits",
        f"select {bucket('s.article', digits)} as bucket, s.*, coalesce(c.label, s.other) as copy, "
        "coalesce(x.outlet = y.outlet, false) as same_outlet "
        f"from ({sides}) as s left join copies as c on c.item = s.other "
        "join articles as x on x.article_id = s.article join articles as y on y.article_id = s.other",
        _hits,
        _HITS,
    )
    relations.view(
        "stock",
        "select a, b, number from hits group by a, b, number having 2 * sum(hits) > sum(words)",
    )


def _hits(rows: pa.Table) -> pa.Table:
    """How many of a passage's sampled words, on this side, are stock."""
    names = ("article", "other", "copy", "same_outlet", "related", "start", "stop", "a", "b", "number")
    rows_of = list(values(rows, *names))
    places: dict[tuple[str, int], list[tuple[int, int, bool, bool]]] = defaultdict(list)
    numbers: dict[str, int] = {}
    for article, other, copy, same, related, start, stop, *_ in rows_of:
        mine = [numbers.setdefault(name, len(numbers)) for name in (other, copy)]
        for word in sampled(start, stop):
            places[article, word].append((mine[0], mine[1], same, related < UNRELATED))
    furniture = {place for place, sharers in places.items() if is_stock(sharers)}
    out = []
    for article, *_, start, stop, a, b, number in rows_of:
        words = sampled(start, stop)
        out.append((a, b, number, sum((article, w) in furniture for w in words), len(words)))
    return as_table(out, _HITS)
