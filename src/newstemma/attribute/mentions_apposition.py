"""Roles that stand beside a name: before it, after it between commas, or before it and a comma."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.attribute.mentions_runs import is_capital, is_outlet, strip_possessive
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.attribute.speakers_roles import Role, read_role
from newstemma.text.normalise import fold, squeeze
from newstemma.text.tokens import Token

__all__ = ["Beside", "affiliation_in", "beside", "tidy_role"]

_DETERMINERS = frozenset(
    "the a an his her its their this that one another der die das dem den ein eine einer seine ihre le la "
    "l les un une son sa leur el los las una su this".split()
)
_LINKS = frozenset("of for at from in with de des du d la del für fur bei der von im".split())
_OWNERS = frozenset(["of", "for", "to"])
_CLAUSE = frozenset(
    "to be is was are were been being has had have called known named as that not will would can could "
    "may him them me it he she they we according wants wanted but because if when while where after "
    "before during saying adding including also just still only even so then there what how why than".split()
)
_IN_TITLES = frozenset(["des", "de", "du", "d", "la", "del", "дел", "affaires", "asuntos"])
_WALL = frozenset('.;:!?()[]"“”„«»—–•|/')
_AGE = re.compile(r"\s*,\s*(?:who is\s+)?(?:aged\s+)?\d{1,3}\s*(?:,|\)|-year)|\s*\(\d{2}\)")
_LOOK_BACK = 7
_LOOK_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a name."""

    role: Role | None
    role_text: str | None
    affiliation: str | None
    gender: str | None
    titled: bool
    aged: bool
    body: bool = False
    """Whether it is told to be a body: "X, an Islamist group," """


def beside(page: Page, start: int, end: int, prefix: list[Token]) -> Beside:
    """Read the words around the name at ``start`` to ``end``; ``prefix`` are its capitalised titles.

    The nearest wins: a title or role directly before, then an apposition after, then one before.
    """
    gender = _title_gender(prefix)
    phrase = squeeze(page.text[prefix[0].start : start]) if prefix else ""
    before = _before(page, prefix[0].start if prefix else start)
    group = not prefix and _is_body_word(before.rpartition(" ")[2])  # "the militant group al-Orrin"
    before = "" if group else before
    titled = bool(prefix) or bool(before)
    joined = squeeze(f"{before} {phrase}")
    role = read_role(joined) if joined else None
    if role is None:
        after = _after(page, end)
        role, joined = (read_role(after), after) if after else (None, "")
    if role is None:
        joined = _before_comma(page, prefix[0].start if prefix else start)
        role = read_role(joined) if joined else None
        titled = titled or role is not None
    text = tidy_role(joined) if role is not None else None
    aged = _AGE.match(page.text, end, min(len(page.text), end + 24)) is not None
    body = group or (role is None and _is_told_body(page, end))
    return Beside(role, text, _affiliation(page, text), gender, titled, aged, body)


def _affiliation(page: Page, role: str | None) -> str | None:
    """What a role belongs to, without a word that has its capital only where sentences open."""
    found = affiliation_in(role) if role else None
    if found is None or found in page.inside or " " in found:
        return found
    known = lexicon()
    sure = known.nation(found) or fold(found) in known.joined or fold(found) in known.bodies
    return found if sure or not (fold(found) in page.lower or _PARTICIPLE.search(found)) else None


_PARTICIPLE = re.compile(r"[a-z](?:ed|ing)$")


_LEAD = re.compile(
    r"^(?:(?:the|a|an|his|her|its|their|now|then|one|another|der|die|das|ein|eine|le|la|l['’]|un|une|el|una)\s+)+",
    re.I,
)
_NO_TITLE = re.compile(r"^[\W\d]*$")
_TAIL = re.compile(
    r"\s+(?:who|which|that|whose|and|where|qui|und|et|y|said|says|told|as\s|,).*$"
    r"|\s+(?:and|of|for|at|in|mr|mrs)(?:\s+the)?\.?$",
    re.I,
)
_MAX_ROLE = 90


def tidy_role(phrase: str) -> str:
    """A role phrase without its article, relative clauses and loose ends."""
    words = _TAIL.sub("", _LEAD.sub("", phrase))[:_MAX_ROLE].strip()
    return "" if _NO_TITLE.match(words) else words


def _title_gender(prefix: list[Token]) -> str | None:
    for token in prefix:
        gender = lexicon().titles.get(fold(token.text))
        if gender:
            return gender
    return None


def _before(page: Page, start: int) -> str:
    """A role phrase in lower case that ends right before ``start``: "the company's chief executive"."""
    index = page.first_token(start)
    left = index
    while left > 0 and index - left < _LOOK_BACK:
        token = page.tokens[left - 1]
        gap = page.text[token.end : page.tokens[left].start]
        if "\n" in gap or token.text[0] in _WALL or token.text == ",":
            break
        left -= 1
        if fold(token.text) in _DETERMINERS:
            break
    words = page.tokens[left:index]
    heads = [i for i, w in enumerate(words) if w.is_word and lexicon().role(w.text)]
    if not heads or not _reaches(words, heads):
        return ""
    owners = [i for i in range(heads[0], heads[-1]) if fold(words[i].text) in _OWNERS]
    if owners:  # "the aide to party leader Ann Hale": she is the leader
        return squeeze(page.text[words[owners[-1] + 1].start : start])
    first = _phrase_start(words, heads[0])
    return squeeze(page.text[words[first].start : start])


def _reaches(words: list[Token], heads: list[int]) -> bool:
    """Whether the role noun stands next to the name, or only its affiliation stands between."""
    tail = words[heads[-1] + 1 :]
    if not tail:
        return True
    known = lexicon()
    return all(
        known.nation(w.text)
        or known.portfolio(w.text)
        or fold(w.text) in known.bodies
        or fold(w.text) in known.joined
        or fold(w.text) in _IN_TITLES
        for w in tail
    )


def _phrase_start(words: list[Token], head: int) -> int:
    """Where the phrase of the role noun begins: after a determiner, or with the modifiers that are known."""
    known = lexicon()
    for i in range(head - 1, -1, -1):
        word = words[i]
        if fold(word.text) in _DETERMINERS:
            return i + 1
        if not word.is_word or (fold(word.text) in known.stop and fold(word.text) not in known.modifiers):
            return i + 1
        plain = known.portfolio(word.text) or known.nation(word.text) or fold(word.text) in known.modifiers
        if (
            not plain
            and not word.text[0].isupper()
            and not any(fold(w.text) in _DETERMINERS for w in words[:i])
        ):
            return i + 1
    return 0


def _after(page: Page, end: int) -> str:
    """An apposition: ", the spokesman for Y," or ", 45, a teacher"; empty if a clause or list follows."""
    index = page.first_token(end)
    if index < len(page.tokens) and page.tokens[index].text in ("'s", "’s"):
        return ""
    if index >= len(page.tokens) or page.tokens[index].text not in (",", "(", "–", "—"):
        return ""
    window = page.tokens[index + 1 : index + 1 + _LOOK_AHEAD + 4]
    if window and window[0].text.isdigit() and len(window) > 1 and window[1].text == ",":
        window = window[2:]
    phrase: list[Token] = []
    for token in window[:_LOOK_AHEAD]:
        if token.text in (",", ")") or token.text[0] in _WALL or "\n" in page.text[end : token.start]:
            break
        phrase.append(token)
    if not phrase or not _is_noun_phrase(phrase) or _is_body_phrase(phrase):
        return ""
    return squeeze(page.text[phrase[0].start : phrase[-1].end])


def _is_body_phrase(phrase: list[Token]) -> bool:
    """Whether the head of a noun phrase is a body: "an Islamist militant group behind the siege"."""
    link = next((i for i, t in enumerate(phrase) if i and fold(t.text) in _AFTER_HEAD), len(phrase))
    return link > 1 and _is_body_word(phrase[link - 1].text)


def _is_body_word(word: str) -> bool:
    """Whether it is a common noun for a body, and not for a place."""
    noun = fold(word)
    return word.islower() and noun in lexicon().bodies and noun not in lexicon().things


def _is_told_body(page: Page, end: int) -> bool:
    """Whether an apposition after the name calls it a body: ", an Islamist group," """
    index = page.first_token(end)
    if page.text[end : end + 1] != "," or index >= len(page.tokens):
        return False
    phrase: list[Token] = []
    for token in page.tokens[index + 1 : index + 1 + _LOOK_AHEAD]:
        if token.text in (",", ")", ".") or "\n" in page.text[end : token.start]:
            break
        if not token.is_word:
            return False
        phrase.append(token)
    else:
        return False
    opening = fold(phrase[0].text) if phrase else ""
    return (opening in ("a", "an") or (opening == "the" and len(phrase) > 2)) and _is_body_phrase(phrase)


_AFTER_HEAD = _LINKS | frozenset("that which who whose behind based known to on by".split())


def _is_noun_phrase(phrase: list[Token]) -> bool:
    """Whether it begins as a noun phrase whose role noun comes before any preposition or verb."""
    opened = fold(phrase[0].text) in _DETERMINERS
    for i, token in enumerate(phrase[:8]):
        word = fold(token.text)
        if word in _CLAUSE or (i and word in ("her", "his")):
            return False
        if (i and word in _LINKS) or word in ("who", "which", "whose", "said", "says", "and", "told"):
            return False
        role = lexicon().role(token.text)
        if role is not None and (opened or token.text[0].islower() or i == 0):
            following = phrase[i + 1] if i + 1 < len(phrase) else None
            if following is None or not lexicon().role(following.text):
                # "X, President Y said": a role with its own name is another person.
                return not (following and following.text[0].isupper() and fold(following.text) not in _LINKS)
    return False


def _before_comma(page: Page, start: int) -> str:
    """ "The country's deputy minister, Name": the role phrase that ends at a comma right before the name."""
    index = page.first_token(start)
    if index < 2 or page.tokens[index - 1].text != ",":
        return ""
    last = page.tokens[index - 2]
    if not last.is_word or not lexicon().role(last.text) or "\n" in page.text[last.end : start]:
        return ""
    capitals = index - 2
    while capitals > 0 and is_capital(page.tokens[capitals - 1].text):
        capitals -= 1
    if is_outlet(page, page.tokens[capitals + (fold(page.tokens[capitals].text) == "the") : index - 1]):
        return ""
    phrase = [last]
    opened = False
    for i in range(index - 3, max(-1, index - 3 - _LOOK_BACK), -1):
        token = page.tokens[i]
        if not token.is_word or "\n" in page.text[token.end : phrase[0].start]:
            break
        word = fold(token.text)
        if word in _DETERMINERS or token.text.endswith(("'s", "’s", "s'", "s’")):
            phrase.insert(0, token)
            opened = True
            if word in _DETERMINERS:
                break
            continue
        if word in lexicon().stop:
            break
        phrase.insert(0, token)
    if not opened:
        return ""
    return squeeze(page.text[phrase[0].start : last.end])


_AFFILIATION = re.compile(
    r"\b(?:of|for|at|from|with|to|des?|du|del|der|für|bei|von)\s+(?:the\s+|la\s+|le\s+|el\s+)?"
    r"([A-ZÀ-ÖØ-ÞА-ЯЁ][\w.&’'-]*(?:\s+(?:(?:of|for|and|the)\s+)?[A-ZÀ-ÖØ-ÞА-ЯЁ][\w.&’'-]*){0,6})"
)
_LEADING = re.compile(r"^(?:the\s+|a\s+|an\s+)?((?:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w.&-]*(?:['’]s)?\s+){1,5})")


def _is_office(word: str) -> bool:
    """Whether officials are of it whatever they belong to: "State", "Defence"; it is no body."""
    return lexicon().portfolio(word) is not None or fold(word) in lexicon().offices


def affiliation_in(phrase: str) -> str | None:
    """What a role belongs to, in the phrase's own words: "Russian" in "Russian Foreign Minister".

    What follows "of", "for" or "at" comes first, then what stands before the role's own words.
    """
    after = _AFFILIATION.search(phrase)
    if after and not _is_office(after.group(1).split()[0]):
        return after.group(1).removesuffix("'s").removesuffix("’s").rstrip(".,") or None
    lead = _LEADING.match(phrase)
    return _leading([strip_possessive(w) for w in lead.group(1).split()]) if lead else None


def _leading(words: list[str]) -> str | None:
    """What stands before a role's own words: "Velia" of "Velia District Attorney", or a whole body's name."""
    known = lexicon()
    end = next((i for i, w in enumerate(words) if known.role(w) or _qualifies(w)), len(words))
    if fold(" ".join(words[:end])) in known.joined:
        return " ".join(words[:end])
    ranks = [fold(w) in _RANKS for w in words[:end]]
    body = max((i + 1 for i in range(end) if not ranks[i] and fold(words[i]) in known.bodies), default=0)
    portfolio = next((i for i in range(end) if ranks[i] or known.portfolio(words[i])), end)
    kept = words[: max(body, portfolio)]
    while kept and fold(kept[0]) in known.stop and kept[0] not in _PLACES:
        kept = kept[1:]
    return " ".join(kept) or None


def _qualifies(word: str) -> bool:
    known = lexicon()
    return fold(word) in known.modifiers or fold(word) in known.titles


_RANKS = frozenset(["district", "rear", "general", "major", "staff", "first", "second", "state"])
"""Words of a rank or office, capitalised with it."""
_PLACES = frozenset(["Los", "Las", "La", "El", "Le", "Des", "Mar"])
