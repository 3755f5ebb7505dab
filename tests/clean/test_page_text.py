"""The article in page text without markup."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.clean.page_text import Known, read_page_text

BODY = [
    "The ferry Severina will stay in port until the inquiry is over, the harbour master of Veshen "
    "said on Friday.",
    "“Nobody goes out before we know what happened,” Emil Sorokan told reporters. “I do not know "
    "when that will be.”",
    "What comes next",
    "The owners of the barge did not answer calls. A hearing is to be held in the town hall next "
    "week, and the "
    "mate of the ferry is expected to be heard there first.",
    "“I saw no lights,” the mate said.",
    "Source: Kelpress",
]
HEAD = ["Harbour Post", "Home", "News", "Shipping", "Sign in"]
TITLE = "Severina to stay in port until inquiry is over"
TAIL = [
    "#Severina #Veshen",
    "Share",
    "Tweet",
    "Related Posts",
    "Five soups for a foggy day",
    "Our harbour in old pictures",
]
FORM = [
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Name",
    "Post Comment",
]


def page(*parts: str | list[str]) -> str:
    """Parts and lists of parts, a line each."""
    lines: list[str] = []
    for part in parts:
        lines.extend([part] if isinstance(part, str) else part)
    return "\n\n".join(lines)


def test_the_article_is_kept_and_the_page_is_dropped() -> None:
    """Menus, share bars, related stories and the comment form go; sub-headings and credits stay."""
    found = read_page_text(page(HEAD, TITLE, "8 March 2024, 15:42", "By Tilda Roeg", BODY, TAIL, FORM))
    assert found.text.split("\n\n") == BODY
    assert found.title == TITLE
    assert found.byline == "Tilda Roeg"
    assert found.published is not None
    assert (found.published.value, found.published.how) == (
        "2024-03-08T15:42",
        "date line: 8 March 2024, 15:42",
    )
    assert found.language == "en"


def test_captions_are_kept_apart() -> None:
    """A caption is not in the text; it is among the captions."""
    caption = "The Severina at her berth in Veshen. / Picture: Harbour Post"
    found = read_page_text(page(TITLE, caption, BODY))
    assert caption not in found.text
    assert found.captions == (caption,)


@pytest.mark.parametrize(
    "part", [HEAD, TAIL, FORM, ["Read also: How to claim for a crossing"], ["© 2024 The Harbour Post"]]
)
def test_chrome_between_paragraphs_takes_none_of_them_along(part: list[str]) -> None:
    """Whatever stands in the middle of the article, its paragraphs with statements stay."""
    found = read_page_text(page(TITLE, BODY[:2], part, BODY[3:5]))
    for paragraph in (*BODY[:2], *BODY[3:5]):
        assert paragraph in found.text


def test_comments_are_dropped_to_the_end() -> None:
    """Readers' comments below the form are not the article, however long."""
    comment = (
        "Well I for one think this is a long overdue step and they should have done it ten "
        "years ago, full stop."
    )
    found = read_page_text(
        page(TITLE, BODY, FORM[:1], "Jane says:", comment, "3 days ago", "Reply", comment + " Really.")
    )
    assert found.text.split("\n\n") == BODY


def test_a_statement_below_a_form_survives() -> None:
    """A form in the middle of the page does not take a paragraph with a statement along."""
    late = (
        "“We found the lamp,” investigator Ruta Kalnin told the Harbour Post on Saturday, “and it was off.”"
    )
    assert late in read_page_text(page(TITLE, BODY, FORM, late)).text


def test_teasers_below_the_article_are_dropped() -> None:
    """Headlines of other stories after the last paragraph are not sub-headings."""
    found = read_page_text(
        page(
            TITLE, BODY, "More from Shipping", "Night trains resume after snow", "Cheese wins its stamp back"
        )
    )
    assert found.text.split("\n\n") == BODY


def test_lines_in_another_script_are_dropped() -> None:
    """A leftover of the page's program in another script is not the article; a quotation in it is."""
    quotation = (
        "«Паромы не выйдут в пролив, пока комиссия не закончит работу на месте», — сказал "
        "министр по-русски в пятницу."
    )
    found = read_page_text(page(TITLE, BODY, quotation, "Заголовок страницы"))
    assert "Заголовок страницы" not in found.text
    assert quotation in found.text


def test_the_title_is_taken_out_wherever_it_is_repeated() -> None:
    """A title that stands twice above the article is in the text not once."""
    found = read_page_text(page("Harbour Post", TITLE, TITLE, BODY))
    assert found.title == TITLE
    assert TITLE not in found.text


def test_a_given_title_is_believed() -> None:
    """A title from the row or the markup is taken as it is and out of the text."""
    found = read_page_text(page(TITLE.upper(), BODY), Known(title=TITLE))
    assert found.title == TITLE
    assert found.text.split("\n\n") == BODY


def test_a_text_without_a_title_has_none() -> None:
    """The first paragraph of a bare text is no title, and stays."""
    found = read_page_text(page(BODY))
    assert found.title is None
    assert found.text.split("\n\n") == BODY


def test_agency_bylines_stay_as_credits() -> None:
    """A byline that names an agency is evidence of where the story is from; a person's goes."""
    assert "By Kelpress staff" in read_page_text(page(TITLE, "By Kelpress staff", BODY)).text
    assert "Tilda Roeg" not in read_page_text(page(TITLE, "By Tilda Roeg", BODY)).text


def test_recurring_lines_are_dropped() -> None:
    """A line that recurs at the outlet goes, unless it carries a statement."""
    slogan = "The paper that goes to sea with you in every weather."
    known = Known(recurring=frozenset({slogan.lower().rstrip("."), BODY[1].lower()}))
    found = read_page_text(page(TITLE, BODY[:4], slogan, BODY[4:]), known)
    assert found.text.split("\n\n") == BODY


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ([TITLE, "Published: March 8, 2024", *BODY], "2024-03-08"),
        ([TITLE, "Updated 9 March 2024 10:00", "Posted on 8 March 2024", *BODY], "2024-03-08"),
        ([TITLE, "VESHEN, March 8, 2024 (Kelpress) – " + BODY[0], *BODY[1:]], "2024-03-08"),
        ([TITLE, "March 8, 2024 (Kelpress)—" + BODY[0], *BODY[1:]], "2024-03-08"),
        ([TITLE, *BODY, "Shipping, 08.03.2024"], "2024-03-08"),
        ([TITLE, "Emil Sorokan - Kelmar International, 1920, 08.03.2024", *BODY], "2024-03-08"),
        ([TITLE, "8. März 2024 – 11:20 Uhr", *BODY], "2024-03-08"),
        ([TITLE, "Publié le 8 mars 2024 à 07h30", *BODY], "2024-03-08T07:30"),
        ([TITLE, "Опубликовано 8 марта 2024", *BODY], "2024-03-08"),
        ([TITLE, "Last updated March 9, 2024", *BODY], "2024-03-09"),
    ],
)
def test_publication_dates_in_page_text(lines: list[str], value: str) -> None:
    """A labelled line, a dateline, a line of its own or a caption says when the article was published."""
    found = read_page_text(page(lines))
    assert found.published is not None
    assert found.published.value.startswith(value)
    assert found.published.how.partition(": ")[2] in page(lines)


@pytest.mark.parametrize(
    "line",
    [
        "The ferry was last inspected on January 22, 2024, and nobody found anything wrong with it then.",
        "“We asked on June 5, 2020 and again in 2021,” the minister said.",
        "© 2024 The Harbour Post",
        "Related: What we knew on 7 March 2024",
        "— Jane Roe (@janeroe) October 4, 2014",
    ],
)
def test_no_publication_date_is_invented(line: str) -> None:
    """Dates in prose, in copyright lines, of other stories and of posts are not the article's."""
    assert read_page_text(page(TITLE, BODY[:2], line, BODY[2:], TAIL, FORM)).published is None


def test_dates_of_other_stories_below_are_not_taken() -> None:
    """A date beside a related headline is that story's."""
    tail = [
        "Related Posts",
        "Five soups for a foggy day",
        "1 March 2021",
        "Our harbour in old pictures",
        "2 March 2021",
    ]
    assert read_page_text(page(TITLE, BODY, "Share", "Tweet", tail)).published is None


PARTS = [
    [TITLE],
    BODY,
    HEAD,
    TAIL,
    FORM,
    ["8 March 2024, 15:42"],
    ["Photo: Jane Roe"],
    ["Who is to blame?"],
    ["A heading"],
    ["“It is,” he said."],
    ["Read also: More of it"],
    ["Subscribe"],
    ["Two short words"],
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=8))
def test_cleaning_twice_is_cleaning_once(parts: list[list[str]]) -> None:
    """The cleaned text of any page comes out of cleaning unchanged, its title being known."""
    found = read_page_text(page(*parts))
    again = read_page_text(found.text, Known(title=found.title, language=found.language, find_title=False))
    assert again.text == found.text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_any_text_is_cleaned_and_nothing_is_added(text: str) -> None:
    """No text raises, and every kept line is a line of the page."""
    found = read_page_text(text)
    assert len(found.kept) == len(found.lines) == len(found.kinds)
    assert all(paragraph in found.lines for paragraph in found.text.split("\n\n") if paragraph)
    again = read_page_text(found.text, Known(title=found.title, find_title=False))
    assert set(again.lines) <= set(found.lines)


def test_parts_of_the_page_may_come_in_any_order() -> None:
    """Tags, share bar and form below the article are dropped in whichever order they come."""
    for order in permutations([TAIL[:1], TAIL[1:3], FORM]):
        assert read_page_text(page(TITLE, BODY, *order)).text.split("\n\n") == BODY


def test_long_texts_cost_little() -> None:
    """200,000 words are cleaned in seconds, in one line or in many."""
    sentence = "The ferry stays in port, the harbour master said, and so it does. "
    before = time.process_time()
    assert len(read_page_text(sentence * 15_000).text) > 900_000
    many = "\n".join(f"{sentence}{i}." for i in range(15_000))
    assert read_page_text(many).text.count("\n\n") == 14_999
    assert time.process_time() - before < 20


def test_known_is_a_value() -> None:
    """What is known of a page can be replaced field by field."""
    assert replace(Known(), title=TITLE).title == TITLE
