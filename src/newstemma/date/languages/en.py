"""English time words."""

from __future__ import annotations

from newstemma.date.pack import Words, make_pack

__all__ = ["PACK"]

_WORDS: Words = {
    "month": {
        1: "january|jan", 2: "february|feb", 3: "march|mar", 4: "april|apr", 5: "may", 6: "june|jun",
        7: "july|jul",
        8: "august|aug", 9: "september|sept|sep", 10: "october|oct", 11: "november|nov", 12: "december|dec",
    },
    "weekday": {
        1: "monday|mondays|mon", 2: "tuesday|tuesdays|tue|tues", 3: "wednesday|wednesdays|wed",
        4: "thursday|thursdays|thu|thur|thurs", 5: "friday|fridays|fri", 6: "saturday|saturdays|sat",
        7: "sunday|sundays|sun",
    },
    "unit": {"D": "day", "W": "week", "M": "month", "WE": "weekend", "E": "decade", "C": "century"},
    "year_unit": {"Y": "year"},
    "quarter_unit": {"Q": "quarter"},
    "units": {"D": "days", "W": "weeks|wks", "M": "months|mos", "Q": "quarters", "WE": "weekends",
        "Y": "years|yrs",
              "E": "decades", "C": "centuries"},
    "time_unit": {"TH": "hour", "TM": "minute"},
    "time_units": {"TH": "hours|hrs", "TM": "minutes|mins", "TS": "seconds|secs"},
    "number": {
        1: "one", 2: "two|a couple of|couple of|a couple|a pair of", 3: "three", 4: "four", 5: "five",
        6: "six",
        7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve|a dozen", 13: "thirteen",
        14: "fourteen",
        15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
    },
    "tens": {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
             90: "ninety"},
    "hundred": {100: "hundred", 1000: "thousand"},
    "ordinal": {
        1: "first", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
        10: "tenth", 11: "eleventh", 12: "twelfth", 13: "thirteenth", 14: "fourteenth", 15: "fifteenth",
        16: "sixteenth", 17: "seventeenth", 18: "eighteenth", 19: "nineteenth", 20: "twentieth",
        21: "twenty-first", 22: "twenty-second", 23: "twenty-third", 24: "twenty-fourth", 25: "twenty-fifth",
        26: "twenty-sixth", 27: "twenty-seventh", 28: "twenty-eighth", 29: "twenty-ninth", 30: "thirtieth",
        31: "thirty-first",
    },
    "second": {2: "second"},
    "season": {"SP": "spring|springtime", "SU": "summer|summertime", "FA": "fall|autumn",
        "WI": "winter|wintertime"},
    "part": {"MO": "morning|mornings|dawn", "MI": "midday|noon", "AF": "afternoon|afternoons|mid-afternoon",
             "EV": "evening|evenings", "NI": "night|nights|midnight|overnight"},
    "shift": {"last": "last", "previous": "previous|preceding|prior", "this": "this|current|this current",
              "next": "next|coming|upcoming|this coming|this upcoming", "following": "following|ensuing",
              "same": "same|that|that same|this same", "past": "past|this past",
              "latest": "latest|most recent"},
    "today": {0: "today", -1: "yesterday", 1: "tomorrow", "tonight": "tonight", 2: "day after tomorrow",
              -2: "day before yesterday"},
    "now": {
        "PRESENT_REF": "now|right now|just now|currently|at present|at the moment|at this time|at this point|"
                       "presently|nowadays|these days|present",
        "PAST_REF": "recently|lately|recent|recent days|recent weeks|recent months|recent years|recent times",
        "FUTURE_REF": "soon|the future|the near future|in the near term|the near term|the short term|"
                      "as soon as possible|coming days|coming weeks|coming months|coming years|"
                          "coming quarters|"
                      "the coming days|the coming weeks|the coming months|the coming years|future quarters",
    },
    "back": {"ago": "ago"},
    "later": {"earlier": "earlier|before|previously|prior|beforehand",
        "later": "later|after|afterwards|afterward|thereafter",
              "hence": "hence|from now|from today"},
    "every": {"every": "every|each"},
    "often": {"P1D": "daily", "P1Y": "annually", "PT1H": "hourly"},
    "a": {1: "a|an"},
    "the": {"the": "the|its|their|his|her|our"},
    "of": {"of": "of|in"},
    "at": {"at": "at"},
    "prep": {"on": "on|since|until|till|by|from|during|through|throughout|between|as of|for|starting|"
        "beginning|"
                   "effective|to"},
    "mod": {"START": "early|the beginning of|beginning of|the start of|start of",
            "MID": "mid|the middle of|middle of",
            "END": "late|the end of|end of"},
    "few": {"X": "few|a few|several|many|a number of|numerous|a good many"},
    "half": {1: "half"},
    "fiscal": {"fiscal": "fiscal|financial"},
    "ampm": {"am": "a.m|am|a.m.", "pm": "p.m|pm|p.m."},
    "zone": {"zone": "gmt|est|edt|cst|cdt|pst|pdt|utc|et|pt|bst|cet|msk"},
    "oclock": {"oclock": "o'clock|hours gmt"},
    "old": {"old": "old|olds|aged|of age"},
    "about": {"about": "about|around|nearly|almost|roughly|approximately|over|under|at least|more than|"
        "less than|"
                       "no more than|fewer than|as many as|up to|within|only|just|some|another|"
                           "an additional|exactly"},
    "holiday": {"01-01": "new year's day", "12-25": "christmas day|christmas", "12-31": "new year's eve",
                "07-04": "fourth of july", "02-14": "valentine's day", "10-31": "halloween"},
    "and": {"and": "and|or"},
    "week_of": {"week_of": "week of|week ending|week ended"},
    "period": {"period": "period|term|results|level|figure"},
    "future": {"future": "will|shall|would|expects|expected|plans|planned|scheduled|due|upcoming|ll"},
    "past": {"past": "was|were|had|said|told|reported|did|rose|fell|killed|announced"},
}  # fmt: skip

PACK = make_pack(
    "en",
    _WORDS,
    abbreviations="jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun yrs wks mos m",
    capital="march may mar jan jun sat sun mon wed",
    common="the of and to in is that said for was on with has he it by from his at",
    day_first=False,
)
