"""Constants and word lists of drift. The lists are our own; words stand in folded form (text.normalise)."""

from __future__ import annotations

from typing import Final

__all__ = [
    "APPROXIMATIONS",
    "HEDGES",
    "LEAST_ALIGNED",
    "MONTHS",
    "NEAR_WORDS",
    "NEGATIONS",
    "QUOTED_RUN",
    "RELATIVE_DAYS",
    "SMALL_CHANGE",
    "WEEKDAYS",
]

LEAST_ALIGNED: Final = 0.3
"""Share of the shorter version's words that must align for a word-by-word account; below it the two are told
apart as one rewording, because a list of stray replacements explains nothing."""

SMALL_CHANGE: Final = 8
"""Words up to which a block with a negation or hedge is called by it; in a longer one it came or went with
the rest of its clause (a cut, an addition)."""

NEAR_WORDS: Final = 4
"""Words by which a number, date or name may stand off the place to which the alignment leads and still be the
one that replaced it ("5 June" and "June 6")."""

QUOTED_RUN: Final = 2
"""Words that quotation marks must newly enclose; around a single word they are scare quotes."""


def _levels(**words: str) -> dict[str, int]:
    return {w: int(level[1:]) for level, listed in words.items() for w in listed.split()}


HEDGES: Final[dict[str, int]] = _levels(
    # 1: hearsay and bare possibility
    _1="""may might could possibly perhaps maybe reportedly allegedly supposedly purportedly apparently
    seemingly unconfirmed rumoured rumored alleged suspected potential potentially possible seems seem appears
    appear
    vielleicht moglicherweise angeblich anscheinend offenbar scheinbar mutmasslich mutmassliche eventuell
    peut-etre pourrait pourraient semble semblerait apparemment pretendument presume presumee
    quiza quizas podria podrian supuestamente aparentemente parece presuntamente presunto presunta
    posiblemente
    возможно может могут мог могла могли якобы кажется видимо предположительно""",
    # 2: probability and expectation
    _2="""likely probably should presumably estimated expected
    wahrscheinlich vermutlich wohl voraussichtlich
    probablement devrait devraient
    probablemente deberia deberian
    вероятно наверное должен должна должны""",
    # 3: certainty and necessity; these count only against a weaker word
    _3="""will must shall certainly definitely undoubtedly surely
    muss mussen sicher gewiss zweifellos wird werden
    certainement doit doivent assurement
    ciertamente debe deben seguramente
    обязательно несомненно безусловно""",
)
"""Words by how sure they are; a text without any is as sure as level 3."""

APPROXIMATIONS: Final = frozenset(
    """about around approximately roughly nearly almost some etwa rund ungefahr fast knapp environ presque
    aproximadamente casi unos unas около примерно почти""".split()
)
"""Words that are hedges right before a number and nothing elsewhere ("about 500"; "about the war")."""

NEGATIONS: Final = frozenset(
    """not no never neither nor none nobody nothing without cannot n't
    nicht kein keine keinen keinem keiner nie niemals niemand nichts ohne
    ne pas jamais aucun aucune rien personne sans non
    nunca jamas ningun ninguna ninguno nada nadie sin tampoco
    не нет ни никогда никто ничего без никакой""".split()
)

_MONTHS = """january february march april may june july august september october november december
jan feb mar apr may jun jul aug sept oct nov dec
januar februar marz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"""
MONTHS: Final = {w: k for line in _MONTHS.split("\n") for k, w in enumerate(line.split(), start=1)}
"""Names of months and their numbers. "may", "mars", "mar", "march" and "mai" are so only by a number."""

_WEEKDAYS = """monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miercoles jueves viernes sabado domingo
понедельник вторник среда четверг пятница суббота воскресенье
понедельник вторник среду четверг пятницу субботу воскресенье"""
WEEKDAYS: Final = {w: k for line in _WEEKDAYS.split("\n") for k, w in enumerate(line.split(), start=1)}
"""Names of weekdays and their numbers, Monday first."""

_RELATIVE = """yesterday today tomorrow
gestern heute morgen
hier aujourd'hui demain
ayer hoy manana
вчера сегодня завтра"""
RELATIVE_DAYS: Final = {
    w: k - 2 for line in _RELATIVE.split("\n") for k, w in enumerate(line.split(), start=1)
}
"""Names of days by their distance from today."""
