"""When each statement was made: explicit days, dates of other statements, publication as a bound."""

from __future__ import annotations

from dataclasses import replace

from newstemma.date.articles_to_dates import articles_to_dates
from newstemma.date.dates_to_said_on import dates_to_said_on
from newstemma.records import Article, Statement
from newstemma.spans import Span
from newstemma.tables import check, to_records, to_table

ARTICLE = Article("a-1", "a.txt", None, None, None, None, None, None, "2021-05-13", None, "en", "")


def statement(text: str, content: str, cue: str, source: str | None = None, **more: str | None) -> Statement:
    """A statement whose parts stand in the text; ``cue`` is given with enough words to be found once."""
    start = text.index(content)
    cue_start = text.index(cue) + (len(cue) - len(cue.rsplit(maxsplit=1)[-1]))
    source_start = text.index(source) if source else None
    given = Statement(
        statement_id=f"st-{start}",
        article_id="a-1",
        kind="indirect",
        content_start=start,
        content_end=start + len(content),
        content=content,
        content_spans=[Span(start, start + len(content))],
        cue_start=cue_start,
        cue_end=cue_start + len(cue.rsplit(maxsplit=1)[-1]),
        cue=cue.rsplit(maxsplit=1)[-1],
        source_start=source_start,
        source_end=source_start + len(source) if source and source_start is not None else None,
        source=source,
        nested_in=None,
        how="rules",
        confidence=1.0,
    )
    return replace(given, **more)  # type: ignore[arg-type]  # columns given by name


def said_on(
    text: str, *statements: Statement, published: str | None = "2021-05-13"
) -> list[tuple[str | None, str | None]]:
    """said_on and said_on_how of the statements, in the order of the text."""
    articles = to_table(Article, [replace(ARTICLE, text=text, published=published)])
    dates, _ = articles_to_dates(articles)
    out = dates_to_said_on(articles, to_table(Statement, statements), dates)
    check("statements", out, {"a-1": text})
    return [(s.said_on, s.said_on_how) for s in to_records(Statement, out)]


def test_weekday_after_the_cue() -> None:
    """A weekday behind the cue is the day of speaking; one inside the content is not."""
    text = "Mr Ode said on Tuesday that boats had left on Friday."
    assert said_on(text, statement(text, "boats had left on Friday", "Ode said", "Mr Ode")) == [
        ("2021-05-11", "weekday: Tuesday")
    ]


def test_day_that_opens_the_sentence() -> None:
    """A date that opens the sentence belongs to the cue."""
    text = "On 4 May 2021, Mr Ode told the council that the quay was safe."
    assert said_on(text, statement(text, "the quay was safe", "Ode told", "Mr Ode")) == [
        ("2021-05-04", "day: 4 May 2021")
    ]


def test_date_of_another_clause() -> None:
    """A date in a relative clause belongs to that clause; publication is then the bound."""
    text = "Mr Ode, who visited the islands on Monday, said the quay was safe."
    assert said_on(text, statement(text, "the quay was safe", "Monday, said", "Mr Ode")) == [
        ("2021-05-13", "published: not after 2021-05-13")
    ]


def test_content_only() -> None:
    """Without publication and with dates in the content only nothing is known."""
    text = "Mr Ode said the quay was built on May 4, 1990."
    one = statement(text, "the quay was built on May 4, 1990", "Ode said", "Mr Ode")
    assert said_on(text, one, published=None) == [(None, None)]


def test_unanchored_weekday() -> None:
    """A weekday without a publication date is kept as words, not as a date."""
    text = "Mr Ode said on Tuesday that the quay was safe."
    one = statement(text, "the quay was safe", "Ode said", "Mr Ode")
    assert said_on(text, one, published=None) == [(None, "unanchored: Tuesday")]


def test_interview_in_the_lead_dates_the_rest() -> None:
    """The interview of the first paragraph dates what its speaker says below, but nobody else's words."""
    text = (
        "PORT EILA, May 13, 2021 (HBN)—In a May 11 interview, Harbour Minister Ana Kell told Strait News "
        "that the fleet is not shrinking.\n\n“We count more boats,” she said.\n\n"
        "Mr Ode said the minister was wrong."
    )
    first = statement(
        text, "the fleet is not shrinking", "Kell told", "Harbour Minister Ana Kell", speaker_id="sp-k"
    )
    second = statement(text, "We count more boats,", "she said", "she", speaker_id="sp-k")
    third = statement(text, "the minister was wrong", "Ode said", "Mr Ode", speaker_id="sp-o")
    assert said_on(text, first, second, third) == [
        ("2021-05-11", "day: May 11"),
        ("2021-05-11", "speaker: May 11"),
        ("2021-05-13", "published: not after 2021-05-13"),
    ]


def test_occasion_without_a_statement() -> None:
    """An interview of the lead dates what its speaker says below, though the lead quotes nothing."""
    text = (
        "Ana Kell looked back on her years at the port in a May 11 interview.\n\n“We lost count,” Kell "
        "noted. Mr Ode remarked that it was late."
    )
    first = statement(text, "We lost count,", "Kell noted", "Kell", speaker_id="sp-k", speaker="Ana Kell")
    second = statement(text, "it was late", "Ode remarked", "Mr Ode", speaker_id="sp-o", speaker="Ode")
    assert said_on(text, first, second) == [
        ("2021-05-11", "occasion: May 11"),
        ("2021-05-13", "published: not after 2021-05-13"),
    ]


def test_same_addressee() -> None:
    """Two occasions of one speaker are told apart by the addressee."""
    text = (
        "Ms Kell told the Post on Monday that it rained. Ms Kell said to the Herald on Tuesday that "
        "it snowed. To the Post, Ms Kell added that it was cold."
    )
    first = statement(text, "it rained", "Kell told", "Ms Kell", speaker_id="sp-k", addressee="The Post")
    second = statement(text, "it snowed", "Kell said", "Ms Kell", speaker_id="sp-k", addressee="Herald")
    third = statement(text, "it was cold", "Kell added", "Ms Kell", speaker_id="sp-k", addressee="the Post")
    assert said_on(text, first, second, third)[2] == ("2021-05-10", "venue: Monday")


def test_two_days_of_one_speaker_decide_nothing() -> None:
    """A speaker with two dated statements gives no date to a third one."""
    text = (
        "Ms Kell said on Monday that it rained. Ms Kell held on Tuesday that it snowed. "
        "She added that it was cold."
    )
    first = statement(text, "it rained", "Kell said", "Ms Kell", speaker_id="sp-k")
    second = statement(text, "it snowed", "Kell held", "Ms Kell", speaker_id="sp-k")
    third = statement(text, "it was cold", "She added", "She", speaker_id="sp-k")
    assert said_on(text, first, second, third)[2] == ("2021-05-13", "published: not after 2021-05-13")


def test_nothing_is_said_after_publication() -> None:
    """A date ahead of publication is a deadline, not the day of speaking."""
    text = "Mr Ode will say on Monday that the quay is safe."
    one = statement(text, "the quay is safe", "will say", "Mr Ode")
    assert said_on(text, one) == [("2021-05-13", "published: not after 2021-05-13")]


def test_known_day_is_kept() -> None:
    """A statement that already has a date keeps it."""
    text = "Mr Ode said on Tuesday that the quay was safe."
    one = statement(
        text, "the quay was safe", "Ode said", "Mr Ode", said_on="2020-01-01", said_on_how="given"
    )
    assert said_on(text, one) == [("2020-01-01", "given")]


def test_what_trails_indirect_speech_belongs_to_it() -> None:
    """A date behind indirect speech is part of what is told, unless an interview or the like has it."""
    text = "Mr Ode said that boats had been held, in 2010."
    assert said_on(text, statement(text, "boats had been held", "Ode said", "Mr Ode"), published=None) == [
        (None, None)
    ]
    text = "Mr Ode confirmed the loss of boats in a written statement on 4 May 2021."
    assert said_on(text, statement(text, "the loss of boats", "Ode confirmed", "Mr Ode")) == [
        ("2021-05-04", "day: 4 May 2021")
    ]


def test_a_date_in_the_next_quotation() -> None:
    """A date in a quotation that goes on behind the cue was not the day of speaking."""
    text = "“Boats had left,” said Mr Ode. “We counted them in 2012 as well."
    given = statement(text, "Boats had left", "said", "Mr Ode", kind="direct")
    assert said_on(text, given, published=None) == [(None, None)]


def test_what_was_said_later_is_of_another_day() -> None:
    """What somebody "later said" was not said on the day of the earlier statement."""
    text = "On 4 May 2021, Mr Ode said that boats had left. Mr Ode later said that none had."
    first = statement(text, "boats had left", "Ode said", "Mr Ode")
    second = statement(text, "none had", "Ode later said", "Mr Ode")
    second = replace(second, cue="later said", cue_start=(second.cue_start or 0) - len("later "))
    assert said_on(text, first, second, published=None)[1] == (None, None)
