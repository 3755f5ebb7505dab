"""Words that carry grammar and not matter, in the languages that news comes in here most.

Our own lists, in folded form (see ``normalise.fold``). They need not be complete: what stands here weighs
next to nothing in comparisons even in a small pile, where counts alone cannot tell "the" from a rare word.
"""

from __future__ import annotations

from functools import cache

__all__ = ["COMMON_WORDS", "FUNCTION_WORDS", "NEGATIONS", "REPORTING_WORDS", "function_words_in"]

_ENGLISH = """
a about above after again against all also although am an and any are aren't as at away be because been before
being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down
during each either else even ever every few for from further had hadn't has hasn't have haven't having he
he'd he'll he's her here hers herself him himself his how however i i'd i'll i'm i've if in into is isn't
it it's its itself just let's like may me might more most much must my myself neither no nor not now of off
on once one only onto or other our ours ourselves out over own per rather same shall she she'd she'll she's
should shouldn't since so some such than that that's the their theirs them themselves then there there's
these they they'd they'll they're they've this those though through thus to too toward towards under until
up upon us very was wasn't we we'd we'll we're we've were weren't what when where whether which while who
whom whose why will with within without won't would wouldn't yet you you'd you'll you're you've your yours
yourself s t
"""
_RUSSIAN = """
а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее
если есть еще же за здесь и из или им их к как какие когда который которая которое которые кто ли лишь мне
мы на над нам нас не него нее нет ни них но ну о об однако он она они оно от очень по под после потому при
про с со так также такой там те тем то того тоже той только том ты у уже хотя чего чей чем что чтобы эта
эти это этого этой этом этот я
"""
_FRENCH = """
a ai au aux avec c ce ceci cela ces cet cette ceux chez comme d dans de depuis des deux donc dont du elle
elles en entre es est et etait etaient ete etre eu fait fut il ils j je l la le les leur leurs lui m ma
mais me meme mes moi mon n ne ni nos notre nous on ont ou par pas pendant plus pour qu quand que quel
quelle quels qui quoi s sa sans se sera ses si soit son sont sous sur t ta te tes toi ton tous tout toute
toutes tu un une vos votre vous y
"""
_GERMAN = """
aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da dabei dadurch daher
damit dann darauf das dass dein dem den denn der des dessen deshalb die dies diese diesem diesen dieser
dieses doch dort du durch ein eine einem einen einer eines er es euch fur gegen habe haben hat hatte hatten
hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes
jetzt kann kein keine konnen konnte machen man mehr mein mich mir mit muss nach nicht noch nun nur ob oder
ohne sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sondern sonst uber um
und uns unser unter vom von vor war waren was weil wenn wer werde werden wie wieder will wir wird wo wurde
wurden zu zum zur zwischen
"""
_SPANISH = """
a al algo ante antes aqui asi aun aunque cada como con cual cuando de del desde donde dos el ella ellas
ellos en entre era eran es esa ese eso esta estaba estado estan estar este esto estos fue fueron ha habia
han hasta hay he la las le les lo los mas me mi mientras mis mucho muy nada ni no nos nosotros o otra otro
para pero poco por porque pues que quien se sea segun ser si sido sin sino sobre son su sus tambien tan
tanto te tiene todo todos tu un una unas uno unos usted y ya yo
"""
_BY_LANGUAGE = {
    language: frozenset(listed.split())
    for language, listed in (
        ("en", _ENGLISH),
        ("ru", _RUSSIAN),
        ("fr", _FRENCH),
        ("de", _GERMAN),
        ("es", _SPANISH),
    )
}
# Grammar in one language, matter in English.
_HOMOGRAPHS = frozenset(
    "ai bin car dem den die dos era fait fur hat man mit nun pour sans sea sin son tout war".split()
)
FUNCTION_WORDS = _BY_LANGUAGE["en"] | (frozenset().union(*_BY_LANGUAGE.values()) - _HOMOGRAPHS)
"""Function words of all languages together, for texts whose language is not known; those that are also
English nouns or verbs ("war", "die", "man") are left out."""


@cache
def function_words_in(language: str | None) -> frozenset[str]:
    """The function words of a language (ISO 639-1) as they stand in its texts; of all, if it has no list."""
    return _BY_LANGUAGE.get(language or "", FUNCTION_WORDS)


REPORTING_WORDS = frozenset(
    """
    said say says saying told tell tells added add adds according stated statement reported report reports
    сказал сказала заявил заявила сообщил сообщила добавил отметил отметила словам
    dit declare affirme selon ajoute
    sagte sagt erklarte laut sagten mitteilte
    dijo declaro segun afirmo anadio
    """.split()
)
"""Words of reporting: they come with every statement and say nothing about which one it is."""

NEGATIONS = frozenset(
    """
    not no never none nobody nothing neither nor cannot can't won't don't doesn't didn't isn't aren't
    wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't without denied denies deny refused
    refuses не нет ни никогда никто ничего без нельзя
    pas jamais aucun aucune rien sans personne
    nicht kein keine keinen keiner nie niemals nichts niemand ohne
    no nunca nadie nada ningun ninguna sin jamas
    """.split()
)
"""Words that turn a sentence around, in folded form."""

COMMON_WORDS = frozenset(
    """
    able ago begin began big bring call called case change come comes day days different end fact feel find
    first follow found four full gave general get gets give given go goes going gone good got great group
    had half hand happen happened hard head help high hold home hope hour hours house idea keep kind knew
    know known large last late later lead least leave left less let life little live long look lot made
    make makes making man many matter mean means men might moment month months morning mother name need
    needs never new next night nothing number often old one open order part past people person place plan
    point possible power problem put question really reason recent recently right run same saw says second
    see seem seen set several show side since small something sort start started state still stop story
    such sure take taken takes talk tell thing things think third thought three time times today together
    told took true try trying turn two use used using want wanted wants way ways week weeks well went whole
    word words work working world year years yes yesterday young время год года году годы день дня дней
    люди людей человек жизнь мир мира страна страны сегодня раз дело часть an annee annees ans jour jours
    temps fois monde pays homme gens vie chose part fin hier aujourd premier nouveau jahr jahre jahren tag
    tage tagen zeit welt land leben mensch menschen mann frau teil ende heute gestern erste neue ano anos
    dia dias tiempo vez veces mundo pais hombre gente vida cosa parte fin ayer hoy primera primer nuevo nueva
    """.split()
)
"""Words of matter that stand in news of every subject, in folded form: in a small pile counts cannot show
that sharing them means little."""
