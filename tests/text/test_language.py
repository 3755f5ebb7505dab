"""The language of a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.text.language import function_words, language_of, script_of

TEXTS = {
    "en": "The harbour master said that the ferry would not leave before noon, because of the fog.",
    "de": "Der Hafenmeister sagte, dass die Fähre wegen des Nebels nicht vor dem Mittag auslaufen werde.",
    "fr": "Le capitaine du port a dit que le ferry ne partirait pas avant midi à cause du brouillard.",
    "es": "El capitán del puerto dijo que el transbordador no saldría antes del mediodía por la niebla.",
    "it": "Il comandante del porto ha detto che il traghetto non partirà prima di mezzogiorno per la nebbia.",
    "pt": "O capitão do porto disse que a balsa não vai sair antes do meio-dia por causa da neblina.",
    "nl": "De havenmeester zei dat het veer door de mist niet voor de middag uit de haven zou vertrekken.",
    "ru": "Начальник порта сказал, что паром не выйдет до полудня из-за тумана, и это не его вина.",
    "uk": "Начальник порту сказав, що пором не вийде до полудня через туман, і це не його провина.",
    "pl": "Kapitan portu powiedział, że prom nie wypłynie przed południem, bo jest mgła, i to nie jego wina.",
    "el": "Ο λιμενάρχης είπε ότι το πλοίο δεν θα φύγει πριν από το μεσημέρι.",
    "ar": "قال مدير الميناء إن العبارة لن تغادر قبل الظهر بسبب الضباب.",
    "fa": "رئیس بندر گفت که کشتی پیش از ظهر حرکت نمی‌کند و چند گزارش دیگر هم هست که می‌گوید پیدا شده.",
    "zh": "港口负责人表示,由于大雾,渡轮中午之前不会离开。",
    "ja": "港長は、霧のためフェリーは正午まで出航しないと述べた。",
    "ko": "항만장은 안개 때문에 여객선이 정오 전에는 출항하지 않는다고 말했다.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_sentence_tells_its_language(language: str) -> None:
    """One sentence of news is enough."""
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "12 34", "Xkcd Qwrt Plmn Zxcv", "Kelpress", "!!!"])
def test_what_cannot_be_told_is_none(text: str) -> None:
    """Names, numbers and nothing have no language."""
    assert language_of(text) is None


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    """An English article with a German title in it is English."""
    assert language_of(TEXTS["en"] * 3 + " „Der Nebel über dem Hafen“") == "en"


def test_scripts() -> None:
    """The script is that of most letters; signs without letters have none."""
    assert script_of("Порт, port") == "cyrillic"
    assert script_of("the Порт of Brazna") == "latin"
    assert script_of("2024 — !") is None


def test_function_words_of_one_or_all_languages() -> None:
    """The words of one language are among those of all."""
    assert "the" in function_words("en")
    assert function_words("en") < function_words()
    assert function_words("xx") == frozenset()


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    """Nothing raises, and what is returned is a code of two letters."""
    language = language_of(text)
    assert language is None or (len(language) == 2 and language.isalpha())


def test_a_huge_text_costs_no_more() -> None:
    """Only the beginning is looked at."""
    before = time.process_time()
    assert language_of(TEXTS["de"] * 50_000) == "de"
    assert time.process_time() - before < 1
