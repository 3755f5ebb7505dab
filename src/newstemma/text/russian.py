"""Cyrillic letters as Latin ones, and Russian names back from their cases."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["FEMALE", "MALE", "nominative", "nominatives", "romanise"]

_LETTERS = dict(
    pair.split("=")
    for pair in (
        "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts "
        "ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u ј=j љ=lj њ=nj ћ=c ђ=dj"
    ).split()
)
_ROMAN = str.maketrans(_LETTERS | {k.upper(): v.capitalize() for k, v in _LETTERS.items()})
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

MALE = frozenset(
    "александр алексей анатолий андрей антон аркадий артем борис вадим валентин валерий василий виктор "
    "виталий владимир владислав вячеслав геннадий георгий григорий денис дмитрий евгений егор иван игорь "
    "илья кирилл константин лев леонид максим марат михаил никита николай олег павел петр роман руслан "
    "рустам сергей станислав степан тимур федор эдуард юрий яков ярослав рамзан шамиль ринат айрат "
    "дональд джон джо барак эммануэль олаф володимир олексій андрій дмитро сергій олександр микола "
    "петро".split()
)
"""Nominatives of given names that are common in news in Russian and Ukrainian."""

FEMALE = frozenset(
    "александра алина алла анастасия анна валентина валерия вера вероника виктория галина дарья екатерина "
    "елена елизавета жанна зинаида инна ирина кира ксения лариса лидия любовь людмила маргарита марина "
    "мария надежда наталья наталия нина оксана ольга полина раиса светлана софья тамара татьяна юлия яна "
    "ангела урсула камала хиллари меган".split()
)
"""Likewise for women."""

# Endings of men's given names and surnames outside the nominative.
_MALE_GIVEN = tuple(
    pair.split("=") for pair in ("я=й ю=й ем=й е=й я=ь ю=ь ем=ь а= у= ом= е= и=а ии=ий ла=ел").split()
)
_FEMALE_GIVEN = tuple(
    pair.split("=") for pair in ("ы=а и=а е=а у=а ой=а ии=ия ию=ия ией=ия и=я ю=я ей=я и=ь").split()
)
_MALE_SURNAME = re.compile(r"(?<=[ое]в|ёв|[иы]н)(?:а|у|ым|е)$")
_MALE_ADJECTIVE = re.compile(r"(?:ого|ому|им|ым|ом|его|ему)$")
_FEMALE_SURNAME = re.compile(r"(?<=[ое]в|ёв|[иы]н)(?:ой|у)$")
_FEMALE_ADJECTIVE = re.compile(r"(?<=[сц]к)(?:ой|ую)$")


def romanise(text: str) -> str:
    """Cyrillic letters in their common English romanisation; everything else as it is."""
    return text.translate(_ROMAN) if not text.isascii() and _CYRILLIC.search(text) else text


def _given(word: str) -> tuple[str, str] | None:
    """A given name's nominative and gender, if it is known in any case; the nominative wins."""
    folded = word.casefold().replace("ё", "е")
    if folded in MALE or folded in FEMALE:
        return word, "nominative"
    for endings, names, gender in ((_MALE_GIVEN, MALE, "m"), (_FEMALE_GIVEN, FEMALE, "f")):
        for ending, nominative_ending in endings:
            base = folded.removesuffix(ending) + nominative_ending
            if folded.endswith(ending) and base in names:
                return base, gender
    return None


def nominative(words: Sequence[str]) -> list[str]:
    """A Russian full name back in the nominative where its given name shows the case; else unchanged."""
    listed = list(words)
    if len(listed) < 2 or not _CYRILLIC.search(listed[0]):
        return listed
    found = _given(listed[0])
    if found is None or found[1] == "nominative":
        return listed
    return [found[0], *listed[1:-1], _surname(listed[-1], found[1])]


def _surname(word: str, gender: str) -> str:
    if gender == "m":
        return _MALE_ADJECTIVE.sub("ий", _MALE_SURNAME.sub("", word)) if len(word) > 4 else word
    return _FEMALE_ADJECTIVE.sub("ая", _FEMALE_SURNAME.sub("а", word)) if len(word) > 4 else word


def nominatives(word: str) -> tuple[str, ...]:
    """Every nominative that a Russian surname alone may stand for, itself first."""
    if not _CYRILLIC.search(word):
        return (word,)
    forms = [word, _surname(word, "m"), _surname(word, "f")]
    return tuple(dict.fromkeys(forms))
