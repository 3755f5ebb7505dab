"""What a line is, taken by itself."""

from __future__ import annotations

import time

import pytest

from newstemma.clean.lexicon import chrome_kind, is_agency, is_credit
from newstemma.clean.lines import Line
from newstemma.clean.score import carries_statement, judge

CHROME = {
    "menu": [
        "Home",
        "Home | News | Sport",
        "SIGN IN",
        "Back to top   Go to home page clear",
        "Startseite · Politik · Kultur",
        "Главная Политика Экономика Спорт",
        "Inicio",
        "Accueil",
        "Advertisement",
        "12 min read",
        "Scroll down for video",
    ],
    "share": [
        "Share",
        "Tweet   Share   Print",
        "Teilen",
        "Partager sur Facebook",
        "Поделиться:",
        "Compartir",
        "Follow us on Twitter",
        "Follow Jane Roe on Twitter",
    ],
    "comment": [
        "Leave a Reply",
        "Post a Comment",
        "Your email address will not be published. Required fields are marked *",
        "4 thoughts on “Oil on the stones”",
        "Schreiben Sie einen Kommentar",
        "Laisser un commentaire",
        "Deja un comentario",
        "Оставить комментарий",
    ],
    "comments": ["Comments (12)", "3 Comments", "Kommentare", "Reply", "12 комментариев"],
    "related": [
        "Related Posts",
        "Read also: How to claim for a cancelled crossing",
        "Lesen Sie auch: Was jetzt gilt",
        "À lire aussi",
        "Lea también: Qué pasa ahora",
        "Читайте также: Что дальше",
        "RelatedFerry to sail again in May",
    ],
    "promo": [
        "Subscribe to our newsletter",
        "We use cookies to make this site work.",
        "All rights reserved.",
        "Melden Sie sich für unseren Newsletter an",
        "Все права защищены.",
        "You have read 2 of 3 free articles this month.",
    ],
    "tags": [
        "#harbour #ferry #strait",
        "Tags: ferry, harbour",
        "Schlagwörter: Hafen, Fähre",
        "Теги: порт, паром",
    ],
    "caption": [
        "© Photo : Harbour Board",
        "Photo: Jane Roe/Kelpress",
        "[Picture: flowers at the gate]",
        "Foto: dpa",
        "The ferry at her berth. / Picture: Harbour Daily",
        "The ferry at her berth. REUTERS/Jane Roe",
        "The ferry at her berth - Kelmar International, 1920, 08.03.2024",
        "A file picture of the ferry (file photo)",
        "Вид на порт. Фото: Кельпресс",
    ],
    "copyright": ["© 2024 The Harbour Post", "Copyright 2024 Kelpress"],
    "code": [
        "brightcove.createExperiences();",
        ".box {position: relative; padding: 3px;}",
        "var x = new Object();",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in CHROME.items() for t in texts])
def test_chrome_is_known_by_its_words(kind: str, text: str) -> None:
    """Menus, share bars, forms, related stories, captions and code are told apart, in five languages."""
    judgement = judge(Line(text))
    assert judgement.kind == kind
    assert judgement.score < -3


@pytest.mark.parametrize(
    "text",
    [
        "Source: TASS",
        "Quelle: Kelpress",
        "Источник: Кельпресс",
        "Fuente: EFE",
        "With AFP",
        "AFP",
        "(Reporting by Jane Roe)",
        "Jane Roe contributed to this report.",
        "Mit Material von dpa",
        "(With the Associated Press)",
    ],
)
def test_credits_stay(text: str) -> None:
    """Lines that say where the article has something from are evidence, not chrome."""
    assert judge(Line(text)).kind == "credit"
    assert judge(Line(text)).score > 3


@pytest.mark.parametrize(
    "text",
    [
        "“We will share what we know with the public,” the minister said on Friday.",
        "Home is where the harbour is, said the mayor, and nobody laughed.",
        "„Wir teilen die Sorge der Fischer“, sagte die Bürgermeisterin am Montag.",
        "« Nous n’avons rien à cacher », a déclaré le ministre vendredi soir à Veshen.",
        "«No culpo a los oficiales de guardia», dijo el ministro a la radio.",
        "«Паромы не выйдут в пролив, пока комиссия не закончит работу», — подчеркнул министр.",
        "'I was on the bridge and there was nothing to be seen,' the mate told the inquiry.",
        "The minister denied on Monday that the lamp had been out for a month before the accident.",
    ],
)
def test_statements_weigh_most(text: str) -> None:
    """A sentence that gives words to somebody scores so high that hardly anything outweighs it."""
    assert carries_statement(Line(text))
    assert judge(Line(text)).kind == "prose"
    assert judge(Line(text)).score >= 8


@pytest.mark.parametrize(
    "text", ["Subscribe", "Read also: Minister says “we will go on”", "Photo: the minister said", "He ran."]
)
def test_what_is_no_statement(text: str) -> None:
    """Headlines of other stories and captions carry no statement of this article."""
    assert judge(Line(text)).score < 3


def test_posts_and_their_signatures_stay() -> None:
    """The line that names the author of an embedded post is evidence of a statement."""
    assert judge(Line("— Jane Roe (@janeroe) October 4, 2014")).kind == "signature"
    assert judge(Line("The bow is gone. All of it. pic.twitter.com/abc123")).score > 0


def test_agencies_by_name() -> None:
    """Agencies are known in any case and in brackets; papers are none."""
    assert is_agency("(Reuters)")
    assert is_agency("ТАСС")
    assert not is_agency("The Harbour Post")
    assert is_credit(Line("With Reuters and AFP"))
    assert not is_credit(Line("With tears in her eyes"))


def test_long_lines_are_never_chrome() -> None:
    """A phrase of chrome inside a paragraph proves nothing."""
    assert (
        chrome_kind(Line("Leave a reply " + "and go on to the next quay with the rest of them " * 10)) is None
    )


@pytest.mark.parametrize("piece", ["(", "a/", "- a, ", "@a ", "“", "a.", "#a ", "[", "' ", "A A A/ "])
def test_hostile_lines_cost_little(piece: str) -> None:
    """Lines of a megabyte of one sign after the other are judged at once."""
    before = time.process_time()
    judge(Line(piece * (1_000_000 // len(piece))))
    assert time.process_time() - before < 2
