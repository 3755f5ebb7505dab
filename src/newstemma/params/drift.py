"""Constants and word lists of drift. The lists are our own; words stand in folded form (text.normalise)."""

from __future__ import annotations

from typing import Final

__all__ = [
    "APPROXIMATIONS",
    "CLOSEST_PERCENT",
    "CURRENCIES",
    "DENIALS",
    "HEDGED_CLAUSE",
    "HEDGES",
    "IDLE",
    "INTENSIFIERS",
    "LEAST_ALIGNED",
    "MONTHS",
    "NAME_AROUND",
    "NEAR_WORDS",
    "NEGATIONS",
    "NEGATION_REACH",
    "QUOTED_RUN",
    "RELATIVE_DAYS",
    "SMALL_CHANGE",
    "UNITS",
    "WEEKDAYS",
]

LEAST_ALIGNED: Final = 0.3
"""Share of the shorter version's words that must align for a word-by-word account; below it the two are told
apart as one rewording, because a list of stray replacements explains nothing."""

SMALL_CHANGE: Final = 8
"""Words up to which a block with a negation or hedge is called by it; in a longer one it came or went with
the rest of its clause (a cut, an addition)."""

HEDGED_CLAUSE: Final = 3
"""Words of substance from which a clause that came or went takes its hedge along: it is a cut or an addition
then. A negation goes along with a single one ("not yet pumpkin"): nothing that had been said is denied."""

NEAR_WORDS: Final = 4
"""Words by which a number, date or name may stand off the place to which the alignment leads and still be the
one that replaced it ("5 June" and "June 6")."""

NEGATION_REACH: Final = 15
"""Words after a denial within which "nor" and "neither" go on with it and are no denial of their own."""

NAME_AROUND: Final = 4
"""Other words of substance in a changed block up to which one name took the place of another; in longer ones
two clauses tell different things, each with its own names."""

QUOTED_RUN: Final = 2
"""Words that quotation marks must newly enclose; around a single word they are scare quotes."""


def _levels(**words: str) -> dict[str, int]:
    return {w: int(level[1:]) for level, listed in words.items() for w in listed.split()}


HEDGES: Final[dict[str, int]] = _levels(
    # 1: hearsay and bare possibility
    _1="""may might could possibly perhaps maybe reportedly allegedly supposedly purportedly apparently
    seemingly seemed appeared purports unconfirmed rumoured rumored alleged suspected potential potentially
    possible seems seem appears appear purported conceivably arguably sometimes
    vielleicht moglicherweise angeblich anscheinend offenbar scheinbar mutmasslich mutmassliche eventuell
    peut-etre pourrait pourraient semble semblerait apparemment pretendument presume presumee
    quiza quizas podria podrian supuestamente aparentemente parece presuntamente presunto presunta
    posiblemente
    возможно может могут мог могла могли якобы кажется видимо предположительно""",
    # 2: probability and expectation
    _2="""likely probably should presumably estimated expected believed thought supposed
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

DENIALS: Final = frozenset(
    """instead rather fail failed fails failing refuse refused refuses refusing unable unclear unlikely
    unknown impossible deny denied denies lack lacked lacks hardly barely scarcely
    statt anstatt weigert weigerte verweigert unmoglich unklar kaum fehlt
    plutot refuse refusent impossible incapable
    rehusa rehuso imposible apenas
    отказался отказалась отказались отказывается невозможно неизвестно""".split()
)
"""Words that deny without a negation: "unable to" beside "could not" is no change of polarity."""

INTENSIFIERS: Final = frozenset(
    """very extremely highly deeply completely totally fully entirely absolutely utterly really truly hugely
    strongly firmly severely massively incredibly unequivocally categorically only merely slightly somewhat
    sehr ausserst vollig absolut wirklich nur etwas tief
    tres extremement completement totalement absolument vraiment seulement
    muy extremadamente completamente totalmente absolutamente realmente solo
    очень крайне полностью совершенно абсолютно действительно только""".split()
)
"""Words that make a statement stronger or weaker without another fact."""

IDLE: Final = frozenset(
    """a an the that which who whom is are am was were be been being has have had having do does did of to on
    in at by for with and as it its this these those there so then also his her hers their theirs our ours my
    mine your yours he she they we i him them us me from into s t re ve ll d
    der die das dem den des ein eine einen einem einer eines ist sind war waren sei seien hat haben habe hatte
    hatten worden wurde wurden zu und dass es sich er sie wir ich im am vom zum zur auf von mit fur
    le la les l un une des de du est sont etait a ont avait que qu qui et se s au aux en il elle ils elles
    el los las unos unas del es son era ha han que y lo al
    и что это в на с по из к у он она они мы я его ее их""".split()
)
"""Words whose coming and going alone is no change that a reader would name: articles, forms of "to be" and
"to have" (reported speech shifts tenses), plain prepositions and pronouns."""

_UNITS = """second seconds sec sekunde sekunden seconde secondes segundo segundos секунд секунды
minute minutes min minuten minuto minutos минут минуты
hour hours h stunde stunden heure heures hora horas час часа часов
day days tag tage tagen jour jours dia dias день дня дней
week weeks woche wochen semaine semaines semana semanas неделя недели недель
month months monat monate monaten mois mes meses месяц месяца месяцев
year years jahr jahre jahren an ans annee annees ano anos год года лет
metre metres meter meters m metro metros метр метра метров
kilometre kilometres kilometer kilometers km kilometro kilometros километр километра километров
mile miles meile meilen mille milles milla millas миля мили миль
foot feet ft fuss pied pieds pie pies фут фута футов
kilo kilos kilogram kilograms kilogramme kg килограмм килограмма килограммов
ton tons tonne tonnes tonnen tonelada toneladas тонна тонны тонн"""
UNITS: Final = {w: line.split()[0] for line in _UNITS.split("\n") for w in line.split()}
"""Units of measure by any of their names. Two numbers with different units are different, whatever their
value; nouns that are merely counted may be called otherwise ("340 people", "340 passengers")."""

_CURRENCIES = """$ dollar dollars usd доллар доллара долларов
€ euro euros eur евро
£ pound pounds gbp pfund livres libras фунт фунта фунтов
₽ rouble roubles ruble rubles rubel рубль рубля рублей
¥ yen yuan"""
CURRENCIES: Final = {w: line.split()[0] for line in _CURRENCIES.split("\n") for w in line.split()}
"""Currencies by any of their names or signs."""

CLOSEST_PERCENT: Final = 5.0
"""Points by which a percentage may miss the growth between two numbers and still be an account of it ("60 per
cent" for 436 to 710, which is 62.8); farther off it is no account of these two."""

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
