"""What is done, whichever word or language says it: "rejected", "refused", "abgelehnt" are one act.

Two statements make the same point if they tell of the same act on the same things; news has many words for
few acts. The families are our own, short, and of words that mean the act in nearly every sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from newstemma.text.similarity import content_stems, stem

__all__ = ["ACTS", "acting", "is_act", "telling"]

ACTS: Final = {
    "propose": (
        "propose proposed proposes proposing proposal proposals initiative initiatives initiated initiating "
        "offer offered offers vorschlag vorschläge vorschlagen vorgeschlagen angebot angebote angeboten "
        "proposition propositions proposer proposé offre offert propuesta propuestas propuso proponer oferta "
        "ofreció iniciativa предложение предложения предложил предложила предложили инициатива инициативы"
    ),
    "reject": (
        "reject rejected rejects rejecting rejection refuse refused refuses refusing refusal "
        "dismiss dismissed "
        "dismisses spurned rebuffed snubbed declined ablehnen abgelehnt ablehnung lehnte zurückgewiesen "
        "verweigert verweigern rejeter rejeté rejetée rejet refuser refusé refus rechazar rechazó rechazado "
        "rechazo отверг отвергла отвергли отклонил отклонили отказ отказался отказались отказывается"
    ),
    "accept": (
        "accept accepted accepts approve approved approves approval endorsed angenommen zugestimmt "
        "zustimmung "
        "accepter accepté approuvé approuver aceptar aceptó aprobó aprobado принял приняли одобрил одобрили"
    ),
    "kill": (
        "kill killed kills killing slain slay murder murdered dead death deaths die died dies dying tot tote "
        "getötet gestorben starb tod tué tués mort morts morte décès muerto muertos murió muerte asesinado "
        "убит убиты убили погиб погибли умер смерть"
    ),
    "attack": (
        "attack attacked attacks strike strikes struck airstrike airstrikes bombed bombing bombings "
        "raid raids "
        "assault angriff angriffe angegriffen attaque attaques attaqué frappe frappes ataque ataques atacó "
        "атака атаки атаковал удар удары нападение"
    ),
    "arrest": (
        "arrest arrested arrests detain detained detention custody jailed verhaftet festgenommen festnahme "
        "arrêté arrêtée arrestation détenu detenido detenidos detención arrestado арест арестован задержан "
        "задержали"
    ),
    "deny": (
        "deny denied denies denial bestritt bestritten bestreitet dementiert démenti dément desmintió "
        "desmiente опроверг опровергли отрицает отрицал"
    ),
    "withdraw": (
        "withdraw withdrew withdrawn withdrawal retreat rückzug abgezogen abzug retrait retirer retiré "
        "retirada retirar retiró вывод вывел вывести отвод"
    ),
    "negotiate": (
        "talks negotiation negotiations negotiate negotiating dialogue verhandlung verhandlungen verhandeln "
        "gespräche dialog négociation négociations négocier negociación negociaciones negociar diálogo "
        "переговоры переговоров диалог"
    ),
    "treaty": (
        "treaty treaties accord accords pact agreement agreements vertrag verträge abkommen traité traités "
        "pacte tratado tratados acuerdo acuerdos pacto договор договора соглашение соглашения"
    ),
    "resign": (
        "resign resigned resigns resignation rücktritt zurückgetreten démission démissionné dimisión dimitió "
        "отставка отставку"
    ),
    "expand": (
        "expand expanded expanding expansion enlargement enlarge erweiterung élargissement ampliación "
        "расширение расширения"
    ),
    "guarantee": (
        "guarantee guarantees guaranteed safeguard safeguards assurance assurances garantie garantien "
        "garantiert garanties garantir garantía garantías гарантия гарантии гарантий"
    ),
    "withhold": (
        "ban banned bans prohibit prohibited forbidden verbot verboten interdit interdiction prohibido "
        "prohibición prohibió запрет запретил запрещен"
    ),
    "win": "win won wins victory sieg gewonnen victoire gagné victoria ganó победа победил победили",
    "close": (
        "close closed closes closure schließen geschlossen fermer fermé fermeture cerrar cerró "
        "закрыть закрыт"
    ),
    "rise": (
        "rise rose rises increase increased increases grew growth anstieg gestiegen wachstum hausse augmenté "
        "augmentation aumento aumentó crecimiento рост вырос выросли увеличился"
    ),
    "fall": (
        "fell drop dropped decline decrease decreased rückgang gesunken baisse baissé chute caída cayó "
        "descenso снижение снизился упал"
    ),
}  # fmt: skip
"""Act → the words for it in English, German, French, Spanish and Russian."""

_ACT_OF: Final = {stem(word): f"={act}" for act, listed in ACTS.items() for word in listed.split()}


def acting(stems: Iterable[str]) -> frozenset[str]:
    """Stems, those of words of one act as that act (``=reject``)."""
    return frozenset(_ACT_OF.get(s, s) for s in stems)


@lru_cache(maxsize=5_000)
def telling(text: str) -> frozenset[str]:
    """The telling words of a text, words of one act as that act (``=reject``)."""
    return acting(content_stems(text))


def is_act(term: str) -> bool:
    """Whether a telling word stands for an act."""
    return term.startswith("=")
