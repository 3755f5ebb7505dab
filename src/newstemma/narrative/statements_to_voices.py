"""Statements to voices: who is quoted, who is only spoken about.

1. Every mention of a person or body is counted for its party: the speaker it resolves to, or else the
   entity of that name; a body's acronym and its spellings are one party (see ``parties``).
2. Statements in a party's own voice are counted for it: quoted (direct, mixed) or reported (indirect).
   What a party says only inside another speaker's words counts for neither; it is spoken about there.
3. A metonym ("Moscow") counts for whom it stands for only where its context says so (see ``metonyms``).
4. A party with no statement in its own voice is spoken about and never quoted.

No judgement is made: the rows are counts, and each can be looked up in statements and mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from newstemma.narrative.metonyms import tied_metonyms
from newstemma.narrative.parties import body_keys
from newstemma.records import Mention, Speaker, Statement, Voice
from newstemma.tables import to_records, to_table
from newstemma.text.normalise import fold, squeeze
from newstemma.text.tokens import words

__all__ = ["statements_to_voices"]

_QUOTED = frozenset(("direct", "mixed"))


@dataclass
class _Tally:
    """What is known of a party while counting."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    affiliations: Counter[str] = field(default_factory=Counter)
    n_quoted: int = 0
    n_quoted_words: int = 0
    n_reported: int = 0
    n_spoken_about: int = 0
    articles: set[str] = field(default_factory=set)
    quoted_by: set[str] = field(default_factory=set)


def statements_to_voices(
    articles: pa.Table, statements: pa.Table, speakers: pa.Table, mentions: pa.Table
) -> pa.Table:
    """Count for every party how often it is quoted, reported and spoken about.

    Args:
        articles: the articles (only those are counted that are in this table).
        statements: statements with speaker_id filled where known.
        speakers: the speakers across articles.
        mentions: mentions of persons and bodies inside articles.

    Returns:
        The voices table: a row for each party that is quoted, reported or mentioned by name.
    """
    known = set(articles.column("article_id").to_pylist())
    people = {s.speaker_id: s for s in to_records(Speaker, speakers)}
    said = [s for s in to_records(Statement, statements) if s.article_id in known]
    places = [m for m in to_records(Mention, mentions) if m.article_id in known]
    party = _parties(said, places, people.values())
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    _count_statements(said, tallies)
    texts = dict(zip(*(articles.column(c).to_pylist() for c in ("article_id", "text")), strict=True))
    _count_mentions(places, said, party | _tied(places, texts, party), tallies)
    return to_table(Voice, [_voice(key, tally, people.get(key)) for key, tally in sorted(tallies.items())])


def _entity(name: str) -> str:
    return "entity:" + fold(squeeze(name))


def _parties(
    said: Iterable[Statement], places: Sequence[Mention], people: Iterable[Speaker]
) -> dict[tuple[str, str], str]:
    """(article, entity name) → party key: the speaker's id if the article's statements tie the name to one,
    else the only speaker in the pile of that name, else the name itself."""
    speaker_of = {s.statement_id: s.speaker_id for s in said if s.speaker_id}
    listed = list(people)
    bodies = {m.entity for m in places if m.entity and m.kind == "body"}
    joined = body_keys([*bodies, *(n for p in listed if p.kind == "body" for n in (p.name, *p.aliases))])
    by_name: dict[str, set[str]] = defaultdict(set)
    for person in listed:
        for alias in (person.name, *person.aliases):
            by_name[joined.get(alias, _entity(alias))].add(person.speaker_id)
    party: dict[tuple[str, str], str] = {}
    for m in places:
        if m.entity and m.statement_id in speaker_of:
            party.setdefault((m.article_id, m.entity), speaker_of[m.statement_id] or "")
    for m in places:
        if m.entity and (m.article_id, m.entity) not in party:
            name = joined.get(m.entity, _entity(m.entity)) if m.kind == "body" else _entity(m.entity)
            same = by_name.get(name, set())
            party[m.article_id, m.entity] = next(iter(same)) if len(same) == 1 else name
    return party


def _tied(
    places: Sequence[Mention], texts: Mapping[str, str], party: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """(article, mention id) → party key, for mentions by a metonym that the context ties to a party."""
    article_of = {m.mention_id: m.article_id for m in places}
    tied = tied_metonyms(places, texts)
    return {(article_of[i], i): party[article_of[i], entity] for i, entity in tied.items()}


def _count_statements(said: Iterable[Statement], tallies: dict[str, _Tally]) -> None:
    for s in said:
        if not s.speaker_id or s.nested_in:
            continue
        tally = tallies[s.speaker_id]
        tally.articles.add(s.article_id)
        if s.kind in _QUOTED:
            tally.n_quoted += 1
            tally.n_quoted_words += len(words(s.content))
            tally.quoted_by.add(s.article_id)
        else:
            tally.n_reported += 1


def _count_mentions(
    places: Iterable[Mention],
    said: Iterable[Statement],
    party: dict[tuple[str, str], str],
    tallies: dict[str, _Tally],
) -> None:
    """Mentions by name or role; who speaks in its own voice is not spoken about there."""
    own_voice = {s.statement_id for s in said if not s.nested_in}
    for m in places:
        if not m.entity:
            continue
        tally = tallies[party.get((m.article_id, m.mention_id)) or party[m.article_id, m.entity]]
        tally.names[m.entity] += 1
        tally.kinds[m.kind] += 1
        tally.articles.add(m.article_id)
        if m.affiliation:
            tally.affiliations[m.affiliation] += 1
        if m.form != "pronoun" and m.statement_id not in own_voice:
            tally.n_spoken_about += 1


def _most(counts: Counter[str]) -> str | None:
    """The most frequent value, the first in the alphabet among equals."""
    return min(counts, key=lambda k: (-counts[k], k)) if counts else None


def _voice(key: str, tally: _Tally, speaker: Speaker | None) -> Voice:
    return Voice(
        name=speaker.name if speaker else _most(tally.names) or key.partition(":")[2],
        kind=speaker.kind if speaker else _most(tally.kinds) or "unknown",
        speaker_id=speaker.speaker_id if speaker else None,
        affiliation=speaker.affiliation if speaker else _most(tally.affiliations),
        n_quoted=tally.n_quoted,
        n_quoted_words=tally.n_quoted_words,
        n_reported=tally.n_reported,
        n_spoken_about=tally.n_spoken_about,
        n_articles=len(tally.articles),
        quoted_by=sorted(tally.quoted_by),
    )
