"""Lexicons for conflicts: growth, events that happen once, opposites, negation. Written for newstemma.

Stems are folded beginnings of words (lower case, no accents), so that "proposed", "proposal" and "proposes"
meet. They are kept long enough not to catch other words.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ANYBODY",
    "BODIES",
    "DENIALS",
    "DENIAL_MARKS",
    "DETERMINERS",
    "EVENTS",
    "GROWTH",
    "HEDGES",
    "HIDDEN_NEGATIONS",
    "INDEFINITE",
    "INFINITIVES",
    "METONYMS",
    "NEGATIONS",
    "OPPOSITES",
    "OUTSIDERS",
    "OWN_VOICE",
    "PLACE_WORDS",
    "REPORTS",
    "ROUGH",
    "RUMOURS",
    "SHRINKING",
    "UNIQUE",
]

GROWTH: Final = (
    "grow", "grew", "increas", "rose", "ris", "climb", "jump", "surg", "soar", "up", "expand", "gain", "more",
    "wuchs", "gewachsen", "gestiegen", "stieg", "steig", "erhoht", "zunahm", "zugenommen", "mehr", "plus",
    "augment", "hausse", "progress", "cru", "bondi", "accru",
    "crec", "aument", "subi", "increment", "alza",
    "вырос", "выраст", "увелич", "рост", "возрос", "подн", "повыс",
)  # fmt: skip
"""Words that say a figure went up."""

SHRINKING: Final = (
    "fell", "fall", "drop", "declin", "decreas", "shrank", "shrunk", "shrink", "reduc", "down", "cut", "lost",
    "plung", "slid", "slump", "fiel", "gefallen", "sank", "gesunken", "sink", "verringer", "abgenommen",
    "minus", "weniger", "baiss", "chut", "recul", "diminu", "baj", "cay", "caid", "disminu", "descen",
    "reduj",
    "упал", "сниз", "сократ", "уменьш", "паден",
)  # fmt: skip
"""Words that say a figure went down."""

ROUGH: Final = frozenset(
    "about around roughly nearly almost approximately some over under than least most up circa more less "
    "fewer "
    "etwa rund fast knapp gut ungefahr uber mehr weniger mindestens hochstens bis "
    "environ pres presque quelque plus moins pres jusqu "
    "unos unas casi cerca alrededor aproximadamente mas menos "
    "около почти примерно порядка более менее свыше до".split()
)
"""Words before a number that say it is not exact."""

EVENTS: Final = (
    "propos", "founded", "founding", "foundation", "establish", "signed", "signing", "signature",
    "adopted", "adoption",
    "ratif", "died", "death", "born", "birth", "murder", "assassin", "inaugurat", "sank", "sunk", "sinking",
    "collided", "collision", "collaps", "erupted", "invaded", "invasion", "annex", "abolish", "dissolved",
    "vorgeschlag", "vorschlag", "unterzeich", "gegrundet", "grundung", "gestorben", "geboren", "getotet",
    "kollision", "gesunken", "abgesturzt", "absturz",
    "fonde", "fondat", "signe", "signat", "deces", "collision", "naufrag",
    "propuso", "propuest", "firmo", "firmad", "fundad", "murio", "nacio", "asesin", "hundio", "naufrag",
    "предлож", "подпис", "основан", "умер", "погиб", "родил", "убит", "затон", "столкн",
)  # fmt: skip
"""Actions that happen to one thing once, so that two dates for them cannot both hold. What happens to a thing
more than once (launch, open, announce, arrest, elect) is left out."""

OPPOSITES: Final = (
    (("reject", "refus", "dismiss", "spurn"), ("accept", "agree", "welcom", "approv", "positively")),
    (("den",), ("confirm", "admit", "acknowledg")),
    (("safe",), ("unsafe", "dangerous", "contaminat", "toxic")),
    (("alive", "surviv"), ("dead", "died", "killed")),
    (("guilty",), ("innocent", "not guilty")),
    (("true", "genuine", "authentic"), ("false", "fake", "hoax", "untrue")),
    (("increas", "rose", "grew"), ("decreas", "fell", "declin", "shrank")),
    (("won",), ("lost",)),
    (("abgelehnt", "ablehn", "zuruckgewies"), ("angenommen", "zugestimmt", "zustimm", "begrußt", "begrusst")),
    (("rejet", "refus"), ("accept", "approuv", "salu")),
    (("rechaz",), ("acept", "aprob", "acog")),
    (("отверг", "отклон", "отказ"), ("принял", "приня", "соглас", "одобр")),
)  # fmt: skip
"""Pairs of word families that cannot both be said of one thing at one time."""

NEGATIONS: Final = frozenset(
    "not never n't cannot neither nor nicht kein keine keinen keiner keinem nie niemals weder "
    "ne pas jamais aucun aucune nunca ningun ninguna tampoco не никогда".split()
)
"""Words that turn a sentence into its opposite; "no" and "without" negate a part of it only."""

HIDDEN_NEGATIONS: Final = (
    "unable", "incapab", "fail", "without", "refus", "lack", "denied", "deny", "denies", "impossib", "hardly",
    "barely", "no", "nobody", "nothing", "none", "ohne", "unfahig", "scheiter", "weiger", "unmogl", "kaum",
    "niemand", "nichts", "sans", "incapable", "echou", "impossible", "personne", "rien", "sin", "incapaz",
    "imposible", "nadie", "nada", "без", "невозможн", "никто", "ничего", "нет", "отказ",
)  # fmt: skip
"""Beginnings of words that negate without a negation word; a short one counts as a whole word only."""

UNIQUE: Final = frozenset(
    "last first only latest previous final letzte letzten letzter zuletzt erste ersten erster dernier "
    "последнюю последнего последней первый первая первое первую".split()
)
"""Words that make the action behind them one of its kind: "the last inspection", "was last inspected"."""

DENIALS: Final = (
    "denied", "denies", "deny", "denial", "refut", "debunk", "disput", "dementi", "bestreit", "bestritt",
    "widerleg", "widersprach", "desmint", "desment", "squash", "quash", "опроверг", "отрица",
)  # fmt: skip
"""Beginnings of words by which somebody denies what is claimed."""

RUMOURS: Final = ("rumor", "rumour", "gerucht", "rumeur", "слух")
"""Beginnings of words by which a claim is passed on without being made."""

DENIAL_MARKS: Final = frozenset(
    "hoax hoaxes false untrue fake bogus baseless unfounded fabricated falsch erfunden unwahr faux fausse "
    "infonde canular falso falsa bulo infundado ложь ложный ложные фейк неправда".split()
)
"""Words that call a claim not true."""

HEDGES: Final = frozenset(
    "may might could would should apparently allegedly reportedly supposedly purportedly presumably possibly "
    "perhaps maybe likely unlikely probably seemingly rumored rumoured alleged purported supposed apparent "
    "soll sollen angeblich mutmasslich offenbar wohl vielleicht wahrscheinlich konnte konnten durfte "
    "aurait auraient pourrait pourraient serait seraient peut-etre presume probablement "
    "habria habrian podria podrian quiza quizas supuesto supuestamente probablemente presunto "
    "якобы возможно вероятно предположительно может могут".split()
)
"""Words that keep a sentence from being told as fact."""

REPORTS: Final = (
    "said", "say", "told", "tell", "report", "accord", "claim", "alleg", "believ", "thought", "suspect",
    "rumor", "rumour", "suggest", "reveal", "confirm", "announc", "insist", "stated", "stating", "identif",
    "expect", "seem", "appear", "source", "quote", "wrote", "writes", "tweet", "post", "explain", "added",
    "adds", "refer", "dubb", "nickname",
    "warn", "describ", "predict", "estimat", "call", "ask", "argu", "note", "admit", "account", "speculat",
    "sagt", "teilte", "laut", "zufolge", "bericht", "erklar", "meld", "behaupt", "vermut",
    "dit", "selon", "affirm", "declar", "annonc", "assur", "estim", "croit",
    "dijo", "dice", "segun", "inform", "asegur", "anunci", "cree",
    "сказал", "заяв", "сообщ", "словам", "данным", "утвержд", "считает",
)  # fmt: skip
"""Beginnings of words that give what a sentence says to somebody, or call it a guess."""

OWN_VOICE: Final = frozenset(
    "i we my our me us i'm we're i've we've you your ich wir mein unser je nous notre mon yo nosotros mi "
    "я мы наш наша мой".split()
)
"""Words of a speaker: a sentence that has one is hardly an outlet's own."""

ANYBODY: Final = frozenset(
    "everyone everybody somebody someone nobody people many some others critics experts observers residents "
    "alle jeder viele manche leute tout beaucoup certains todos muchos algunos "
    "все многие некоторые эксперты".split()
)
"""Sources that are no one in particular."""

BODIES: Final = frozenset(
    "police house ministry government council company department office association group agency bureau "
    "court committee commission union university hospital party army force corps bank inc corp ltd news "
    "website site ministerium polizei regierung rat gericht amt ministere gouvernement ministerio gobierno "
    "policia министерство правительство полиция".split()
)
"""Words of names of bodies: what a body says, one of its people says."""

OUTSIDERS: Final = frozenset(
    "analyst analysts expert experts critic critics user users customer customers fan fans specialist "
    "watcher observer tourist visitor scholar historian envoy supporter opponent blogger author biographer "
    "experte expertin experten analyst analystin kritiker kritikerin kenner kunde spécialiste expert experte "
    "analyste critique experto experta analista эксперт аналитик обозреватель критик".split()
)
"""Roles that name what somebody looks at, not whom somebody belongs to: "an Apple analyst"."""

METONYMS: Final = {
    "RU": "moscow kremlin moskau moscou moscu москва москвы москве кремль кремля",
    "US": "washington pentagon",
    "GB": "london whitehall",
    "FR": "paris elysee matignon",
    "DE": "berlin",
    "UA": "kyiv kiev киев киева",
    "CN": "beijing peking pekin пекин",
    "IR": "tehran teheran",
    "TR": "ankara",
    "JP": "tokyo",
    "eu": "brussels brussel bruxelles bruselas брюссель",
    "nato": "brussels brussel bruxelles bruselas брюссель",
}  # fmt: skip
"""Whom a place or a building may stand for. "The West" is not here: no context says
which states are meant."""

PLACE_WORDS: Final = frozenset(
    "in at from near to around outside across into through of im nach aus von bei a de du dans pres en desde "
    "hacia в из под около на".split()
)
"""Words before a city that make it a place, or leave it open."""

DETERMINERS: Final = frozenset(
    "a an the his her its their my your our one this that ein eine einen einem einer der die das den dem "
    "sein ihr un une le la les son sa una el los las su".split()
)
"""Words before a noun and what describes it."""

INDEFINITE: Final = frozenset("a an ein eine einer un une una".split())
"""Words that begin a description rather than a name: "An American"."""

INFINITIVES: Final = frozenset("to zu".split())
"""Words that begin a content which asserts nothing by itself ("accused of", "expected to")."""
