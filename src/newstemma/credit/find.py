"""Credits of one article: datelines, triggers with names, documents, copyright lines, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import urlsplit

from newstemma.credit.acts import acts
from newstemma.credit.names import COMMON_WORDS, Found, name_after, name_before, outlet_like, registered
from newstemma.credit.speech import Speech
from newstemma.credit.triggers import triggers
from newstemma.credit.weigh import unknown_outlets
from newstemma.params import credit as params
from newstemma.text.given_names import given_gender
from newstemma.text.nations import nation_of
from newstemma.text.normalise import fold, squeeze
from newstemma.text.outlets import registry

__all__ = ["Sighting", "sightings"]

_AGENCIES = frozenset(["agency", "state media"])
_DATELINE = re.compile(r"^[^\n(]{0,90}\((?P<name>[^()\n]{2,40})\)\s*(?:[-–—]{1,2}|:)", re.MULTILINE)
_DATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})? "
    r"\((?P<name>[^()\n]{2,40})\)\s*[-–—]"
)
# A place in capitals, or a date, before the bracket: what stands in it is an agency, known or not.
_PLACED = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁ][A-ZÀ-ÖØ-ÞА-ЯЁ.'’ -]{2,}|[^\W\d_][^(\n]{2,60}?\b\d{1,2}\b")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w.&'-]+(?: [A-ZÀ-ÖØ-ÞА-ЯЁ][\w.&'-]+){0,2}")
_WITH = re.compile(
    r"^(?:By|BY|Von|Par|Por)[ \t][^\n]{0,60}?\bstaff (?:and|with)[ \t]+(?P<name>[^\n,|/]{2,50})$",
    re.MULTILINE,
)
_LINE_END = re.compile(r"[(\[](?P<name>[^()\[\]\n]{2,60})[)\]][ \t.]*$", re.MULTILINE)
_BYLINE = re.compile(
    r"^(?:By|BY|Von|Par|Por|Автор:?)[ \t]+[^\n]{0,60}?(?:,|/|\||–|-| for |"
    r" of )[ \t]*(?P<name>[^\n,|/]{2,50})$",
    re.MULTILINE,
)
_LEAD_NAME = re.compile(r"^(?P<name>[A-Z][\w .]{1,30}?)[ \t]*[-–—][ \t]*(?=[A-Z\"“])", re.MULTILINE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bCopyright\b|\bCOPYRIGHT\b)[ \t]*(?:©|\(c\))?[ \t]*(?:\d{4})?[ \t,:]*(?:by )?(?:the |"
    r"The )?(?P<name>[A-Z][^\n.;:|,]{1,50})"
)
_PHOTO = re.compile(
    r"(?i)\b(?:photo|image|picture|foto|bild|фото|screen ?shot|screengrab|illustration|video|"
    r"photographer|getty|shutterstock|featured)\b"
)
_SHORTENERS = frozenset(
    "t.co bit.ly goo.gl ow.ly tinyurl.com buff.ly dlvr.it fb.me youtu.be is.gd trib.al".split()
)
_URL = re.compile(r"https?://[^\s<>()\[\]\"'“”]{4,300}")
_WRITER = re.compile(
    r"\b(?P<name>Associated Press|AP|Reuters|AFP|Bloomberg)(?: [Ss]taff)? (?:writers?|correspondents?|"
    r"reporters?|journalists?) [A-Z]"
)
_OBJECT = re.compile(r"\b(?:at|of|for|with|in|for the|of the|at the|with the)\s+$")
_LAST_WORDS = re.compile(r"[.!?”\"]\s+(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})\s*\Z")
_SHORT_NAMES = frozenset(["journal", "herald", "chronicle", "tribune", "register"])
_PERSONAL_VERBS = re.compile(
    r"(?:said|says|told|adds|added|claims|claimed|explains|asked|stated|describes|described|suggested|"
    r"suggests|spoke|pointed out|noted|notes|speculated)$"
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A credit before it has an id."""

    start: int
    end: int
    credited: str
    kind: str
    rank: int
    """Which of two overlapping sightings of one name is kept: the lower."""


def sightings(text: str) -> list[Sighting]:
    """Every credit in a text, in order, one per place and name."""
    lowered = _lowered(text)
    found = [
        *_datelines(text),
        *_after(text, lowered),
        *_before(text),
        *_acts(text),
        *_weighed(text),
        *_copyrights(text),
        *_documents(text, lowered),
        *_links(text),
    ]
    return _short_names(_best(_told_by_article(text, found)))


def _told_by_article(text: str, found: list[Sighting]) -> list[Sighting]:
    """Without names that are no outlet's and only mentioned in speech ("“We told Dockvale,” she said")."""
    doubtful = {s for s in found if not (registry().find(s.credited) or outlet_like(s.credited))}
    speech = Speech(text) if doubtful else None
    return [s for s in found if speech is None or s not in doubtful or not speech.holds(s.start, s.end)]


def _best(found: list[Sighting]) -> list[Sighting]:
    """Without sightings that overlap a better one; two names in one trigger's span ("told X and Y") both
    stay."""
    kept: list[Sighting] = []
    for one in sorted(found, key=lambda s: (s.rank, s.start, -s.end, s.credited)):
        if not any(one.start < k.end and k.start < one.end for k in kept[-400:]):
            kept.append(one)
    return sorted(kept, key=lambda s: (s.start, s.end, s.credited))


def _kind(found: Found, default: str = "outlet") -> str:
    if found.page:
        return "document"
    if found.outlet is None:
        return (
            "agency"
            if re.search(r"(?i)\bagenc|агентств|agentur", f"{found.credited} {found.noun}")
            else default
        )
    if found.outlet.kind in _AGENCIES:
        return "agency"
    return "document" if found.outlet.kind == "platform" else default


def _datelines(text: str) -> Iterator[Sighting]:
    """ "(Agency) -" at a line's beginning, "(ag)" at its end, "By Ann Hale, Agency", "Agency - "."""
    for pattern in (_DATELINE, _DATED, _LINE_END, _BYLINE, _WITH, _LEAD_NAME, _WRITER, _LAST_WORDS):
        for m in pattern.finditer(text):
            square = pattern is _LINE_END and m.group().lstrip().startswith("[")
            if pattern is _LINE_END and not _only_names(m.group("name"), square):
                continue
            if pattern is _LEAD_NAME and registry().find(m.group("name")) is None:
                continue
            for start, end, name in _split(text, m.start("name"), m.end("name")):
                known = registered(name)
                outlet = known[0] if known else None
                unknown = (square or pattern is not _LINE_END) and (outlet_like(name) or _shouted(name))
                placed = (
                    pattern is _WITH or (pattern is _DATELINE and _PLACED.match(m.group()))
                ) and _CAPITALISED.fullmatch(name)
                if outlet is not None or unknown or placed:
                    if outlet is not None and outlet.kind == "platform":
                        continue
                    yield Sighting(start, end, outlet.name if outlet else name, "byline", 1)


def _shouted(name: str) -> bool:
    """An abbreviation in capitals, as agencies have: "(KTX)"; not a state or a party after a name."""
    return (
        name.isupper()
        and 3 <= len(name) <= 8
        and name.isalpha()
        and name.casefold() not in ("video", "photo", "update", "opinion", "nato", "isis", "photos")
    )


def _only_names(words: str, square: bool) -> bool:
    """Whether brackets hold nothing but outlets; square ones also such as only their names show."""
    return all(
        registry().find(part.strip()) is not None or (square and outlet_like(part.strip()))
        for part in re.split(r"[/,+]| and | und | et | y | и ", words)
    )


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The parts of "dpa/AFP" with their places."""
    position = start
    for part in re.split(r"([/,+])", text[start:end]):
        name = part.strip()
        if name and part not in "/,+":
            offset = position + len(part) - len(part.lstrip())
            yield offset, offset + len(name), name
        position += len(part)


_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s{1,3}|[“\"‘'(]|\n[ \t]{0,8})([^\W\d_])(?=[^\W\d_])")


def _lowered(text: str) -> str:
    """The text with a small letter where a sentence begins: "Speaking to" is a trigger, too."""
    return _SENTENCE_START.sub(lambda m: m.group()[:-1] + _small(m.group(1)), text)


def _small(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def _after(text: str, lowered: str) -> Iterator[Sighting]:
    sources = (("source", m) for m in triggers().sources.finditer(text))
    for how, m in chain(triggers().after.finditer(lowered), sources):
        shown = how != "interview" and _PHOTO.search(text, max(0, m.start() - 25), m.start())
        if shown and text[max(0, m.start() - 2) : m.start()] != ", ":  # "watch the video below, via X"
            continue
        yield from _named(text, m, how)


_JOINED = re.compile(r"[”\"’»]?(?:,? (?:and|und|et|y|и|&)|,|;|/)(?= ?[A-ZА-Я“\"a-z])")


def _named(text: str, m: re.Match[str], how: str) -> Iterator[Sighting]:
    """The name after a trigger, and those joined to it by commas and "and"."""
    position, first = m.end(), True
    for _ in range(4):
        found = name_after(text, position)
        if found is None or not (_accept(found, how, text) or (first and _clause_end(found, m, text))):
            return
        if not first and found.outlet is None and not outlet_like(found.credited):
            return
        if found.credited and not (found.outlet and found.outlet.kind == "platform" and how == "interview"):
            kind = "interview" if how == "interview" and not found.page else _kind(found)
            start = m.start() + (len(m.group()) - len(m.group().lstrip())) if first else found.start
            yield Sighting(start, found.end, found.credited, kind, 2 if how != "source" else 1)
        more = _JOINED.match(text, found.end)
        if more is None:
            return
        position, first = more.end(), False


_REPORTS = frozenset(
    "reports reported writes berichtet meldet rapporte informa сообщает передает пишет".split()
)


def _clause_end(found: Found, m: re.Match[str], text: str) -> bool:
    """An unknown name that ends the sentence after ", reports": only sources stand so."""
    before = text[max(0, m.start() - 2) : m.start()].strip()
    ends = re.match(r"\s*(?:[.\n]|\Z)", text[found.end : found.end + 2]) is not None
    name = found.credited
    usual = len(name) > 2 and len(name.split()) <= 4 and nation_of(name) is None
    usual = usual and not any(given_gender(word) for word in name.split())
    if m.group() not in _REPORTS or before not in (",", "”", '"', ",”") or not ends or not usual:
        return False
    return re.search(rf"[A-ZА-Я][\w.]+ {re.escape(name)}\b", text[: params.SURNAME]) is None  # a surname


def _accept(found: Found, how: str, text: str) -> bool:
    """Whether a name in that position is a credit."""
    if found.outlet is not None:
        return not _common_word(found, text)
    if found.sure:
        return len(found.credited) > 2
    return how == "source" and len(found.credited) > 2 and found.credited[0].isupper()


def _common_word(found: Found, text: str) -> bool:
    """Whether a known name is an ordinary word that only opens a sentence ("People said")."""
    word = fold(text[found.start : found.end])
    if word not in COMMON_WORDS:
        return False
    before = text[max(0, found.start - 6) : found.start]
    return before.strip() == "" or re.search(r"[.!?:\n“\"]\s*$", before) is not None


def _before(text: str) -> Iterator[Sighting]:
    for how, pattern in triggers().before:
        for m in pattern.finditer(text):
            if m.start() and (text[m.start() - 1].isalnum() or text[m.start() - 1] in "-’'"):
                continue
            found = name_before(text, m.start())
            if found is None or found.start >= m.start():
                continue
            personal = _PERSONAL_VERBS.search(m.group()) is not None
            if found.outlet is None and _OBJECT.search(text, max(0, found.start - 12), found.start):
                continue
            if _accept(found, how, text) or (not personal and _station(found, m, text)):
                if found.outlet is not None and found.outlet.kind == "platform":
                    continue
                yield Sighting(found.start, m.end(), found.credited, _kind(found), 3)


def _acts(text: str) -> Iterator[Sighting]:
    for act in acts(text):
        agency = act.outlet is not None and act.outlet.kind in _AGENCIES
        kind = "interview" if act.interview else "agency" if agency else "outlet"
        yield Sighting(act.start, act.end, act.name, kind, 4)


def _weighed(text: str) -> Iterator[Sighting]:
    for one in unknown_outlets(text):
        yield Sighting(one.start, one.end, one.name, "interview" if one.interview else "outlet", 4)


def _station(found: Found, m: re.Match[str], text: str) -> bool:
    """An unknown single word that "reports" at the end of a clause, as only outlets do: ", Magharebia
    reports."."""
    if m.group() not in (
        "reports",
        "reported",
        "berichtet",
        "meldet",
        "rapporte",
        "informa",
        "сообщает",
        "передает",
        "пишет",
    ):
        return False
    name = found.credited
    if (
        " " in name
        or not any(c.isalpha() for c in name)
        or nation_of(name) is not None
        or len(name) < 3
        or fold(name) in ("police", "officials", "who", "he", "she", "they", "it")
    ):
        return False
    if m.group() == "reported" and not name.isupper():
        return False
    return re.match(r"\s*[.,\n]|\s*\Z", text[m.end() : m.end() + 3]) is not None and text[
        max(0, found.start - 2) : found.start
    ].strip(" ") in (",", "”", '"', "as", "—")


def _copyrights(text: str) -> Iterator[Sighting]:
    for m in _COPYRIGHT.finditer(text):
        line = text[text.rfind("\n", 0, m.start()) + 1 : m.start()]
        if _PHOTO.search(line[-40:]) or _PHOTO.search(m.group("name")):
            continue
        name = squeeze(re.split(r"\s(?:All|and|or|via)\b", m.group("name"))[0])
        outlet = registry().find(name)
        reserved = name != squeeze(m.group("name")) and len(name.split()) <= params.COPYRIGHT_WORDS
        if outlet is not None or outlet_like(name) or reserved:
            yield Sighting(
                m.start(), m.start("name") + len(name), outlet.name if outlet else name, "byline", 2
            )


def _documents(text: str, lowered: str) -> Iterator[Sighting]:
    """Statements, letters, posts; a platform counts only where somebody says or posts something on it."""
    posts = ((name, m) for name, m in triggers().platforms.finditer(text) if _posts(text, m))
    for name, m in chain(triggers().documents.finditer(lowered), posts):
        yield Sighting(m.start(), m.end(), name, "document", 6)
    for m in _BODY_PAGE.finditer(text):
        yield Sighting(m.start("name"), m.end(), squeeze(m.group("name")), "document", 5)


_POSTING = re.compile(
    r"\b(?:sa(?:id|ys|ying)|wrote|writ(?:es|ing|ten)|post(?:s|ed|ing)?|announc\w+|shar(?:ed|ing)|upload\w+|reveal\w+|"
    r"claim\w*|explain\w*|broke|left|note|jok\w+|comment\w*|confirm\w*|respon\w+|publish\w*|appeared|surfaced|stated?|added|apologi[sz]ed|"
    r"circulat\w+|message|statement|schrieb|schreibt|teilte|postete|écrit|publié|annoncé|escribió|publicó|dijo|anunció|"
    r"написал\w*|сообщил\w*|опубликовал\w*|заявил\w*)\b"
)
_FOLLOW = re.compile(r"(?i)\b(?:follow|like|find|join|folge\w*|suivez|síguenos)\b")
_AROUND = 70


def _posts(text: str, m: re.Match[str]) -> bool:
    """Whether the words around a platform's name speak of posting, and do not ask to follow."""
    if re.match(r"(?i)(?:re)?tweeted|in an? .*tweet|in an? .*post|tuite|twitterte", m.group()):
        return True
    begin = max(text.rfind("\n", 0, m.start()) + 1, m.start() - _AROUND)
    before = re.split(r"[.!?]\s", text[begin : m.start()])[-1]
    after = re.split(r"[.!?\n]\s?", text[m.end() : m.end() + _AROUND])[0]
    if _FOLLOW.search(before):
        return False
    return _POSTING.search(before) is not None or _POSTING.search(after) is not None


_BODY_PAGE = re.compile(
    r"(?:according to|reported|reports|published (?:on|by)|posted (?:on|to)|said on|citing|says|"
    r"wrote on) (?:the |The )?"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w.&’'-]*(?:[ \u00a0][A-ZÀ-ÖØ-Þ][\w.&’'-]*){0,4} (?:website|web site|"
    r"press service|homepage|web page|statement))\b"
)


def _links(text: str) -> Iterator[Sighting]:
    for m in _URL.finditer(text):
        url = m.group().rstrip(".,;:!?…")
        try:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            continue
        if "." not in host or host in _SHORTENERS or re.search(r"\.(?:jpe?g|png|gif|webp|svg)$", url, re.I):
            continue
        outlet = registry().find_host(host)
        yield Sighting(m.start(), m.start() + len(url), outlet.name if outlet else host, "link", 0)


def _short_names(found: list[Sighting]) -> list[Sighting]:
    """ "The Post" after "the New York Post" means that one: short names take the fuller name of the same
    article."""
    full: dict[str, str] = {}
    out = []
    for one in found:
        words = fold(one.credited).split()
        last = words[-1] if words else ""
        if " " not in one.credited and last in COMMON_WORDS | _SHORT_NAMES and last in full:
            out.append(replace(one, credited=full[last]))
            continue
        out.append(one)
        if len(words) > 1 and one.kind not in ("document", "link"):
            full[last] = one.credited
    return out
