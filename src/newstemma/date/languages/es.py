"""Spanish time words: a line is a class, a value and the forms that have it."""

from __future__ import annotations

from newstemma.date.pack import make_pack

__all__ = ["PACK"]

_WORDS = """
month 1: enero, ene
month 2: febrero, feb
month 3: marzo
month 4: abril, abr
month 5: mayo
month 6: junio, jun
month 7: julio, jul
month 8: agosto, ago
month 9: septiembre, setiembre, sept, sep
month 10: octubre, oct
month 11: noviembre, nov
month 12: diciembre, dic
weekday 1: lunes
weekday 2: martes
weekday 3: miércoles, miercoles
weekday 4: jueves
weekday 5: viernes
weekday 6: sábado, sabado, sábados
weekday 7: domingo, domingos
unit D: día, dia
unit W: semana
unit M: mes
unit WE: fin de semana
unit E: década
unit C: siglo
unit H: semestre
year_unit Y: año
quarter_unit Q: trimestre
units D: días, dias
units W: semanas
units M: meses
units Q: trimestres
units Y: años
units WE: fines de semana
units E: décadas
units C: siglos
time_unit TH: hora
time_unit TM: minuto
time_units TH: horas
time_units TM: minutos
time_units TS: segundos
number 2: dos, un par de
number 3: tres
number 4: cuatro
number 5: cinco
number 6: seis
number 7: siete
number 8: ocho
number 9: nueve
number 10: diez
number 11: once
number 12: doce, una docena de
number 13: trece
number 14: catorce
number 15: quince
number 16: dieciséis
number 17: diecisiete
number 18: dieciocho
number 19: diecinueve
number 21: veintiún, veintiuno, veintiuna
number 22: veintidós
number 23: veintitrés
number 24: veinticuatro
number 25: veinticinco
tens 20: veinte
tens 30: treinta
tens 40: cuarenta
tens 50: cincuenta
tens 60: sesenta
tens 70: setenta
tens 80: ochenta
tens 90: noventa
hundred 100: cien, ciento
hundred 1000: mil
ordinal 1: primer, primero, primera
ordinal 2: segundo, segunda
ordinal 3: tercer, tercero, tercera
ordinal 4: cuarto, cuarta
ordinal 5: quinto, quinta
ordinal 16: xvi
ordinal 17: xvii
ordinal 18: xviii
ordinal 19: xix
ordinal 20: xx
ordinal 21: xxi
quarter_code 1: t1, q1
quarter_code 2: t2, q2
quarter_code 3: t3, q3
quarter_code 4: t4, q4
season SP: primavera
season SU: verano
season FA: otoño
season WI: invierno
part MO: madrugada, la mañana
part MI: mediodía
part AF: tarde
part EV: atardecer
part NI: noche, medianoche
shift this: este, esta, actual, presente
adj last: pasado, pasada, último, última, pasados, pasadas, últimos, últimas
adj next: próximo, próxima, próximos, próximas, que viene
adj previous: anterior, previo, previa
adj following: siguiente
adj same: mismo, misma, ese, esa, ese mismo, esa misma, aquel, aquella
neighbour -1: víspera
today 0MO: esta mañana
today 0AF: esta tarde
today 0: hoy
today -1: ayer
today 1: mañana
today -2: anteayer, antes de ayer
today 2: pasado mañana
today last_night: anoche
now PRESENT_REF: ahora, actualmente, en la actualidad, en este momento, hoy en día, ahora mismo
now PAST_REF: recientemente, últimamente, hace poco, en el pasado
now FUTURE_REF: los próximos días, las próximas semanas, los próximos meses, los próximos años, pronto
now FUTURE_REF: próximamente, en el futuro, en un futuro próximo
later earlier: antes, atrás
later later: después, más tarde
before ago: hace
before in: dentro de
every every: cada, todos los, todas las
often P1D: diariamente, a diario
often P1Y: anualmente
often P1M: mensualmente
often P1W: semanalmente
a 1: un, una
the the: el, la, los, las
of of: de, del, de la
at at: a las, a la, sobre las
prep on: en, desde, hasta, a, durante, por, al
mod START: principios, inicios, comienzos, principio
mod MID: mediados
mod END: finales, fines, final, fin
few X: pocos, pocas, varios, varias, algunos, algunas, unos pocos, unas pocas, unos, unas, muchos
half 1: medio, media
zone zone: gmt, utc
oclock oclock: horas gmt
about about: unos, cerca de, casi, más de, menos de, al menos, alrededor de, aproximadamente
holiday easter: domingo de pascua
holiday easter-2: viernes santo
holiday 12-25: navidad
holiday 12-31: nochevieja
holiday 12-24: nochebuena
and and: y, o
tense future: va, van, será, serán, debe, planea, prevé, previsto, prevista, *ará, *erá, *irá
tense future: *arán, *erán, *irán
tense past: fue, fueron, era, había, habían, dijo, dijeron, ha, han, *ó, *aron, *ieron
tense ahead: hasta, a partir de, a partir del
"""

PACK = make_pack(
    "es",
    _WORDS,
    abbreviations="abr ago dic ene feb jul jun nov oct sep sept",
    common="al como con de del dijo el en es fue ha la las lo los más para por que se su un una y",
)
