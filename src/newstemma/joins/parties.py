"""Which party a name stands for in the whole pile: ``narrative.parties`` and the names of speakers by joins.

1. Names of bodies that have a form in common hang together; an acronym hangs on the one long name that has
   its initials. A set is known by its first name, in the order of letters.
2. A name is the speaker's who has it, of several the one's who says most; else it is a party of its own.
"""

from __future__ import annotations

import pyarrow as pa

from newstemma.engine.relations import Relations
from newstemma.joins.components import components
from newstemma.joins.rows import as_table, values
from newstemma.narrative.counting import entity_key
from newstemma.narrative.parties import forms_of, key_of

__all__ = ["names_of_parties"]

_STRING = pa.string()
_ALIASES = pa.schema(
    [("name", _STRING), ("body", pa.int64()), ("speaker_id", _STRING), ("n_statements", pa.int64())]
)
_FORMS = pa.schema([("name", _STRING), ("sort", _STRING), ("form", _STRING)])
"""``same``: names that share it are one; ``acronym``; ``initials``: an acronym that a name may have."""
_KEYS = pa.schema([("name", _STRING), ("body", pa.int64()), ("key", _STRING)])

_OF_BODY = "case when kind = 'body' then 1 else 0 end"


def names_of_parties(relations: Relations) -> None:
    """Of the relations mentions and speakers make ``party_names`` (name, body, party): the party of every
    entity's name, as a body's (1) or not (0)."""
    wanted = "name, kind, aliases, speaker_id, n_statements"
    relations.each("party_aliases", f"select {wanted} from speakers", _aliases, _ALIASES)
    relations.query(
        "body_names",
        "select entity as name from mentions where kind = 'body' and entity <> '' "
        "union select name from party_aliases where body = 1",
    )
    _bodies(relations)
    asked = f"select distinct entity as name, {_OF_BODY} as body from mentions where entity <> ''"
    called = (
        "select distinct a.name, case when b.name is null then 0 else 1 end as body from party_aliases as a "
        "left join body_names as b on b.name = a.name"
    )
    relations.each(
        "name_keys",
        f"select n.name, n.body, b.label from ({asked} union {called}) as n left join body_sets as b "
        "on b.name = n.name and n.body = 1",
        _keys,
        _KEYS,
    )
    most = "row_number() over (partition by k.key order by a.n_statements desc, a.speaker_id)"
    mine = (
        f"select k.key, a.speaker_id, {most} as place from ({called}) as c join name_keys as k "
        "on k.name = c.name and k.body = c.body join party_aliases as a on a.name = c.name"
    )
    relations.view("name_speakers", f"select key, speaker_id from ({mine}) as m where place = 1")
    relations.query(
        "party_names",
        "select k.name, k.body, coalesce(s.speaker_id, k.key) as party from name_keys as k "
        "left join name_speakers as s on s.key = k.key",
    )


def _aliases(rows: pa.Table) -> pa.Table:
    out = []
    for name, kind, aliases, speaker_id, n in values(rows, *("name", "kind", "aliases", "speaker_id"),
                                                     "n_statements"):  # fmt: skip
        out += [(alias, int(kind == "body"), speaker_id, n) for alias in sorted({name, *aliases})]
    return as_table(out, _ALIASES)


def _bodies(relations: Relations) -> None:
    """Make ``body_sets`` (name, label): names of one body have one label."""
    relations.each("body_forms", "select name from body_names", _forms, _FORMS)
    first = "min(name) over (partition by form)"
    relations.view("body_links", f"select {first} as a, name as b from body_forms where sort = 'same'")
    components(relations, "body_links", "alike_bodies")
    relations.query(
        "known_bodies",
        "select n.name, coalesce(c.label, n.name) as label from body_names as n left join alike_bodies as c "
        "on c.item = n.name",
    )
    only = (
        "select f.form, min(k.label) as label from body_forms as f join known_bodies as k on k.name = f.name "
        "where f.sort = 'initials' group by f.form having count(distinct k.label) = 1"
    )
    relations.view(
        "acronym_links",
        "select label as a, name as b from known_bodies union all "
        f"select o.label as a, f.name as b from body_forms as f join ({only}) as o on o.form = f.form "
        "where f.sort = 'acronym'",
    )
    components(relations, "acronym_links", "joined_bodies")
    relations.query(
        "body_sets",
        "select n.name, coalesce(c.label, n.name) as label from body_names as n left join joined_bodies as c "
        "on c.item = n.name",
    )


def _forms(rows: pa.Table) -> pa.Table:
    out: list[tuple[str, str, str]] = []
    for name in rows.column("name").to_pylist():
        forms = forms_of(name)
        out += [(name, "same", form) for form in forms.joining]
        out += [(name, "initials", form) for form in sorted(forms.initials)]
        out += [(name, "acronym", forms.acronym)] if forms.acronym else []
    return as_table(out, _FORMS)


def _keys(rows: pa.Table) -> pa.Table:
    found = values(rows, "name", "body", "label")
    return as_table([(n, body, key_of(label) if body else entity_key(n)) for n, body, label in found], _KEYS)
