"""French time words: a line is a class, a value and the forms that have it."""

from __future__ import annotations

from newstemma.date.pack import make_pack

__all__ = ["PACK"]

_WORDS = """
month 1: janvier, janv
month 2: février, fevrier, févr
month 3: mars
month 4: avril, avr
month 5: mai
month 6: juin
month 7: juillet, juil
month 8: août, aout
month 9: septembre, sept
month 10: octobre, oct
month 11: novembre, nov
month 12: décembre, decembre, déc
weekday 1: lundi, lundis
weekday 2: mardi, mardis
weekday 3: mercredi, mercredis
weekday 4: jeudi, jeudis
weekday 5: vendredi, vendredis
weekday 6: samedi, samedis
weekday 7: dimanche, dimanches
unit D: jour, journée
unit W: semaine
unit M: mois
unit WE: week-end, weekend
unit E: décennie
unit C: siècle
unit H: semestre
year_unit Y: an, année
quarter_unit Q: trimestre
units D: jours, journées
units W: semaines
units Q: trimestres
units Y: ans, années
units WE: week-ends, weekends
units E: décennies
units C: siècles
time_unit TH: heure
time_unit TM: minute
time_units TH: heures
time_units TM: minutes
time_units TS: secondes
number 2: deux
number 3: trois
number 4: quatre
number 5: cinq
number 6: six
number 7: sept
number 8: huit
number 9: neuf
number 10: dix
number 11: onze
number 12: douze, une douzaine de
number 13: treize
number 14: quatorze
number 15: quinze, une quinzaine de
number 16: seize
number 17: dix-sept
number 18: dix-huit
number 19: dix-neuf
number 80: quatre-vingts, quatre-vingt
number 70: soixante-dix
number 90: quatre-vingt-dix
tens 20: vingt, une vingtaine de
tens 30: trente, une trentaine de
tens 40: quarante
tens 50: cinquante
tens 60: soixante
tens 10: une dizaine de
hundred 100: cent, cents
hundred 1000: mille
ordinal 1: premier, première, 1er, 1re, 1ère
ordinal 2: deuxième, seconde
ordinal 3: troisième
ordinal 4: quatrième
ordinal 5: cinquième
ordinal 6: sixième
ordinal 10: dixième, xe
ordinal 11: xie
ordinal 12: xiie
ordinal 13: xiiie
ordinal 14: xive
ordinal 15: xve
ordinal 16: xvie
ordinal 17: xviie
ordinal 18: xviiie
ordinal 19: xixe
ordinal 20: xxe, vingtième
ordinal 21: xxie
season SP: printemps
season SU: l'été, cet été, en été, d'été, été dernier, été prochain
season FA: automne
season WI: hiver
part MO: matin, matinée, aube
part MI: midi
part AF: après-midi
part EV: soir, soirée
part NI: nuit, minuit
shift this: ce, cet, cette, courant
adj last: dernier, dernière, derniers, dernières, passé, passée
adj next: prochain, prochaine, prochains, prochaines
adj previous: précédent, précédente
adj following: suivant, suivante
adj same: même, de la même
neighbour 1: lendemain, surlendemain
neighbour -1: veille
today 0: aujourd'hui
today -1: hier
today 1: demain
today -2: avant-hier
today 2: après-demain
now PRESENT_REF: maintenant, actuellement, à présent, en ce moment, désormais
now PAST_REF: récemment, dernièrement, naguère, ces derniers temps
now FUTURE_REF: dans les prochains jours, dans les prochaines semaines, dans les prochains mois
now FUTURE_REF: dans les jours à venir, ces prochains jours, bientôt, prochainement, à l'avenir
now FUTURE_REF: dans un proche avenir
later earlier: plus tôt, auparavant, avant
later later: plus tard, après
before ago: il y a, voici, voilà
before in: dans
every every: chaque, tous les, toutes les
often P1D: quotidiennement
often P1Y: annuellement
often P1M: mensuellement
a 1: un, une
the the: le, la, l, les
of of: de, du, d, de l, de la
at at: à, vers
prep on: en, au, depuis, jusqu, dès, pendant, durant, pour
mod START: début, le début, au début
mod MID: mi, mi-, milieu, le milieu
mod END: fin, la fin
few X: quelques, plusieurs, nombreuses
half 1: demi, demie
zone zone: gmt, utc
old old: âgé de, âgée de
about about: environ, près de, presque, plus de, moins de, au moins, quelque
holiday easter: pâques
holiday easter-2: vendredi saint
holiday easter+49: pentecôte
holiday 12-25: noël
holiday 01-01: jour de l'an
holiday 12-31: saint-sylvestre
holiday 07-14: fête nationale
and and: et, ou
quarter_code 1: t1
quarter_code 2: t2
quarter_code 3: t3
quarter_code 4: t4
tense future: va, vont, doit, devrait, devraient, sera, seront, aura, auront, prévoit, prévu
tense future: prévue, pourrait, *era, *eront
tense past: a, ont, était, étaient, avait, avaient, fut, *é, *ée
tense ahead: jusqu'à, jusqu'au, à partir de, dès
"""

PACK = make_pack(
    "fr",
    _WORDS,
    abbreviations="avr déc févr janv juil nov oct sept",
    common="a au dans de des du en est et il la le les ne ont par pas plus pour que qui se sur un une été",
)
