"""Outlets of the pile are known wherever another article names them."""

from __future__ import annotations

from newstemma.credit.credits_to_linked import credits_to_linked
from newstemma.records import Article, Credit
from newstemma.tables import check, empty, to_records, to_table

STORY = (
    "The ferry Aurelia struck the mole of Port Keld at dawn, and nine passengers were treated for bruises."
)


def article(name: str, outlet: str | None, text: str, day: int = 2) -> Article:
    """An article of an outlet on a day of May."""
    return Article(
        f"a-{name}", name, None, None, outlet, None, None, None, f"2024-05-0{day}", None, "en", text
    )  # fmt: skip


def credits(*articles: Article) -> list[tuple[str, str, str | None]]:
    """(article, credited, tied to) of a pile without other credits."""
    table = credits_to_linked(to_table(Article, articles), empty(Credit))
    check("credits", table, {a.article_id: a.text for a in articles})
    return [(c.article_id, c.credited, c.credited_article_id) for c in to_records(Credit, table)]


def test_a_named_outlet_of_the_pile_is_a_credit_and_tied() -> None:
    """Without any verb that the triggers know, the name alone is enough, with its article left out."""
    first = article("1", "The Keld Lantern", STORY, 1)
    second = article("2", "Mole Watch", f"{STORY} So much for the Keld Lantern and its early edition.")
    assert credits(first, second) == [("a-2", "The Keld Lantern", "a-1")]


def test_other_spellings() -> None:
    """Capitals throughout and Cyrillic names are found in the usual spelling."""
    first = article("1", "Маяк Кельда", STORY, 1)
    second = article("2", "MOLEWATCH", STORY, 1)
    third = article("3", None, f"{STORY} Mayak Kelda had it first; Molewatch had the pictures.")
    assert [c[1] for c in credits(first, second, third)] == ["Маяк Кельда", "MOLEWATCH"]


def test_its_own_name_and_common_words_are_no_credits() -> None:
    """An outlet does not credit itself, and a name that is also a word is left alone."""
    first = article("1", "Lantern", f"{STORY} Lantern will go on reporting.", 1)
    second = article("2", "Mole Watch", f"{STORY} Lantern light was seen. A lantern hung there.")
    assert credits(first, second) == []
