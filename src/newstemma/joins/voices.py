"""Statements to voices by joins: ``narrative.counting`` article by article, and counts party by party.

1. What a name stands for in the whole pile is found out (``parties``).
2. Each article's places are counted for their parties: its statements, and its mentions.
3. What a party is called, and what counts for it in the pile, in an article, an outlet or a narrative, comes
   together by SQL; a row is made of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from newstemma.engine.relations import Relations
from newstemma.joins.parties import names_of_parties
from newstemma.joins.rows import (
    as_table,
    bucket,
    by_article,
    digits_of,
    keep_rows,
    records_of,
    spread,
    values,
)
from newstemma.narrative.affiliations import Affiliation
from newstemma.narrative.counting import Party, Tally, Traits, party_of, places_in
from newstemma.records import Article, Mention, Speaker, Statement, Voice, VoiceIn
from newstemma.tables import ORDER, schema

__all__ = ["finished_voices", "voices", "voices_in"]

_STRING, _INT = pa.string(), pa.int64()
_HEARD = pa.schema(
    [("sort", _STRING), ("party", _STRING), ("article_id", _STRING), ("start", _INT), ("id", _STRING),
     ("value", _STRING), ("more", _STRING), ("n", _INT)]
)  # fmt: skip
"""``said``: a statement, its kind (value) and words (n). ``about``: a mention, and whether it counts (n).
``name``, ``kind``, ``tie``: what mentions call a party (value; of a tie its kind, more), how often (n)."""
_PARTIES = pa.schema(
    [("party", _STRING), ("name", _STRING), ("kind", _STRING), ("speaker_id", _STRING),
     ("affiliation", _STRING), ("affiliation_kind", _STRING)]
)  # fmt: skip
_POINTS = pa.schema(
    [("narrative_id", _STRING), ("utterance_id", _STRING), ("article_id", _STRING), ("start", _INT),
     ("stop", _INT)]
)  # fmt: skip
"""An utterance of a narrative, or a sentence in which an outlet makes its point."""

_PARTY = ", ".join(f"p.{name}" for name in _PARTIES.names)
_NONE, _NO_BYTES = "cast(null as string)", "cast(null as binary)"


def voices(relations: Relations) -> None:
    """Of the relations articles, statements, mentions and speakers make ``voices``, each row with its party.

    ``heard`` and ``parties`` are left for ``voices_in``.
    """
    keep_rows(relations, "articles", "statements", "mentions", "speakers")
    names_of_parties(relations)
    _heard(relations)
    _parties(relations)
    everywhere = (
        f"select {_NONE} as scope, {_NONE} as scope_id, party, article_id, sort, id, value, n from heard "
        "where sort in ('said', 'about')"
    )
    _tallies(relations, everywhere, "voices")


def voices_in(relations: Relations) -> None:
    """Of these, and of witnesses and narratives, make ``voices_in``, each row with its party."""
    relations.each(
        "points_of_narratives", "select * from narratives where level = 'narrative'", _points, _POINTS
    )
    relations.query(
        "versions_of_narratives",
        'select n.narrative_id, w.statement_id, w.article_id, w.start, w."end" as stop from '
        "points_of_narratives as n join witnesses as w on w.utterance_id = n.utterance_id where "
        'w.article_id is not null and w.start is not null and w."end" is not null union all '
        f"select narrative_id, {_NONE} as statement_id, article_id, start, stop from points_of_narratives "
        "where utterance_id is null",
    )
    columns = "h.party, h.article_id, h.sort, h.id, h.value, h.n"
    counts = "h.sort in ('said', 'about')"
    _tallies(
        relations,
        f"select 'article' as scope, h.article_id as scope_id, {columns} from heard as h where {counts} "
        f"union all select 'outlet' as scope, a.outlet as scope_id, {columns} from heard as h "
        f"join articles as a on a.article_id = h.article_id where a.outlet <> '' and {counts} "
        f"union all select distinct 'narrative' as scope, v.narrative_id as scope_id, {columns} from heard "
        "as h join versions_of_narratives as v on v.statement_id = h.id where h.sort = 'said' "
        f"union all select distinct 'narrative' as scope, v.narrative_id as scope_id, {columns} from heard "
        "as h join versions_of_narratives as v on v.article_id = h.article_id and h.start >= v.start "
        "and h.start < v.stop where h.sort = 'about'",
        "voices_in",
    )


def finished_voices(relations: Relations, name: str) -> pa.Table:
    """``voices`` or ``voices_in`` as a table of this process; parties of one name stand by their keys."""
    record = {"voices": Voice, "voices_in": VoiceIn}[name]
    return relations.ordered(name, [*ORDER[name], "party"], schema(record))


def _heard(relations: Relations) -> None:
    """What counts for whom, article by article."""
    digits = digits_of(relations, "articles")
    names = (
        f"select distinct {bucket('m.article_id', digits)} as bucket, 'name' as kind, "
        f"{_NO_BYTES} as payload, n.name, n.body, n.party from mentions as m "
        "join party_names as n on n.name = m.entity and n.body = case when m.kind = 'body' then 1 else 0 end"
    )
    rows = by_article(digits, "articles", "statements", "mentions")
    relations.grouped(
        "heard",
        f"select bucket, kind, payload, {_NONE} as name, cast(null as bigint) as body, {_NONE} as party "
        f"from ({rows}) as r union all {names}",
        _counted,
        _HEARD,
    )


def _counted(rows: pa.Table) -> pa.Table:
    """The places of some articles, and what their parties are called."""
    named = {
        (name, bool(body)): party
        for kind, name, body, party in values(rows, "kind", "name", "body", "party")
        if kind == "name"
    }
    texts = {a.article_id: a.text for a in records_of(Article, rows)}
    mentions = [m for m in records_of(Mention, rows) if m.entity]
    found, key_of = places_in(
        records_of(Statement, rows), mentions, texts, lambda name, body: named[name, body]
    )
    ids = iter(m.mention_id for m in mentions)
    out: list[tuple[Any, ...]] = []
    for c in found:
        if c.statement is None:
            out.append(("about", c.party, c.article_id, c.start, next(ids), None, None, int(c.about)))
        else:
            s = c.statement
            out.append(("said", c.party, c.article_id, c.start, s.statement_id, s.kind, None, c.n_words))
    traits: dict[str, Traits] = defaultdict(Traits)
    for m in mentions:
        traits[key_of[m.mention_id]].add(m)
    for key in sorted(traits):
        out += [(sort, key, None, None, None, *row) for sort, *row in _called(traits[key])]
    return as_table(out, _HEARD)


def _called(traits: Traits) -> Iterator[tuple[str, str, str | None, int]]:
    for sort, counts in (("name", traits.names), ("kind", traits.kinds)):
        for value, n in sorted(counts.items()):
            yield sort, value, None, n
    for tie, n in sorted(traits.ties.items(), key=lambda item: (item[0].name, item[0].kind or "")):
        yield "tie", tie.name, tie.kind, n


def _parties(relations: Relations) -> None:
    """Make ``parties``: each with its name, kind and affiliation."""
    place = spread("party", digits_of(relations, "(select distinct party from heard) as p"))
    traits = (
        "select party, sort, value, more, cast(sum(n) as bigint) as n from heard "
        "where sort in ('name', 'kind', 'tie') group by party, sort, value, more"
    )
    nothing = f"{_NONE} as value, {_NONE} as more, cast(null as bigint) as n"
    relations.grouped(
        "parties",
        f"select {place} as bucket, party, sort, value, more, n, {_NO_BYTES} as payload from ({traits}) as t "
        f"union all select {place} as bucket, party, 'speakers' as sort, {nothing}, s.payload from "
        "(select distinct party from heard) as h left join speakers_rows as s on s.id = h.party",
        _described,
        _PARTIES,
    )


def _described(rows: pa.Table) -> pa.Table:
    """The parties of one bucket."""
    traits: dict[str, Traits] = defaultdict(Traits)
    for party, sort, value, more, n in values(rows, "party", "sort", "value", "more", "n"):
        if sort == "tie":
            traits[party].ties += Counter({Affiliation(value, more): n})
        elif sort in ("name", "kind"):
            (traits[party].names if sort == "name" else traits[party].kinds)[value] += n
    speakers = rows.select(["sort", "payload"]).rename_columns(["kind", "payload"])
    people: Mapping[str, Speaker] = {s.speaker_id: s for s in records_of(Speaker, speakers)}
    parties = sorted({p for p, sort in values(rows, "party", "sort") if sort == "speakers"})
    out = []
    for key in parties:
        party = party_of(key, traits[key], people.get(key))
        out.append((key, party.name, party.kind, party.speaker_id, party.affiliation, party.affiliation_kind))
    return as_table(out, _PARTIES)


def _points(rows: pa.Table) -> pa.Table:
    out: list[tuple[Any, ...]] = []
    for n in values(rows, "narrative_id", "utterance_ids", "claims"):
        out += [(n[0], utterance, None, None, None) for utterance in n[1]]
        out += [(n[0], None, *(claim[k] for k in ("article_id", "start", "end"))) for claim in n[2]]
    return as_table(out, _POINTS)


def _tallies(relations: Relations, sql: str, name: str) -> None:
    """What counts in each scope, party by party, as rows of a table and their party."""
    relations.query(f"scoped_{name}", sql)
    place = spread("concat(coalesce(s.scope_id, ''), ' ', s.party)", digits_of(relations, f"scoped_{name}"))
    about = (
        "select scope, scope_id, party, "
        "cast(sum(case when sort = 'about' then n else 0 end) as bigint) as n, "
        f"count(distinct article_id) as n_articles from scoped_{name} group by scope, scope_id, party"
    )
    columns = f"{place} as bucket, s.scope, s.scope_id, {_PARTY}"
    relations.grouped(
        name,
        f"select {columns}, {_NONE} as id, {_NONE} as article_id, {_NONE} as value, s.n, s.n_articles from "
        f"({about}) as s join parties as p on p.party = s.party union all "
        f"select {columns}, s.id, s.article_id, s.value, s.n, cast(0 as bigint) as n_articles from "
        f"scoped_{name} as s join parties as p on p.party = s.party where s.sort = 'said'",
        _voices if name == "voices" else _voices_in,
        _with_party(Voice if name == "voices" else VoiceIn),
    )


def _told(rows: pa.Table) -> Iterator[tuple[tuple[str, str, str], Party, Tally, int]]:
    """Scope and party's key; the party; what counts for it there; in how many articles."""
    names = ("scope", "scope_id", *_PARTIES.names, "id", "article_id", "value", "n", "n_articles")
    found: dict[tuple[str, str, str], tuple[Party, Tally]] = {}
    articles: Counter[tuple[str, str, str]] = Counter()
    for scope, scope_id, key, *row in values(rows, *names):
        *party, identifier, article_id, value, n, n_articles = row
        place = scope or "", scope_id or "", key
        _, tally = found.setdefault(place, (Party(*party), Tally()))
        articles[place] += n_articles
        if identifier is None:
            tally.n_spoken_about += n
        else:
            tally.say(identifier, article_id, value, n)
    for place in sorted(found):
        yield place, *found[place], articles[place]


def _voices(rows: pa.Table) -> pa.Table:
    made = [
        (key, Voice(**t.columns(party), n_articles=n, quoted_by=sorted(t.quoted_by)))
        for (_, _, key), party, t, n in _told(rows)
    ]
    return _with_parties(Voice, made)


def _voices_in(rows: pa.Table) -> pa.Table:
    made = [
        (key, VoiceIn(scope=scope, scope_id=scope_id, **t.columns(party)))
        for (scope, scope_id, key), party, t, _ in _told(rows)
        if t.statements or t.n_spoken_about
    ]
    return _with_parties(VoiceIn, made)


def _with_parties(record: type, made: list[tuple[str, Any]]) -> pa.Table:
    """The rows as they come: the table's own order would part them from their parties."""
    form = schema(record)
    columns = [[getattr(row, field.name) for _, row in made] for field in form]
    return pa.table([*columns, [key for key, _ in made]], schema=_with_party(record))


def _with_party(record: type) -> pa.Schema:
    return pa.schema([*schema(record), ("party", _STRING)])
