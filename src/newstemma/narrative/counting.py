"""Who speaks and who is spoken about, place by place: what the voices are counted from.

1. Every mention of a person or body is of its party: the speaker that it resolves to, or else the entity of
   that name; a body's acronym and its spellings are one party (see ``parties``).
2. Statements in a party's own voice are its own: quoted (direct, mixed) or reported (indirect). What a party
   says only inside another speaker's words counts for neither; it is spoken about there.
3. A metonym ("Moscow") counts for whom it stands for only where its context says so (see ``metonyms``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pyarrow as pa

from newstemma.narrative.affiliations import Affiliation, affiliation_of, in_words, is_named_body, is_outsider
from newstemma.narrative.metonyms import tied_metonyms
from newstemma.narrative.parties import body_keys
from newstemma.records import Mention, Speaker, Statement
from newstemma.tables import to_records
from newstemma.text.normalise import fold, squeeze
from newstemma.text.similarity import content_stems
from newstemma.text.tokens import words

__all__ = [
    "Counted",
    "Heard",
    "Party",
    "Tally",
    "Traits",
    "counted",
    "entity_key",
    "party_of",
    "places_in",
    "tallied",
]

_QUOTED = frozenset(("direct", "mixed"))


@dataclass(frozen=True, slots=True)
class Counted:
    """One place that counts for a party: a statement of its own, or a mention.

    Attributes:
        party: the party's key.
        article_id: the article.
        start: where it stands.
        statement: the statement, or None for a mention.
        about: whether the mention is outside the party's own sources.
        n_words: words of the statement.
    """

    party: str
    article_id: str
    start: int
    statement: Statement | None
    about: bool
    n_words: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    """A person or body as all articles together have it."""

    name: str
    kind: str
    speaker_id: str | None
    affiliation: str | None
    affiliation_kind: str | None


@dataclass
class Tally:
    """What is counted for a party in some places."""

    n_quoted: int = 0
    n_quoted_words: int = 0
    n_reported: int = 0
    n_reported_words: int = 0
    n_spoken_about: int = 0
    articles: set[str] = field(default_factory=set)
    quoted_by: set[str] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)

    def add(self, place: Counted) -> None:
        """Count a place."""
        self.articles.add(place.article_id)
        s = place.statement
        if s is None:
            self.n_spoken_about += place.about
        else:
            self.say(s.statement_id, s.article_id, s.kind, place.n_words)

    def say(self, statement_id: str, article_id: str, kind: str, n_words: int) -> None:
        """Count a statement of its own."""
        self.statements.add(statement_id)
        if kind in _QUOTED:
            self.n_quoted += 1
            self.n_quoted_words += n_words
            self.quoted_by.add(article_id)
        else:
            self.n_reported += 1
            self.n_reported_words += n_words

    def columns(self, party: Party) -> dict[str, Any]:
        """What every table of voices has for a party."""
        return {
            "name": party.name,
            "kind": party.kind,
            "speaker_id": party.speaker_id,
            "affiliation": party.affiliation,
            "affiliation_kind": party.affiliation_kind,
            "n_quoted": self.n_quoted,
            "n_quoted_words": self.n_quoted_words,
            "n_reported": self.n_reported,
            "n_reported_words": self.n_reported_words,
            "n_spoken_about": self.n_spoken_about,
            "statement_ids": sorted(self.statements),
        }


Heard = tuple[list[Counted], dict[str, Party]]
"""All places that count, and the parties by their keys."""


def counted(articles: pa.Table, statements: pa.Table, speakers: pa.Table, mentions: pa.Table) -> Heard:
    """All places that count, and the parties by their keys.

    Args:
        articles: the articles (only those are counted that are in this table).
        statements: statements with speaker_id filled where known.
        speakers: the speakers across articles.
        mentions: mentions of persons and bodies inside articles.
    """
    texts = dict(zip(*(articles.column(c).to_pylist() for c in ("article_id", "text")), strict=True))
    people = {s.speaker_id: s for s in to_records(Speaker, speakers)}
    said = [s for s in to_records(Statement, statements) if s.article_id in texts]
    places = [m for m in to_records(Mention, mentions) if m.article_id in texts and m.entity]
    found, key_of = places_in(said, places, texts, _known(places, people.values()))
    traits: dict[str, Traits] = defaultdict(Traits)
    for m in places:
        traits[key_of[m.mention_id]].add(m)
    keys = sorted({c.party for c in found})
    return found, {key: party_of(key, traits[key], people.get(key)) for key in keys}


def places_in(
    said: Sequence[Statement],
    places: Sequence[Mention],
    texts: Mapping[str, str],
    known: Callable[[str, bool], str],
) -> tuple[list[Counted], dict[str, str]]:
    """The places that count in some articles; each article by itself.

    Args:
        said: their statements.
        places: their mentions that have an entity, in order.
        texts: their texts.
        known: the party of a name, and of a body's name, in the whole pile.

    Returns:
        The places, and the party's key of every mention.
    """
    party = _parties(said, places, known)
    tied = _tied(places, texts, party)
    key_of = {m.mention_id: tied.get(m.mention_id) or party[m.article_id, m.entity or ""] for m in places}
    found = [
        Counted(s.speaker_id, s.article_id, s.content_start, s, False, len(words(s.content)))
        for s in said
        if s.speaker_id and not s.nested_in
    ]
    own_voice = {s.statement_id for s in said if not s.nested_in}
    for m in places:
        about = m.form != "pronoun" and m.statement_id not in own_voice
        found.append(Counted(key_of[m.mention_id], m.article_id, m.start, None, about))
    return found, key_of


def tallied(places: Iterable[Counted]) -> dict[str, Tally]:
    """The counts of every party, in order of keys."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for place in places:
        tallies[place.party].add(place)
    return dict(sorted(tallies.items()))


@lru_cache(maxsize=50_000)
def entity_key(name: str) -> str:
    """The key of a party that is known by a name alone."""
    return "entity:" + fold(squeeze(name))


def _known(places: Iterable[Mention], people: Iterable[Speaker]) -> Callable[[str, bool], str]:
    """The party of a name, and of a body's name: the speaker of that name, of several the one who says most
    ("never quoted" must not be said of somebody who is), else the name."""
    listed = list(people)
    bodies = {m.entity for m in places if m.entity and m.kind == "body"}
    joined = body_keys([*bodies, *(n for p in listed if p.kind == "body" for n in (p.name, *p.aliases))])
    best: dict[str, tuple[int, str]] = {}
    for p in listed:
        mine = -p.n_statements, p.speaker_id
        for alias in (p.name, *p.aliases):
            key = joined.get(alias) or entity_key(alias)
            best[key] = min(best.get(key, mine), mine)

    def known(name: str, body: bool) -> str:
        key = joined[name] if body else entity_key(name)
        return best[key][1] if key in best else key

    return known


def _parties(
    said: Iterable[Statement], places: Sequence[Mention], known: Callable[[str, bool], str]
) -> dict[tuple[str, str], str]:
    """(article, entity name) → party key: the speaker's id if the article's statements tie the name to one,
    else the party of that name in the pile."""
    speaker_of = {s.statement_id: s.speaker_id for s in said if s.speaker_id}
    party: dict[tuple[str, str], str] = {}
    for m in places:
        if m.entity and m.statement_id in speaker_of:
            party.setdefault((m.article_id, m.entity), speaker_of[m.statement_id] or "")
    for m in places:
        if m.entity and (m.article_id, m.entity) not in party:
            party[m.article_id, m.entity] = known(m.entity, m.kind == "body")
    return party


def _tied(
    places: Sequence[Mention], texts: Mapping[str, str], party: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Mention id → party key, for mentions by a metonym that the context ties to a party."""
    article_of = {m.mention_id: m.article_id for m in places}
    return {i: party[article_of[i], entity] for i, entity in tied_metonyms(places, texts).items()}


@dataclass
class Traits:
    """What the mentions of a party call it, and how often."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    ties: Counter[Affiliation] = field(default_factory=Counter)

    def add(self, m: Mention) -> None:
        """Count a mention."""
        self.names[m.entity or ""] += 1
        self.kinds[m.kind] += 1
        for named in _ties_in(m.role, m.affiliation):
            self.ties[named] += 1


def party_of(key: str, traits: Traits, speaker: Speaker | None) -> Party:
    """A party with its name, kind and affiliation.

    Args:
        key: its key.
        traits: what its mentions call it.
        speaker: the speaker that it is, if it speaks.
    """
    name = speaker.name if speaker else _most(traits.names) or key.partition(":")[2]
    kind = speaker.kind if speaker else _most(traits.kinds) or "unknown"
    tie = _tie(name, kind, traits.ties, speaker)
    itself = tie == affiliation_of(name)  # what a country or company belongs to says no more than its name
    return Party(
        name,
        kind,
        speaker.speaker_id if speaker else None,
        tie.name if tie and not itself else None,
        tie.kind if tie else None,
    )


@lru_cache(maxsize=20_000)
def _ties_in(role: str | None, affiliation: str | None) -> tuple[Affiliation, ...]:
    """Whom a mention says that a party belongs to."""
    if is_outsider(role):
        return ()
    named = (affiliation_of(affiliation),) if affiliation else ()
    return named + tuple(in_words([role] if role else []))


def _tie(name: str, kind: str, ties: Counter[Affiliation], speaker: Speaker | None) -> Affiliation | None:
    """Whom a party belongs to: by its own name if it is a body, else by its roles; known names first."""
    own = next(in_words([name]), None) if kind == "body" else None
    if own:
        return own
    if speaker and speaker.affiliation and not any(is_outsider(role) for role in speaker.roles):
        ties = ties + Counter([affiliation_of(speaker.affiliation)])
    own_words = content_stems(name)
    others = [a for a in ties if a.kind or (is_named_body(a.name) and not own_words & content_stems(a.name))]
    return min(others, key=lambda a: (a.kind is None, -ties[a], a.name), default=None)


def _most(counts: Counter[str]) -> str | None:
    """The most frequent value, the first in the alphabet among equals."""
    return min(counts, key=lambda k: (-counts[k], k)) if counts else None
