"""The dates table and the scorer's lines."""

from __future__ import annotations

from newstemma.date.articles_to_dates import articles_to_dates
from newstemma.date.dates_to_jsonl import dates_line
from newstemma.records import Article
from newstemma.tables import check, to_table


def article(article_id: str, text: str, published: str | None = None, language: str | None = "en") -> Article:
    """An article with the given text."""
    return Article(
        article_id=article_id,
        path=f"{article_id}.txt",
        row_id=None,
        url=None,
        outlet=None,
        outlet_how=None,
        title=None,
        byline=None,
        published=published,
        published_how=None,
        language=language,
        text=text,
    )


def test_table_keeps_its_contract() -> None:
    """The table has the schema, honest offsets and one row per expression, whatever the order of articles."""
    texts = {
        "a-1": "It sank on Friday, two days after the storm of May 4, 2020.",
        "a-2": "Der Kai brannte gestern.",
        "a-3": "",
    }
    rows = [
        article("a-1", texts["a-1"], "2020-05-10"),
        article("a-2", texts["a-2"], "2020-05-10", "de"),
        article("a-3", ""),
    ]
    dates, failures = articles_to_dates(to_table(Article, rows))
    check("dates", dates, texts)
    assert failures.num_rows == 0
    assert dates.column("value").to_pylist() == ["2020-05-08", "P2D", "2020-05-04", "2020-05-09"]
    again, _ = articles_to_dates(to_table(Article, rows[::-1]))
    assert again.equals(dates)


def test_line_for_the_scorer() -> None:
    """A line has the row's id and offsets in the text as given."""
    line = dates_line("row-7", "  It sank yesterday.\n", "2020-05-10")
    assert line["id"] == "row-7"
    assert line["dates"] == [
        {
            "start": 10,
            "end": 19,
            "text": "yesterday",
            "type": "DATE",
            "value": "2020-05-09",
            "anchor": "published:2020-05-10",
        }
    ]
