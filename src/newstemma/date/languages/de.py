"""German time words: a line is a class, a value and the forms that have it."""

from __future__ import annotations

from newstemma.date.pack import make_pack

__all__ = ["PACK"]

_WORDS = """
month 1: januar, jänner, jan
month 2: februar, feber, feb
month 3: märz, mär
month 4: april, apr
month 5: mai
month 6: juni, jun
month 7: juli, jul
month 8: august, aug
month 9: september, sept, sep
month 10: oktober, okt
month 11: november, nov
month 12: dezember, dez
weekday 1: montag, montags, montagmorgen, montagvormittag, montagmittag, montagnachmittag
weekday 1: montagabend, montagnacht
weekday 2: dienstag, dienstags, dienstagmorgen, dienstagvormittag, dienstagmittag
weekday 2: dienstagnachmittag, dienstagabend, dienstagnacht
weekday 3: mittwoch, mittwochs, mittwochmorgen, mittwochvormittag, mittwochmittag
weekday 3: mittwochnachmittag, mittwochabend, mittwochnacht
weekday 4: donnerstag, donnerstags, donnerstagmorgen, donnerstagvormittag, donnerstagmittag
weekday 4: donnerstagnachmittag, donnerstagabend, donnerstagnacht
weekday 5: freitag, freitags, freitagmorgen, freitagvormittag, freitagmittag, freitagnachmittag
weekday 5: freitagabend, freitagnacht
weekday 6: samstag, samstags, samstagmorgen, samstagvormittag, samstagmittag, samstagnachmittag
weekday 6: samstagabend, samstagnacht, sonnabend, sonnabends, sonnabendmorgen, sonnabendvormittag
weekday 6: sonnabendmittag, sonnabendnachmittag, sonnabendabend, sonnabendnacht
weekday 7: sonntag, sonntags, sonntagmorgen, sonntagvormittag, sonntagmittag, sonntagnachmittag
weekday 7: sonntagabend, sonntagnacht
unit D: tag
unit W: woche
unit M: monat, monats
unit WE: wochenende, wochenendes
unit E: jahrzehnt, jahrzehnts
unit C: jahrhundert, jahrhunderts
unit H: halbjahr, halbjahres, halbjahrs
year_unit Y: jahr, jahres, jahrs, jahre
quarter_unit Q: quartal, quartals, vierteljahr
units D: tage, tagen
units W: wochen
units M: monate, monaten
units Q: quartale, quartalen
units Y: jahren
units WE: wochenenden
units E: jahrzehnte, jahrzehnten
units C: jahrhunderte, jahrhunderten
time_unit TH: stunde
time_unit TM: minute
time_units TH: stunden
time_units TM: minuten
time_units TS: sekunden
number 2: zwei
number 3: drei
number 4: vier
number 5: fünf
number 6: sechs
number 7: sieben
number 8: acht
number 9: neun
number 10: zehn
number 11: elf
number 12: zwölf, ein dutzend
number 13: dreizehn
number 14: vierzehn
number 15: fünfzehn
number 16: sechzehn
number 17: siebzehn
number 18: achtzehn
number 19: neunzehn
tens 20: zwanzig
tens 30: dreißig
tens 40: vierzig
tens 50: fünfzig
tens 60: sechzig
tens 70: siebzig
tens 80: achtzig
tens 90: neunzig
hundred 100: hundert
hundred 1000: tausend
ordinal 1: erst~adj
ordinal 2: zweit~adj
ordinal 3: dritt~adj
ordinal 4: viert~adj
ordinal 5: fünft~adj
ordinal 6: sechst~adj
ordinal 7: siebt~adj
ordinal 8: acht~adj
ordinal 9: neunt~adj
ordinal 10: zehnt~adj
ordinal 11: elft~adj
ordinal 12: zwölft~adj
quarter_code 1: q1
quarter_code 2: q2
quarter_code 3: q3
quarter_code 4: q4
season SP: frühling, frühlings, frühjahr, frühjahrs
season SU: sommer, sommers
season FA: herbst, herbstes, herbsts
season WI: winter, winters
part MO: morgen, vormittag, früh
part MI: mittag
part AF: nachmittag
part EV: abend
part NI: nacht, mitternacht
shift last: letzt~adj, vergangen~adj, vorig~adj
shift this: dies~adj, heurig~adj, laufend~adj, jetzig~adj
shift next: nächst~adj, kommend~adj
shift following: folgend~adj, darauffolgend~adj
shift previous: vorangegangen~adj, vorhergehend~adj
shift same: selben, desselben, derselben, dasselbe, gleichen, demselben, jenem, jenes, jener
today 0MO: heute morgen, heute früh, heute vormittag
today -1MO: gestern morgen, gestern früh
today 1MO: morgen früh
neighbour 1: tag darauf, tag danach, tags darauf, folgetag
neighbour -1: tag davor, tag zuvor, tags zuvor, vortag, vorabend
decade 20: zwanziger
decade 30: dreißiger
decade 40: vierziger
decade 50: fünfziger
decade 60: sechziger
decade 70: siebziger
decade 80: achtziger
decade 90: neunziger
today 0: heute, heutigen
today -1: gestern, gestrigen
today 1: morgen
today -2: vorgestern
today 2: übermorgen
now PRESENT_REF: jetzt, derzeit, momentan, gegenwärtig, zurzeit, zur zeit, im moment, aktuell
now PRESENT_REF: heutzutage
now PAST_REF: kürzlich, neulich, vor kurzem, zuletzt, in letzter zeit, jüngst, früher
now FUTURE_REF: den kommenden tagen, den nächsten tagen, den kommenden wochen, den nächsten wochen
now FUTURE_REF: den kommenden monaten, den nächsten monaten, den kommenden jahren, den nächsten jahren
now FUTURE_REF: bald, in kürze, demnächst, in zukunft, künftig, in naher zukunft
back ago: her
later earlier: zuvor, davor, vorher
later later: später, danach, darauf
before ago: vor
before in: in
every every: jed~adj
often P1D: täglich
often P1W: wöchentlich
often P1M: monatlich
often P1Y: jährlich, alljährlich
a 1: ein, ein~adj
the the: der, die, das, den, dem
of of: des, von, vom
at at: um, gegen
prep on: am, im, seit, bis, ab, zum, zur
mod START: anfang, beginn, zu beginn
mod MID: mitte
mod END: ende
few X: einige, einigen, mehrere, mehreren, wenige, wenigen, ein paar, einem paar, vielen, viele
half 1: halb, halbe, halben, halber, halbes
oclock oclock: uhr
zone zone: mez, mesz, gmt, utc
old old: alt, alte, alten, alter, altes, jährige, jährigen, jähriger
about about: etwa, rund, fast, knapp, mehr als, mindestens, ungefähr, gut, circa, höchstens
holiday easter: ostern, ostersonntag
holiday easter-2: karfreitag
holiday easter+1: ostermontag
holiday easter+49: pfingsten
holiday 12-25: weihnachten
holiday 01-01: neujahr
holiday 12-24: heiligabend, heiliger abend
holiday 12-31: silvester
and and: und, oder
tense future: wird, werden, soll, sollen, will, wollen, plant, planen, würde, würden, könnte
tense future: könnten
tense past: war, waren, hatte, hatten, wurde, wurden, sagte, sagten, hat, haben, habe, *te, *ten
tense ahead: bis, ab
"""

_ENDINGS = {
    "adj": "e en er es em",
}
"""What ``stem~name`` stands for."""

PACK = make_pack(
    "de",
    _WORDS,
    endings=_ENDINGS,
    abbreviations="apr aug dez feb jan jul jun mär nov okt sep sept",
    lower="morgen",
    common="als an auch auf das dem den der des die ein eine es für im ist mit nicht sagte sich und von zu",
)
