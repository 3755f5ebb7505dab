"""French time words."""

from __future__ import annotations

from newstemma.date.pack import Words, make_pack

__all__ = ["PACK"]

_WORDS: Words = {
    "month": {
        1: "janvier|janv", 2: "février|fevrier|févr", 3: "mars", 4: "avril|avr", 5: "mai", 6: "juin",
        7: "juillet|juil", 8: "août|aout", 9: "septembre|sept", 10: "octobre|oct", 11: "novembre|nov",
        12: "décembre|decembre|déc",
    },
    "weekday": {1: "lundi|lundis", 2: "mardi|mardis", 3: "mercredi|mercredis", 4: "jeudi|jeudis",
                5: "vendredi|vendredis", 6: "samedi|samedis", 7: "dimanche|dimanches"},
    "unit": {"D": "jour|journée", "W": "semaine", "M": "mois", "WE": "week-end|weekend", "E": "décennie",
             "C": "siècle", "H": "semestre"},
    "year_unit": {"Y": "an|année"},
    "quarter_unit": {"Q": "trimestre"},
    "units": {"D": "jours|journées", "W": "semaines", "Q": "trimestres", "Y": "ans|années",
        "WE": "week-ends|weekends",
              "E": "décennies", "C": "siècles"},
    "time_unit": {"TH": "heure", "TM": "minute"},
    "time_units": {"TH": "heures", "TM": "minutes", "TS": "secondes"},
    "number": {
        2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf",
        10: "dix", 11: "onze",
        12: "douze|une douzaine de", 13: "treize", 14: "quatorze", 15: "quinze|une quinzaine de", 16: "seize",
        17: "dix-sept", 18: "dix-huit", 19: "dix-neuf", 80: "quatre-vingts|quatre-vingt", 70: "soixante-dix",
        90: "quatre-vingt-dix",
    },
    "tens": {20: "vingt|une vingtaine de", 30: "trente|une trentaine de", 40: "quarante", 50: "cinquante",
             60: "soixante", 10: "une dizaine de"},
    "hundred": {100: "cent|cents", 1000: "mille"},
    "ordinal": {
        1: "premier|première|1er|1re|1ère", 2: "deuxième|seconde", 3: "troisième", 4: "quatrième",
        5: "cinquième", 6: "sixième",
        10: "dixième|xe", 11: "xie", 12: "xiie", 13: "xiiie", 14: "xive", 15: "xve", 16: "xvie", 17: "xviie",
        18: "xviiie", 19: "xixe", 20: "xxe|vingtième", 21: "xxie",
    },
    "season": {"SP": "printemps", "SU": "l'été|cet été|en été|d'été|été dernier|été prochain",
        "FA": "automne", "WI": "hiver"},
    "part": {"MO": "matin|matinée|aube", "MI": "midi", "AF": "après-midi", "EV": "soir|soirée",
        "NI": "nuit|minuit"},
    "shift": {"this": "ce|cet|cette|courant"},
    "adj": {
        "last": "dernier|dernière|derniers|dernières|passé|passée",
        "next": "prochain|prochaine|prochains|prochaines", "previous": "précédent|précédente",
        "following": "suivant|suivante", "same": "même|de la même",
    },
    "today": {0: "aujourd'hui", -1: "hier", 1: "demain", -2: "avant-hier", 2: "après-demain"},
    "now": {
        "PRESENT_REF": "maintenant|actuellement|à présent|en ce moment|désormais",
        "PAST_REF": "récemment|dernièrement|naguère|ces derniers temps",
        "FUTURE_REF": "bientôt|prochainement|à l'avenir|dans un proche avenir",
    },
    "later": {"earlier": "plus tôt|auparavant|avant", "later": "plus tard|après"},
    "before": {"ago": "il y a|voici|voilà", "in": "dans"},
    "every": {"every": "chaque|tous les|toutes les"},
    "often": {"P1D": "quotidiennement", "P1Y": "annuellement", "P1M": "mensuellement"},
    "a": {1: "un|une"},
    "the": {"the": "le|la|l|les"},
    "of": {"of": "de|du|d|de l|de la"},
    "at": {"at": "à|vers"},
    "prep": {"on": "en|au|depuis|jusqu|dès|pendant|durant|pour"},
    "mod": {"START": "début|le début|au début", "MID": "mi|mi-|milieu|le milieu", "END": "fin|la fin"},
    "few": {"X": "quelques|plusieurs|nombreuses"},
    "half": {1: "demi|demie"},
    "zone": {"zone": "gmt|utc"},
    "old": {"old": "âgé de|âgée de"},
    "about": {"about": "environ|près de|presque|plus de|moins de|au moins|quelque"},
    "holiday": {"12-25": "noël", "01-01": "jour de l'an", "12-31": "saint-sylvestre",
        "07-14": "fête nationale"},
    "and": {"and": "et|ou"},
    "quarter_code": {1: "t1", 2: "t2", 3: "t3", 4: "t4"},
    "future": {"future": "va|vont|doit|devrait|devraient|sera|seront|aura|auront|prévoit|prévu|prévue"},
    "past": {"past": "a|ont|était|étaient|avait|avaient|déclaré|annoncé|indiqué|affirmé|fut"},
}  # fmt: skip

PACK = make_pack(
    "fr",
    _WORDS,
    abbreviations="janv févr avr juil sept oct nov déc",
    common="le la les de des du et en un une que qui dans pour est sur par au pas plus ne se il ont été a",
)
