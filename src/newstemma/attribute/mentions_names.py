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

import re
from dataclasses import dataclass, replace

from newstemma.attribute.mentions_apposition import Beside, beside
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.attribute.speakers_roles import Role
from newstemma.params import speakers as params
from newstemma.text.normalise import fold
from newstemma.text.outlets import registry
from newstemma.text.tokens import Token

__all__ = ["Name", "find_names", "strip_possessive"]

_POSSESSIVE = re.compile(r"(?:['’ʼ]s|(?<=s)['’ʼ])$")
_CONTRACTION = re.compile(
    r"(?:i|you|he|she|it|we|they|that|who|there|here|what|don|didn|isn|wasn|can|won)['’]\w{1,2}$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|to|near|outside|around|through|into|à|en|a|bei|nach|aus|в|из|under)\s+$", re.I
)
_OUTLET_LAST = frozenset(
    "times post news herald tribune gazette telegraph journal guardian mirror observer chronicle examiner tv radio "
    "daily mail express independent magazine today wire press zeitung presse media broadcasting".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands, without the title before and the possessive after it."""

    start: int
    end: int
    text: str
    kind: str
    """``person``, ``body``, ``thing`` or ``unknown``."""
    gender: str | None
    role: Role | None
    role_text: str | None
    affiliation: str | None
    possessive: bool
    first: bool
    """Whether it opens its sentence (after titles and roles)."""
    titled: bool
    """Whether a title or role stands directly before it."""

    @property
    def words(self) -> int:
        """How many words the name has."""
        return len(self.text.split())


def strip_possessive(word: str) -> str:
    """A word without its possessive ending."""
    return _POSSESSIVE.sub("", word)


def find_names(page: Page) -> list[Name]:
    """All capitalised names of an article in order; at most ``params.MAX_MENTIONS``."""
    out: list[Name] = []
    headlines: list[tuple[int, int]] = []
    i = 0
    while i < len(page.tokens) and len(out) < params.MAX_MENTIONS:
        if not _capital(page.tokens[i].text):
            i += 1
            continue
        run_end = _run(page, i)
        if page.in_headline(page.tokens[i].start):
            headlines.append((i, run_end))
        else:
            out.extend(_names_of_run(page, i, run_end))
        i = run_end
    known = {n.text: n for n in out if n.kind in ("person", "body")}
    for start, end in headlines:
        out.extend(_known_in(page, start, end, known))
    return _without_openers(sorted(out, key=lambda n: n.start))


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
    """Names without a capitalised word that only opened the sentence: "Rival Ann Hale" where "Ann Hale" is known."""
    texts = {n.text for n in names}
    out = []
    for name in names:
        first, _, rest = name.text.partition(" ")
        if name.first and " " in rest and rest in texts and rest != name.text:
            start = (
                name.start + len(first) + len(name.text[len(first) :]) - len(name.text[len(first) :].lstrip())
            )
            name = replace(name, start=start, text=name.text[start - name.start :])
        out.append(name)
    return out


def _capital(word: str) -> bool:
    return word[0].isupper() or (
        len(word) > 2 and word[0].islower() and word[1].isupper() and word[0] in "ei"
    )


def _adjacent(page: Page, a: int, b: int) -> bool:
    """Whether only spaces (no line break) stand between two neighbouring tokens."""
    between = page.text[page.tokens[a].end : page.tokens[b].start]
    return len(between) <= 2 and "\n" not in between


def _run(page: Page, i: int) -> int:
    """Index after the last token of the run of capitalised words that begins at ``i``."""
    toks, last, body = page.tokens, i, False
    while last - i < params.MAX_BODY_WORDS * 2:
        token = toks[last]
        if toks[last].text != strip_possessive(token.text) and not token.text.endswith(("s’", "s'")):
            break
        body = body or fold(token.text) in lexicon().bodies
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
    if toks[nxt].text == "&" and nxt + 1 < len(toks) and _capital(toks[nxt + 1].text):
        return nxt + 1
    if _capital(toks[nxt].text):
        return (
            None
            if nxt in page.sentence_starts
            and toks[nxt - 1].text == "."
            and not _initial(toks[last].text)
            and fold(toks[last].text) not in lexicon().titles
            else nxt
        )
    return _over_small_words(page, i, nxt, body)


def _over_small_words(page: Page, i: int, nxt: int, body: bool) -> int | None:
    toks, step = page.tokens, nxt
    allowed = _BODY_SMALL if body else _NAME_SMALL
    if body and fold(toks[i].text).startswith("organi"):
        allowed = allowed | {"in", "en"}
    while step < len(toks) and step - nxt < 3 and fold(toks[step].text) in allowed:
        if not _adjacent(page, step - 1, step):
            return None
        step += 1
    if step > nxt and step < len(toks) and _adjacent(page, step - 1, step) and _capital(toks[step].text):
        if toks[step].text[0].isupper() and (body or fold(toks[nxt].text) in _NAME_SMALL):
            return step
    return None


_BODY_SMALL = frozenset("of for and the de des du la las los y et für und del di fur".split())
_NAME_SMALL = frozenset(
    "de del della der den di da dos van von vom zu zum zur ter ten al el bin bint ibn ben abu la le du af av".split()
)


def _initial(word: str) -> bool:
    return len(word) == 1 or (len(word) <= 4 and "." in word)


def _abbreviates(word: str) -> bool:
    return _initial(word) or fold(word) in lexicon().titles or word in ("Jr", "Sr", "St", "Inc", "Corp", "Co")


def _names_of_run(page: Page, start: int, end: int) -> list[Name]:
    """The names of one run (tokens ``start`` to ``end``): usually one, none for words that name nothing."""
    toks = [t for t in page.tokens[start:end]]
    opening = start in page.sentence_starts
    while toks and _says_nothing(page, toks, opening):
        toks, opening = toks[1:], False
    if not toks or (len(toks) > 1 and all(t.text.isupper() and len(t.text) > 1 for t in toks if t.is_word)):
        return []
    if _only_role(toks):
        return _bodies_in(page, toks)
    split = _prefix_length(toks)
    name = _trim(toks[split:])
    prefix = toks[:split]
    if not name or len(name) > params.MAX_BODY_WORDS * 2:
        return []
    s, e = name[0].start, name[-1].start + len(strip_possessive(name[-1].text))
    if e - s > params.MAX_NAME_CHARACTERS:
        return []
    found = Name(
        start=s, end=e, text=page.text[s:e], kind="unknown", gender=None, role=None, role_text=None,
        affiliation=None, possessive=strip_possessive(name[-1].text) != name[-1].text,
        first=page.tokens[start].start == toks[0].start and start in page.sentence_starts, titled=bool(prefix),
    )  # fmt: skip
    judged = _judge(page, found, beside(page, found.start, found.end, prefix))
    extra = _bodies_in(page, prefix)
    return [*extra, judged]


def _trim(toks: list[Token]) -> list[Token]:
    """Without points and small words at the ends."""
    while toks and (not toks[-1].is_word or toks[-1].text[0].islower()):
        toks = toks[:-1]
    while toks and not toks[0].is_word:
        toks = toks[1:]
    return toks


def _says_nothing(page: Page, toks: list[Token], opening: bool) -> bool:
    """Whether the first word is a capitalised small word, or capital only as the opening of a sentence."""
    word = fold(strip_possessive(toks[0].text))
    known = lexicon()
    if not toks[0].is_word or _CONTRACTION.match(word):
        return True
    if word in known.given and len(toks) > 1 and toks[1].is_word:
        return False
    if word in known.stop and not (toks[0].text.isupper() and len(word) > 1 and word in known.joined):
        return not (toks[0].text in ("US", "IS", "UN") or (known.nations.get(word) and toks[0].text != "Us"))
    if not opening or word in known.given or word in known.titles or word in known.joined:
        return False
    if len(toks) > 1 and (known.role(toks[0].text) or word in known.modifiers):
        return False
    return word in page.lower and not known.nation(toks[0].text)


def _prefix_length(toks: list[Token]) -> int:
    """How many leading tokens are title, role or affiliation rather than name."""
    known = lexicon()
    words = [strip_possessive(t.text) for t in toks]
    for i in range(len(toks) - 1, 0, -1):
        word = fold(words[i - 1])
        if words[i] == "." or not toks[i].is_word:
            continue
        title = word in known.titles or (word == "." and i > 1 and fold(words[i - 2]) in known.titles)
        if title or (known.role(words[i - 1]) and not _is_body_tail(words[i:])):
            return i
    for i in range(1, len(toks)):
        if fold(words[i]) in known.given and all(_is_attribute(w) for w in words[:i]):
            return i
    return 0


def _only_role(toks: list[Token]) -> bool:
    """Whether the run is a role without a name: "Deputy Foreign Minister", "President"."""
    words = [strip_possessive(t.text) for t in toks if t.is_word]
    known = lexicon()
    return (
        bool(words)
        and known.role(words[-1]) is not None
        and all(_is_attribute(w) or known.portfolio(w) or fold(w) in _BODY_SMALL for w in words)
    )


def _is_body_tail(words: list[str]) -> bool:
    """Whether what follows a role word continues a body's name ("General Motors", "President's Council")."""
    known = lexicon()
    return any(fold(w) in known.bodies for w in words) or all(known.role(w) for w in words if w != ".")


def _is_attribute(word: str) -> bool:
    known = lexicon()
    return (
        known.nation(word) is not None
        or known.role(word) is not None
        or fold(word) in known.joined
        or fold(word) in known.bodies
        or fold(word) in known.modifiers
        or (word.isupper() and len(word) > 1)
        or word in "."
    )


def _bodies_in(page: Page, prefix: list[Token]) -> list[Name]:
    """Bodies named inside a prefix: "NATO" in "NATO Secretary General ..."."""
    out = []
    for token in prefix:
        word = strip_possessive(token.text)
        if fold(word) in lexicon().joined or fold(word) in lexicon().nation_names:
            end = token.start + len(word)
            out.append(Name(token.start, end, word, "body", None, None, None, None, False, False, False))
    return out


def _judge(page: Page, name: Name, near: Beside) -> Name:
    """The name with its kind, gender and role."""
    words = name.text.replace(".", " ").split()
    first, last = fold(words[0]) if words else "", fold(words[-1]) if words else ""
    given = lexicon().given.get(first.split("-")[0])
    kind = _kind(page, name, words, given, near)
    gender = near.gender or (given if given in ("m", "f") and len(words) > 1 else None)
    if gender is None and near.role is not None:
        gender = near.role.gender
    if kind != "person" and last in _OUTLET_LAST:
        kind = "body"
    if kind == "unknown" and page.german and not near.role:
        kind = "thing"
    role = near.role if kind in ("person", "unknown") else None
    return replace(
        name,
        kind=kind,
        gender=gender if kind != "body" else None,
        role=role,
        role_text=near.role_text if role else None,
        affiliation=near.affiliation if role else None,
        titled=name.titled or near.titled,
    )


def _kind(page: Page, name: Name, words: list[str], given: str | None, near: Beside) -> str:
    known = lexicon()
    folded = fold(name.text)
    last = fold(words[-1]) if words else ""
    if last.endswith("s") and (last[:-1] in known.members or _adjective(last[:-1])):
        return "thing"
    if folded in known.capitals:
        return "body" if not _PLACE_BEFORE.search(page.text, max(0, name.start - 14), name.start) else "thing"
    if folded == "west" and page.text[max(0, name.start - 4) : name.start].casefold() == "the ":
        return "body"
    if folded in known.joined or known.nations.get(folded) or folded in known.nation_names:
        return "body" if not _adjective(folded) else "thing"
    if near.titled and len(words) <= 4:
        return "person"
    if any(fold(w) in known.bodies for w in words) and given is None:
        return "body"
    if registry().find(name.text) is not None:
        return "body"
    if last in known.things:
        return "thing"
    if given is not None and len(words) >= 2 and fold(words[-1]) not in known.bodies | _OUTLET_LAST:
        return "person"
    if len(words) == 1 and name.text.isupper() and len(name.text) > 1:
        return "body" if len(name.text) < 5 else "unknown"
    if near.role is not None or near.aged or (len(words) >= 2 and any(len(w) == 1 for w in words[:-1])):
        return "person"
    return "unknown"


def _adjective(folded: str) -> bool:
    known = lexicon()
    return folded in known.nations and folded not in known.nation_names and folded not in known.joined
