"""Persons and bodies of single articles joined across the pile.

Full names are compared only inside blocks of one surname; a surname alone joins the only full name that
its article points to: by the office held or by the subject (another person, or several bodies, that both
articles name). Everything is sorted first, so the order of articles changes nothing; the work grows with
the number of names, not of pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstemma.attribute.speakers_roles import Role, read_role, same_office
from newstemma.graph.union_find import UnionFind
from newstemma.params import speakers as params
from newstemma.records import Mention
from newstemma.text.bodies import body_key
from newstemma.text.names import compatible, name_key, name_words, same_surname
from newstemma.text.normalise import squeeze

__all__ = [
    "Local",
    "abbreviations",
    "block_keys",
    "full_links",
    "holders",
    "is_body_like",
    "join_locals",
    "join_single",
    "locals_of",
    "marks_alone",
    "rare_subjects",
    "subject_keys",
    "surname_keys",
]

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Local:
    """A person or body as one article knows it."""

    article_id: str
    name: str
    kind: str
    forms: tuple[tuple[str, int], ...]
    """Written forms and how often each stands there, sorted."""
    roles: tuple[str, ...]
    affiliations: tuple[str, ...]

    @property
    def key(self) -> _Key:
        """What names it: article and name."""
        return (self.article_id, self.name)

    @property
    def full(self) -> bool:
        """Whether it is a person's name of more than one word."""
        return self.kind != "body" and len(name_words(self.name)) > 1

    def offices(self) -> list[Role]:
        """Its roles in comparable form."""
        return [r for r in (read_role(t) for t in self.roles) if r is not None]


def locals_of(mentions: Iterable[Mention]) -> list[Local]:
    """Every resolved entity of every article, sorted by article and name."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.entity is not None:
            groups[mention.article_id, mention.entity].append(mention)
    return [_local(key, groups[key]) for key in sorted(groups)]


def _local(key: tuple[str, str], mentions: list[Mention]) -> Local:
    kinds = Counter(m.kind for m in mentions)
    kind = max(sorted(kinds), key=lambda k: (k != "unknown", kinds[k]))
    forms = Counter(squeeze(m.text) for m in mentions if m.form == "name")
    forms.setdefault(key[1], 1)
    roles = sorted({m.role for m in mentions if m.role and kind != "body"})
    affiliations = sorted(m.affiliation for m in mentions if m.affiliation and m.role)
    return Local(key[0], key[1], kind, tuple(sorted(forms.items())), tuple(roles), tuple(affiliations))


def join_locals(entries: list[Local]) -> UnionFind[_Key]:
    """Sets of local entities that are one speaker."""
    union: UnionFind[_Key] = UnionFind(e.key for e in entries)
    _join_bodies(entries, union)
    full = [e for e in entries if e.full]
    _join_full(full, union)
    single = [e for e in entries if e.kind != "body" and not e.full]
    heads = {e.key: union.find(e.key) for e in full}
    join_single(single, [(e, heads[e.key]) for e in full], _subjects(entries), union)
    return union


def _join_bodies(entries: list[Local], union: UnionFind[_Key]) -> None:
    """Bodies of one key; an abbreviation that an article explains stands for the full name everywhere."""
    heads: dict[str, _Key] = {}
    bodies = {body_key(e.name) for e in entries if e.kind == "body"}
    for entry in entries:
        if entry.kind == "body" or (is_body_like(entry) and body_key(entry.name) in bodies):
            union.join(heads.setdefault(body_key(entry.name), entry.key), entry.key)
    for entry in entries:
        for key in abbreviations(entry) if entry.kind == "body" else ():
            if key in heads:
                union.join(heads[body_key(entry.name)], heads[key])


def is_body_like(entry: Local) -> bool:
    """Whether it is a body if a body of that name is in the pile."""
    return entry.kind == "unknown" and not entry.full


def abbreviations(body: Local) -> Iterator[str]:
    """Keys of the abbreviations that a body's article gives it."""
    for form, _ in body.forms:
        if form.isupper() and 3 <= len(form) <= 6 and form != body.name:
            yield body_key(form)


def _join_full(full: list[Local], union: UnionFind[_Key]) -> None:
    """Equal keys at once; other spellings, initials and middle names inside a surname's block, if
    unambiguous."""
    by_key: dict[str, list[Local]] = defaultdict(list)
    for entry in full:
        by_key[name_key(entry.name)].append(entry)
    for group in by_key.values():
        for entry in group[1:]:
            union.join(group[0].key, entry.key)
    blocks: dict[str, list[str]] = defaultdict(list)
    for key in by_key:
        for part in block_keys(by_key[key][0].name):
            blocks[part].append(key)
    known = {key: (group[0].name, len(group)) for key, group in by_key.items()}
    for _, keys in sorted(blocks.items()):
        for one, other in full_links({key: known[key] for key in keys}):
            union.join(by_key[one][0].key, by_key[other][0].key)


def block_keys(name: str) -> set[str]:
    """The consonants' rough shape of the surname: what spellings of one name share."""
    words = name_words(name)
    shape = "".join(c for c in words[-1] if c not in "aeiou")[:6].translate(str.maketrans("zcgdb", "skktp"))
    parts = {shape or words[-1]}
    last = squeeze(name).split(" ")[-1]
    if "-" in last:
        parts |= {"".join(c for c in w if c not in "aeiou")[:6] for w in name_words(last)}
    return parts


def full_links(block: Mapping[str, tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Of a block's full names those that are one person's.

    Args:
        block: by key of a name how it is written first, and in how many articles it stands.
    """
    if len(block) > params.MAX_BLOCK:
        return
    keys = sorted(block, key=lambda k: (-len(k), k))
    names = {key: name for key, (name, _) in block.items()}
    for key in keys:
        fits = [
            k for k in keys if k != key and compatible(names[k], names[key]) and _longer(names[k], names[key])
        ]
        if not fits:
            continue
        # A name that fits two people who do not fit each other ("J. Hale": John, Jane) stays apart, unless
        # one of the two hardly ever occurs (a slip of the pen or of ours).
        fits.sort(key=lambda k: (-block[k][1], k))
        best = fits[0]
        others = [k for k in fits[1:] if not compatible(names[k], names[best])]
        if not others or block[best][1] >= params.PROMINENT * max(block[k][1] for k in others):
            yield best, key


def _longer(a: str, b: str) -> bool:
    """Whether ``a`` says at least as much as ``b`` (more letters in its given names)."""
    return (len(name_key(a)), name_key(a)) >= (len(name_key(b)), name_key(b))


def _subjects(entries: list[Local]) -> dict[str, frozenset[str]]:
    """Per article, what it is about: keys of full names and of bodies that are not in every other article."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for article_id, key in subject_keys(entries):
        by_article[article_id].add(key)
    counts = Counter(key for keys in by_article.values() for key in keys)
    limit = rare_subjects(len(by_article))
    return {a: frozenset(k for k in keys if counts[k] <= limit) for a, keys in by_article.items()}


def subject_keys(entries: Iterable[Local]) -> Iterator[tuple[str, str]]:
    """Articles with the keys of the full names and bodies in them; some come twice."""
    for entry in entries:
        if entry.full or entry.kind == "body":
            key = "p:" + name_key(entry.name) if entry.full else "b:" + body_key(entry.name)
            yield entry.article_id, key


def rare_subjects(articles: int) -> float:
    """The most of so many articles that may have a key which says what one is about."""
    return articles * params.COMMON_SHARE if articles >= params.COMMON_MINIMUM else articles


def join_single(
    single: Iterable[Local],
    full: Iterable[tuple[Local, _Key]],
    subjects: Mapping[str, frozenset[str]],
    union: UnionFind[_Key],
) -> None:
    """A surname alone: to the one full name its article points to, else to its like in articles on the
    subject.

    Args:
        single: those with a surname alone.
        full: those with a full name, each with what names the person that it is.
        subjects: what the articles are about.
        union: where they are joined.
    """
    buckets: dict[tuple[str, str, str], _Key] = {}
    for entry, holder in holders(single, full, subjects):
        if holder is not None:
            union.join(holder.key, entry.key)
            continue
        for mark in marks_alone(entry, subjects):
            union.join(buckets.setdefault(mark, entry.key), entry.key)


def holders(
    single: Iterable[Local],
    full: Iterable[tuple[Local, _Key]],
    subjects: Mapping[str, frozenset[str]],
) -> Iterator[tuple[Local, Local | None]]:
    """Each surname alone with a full name that it stands for, or None; what is given is as above."""
    by_surname: dict[str, list[tuple[Local, _Key]]] = defaultdict(list)
    for entry, person in full:
        for part in surname_keys(entry.name):
            by_surname[part].append((entry, person))
    for entry in single:
        yield entry, _holder(entry, by_surname, subjects)


def surname_keys(name: str) -> set[str]:
    """The surname of a full name, and the halves of a double one."""
    words = name_words(name)
    last = squeeze(name).split(" ")[-1]
    return {words[-1], *(name_words(last) if "-" in last else ())} - {""}


def _holder(
    entry: Local,
    by_surname: Mapping[str, Sequence[tuple[Local, _Key]]],
    subjects: Mapping[str, frozenset[str]],
) -> Local | None:
    words = name_words(entry.name)
    if not words:
        return None
    people: dict[_Key, list[Local]] = defaultdict(list)
    for other, person in by_surname.get(words[-1], ()):
        if same_surname(entry.name, other.name):
            people[person].append(other)
    offices = entry.offices()
    pointed = [
        group
        for group in people.values()
        if any(_same_subject(entry, o, subjects) or _same_offices(offices, o.offices()) for o in group)
        and not _other_office(offices, group)
    ]
    if len(pointed) <= 1:
        return pointed[0][0] if pointed else None
    # Several fit: the one whom this surname alone nearly always means elsewhere in the pile.
    used = sorted(((_alone(g, words[-1]), g[0].key, g) for g in pointed), key=lambda u: (-u[0], u[1]))
    return used[0][2][0] if used[0][0] >= params.PROMINENT * max(1, used[1][0]) else None


def _alone(group: list[Local], surname: str) -> int:
    """In how many articles the surname alone stands for this person."""
    return sum(1 for o in group if any(name_words(form) == (surname,) for form, _ in o.forms))


def _same_offices(a: list[Role], b: list[Role]) -> bool:
    return any(
        same_office(x, y) and (x.portfolio or x.nation) and (y.portfolio or y.nation) for x in a for y in b
    )


def _other_office(offices: list[Role], group: list[Local]) -> bool:
    """Whether the roles contradict: both are known, of one family, and none agree."""
    held = [r for o in group for r in o.offices()]
    pairs = [(a, b) for a in offices for b in held if a.family == b.family]
    return bool(pairs) and not any(same_office(a, b) for a, b in pairs)


def _same_subject(a: Local, b: Local, subjects: Mapping[str, frozenset[str]]) -> bool:
    shared = subjects.get(a.article_id, frozenset()) & subjects.get(b.article_id, frozenset())
    return len(shared) >= params.SHARED_FOR_SUBJECT or any(k.startswith("p:") for k in shared)


def marks_alone(entry: Local, subjects: Mapping[str, frozenset[str]]) -> list[tuple[str, str, str]]:
    """What single names without a full one are joined by: surname and a person, or surname and office."""
    words = name_words(entry.name)
    if not words:
        return []
    marks = [k for k in sorted(subjects.get(entry.article_id, ())) if k.startswith("p:")]
    marks += [f"r:{r.family}:{r.portfolio}:{r.nation}" for r in entry.offices() if r.portfolio or r.nation]
    nations = ",".join(sorted({r.nation for r in entry.offices() if r.nation}))
    return [(words[-1], nations, mark) for mark in marks]
