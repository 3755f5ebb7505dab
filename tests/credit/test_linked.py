"""Credits tied to articles of the pile, and interviews as addressees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newstemma.credit.articles_to_credits import articles_to_credits
from newstemma.credit.credits_to_addressees import credits_to_addressees
from newstemma.credit.credits_to_linked import credits_to_linked
from newstemma.records import Article, Credit, Statement
from newstemma.spans import Span
from newstemma.tables import check, to_records, to_table

STORY = (
    "The ferry Calluna ran aground off Brinhaven harbour at dawn with ninety passengers, the harbour master "
    "Orla Venn said. Divers found a crack in the hull near the engine room."
)


def article(name: str, text: str, outlet: str | None = None, published: str | None = None) -> Article:
    """An article of an outlet."""
    url = None if outlet is None else f"https://{outlet.lower().replace(' ', '')}.example/{name}"
    return Article(name, f"{name}.txt", None, url, outlet, None, None, None, published, None, "en", text)


def tied(*articles: Article) -> dict[str, str | None]:
    """Credited name → article it is tied to, of all credits."""
    table = to_table(Article, articles)
    credits_, _ = articles_to_credits(table)
    linked = credits_to_linked(table, credits_)
    check("credits", linked)
    return {c.credited: c.credited_article_id for c in to_records(Credit, linked)}


def test_credit_is_tied_to_the_article_on_the_same_story() -> None:
    """Of two articles by the credited outlet the one that shares the story's words is meant."""
    copy = article("a-1", STORY + " The Brinhaven Courier reported it first.", "Harbour Light", "2022-05-02")
    meant = article("a-2", STORY + " More soon.", "Brinhaven Courier", "2022-05-01")
    other = article(
        "a-3", "The chess club won the regional cup on Sunday evening.", "Brinhaven Courier", "2022-05-01"
    )
    assert tied(copy, meant, other) == {"Brinhaven Courier": "a-2"}


@pytest.mark.parametrize(
    ("published", "text"),
    [("2022-05-03", STORY), ("2022-05-01", "The chess club won the regional cup on Sunday evening.")],
)
def test_later_or_unlike_articles_are_not_meant(published: str, text: str) -> None:
    """An article published later, or on something else, is not the source."""
    copy = article("a-1", STORY + " The Brinhaven Courier reported it first.", "Harbour Light", "2022-05-02")
    assert tied(copy, article("a-2", text, "Brinhaven Courier", published)) == {"Brinhaven Courier": None}


def test_equal_candidates_leave_it_open() -> None:
    """Two equally like articles of one outlet: cannot tell."""
    copy = article("a-1", STORY + " The Brinhaven Courier reported it first.", "Harbour Light")
    first, second = (article(n, STORY, "Brinhaven Courier") for n in ("a-2", "a-3"))
    assert tied(copy, first, second) == {"Brinhaven Courier": None}


def test_link_is_tied_by_address() -> None:
    """A link leads to the article of that address, whatever the scheme and query."""
    here = article("a-1", "More: http://www.harbourlight.example/a-2?utm=1", "Brinhaven Courier")
    there = article("a-2", "Other words.", "Harbour Light")
    assert tied(here, there) == {"harbourlight.example": "a-2"}


def told(text: str, *contents: str, speaker: str = "sp-1") -> list[str | None]:
    """Addressees of statements with these contents, cue before each content's end."""
    record = article("a-1", text)
    statements = [
        Statement(
            f"st-{i}", "a-1", "direct", text.index(c), text.index(c) + len(c), c,
            [Span(text.index(c), text.index(c) + len(c))], None, None, None, None, None, None, None, "rules",
            1.0, speaker,
        )
        for i, c in enumerate(contents)
    ]  # fmt: skip
    table = to_table(Article, [record])
    credits_, _ = articles_to_credits(table)
    filled = credits_to_addressees(table, to_table(Statement, statements), credits_)
    check("statements", filled)
    by_id = {s.statement_id: s.addressee for s in to_records(Statement, filled)}
    return [by_id[s.statement_id] for s in statements]


def test_venue_of_the_sentence_and_of_what_follows() -> None:
    """An interview's venue holds for its sentence and the speaker's next words."""
    text = "“It sank,” Venn told the Brinhaven Courier. “Nobody was hurt,” she said."
    assert told(text, "It sank", "Nobody was hurt") == ["Brinhaven Courier", "Brinhaven Courier"]


def test_another_occasion_ends_the_venue() -> None:
    """What is said at a press conference is not said in the interview, nor is what another one says."""
    text = (
        "“It sank,” Venn told the Brinhaven Courier. At a press conference she said: “Nobody was hurt.” "
        "“Yes,” she said."
    )
    assert told(text, "It sank", "Nobody was hurt", "Yes") == ["Brinhaven Courier", None, None]


def test_interview_inside_the_words_is_not_the_venue() -> None:
    """Somebody else's interview inside what was said is no addressee."""
    text = "Venn said: “He told CNN that it sank.” She left."
    assert told(text, "He told CNN that it sank.") == [None]


def test_nothing_is_overwritten_without_an_interview() -> None:
    """Without a credit the column stays as it was."""
    record = article("a-1", "Nothing here.")
    table = to_table(Article, [record])
    credits_, _ = articles_to_credits(table)
    base = Statement(
        "st-1",
        "a-1",
        "direct",
        0,
        7,
        "Nothing",
        [Span(0, 7)],
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "rules",
        1.0,
    )
    filled = credits_to_addressees(table, to_table(Statement, [replace(base, addressee="X")]), credits_)
    assert to_records(Statement, filled)[0].addressee == "X"
