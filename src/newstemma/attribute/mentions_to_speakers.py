"""One speaker across all articles, and every statement with its speaker.

Steps:

1. The entities of single articles are joined across the pile (``speakers_join``).
2. A role without a name in its article ("the Russian foreign minister") goes to the only one in the pile
   who holds that office for that country; two holders, or an office that names neither country nor
   portfolio, leave it open.
3. A quotation without a source right after another one goes on with its speaker; an orphan quotation in
   an article in which one speaker alone is quoted is given to that speaker (both ``continuation``, with
   lower confidence).
4. Each set of entities that speaks becomes a speaker: the fullest frequent name as it stands in the articles,
   all written forms, roles, affiliation.

Anonymous sources ("officials", "a resident", "police") have no speaker.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import pyarrow as pa

from newstemma.attribute.speakers_continue import continuations
from newstemma.attribute.speakers_join import Local, join_locals, locals_of
from newstemma.attribute.speakers_roles import Role, may_be_called, read_role
from newstemma.ids import make_id
from newstemma.params import speakers as params
from newstemma.records import Article, Mention, Speaker, Statement
from newstemma.tables import to_records, to_table
from newstemma.text.names import name_key, name_words

__all__ = [
    "Offices",
    "filled",
    "has_portfolio",
    "kind_of",
    "mentions_to_speakers",
    "speaker_of",
    "spoken_by_source",
    "told_apart",
]

_Key = tuple[str, str]
_FACTOR = {
    "name": 1.0,
    "role": params.ROLE_CONFIDENCE,
    "pronoun": params.PRONOUN_CONFIDENCE,
    "continuation": params.CONTINUATION_CONFIDENCE,
}


def mentions_to_speakers(
    articles: pa.Table, statements: pa.Table, mentions: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Give every statement its speaker.

    Args:
        articles: the articles table.
        statements: the statements table with empty speaker columns.
        mentions: the mentions table of the same articles.

    Returns:
        The statements table with ``speaker_id``, ``speaker``, ``speaker_how`` (and a confidence lowered
        where the speaker came by role, pronoun or continuation), and the speakers table.
    """
    found = to_records(Mention, mentions)
    entries = locals_of(found)
    union = join_locals(entries)
    groups: dict[_Key, list[Local]] = defaultdict(list)
    for entry in entries:
        groups[union.find(entry.key)].append(entry)
    heads = {entry.key: union.find(entry.key) for entry in entries}
    said = to_records(Statement, statements)
    spoken = spoken_by_source(found, heads, _Offices.of(groups, heads))
    texts = {a.article_id: a.text for a in to_records(Article, articles)}
    bodies = {key for key, group in groups.items() if kind_of(entry.kind for entry in group) == "body"}
    spoken |= continuations(said, spoken, texts, bodies)
    return _tables(said, spoken, groups)


class Offices(Protocol):
    """Which offices the persons of some articles hold."""

    @property
    def held(self) -> Mapping[_Key, Sequence[Role]]:
        """The present offices of those who hold any."""
        ...

    @property
    def named_in(self) -> Mapping[str, Sequence[_Key]]:
        """Who of them is named in which article."""
        ...

    def only_holder(self, role: Role) -> _Key | None:
        """The only one of the whole pile who holds an office of a country."""
        ...


@dataclass(frozen=True)
class _Offices:
    """Which offices persons hold, anywhere in the pile, and who is named in which article."""

    held: Mapping[_Key, Sequence[Role]]
    by_mark: Mapping[tuple[str | None, str], Sequence[_Key]]
    """Holders by country and family of office."""
    named_in: Mapping[str, Sequence[_Key]]

    @classmethod
    def of(cls, groups: dict[_Key, list[Local]], heads: dict[_Key, _Key]) -> _Offices:
        """The present offices of every set of entities that is a person."""
        held: dict[_Key, list[Role]] = {}
        marks: dict[tuple[str | None, str], list[_Key]] = defaultdict(list)
        for key, group in groups.items():
            roles = sorted(
                {r for e in group if e.kind != "body" for r in e.offices() if not r.former}, key=repr
            )
            if roles:
                held[key] = roles
                for mark in sorted({(r.nation, r.family) for r in roles if r.nation}):
                    marks[mark].append(key)
        named: dict[str, list[_Key]] = defaultdict(list)
        for (article_id, _), head in sorted(heads.items()):
            if head in held and head not in named[article_id]:
                named[article_id].append(head)
        return cls(held, marks, named)

    def only_holder(self, role: Role) -> _Key | None:
        """See ``Offices``."""
        families = {f for n, f in self.by_mark if n == role.nation}
        near = {k for f in families for k in self.by_mark[role.nation, f]}
        holders = [
            k for k in near if any(r.nation == role.nation and may_be_called(r, role) for r in self.held[k])
        ]
        return holders[0] if len(holders) == 1 else None


def spoken_by_source(
    mentions: Iterable[Mention], heads: Mapping[_Key, _Key], offices: Offices
) -> dict[str, tuple[_Key, str]]:
    """Who says what by the words for its source.

    Args:
        mentions: of some articles.
        heads: (article, entity) → the speaker's set.
        offices: who holds which office.

    Returns:
        statement_id → the speaker's set and how it was found.
    """
    out: dict[str, tuple[_Key, str]] = {}
    for mention in mentions:
        if mention.statement_id is None:
            continue
        if mention.entity is not None:
            out[mention.statement_id] = (heads[mention.article_id, mention.entity], mention.form)
        elif mention.form == "role" and mention.role:
            holder = _office_holder(mention, offices)
            if holder is not None:
                out[mention.statement_id] = (holder, "role")
    return out


_INDEFINITE = re.compile(r"(?:an?|one|another|some|ein|eine|un|une|una)\s", re.IGNORECASE)


def _office_holder(mention: Mention, offices: Offices) -> _Key | None:
    """Who of the article's own persons, else of the pile, holds the office that a role phrase names."""
    role = read_role(f"{mention.affiliation or ''} {mention.role or ''}")
    if role is None or role.former or _INDEFINITE.match(mention.text):
        return None
    if role.family in _TELLING:
        here = [k for k in offices.named_in.get(mention.article_id, ()) if _holds(offices.held[k], role)]
        if here:
            return here[0] if len(here) == 1 else None
    return offices.only_holder(role) if has_portfolio(role) else None


def has_portfolio(role: Role) -> bool:
    """Whether a country has one such office, so that its name may mean whoever holds it."""
    known = role.portfolio is not None or role.rank == "top" or role.family in _TOP
    return role.nation is not None and known


_TOP = frozenset(["president", "prime_minister"])
_TELLING = frozenset(
    "president prime_minister minister secretary_general governor mayor ambassador diplomat senator "
    "spokesperson executive royal prosecutor".split()
)
"""Offices of which an article's few persons seldom hold two."""


def _holds(held: Iterable[Role], role: Role) -> bool:
    return any(may_be_called(r, role) for r in held)


def kind_of(kinds: Iterable[str]) -> str:
    """The kind of a set of entities of these kinds."""
    known = Counter(kind for kind in kinds if kind != "unknown")
    return max(sorted(known), key=lambda k: known[k]) if known else "unknown"


def _tables(
    said: list[Statement], spoken: dict[str, tuple[_Key, str]], groups: dict[_Key, list[Local]]
) -> tuple[pa.Table, pa.Table]:
    speaking: dict[_Key, list[Statement]] = defaultdict(list)
    for statement in said:
        if statement.statement_id in spoken:
            speaking[spoken[statement.statement_id][0]].append(statement)
    speakers = {
        key: speaker_of(groups[key], len(told), len({s.article_id for s in told}))
        for key, told in sorted(speaking.items())
    }
    _tell_apart(speakers, groups)
    rows = []
    for statement in said:
        if statement.statement_id not in spoken:
            rows.append(statement)
            continue
        key, how = spoken[statement.statement_id]
        rows.append(filled(statement, speakers[key].speaker_id, speakers[key].name, how))
    return to_table(Statement, rows), to_table(Speaker, speakers.values())


def filled(statement: Statement, speaker_id: str, name: str, how: str) -> Statement:
    """A statement with its speaker, and how the speaker was found."""
    confidence = round(statement.confidence * _FACTOR[how], 4)
    return replace(statement, speaker_id=speaker_id, speaker=name, speaker_how=how, confidence=confidence)


def speaker_of(group: Iterable[Local], n_statements: int, n_articles: int) -> Speaker:
    """The row of a set of entities, and what it says."""
    group = list(group)
    forms: Counter[str] = Counter()
    for entry in group:
        forms.update(dict(entry.forms))
    kind = kind_of(entry.kind for entry in group)
    name = _canonical(Counter({e.name: 0 for e in group}) + forms, {e.name for e in group}, kind)
    people = [entry for entry in group if kind != "body"]
    roles = Counter(role for entry in people for role in entry.roles)
    affiliations = Counter(a for entry in people for a in entry.affiliations)
    return Speaker(
        speaker_id=make_id("sp", kind, name_key(name) or name),
        name=name,
        kind=kind,
        aliases=sorted(set(forms) - {name}),
        roles=[r for r, _ in sorted(roles.items(), key=lambda r: (-r[1], r[0]))],
        affiliation=min(affiliations, key=lambda a: (-affiliations[a], a)) if affiliations else None,
        n_statements=n_statements,
        n_articles=n_articles,
    )


def _canonical(forms: Counter[str], names: set[str], kind: str) -> str:
    """The fullest frequent form: for persons more words first (up to three), then frequency; for bodies
    frequency."""
    if kind == "body":
        return max(sorted(names), key=lambda n: (forms[n], len(n)))
    return max(
        sorted(names), key=lambda n: (min(2, len([w for w in name_words(n) if len(w) > 1])), forms[n], len(n))
    )


def _tell_apart(speakers: dict[_Key, Speaker], groups: dict[_Key, list[Local]]) -> None:
    """Different speakers of one name get different ids, made from the articles that know them."""
    same: dict[str, list[_Key]] = defaultdict(list)
    for key, speaker in speakers.items():
        same[speaker.speaker_id].append(key)
    for keys in same.values():
        if len(keys) < 2:
            continue
        for key in keys:
            speakers[key] = told_apart(speakers[key], min(entry.key for entry in groups[key]))


def told_apart(speaker: Speaker, first: _Key) -> Speaker:
    """A speaker who shares name and kind with another: the id is made of the first entity's key too."""
    return replace(speaker, speaker_id=make_id("sp", speaker.kind, speaker.name, *first))
