"""Capitalised sequences of an article, told apart into persons, bodies and things.

Steps, in order:

1. Runs of capitalised words are joined over initials, particles ("van", "al-") and, inside names of bodies,
   over "of", "for", "and".
2. A word that is capitalised only because it begins a sentence is cut off.
3. Titles, roles and affiliations before the name are taken off and kept ("Russian Foreign Minister").
4. Roles beside the name are read: in lower case before it, in apposition before or after it.
5. Each name is judged: person, body, thing (dropped later unless it speaks) or unknown.
"""

from __future__ import annotations

from dataclasses import replace

from newstemma.attribute.mentions_apposition import beside
from newstemma.attribute.mentions_judge import Name, judge
from newstemma.attribute.mentions_runs import (
    is_capital,
    is_outlet,
    office_length,
    only_role,
    prefix_length,
    run_end,
    says_nothing,
    strip_possessive,
)
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.params import speakers as params
from newstemma.text.normalise import fold
from newstemma.text.tokens import Token

__all__ = ["find_names"]

_TOLD_BY = frozenset(
    "Angaben Auskunft Aussage Aussagen Ansicht Auffassung Bericht Berichten Darstellung Einschätzung "
    "Erkenntnissen Informationen Meinung Mitteilung Worten".split()
)
_SAID = frozenset(["Says", "Said", "Tells", "Told"])
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_OF = frozenset("of for the de des du d del la las los el l der für fur".split())


def find_names(page: Page) -> list[Name]:
    """All capitalised names of an article in order; at most ``params.MAX_MENTIONS``."""
    out: list[Name] = []
    headlines: list[tuple[int, int]] = []
    i = 0
    while i < len(page.tokens) and len(out) < params.MAX_MENTIONS:
        if not is_capital(page.tokens[i].text):
            i += 1
            continue
        end = run_end(page, i)
        if page.in_headline(page.tokens[i].start) or _is_headline(page.tokens[i:end]):
            headlines.append((i, end))
        else:
            out.extend(_names_of_run(page, i, end))
        i = end
    known = {n.text: n for n in out if n.kind in ("person", "body")}
    for start, end in headlines:
        out.extend(_known_in(page, start, end, known))
    return _without_openers(_surnames_only(sorted(out, key=lambda n: n.start)))


def _is_headline(run: list[Token]) -> bool:
    """Whether a run is a headline in running text: small words in it are capitalised too."""
    return any(t.text in _IN_HEADLINES for t in run[1:-1])


_IN_HEADLINES = frozenset(
    "Is Are Was Were Be Been Being To By With Has Have Had Can Could Would Should His Her Their Its Your My "
    "Our Not What When Where Why How Who After Before From At On In Into Over About".split()
)


def _surnames_only(names: list[Name]) -> list[Name]:
    """Role words alone are kept where they are the last word of a person's full name in the article."""
    last = {n.text.split()[-1] for n in names if n.kind in ("person", "unknown") and " " in n.text}
    return [
        replace(n, kind="unknown") if n.kind == "surname" else n
        for n in names
        if n.kind != "surname" or n.text in last
    ]


def _known_in(page: Page, start: int, end: int, known: dict[str, Name]) -> list[Name]:
    """In a line where every word is capitalised, only names that the running text also has."""
    out: list[Name] = []
    i = start
    while i < end:
        for j in range(min(end, i + params.MAX_NAME_WORDS), i, -1):
            s = page.tokens[i].start
            text = strip_possessive(page.text[s : page.tokens[j - 1].end])
            like = known.get(text)
            if like is not None:
                out.append(
                    replace(like, start=s, end=s + len(text), role=None, role_text=None, affiliation=None)
                )
                i = j - 1
                break
        i += 1
    return out


def _without_openers(names: list[Name]) -> list[Name]:
    """Names without a capitalised word that only opened the sentence: "Rival Ann Hale" where "Ann Hale"
    is known."""
    texts = {n.text for n in names}
    out = []
    for given in names:
        name = given
        first, _, rest = name.text.partition(" ")
        whole = " " in rest or (name.kind != "person" and fold(first) not in lexicon().bodies)
        if name.first and rest and whole and rest in texts:
            start = (
                name.start + len(first) + len(name.text[len(first) :]) - len(name.text[len(first) :].lstrip())
            )
            name = replace(name, start=start, text=name.text[start - name.start :])
        out.append(name)
    return out


def _names_of_run(page: Page, start: int, end: int) -> list[Name]:
    """The names of one run (tokens ``start`` to ``end``): usually one, none for words that name nothing."""
    toks = page.tokens[start:end]
    opening = start in page.sentence_starts
    while toks and says_nothing(page, toks, opening):
        toks, opening = toks[1:], False
    if page.german and len(toks) > 2 and toks[0].text in _TOLD_BY and toks[1].text in ("der", "des", "von"):
        toks = toks[2:]
    if not toks or (len(toks) > 1 and all(t.text.isupper() and len(t.text) > 1 for t in toks if t.is_word)):
        return []
    if len(toks) > 2 and fold(toks[0].text) == "the" and only_role(toks[1:]):
        toks = toks[1:]  # "The Bayside Reporter" is known with its article
    begin = end - len(toks)
    office, title = office_length(page, begin, toks)
    if 0 < office < len(toks):
        split, prefix, extra = office, page.tokens[title : begin + office], []
    elif office or _is_portfolio(page, begin, toks):
        return []
    elif only_role(toks) and not is_outlet(page, toks):
        return _bodies_in(toks) + _maybe_surname(toks)
    else:
        split = prefix_length(page, toks)
        prefix = toks[:split]
        extra = _bodies_in(prefix)
    name = _trim(toks[split:])
    if not name or len(name) > params.MAX_BODY_WORDS * 2:
        return []
    s, e = name[0].start, name[-1].start + len(strip_possessive(name[-1].text))
    if "." in page.text[s:e] and page.text[e : e + 1] == ".":
        e += 1  # the last point of "U.S." belongs to it
    if page.text[s + 1 : s + 2] in ("'", "’") and page.text[s] in "dlDL":
        s += 2  # French "l'", "d'"
    if not 0 < e - s <= params.MAX_NAME_CHARACTERS:
        return []
    found = Name(
        start=s, end=e, text=page.text[s:e], kind="unknown", gender=None, role=None, role_text=None,
        affiliation=None, possessive=strip_possessive(name[-1].text) != name[-1].text,
        first=page.tokens[start].start == toks[0].start and start in page.sentence_starts,
        titled=bool(prefix),
    )  # fmt: skip
    judged = judge(page, found, beside(page, found.start, found.end, prefix))
    return [*extra, judged]


def _is_portfolio(page: Page, start: int, toks: list[Token]) -> bool:
    """Whether it is what a minister or ministry is for: "Sports" in "ministre des Sports"."""
    i = start - 1
    while i >= 0 and start - i <= 3 and fold(page.tokens[i].text) in _OF:
        i -= 1
    if i < 0 or i == start - 1 or not lexicon().portfolio(toks[0].text):
        return False
    before = page.tokens[i].text
    return lexicon().role(before) is not None or fold(before) in lexicon().bodies


def _maybe_surname(toks: list[Token]) -> list[Name]:
    """A role word alone that may be a surname ("Cook"); dropped later if no full name ends in it."""
    if len(toks) != 1:
        return []
    word = strip_possessive(toks[0].text)
    end = toks[0].start + len(word)
    possessive = word != toks[0].text
    return [Name(toks[0].start, end, word, "surname", None, None, None, None, possessive, False, False)]


def _trim(toks: list[Token]) -> list[Token]:
    """Without points and small words at the ends, a headline's verb or the day after a person."""
    said = next((i for i, t in enumerate(toks) if i and t.text in _SAID), len(toks))
    toks = toks[:said]
    while toks and (not toks[-1].is_word or not is_capital(toks[-1].text)):
        toks = toks[:-1]
    while toks and not toks[0].is_word:
        toks = toks[1:]
    while len(toks) > 2 and _is_loose(toks):
        toks = toks[:-1]
    return toks


def _is_loose(toks: list[Token]) -> bool:
    """Whether the last word does not belong to the person before it: "Ann Hale Friday", "Ann Hale VELIA"."""
    last = toks[-1].text
    if not lexicon().given_gender(toks[0].text):
        return False
    return fold(last) in _WEEKDAYS or (len(last) > 3 and last.isupper() and not toks[-2].text.isupper())


def _bodies_in(prefix: list[Token]) -> list[Name]:
    """Bodies named inside a prefix: "NATO" in "NATO Secretary General ..."."""
    out = []
    for token in prefix:
        word = strip_possessive(token.text)
        if fold(word) in lexicon().joined or fold(word) in lexicon().nation_names:
            end = token.start + len(word)
            out.append(Name(token.start, end, word, "body", None, None, None, None, False, False, False))
    return out
