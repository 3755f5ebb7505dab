"""German time words; adjectives with their endings."""

from __future__ import annotations

from newstemma.date.pack import Words, make_pack

__all__ = ["PACK"]


def _endings(*stems: str, endings: str = "e en er es em") -> str:
    return "|".join(stem + ending for stem in stems for ending in endings.split())


_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_PARTS = ("", "s", "morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
_ORDINALS = (
    "erst",
    "zweit",
    "dritt",
    "viert",
    "fünft",
    "sechst",
    "siebt",
    "acht",
    "neunt",
    "zehnt",
    "elft",
    "zwölft",
)

_WORDS: Words = {
    "month": {
        1: "januar|jänner|jan", 2: "februar|feber|feb", 3: "märz|mär", 4: "april|apr", 5: "mai",
        6: "juni|jun",
        7: "juli|jul", 8: "august|aug", 9: "september|sept|sep", 10: "oktober|okt", 11: "november|nov",
        12: "dezember|dez",
    },
    "weekday": {
        **{i: "|".join(day + part for part in _PARTS) for i, day in enumerate(_DAYS, 1)},
        6: "|".join(day + part for day in ("samstag", "sonnabend") for part in _PARTS),
    },
    "unit": {"D": "tag", "W": "woche", "M": "monat|monats", "WE": "wochenende|wochenendes",
             "E": "jahrzehnt|jahrzehnts", "C": "jahrhundert|jahrhunderts",
             "H": "halbjahr|halbjahres|halbjahrs"},
    "year_unit": {"Y": "jahr|jahres|jahrs|jahre"},
    "quarter_unit": {"Q": "quartal|quartals|vierteljahr"},
    "units": {"D": "tage|tagen", "W": "wochen", "M": "monate|monaten", "Q": "quartale|quartalen",
        "Y": "jahren",
              "WE": "wochenenden", "E": "jahrzehnte|jahrzehnten", "C": "jahrhunderte|jahrhunderten"},
    "time_unit": {"TH": "stunde", "TM": "minute"},
    "time_units": {"TH": "stunden", "TM": "minuten", "TS": "sekunden"},
    "number": {
        2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben",
        8: "acht", 9: "neun", 10: "zehn",
        11: "elf", 12: "zwölf|ein dutzend", 13: "dreizehn", 14: "vierzehn", 15: "fünfzehn", 16: "sechzehn",
        17: "siebzehn", 18: "achtzehn", 19: "neunzehn",
    },
    "tens": {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig",
        80: "achtzig",
             90: "neunzig"},
    "hundred": {100: "hundert", 1000: "tausend"},
    "ordinal": {i: _endings(stem) for i, stem in enumerate(_ORDINALS, 1)},
    "season": {"SP": "frühling|frühlings|frühjahr|frühjahrs", "SU": "sommer|sommers",
        "FA": "herbst|herbstes|herbsts",
               "WI": "winter|winters"},
    "part": {"MO": "morgen|vormittag|früh", "MI": "mittag", "AF": "nachmittag", "EV": "abend",
        "NI": "nacht|mitternacht"},
    "shift": {
        "last": _endings("letzt", "vergangen", "vorig"), "this": _endings("dies", "heurig", "laufend",
        "jetzig"),
        "next": _endings("nächst", "kommend"), "following": _endings("folgend", "darauffolgend"),
        "previous": _endings("vorangegangen", "vorhergehend"),
        "same": "selben|desselben|derselben|dasselbe|gleichen|demselben|jenem|jenes|jener",
    },
    "today": {0: "heute|heutigen", -1: "gestern|gestrigen", 1: "morgen", -2: "vorgestern", 2: "übermorgen"},
    "now": {
        "PRESENT_REF": "jetzt|derzeit|momentan|gegenwärtig|zurzeit|zur zeit|im moment|aktuell|heutzutage",
        "PAST_REF": "kürzlich|neulich|vor kurzem|zuletzt|in letzter zeit|jüngst|früher",
        "FUTURE_REF": "bald|in kürze|demnächst|in zukunft|künftig|in naher zukunft",
    },
    "back": {"ago": "her"},
    "later": {"earlier": "zuvor|davor|vorher", "later": "später|danach|darauf"},
    "before": {"ago": "vor", "in": "in"},
    "every": {"every": _endings("jed")},
    "often": {"P1D": "täglich", "P1W": "wöchentlich", "P1M": "monatlich", "P1Y": "jährlich|alljährlich"},
    "a": {1: "ein|eine|einem|einen|einer|eines"},
    "the": {"the": "der|die|das|den|dem"},
    "of": {"of": "des|von|vom"},
    "at": {"at": "um|gegen"},
    "prep": {"on": "am|im|seit|bis|ab|zum|zur"},
    "mod": {"START": "anfang|beginn|zu beginn", "MID": "mitte", "END": "ende"},
    "few": {"X": "einige|einigen|mehrere|mehreren|wenige|wenigen|ein paar|einem paar|vielen|viele"},
    "half": {1: "halb"},
    "oclock": {"oclock": "uhr"},
    "zone": {"zone": "mez|mesz|gmt|utc"},
    "old": {"old": "alt|alte|alten|alter|altes|jährige|jährigen|jähriger"},
    "about": {"about": "etwa|rund|fast|knapp|mehr als|mindestens|ungefähr|gut|circa|höchstens"},
    "holiday": {"01-01": "neujahr", "12-24": "heiligabend|heiliger abend", "12-31": "silvester"},
    "and": {"and": "und|oder"},
    "future": {"future": "wird|werden|soll|sollen|will|wollen|plant|planen|würde"},
    "past": {"past": "war|waren|hatte|hatten|wurde|wurden|sagte|sagten|erklärte|hat|habe|teilte|berichtete"},
}  # fmt: skip

PACK = make_pack(
    "de",
    _WORDS,
    abbreviations="jan feb mär apr jun jul aug sept sep okt nov dez",
    lower="morgen",
    common="der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an sagte",
)
