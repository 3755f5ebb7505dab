"""Cue and source by rule in every language that has a pack (text of our own)."""

from __future__ import annotations

import pytest

from newstemma.attribute import packs
from newstemma.attribute.finder import FINDERS
from newstemma.attribute.found import Found
from newstemma.attribute.language import guess_language

Brief = tuple[str, str, list[str]]


def brief(text: str, language: str) -> list[Brief]:
    """Source, cue and pieces of content of every find of the rules."""
    return [_brief(text, f) for f in FINDERS["rules"](text, language)]


def _brief(text: str, found: Found) -> Brief:
    source = found.source.of(text) if found.source is not None else ""
    cue = found.cue.of(text) if found.cue is not None else ""
    return source, cue, [piece.of(text) for piece in found.content]


ENGLISH = [
    ("Ola Brink said that the bridge was closed.", ("Ola Brink", "said", ["that the bridge was closed"])),
    ("The mayor said the bridge was closed.", ("The mayor", "said", ["the bridge was closed"])),
    ("“It is closed,” said Ola Brink, the harbour master.",
     ("Ola Brink, the harbour master", "said", ["“It is closed,”"])),
    ("Ola Brink, the harbour master, has said that it is closed.",
     ("Ola Brink, the harbour master", "has said", ["that it is closed"])),
    ("The bridge is closed, the mayor said.", ("the mayor", "said", ["The bridge is closed"])),
    ("According to the harbour board, the bridge is closed.",
     ("the harbour board", "According to", ["the bridge is closed"])),
    ("The bridge is closed, according to Ola Brink.",
     ("Ola Brink", "according to", ["The bridge is closed"])),
    ("Ola Brink told Lakeside Radio that the bridge is closed.",
     ("Ola Brink", "told", ["that the bridge is closed"])),
    ("Ola Brink: “The bridge is closed.”", ("Ola Brink", ":", ["“The bridge is closed.”"])),
    ("“It is closed,” the mayor said, “and it stays closed.”",
     ("the mayor", "said", ["“It is closed,”", "“and it stays closed.”"])),
]  # fmt: skip
GERMAN = [
    ("„Die Brücke ist gesperrt“, sagte Ola Brink.", ("Ola Brink", "sagte", ["„Die Brücke ist gesperrt“"])),
    ("Ola Brink sagte, die Brücke sei gesperrt.", ("Ola Brink", "sagte", ["die Brücke sei gesperrt"])),
    ("Die Polizei teilte am Montag mit, dass die Brücke gesperrt ist.",
     ("Die Polizei", "teilte", ["dass die Brücke gesperrt ist"])),
    ("Laut Polizei bleibt die Brücke gesperrt.", ("Polizei", "Laut", ["bleibt die Brücke gesperrt"])),
    ("Nach Angaben der Polizei bleibt die Brücke gesperrt.",
     ("Angaben der Polizei", "Nach", ["bleibt die Brücke gesperrt"])),
    ("Die Brücke bleibt gesperrt, so Ola Brink.", ("Ola Brink", "so", ["Die Brücke bleibt gesperrt"])),
    ("Am Montag hatte Brink betont: „Die Brücke bleibt zu.“",
     ("Brink", "betont", ["„Die Brücke bleibt zu.“"])),
    ("Wie die Hafenbehörde am Abend mitteilte, bleibt die Brücke gesperrt.",
     ("die Hafenbehörde", "mitteilte", ["bleibt die Brücke gesperrt"])),
    ("Nach Angaben dänischer Fischer bleibt die Brücke gesperrt.",
     ("Angaben dänischer Fischer", "Nach", ["bleibt die Brücke gesperrt"])),
    ("Nach Expertenmeinung bleibt die Brücke gesperrt.",
     ("Expertenmeinung", "Nach", ["bleibt die Brücke gesperrt"])),
    ("Der Umbau verlangsamt neuen Berechnungen zufolge den Verkehr am Hafen.",
     ("neuen Berechnungen", "zufolge", ["Der Umbau verlangsamt", "den Verkehr am Hafen"])),
    ("Ola Brink sagte, damit sei die Brücke gesperrt.",
     ("Ola Brink", "sagte", ["damit sei die Brücke gesperrt"])),
    ("Die Brücke bleibt gesperrt, so Ola Brink gegenüber dem Seefunk.",
     ("Ola Brink", "so", ["Die Brücke bleibt gesperrt"])),
]  # fmt: skip
FRENCH = [
    ("« Le pont est fermé », a déclaré la maire Ola Brink.",
     ("la maire Ola Brink", "a déclaré", ["« Le pont est fermé »"])),
    ("Selon la préfecture, le pont est fermé.", ("la préfecture", "Selon", ["le pont est fermé"])),
    ("La maire a affirmé que le pont était fermé.", ("La maire", "a affirmé", ["que le pont était fermé"])),
    ("« C’est fermé », affirme-t-elle.", ("elle", "affirme", ["« C’est fermé »"])),
    ("« Le pont, a expliqué Mme Brink, restera fermé. »",
     ("Mme Brink", "a expliqué", ["« Le pont,", "restera fermé. »"])),
]  # fmt: skip
SPANISH = [
    ("«El puente está cerrado», dijo la alcaldesa Ola Brink.",
     ("la alcaldesa Ola Brink", "dijo", ["«El puente está cerrado»"])),
    ("Según la policía, el puente está cerrado.", ("la policía", "Según", ["el puente está cerrado"])),
    ("La alcaldesa aseguró que el puente está cerrado.",
     ("La alcaldesa", "aseguró", ["que el puente está cerrado"])),
    ("«El puente —dijo Brink— está viejo».", ("Brink", "dijo", ["«El puente", "está viejo»"])),
]  # fmt: skip
RUSSIAN = [
    ("«Мост закрыт», — сказала Ола Бринк.", ("Ола Бринк", "сказала", ["«Мост закрыт»"])),
    ("По словам Олы Бринк, мост закрыт.", ("Олы Бринк", "По словам", ["мост закрыт"])),
    ("Министр заявил, что мост закрыт.", ("Министр", "заявил", ["что мост закрыт"])),
    ("Как сообщила полиция, мост закрыт.", ("полиция", "сообщила", ["мост закрыт"])),
    ("«Это неправда, — ответил Орлов. — Мост старый».",
     ("Орлов", "ответил", ["«Это неправда,", "Мост старый»"])),
    ("— Мост закрыт, — сказал Орлов. — Ждите утра.",
     ("Орлов", "сказал", ["Мост закрыт,", "Ждите утра."])),
]  # fmt: skip
CASES = [
    (language, *case)
    for language, cases in (("en", ENGLISH), ("de", GERMAN), ("fr", FRENCH), ("es", SPANISH), ("ru", RUSSIAN))
    for case in cases
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_plain_attributions_are_found(language: str, text: str, expected: Brief) -> None:
    """Each language's ordinary ways of attributing are read with source, cue and content."""
    assert brief(text, language) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The states of the union were few.",
        "Read also: Bridges of the north",
        "His claims were many and the reports long.",
        "She is said to be ill.",
        "To say so would be wrong.",
    ],
)
def test_nouns_imperatives_and_passives_are_no_cues(text: str) -> None:
    """Words that look like reporting verbs but are none give no statements."""
    assert brief(text, "en") == []


def test_reported_mood_goes_on_with_the_source() -> None:
    """A German sentence in Konjunktiv I after an attributed one has the same source and no cue."""
    text = "Ola Brink sagte, die Brücke sei gesperrt. Der Umbau habe begonnen."
    assert brief(text, "de")[1] == ("Ola Brink", "", ["Der Umbau habe begonnen"])


@pytest.mark.parametrize("language", packs.languages())
def test_every_pack_is_whole(language: str) -> None:
    """A pack has what no language can do without, in lower case."""
    pack = packs.load(language)
    assert pack.code == language
    for words in (pack.pronouns, pack.prepositions, pack.and_, pack.as_, pack.times, pack.occasions):
        assert words
        assert all(w == w.lower() for w in words)
    assert len(pack.verbs) > 40


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_the_language_of_longer_text_is_guessed(language: str, text: str, expected: Brief) -> None:
    """Function words tell the packs' languages apart; a text in another language is not guessed at."""
    longer = " ".join(case[1] for case in CASES if case[0] == language)
    assert guess_language(longer) == language
    assert guess_language("Silta on suljettu eikä kukaan tiedä miksi näin tapahtui.") is None
