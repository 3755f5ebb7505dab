"""Which names of one article mean the same person or body.

Full names that agree are one person; a surname (or, failing that, a given name) alone joins the full name
it fits. If it fits several, a title's gender decides, then a clear majority of full mentions; otherwise
it stays apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from newstemma.attribute.mentions_judge import Name
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.attribute.speakers_roles import Role
from newstemma.graph.union_find import UnionFind
from newstemma.text.bodies import body_key
from newstemma.text.names import compatible, name_words, same_surname
from newstemma.text.normalise import fold, squeeze

__all__ = ["Cast", "Entity", "cast_of"]

_NEAR = 1500
"""Characters within which a surname means the bearer whose full name stands before it, if only one's does."""


@dataclass
class Entity:
    """A person or body of one article."""

    name: str
    """The fullest form that stands in the article."""
    kind: str
    roles: list[Role] = field(default_factory=list)
    gender: str | None = None
    count: int = 0
    speaks: bool = False
    """Whether a name of it is the head of a source, or has "remarks"."""
    places: list[int] = field(default_factory=list)
    """Where the full name stands."""


@dataclass
class Cast:
    """Everybody in one article."""

    of: dict[int, Entity]
    """Entity by the start of the name; names that mean nobody are absent."""
    entities: list[Entity]


def cast_of(page: Page, names: list[Name], speaking: frozenset[int]) -> Cast:
    """Group the names of an article; ``speaking`` holds the starts of names that are heads of sources."""
    of: dict[int, Entity] = {}
    _persons(names, speaking, of)
    _bodies(page, names, speaking, of)
    for start in speaking:
        if start in of:
            of[start].speaks = True
    unique = {id(e): e for _, e in sorted(of.items())}
    return Cast(of, list(unique.values()))


def _persons(names: list[Name], speaking: frozenset[int], of: dict[int, Entity]) -> None:
    singles = frozenset(
        name_words(n.text)[-1]
        for n in names
        if n.words == 1 and name_words(n.text) and (n.start in speaking or n.kind == "person")
    )
    full = [n for n in names if n.words > 1 and _may_be_person(n, speaking, singles)]
    groups = _full_names(full)
    of.update((name.start, entity) for entity, members in groups for name in members)
    entities = [e for e, _ in groups]
    alone: dict[str, Entity] = {}
    for name in names:
        if name.start in of or name.words != 1 or name.kind not in ("person", "unknown"):
            continue
        entity = _attach(name, entities)
        if entity is None and (name.kind == "person" or name.start in speaking) and name_words(name.text):
            key = name_words(name.text)[-1]
            entity = alone.setdefault(key, Entity(name.text, name.kind))
        if entity is not None:
            of[name.start] = entity
            _learn(entity, name)
    for name in names:
        # A word that stands for nobody here may be the surname that was seen alone elsewhere.
        if name.start not in of and name.words == 1 and name.kind == "unknown":
            words = name_words(name.text)
            if words and words[-1] in alone:
                of[name.start] = alone[words[-1]]
                _learn(alone[words[-1]], name)


def _may_be_person(name: Name, speaking: frozenset[int], singles: frozenset[str]) -> bool:
    """A person, or an unknown name that speaks or whose last word speaks alone elsewhere."""
    if name.kind == "person":
        return True
    words = name_words(name.text)
    if name.kind != "unknown" or name.words > 4 or not words:
        return False
    return name.start in speaking or (words[-1] in singles and len(words[-1]) > 2)


def _full_names(names: list[Name]) -> list[tuple[Entity, list[Name]]]:
    """Full names that agree, in order of first mention; blocks by surname keep it linear."""
    by_text: dict[str, list[Name]] = {}
    for name in names:
        by_text.setdefault(squeeze(name.text), []).append(name)
    union: UnionFind[str] = UnionFind(by_text)
    blocks: dict[str, list[str]] = {}
    for text in by_text:
        words = name_words(text)
        blocks.setdefault(words[-1] if words else text, []).append(text)
    for texts in blocks.values():
        for i, a in enumerate(texts[:200]):
            for b in texts[i + 1 : 200]:
                if compatible(a, b):
                    union.join(a, b)
    out = []
    for group in union.groups():
        members = sorted((n for t in group for n in by_text[t]), key=lambda n: n.start)
        entity = Entity(_fullest(group, by_text), "person")
        for name in members:
            _learn(entity, name)
        if all(n.kind == "unknown" for n in members):
            entity.kind = (
                "person" if any(lexicon().given.get(w) for w in map(fold, entity.name.split())) else "unknown"
            )
        out.append((entity, members))
    return out


def _fullest(texts: Iterable[str], by_text: dict[str, list[Name]]) -> str:
    return max(texts, key=lambda t: (len(name_words(t)), len(by_text[t]), len(t), t))


def _learn(entity: Entity, name: Name) -> None:
    entity.count += 1
    if name.words > 1:
        entity.places.append(name.start)
    if name.role is not None:
        entity.roles.append(name.role)
    if name.gender and entity.gender is None:
        entity.gender = name.gender
    if name.kind == "person" and entity.kind == "unknown":
        entity.kind = "person"


def _attach(name: Name, entities: list[Entity]) -> Entity | None:
    """The full name that a single word belongs to, if that is clear."""
    found = [e for e in entities if same_surname(name.text, e.name)]
    if not found:
        word = name_words(name.text)
        found = [
            e
            for e in entities
            if e.kind == "person" and word and word[0] in name_words(e.name)[:-1] and len(word[0]) > 2
        ]
    if name.gender is not None and len(found) > 1:
        found = [e for e in found if e.gender in (None, name.gender)]
    if len(found) <= 1:
        return found[0] if found else None
    near = [e for e in found if any(0 < name.start - p < _NEAR for p in e.places)]
    if len(near) == 1:
        return near[0]
    ranked = sorted(found, key=lambda e: -e.count)
    return ranked[0] if ranked[0].count >= 2 * ranked[1].count else None


def _bodies(page: Page, names: list[Name], speaking: frozenset[int], of: dict[int, Entity]) -> None:
    keys: dict[int, str] = {}
    union: UnionFind[str] = UnionFind()
    for i, name in enumerate(names):
        if name.start in of or not (
            name.kind in ("body", "short") or (name.start in speaking and name.kind == "unknown")
        ):
            continue
        keys[i] = body_key(name.text)
        union.find(keys[i])
    listed = sorted(keys)
    for a, b in pairwise(listed):
        if _abbreviates(page, names[a], names[b]):
            union.join(keys[a], keys[b])
    _short_bodies(names, keys, union)
    entities: dict[str, Entity] = {}
    forms: dict[str, Counter[str]] = {}
    for i in listed:
        forms.setdefault(union.find(keys[i]), Counter())[squeeze(names[i].text)] += 1
    for i in listed:
        head = union.find(keys[i])
        if head not in entities and names[i].kind == "short" and all(" " not in f for f in forms[head]):
            continue
        if head not in entities:
            best = max(forms[head], key=lambda t: (len(t.split()) > 1, forms[head][t], len(t), t))
            entities[head] = Entity(best, "unknown" if names[i].kind == "unknown" else "body")
        of[names[i].start] = entities[head]
        entities[head].count += 1
        if names[i].kind == "body":
            entities[head].kind = "body"


def _short_bodies(names: list[Name], keys: dict[int, str], union: UnionFind[str]) -> None:
    """ "The Post" is the only body of the article whose name has that word: "the Bayside Post"."""
    fuller: dict[str, set[str]] = {}
    for i, key in keys.items():
        words = names[i].text.split()
        for word in words if len(words) > 1 and names[i].kind != "unknown" else ():
            fuller.setdefault(fold(word), set()).add(key)
    known = lexicon().bodies | {"observatory"}
    for i, key in keys.items():
        word = fold(names[i].text)
        if " " not in word and (names[i].kind == "short" or word in known) and len(fuller.get(word, ())) == 1:
            union.join(next(iter(fuller[word])), key)


def _abbreviates(page: Page, a: Name, b: Name) -> bool:
    """Whether ``b`` is the abbreviation of ``a`` in brackets, or "or"-joined: "World Health Organization
    (WHO)"."""
    between = page.text[a.end : b.start]
    if between.strip() not in ("(", "or", "ou", "o", "oder", "("):
        return False
    letters = "".join(c for c in b.text if c.isalpha()).casefold()
    initials = "".join(w[0] for w in re.split(r"[\s-]+", a.text) if w and w[0].isupper()).casefold()
    return (
        len(letters) >= 2
        and b.text.isupper()
        and (letters == initials or (letters[0] == initials[:1] and (set(letters) <= set(a.text.casefold()))))
    )
