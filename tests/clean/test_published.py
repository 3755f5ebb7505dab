"""The publication date among other dates of a page: its clock, related stories, captions below."""

from __future__ import annotations

import pytest

from newstemma.clean.documents_to_articles import documents_to_articles
from newstemma.clean.page_text import read_page_text
from newstemma.clean.published import Published, best
from newstemma.records import Article, Document
from newstemma.tables import to_records, to_table

BODY = "\n\n".join(
    [
        "The ferry from Brinhaven to Fort Holm stopped for the day after its engine failed in the port.",
        "Engineers worked on the quay until late at night, and two hundred travellers waited in the hall.",
        "Nobody was hurt, and the harbour office has opened an inquiry into the condition of the engine.",
    ]
)
CLOCK = "Monday, May 6, 2024"


@pytest.mark.parametrize(
    ("head", "tail", "day"),
    [
        (f"{CLOCK}\n\nFerry stops for the day\n\nBy Ann Hale | March 3, 2021 | 9:04 AM", "", "2021-03-03"),
        (
            f"THE POST\n\n{CLOCK}\n\nHome | Sport\n\nFerry stops\n\nBy Ann Hale\n\nMarch 3, 2021",
            "",
            "2021-03-03",
        ),
        ("Ferry stops for the day", "Also here\n\nMill sold again\n\nMarch 3, 2021", None),
        ("Ferry stops for the day", "Related stories\n\nMill sold again - March 3, 2021", None),
        ("Ferry stops for the day\n\nMarch 3, 2021\n\nMarch 5, 2021", "", None),
    ],
)
def test_the_date_nearest_to_the_article(head: str, tail: str, day: str | None) -> None:
    """A date far above gives way to one beside the article; two side by side give none, nor does a teaser."""
    found = read_page_text(f"{head}\n\n{BODY}\n\n{tail}").published
    assert (found.value[:10] if found else None) == day


def test_equally_certain_dates_that_disagree() -> None:
    """Of two of one rank the one that is clearly nearer counts, else the next rank."""
    far, near = Published("2024-05-06", "far", 5, 9), Published("2021-03-03", "near", 5, 1)
    less = Published("2020", "url", 9)
    assert best([far, near, less]) is near
    assert best([Published("2024-05-06", "beside", 5, 2), near, less]) is less


@pytest.mark.parametrize(
    "markup",
    [
        '<span itemprop="datePublished" content="2021-03-03">then</span>',
        '<abbr class="published" title="2021-03-03T09:00">then</abbr>',
        '<p itemprop="datePublished">3 March 2021</p>',
    ],
)
def test_microdata(markup: str) -> None:
    """A date in microdata or hAtom counts on whatever element it stands."""
    body = "".join(f"<p>{p}</p>" for p in BODY.split("\n\n"))
    other = markup.replace("2021", "2019")
    html = f"<html><body><h1>Ferry stops</h1>{markup}{body}<aside>{other}</aside></body></html>"
    table, _ = documents_to_articles(to_table(Document, [Document("d-1", "1", None, None, "html", html)]))
    assert [(a.published or "")[:10] for a in to_records(Article, table)] == ["2021-03-03"]
