"""Which names of single articles are one person's or body's: ``attribute.speakers_join`` by joins.

1. Each article's entities become ``locals``, named "article:name"; what they are found by are ``marks``.
2. Full names of one block of surnames are compared; those that are one person's hang together.
3. A surname alone is compared with the full names that have it, in one place for each surname.
4. Sets are the components of all links. A node is a person ("p …"), a body ("b …") or a surname alone.
"""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa

from newstemma.attribute.speakers_join import (
    Local,
    abbreviations,
    block_keys,
    full_links,
    holders,
    is_body_like,
    locals_of,
    marks_alone,
    rare_subjects,
    subject_keys,
    surname_keys,
)
from newstemma.engine.relations import Relations
from newstemma.joins.components import components
from newstemma.joins.dealt import in_parts
from newstemma.joins.rows import (
    as_table,
    by_article,
    count,
    digits_of,
    kept,
    loaded,
    records_of,
    spread,
    values,
)
from newstemma.params.speakers import MAX_BLOCK
from newstemma.records import Mention
from newstemma.text.bodies import body_key
from newstemma.text.names import name_key, name_words

__all__ = ["entity", "sets_of_names"]

_STRING = pa.string()
_LOCALS = pa.schema(
    [("id", _STRING), ("article_id", _STRING), ("name", _STRING), ("kind", _STRING), ("sort", _STRING),
     ("key", _STRING), ("last", _STRING), ("payload", pa.binary())]
)  # fmt: skip
"""An entity: whether it is a ``full`` name, a ``body`` or ``single``, its key, a single one's last word."""
_MARKS = pa.schema([("id", _STRING), ("article_id", _STRING), ("sort", _STRING), ("mark", _STRING)])
"""What an entity is found by: ``surname``, ``short`` form, ``subject``, ``role``, ``body`` it may be."""
_BLOCKS = pa.schema([("block", _STRING), ("key", _STRING)])
_SINGLES = pa.schema([("a", _STRING), ("b", _STRING), ("mark", _STRING)])
"""A surname alone with the full name that it stands for, or with what joins it to others alone."""
_LINKS = pa.schema([("a", _STRING), ("b", _STRING)])


def sets_of_names(relations: Relations, digits: int) -> None:
    """Of the rows of mentions make ``locals``, ``marks`` and ``sets`` (id, article_id, name, label,
    set_kind).

    Args:
        relations: where; with ``mentions_rows``.
        digits: of the buckets of articles.
    """
    relations.grouped("locals", by_article(digits, "mentions"), _locals, _LOCALS)
    relations.each("marks", "select payload from locals", _marks, _MARKS)
    _persons(relations)
    _singles(relations)
    _sets(relations)


def entity(payload: bytes) -> Local:
    """An entity from the ``payload`` of ``locals``."""
    found: Local = loaded(payload)
    return found


def _locals(rows: pa.Table) -> pa.Table:
    return as_table([_row(entry) for entry in locals_of(records_of(Mention, rows))], _LOCALS)


def _row(entry: Local) -> tuple[object, ...]:
    sort = "full" if entry.full else "body" if entry.kind == "body" else "single"
    key = name_key(entry.name) if entry.full else body_key(entry.name)
    last = (name_words(entry.name) or (None,))[-1] if sort == "single" else None
    payload = kept(entry)
    return _id(entry), entry.article_id, entry.name, entry.kind, sort, key, last, payload


def _id(entry: Local) -> str:
    return f"{entry.article_id}:{entry.name}"


def _marks(rows: pa.Table) -> pa.Table:
    out = []
    for entry in map(entity, rows.column("payload").to_pylist()):
        found = [("subject", mark) for _, mark in subject_keys([entry])]
        if entry.full:
            found += [("surname", part) for part in sorted(surname_keys(entry.name))]
        if entry.kind == "body":
            found += [("short", key) for key in sorted(set(abbreviations(entry)))]
        else:
            found += [("role", role) for role in entry.roles]
        if is_body_like(entry):
            found.append(("body", body_key(entry.name)))
        out += [(_id(entry), entry.article_id, sort, mark) for sort, mark in found]
    return as_table(out, _MARKS)


def _persons(relations: Relations) -> None:
    """Make ``persons`` (item, label): keys of full names that are one person's."""
    relations.query(
        "full_names",
        "select n.key, n.times, l.name from (select key, count(*) as times, min(id) as first from locals "
        "where sort = 'full' group by key) as n join locals as l on l.id = n.first",
    )
    relations.each("blocks", "select key, name from full_names", _blocks, _BLOCKS)
    several = f"select block from blocks group by block having count(*) > 1 and count(*) <= {MAX_BLOCK}"
    digits = digits_of(relations, "full_names")
    relations.grouped(
        "full_links",
        f"select {spread('b.block', digits)} as bucket, b.block, n.key, n.name, n.times from blocks as b "
        f"join ({several}) as s on s.block = b.block join full_names as n on n.key = b.key",
        _full,
        _LINKS,
    )
    components(relations, "full_links", "persons")


def _blocks(rows: pa.Table) -> pa.Table:
    found = [(part, key) for key, name in values(rows, "key", "name") for part in sorted(block_keys(name))]
    return as_table(found, _BLOCKS)


def _full(rows: pa.Table) -> pa.Table:
    blocks: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for block, key, name, times in values(rows, "block", "key", "name", "times"):
        blocks[block][key] = (name, times)
    return as_table([link for _, found in sorted(blocks.items()) for link in full_links(found)], _LINKS)


def _singles(relations: Relations) -> None:
    """Make ``single_links``: surnames alone with whom they stand for."""
    every = "select distinct article_id, mark from marks where sort = 'subject'"
    relations.query("all_subjects", every)
    limit = rare_subjects(count(relations, "(select distinct article_id from all_subjects) as a"))
    rare = f"select mark from all_subjects group by mark having count(*) <= cast({limit!r} as double)"
    relations.view(
        "subjects",
        f"select s.article_id, s.mark from all_subjects as s join ({rare}) as r on r.mark = s.mark",
    )
    digits = digits_of(relations, "locals where sort = 'single'")
    none = "cast(null as string)"
    alone = "select id, article_id, last, payload from locals where last is not null"
    relations.query("alone", in_parts(alone, "last", "id"))
    relations.query(
        "surnames",
        f"select concat({spread('last', digits)}, ' ', part) as bucket, 'single' as kind, article_id, "
        f"{none} as mark, payload from alone union all "
        f"select concat({spread('m.mark', digits)}, ' ', w.part) as bucket, 'full' as kind, l.article_id, "
        "coalesce(p.label, l.key) as mark, l.payload from marks as m join (select distinct last, part from "
        "alone) as w on w.last = m.mark join locals as l on l.id = m.id left join persons as p "
        "on p.item = l.key where m.sort = 'surname'",
    )
    relations.grouped(
        "singles",
        "select bucket, kind, article_id, mark, payload from surnames union all "
        "select distinct n.bucket, 'subject' as kind, s.article_id, s.mark, cast(null as binary) as payload "
        "from surnames as n join subjects as s on s.article_id = n.article_id",
        _single,
        _SINGLES,
    )
    relations.view(
        "single_links",
        "select a, b from singles where b is not null union all select s.a, f.first as b from singles as s "
        "join (select mark, min(a) as first from singles where b is null group by mark) as f "
        "on f.mark = s.mark where s.a <> f.first",
    )


def _single(rows: pa.Table) -> pa.Table:
    """What ``speakers_join.join_single`` joins, for some bearers of the surnames of one bucket."""
    single: list[Local] = []
    full: dict[tuple[str, str], tuple[Local, tuple[str, str]]] = {}
    about: dict[str, set[str]] = defaultdict(set)
    for kind, article_id, mark, payload in values(rows, "kind", "article_id", "mark", "payload"):
        if kind == "subject":
            about[article_id].add(mark)
            continue
        entry = entity(payload)
        if kind == "single":
            single.append(entry)
        else:
            full[entry.key] = (entry, (mark, ""))
    single.sort(key=lambda entry: entry.key)
    subjects = {article_id: frozenset(marks) for article_id, marks in about.items()}
    out: list[tuple[str, str | None, str | None]] = []
    for entry, holder in holders(single, [full[key] for key in sorted(full)], subjects):
        if holder is not None:
            out.append((_id(entry), _id(holder), None))
        else:
            out += [(_id(entry), None, "\x01".join(mark)) for mark in marks_alone(entry, subjects)]
    return as_table(out, _SINGLES)


def _sets(relations: Relations) -> None:
    """Make ``sets``: the entities with the name of their set, and what kind it is of."""
    relations.query(
        "nodes_of_names",
        "select l.id, l.article_id, l.name, l.kind, case when l.sort = 'full' then concat('p ', "
        "coalesce(p.label, l.key)) when l.sort = 'body' then concat('b ', l.key) else l.id end as node "
        "from locals as l left join persons as p on p.item = l.key and l.sort = 'full'",
    )
    body = "(select distinct key from locals where sort = 'body')"
    relations.view(
        "set_links",
        "select s.a, n.node as b from single_links as s join nodes_of_names as n on n.id = s.b union all "
        f"select m.id as a, concat('b ', m.mark) as b from marks as m join {body} as k on k.key = m.mark "
        "where m.sort = 'body' union all "
        "select concat('b ', l.key) as a, concat('b ', m.mark) as b from marks as m join locals as l on "
        f"l.id = m.id join {body} as k on k.key = m.mark where m.sort = 'short'",
    )
    components(relations, "set_links", "joined_names")
    relations.query(
        "labelled",
        "select n.id, n.article_id, n.name, n.kind, coalesce(j.label, n.node) as label from nodes_of_names "
        "as n left join joined_names as j on j.item = n.node",
    )
    counted = (
        "select label, kind, row_number() over (partition by label order by times desc, kind) as place from "
        "(select label, kind, count(*) as times from labelled where kind <> 'unknown' group by label, kind) "
        "as c"
    )
    relations.query(
        "sets",
        "select l.id, l.article_id, l.name, l.label, coalesce(k.kind, 'unknown') as set_kind from labelled "
        f"as l left join (select label, kind from ({counted}) as c where place = 1) as k on k.label "
        "= l.label",
    )
