"""Whom "Moscow", "the Kremlin" or "Brussels" stands for, where the context says so.

A mention by metonym is tied to a party if

1. it acts as a body there ("Moscow proposed"), and is no place ("in Moscow", "from Moscow");
2. the same article mentions that party by its own name;
3. that party, and no other that the metonym could stand for, is named or called by its adjective near the
mention.

Otherwise it stays a party of its own: "the West" always does, and so does "Brussels" between the EU and NATO.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from newstemma.narrative.words import METONYMS, PLACE_WORDS
from newstemma.params.narrative import METONYM_NEAR
from newstemma.records import Mention
from newstemma.text.bodies import body_key
from newstemma.text.nations import nation_of
from newstemma.text.normalise import fold
from newstemma.text.tokens import words

__all__ = ["tied_metonyms"]

_STANDS_FOR: dict[str, list[str]] = defaultdict(list)
for _party, _names in METONYMS.items():
    for _name in _names.split():
        _STANDS_FOR[_name].append(_party)


def tied_metonyms(places: Iterable[Mention], texts: Mapping[str, str]) -> dict[str, str]:
    """The mentions by metonym that are tied, with the name of the party in the same article.

    Args:
        places: all mentions.
        texts: article texts by id.

    Returns:
        mention_id → the entity by which the article names the party.
    """
    listed = list(places)
    named: dict[tuple[str, str], str] = {}
    for m in listed:
        if m.entity and m.kind == "body":
            named.setdefault((m.article_id, _party_of(m.entity)), m.entity)
    out = {}
    for m in listed:
        candidates = _STANDS_FOR.get(_plain(m.text), ()) if m.kind == "body" else ()
        if not candidates or _is_place(m, texts[m.article_id]):
            continue
        near = {p for p in candidates if p in _parties_near(m, texts[m.article_id])}
        if len(near) == 1:
            entity = named.get((m.article_id, next(iter(near))))
            if entity:
                out[m.mention_id] = entity
    return out


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    listed = [fold(w).removesuffix("'s").removesuffix("’s") for w in words(name)]
    return " ".join(listed[1:] if listed[:1] == ["the"] else listed)


def _party_of(name: str) -> str:
    """A country's code, or the label of a body; metonyms are parties of their own."""
    return body_key(name).removeprefix("nation:")


def _is_place(m: Mention, text: str) -> bool:
    before = words(text[max(0, m.start - 20) : m.start])
    return bool(before) and fold(before[-1]) in PLACE_WORDS


def _parties_near(m: Mention, text: str) -> set[str]:
    """Countries and bodies that are named around a mention, the mention itself left out."""
    around = text[max(0, m.start - METONYM_NEAR) : m.start] + " " + text[m.end : m.end + METONYM_NEAR]
    listed = words(around)
    found = {code for w in listed if w[:1].isupper() and (code := nation_of(w))}
    pairs = [" ".join(p) for p in pairwise(listed)]
    return found | {_party_of(w) for w in (*listed, *pairs) if w[:1].isupper()}
