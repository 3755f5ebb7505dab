"""Who a statement's source is, inside one article: names, roles, pronouns.

A pronoun's antecedent is found by salience (after Lappin and Leass 1994, without a parser): recency in
sentences, subject position, being the last speaker, agreement in gender; quoted and possessive mentions
count less. Unless the best candidate leads clearly, the pronoun stays unresolved.

A role without a name ("the minister") means the person of the article who holds a role that may be called
so: the last speaker if it fits, else the one mentioned last, else the only one mentioned later.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from newstemma.attribute.mentions_announced import (
    COMPANIES,
    announced,
    company_named,
    kindred,
)
from newstemma.attribute.mentions_heads import Head
from newstemma.attribute.mentions_judge import Name
from newstemma.attribute.mentions_owners import owner_fits, owner_of
from newstemma.attribute.mentions_people import Cast, Entity
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.attribute.speakers_roles import may_be_called
from newstemma.params import speakers as params
from newstemma.records import Statement
from newstemma.text.bodies import body_key
from newstemma.text.normalise import fold, squeeze
from newstemma.text.outlets import registry

__all__ = ["Resolved", "resolve_all"]

_OBJECT_BEFORE = frozenset(
    "of to with by for against on about from after at like von mit gegen über für de à avec contre sur "
    "para con por о с".split()
)
_AND_NAME = re.compile(r",? (?:and|und|et|y|и) [A-ZÀ-ÞА-Я]")
_CAPITAL = re.compile(r"(?!(?:[Tt]he|[Aa]n?) [^A-ZÀ-ÞА-Я])(?:the )?[A-ZÀ-ÞА-Я]")
_COMMON_OWNER = re.compile(r"(?:the|its|his|her|their) [a-zà-ÿ][\w-]*['’]s? ", re.IGNORECASE)
_STATED = r"(?:\w+ed|thought|said|known|unclear|clear|likely|possible|unlikely|understood|erwartet)\b(?! by)"
_EXPLETIVE = re.compile(
    rf"(?:['’]s| is| was| has been| had been| wird| wurde)(?: not| also| now| widely)? {_STATED}"
)
_OUTLET_KINDS = {"agency": ("agency", "state media"), "nachrichtenagentur": ("agency", "state media"),
                 "agence": ("agency", "state media"), "agencia": ("agency", "state media"),
                 "агентство": ("agency", "state media")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a source refers to; ``entity`` is null where that is not clear."""

    head: Head
    entity: Entity | None
    form: str
    """``name``, ``role`` or ``pronoun``."""


@dataclass(order=True, frozen=True, slots=True)
class _Event:
    """A place where an entity was mentioned or spoke."""

    position: int
    order: int
    entity: Entity = field(compare=False)
    weight: float = field(compare=False)


class _Scene:
    """The mentions of one article, growing as sources are resolved."""

    def __init__(self, page: Page, names: list[Name], cast: Cast) -> None:
        self.page = page
        self.cast = cast
        self.events: list[_Event] = []
        for i, name in enumerate(names):
            entity = cast.of.get(name.start)
            if entity is not None:
                self.events.append(_Event(name.start, i, entity, _weight(page, name)))
        self.events.sort()
        self.spokes: tuple[int, str | None] | None = None
        """Where an unnamed spokesperson spoke for a body last, and the gender of the word."""
        self.anonymous: dict[str, int] = {}
        """Role noun → where an unnamed holder was last introduced: "a senior official"."""
        self.speakers: list[tuple[int, Entity | None]] = []

    def before(self, position: int, sentences_back: int) -> list[_Event]:
        """Events before a position, not further back than so many sentences."""
        sentence = max(0, self.page.sentence(position) - sentences_back)
        begin = self.page.sentences[sentence] if self.page.sentences else 0
        lo = bisect_left(self.events, begin, key=lambda e: e.position)
        return self.events[lo : bisect_left(self.events, position, key=lambda e: e.position)]

    def speaks(self, position: int, entity: Entity | None, named: bool) -> None:
        """Note that an entity, or somebody unknown (null), speaks at a position."""
        insort(self.speakers, (position, entity), key=lambda s: s[0])
        if not named and entity is not None:
            insort(self.events, _Event(position, -1, entity, 1.0))

    def last_speaker(self, position: int) -> tuple[int, Entity] | None:
        """The last one who spoke before a position; null if it is not known who that was."""
        i = bisect_left(self.speakers, position, key=lambda s: s[0])
        place, entity = self.speakers[i - 1] if i else (0, None)
        return (place, entity) if entity is not None else None


def _weight(page: Page, name: Name) -> float:
    """How salient a mention is by its place."""
    weight = (
        1.0 if name.first or (name.titled and page.first_token(name.start) in page.sentence_starts) else 0.0
    )
    if _AND_NAME.match(page.text, name.end):
        weight = 0.0
    if page.in_quotation(name.start):
        weight -= 1.5
    if name.possessive:
        weight -= 0.7
    index = page.first_token(name.start)
    if index > 0 and fold(page.tokens[index - 1].text) in _OBJECT_BEFORE:
        weight -= 0.7
    return weight


def resolve_all(
    page: Page, names: list[Name], cast: Cast, sources: list[tuple[Statement, Head]]
) -> dict[str, Resolved]:
    """Resolve every source of an article: outer statements in order, then nested ones.

    Returns:
        statement_id → what its source refers to.
    """
    scene = _Scene(page, names, cast)
    out: dict[str, Resolved] = {}
    ordered = sorted(sources, key=lambda s: (s[0].nested_in is not None, s[1].start, s[0].statement_id))
    for statement, head in ordered:
        outer = out.get(statement.nested_in) if statement.nested_in else None
        found = _resolve(scene, head, outer.entity if outer else None, names)
        out[statement.statement_id] = found
        if statement.nested_in is None and not (found.entity is None and head.pronoun):
            scene.speaks(head.start, found.entity, named=found.form == "name")
    return out


def _resolve(scene: _Scene, head: Head, outer: Entity | None, names: list[Name]) -> Resolved:
    if head.kind == "name" and head.name is not None:
        entity = scene.cast.of.get(head.name.start)
        if entity is not None and head.role is not None and entity.kind != "body":
            entity.roles.append(head.role)
            entity.gender = entity.gender or head.role.gender
        return Resolved(head, entity, "name")
    if head.kind == "pronoun":
        return Resolved(head, _pronoun(scene, head, outer, names), "pronoun")
    return Resolved(head, _unnamed(scene, head, outer, names), "role")


def _unnamed(scene: _Scene, head: Head, outer: Entity | None, names: list[Name]) -> Entity | None:
    """Who is meant by a role, a common noun for a body, or "the man"."""
    phrase = squeeze(scene.page.text[head.start : head.end])
    if head.kind not in ("role", "body"):
        return announced(scene.page, names, scene.cast, head.start, phrase)
    outlet = registry().find(phrase) if _CAPITAL.match(phrase) else None
    if outlet is not None:  # "The Hollywood Reporter", "the Nordwind news agency"
        return _called(scene, outlet.name)
    return _role(scene, head, outer) if head.kind == "role" else _body(scene, head, names)


def _pronoun(scene: _Scene, head: Head, outer: Entity | None, names: list[Name]) -> Entity | None:
    kind = head.pronoun
    if kind == "1":
        return outer
    if kind == "r":
        return _relative(scene, head, names)
    if kind in ("m", "f", "f?"):
        spokes = scene.spokes
        if spokes is not None and scene.page.sentence(head.start) - scene.page.sentence(spokes[0]) <= 2:
            last = scene.last_speaker(head.start)
            if last is not None and last[0] >= spokes[0] and spokes[1] in (None, kind[0]):
                return last[1]  # "a spokeswoman for X said ... She said ...": X goes on
        return _he_or_she(scene, head.start, kind[0], outer)
    return _it(scene, head) if kind == "b" else None


def _it(scene: _Scene, head: Head) -> Entity | None:
    """The body that spoke last, in this sentence or the one before; nobody in "it is expected that"."""
    last = scene.last_speaker(head.start)
    if last is None or _EXPLETIVE.match(scene.page.text, head.end):
        return None
    near = scene.page.sentence(head.start) - scene.page.sentence(last[0]) <= 1
    return last[1] if near and last[1].kind == "body" else None


def _relative(scene: _Scene, head: Head, names: list[Name]) -> Entity | None:
    """ "Who": the name that ends right before, with or without a comma."""
    i = bisect_left(names, head.start, key=lambda n: n.start) - 1
    if i < 0 or names[i].kind == "thing" or head.start - names[i].end > 3:
        return None
    return scene.cast.of.get(names[i].start)


def _he_or_she(scene: _Scene, position: int, gender: str, outer: Entity | None) -> Entity | None:
    scores: dict[int, float] = {}
    who: dict[int, Entity] = {}
    counts: dict[int, int] = {}
    here = scene.page.sentence(position)
    last = scene.last_speaker(position)
    for event in scene.before(position, params.PRONOUN_SENTENCES):
        entity = event.entity
        if entity is outer or entity.kind == "body" or entity.gender not in (None, gender):
            continue
        if entity.kind == "unknown" and not entity.speaks:
            continue
        distance = here - scene.page.sentence(event.position)
        score = 3.0 - 0.8 * distance + event.weight + (0.7 if entity.gender == gender else 0.0)
        if entity.kind == "unknown":
            score -= 0.5
        key = id(entity)
        who[key] = entity
        counts[key] = counts.get(key, 0) + 1
        scores[key] = max(scores.get(key, -9.0), score)
    if last is not None and id(last[1]) in who:
        scores[id(last[1])] += 1.5
    for key, count in counts.items():
        scores[key] += 0.2 * min(count - 1, 3)
    ranked = sorted(scores.values(), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0] - ranked[1] < params.PRONOUN_MARGIN):
        return None
    best = who[max(scores, key=lambda k: scores[k])]
    if best.kind == "unknown":
        best.kind = "person"
    return best


def _role(scene: _Scene, head: Head, outer: Entity | None) -> Entity | None:
    role = head.role
    if role is None:
        return None
    if not head.definite and head.noun:
        scene.anonymous[head.noun] = head.start
    if role.family in ("family", "member"):
        return None  # whose father, member of what: too many fit
    indefinite_body = role.family == "spokesperson" and not head.definite
    if not indefinite_body and head.definite:
        found = _holder(scene, head, outer)
        if found is not None:
            return found
    if role.family == "spokesperson" and head.behind is not None:
        behind = scene.cast.of.get(head.behind.start)
        if behind is not None and behind.kind != "person":
            scene.spokes = (head.start, role.gender)
            return behind
    return None


def _holder(scene: _Scene, head: Head, outer: Entity | None) -> Entity | None:
    role = head.role
    assert role is not None

    def fits(entity: Entity) -> bool:
        if entity.kind == "body" or entity is outer:
            return False
        if role.gender and entity.gender and role.gender != entity.gender:
            return False
        return any(may_be_called(held, role) for held in entity.roles) and owned(entity)

    def owned(entity: Entity) -> bool:
        return owner_fits(scene.page, scene.cast, entity, scene.page.text[head.start : head.end])

    last = scene.last_speaker(head.start)
    if (
        last is not None
        and scene.page.sentence(head.start) - scene.page.sentence(last[0]) <= 3
        and fits(last[1])
    ):
        return last[1]
    if last is not None and role.family not in _VAGUE and _unlabelled(scene, head, last) and owned(last[1]):
        return last[1]
    events = [e for e in scene.before(head.start, params.ROLE_SENTENCES) if fits(e.entity)]
    if role.family == "official" or scene.anonymous.get(head.noun or "", -1) > (
        events[-1].position if events else -1
    ):
        return None  # somebody unnamed was called so last, or the word fits nearly everybody
    if events:
        return events[-1].entity
    later = {id(e.entity): e.entity for e in scene.events if e.position > head.start and fits(e.entity)}
    return next(iter(later.values())) if len(later) == 1 else None


_VAGUE = frozenset(["official", "family", "member", "worker"])


def _unlabelled(scene: _Scene, head: Head, last: tuple[int, Entity]) -> bool:
    """Whether the last speaker is a person without a told role, and nobody else has this one."""
    entity, role = last[1], head.role
    assert role is not None
    if entity.kind == "body" or entity.roles or scene.anonymous.get(head.noun or "") is not None:
        return False
    if role.gender and entity.gender and role.gender != entity.gender:
        return False
    near = scene.page.sentence(head.start) - scene.page.sentence(last[0]) <= 2
    return near and not any(may_be_called(r, role) for e in scene.cast.entities for r in e.roles)


def _body(scene: _Scene, head: Head, names: list[Name]) -> Entity | None:
    known = lexicon()
    noun = head.noun or ""
    if noun in known.documents and head.behind is not None:
        return scene.cast.of.get(head.behind.start)
    if noun in known.documents and noun not in known.bodies:
        return None
    named = _own_name(squeeze(scene.page.text[head.start : head.end]), head)
    if named is not None:
        return _called(scene, named)
    if _COMMON_OWNER.match(scene.page.text, head.start):
        return None  # "the group's website": not the newspaper's that was named before
    events = list(reversed(scene.before(head.start, params.ROLE_SENTENCES))) if head.definite else []
    found = next((e.entity for e in events if e.entity.kind == "body" and _may_be(e.entity.name, noun)), None)
    found = found or _last_body(scene, head) or kindred((e.entity for e in events), noun)
    if found is not None or not head.definite or noun not in COMPANIES:
        return found
    company = company_named(names, scene.cast, head.start)
    return _called(scene, company) if company is not None else None


def _last_body(scene: _Scene, head: Head) -> Entity | None:
    """ "The company", right after somebody spoke who is no person and no state."""
    last = scene.last_speaker(head.start)
    if not head.definite or head.noun not in COMPANIES or last is None or last[1].kind == "person":
        return None
    near = scene.page.sentence(head.start) - scene.page.sentence(last[0]) <= 2
    name = last[1].name
    other = any(fold(w) in lexicon().bodies - COMPANIES for w in name.split()) or ":" in body_key(name)
    return last[1] if near and not other else None


def _called(scene: _Scene, name: str) -> Entity:
    """The article's body of that name, new if it was not seen before."""
    key = body_key(name)
    for entity in scene.cast.entities:
        if entity.kind == "body" and body_key(entity.name) == key:
            return entity
    entity = Entity(name, "body", count=1)
    scene.cast.entities.append(entity)
    return entity


_ONE_PER_NATION = frozenset(
    "ministry government army military parliament police embassy navy presidency cabinet force "
    "ministerium regierung parlament polizei ministere gouvernement ministerio gobierno ejercito policia "
    "administration".split()
)


def _own_name(phrase: str, head: Head) -> str | None:
    """A body that is named by its phrase: "Ferguson police", "the Hale campaign"; null for "the ministry"."""
    if phrase[:2].casefold() in ("a ", "an") and phrase.split(maxsplit=1)[0].casefold() in (
        "a",
        "an",
        "another",
    ):
        return None
    owner = owner_of(phrase)
    if owner is not None and lexicon().nation(owner) is not None and registry().find(phrase) is None:
        phrase = phrase[phrase.index(owner) + len(owner) + 2 :].strip()  # "Velia's Nordwind news agency"
    words = phrase.split()
    known = lexicon()
    while words and fold(words[0]) in known.stop:
        words = words[1:]
    if not 2 <= len(words) <= 5 or not words[0][:1].isupper() or '"' in phrase:
        return None
    others = [w for w in words if w[:1].isupper() and known.nation(w) is None]
    if not others and head.noun not in _ONE_PER_NATION:
        return None
    return " ".join(words)


def _may_be(name: str, noun: str) -> bool:
    """Whether a body may be called by a common noun: the noun is in its name, or its kind is known."""
    known = lexicon()
    strange = registry().find(name) is not None and noun not in known.outlets
    if noun in [fold(w) for w in name.split()] and not strange:
        return True
    if noun in known.called.get(body_key(name), frozenset()):
        return True
    if noun in known.outlets:
        outlet = registry().find(name)
        kinds = _OUTLET_KINDS.get(noun)
        return outlet is not None and (kinds is None or outlet.kind in kinds) and outlet.kind != "platform"
    return False
