"""English time words: a line is a class, a value and the forms that have it."""

from __future__ import annotations

from newstemma.date.pack import make_pack

__all__ = ["PACK"]

_WORDS = """
month 1: january, jan
month 2: february, feb
month 3: march, mar
month 4: april, apr
month 5: may
month 6: june, jun
month 7: july, jul
month 8: august, aug
month 9: september, sept, sep
month 10: october, oct
month 11: november, nov
month 12: december, dec
weekday 1: monday, mon
weekday 2: tuesday, tue, tues
weekday 3: wednesday, wed
weekday 4: thursday, thu, thur, thurs
weekday 5: friday, fri
weekday 6: saturday, sat
weekday 7: sunday, sun
weekdays 1: mondays
weekdays 2: tuesdays
weekdays 3: wednesdays
weekdays 4: thursdays
weekdays 5: fridays
weekdays 6: saturdays
weekdays 7: sundays
unit D: day
unit W: week
unit M: month
unit WE: weekend
unit E: decade
unit C: century
year_unit Y: year
quarter_unit Q: quarter
units D: days
units W: weeks, wks
units M: months, mos
units Q: quarters
units WE: weekends
units Y: years, yrs
units E: decades
units C: centuries
time_unit TH: hour
time_unit TM: minute
time_units TH: hours, hrs
time_units TM: minutes, mins
time_units TS: seconds, secs
number 1: one
number 2: two, a couple of, couple of, a couple, a pair of
number 3: three
number 4: four
number 5: five
number 6: six
number 7: seven
number 8: eight
number 9: nine
number 10: ten
number 11: eleven
number 12: twelve, a dozen, dozen
number 13: thirteen
number 14: fourteen
number 15: fifteen
number 16: sixteen
number 17: seventeen
number 18: eighteen
number 19: nineteen
tens 20: twenty
tens 30: thirty
tens 40: forty
tens 50: fifty
tens 60: sixty
tens 70: seventy
tens 80: eighty
tens 90: ninety
hundred 100: hundred
hundred 1000: thousand
ordinal 1: first
ordinal 3: third
ordinal 4: fourth
ordinal 5: fifth
ordinal 6: sixth
ordinal 7: seventh
ordinal 8: eighth
ordinal 9: ninth
ordinal 10: tenth
ordinal 11: eleventh
ordinal 12: twelfth
ordinal 13: thirteenth
ordinal 14: fourteenth
ordinal 15: fifteenth
ordinal 16: sixteenth
ordinal 17: seventeenth
ordinal 18: eighteenth
ordinal 19: nineteenth
ordinal 20: twentieth
ordinal 21: twenty-first
ordinal 22: twenty-second
ordinal 23: twenty-third
ordinal 24: twenty-fourth
ordinal 25: twenty-fifth
ordinal 26: twenty-sixth
ordinal 27: twenty-seventh
ordinal 28: twenty-eighth
ordinal 29: twenty-ninth
ordinal 30: thirtieth
ordinal 31: thirty-first
second 2: second
quarter_code 1: q1
quarter_code 2: q2
quarter_code 3: q3
quarter_code 4: q4
season SP: spring, springtime
season SU: summer, summertime
season FA: fall, autumn
season WI: winter, wintertime
part MO: morning, mornings, dawn
part 12:00: midday, noon
part AF: afternoon, afternoons, mid-afternoon
part EV: evening, evenings
part NI: night, nights
part 24:00: midnight
shift last: last
shift previous: previous, preceding, prior
shift this: this, current, this current
shift next: next, coming, upcoming, this coming, this upcoming
shift following: following, ensuing
shift same: same, that, that same, this same
shift past: past, this past
shift latest: latest, most recent
today 0: today
today -1: yesterday
today 1: tomorrow
today tonight: tonight
today last_night: overnight
today 2: day after tomorrow
today -2: day before yesterday
now PRESENT_REF: now, right now, just now, currently, at present, at the moment
now PRESENT_REF: presently, nowadays, these days
now PAST_REF: recently, lately, recent, recent days, recent weeks, recent months, recent years
now PAST_REF: recent times
now FUTURE_REF: the future, the near future, in the near term, the near term, the short term
now FUTURE_REF: as soon as possible, coming days, coming weeks, coming months, coming years
now FUTURE_REF: coming quarters, the coming days, the coming weeks, the coming months
now FUTURE_REF: the coming years, future quarters
back ago: ago
later earlier: earlier, previously
later later: later, afterwards, afterward, thereafter
later hence: hence, from now, from today
every every: every, each
often P1D: daily
often PT1H: hourly
a 1: a, an
the the: the, its, their
of of: of, in
at at: at
prep on: on, since, until, till, by, from, during, through, throughout, between, as of, for
prep on: starting, beginning, effective, to
mod START: early, the beginning of, beginning of, the start of, start of
mod MID: mid, middle, the middle of, middle of
mod END: late, the end of, end of, end
few X: few, a few, several, many, a number of, numerous, a good many
half 1: half
fiscal fiscal: fiscal, financial
ampm am: a.m, am, a.m.
ampm pm: p.m, pm, p.m.
zone zone: gmt, est, edt, cst, cdt, pst, pdt, utc, et, pt, bst, cet, msk
oclock oclock: o'clock, hours gmt
old old: old, olds, aged, of age
about about: about, around, nearly, almost, roughly, approximately, over, under, at least
about about: more than, less than, no more than, fewer than, as many as, up to, within, only, just
about about: some, another, an additional, exactly
holiday 01-01: new year's day, new year's
holiday 12-25: christmas day, christmas
holiday 12-24: christmas eve
holiday 12-31: new year's eve
holiday 07-04: fourth of july
holiday 02-14: valentine's day
holiday 10-31: halloween
holiday 11/4/4: thanksgiving day, thanksgiving
holiday 9/1/1: labor day
holiday 5/1/-1: memorial day
holiday 1/1/3: martin luther king day
holiday easter: easter, easter sunday
holiday easter-2: good friday
holiday easter+1: easter monday
holiday easter-7: palm sunday
decade 1990: nineteen nineties, nineties
decade 1980: nineteen eighties, eighties
decade 1970: nineteen seventies, seventies
decade 1960: nineteen sixties, sixties
decade 1950: nineteen fifties, fifties
decade 1930: thirties
decade 1920: twenties
holiday 07-04: independence day
holiday 11-11: veterans day, veteran's day, remembrance day, armistice day
holiday 10/1/2: columbus day
holiday 2/1/3: presidents' day, presidents day
holiday 5/7/2: mother's day
holiday 6/7/3: father's day
holiday 03-17: st. patrick's day
holiday 12-26: boxing day
holiday 05-01: may day
holiday 11/1/1+1: election day
genitive s: s
aside earlier: before
aside later: after
and and: and, or
more more: more, additional, further, full, straight, consecutive, whole, entire, long
week_of week_of: week of, week ending, week ended
period period: period
period figure: results, level, figure
trigger of: past, current, latest, period, nineteen, second
tense future: arrives, begins, starts, opens, leaves, departs, returns, expires, resumes, takes place
tense future: takes effect, is to, are to, is set, is due, are due, is scheduled, to begin, to start
tense future: to open, to meet, to visit, to attend, to arrive, to leave, to return, to vote, to decide
tense future: to hold, to take place, to appear, to be held, to discuss
tense future: planned to, agreed to, set to, ready to, about to, hopes to, hoped to, hoping to
tense future: promised to, vowed to, planning to, wants to, wanted to, planned
tense future: will, shall, would, expects to, expected to, plans to, scheduled, due, upcoming, may
tense future: could, might, should, 'll, is to, are to, to be, was to, were to, intends, going to
tense past: was, were, had, did, said, told, rose, fell, met, came, went, took, made, won, lost
tense past: began, saw, left, found, sent, held, gave, got, died, *ed
tense ahead: as early as, until, till, payable, effective, as soon as, starting, beginning
"""

PACK = make_pack(
    "en",
    _WORDS,
    abbreviations="apr aug dec feb fri jan jul jun m mar mon mos nov oct sat sep sept sun thu thur thurs tue "
    "tues wed wks yrs",
    capital="jan jun mar march may mon sat sun wed",
    common="and at by for from has he his in is it of on said that the to was with",
    day_first=False,
)
