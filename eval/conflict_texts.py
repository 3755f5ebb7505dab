"""Planted conflicts: pairs of short articles of our own that contradict each other in one known way.

Others agree. Everything is invented; the seed fixes every word.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

__all__ = ["KINDS", "Planted", "planted"]

KINDS = ("number", "date", "growth", "negation", "opposite", "denial", "fact", "speakers")
_CONFLICT = {
    "number": "number",
    "growth": "number",
    "date": "date",
    "fact": "attribution",
    "speakers": "attribution",
}

_BEGINNINGS = "Tarn Velb Osk Merr Dunl Pels Arv Corr Hest Lom Quil Sand Ulm Yarr Zel Brack Fenn Gorl Iv Jas"
_ENDS = "holm eck away in owe ika by ara port var"
_PLACES = tuple(a + b for a in _BEGINNINGS.split() for b in _ENDS.split())
_FIRST = "Ada Boris Clara Dorian Elin Fergus Greta Hal Ines Jonas Kira Lars Mona Niels Olga Piet Rhea".split()
_LAST = """Quennell Varga Tolland Brisk Meadows Hartog Lindqvist Osei Pell Rook Sorley Tamm Ulrich Verhoef
Wick Yates Zander Amberg Castellan Dufour""".split()
_THINGS = (
    (
        "cars",
        "were washed away when the {p} dam broke on Tuesday night",
        "The {p} dam broke on Tuesday night and {n} cars were washed away",
    ),
    (
        "people",
        "were hurt when a tram left the rails in {p} on Friday morning",
        "On Friday morning a tram left the rails in {p} and {n} people were hurt",
    ),
    (
        "homes",
        "lost their power after the storm tore down lines near {p}",
        "After the storm tore down the lines near {p}, {n} homes lost their power",
    ),
    (
        "horses",
        "died in the fire at the {p} riding school",
        "The fire at the {p} riding school killed {n} horses",
    ),
    (
        "boats",
        "sank at their moorings in the gale that hit {p} harbour",
        "In the gale that hit {p} harbour, {n} boats sank at their moorings",
    ),
)
_DEEDS = (
    ("the {p} council", "approved", "the plan for a tunnel below the old market"),
    ("the {p} hospital", "closed", "its children's ward for the summer"),
    ("the {p} police", "arrested", "the owner of the burnt warehouse"),
    ("the {p} museum", "sold", "the two bronze lions of its staircase"),
    ("the {p} waterworks", "warned", "residents of lead in the northern pipes"),
)
_OFFERS = ("the company's pay offer", "the ministry's plan for the airfield", "the lenders' last proposal")
_CLAIMS = (
    "the {p} reservoir has been poisoned with solvent from the dye works",
    "the {p} bridge was built with steel from a scrapped tanker",
    "the {p} zoo has secretly sold its last polar bear to a circus",
    "the {p} theatre will be torn down for a parking garage in autumn",
    "the {p} ferry carried twice as many passengers as its licence allows",
)
_QUOTES = (
    "Nobody who has seen the {p} cellars would ever sleep in that house again",
    "We were promised a school in {p} and all we got was a fence around a field",
    "I would rather swim from {p} to the lighthouse than board that ship again",
    "There is more honesty in one {p} fishmonger than in this whole parliament",
)
_FILLER = (
    "Rain is forecast for the rest of the week.",
    "Traffic was diverted for an hour.",
    "The local radio played music all afternoon.",
    "A market takes place there every second Saturday.",
    "Schools reopen after the holidays.",
    "The town was founded by monks.",
    "Parking is free on Sundays.",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A planted conflict.

    Attributes:
        kind: one of ``KINDS``.
        expected: the kind that the conflicts table calls it; None if the pair does not contradict itself.
        texts: one or two articles.
    """

    kind: str
    expected: str | None
    texts: tuple[str, ...]


def planted(seed: int, each: int) -> list[Planted]:
    """``each`` conflicts of every kind, and half as many pairs that agree."""
    rng = random.Random(seed)
    places = iter(rng.sample(_PLACES, len(_PLACES)))  # each name once
    out = []
    for kind in KINDS:
        for k in range(each):
            out.append(_one(rng, kind, next(places), conflict=True))
            if k % 2:
                out.append(_one(rng, kind, next(places), conflict=False))
    return out


def _name(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def _one(rng: random.Random, kind: str, place: str, conflict: bool) -> Planted:
    make = {
        "number": _number,
        "date": _date,
        "growth": _growth,
        "negation": _negation,
        "opposite": _opposite,
        "denial": _denial,
        "fact": _fact,
        "speakers": _speakers,
    }[kind]
    sentences = make(rng, place, conflict)
    texts = tuple(_article(rng, s) for s in sentences)
    return Planted(kind, _CONFLICT.get(kind, "polarity") if conflict else None, texts)


def _article(rng: random.Random, sentence: str) -> str:
    before, after = rng.sample(_FILLER, 2)
    return f"{before} {sentence} {after}\n"


def _number(rng: random.Random, place: str, conflict: bool) -> tuple[str, str]:
    unit, rest, other = rng.choice(_THINGS)
    n = rng.randint(11, 90)
    m = n + rng.randint(3, 40) if conflict else n
    return f"{n} {unit} {rest.format(p=place)}.", f"{other.format(p=place, n=m)}."


def _date(rng: random.Random, place: str, conflict: bool) -> tuple[str, str]:
    year, months = rng.randint(1950, 2015), ("March", "June", "October")
    other = year + rng.randint(1, 4) if conflict else year
    thing = rng.choice(("Canal Treaty", "Water Accord", "Railway Charter"))
    day, month = rng.randint(2, 27), rng.choice(months)
    return (
        f"The {place} {thing} was signed in {year} by three towns.",
        f"On {day} {month} {other} the mayors signed the {place} {thing} in a tent.",
    )


def _growth(rng: random.Random, place: str, conflict: bool) -> tuple[str]:
    first = rng.randint(100, 900)
    last = first + round(first * rng.randint(20, 80) / 100)
    true = (last - first) / first * 100
    stated = round(true) + (rng.choice((-9, -6, 6, 9)) if conflict else 0)
    return (f"Traffic in {place} grew by {stated} per cent, from {first} lorries a day to {last}.",)


def _negation(rng: random.Random, place: str, conflict: bool) -> tuple[str, str]:
    who, did, what = rng.choice(_DEEDS)
    who, base = (
        who.format(p=place),
        {"approved": "approve", "closed": "close", "arrested": "arrest", "sold": "sell", "warned": "warn"}[
            did
        ],
    )
    second = f"{who} did not {base} {what}, {_name(rng)} said" if conflict else f"{who} also {did} {what}"
    return f"{_up(who)} {did} {what} on Monday.", f"{_up(second)}."


def _opposite(rng: random.Random, place: str, conflict: bool) -> tuple[str, str]:
    offer = rng.choice(_OFFERS)
    verb = "accepted" if conflict else "rejected"
    return (
        f"Dockers in {place} rejected {offer} at a meeting on Thursday.",
        f"At a meeting on Thursday, dockers in {place} {verb} {offer}.",
    )


def _denial(rng: random.Random, place: str, conflict: bool) -> tuple[str, str]:
    claim = rng.choice(_CLAIMS).format(p=place)
    who = _name(rng)
    answer = f"{who} denied that {claim}." if conflict else f"{who} repeated that {claim}."
    return f"{_name(rng)} said that {claim}.", answer


def _fact(rng: random.Random, place: str, conflict: bool) -> tuple[str, str]:
    claim = rng.choice(_CLAIMS).format(p=place)
    again = f"{_up(claim)}." if conflict else f"{_name(rng)} told reporters that {claim}."
    return f"{_name(rng)} told reporters that {claim}.", again


def _speakers(rng: random.Random, place: str, conflict: bool) -> tuple[str, str]:
    quote, first = rng.choice(_QUOTES).format(p=place), _name(rng)
    second = first
    while conflict and set(second.split()) & set(first.split()):
        second = _name(rng)
    return f"“{quote},” said {first}, a baker.", f"“{quote},” {second} said on Sunday."


def _up(text: str) -> str:
    return text[0].upper() + text[1:]
