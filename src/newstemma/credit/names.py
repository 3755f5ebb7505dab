"""Names of outlets where a trigger expects one: read forward or backward, and judged.

A name counts if the registry knows it (also as the beginning of a longer run: "Fox News Sunday"), if it
carries a noun that outlets carry ("the Bayside Courier"), if the words around it say so ("the news agency
Nordwind"), if it is a web domain, or if it looks like a station's call sign ("KQRV", "FOX 99"). Where the
trigger alone proves a source ("Source:"), any capitalised name will do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newstemma.params import credit as params
from newstemma.text.nations import nation_of
from newstemma.text.normalise import fold, squeeze
from newstemma.text.outlets import Outlet, registry

__all__ = [
    "CALL_SIGN",
    "COMMON_WORDS",
    "RUN",
    "Found",
    "clean_name",
    "excluded",
    "name_after",
    "name_before",
    "outlet_at",
    "outlet_like",
    "registered",
]

_CAP = r"(?:[A-ZÀ-ÖØ-ÞА-ЯЁ0-9]|[ei](?=[A-Z])|(?:al|el)-(?=[A-Z]))[\w!+]*(?:[-‑./’'&]\w+)*"
_LINK = r"(?:[ \u00a0](?:of|the|and|for|de|des|du|del|della|la|le|der|die|am|&)){0,2}[ \u00a0]"
_NAME = rf"{_CAP}(?:{_LINK}{_CAP}){{0,{params.MAX_NAME_WORDS}}}"
# Nouns that say that what stands beside them is an outlet, with the adjectives they often have.
_ADJECTIVES = (
    "news press state wire radio tv television broadcast online information media gossip celebrity tech "
    "technology financial business sport sports satellite".split()
)
_ENGLISH = (
    "agency agencies newspaper paper tabloid broadsheet daily weekly magazine website site blog outlet "
    "broadcaster channel network station television journal newswire service portal programme program "
    "show radio tv news".split()
)
_OTHERS = (
    "Nachrichtenagentur Zeitung Tageszeitung Wochenzeitung Magazin Nachrichtenmagazin Sender "
    "Fernsehsender Portal Nachrichtenportal Blatt Boulevardzeitung agence quotidien hebdomadaire chaîne "
    "agencia diario periódico cadena revista".split()
)
_RUSSIAN = (
    r"агентств\w{1,2}|газет\w{1,2}|телеканал\w{0,2}|издани\w{1,2}|журнал\w{0,2}|портал\w{0,2}|канал\w{0,2}"
)
_NOUNS = (
    rf"(?:(?:{'|'.join(_ADJECTIVES)})[ -])?(?:news ?)?(?:{'|'.join(_ENGLISH)})|{'|'.join(_OTHERS)}|{_RUSSIAN}"
)
_OPEN, _CLOSE = "\"“„«‘'*_(", "\"”“»’'*_)"
_DETERMINER = (
    r"(?:(?:the|The|a|an|its|der|die|das|dem|den|des|la|le|les|el|los|las|un|une|local|a local|our|"
    r"sister site|our friends at|colleagues at)\s+|[lLd][’'])?"
)
_DOMAIN_NAME = r"[\w-]+\.(?:com|net|org|ru|de|fr|info|tv)"
_FORWARD_DESCRIBED = re.compile(
    rf"\s*{_DETERMINER}(?:[\w.’'-]+[ ,]+){{0,4}}?(?P<noun>{_NOUNS})s?"
    rf"(?: in [A-Z]\w+(?: [A-Z]\w+)?)?,?\s+[{_OPEN}]?"
    rf"(?P<name>{_NAME}|{_DOMAIN_NAME})"
)
_NO_OUTLET_NOUN = r"(?! (?:briefing|conference|release|station|executive|director|editor))"
_FORWARD = re.compile(
    rf"\s*{_DETERMINER}[{_OPEN}]{{0,2}}(?P<name>{_NAME}|{_DOMAIN_NAME}|dpa|epd|taz)[{_CLOSE}]{{0,2}}(?:['’]s)?"
    rf"(?P<tail>[ \u00a0]+(?:{_NOUNS})\b{_NO_OUTLET_NOUN})?"
)
_BACKWARD = re.compile(
    rf"(?:(?P<noun>{_NOUNS})\s+)?[{_OPEN}]?(?P<name>{_NAME}|dpa)[{_CLOSE}]{{0,2}}"
    rf"(?P<tail>[ \u00a0]+(?:{_NOUNS}))?"
    r"(?: \([A-Z]{2,8}\))?(?:['’]s? (?:\w+[ ,]+){0,3})?,?\s*"
    r"(?:has |had |also |first |later |then |that |which |that )*$"
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)
_HEAD = frozenset(
    "news times post herald tribune gazette telegraph journal guardian mirror observer chronicle examiner "
    "tv radio daily mail express independent magazine wire press broadcasting television channel network "
    "media courier register bulletin sentinel dispatch inquirer review standard globe today online report "
    "reporter weekly enquirer argus echo digest advertiser monitor newspaper agency ledger record "
    "statesman free-press newswire blog zeitung nachrichten rundschau anzeiger kurier tageblatt presse "
    "blatt abendblatt merkur spiegel diario periodico prensa noticias heraldo gaceta vanguardia voz mundo "
    "universal monde figaro depeche provence voix progres parisien новости газета известия правда вести "
    "вестник телеканал радио shimbun ilbo gazeta corriere".split()
)
_AFTER_DAILY = frozenset("sun star world advance progress union democrat journal eagle camera iowan".split())
"""Words that close the name of a newspaper after "Daily": "the Bayside Daily Sun"."""
_NOT_OUTLETS = frozenset(
    "nato un eu us usa uk fbi cia who isis isil is imf nsa cdc faa nypd lapd irs dea doj dhs epa fda nasa "
    "nhs ira plo idf gop dnc rnc osce ceo cfo pm mp mps iaea opec wto uae prc dprk ussr ec ecb fed i a "
    "the it he she they we you tv dna monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december his her its their our "
    "my your this that these those in on at by for from as and but if when while after before there here "
    "what how why not no all some one two european african asian western eastern latin congress "
    "parliament senate police pope states house court state union party republic kfc kkk kgb kpmg kia wwe "
    "wwf wnba wto wmd krg".split()
)
CALL_SIGN = re.compile(
    r"(?:[KW][A-Z]{2,3}(?:[- ]?(?:TV|FM|AM|\d{1,2}))?(?: News)?|"
    r"(?:FOX|Fox|NBC|ABC|CBS|CW|News|Channel|TV|KISS|Radio)[ -]?\d{1,3}(?:\.\d)?(?: News)?|"
    r"\d{1,2} ?News(?: N[Oo][Ww])?|"
    r"(?:[\w.]+ ){0,2}[Rr]adio \d{1,3}(?:\.\d)?(?: ?FM| ?AM)?|\d{2,4} ?(?:AM|FM)(?: [\w ]+)?)$"
)
_DOMAIN = re.compile(
    r"(?:[\w-]+\.)+(?:com|net|org|info|ru|de|fr|es|uk|tv|ie|ca|au|in|io|co\.uk|me)$", re.IGNORECASE
)
_OPENING = re.compile(
    r"(?:(?:A|An|As|At|But|While|When|And|In|On|By|To|For|From|With|If|Though|Although|After|Before|However|Meanwhile|Later|Today|Yesterday|Then|"
    r"Now|So|Yet|Also|First|Earlier|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Wie|Comme|Como|Как)\s+)+"
    r"(?:the|die|der|das|la|le|el)?\s*(?=\S)"
)
_CLAUSE = re.compile(
    r"[.;:!?]\s|,\s+(?:and|but|who|which|that|when|where|while|as)\b|\b(?:that|who|which|and|but|when|if|because|it|he|"
    r"she|they|was|were|is|are|had|has|have|to|for|from|with)\b"
)


COMMON_WORDS = frozenset(
    "time people metro focus stern independent times mirror nature fortune variety vice salon slate "
    "deadline dawn punch insider sun sky fox express standard nation spiegel welt zeit presse mehr "
    "trend globe reforma billboard forbes wired life stars today post mail guardian telegraph observer "
    "age local conversation atlantic hill national intercept spectator temps soir monde mundo quartz complex "
    "patch panorama collider onion radar emergent information register blick semana polygon proceso expresso "
    "petra vogue granma kurier krone profil marca".split()
)
"""Names of outlets that are ordinary words as well."""


@dataclass(frozen=True, slots=True)
class Found:
    """An outlet's name where it stands."""

    start: int
    end: int
    credited: str
    """The registry's form, or the words without article and marks."""
    outlet: Outlet | None
    sure: bool
    """Whether the name itself, or a noun beside it, says that it is an outlet."""
    page: bool = False
    """Whether it is the website of somebody who is no outlet."""
    noun: str = ""
    """The noun beside it that says what it is: "agency"."""


def name_after(text: str, position: int) -> Found | None:
    """The name that begins at a trigger's end: "the news agency X", "X", "“X” newspaper"."""
    stop = min(len(text), position + params.WINDOW)
    line = text.find("\n", position + 1, stop)
    stop = line if line > 0 else stop
    described = _FORWARD_DESCRIBED.match(text, position, stop)
    if described and not _crosses(described.group(0), described.start("name") - described.start()):
        found = _found(described, "name", True)
        if found is not None:
            return found
    plain = _FORWARD.match(text, position, stop)
    if plain is None:
        return None
    # "told a Florida radio station": a place, and no name.
    unnamed = _INDEFINITE.match(plain.group()) is not None and " " not in plain.group("name")
    found = _found(plain, "name", plain.group("tail") is not None and not unnamed)
    return None if unnamed and found is not None and not found.sure else found


_INDEFINITE = re.compile(r"\s*(?:an?|a local|local)\s")


_BEGINS = re.compile(rf"(?<![\w’'-])[{_OPEN}]?{_CAP}")


def name_before(text: str, position: int) -> Found | None:
    """The name that ends at a trigger's start: "the X newspaper", "X", "X’s Ann Hale"."""
    start = max(0, position - params.WINDOW, text.rfind("\n", 0, position) + 1)
    window = text[start:position]
    for m in _BEGINS.finditer(window):
        found = _BACKWARD.match(window, m.start())
        if found:
            one = _found(found, "name", bool(found.group("noun") or found.group("tail")), start)
            known = one is not None and one.outlet is not None
            long = (
                len(found.group("name").split()) > len(text[one.start : one.end].split()) + 3
                if one
                else False
            )
            return (
                None if known and long and "’s " not in found.group() and "'s " not in found.group() else one
            )
    return None


RUN = re.compile(rf"{_NAME}|dpa|epd|taz|n-tv")
"""A run of capitalised words, small words between them included."""


def outlet_at(text: str, start: int) -> tuple[Outlet | None, int] | None:
    """The outlet whose name begins at a place, and where the name ends.

    A known one first, the longest name of several; else one that is an outlet's by its own words (None and
    its end).
    """
    stop = min(len(text), start + params.WINDOW)
    run = RUN.match(text, start, stop)
    known = _known(text, start, run.group()) if run is not None else None
    if known is not None:
        return known
    domain = _DOMAIN_AT.match(text, start, stop)
    if domain is not None:
        return None, domain.end()
    name = _own_outlet(run.group()) if run is not None else ""
    usual = name and not _CONTINUES.search(text[max(0, start - 2) : start])
    return (None, start + len(name)) if usual else None


def _known(text: str, start: int, run: str) -> tuple[Outlet, int] | None:
    """The known outlet whose name a run begins with, and where it ends."""
    words = _trim(run)
    known = _extended(text, start + len(words), words) or registered(words)
    return (known[0], start + len(known[1])) if known else None


@lru_cache(maxsize=params.NAMES_KEPT)
def _own_outlet(run: str) -> str:
    """The outlet's name, shown by its own words, that a run begins with; empty if it begins with none."""
    name = _trim(_AND.split(run, maxsplit=1)[0])
    usual = _OPENING.match(name) is None and len(name.split()) <= 5
    return name if usual and outlet_like(name) else ""


_DOMAIN_AT = re.compile(
    r"(?:[\w-]+\.)+(?:com|net|org|info|tv|ie|co|co\.uk|es|fr|de|ru|ua|it|nl|se|no|dk|pl|ca|au|br|mx|il|eu)(?![\w.-])"
)
_AND = re.compile(r" and | & ")
_CONTINUES = re.compile(r"[@#/.\w-]$")


def clean_name(run: str) -> tuple[int, str]:
    """A run without the words that open a sentence and without endings; and how many characters they take."""
    opening = _OPENING.match(run)
    skipped = opening.end() if opening else 0
    return skipped, _trim(run[skipped:])


def _crosses(words: str, upto: int) -> bool:
    """Whether a clause or sentence ends between the trigger and the name."""
    return _CLAUSE.search(words[:upto]) is not None


def _found(match: re.Match[str], group: str, described: bool, shift: int = 0) -> Found | None:
    opening = _OPENING.match(match.group(group))
    if opening and registry().find(_trim(match.group(group))) is not None:
        opening = None  # "Sunday Times"
    raw = match.group(group)[opening.end() :] if opening else match.group(group)
    owner = _OWNER.match(raw)
    if owner and nation_of(owner.group(1)) is not None:  # "the UK’s Daily Mail"
        raw = raw[owner.end() :]
    start = match.end(group) - len(raw) + shift
    trimmed = _trim(raw)
    if not any(c.isalpha() for c in trimmed):
        return None
    known = _extended(match.string, match.end(group), trimmed) or registered(trimmed)
    first, _, rest = trimmed.partition(" ")
    if known is None and rest and nation_of(first) is not None:  # "the British Metro"
        known = registered(rest)
        start += len(first) + 1 if known is not None else 0
    if known is not None:
        outlet, words = known
        return Found(start, start + len(words), outlet.name, outlet, True)
    name = squeeze(trimmed)
    sure = (described and not excluded(name)) or outlet_like(name)
    tail = match.groupdict().get("tail") or ""
    if _PAGE.search(tail) and "news" not in tail and len(trimmed) == len(raw) and not outlet_like(name):
        page = f"{re.sub('^[Tt]he ', '', name)} {tail.strip()}"
        return Found(start, match.end("tail") + shift, page, None, not excluded(name), page=True)
    noun = (match.groupdict().get("noun") or tail).strip()
    return Found(start, start + len(trimmed), re.sub(r"^[Tt]he ", "", name), None, sure, noun=noun)


_OWNER = re.compile(r"([A-Z][\w.]*(?: [A-Z]\w*)?)['’]s (?=[A-Z])")
_PAGE = re.compile(r"\b(?:website|site|blog)$")
_TRIM = re.compile(r"(?:['’]s|[.’'])$")
_OWNED = re.compile(r"['’]s\s")
_SENTENCE_POINT = re.compile(r"(?<=[a-zа-я0-9])\.\s")
_INITIAL = re.compile(r"\b[A-Z]\.$")
_SMALL_WORD = re.compile(r" \w{1,3} [A-Z]\w+")
_SPACES = re.compile(r"(\s+)")


@lru_cache(maxsize=params.NAMES_KEPT)
def _trim(name: str) -> str:
    """Without a possessive ending, a sentence's point, and what follows a possessive inside ("CNN's Ann
    Hale")."""
    name = _OWNED.split(name, maxsplit=1)[0]
    name = _SENTENCE_POINT.split(name, maxsplit=1)[0]
    while _TRIM.search(name) and not _INITIAL.search(name):
        name = _TRIM.sub("", name)
    return name.rstrip(" .")


def _extended(text: str, end: int, name: str) -> tuple[Outlet, str] | None:
    """The outlet whose name goes on in small words: "Mail on Sunday"."""
    more = _SMALL_WORD.match(text, end, end + 24)
    outlet = registry().find(name + more.group()) if more else None
    return (outlet, name + more.group()) if outlet is not None and more else None


@lru_cache(maxsize=params.NAMES_KEPT)
def registered(name: str) -> tuple[Outlet, str] | None:
    """The registry's outlet for a name, or for its beginning if that has two words or is an abbreviation."""
    whole = registry().find(name)
    if whole is not None and _written_so(name, whole):
        return whole, name
    words = _SPACES.split(name)
    for n in range(len(words) - 2, 0, -2):
        part = "".join(words[:n])
        outlet = registry().find(part)
        if words[n + 1][:1].isdigit():
            continue
        long_enough = (
            n >= 3 or (part.isupper() and len(part) >= 3) or part == "Reuters" or fold(words[2]) in _DAYS
        )
        if outlet is not None and long_enough and _written_so(part, outlet):
            return outlet, part
    return None


def _written_so(name: str, outlet: Outlet) -> bool:
    """Whether short names are written as names: "AP" and "Time", not "ap" or "TIME"; and a single word
    must be one of the outlet's own names, not what is left of a longer one ("Gulf" of "Gulf News")."""
    names = (outlet.name, *outlet.aliases)
    if " " not in name:
        alike = [n for n in (*names, outlet.domain or "") if _plain(n) == _plain(name)]
        capitals = bool(alike) and all(n.isupper() and len(n) <= _SHORT for n in alike)
        if not alike or (capitals and not name.isupper()):
            return False
    written = name[3:] if name[:3] in ("al-", "el-") else name
    return written[:1].isupper() or written[:1].isdigit() or name in names


_SHORT = 5
"""Letters up to which a name in capitals is only meant where it stands in capitals: "MEN", "PA"."""


def _plain(name: str) -> str:
    """Letters and digits alone, without an article or a web ending."""
    bare = _GENITIVE.sub("", fold(name))
    return _NOT_PLAIN.sub("", bare)


_GENITIVE = re.compile(r"['’]s$")
_NOT_PLAIN = re.compile(r"^the(?=.{4})|[\W_]+|\.(?:com|net|org|co\.uk|ie|ca)$")


@lru_cache(maxsize=params.NAMES_KEPT)
def outlet_like(name: str) -> bool:
    """Whether a name is an outlet's by its own words: a head noun, a domain or a call sign."""
    words = [fold(w) for w in name.split()]
    if not words or excluded(name):
        return False
    if _DOMAIN.match(name) or CALL_SIGN.match(name):
        return True
    if len(words) < 2:
        return False
    daily = words[-2] == "daily" and words[-1] in _AFTER_DAILY
    return daily or words[-1].rpartition("-")[2] in _HEAD or words[0] in ("radio", "radiotelevision")


@lru_cache(maxsize=params.NAMES_KEPT)
def excluded(name: str) -> bool:
    """Whether a name is a nation's, a day's, or that of a body that is often told things and is no outlet."""
    words = [w for w in fold(name).split() if w != "the"]
    if not words or nation_of(name) is not None:
        return True
    return all(w in _NOT_OUTLETS or w.isdigit() or nation_of(w) is not None for w in words)
