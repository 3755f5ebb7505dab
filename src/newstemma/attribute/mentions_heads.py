"""The head of a source span: the name, role, body or pronoun in it that speaks.

A tagger marks whole noun phrases ("the White House spokesman, Josh Earnest,"; "a report in the Post";
"he"). The head is found in this order:

1. a pronoun alone, or with a gloss ("it (the board)" speaks for the board);
2. the last name before the first preposition, relative clause or comma, if no common noun follows it there
   ("campaign manager Robby Hale"; but "the Hale campaign" is the campaign);
3. a name in apposition after a comma ("his lawyer, Ann Hale");
4. a role or body noun ("the minister", "the ministry", "a spokesman for the ministry").

Several coordinated sources ("Hale and her aides") have no head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.attribute.mentions_apposition import affiliation_in, tidy_role
from newstemma.attribute.mentions_judge import Name
from newstemma.attribute.mentions_runs import strip_possessive
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.attribute.speakers_roles import Role, read_role
from newstemma.params import speakers as params
from newstemma.text.normalise import fold, squeeze
from newstemma.text.tokens import Token

__all__ = ["PRONOUNS", "Head", "head_of"]

_PRONOUN_CLASSES = {
    "m": "he him his himself er ihm il lui он ему его",
    "f": "she her herself hers elle ella она ей ее",
    "p": "they them their ils elles ellos ellas они им",
    "b": "it its",
    "1": "i me my myself ich je j yo я",
    "w": "we us our you wir nous nosotros мы",
    "r": "who which that whom whose der die das qui que quien который которая",
    "f?": "sie ihr",
}
PRONOUNS = {word: label for label, words in _PRONOUN_CLASSES.items() for word in words.split()}
"""Pronoun → m, f, f? (also plural), p (plural), b (body), 1 (the speaker), w (we, you), r (relative)."""

_STOPPERS = frozenset(
    "of for in from at with by to on near behind about against who whom which that whose including like "
    "as during des von für fur bei mit im aus qui dont en que y et und and or или и который которая des "
    "du de avec dans para con por through after before under over between within without".split()
)
_AND = frozenset(["and", "und", "et", "y", "и", "&", "or", "as"])
_BEHIND_LINKS = frozenset("for of from at with in der des von de du del".split())
_ARTICLES = frozenset("a an the his her its their der die das ein eine le la l un une el una".split())
_POSSESSORS = frozenset(["his", "her", "its", "their", "our", "my", "son", "sa", "su"])
_INDEFINITE = frozenset(
    "a an one another some many several few most all both any ein eine einer eines un une unos algunos "
    "varios plusieurs certains des viele einige mehrere manche numerous two three four five six dozens "
    "hundreds thousands other others certain various more no every each half".split()
)
_DEFINITE = frozenset(
    "the this that his her its their our my der die das dem den le la l les el los las son sa cet cette "
    "su ese".split()
)
_CONTRACTED = re.compile(r"['’](?:s|d|ll|ve|re|m)$", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """What speaks in a source span."""

    kind: str
    """``name``, ``pronoun``, ``role``, ``body`` or ``none``."""
    start: int
    end: int
    name: Name | None = None
    pronoun: str | None = None
    """The class from ``PRONOUNS``."""
    role: Role | None = None
    role_text: str | None = None
    affiliation: str | None = None
    definite: bool = False
    noun: str | None = None
    """The folded head noun of a role or body phrase."""
    behind: Name | None = None
    """The body that a spokesperson or a document speaks for."""


def head_of(page: Page, names: list[Name], start: int, end: int) -> Head:
    """The head of the source at characters ``start`` to ``end``; ``names`` are those that overlap it."""
    alone = PRONOUNS.get(fold(page.text[start:end]))
    if alone is not None:  # also inside a word: "a-t-elle"
        return Head("pronoun", start, end, pronoun=alone)
    stop = min(end, start + params.SOURCE_WINDOW)
    first = page.first_token(start)
    toks = []
    for token in page.tokens[first:]:
        if token.start >= stop:
            break
        toks.append(token)
    while toks and not toks[0].is_word:
        toks = toks[1:]
    while toks and not toks[-1].is_word and toks[-1].text != ")":
        toks = toks[:-1]
    toks = _after_opening(toks)
    if not toks:
        return Head("none", start, end)
    begin, finish = toks[0].start, toks[-1].end
    inside = [n for n in names if n.start < finish and n.end > begin]
    pronoun = _pronoun(toks)
    if pronoun and not (inside and inside[0].start == begin):
        gloss = next((n for n in inside if n.start > toks[0].end), None)
        if gloss is not None and len(toks) > 2 and toks[1].text == "(":
            return Head("name", gloss.start, gloss.end, name=gloss)
        return Head("pronoun", begin, toks[0].end, pronoun=pronoun)
    return _noun_phrase(page, toks, inside)


def _after_opening(toks: list[Token]) -> list[Token]:
    """Without "according to" and without the end of a bracket that began before the span."""
    closing = next((i for i, t in enumerate(toks) if t.text in "()"), None)
    if closing is not None and toks[closing].text == ")":
        toks = toks[closing + 1 :]
    if len(toks) > 2 and fold(toks[0].text) == "according" and fold(toks[1].text) == "to":
        toks = toks[2:]
    elif len(toks) > 1 and fold(toks[0].text) in ("laut", "selon", "segun", "by", "per", "via"):
        toks = toks[1:]
    while toks and not toks[0].is_word:
        toks = toks[1:]
    return toks


def _pronoun(toks: list[Token]) -> str | None:
    word = fold(_CONTRACTED.sub("", toks[0].text))
    alone = (
        len(toks) == 1 or not toks[1].text[0].isalnum() or word in ("he", "she", "they", "er", "il", "elle")
    )
    return PRONOUNS.get(word) if alone else None


def _zone(toks: list[Token], inside: list[Name]) -> list[Token]:
    """The tokens before the first preposition, comma or clause that is not inside a name."""
    for i, token in enumerate(toks):
        if any(n.start < token.start < n.end for n in inside):
            continue
        if not token.is_word and token.text not in (".", "'", "’", "&", '"', "“", "”", "/"):
            return toks[:i]
        if i and fold(token.text) in _STOPPERS:
            return toks[:i]
    return toks


def _titled(page: Page, toks: list[Token], inside: list[Name]) -> Name | None:
    """The last name, if all that stands before it is its own role: "the US Secretary of State Ann Hale"."""
    last = inside[-1] if inside else None
    if (
        last is None
        or not last.titled
        or last.role_text is None
        or last.possessive
        or last.end < toks[-1].start
    ):
        return None
    before = squeeze(page.text[toks[0].start : last.start])
    return last if tidy_role(before) == last.role_text else None


def _noun_phrase(page: Page, toks: list[Token], inside: list[Name]) -> Head:
    named = _titled(page, toks, inside)
    if named is not None:
        return Head("name", named.start, named.end, name=named)
    zone = _zone(toks, inside)
    if not zone:
        return Head("none", toks[0].start, toks[-1].end)
    zone_end = zone[-1].end
    after = [t for t in toks if t.start >= zone_end]
    in_zone = [n for n in inside if n.start < zone_end]
    if after and fold(after[0].text) in _AND and _coordinated(after):
        return Head("none", toks[0].start, toks[-1].end)
    last = in_zone[-1] if in_zone else None
    titled = last is not None and page.text[max(0, last.start - 1) : last.start] in ("“", '"', "«", "„")
    if (
        last is not None
        and _closes(zone, last)
        and last.kind != "thing"
        and not (titled and last is not inside[0])
    ):
        return Head("name", last.start, last.end, name=last)
    return _common_noun(page, toks, zone, inside)


def _coordinated(after: list[Token]) -> bool:
    """Whether "and" joins a second source."""
    return len(after) > 1 and after[0].text.casefold() != "as"


def _closes(zone: list[Token], name: Name) -> bool:
    """Whether nothing but marks follows the name in the zone and it is no possessive modifier."""
    tail = [t for t in zone if t.start >= name.end and t.is_word and fold(t.text) not in ("s",)]
    return not tail or (not name.possessive and tail[0].text.islower() and tail[0].text.endswith("ed"))


def _common_noun(page: Page, toks: list[Token], zone: list[Token], inside: list[Name]) -> Head:
    """A phrase whose head is a common noun: a role, a body, a document; or an apposition's name."""
    known = lexicon()
    start, end = toks[0].start, zone[-1].end
    opening = fold(zone[0].text)
    words = [t for t in zone if t.is_word]
    noun = fold(strip_possessive(words[-1].text)) if words else ""
    role_word = next((t for t in reversed(words) if known.role(t.text)), None)
    phrase = squeeze(page.text[start : min(toks[-1].end, start + 160)])
    affiliation = affiliation_in(phrase)
    behind = _behind(zone, toks, inside)
    definite = (
        opening in _DEFINITE
        or zone[0].text.endswith(("'s", "’s", "s'", "s’"))
        or (opening not in _INDEFINITE and zone[0].text[0].isupper())
    )
    appositive = _apposed(toks, zone, inside) or _trailing(toks, zone, inside)
    role_text = _role_text(page, zone)
    if appositive is not None and opening in _ARTICLES and toks[-1].end <= appositive.end + 1:
        return Head(
            "name",
            appositive.start,
            appositive.end,
            name=appositive,
            role=read_role(phrase),
            role_text=role_text,
        )
    if (
        appositive is not None
        and role_word is not None
        and opening not in _INDEFINITE - {"a", "an", "one", "another"}
    ):
        return Head(
            "name",
            appositive.start,
            appositive.end,
            name=appositive,
            role=read_role(phrase),
            role_text=role_text,
        )
    if noun in known.documents or (noun in known.bodies and role_word is None):
        definite = definite and opening not in _POSSESSORS
        return Head("body", start, end, definite=definite, noun=noun, behind=behind, affiliation=affiliation)
    if role_word is not None and known.role(words[-1].text):
        return Head(
            "role",
            start,
            end,
            role=read_role(_own_part(page, zone, phrase)),
            role_text=_role_text(page, zone),
            affiliation=affiliation,
            definite=definite,
            noun=noun,
            behind=behind,
        )
    return Head("none", start, toks[-1].end)


def _own_part(page: Page, zone: list[Token], phrase: str) -> str:
    """The phrase after its last possessor: "doctor" in "the candidate's doctor"; a country's stays."""
    for i in range(len(zone) - 2, -1, -1):
        word = strip_possessive(zone[i].text)
        if word != zone[i].text and lexicon().nation(word) is None:
            return squeeze(page.text[zone[i + 1].start : zone[-1].end])
    return phrase


def _apposed(toks: list[Token], zone: list[Token], inside: list[Name]) -> Name | None:
    """The person named right after the zone's comma."""
    after = [t for t in toks if t.start >= zone[-1].end]
    if len(after) < 2 or after[0].text not in (",", "(", "—", "–"):
        return None
    return next(
        (n for n in inside if n.kind in ("person", "unknown") and 0 <= n.start - after[0].end <= 20), None
    )


def _trailing(toks: list[Token], zone: list[Token], inside: list[Name]) -> Name | None:
    """The person named at the very end, after a comma or a noun: "the envoy to Xland, Ann Hale"."""
    last = inside[-1] if inside else None
    if (
        last is None
        or last.kind not in ("person", "unknown")
        or last.end < toks[-1].start
        or last.start < zone[-1].end
    ):
        return None
    before = [t for t in toks if t.end <= last.start]
    title = [t for t in before if t.text[0].isupper() and t.start >= zone[-1].end]
    noun = before[-1].text
    if noun == "," and len(before) > 1 and not any(t.text == "," for t in before[:-1]):
        return last
    return (
        last
        if last.kind == "person"
        and noun.islower()
        and fold(noun) not in _STOPPERS | lexicon().stop
        and not title
        else None
    )


def _behind(zone: list[Token], toks: list[Token], inside: list[Name]) -> Name | None:
    """The body for which a spokesperson, statement or website speaks."""
    bodies = [n for n in inside if n.kind in ("body", "unknown") or n.possessive]
    later = next((n for n in bodies if n.start >= zone[-1].end), None)
    tail = [t for t in toks if t.start >= zone[-1].end]
    linked = bool(tail) and fold(tail[0].text) in _BEHIND_LINKS
    if later is not None and linked and later.start - tail[0].end <= 40:
        owned = next((n for n in bodies if 0 < n.start - later.end <= len("’s  ")), None)
        return owned if later.possessive and owned is not None else later  # "for Velia's Committee of ..."
    earlier = [n for n in bodies if n.end <= zone[-1].start]
    return earlier[-1] if earlier else None


def _role_text(page: Page, zone: list[Token]) -> str:
    begin = 1 if fold(zone[0].text) in _DEFINITE | _INDEFINITE and len(zone) > 1 else 0
    return tidy_role(squeeze(page.text[zone[begin].start : zone[-1].end]))
