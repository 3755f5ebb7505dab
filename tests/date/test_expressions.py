"""Time expressions in running English text: what is found, its value, and what it was counted from."""

from __future__ import annotations

import pytest

from newstemma.date.expressions import expressions

PUBLISHED = "2021-05-13"  # a Thursday


def values(text: str, published: str | None = PUBLISHED, language: str = "en") -> dict[str, str]:
    """Expression to value."""
    return {d.text: d.value for d in expressions("a-1", text, published, language)}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It sank on March 3, 2020.", "March 3, 2020", "2020-03-03"),
        ("It sank on 3 March 2020.", "3 March 2020", "2020-03-03"),
        ("It sank on 03.04.2020.", "03.04.2020", "2020-04-03"),
        ("It sank on 2020-04-03.", "2020-04-03", "2020-04-03"),
        ("It sank on 17/4/2020.", "17/4/2020", "2020-04-17"),
        ("It sank on 3/4/2020.", "3/4/2020", "2020-XX-XX"),
        ("It sank on 5/11/2021.", "5/11/2021", "2021-05-11"),
        ("It sank on Wednesday.", "Wednesday", "2021-05-12"),
        ("It sank on Thursday.", "Thursday", "2021-05-13"),
        ("It will sail on Tuesday.", "Tuesday", "2021-05-18"),
        ("It sank last Thursday.", "last Thursday", "2021-05-06"),
        ("It sank yesterday.", "yesterday", "2021-05-12"),
        ("It sank late yesterday.", "late yesterday", "2021-05-12"),
        ("It sank two days ago.", "two days ago", "2021-05-11"),
        ("It sank last December.", "last December", "2020-12"),
        ("It sank in December of last year.", "December of last year", "2020-12"),
        ("It sank on January 26.", "January 26", "2021-01-26"),
        ("The verdict will come on January 26.", "January 26", "2022-01-26"),
        ("It sank on Saturday, April 25.", "Saturday, April 25", "2020-04-25"),
        ("It will sail next week.", "next week", "2021-W20"),
        ("It sank in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("It sank in Q3 2019.", "Q3 2019", "2019-Q3"),
        ("It sank in the second half of 2019.", "the second half of 2019", "2019-H2"),
        ("They met in the 1980s.", "the 1980s", "198"),
        ("They met in the 19th century.", "the 19th century", "18"),
        ("It sank early last month.", "early last month", "2021-04"),
        ("It sank in early 2020.", "early 2020", "2020"),
        ("It sank in the summer of 2019.", "the summer of 2019", "2019-SU"),
        ("It sank last night.", "last night", "2021-05-12TNI"),
        ("It sank Friday night.", "Friday night", "2021-05-07TNI"),
        ("It sank at 5 p.m. Wednesday.", "5 p.m. Wednesday", "2021-05-12T17:00"),
        ("It lasted three weeks.", "three weeks", "P3W"),
        ("It lasted half an hour.", "half an hour", "PT30M"),
        ("It lasted two and a half years.", "two and a half years", "P2Y6M"),
        ("It lasted a few days.", "a few days", "PXD"),
        ("They meet every month.", "every month", "P1M"),
        ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
        ("They meet every two years.", "every two years", "P2Y"),
        ("It is now shut.", "now", "PRESENT_REF"),
        ("It sank on Thanksgiving 2019.", "Thanksgiving 2019", "2019-11-28"),
        ("It sank at Easter 2019.", "Easter 2019", "2019-04-21"),
        ("It sank in nineteen ninety-seven.", "nineteen ninety-seven", "1997"),
    ],
)
def test_forms(text: str, words: str, value: str) -> None:
    """Each form gives its words and its value, and nothing else is found."""
    assert values(text) == {words: value}


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old boy saw it.",
        "She is 40 years old.",
        "They may march in step.",
        "He joined Sun Harbour and Jan Ode.",
        "It costs 1500 crowns and weighs 1200kg.",
        "They pay 90 crowns a year.",
        "It is version 3.4.1 of 200/300.",
        "The fall of the harbour wall",
        "",
    ],
)
def test_no_time(text: str) -> None:
    """Ages, modal verbs, names, amounts and impossible dates are no time expressions."""
    found = values(text)
    assert not {v for v in found.values() if v[:4].isdigit() and "-" in v}
    assert not any(
        word in found for word in ("12-year", "40 years", "may", "march", "Sun", "Jan", "1500", "1200")
    )


def test_anchor_of_publication() -> None:
    """What is counted from publication says so, at the precision that publication has."""
    (found,) = expressions("a-1", "It sank last month.", "2021-05", "en")
    assert (found.value, found.anchor) == ("2021-04", "published:2021-05")
    (absolute,) = expressions("a-1", "It sank in 2009.", PUBLISHED, "en")
    assert absolute.anchor is None


def test_too_coarse_publication_anchors_nothing() -> None:
    """A month of publication cannot say which day yesterday was, nor a year which June was the last."""
    assert values("It sank yesterday.", "2021-05") == {"yesterday": "XXXX-XX-XX"}
    assert values("It sank on Friday.", "2021-05") == {"Friday": "XXXX-WXX-5"}
    assert values("It sank last June.", "2021") == {"last June": "XXXX-06"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It sank last December.", "last December", "XXXX-12"),
        ("It sank on Wednesday.", "Wednesday", "XXXX-WXX-3"),
        ("It sank yesterday.", "yesterday", "XXXX-XX-XX"),
        ("It sank this week.", "this week", "XXXX-WXX"),
        ("It sank last year.", "last year", "XXXX"),
        ("It sank on January 26.", "January 26", "XXXX-01-26"),
        ("It sank in the third quarter.", "the third quarter", "XXXX-Q3"),
        ("It sank last summer.", "last summer", "XXXX-SU"),
        ("It sank two weeks later.", "two weeks later", "XXXX-WXX"),
    ],
)
def test_unanchored(text: str, words: str, value: str) -> None:
    """Without a publication date a relative expression keeps its granularity and nothing more."""
    found = expressions("a-1", text, None, "en")
    assert [(d.text, d.value, d.anchor) for d in found] == [(words, value, None)]


def test_year_from_the_sentence_before() -> None:
    """A day without a year takes the year nearest to the date named before: after a year's end, the next."""
    text = "At the end of 2018 the port sent a plan, and on February 4 the islands replied."
    plan, reply = expressions("a-1", text, None, "en")
    assert (plan.value, reply.value) == ("2018", "2019-02-04")
    assert reply.anchor == f"text:{plan.date_id}"


def test_year_from_a_full_date_elsewhere() -> None:
    """The same day and month with a year anywhere in the text decides."""
    text = "On February 4 the islands replied.\n\nThe letter of February 4, 2017 was short."
    first, full = expressions("a-1", text, None, "en")
    assert (first.value, first.anchor) == ("2017-02-04", f"text:{full.date_id}")


def test_year_does_not_cross_paragraphs() -> None:
    """A year two paragraphs away is no evidence."""
    text = "The port opened in 2009.\n\nIt was warm.\n\nOn February 4 it closed."
    assert expressions("a-1", text, None, "en")[-1].value == "XXXX-02-04"


def test_counted_from_the_text() -> None:
    """ "Two days later" and "the same year" count from the date named before, published or not."""
    text = "It sank on February 4, 2017. Two days later it rose. In May of the same year it sailed."
    sank, rose, sailed = expressions("a-1", text, None, "en")
    assert (rose.value, rose.anchor) == ("2017-02-06", f"text:{sank.date_id}")
    assert sailed.value == "2017-05"


def test_clock_belongs_to_the_day_beside_it() -> None:
    """A clock time takes the day of its own sentence."""
    found = values("On Monday at 10 a.m. it sank.")
    assert found["10 a.m."] == "2021-05-10T10:00"


def test_quarter_compared_with_the_year_before() -> None:
    """ "A year earlier" beside a quarter is that quarter of the year before."""
    found = values("Profit rose in the first quarter from 3 million a year earlier.")
    assert found == {"the first quarter": "2021-Q1", "a year earlier": "2020-Q1"}
