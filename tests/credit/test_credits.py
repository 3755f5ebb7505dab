"""Every way in which an article names its source, and what is no credit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.credit.articles_to_credits import articles_to_credits, credits_of
from newstemma.records import Article
from newstemma.tables import check, to_table


def article(text: str, **more: str | None) -> Article:
    """An article of that text."""
    fields: dict[str, str | None] = {
        "article_id": "a-1", "path": "1.txt", "row_id": None, "url": None, "outlet": None, "outlet_how": None,
        "title": None, "byline": None, "published": None, "published_how": None, "language": "en",
    }  # fmt: skip
    return Article(**{**fields, **more}, text=text)  # type: ignore[arg-type]


def found(text: str, **more: str | None) -> list[tuple[str, str]]:
    """(credited, kind) of every credit."""
    return [(c.credited, c.kind) for c in credits_of(article(text, **more))]


@pytest.mark.parametrize(
    ("text", "credited", "kind"),
    [
        ("BRINHAVEN (Reuters) - The ferry sank.", "Reuters", "byline"),
        ("BRINHAVEN, March 3 (KQRV) -- The ferry sank.", "KQRV", "byline"),
        ("The ferry sank. (dpa/AFP)", "AFP", "byline"),
        ("By Ann Hale, Associated Press\n\nThe ferry sank.", "Associated Press", "byline"),
        (
            "The ferry sank.\n\n© 2022 The Associated Press. All rights reserved.",
            "Associated Press",
            "byline",
        ),
        ("The ferry sank.\nSource: TASS", "TASS", "agency"),
        ("The ferry sank.\nSource: Brinhaven Walker", "Brinhaven Walker", "outlet"),
        ("The ferry sank, Nordwind reports.", "Nordwind", "outlet"),
        ("The Brinhaven Courier reported that it sank.", "Brinhaven Courier", "outlet"),
        ("As the Brinhaven Courier first reported, it sank.", "Brinhaven Courier", "outlet"),
        ("It sank, according to a report in the local newspaper Harbour Light.", "Harbour Light", "outlet"),
        ("According to Interfax, it sank.", "Interfax", "agency"),
        ("It sank, the captain told the Brinhaven Courier.", "Brinhaven Courier", "interview"),
        ("In an interview with the BBC, he said it sank.", "BBC", "interview"),
        ("In a statement to the “Novosti” agency he denied it.", "RIA Novosti", "interview"),
        ("He explained to the Doha-based broadcaster Al-Jazeera that it sank.", "Al Jazeera", "interview"),
        ("It sank, said officials, citing the Brinhaven Courier.", "Brinhaven Courier", "outlet"),
        ("It sank, reported the Harbour Office website.", "Harbour Office website", "document"),
        ("The harbour said in a statement that it sank.", "statement", "document"),
        ("He wrote on Facebook that it sank.", "Facebook", "document"),
        ("“It sank,” she tweeted.", "Twitter", "document"),
        ("More at https://www.reuters.com/world/ferry", "Reuters", "link"),
        ("Das Schiff sank, berichtete die Süddeutsche Zeitung.", "Süddeutsche Zeitung", "outlet"),
        ("Laut der Nachrichtenagentur Nordwind sank das Schiff.", "Nordwind", "agency"),
        ("Das sagte er der Bild-Zeitung.", "Bild", "interview"),
        ("Le navire a coulé, selon Le Monde.", "Le Monde", "outlet"),
        ("Le navire a coulé, a-t-il déclaré. Il a expliqué à RFI que tout va bien.", "RFI", "interview"),
        ("El barco se hundió, según El País.", "El País", "outlet"),
        ("El capitán dijo a EFE que se hundió.", "EFE", "interview"),
        ("Паром затонул, сообщает Интерфакс.", "Interfax", "agency"),
        ("Паром затонул, об этом пишет газета «Гавань».", "Гавань", "outlet"),
        ("Он рассказал это в интервью телеканалу «Дождь».", "TV Rain", "interview"),
        ("Contacted by AFP, the harbour office did not comment.", "AFP", "agency"),
        ("Speaking to the BBC, the captain said it sank.", "BBC", "interview"),
        ("She confirmed the loss of the ferry to Sky News.", "Sky News", "interview"),
        ("The BBC understands that it sank.", "BBC", "outlet"),
        ("The captain said on CNN that it sank.", "CNN", "interview"),
        ("It sank, writes Ann Hale for Forbes.", "Forbes", "outlet"),
        ("A video shot by Reuters reporter Ann Hale shows it.", "Reuters", "byline"),
        ("It sank.\n\nThe Associated Press contributed to this report.", "Associated Press", "agency"),
        ("It sank.\n\nReuters", "Reuters", "byline"),
        ("It sank. (via HarborLog)", "HarborLog", "outlet"),
        ("A deckhand told Quarry that it sank. He had told Quarry so before.", "Quarry", "interview"),
        ("According to Gull Hangover, it sank. The site claims that nobody knew.", "Gull Hangover", "outlet"),
        ("The captain told Harbour Radio 99.5 that it sank.", "Harbour Radio 99.5", "interview"),
        ("Die Fähre sank, wie die Nachrichtenagentur dpa meldet.", "dpa", "agency"),
        ("Reuters hat erfahren, dass sie sank. Das meldete Reuters am Montag.", "Reuters", "agency"),
        ("Le bac a coulé, rapporte Le Figaro.", "Le Figaro", "outlet"),
        ("Le Monde a révélé que le bac a coulé.", "Le Monde", "outlet"),
        ("El Mundo publicó que el barco se hundió.", "El Mundo", "outlet"),
        ("Паром затонул, передает ТАСС.", "TASS", "agency"),
        ("Об этом говорится в сообщении порта. Источник: РИА Новости", "RIA Novosti", "agency"),
    ],
)
def test_ways_to_credit(text: str, credited: str, kind: str) -> None:
    """Each way is found once, with the registry's name where it is known."""
    assert (credited, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The captain told Ann Hale that it sank.",
        "She had worked for Reuters and the BBC.",
        "Relatives told Burton that it sank. Ann Burton reports to the harbour office.",
        "The ferry was run by the Gulf states.",
        "The Korean People's Army said nothing.",
        "He told the FBI and NATO that it sank.",
        "According to Ann Hale, it sank.",
        "According to the harbour office, it sank.",
        "People said it sank. Time will tell.",
        "An engineer at Harbour Media, said it sank.",
        "She told a Pentagon news briefing that it sank.",
        "Image via Shutterstock. Photo: Reuters",
        "Follow us on Twitter.",
        "A local Iraqi channel said it sank.",
        "He spent the afternoon on Twitter.",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    """Persons, bodies, ordinary words, pictures and invitations are not sources."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("The mill is sold, a source tells Ann Hale, a West Coast editor at Harbourly.", "Harbourly"),
        ("Brinhaven, Mar. (CBS BRINHAVEN) – The mill is sold.", "CBS"),
        ("(Updates with price) By Ann Hale March 3 (Reuters) - The mill is sold.", "Reuters"),
        ("It sank, the Mill Ilbo, Marenia's largest newspaper, reported on Tuesday.", "Mill Ilbo"),
        ("The tale came from the site \"millnews.es\" and is false.", "millnews.es"),
        ("Website Mill-watch.com goes as high as ten. It costs that, notes the site.", "Mill-watch.com"),
        ("The mill is sold, according to velia.info.", "velia.info"),
        ("The story comes from the 'news' site Daily Mill Live.", "Daily Mill Live"),
        ("© 2022 Millmass All rights reserved.", "Millmass"),
        ("She told the UK’s Daily Mail that it is sold.", "Daily Mail"),
        ("Buzzfeed initially reported the sale.", "BuzzFeed"),
        ("KQRV-TV in Brinhaven is reporting that it sank.", "KQRV-TV"),
        ("A neighbour tells 8 News NOW that it sank.", "8 News NOW"),
        ("It sank, according to their sister station in Brinhaven, KQRV.", "KQRV"),
        ("A source confirmed the story to the Harbour Pundit.", "Harbour Pundit"),
        ("The information comes from Shipvoice07. Thanks to Shipvoice07.", "Shipvoice07"),
        ("She told al-Manar that it is sold.", "Al Manar"),
        ("The Brinhaven Daily Sun reported that it is sold.", "Brinhaven Daily Sun"),
        ("The Brinhaven Times-News reported that it is sold.", "Brinhaven Times-News"),
        ("Watch the video below, via Fox News:\n\nIt is sold.", "Fox News"),
        ("The family posted the following statement: It is sold.", "statement"),
        ("“It is sold,” he said in the letter.", "letter"),
    ],
)  # fmt: skip
def test_ways_found_in_articles_read_later(text: str, credited: str) -> None:
    """Staff of an outlet that are told things, datelines within a line, appositions, origins, domains."""
    assert credited in [c for c, _ in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "She told a Brinhaven radio station that it is sold.",
        "The mill is in another city, Brinhaven, the newspaper reported.",
        "Working on Brinhaven Hill, said he, was hard.",
        "She hopes for her own show on MTV, she said.",
        "Update: KFC confirmed it.",
        "Men said that it is sold.",
    ],
)
def test_places_shows_and_other_words_are_no_outlets(text: str) -> None:
    """A place before "radio station", a known name within a longer one, a show that is only wished for."""
    assert found(text) == []


def test_own_outlet_is_no_credit() -> None:
    """An article does not credit itself, by name or by host."""
    text = "LONDON (Reuters) - It sank. He told Reuters so. The BBC reported it."
    assert found(text, outlet="Reuters News") == [("BBC", "outlet")]
    assert found(text, url="https://uk.reuters.com/x") == [("BBC", "outlet")]


def test_two_names_of_one_trigger_and_short_names() -> None:
    """ "A and B" are two credits; "the Post" after "the New York Post" is that one."""
    text = "He told CNN and the BBC. The New York Post reported it. The Post said so."
    assert [c for c, _ in found(text)] == ["CNN", "BBC", "New York Post", "New York Post"]


def test_table_keeps_its_contract() -> None:
    """Offsets give their strings; ids are unique."""
    record = article("Source: TASS\n\nHe told CNN, NBC and CBS. He told CNN again.")
    table, failures = articles_to_credits(to_table(Article, [record]))
    check("credits", table, {"a-1": record.text})
    assert failures.num_rows == 0
    assert table.num_rows == 5


PIECES = (
    "told;the;Brinhaven;Courier;according to;Reuters;(AP) -;said;Source:;\n;“;”;newspaper;https://x.org/a;©;,;.;"
    "сообщает;ТАСС;laut;selon;News;'s;in a statement;on;Twitter;[via;]"
).split(";")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text(pieces: list[str]) -> None:
    """No text breaks the stage; offsets give their strings and credits do not overlap."""
    record = article(" ".join(pieces))
    last = -1
    for one in credits_of(record):
        assert record.text[one.start : one.end] == one.text
        assert one.start >= last
        last = one.end


@pytest.mark.parametrize("piece", ["The Brinhaven Courier ", "told the ", "a " * 50, "(((", "https://"])
def test_huge_line(piece: str) -> None:
    """A line of half a megabyte does not hang."""
    credits_of(article(piece * (500_000 // len(piece))))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We wrote to Dockvale three times about the noise,” said Ines Kolvar.", []),
        ("“I told Hydrocorp that the wall would not hold,” said Piet Haan.", []),
        ("“As I told the Tarn Gazette last week, it is safe,” said Piet Haan.", ["Tarn Gazette"]),
        ("The secretary told the Tarn Gazette that it is safe.", ["Tarn Gazette"]),
    ],
)
def test_whom_a_quoted_person_told_is_no_source(text: str, wanted: list[str]) -> None:
    """A body that is only mentioned in somebody's words is not where the article has them from."""
    assert [c.credited for c in credits_of(article(text))] == wanted
