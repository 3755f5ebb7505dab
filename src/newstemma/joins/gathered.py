"""What was made of single documents, read where it lies: each article once, in its last version.

The rules are those of ``flow``: of inputs that differ only in the page around the article the one with the
smallest path stays, and of an article that was seen more than once the last version goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa

from newstemma.engine.bundle import read_bundle
from newstemma.engine.relations import Relations
from newstemma.errors import OutputUnwritable
from newstemma.fetch.articles_to_edits import articles_to_edits, page_of
from newstemma.joins.rows import PACKED, as_table, digits_of, loaded, packed, spread, unpacked, values
from newstemma.made import MADE, earlier_version, same_article
from newstemma.records import TABLES, Article, Failure
from newstemma.tables import schema, to_table

__all__ = ["gathered"]

_KEYS = {"articles": "article_id", "statements": "statement_id", "mentions": "mention_id", "dates": "date_id",
         "credits": "credit_id"}  # fmt: skip
_PLACE = [pa.field("part", pa.int64()), pa.field("row", pa.int64())]
_EARLIER = pa.schema([(name, pa.string()) for name in ("article_id", "path", "last", "last_path")])
_PARTS = pa.schema([(name, pa.string()) for name in ("bucket", "path", "key")])
_PAGES = pa.schema([("article_id", pa.string()), ("page", pa.string())])


def gathered(relations: Relations, parts: Sequence[tuple[Path, str]]) -> None:
    """Make the relations articles, statements, mentions, dates, credits, edits and failures.

    Args:
        relations: where.
        parts: the files of what was made, in their order, each with its key (``engine.bundle``).
    """
    listed = [(f"{n:09}", str(path), key) for n, (path, key) in enumerate(parts)]
    relations.put("parts", as_table(listed, _PARTS))
    for name in MADE:
        form = pa.schema([*schema(TABLES[name]), *_PLACE])
        relations.grouped(f"made_{name}", "select * from parts", partial(_read, name=name), form, apart=True)
    _versions(relations)
    for name in _KEYS:
        columns = ", ".join(f'm."{column}"' for column in schema(TABLES[name]).names)
        relations.query(
            name,
            f"select {columns} from ({_once(name)}) as m left join earlier as e "
            "on e.article_id = m.article_id where m.place = 1 and e.article_id is null",
        )
    _failures(relations)


def _read(rows: pa.Table, name: str) -> pa.Table:
    """One table of one part, with the place of each row."""
    ((number, path, key),) = values(rows, "bucket", "path", "key")
    made = read_bundle(Path(path), key)
    if made is None:
        raise OutputUnwritable(
            f"{path} is gone or damaged: something else changed the work folder. Run it again."
        )
    table = made[name]
    place = (
        pa.array([int(number)] * table.num_rows, pa.int64()),
        pa.array(range(table.num_rows), pa.int64()),
    )
    for field, column in zip(_PLACE, place, strict=True):
        table = table.append_column(field, column)
    return table


def _versions(relations: Relations) -> None:
    """Make ``earlier`` (article_id, path, last, last_path) and ``edits``, page by page."""
    relations.query("kept_articles", f"select * from ({_once('articles')}) as f where place = 1")
    relations.each("pages", "select article_id, url from kept_articles", _pages, _PAGES)
    several = "select page from pages group by page having count(*) > 1"
    digits = digits_of(relations, "pages")
    relations.grouped(
        "versions",
        f"select {spread('p.page', digits)} as bucket, a.* from pages as p join ({several}) as s "
        "on s.page = p.page join kept_articles as a on a.article_id = p.article_id",
        _edits,
        PACKED,
    )
    unpacked(relations, "versions", "edits")
    relations.each("earlier", "select payload from versions where kind = 'earlier'", _earlier, _EARLIER)


def _once(name: str) -> str:
    """SQL: the rows of a table with their place among those of one id."""
    order = "path, part, row" if name == "articles" else "part, row"
    return (
        f"select *, row_number() over (partition by {_KEYS[name]} order by {order}) as place from made_{name}"
    )


def _pages(rows: pa.Table) -> pa.Table:
    found = ((article_id, page_of(url)) for article_id, url in values(rows, "article_id", "url"))
    return as_table([(article_id, page) for article_id, page in found if page is not None], _PAGES)


def _edits(rows: pa.Table) -> pa.Table:
    """The edits of the pages of one bucket, and the versions that are not the last."""
    articles = rows.select(schema(Article).names)
    versions = articles_to_edits(articles)
    where = dict(values(articles, "article_id", "path"))
    found = [(one, where[one], last, where[last]) for one, last in sorted(versions.last.items())]
    return packed({"edits": versions.edits, "earlier": as_table(found, _EARLIER)})


def _earlier(rows: pa.Table) -> pa.Table:
    found = [loaded(payload) for payload in rows.column("payload").to_pylist()]
    return pa.Table.from_pylist(found, schema=_EARLIER)


def _failures(relations: Relations) -> None:
    """Every input that is left out has its row, and names what is kept instead of it."""
    kept = "select article_id as kept_id, path as kept_path from kept_articles"
    names = ", ".join(f'm."{column}"' for column in schema(Failure).names)
    again = "m.stage = 'clean' and m.reason = 'duplicate'"
    relations.each(
        "failures",
        f"select {names}, k.kept_path, 'made' as what from made_failures as m left join ({kept}) as k "
        f"on k.kept_id = m.article_id and {again} union all "
        f"select m.path, m.article_id, '' as stage, '' as reason, '' as detail, k.kept_path, 'again' as what "
        f"from ({_once('articles')}) as m join ({kept}) as k on k.kept_id = m.article_id where m.place > 1 "
        "union all select path, last as article_id, '' as stage, '' as reason, '' as detail, "
        "last_path as kept_path, 'earlier' as what from earlier",
        _told,
        schema(Failure),
    )


def _told(rows: pa.Table) -> pa.Table:
    out = []
    names = ("path", "article_id", "stage", "reason", "detail", "kept_path", "what")
    for *row, kept_path, what in values(rows, *names):
        if what == "earlier":
            out.append(earlier_version(row[0], row[1], kept_path))
        else:
            out.append(Failure(*row) if kept_path is None else same_article(row[0], row[1], kept_path))
    return to_table(Failure, out)
