"""The same kinds of expression in five languages, in sentences of our own."""

from __future__ import annotations

import pytest

from newstemma.date.classes import CLASSES
from newstemma.date.expressions import expressions
from newstemma.date.packs import LANGUAGES, pack_for

PUBLISHED = "2022-03-10"  # a Thursday

CASES = [
    ("de", "Der Hafen schloss am Mittwoch.", {"Mittwoch": "2022-03-09"}),
    ("de", "Die Werft brannte am 26. Januar 2021.", {"26. Januar 2021": "2021-01-26"}),
    (
        "de",
        "Sie sank im Dezember des vergangenen Jahres.",
        {"Dezember des vergangenen Jahres": "2021-12"},
    ),
    ("de", "Vor zwei Tagen lief sie aus.", {"Vor zwei Tagen": "2022-03-08"}),
    ("de", "Der Bau dauert drei Jahre.", {"drei Jahre": "P3Y"}),
    ("de", "Im dritten Quartal 2021 fuhr niemand.", {"dritten Quartal 2021": "2021-Q3"}),
    ("de", "In den 1980er Jahren war hier Sand.", {"den 1980er Jahren": "198"}),
    ("de", "Ende 2020 kam der Frost.", {"Ende 2020": "2020"}),
    ("de", "Morgen ist der Kai frei.", {}),
    ("de", "Er kam Heute Morgen.", {"Heute Morgen": "2022-03-10TMO"}),
    ("de", "Im zweiten Halbjahr 2020 stand alles.", {"zweiten Halbjahr 2020": "2020-H2"}),
    ("de", "In den siebziger Jahren war hier Sand.", {"den siebziger Jahren": "197"}),
    (
        "de",
        "Am 4. März ging er, am Tag darauf kam er.",
        {"4. März": "2022-03-04", "Tag darauf": "2022-03-05"},
    ),
    (
        "fr",
        "Le 4 mars il partit, la veille il était là.",
        {"Le 4 mars": "2022-03-04", "la veille": "2022-03-03"},
    ),
    ("es", "En los años sesenta era arena.", {"los años sesenta": "196"}),
    ("ru", "Осенью воды мало.", {"Осенью": "2021-FA"}),
    ("ru", "Ждали полгода.", {"полгода": "P6M"}),
    ("de", "Der Kai ist morgen frei.", {"morgen": "2022-03-11"}),
    ("fr", "Le port a fermé mercredi.", {"mercredi": "2022-03-09"}),
    ("fr", "Le quai a brûlé le 26 janvier 2021.", {"le 26 janvier 2021": "2021-01-26"}),
    (
        "fr",
        "Il a coulé en décembre de l'année dernière.",
        {"décembre de l'année dernière": "2021-12"},
    ),
    ("fr", "Il y a deux jours, le bac partait.", {"Il y a deux jours": "2022-03-08"}),
    ("fr", "Les travaux durent trois ans.", {"trois ans": "P3Y"}),
    ("fr", "Au troisième trimestre 2021, rien.", {"troisième trimestre 2021": "2021-Q3"}),
    ("fr", "La digue date du XIXe siècle.", {"XIXe siècle": "18"}),
    ("fr", "Le bac part aujourd’hui.", {"aujourd’hui": "2022-03-10"}),
    ("fr", "Il a été réparé.", {}),
    ("es", "El puerto cerró el miércoles.", {"miércoles": "2022-03-09"}),
    ("es", "El muelle ardió el 26 de enero de 2021.", {"el 26 de enero de 2021": "2021-01-26"}),
    ("es", "Se hundió en diciembre del año pasado.", {"diciembre del año pasado": "2021-12"}),
    ("es", "Hace dos días zarpó.", {"Hace dos días": "2022-03-08"}),
    ("es", "Las obras duran tres años.", {"tres años": "P3Y"}),
    ("es", "En los años 80 era arena.", {"los años 80": "198"}),
    ("es", "A principios de 2020 heló.", {"principios de 2020": "2020"}),
    ("es", "El barco sale el mes que viene.", {"el mes que viene": "2022-04"}),
    ("ru", "Порт закрыли в среду.", {"среду": "2022-03-09"}),
    ("ru", "Причал сгорел 26 января 2021 года.", {"26 января 2021 года": "2021-01-26"}),
    ("ru", "Он затонул в декабре прошлого года.", {"декабре прошлого года": "2021-12"}),
    ("ru", "Два дня назад паром вышел.", {"Два дня назад": "2022-03-08"}),
    ("ru", "Через две недели его спустят.", {"Через две недели": "2022-W12"}),
    ("ru", "В третьем квартале 2021 года стояли.", {"третьем квартале 2021 года": "2021-Q3"}),
    ("ru", "Дамба построена в XIX веке.", {"XIX веке": "18"}),
    ("ru", "Причал открыт 15.02.2022.", {"15.02.2022": "2022-02-15"}),
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_language(language: str, text: str, wanted: dict[str, str]) -> None:
    """Each sentence gives its expressions and nothing else."""
    found = {d.text: d.value for d in expressions("a-1", text, PUBLISHED, language)}
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour was closed on Friday, and the crew of the ferry said that it is for the best.", "en"),
        ("Der Hafen ist geschlossen, und die Mannschaft der Fähre ist mit dem Boot auf See.", "de"),
        ("Le port est fermé et les marins de la ville ont dit que ce n'est pas fini pour eux.", "fr"),
        ("El puerto está cerrado y los marineros de la ciudad dijeron que no es el fin para ellos.", "es"),
        ("Порт закрыт, и моряки сказали, что это не конец для города и его людей.", "ru"),
    ],
)
def test_language_is_recognised(text: str, code: str) -> None:
    """Without a language the commonest words decide."""
    assert pack_for(text, None).code == code


def test_language_tags() -> None:
    """Regional tags are their language; a language without a pack reads numbers only."""
    assert pack_for("", "de-AT").code == "de"
    assert pack_for("", "it").code == "und"
    found = expressions("a-1", "Il porto ha chiuso 15.02.2022, mercoledì.", PUBLISHED, "it")
    assert [d.value for d in found] == ["2022-02-15"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_packs_are_complete(language: str) -> None:
    """Each language has twelve months, seven weekdays and four seasons."""
    pack = pack_for("", language)
    kinds = {(k.entry.code, k.entry.value) for k in pack.lookup.values() if k.entry}
    tails = [k.tails for k in pack.lookup.values() if k.tails]
    phrases = {(e.code, e.value) for tail in tails for p in tail.values() for _, e in p}
    for name, values in (
        ("month", range(1, 13)),
        ("weekday", range(1, 8)),
        ("season", ("SP", "SU", "FA", "WI")),
    ):
        assert {(CLASSES[name], v) for v in values} <= kinds | phrases
