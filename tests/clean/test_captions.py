"""Captions: apart from the text, never a statement lost for one."""

from __future__ import annotations

from newstemma.clean.documents_to_articles import documents_to_articles
from newstemma.clean.page_text import read_page_text
from newstemma.records import Article, Document
from newstemma.tables import to_records, to_table

PARAGRAPHS = [
    "The ferry from Brinhaven to Fort Holm stopped for the day after its engine failed in the harbour.",
    "Engineers worked on the quay until late at night, and some two hundred travellers waited in the hall.",
    "The company said that the first boat of the morning would leave as planned on Tuesday.",
    "Nobody was hurt, and the harbour office has opened an inquiry into the condition of the engine.",
]


def article(content: str, media: str = "text") -> Article:
    """The only article of that document."""
    table, failures = documents_to_articles(
        to_table(Document, [Document("d-1", "1", None, None, media, content)])
    )
    assert failures.num_rows == 0
    (found,) = to_records(Article, table)
    return found


def page(figure: str, outside: str = "") -> str:
    """A page with a figure after its second paragraph."""
    first, rest = PARAGRAPHS[:2], PARAGRAPHS[2:]
    body = "".join(f"<p>{p}</p>" for p in first) + figure + "".join(f"<p>{p}</p>" for p in rest)
    return f"<html><body>{outside}<article><h1>Ferry stops</h1>{body}</article></body></html>"


def test_captions_of_figures_are_apart_from_the_text() -> None:
    """A figcaption is in ``captions`` and not in the text."""
    found = article(
        page("<figure><img src=a.jpg><figcaption>Travellers on the quay on Monday.</figcaption></figure>"),
        "html",
    )
    assert found.captions == ["Travellers on the quay on Monday."]
    assert found.text.split("\n\n") == PARAGRAPHS


def test_elements_that_say_caption_count() -> None:
    """So does an element whose class says so."""
    found = article(page('<div><p class="wp-caption-text">The hall at midnight</p></div>'), "html")
    assert found.captions == ["The hall at midnight"]
    assert "The hall at midnight" not in found.text


def test_cards_of_other_stories_have_no_captions_of_ours() -> None:
    """What stands in a menu or outside the article is no caption of it."""
    card = "<figure><figcaption>The mill at Velia has been sold again</figcaption></figure>"
    assert article(page("", outside=f"<aside>{card}</aside>{card}"), "html").captions == []


def test_a_caption_with_a_statement_stays_in_the_text() -> None:
    """What somebody said is never lost, whatever the markup says of it."""
    said = "“We will leave on time tomorrow,” captain Ann Hale said on the quay on Monday."
    for markup in (f"<p class=caption>{said}</p>", f"<figure><figcaption>{said}</figcaption></figure> and"):
        found = article(page(markup), "html")
        assert said in found.text
        assert found.captions == []


def test_lines_of_plain_text_that_point_at_a_picture() -> None:
    """In page text a caption shows by its credit, by words that point, or as the one line without an end."""
    lines = [
        PARAGRAPHS[0],
        "Stranded: Travellers sit on their suitcases in the hall of the harbour office",
        PARAGRAPHS[1],
        "The ferry at the quay of Brinhaven. Photo: Ann Hale/AP",
        *PARAGRAPHS[2:],
    ]
    found = read_page_text("\n\n".join(lines))
    assert found.captions == (lines[1], lines[3])
    assert found.text.split("\n\n") == PARAGRAPHS


def test_links_and_lists_are_no_captions() -> None:
    """A link to another story, or several lines in a row, are dropped and are no captions."""
    links = [
        "Read: how the mill at Velia was sold to a bank from abroad",
        "Opinion: why the ferry should be free for all",
    ]
    found = read_page_text("\n\n".join([*PARAGRAPHS[:2], *links, *PARAGRAPHS[2:]]))
    assert found.captions == ()


def test_cleaning_again_finds_no_caption_in_the_text() -> None:
    """The text of an article, cleaned again, is the same and has no captions."""
    lines = [PARAGRAPHS[0], "The quay, pictured on Monday after the engine had failed", *PARAGRAPHS[1:]]
    first = read_page_text("\n\n".join(lines))
    again = read_page_text(first.text)
    assert (again.text, again.captions) == (first.text, ())
