"""Outlets that no list knows, told from persons and other bodies by all that an article says around them.

Each capitalised name collects evidence over its mentions; one weight per sign and article, not per mention:

1. words before it ("(via", "told", "a story in", "the rumour site");
2. words after it ("reports", "'s reporter", ", a local newspaper,");
3. "the site", "the paper" as a later source, which means the nearest candidate before;
4. the look of the name (capitals inside a word, a number), and whether it stands nowhere but as a source;
5. against it: a given name, a title, a longer name that it is the surname of, a place, a body, the topic.

A name that reaches ``params.EVIDENCE`` is an outlet wherever it stands as a source. The weights are whole
and half numbers set by hand on 72 labelled articles, none of which belongs to the part that is only measured.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newstemma.credit.evidence import evidence
from newstemma.credit.names import CALL_SIGN, RUN, clean_name, excluded, outlet_like
from newstemma.credit.patterns import compiled
from newstemma.params import credit as params
from newstemma.text.bodies import bodies
from newstemma.text.given_names import given_gender
from newstemma.text.nations import nation_of, nations
from newstemma.text.normalise import fold
from newstemma.text.outlets import registry

__all__ = ["Weighed", "signs_before", "unknown_outlets"]

_P = evidence()
_INDEFINITE = re.compile(r"\b[Aa]n? $")
_CAPITAL = re.compile(r"\d*[A-ZА-ЯÀ-Þ]|i[A-Z]")
_THE = re.compile(r"^The ")
_ODD = re.compile(r"[a-z][A-Z]|\d|-")
_SENTENCE_OPENS = re.compile(r"[.!?:\n]\s*[“\"‘'(]?$")
_COMPOUND = re.compile(r"-(?:based|linked|born|backed|led|run|owned|area|style|era)\b")
_OF_NATION = re.compile(r"\b[A-Z]\w+['’]s $")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place where an outlet that no list knows stands as a source."""

    start: int
    end: int
    name: str
    interview: bool


@dataclass(slots=True)
class _Candidate:
    name: str
    signs: dict[str, float] = field(default_factory=dict)
    places: list[tuple[int, int, bool]] = field(default_factory=list)
    mentions: int = 0

    def add(self, sign: str, weight: float) -> None:
        """Keep the greatest weight of each sign."""
        self.signs[sign] = max(weight, self.signs.get(sign, 0.0))


def unknown_outlets(text: str) -> Iterator[Weighed]:
    """Places where names that no list knows are sources, in order.

    Args:
        text: the article.
    """
    candidates = _collect(text)
    _anaphors(text, candidates)
    surnames = _surnames(candidates)
    found = [
        Weighed(start, end, one.name, interview)
        for key, one in candidates.items()
        if one.places and _weight(key, one, surnames) >= params.EVIDENCE
        for start, end, interview in one.places
    ]
    yield from sorted(found, key=lambda w: (w.start, w.end))


def _collect(text: str) -> dict[str, _Candidate]:
    out: dict[str, _Candidate] = {}
    persons: set[str] = set()
    for start, end, name in _names(text):
        key = fold(name)
        one = out.setdefault(key, _Candidate(name))
        one.mentions += 1
        before, after = text[max(0, start - params.ACT_BEFORE) : start], text[end : end + params.ACT_AFTER]
        signs = [(s, w) for s, w, p in signs_before(before) if compiled(p).search(before)]
        told = any(sign == "told" for sign, _ in signs)
        signs += [(s, w) for s, w, p in _P.after if p.match(after)]
        if " " not in name and _INDEFINITE.search(before):  # "an Orlando radio show": a place
            signs = [(sign, weight) for sign, weight in signs if sign != "described"]
        if _P.title.search(before):
            persons.add(key)
        for sign, weight in signs:
            one.add(sign, weight)
        if signs and _OF_NATION.search(before) and nation_of(before.rsplit(None, 1)[-1][:-2]) is not None:
            one.add("national", 1.0)
        if signs:
            one.places.append((start, end, told))
    for key in persons:
        out[key].places.clear()
    return out


def signs_before(words: str) -> Sequence[tuple[str, float, str]]:
    """The signs to look for at the end of the words before a name; none where there can be none.

    After a full stop there is none, and elsewhere one search tells whether there is any.
    """
    lead = words.rstrip(_GAP)
    last = lead[-1:]
    led = last.isspace() or (len(lead) < len(words) and (last.isalnum() or last in ":,_"))
    return _P.before if led and _P.any_before.search(words) else ()


_GAP = " \t\n\r\f\v\u00a0\u2009\u202f“\"‘'"
"""What may stand between a sign's last word and the name."""


def _names(text: str) -> Iterator[tuple[int, int, str]]:
    """Every capitalised run that no list knows, cleaned, with its place."""
    for run in RUN.finditer(text):
        if run.start() and (text[run.start() - 1].isalnum() or text[run.start() - 1] in "@#/.-_"):
            continue
        for part in _PART.finditer(run.group()):
            skipped, name = clean_name(part.group())
            begin = run.start() + part.start() + skipped
            usual = len(name) > 2 and len(name.split()) <= 5 and _CAPITAL.match(name) is not None
            if usual and not _known_otherwise(name) and not _opens(text, begin, name):
                yield begin, begin + len(name), _bare(name)


def _bare(name: str) -> str:
    """Without an article, and without the adjective of a country before a name of its own."""
    bare = _THE.sub("", name)
    first, _, rest = bare.partition(" ")
    return (
        rest
        if len(rest) > _LONG and " " not in rest and _adjective(first) and not outlet_like(bare)
        else bare
    )


_LONG = 3


def _adjective(word: str) -> bool:
    """Whether a word is the adjective of a country, not its name: "British Metro", but "Iraq TradeLink"."""
    return nation_of(word) is not None and fold(word) not in nations().names


_PART = re.compile(r"(?:^|(?<= and )|(?<= for )|(?<= & )|(?<=['’]s ))(?:(?! and | for | & |['’]s )[^\n])+")


def _opens(text: str, begin: int, name: str) -> bool:
    """Whether a name is one plain word that opens a sentence: any word has a capital there."""
    if " " in name or _ODD.search(name) or name.isupper():
        return False
    before = text[max(0, begin - 4) : begin]
    return before.strip(" \t“\"‘'([*") == "" or _SENTENCE_OPENS.search(before) is not None


def _known_otherwise(name: str) -> bool:
    """Whether the name is an outlet of the registry, a body, a nation, a day or another word in capitals."""
    return registry().find(name) is not None or _no_outlet(name)


@lru_cache(maxsize=params.NAMES_KEPT)
def _no_outlet(name: str) -> bool:
    folded = fold(name)
    words = folded.split()
    if excluded(name) or folded in bodies().joined:
        return True
    if _COMPOUND.search(folded):
        return True
    return words[-1] in _P.body_words or any(w in _P.not_names for w in words)


def _anaphors(text: str, candidates: dict[str, _Candidate]) -> None:
    """Give "the site says" to the nearest candidate before it."""
    places = sorted((start, key) for key, one in candidates.items() for start, _, _ in one.places)
    index = 0
    last: tuple[int, str] | None = None
    for m in _P.anaphor.finditer(text):
        while index < len(places) and places[index][0] < m.start():
            last, index = places[index], index + 1
        if last is not None and m.start() - last[0] <= params.ANAPHOR:
            candidates[last[1]].add("anaphor", 2.0)


def _surnames(candidates: dict[str, _Candidate]) -> Counter[str]:
    """Last words of names of several words, by how many such names end in them."""
    ends: dict[str, set[str]] = defaultdict(set)
    for key in candidates:
        words = key.split()
        if len(words) > 1:
            ends[words[-1]].add(key)
    return Counter({word: len(names) for word, names in ends.items()})


def _weight(key: str, one: _Candidate, surnames: Counter[str]) -> float:
    words = one.name.split()
    if any(given_gender(w) for w in words) and "described" not in one.signs:
        return 0.0
    if len(words) == 1 and surnames[key]:
        return 0.0
    weight = sum(one.signs.values())
    if re.search(r"[a-zà-ÿ][A-ZÀ-Þ]|\d[A-Za-z]|[A-Za-z]\d", one.name):
        weight += 1.0
    if len(words) > 1 and nation_of(words[0]) is not None:  # no person is called so
        weight += 1.0
    if CALL_SIGN.match(one.name):
        weight += 2.0
    if len(one.places) == one.mentions:
        weight += 1.0 + (0.5 if "told" in one.signs and len(words) == 1 else 0.0)
    if one.mentions >= params.TOPIC:
        weight -= 2.0
    return weight
