"""Speakers across articles by joins: sets of names, what they hold, who says what, a row for each.

The steps are those of ``attribute.mentions_to_speakers`` and ``attribute.speakers_join``, whose functions do
the work; here is how what they need comes together without anybody holding all of it.

1. Each article's entities become ``locals``, named "article:name".
2. Full names of one block of surnames are compared; those that are one person's hang together.
3. A surname alone is compared with the full names that have it.
4. Sets are the components of all links; a set is named by the smallest thing in it.
5. Offices that are held anywhere are looked up by country, the others in the article; each article's
   statements get their sets.
6. Each set that speaks becomes a speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from newstemma.attribute.mentions_to_speakers import (
    has_portfolio,
    speaker_of,
    spoken_by_source,
    told_apart,
)
from newstemma.attribute.speakers_continue import continuations
from newstemma.attribute.speakers_join import Local
from newstemma.attribute.speakers_roles import Role, may_be_called, read_role
from newstemma.engine.relations import Relations, Shared
from newstemma.joins.names import entity, sets_of_names
from newstemma.joins.rows import as_table, by_article, digits_of, kept, loaded, records_of, spread, values
from newstemma.records import Article, Mention, Speaker, Statement
from newstemma.tables import schema, to_table

__all__ = ["speakers"]

_Key = tuple[str, str]
_STRING = pa.string()
_ASKED = pa.schema([("phrase", _STRING), ("nation", _STRING)])
_HOLDERS = pa.schema([("phrase", _STRING), ("label", _STRING)])
_HELD = pa.schema([("label", _STRING), ("role", _STRING), ("nation", _STRING)])
_SPOKEN = pa.schema(
    [("statement_id", _STRING), ("article_id", _STRING), ("label", _STRING), ("how", _STRING)]
)
_MADE = pa.schema(
    [("label", _STRING), ("speaker_id", _STRING), ("article_id", _STRING), ("name", _STRING),
     ("payload", pa.binary())]
)  # fmt: skip
"""A speaker with the article and name of its first entity."""


def speakers(relations: Relations) -> None:
    """Of the rows of articles, statements and mentions make ``speakers`` and ``spoken`` (statement_id,
    article_id, how, speaker_id, speaker)."""
    digits = digits_of(relations, "articles")
    sets_of_names(relations, digits)
    holders = _holders(relations)
    _spoken(relations, holders, digits)
    _rows(relations)


def _holders(relations: Relations) -> Shared:
    """Who alone in the pile holds the office of a country that a phrase names; shared, as phrases are few."""
    relations.query(
        "roles",
        "select distinct s.label, m.mark as role from marks as m join sets as s on s.id = m.id "
        "where m.sort = 'role'",
    )
    relations.each("offices", "select label, role from roles", _offices, _HELD)
    phrases = (
        "select distinct concat(coalesce(affiliation, ''), ' ', role) as phrase from mentions "
        "where statement_id is not null and entity is null and form = 'role' and role <> ''"
    )
    relations.each("asked_offices", phrases, _asked, _ASKED)
    none = "cast(null as string)"
    relations.grouped(
        "holders",
        f"select nation as bucket, phrase, {none} as label, {none} as role from asked_offices "
        f"union all select o.nation as bucket, {none} as phrase, o.label, o.role from offices as o join "
        "(select distinct nation from asked_offices) as a on a.nation = o.nation",
        _only,
        _HOLDERS,
    )
    found = relations.get("select phrase, label from holders")
    return relations.share("holders", dict(sorted(values(found, "phrase", "label"))))


def _offices(rows: pa.Table) -> pa.Table:
    """The present offices of a country among what persons are called."""
    found = ((label, text, read_role(text)) for label, text in values(rows, "label", "role"))
    return as_table([(x, text, r.nation) for x, text, r in found if r and not r.former and r.nation], _HELD)


def _asked(rows: pa.Table) -> pa.Table:
    found = ((text, read_role(text)) for text in rows.column("phrase").to_pylist())
    return as_table([(t, r.nation) for t, r in found if r and not r.former and has_portfolio(r)], _ASKED)


def _only(rows: pa.Table) -> pa.Table:
    """The phrases of one country that name an office with one holder."""
    held: list[tuple[str, Role | None]] = []
    phrases: list[str] = []
    for phrase, label, text in values(rows, "phrase", "label", "role"):
        if phrase is None:
            held.append((label, read_role(text)))
        else:
            phrases.append(phrase)
    out = []
    for phrase in sorted(phrases):
        role = read_role(phrase)
        found = {label for label, r in held if r and role and may_be_called(r, role)}
        if len(found) == 1:
            out.append((phrase, *found))
    return as_table(out, _HOLDERS)


def _spoken(relations: Relations, holders: Shared, digits: int) -> None:
    """Make ``told_by``: each statement with the set that says it."""
    place = "right(article_id, " + str(digits) + ")"
    none = "cast(null as string)"
    nothing = "cast(null as binary)"
    in_articles = f"select {place} as bucket, article_id, name, label, set_kind from sets"
    relations.grouped(
        "told_by",
        f"select bucket, kind, payload, {none} as article_id, {none} as name, {none} as label "
        f"from ({by_article(digits, 'articles', 'statements', 'mentions')}) as rows_ "
        f"union all select bucket, concat('set ', set_kind) as kind, {nothing} as payload, article_id, name, "
        f"label from ({in_articles}) as s "
        f"union all select distinct s.bucket, 'role' as kind, {nothing} as payload, {none} as article_id, "
        f"r.role as name, r.label from ({in_articles}) as s join roles as r on r.label = s.label",
        partial(_told_by, holders=holders),
        _SPOKEN,
    )


@dataclass(frozen=True)
class _Offices:
    """``mentions_to_speakers.Offices`` for some articles."""

    held: Mapping[_Key, Sequence[Role]]
    named_in: Mapping[str, Sequence[_Key]]
    holders: Mapping[Role | None, _Key]

    def only_holder(self, role: Role) -> _Key | None:
        """The only one of the whole pile who holds an office of a country."""
        return self.holders.get(role)


def _told_by(rows: pa.Table, holders: Shared) -> pa.Table:
    """Whose the statements of some articles are."""
    heads: dict[_Key, _Key] = {}
    bodies: set[_Key] = set()
    held: dict[_Key, set[Role]] = defaultdict(set)
    for kind, article_id, name, label in values(rows, "kind", "article_id", "name", "label"):
        if kind.startswith("set "):
            heads[article_id, name] = (label, "")
            if kind == "set body":
                bodies.add((label, ""))
        elif kind == "role" and (role := read_role(name)) and not role.former:
            held[label, ""].add(role)
    named: dict[str, list[_Key]] = defaultdict(list)
    for (article_id, _), head in sorted(heads.items()):
        if head in held and head not in named[article_id]:
            named[article_id].append(head)
    only = {read_role(phrase): (label, "") for phrase, label in holders.value().items()}
    offices = _Offices({k: sorted(v, key=repr) for k, v in held.items()}, named, only)
    said = records_of(Statement, rows)
    spoken = spoken_by_source(records_of(Mention, rows), heads, offices)
    texts = {a.article_id: a.text for a in records_of(Article, rows)}
    spoken |= continuations(said, spoken, texts, bodies)
    of = {s.statement_id: s.article_id for s in said}
    return as_table([(i, of[i], label, how) for i, ((label, _), how) in sorted(spoken.items())], _SPOKEN)


def _rows(relations: Relations) -> None:
    """Make the rows of speakers; those that share a name are told apart by their first entity."""
    relations.query(
        "speaking",
        "select label, count(*) as times, count(distinct article_id) as articles from told_by group by label",
    )
    digits = digits_of(relations, "speaking")
    relations.grouped(
        "made_speakers",
        f"select {spread('s.label', digits)} as bucket, s.label, s.times, s.articles, l.payload "
        "from speaking as s join sets as x on x.label = s.label join locals as l on l.id = x.id",
        _speakers,
        _MADE,
    )
    twins = "select speaker_id from made_speakers group by speaker_id having count(*) > 1"
    relations.each(
        "told_speakers",
        "select m.*, case when t.speaker_id is null then 0 else 1 end as twin from made_speakers as m "
        f"left join ({twins}) as t on t.speaker_id = m.speaker_id",
        _apart,
        _MADE,
    )
    relations.each("speakers", "select payload from told_speakers", _loaded, schema(Speaker))
    relations.view(
        "spoken",
        "select b.statement_id, b.article_id, b.how, s.speaker_id, s.name as speaker from told_by as b "
        "join told_speakers as s on s.label = b.label",
    )


def _speakers(rows: pa.Table) -> pa.Table:
    groups: dict[tuple[str, int, int], list[Local]] = defaultdict(list)
    for label, times, articles, payload in values(rows, "label", "times", "articles", "payload"):
        groups[label, times, articles].append(entity(payload))
    out = []
    for (label, times, articles), group in sorted(groups.items()):
        speaker = speaker_of(group, times, articles)
        first = min(entry.key for entry in group)
        out.append((label, speaker.speaker_id, *first, kept(speaker)))
    return as_table(out, _MADE)


def _apart(rows: pa.Table) -> pa.Table:
    """Each speaker with its id, and its name in the place of its first entity's."""
    out = []
    for label, twin, *first, payload in values(rows, "label", "twin", "article_id", "name", "payload"):
        speaker: Speaker = loaded(payload)
        if twin:
            speaker = told_apart(speaker, (first[0], first[1]))
        out.append((label, speaker.speaker_id, first[0], speaker.name, kept(speaker)))
    return as_table(out, _MADE)


def _loaded(rows: pa.Table) -> pa.Table:
    return to_table(Speaker, [loaded(p) for p in rows.column("payload").to_pylist()])
