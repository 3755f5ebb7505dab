"""Runs of capitalised words: what may be one name, before it is known what it names."""

from __future__ import annotations

import re

from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.params import speakers as params
from newstemma.text.normalise import fold
from newstemma.text.outlets import registry
from newstemma.text.tokens import Token

__all__ = [
    "is_capital",
    "is_outlet",
    "office_length",
    "only_role",
    "prefix_length",
    "run_end",
    "says_nothing",
    "strip_possessive",
]

_POSSESSIVE = re.compile(r"(?:['’ʼ]s|(?<=s)['’ʼ])$")
_POSSESSIVE_ENDS = "s'’ʼ\n"
_OPENERS = frozenset(
    "sometimes often always never reports report rumors rumours officials residents sources people "
    "everyone someone nobody anyone something nothing everything police experts critics supporters "
    "witnesses investigators scientists researchers authorities back commenting speaking asked pictured "
    "shown above below left right click tags topics thanks meeting refused outright claims searches "
    "pictures images videos photos studies surveys polls records documents figures estimates tests results "
    "medics doctors nurses relatives insiders veterinarians surgeons neighbours neighbors colleagues friends "
    "activists protesters rescuers diplomats analysts economists lawyers prosecutors teachers parents "
    "workers unions developers engineers jihadists rebels aides multiple "
    "management mps".split()
)
_CONTRACTION = re.compile(
    r"(?:i|you|he|she|it|we|they|that|who|there|here|what|don|didn|isn|wasn|can|won)['’]\w{1,2}$"
)
_SURNAMES = frozenset(
    "cook hunter king prince bishop judge major general miller abbot pope priest fisher farmer driver "
    "parker star champion singer chef maestro pastor rey roi konig richter jager dean marshal sheriff "
    "constable leader head chief friend brother".split()
)
_CAPITAL_LATER = re.compile(
    r"(?:al|el|as|ash|ar|an|at|ul|bin|ibn|d|l)[-'’][A-ZÀ-ÞА-Я]|[ei][A-Z]|\d+[a-z\d]*[A-Z]"
)
_BASED = re.compile(
    r"-(?:based|born|backed|led|old|style|area|wide|owned|educated|trained|linked|affiliated|controlled|held)$"
)


def strip_possessive(word: str) -> str:
    """A word without its possessive ending."""
    return _POSSESSIVE.sub("", word) if word[-1:] in _POSSESSIVE_ENDS else word


def is_capital(word: str) -> bool:
    """Whether a word is written as a name: "Hale", "al-Hadi", "iPhone", "9to5Mac".

    The capital need not come first.
    """
    return word[0].isupper() or (not word.islower() and _CAPITAL_LATER.match(word) is not None)


def _adjacent(page: Page, a: int, b: int) -> bool:
    """Whether only spaces (no line break) stand between two neighbouring tokens."""
    between = page.text[page.tokens[a].end : page.tokens[b].start]
    return len(between) <= 2 and "\n" not in between


def run_end(page: Page, i: int) -> int:
    """Index after the last token of the run of capitalised words that begins at ``i``."""
    toks, last, body, known = page.tokens, i, False, lexicon()
    while last - i < params.MAX_BODY_WORDS * 2:
        token = toks[last]
        if token.text != strip_possessive(token.text) and not token.text.endswith(("s’", "s'")):
            break
        body = body or fold(token.text) in known.bodies or fold(token.text) in known.outlet_names
        step = _step(page, i, last, body)
        if step is None:
            break
        last = step
    return last + 1


def _step(page: Page, i: int, last: int, body: bool) -> int | None:
    """The next token of the run: capitalised, over a point, particles, or a body's small words."""
    toks = page.tokens
    nxt = last + 1
    if nxt >= len(toks):
        return None
    if toks[nxt].text == "." and _abbreviates(toks[last].text) and toks[nxt].start == toks[last].end:
        nxt += 1
    if nxt >= len(toks) or not _adjacent(page, nxt - 1, nxt):
        return None
    if toks[nxt].text == "&" and nxt + 1 < len(toks) and is_capital(toks[nxt + 1].text):
        return nxt + 1
    if is_capital(toks[nxt].text):
        return None if toks[nxt - 1].text == "." and _opens(page, last, nxt) else nxt
    return _over_small_words(page, i, nxt, body)


def _opens(page: Page, last: int, nxt: int) -> bool:
    """Whether a sentence begins behind a point: a small word does ("the U.S. The"), an initial's name not."""
    word, known = page.tokens[last].text, lexicon()
    small = fold(page.tokens[nxt].text) in known.stop and page.tokens[nxt].text[1:].islower()
    if small and fold(word) not in known.titles and fold(page.tokens[nxt].text) not in known.given:
        return True
    return nxt in page.sentence_starts and not _initial(word) and fold(word) not in known.titles


def _over_small_words(page: Page, i: int, nxt: int, body: bool) -> int | None:
    toks, step = page.tokens, nxt
    if fold(toks[nxt].text) in _AND and _is_two_bodies(page, i, nxt):
        return None
    allowed = _BODY_SMALL if body else _NAME_SMALL
    if body and fold(toks[i].text).startswith("organi"):
        allowed = allowed | {"in", "en"}
    while step < len(toks) and step - nxt < 3 and fold(toks[step].text) in allowed:
        if not _adjacent(page, step - 1, step):
            return None
        step += 1
    if step == nxt or step >= len(toks) or not _adjacent(page, step - 1, step):
        return None
    return step if toks[step].text[0].isupper() and is_capital(toks[step].text) else None


def _is_two_bodies(page: Page, start: int, link: int) -> bool:
    """Whether "and" (token ``link``) joins two names of bodies: "the Army and Nato"."""
    toks, end = page.tokens, link + 1
    while end < len(toks) and end - link <= params.MAX_BODY_WORDS and is_capital(toks[end].text):
        end += 1
    first, second = toks[start:link], toks[link + 1 : end]
    begun = bool(second) and fold(second[0].text) in lexicon().bodies  # "Ministry of ..."
    return _is_body_name(page, first) and (begun or _is_body_name(page, second))


def _is_body_name(page: Page, toks: list[Token]) -> bool:
    if not toks:
        return False
    known, last = lexicon(), fold(strip_possessive(toks[-1].text))
    whole = fold(page.text[toks[0].start : toks[-1].end].removeprefix("The "))
    noun = last in known.bodies or last in known.outlet_names
    listed = (noun if len(toks) > 1 else last in known.bodies_alone) or whole in known.joined
    return listed or registry().find(whole) is not None


_AND = frozenset(["and", "und", "et", "y", "и"])
_BODY_SMALL = frozenset("of for and the de des du la las los y et für und del di fur".split())
_NAME_SMALL = frozenset(
    "de del della der den di da dos van von vom zu zum zur ter ten al el bin bint ibn ben abu la le du af "
    "av".split()
)


def _initial(word: str) -> bool:
    return len(word) == 1 or (len(word) <= 4 and "." in word)


def _abbreviates(word: str) -> bool:
    return _initial(word) or fold(word) in lexicon().titles or word in ("Jr", "Sr", "St", "Inc", "Corp", "Co")


def says_nothing(page: Page, toks: list[Token], opening: bool) -> bool:
    """Whether the first word is a capitalised small word, or capital only as the opening of a sentence."""
    first = toks[0].text
    word = fold(strip_possessive(first))
    known = lexicon()
    more = len(toks) > 1
    named = known.given_gender(first) and toks[1].is_word and word not in _ARTICLES if more else False
    if more and (named or _registered(page, toks)):
        return False
    if not toks[0].is_word or _CONTRACTION.match(word) or (more and _BASED.search(word)):
        return True
    if word in known.stop:
        return first not in ("US", "IS", "UN") and not (first.isupper() and word in known.joined)
    if not opening or word in known.given or word in known.titles or word in known.joined:
        return False
    if more and (known.role(first) or word in known.modifiers):
        return False
    alone = not more and (word.endswith("ly") or word in _OPENERS or _ordinary(page, first))
    return alone or (word in page.lower and not known.nation(first))


_ARTICLES = frozenset(["a", "an", "the"])
_COMMON = re.compile(
    r"[^\W\d_][^\W\d_]+(?:ing|men|(?<![isu])s|(?<=..)(?:ism|tion|sion|ence|ance|ness|ity|ment|age))$"
)


def _ordinary(page: Page, word: str) -> bool:
    """Whether a word that has its capital only where sentences open looks like a gerund, a plural or an
    abstract noun: "Reporting", "Middlemen", "Hundreds", "Violence"."""
    if word in page.inside or not word[1:].islower() or not _COMMON.match(word):
        return False
    return lexicon().nation(word) is None and registry().find(word) is None


def _registered(page: Page, toks: list[Token]) -> bool:
    """Whether the whole run is an outlet's name ("Sunday Times")."""
    return registry().find(strip_possessive(page.text[toks[0].start : toks[-1].end])) is not None


def prefix_length(page: Page, toks: list[Token]) -> int:
    """How many leading tokens are title, role or affiliation rather than name.

    In German every noun has a capital, so a noun of any kind before a full name is no part of it
    ("Lotsenmeister Ann Hale").
    """
    known, german = lexicon(), page.german
    words = [strip_possessive(t.text) for t in toks]
    for i in range(len(toks) - 1, 0, -1):
        word = fold(words[i - 1])
        if words[i] == "." or not toks[i].is_word:
            continue
        title = word in known.titles or (word == "." and i > 1 and fold(words[i - 2]) in known.titles)
        if title and fold(words[i]) not in _LEAGUES:
            return i
        if known.role(words[i - 1]) and not _is_body_tail(words[i:]) and not _is_work(page, toks[i - 1 :]):
            return i
    for i in range(1, len(toks)):
        if known.given_gender(words[i]) and all(_is_attribute(w) for w in words[:i]):
            return i
        full = known.given_gender(words[i]) and i + 1 < len(toks) and toks[i + 1].is_word
        if german and full and not any(known.given_gender(w) or len(w) < 3 for w in words[:i]):
            return i
    return 0


_LEAGUES = frozenset(["league", "leagues", "junior"])


def _is_work(page: Page, toks: list[Token]) -> bool:
    """Whether a role that has a capital inside its sentence belongs to a name: "Star Harbours"."""
    known = lexicon()
    role = known.role(toks[0].text)
    ordinary = role is not None and role.family in _NO_TITLES and toks[0].text[1:].islower()
    if not ordinary or page.first_token(toks[0].start) in page.sentence_starts:
        return False
    return known.given_gender(toks[1].text) is None


_NO_TITLES = frozenset(["artist", "worker"])


def office_length(page: Page, start: int, toks: list[Token]) -> tuple[int, int]:
    """What an official is of, where a run (tokens from ``start``) begins with it: "State" in "US Secretary
    of State Ann Hale".

    Returns:
        How many tokens of the run it takes, and the first token of the title; zeros if it is not so.
    """
    known = lexicon()
    role = start - 1
    while role >= 0 and start - role <= 3 and fold(page.tokens[role].text) in _OF:
        role -= 1
    if role < 0 or role == start - 1:
        return 0, 0
    word = page.tokens[role].text
    if known.role(word) is None and fold(word) not in known.titles:
        return 0, 0
    length = 0
    while length < len(toks) and (
        known.portfolio(toks[length].text) or fold(toks[length].text) in known.offices
    ):
        length += 1
    if 0 < length < len(toks) and not is_capital(toks[length].text):
        length = len(toks)  # "Secretary of State and the Minister"
    while role > 0 and is_capital(page.tokens[role - 1].text) and _adjacent(page, role - 1, role):
        role -= 1
    return (length, role) if length else (0, 0)


_OF = frozenset(["of", "for", "at", "the"])


def is_outlet(page: Page, toks: list[Token]) -> bool:
    """Whether a run that ends in a role is an outlet: one that is known, or "the Bayside Reporter"."""
    if len(toks) < 2 or _registered(page, toks):
        return len(toks) > 1
    at = page.first_token(toks[0].start)
    known = lexicon()
    return (
        fold(toks[-1].text) in known.outlet_roles
        and at > 0
        and fold(page.tokens[at - 1].text) == "the"
        and not any(_is_attribute(t.text) for t in toks[:-1])
    )


def only_role(toks: list[Token]) -> bool:
    """Whether the run is a role without a name: "Deputy Foreign Minister", "President"."""
    words = [strip_possessive(t.text) for t in toks if t.is_word]
    known = lexicon()
    if not words or known.role(words[-1]) is None:
        return False
    if all(_is_attribute(w) or known.portfolio(w) or fold(w) in _BODY_SMALL for w in words):
        return True
    # "National Coordinator" is a role too; "Tim Cook" is a name, and so may "Zola Cook" be.
    return len(words) > 1 and not known.given_gender(words[0]) and fold(words[-1]) not in _SURNAMES


def _is_body_tail(words: list[str]) -> bool:
    """Whether what follows a role word continues a body's name ("General Motors", "President's Council")."""
    known = lexicon()
    return any(fold(w) in known.bodies for w in words) or all(known.role(w) for w in words if w != ".")


def _is_attribute(word: str) -> bool:
    known = lexicon()
    return (
        known.nation(word) is not None
        or ("-" in word and all(known.nation(part) for part in word.split("-")))
        or known.role(word) is not None
        or fold(word) in known.joined
        or fold(word) in known.bodies
        or fold(word) in known.modifiers
        or (word.isupper() and len(word) > 1)
        or word in "."
    )
