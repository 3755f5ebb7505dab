"""Spanish time words."""

from __future__ import annotations

from newstemma.date.pack import Words, make_pack

__all__ = ["PACK"]

_ROMAN: dict[int | str, str] = {16: "xvi", 17: "xvii", 18: "xviii", 19: "xix", 20: "xx", 21: "xxi"}

_WORDS: Words = {
    "month": {
        1: "enero|ene", 2: "febrero|feb", 3: "marzo", 4: "abril|abr", 5: "mayo", 6: "junio|jun",
        7: "julio|jul",
        8: "agosto|ago", 9: "septiembre|setiembre|sept|sep", 10: "octubre|oct", 11: "noviembre|nov",
        12: "diciembre|dic",
    },
    "weekday": {1: "lunes", 2: "martes", 3: "miércoles|miercoles", 4: "jueves", 5: "viernes",
        6: "sábado|sabado|sábados",
                7: "domingo|domingos"},
    "unit": {"D": "día|dia", "W": "semana", "M": "mes", "WE": "fin de semana", "E": "década", "C": "siglo",
             "H": "semestre"},
    "year_unit": {"Y": "año"},
    "quarter_unit": {"Q": "trimestre"},
    "units": {"D": "días|dias", "W": "semanas", "M": "meses", "Q": "trimestres", "Y": "años",
        "WE": "fines de semana",
              "E": "décadas", "C": "siglos"},
    "time_unit": {"TH": "hora", "TM": "minuto"},
    "time_units": {"TH": "horas", "TM": "minutos", "TS": "segundos"},
    "number": {
        2: "dos|un par de", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho",
        9: "nueve", 10: "diez",
        11: "once", 12: "doce|una docena de", 13: "trece", 14: "catorce", 15: "quince", 16: "dieciséis",
        17: "diecisiete", 18: "dieciocho", 19: "diecinueve", 21: "veintiún|veintiuno|veintiuna",
        22: "veintidós",
        23: "veintitrés", 24: "veinticuatro", 25: "veinticinco",
    },
    "tens": {20: "veinte", 30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta",
        80: "ochenta",
             90: "noventa"},
    "hundred": {100: "cien|ciento", 1000: "mil"},
    "ordinal": {1: "primer|primero|primera", 2: "segundo|segunda", 3: "tercer|tercero|tercera",
        4: "cuarto|cuarta",
                5: "quinto|quinta", **_ROMAN},
    "season": {"SP": "primavera", "SU": "verano", "FA": "otoño", "WI": "invierno"},
    "part": {"MO": "madrugada|esta mañana|la mañana", "MI": "mediodía", "AF": "tarde", "EV": "atardecer",
        "NI": "noche|medianoche"},
    "shift": {"this": "este|esta|actual|presente"},
    "adj": {
        "last": "pasado|pasada|último|última|pasados|pasadas|últimos|últimas",

        "next": "próximo|próxima|próximos|próximas|que viene", "previous": "anterior|previo|previa",
        "following": "siguiente", "same": "mismo|misma|ese|esa|ese mismo|esa misma|aquel|aquella",
    },
    "today": {0: "hoy", -1: "ayer", 1: "mañana", -2: "anteayer|antes de ayer", 2: "pasado mañana",
        "last_night": "anoche"},
    "now": {
        "PRESENT_REF": "ahora|actualmente|en la actualidad|en este momento|hoy en día|ahora mismo",
        "PAST_REF": "recientemente|últimamente|hace poco|en el pasado",
        "FUTURE_REF": "pronto|próximamente|en el futuro|en un futuro próximo",
    },
    "later": {"earlier": "antes|atrás", "later": "después|más tarde"},
    "before": {"ago": "hace", "in": "dentro de"},
    "every": {"every": "cada|todos los|todas las"},
    "often": {"P1D": "diariamente|a diario", "P1Y": "anualmente", "P1M": "mensualmente",
        "P1W": "semanalmente"},
    "a": {1: "un|una"},
    "the": {"the": "el|la|los|las"},
    "of": {"of": "de|del|de la"},
    "at": {"at": "a las|a la|sobre las"},
    "prep": {"on": "en|desde|hasta|a|durante|por|al"},
    "mod": {"START": "principios|inicios|comienzos|principio", "MID": "mediados",
        "END": "finales|fines|final|fin"},
    "few": {"X": "pocos|pocas|varios|varias|algunos|algunas|unos pocos|unas pocas|unos|unas|muchos"},
    "half": {1: "medio|media"},
    "zone": {"zone": "gmt|utc"},
    "oclock": {"oclock": "horas gmt"},
    "about": {"about": "unos|cerca de|casi|más de|menos de|al menos|alrededor de|aproximadamente"},
    "holiday": {"12-25": "navidad", "12-31": "nochevieja", "12-24": "nochebuena"},
    "and": {"and": "y|o"},
    "future": {"future": "va|van|será|serán|debe|planea|prevé|previsto|prevista|hará|tendrá"},
    "past": {"past": "fue|fueron|era|había|habían|dijo|dijeron|anunció|declaró|informó|afirmó|ha|han"},
}  # fmt: skip

PACK = make_pack(
    "es",
    _WORDS,
    abbreviations="ene feb abr jun jul ago sept sep oct nov dic",
    common="el la los las de del y en un una que por para con se su al es lo como más dijo fue ha",
)
