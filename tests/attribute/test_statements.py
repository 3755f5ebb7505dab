"""The statements table (text of our own)."""

from __future__ import annotations

import json
import time

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.attribute.articles_to_statements import articles_to_statements
from newstemma.attribute.statements_to_jsonl import attribution_line
from newstemma.records import Article, Statement
from newstemma.tables import check, to_records, to_table

ALPHABET = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "—", ",", ".", ":", "\n\n", " ", " said ", " told ",
     " that ", " according to ", "Ola Brink", "the mayor", "the bridge is closed", " who ", " and ", "(", ")"]
)  # fmt: skip


def article(text: str, language: str | None = "en", name: str = "a-1") -> Article:
    """An article with nothing but its text."""
    return Article(name, f"{name}.txt", None, None, None, None, None, None, None, None, language, text)


def run(text: str, language: str | None = "en") -> list[Statement]:
    """The statements of one text, held against the table's contract."""
    articles = to_table(Article, [article(text, language)])
    statements, failures = articles_to_statements(articles)
    assert failures.num_rows == 0, failures.to_pylist()
    check("statements", statements, {"a-1": text})
    return to_records(Statement, statements)


def brief(text: str, language: str | None = "en") -> list[tuple[str, str | None, str]]:
    """Kind, source and content of every statement."""
    return [(s.kind, s.source, s.content) for s in run(text, language)]


def test_halves_around_a_cue_are_one_statement() -> None:
    """Two halves of a quotation around "he said" are one statement with two pieces."""
    text = "“The bridge is closed,” the mayor said, “and it stays closed. Go home.”"
    (found,) = run(text)
    assert [s.of(text) for s in found.content_spans] == [
        "The bridge is closed", "and it stays closed. Go home."]  # fmt: skip
    assert (found.kind, found.source, found.cue) == ("direct", "the mayor", "said")


def test_a_second_quotation_of_the_paragraph_joins() -> None:
    """A quotation that opens the next sentence of the paragraph goes on with the one before."""
    text = "“The bridge is closed,” said Ola Brink. “It stays closed until Monday.”"
    (found,) = run(text)
    assert len(found.content_spans) == 2
    assert found.source == "Ola Brink"


def test_a_cue_in_its_own_paragraph_takes_the_quotation_before() -> None:
    """ "…” / the mayor said. / “…”: the first is the mayor's, the second a statement without a source."""
    text = (
        "“We will rebuild the bridge next year,”\n\nthe mayor said.\n\n"
        "“Every time we began, it rained for weeks.”"
    )
    first, second = run(text)
    assert (first.source, first.cue, first.content) == (
        "the mayor", "said", "We will rebuild the bridge next year")  # fmt: skip
    assert (second.source, second.cue, second.how) == (None, None, "quotation")


def test_a_colon_at_a_paragraph_end_takes_the_next_quotation() -> None:
    """ "Brink wrote:" and a quotation in the next paragraph belong together."""
    text = "In a letter to the council Ola Brink wrote:\n\n“The bridge must be closed before winter.”"
    (found,) = run(text)
    assert found.source is not None
    assert found.source.endswith("Ola Brink")


def test_an_orphan_in_running_text_is_a_statement_without_source() -> None:
    """A quotation without any cue is kept, and no source is invented."""
    (found,) = run('The harbour got no answer, "every time we write they send a form". Ships wait.')
    assert (found.source, found.cue) == (None, None)
    assert found.content == "every time we write they send a form"


def test_scare_quotes_and_titles_are_no_statements() -> None:
    """Terms, titles and nicknames in quotation marks say nothing."""
    text = "The “green” bridge, shown in “The Long Way Home Again”, was built by Ian “Rivet” Moss."
    assert run(text) == []


def test_a_signature_gives_the_source() -> None:
    """“…” — Name: the name is the source."""
    (found,) = run("“A bridge is a promise made in steel.” — Ola Brink, engineer")
    assert found.source is not None
    assert found.source.startswith("Ola Brink")


def test_a_dialogue_line_is_direct() -> None:
    """Speech behind a dialogue dash is direct; its dash is no part of it."""
    (found,) = run("— Мост закрыт, — сказал Орлов. — Ждите утра.", "ru")
    assert (found.kind, found.source) == ("direct", "Орлов")
    assert [s.of("— Мост закрыт, — сказал Орлов. — Ждите утра.") for s in found.content_spans] == [
        "Мост закрыт", "Ждите утра."]  # fmt: skip


def test_a_source_loses_the_punctuation_after_it() -> None:
    """The comma that closes an apposition is no part of the source; the point of "Jr." is."""
    found = run("Ola Brink Jr., the harbour master, said that the bridge was closed.")
    assert [s.source for s in found] == ["Ola Brink Jr., the harbour master"]


def test_a_speaker_inside_a_quotation_is_nested() -> None:
    """What a quoted speaker reports of others is nested in the speaker's statement."""
    found = run("Der Minister sagte: „Die Behörde erklärte, dass die Brücke fallen werde.“", "de")
    outer = next(s for s in found if s.source == "Der Minister")
    inner = next((s for s in found if s.source == "Die Behörde"), None)
    assert inner is None or inner.nested_in == outer.statement_id


def test_a_language_without_a_pack_gets_direct_quotations_only() -> None:
    """Quotations are found in any language; sources are not invented."""
    found = run("“Most on suljettu ja pysyy suljettuna”, sanoi pormestari Ola Brink.", "fi")
    assert [(s.source, s.how) for s in found] == [(None, "quotation")]


def test_a_broken_article_does_not_stop_the_others() -> None:
    """Every article is in the statements or stays without any; nothing raises."""
    rows = [article("", name="a-1"), article("“Go home,” said Ola Brink.", name="a-2")]
    statements, failures = articles_to_statements(to_table(Article, rows))
    assert statements.column("article_id").to_pylist() == ["a-2"]
    assert failures.num_rows == 0


def test_the_jsonl_line_has_offsets_of_the_raw_text() -> None:
    """The printed form gives lists of [start, end] into the text as given, and is valid JSON."""
    text = "MENU\n“The bridge is closed,” said Ola Brink.\nMENU"
    line = json.loads(json.dumps(attribution_line("x", text)))
    (found,) = line["attributions"]
    assert line["id"] == "x"
    assert [text[s:e] for s, e in found["source"]] == ["Ola Brink"]
    assert [text[s:e] for s, e in found["content"]] == ["“The bridge is closed,”"]


@settings(max_examples=150, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join))
def test_any_text_keeps_the_contract(text: str) -> None:
    """Offsets give their strings, pieces lie inside the content, ids are unique, nesting has no circle."""
    found = run(text)
    by_id = {s.statement_id: s for s in found}
    for s in found:
        assert s.content_spans
        assert s.content_spans == sorted(s.content_spans)
        assert s.content_spans[0].start == s.content_start
        assert s.content_spans[-1].end == s.content_end
        assert 0 < s.confidence <= 1
        seen = set()
        step: Statement | None = s
        while step is not None and step.nested_in is not None:
            assert step.statement_id not in seen
            seen.add(step.statement_id)
            step = by_id[step.nested_in]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "es", "ru", None]))
def test_arbitrary_text_never_fails(text: str, language: str | None) -> None:
    """Any string in any language can be read."""
    run(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        '" ' * 200_000,
        "“a, he said. " * 20_000,
        "the mayor said " * 10_000,
        "said, " * 15_000,
        "“a b c d e” " * 20_000,
    ],
    ids=["words", "marks", "unclosed", "cues", "commas", "quotations"],
)
def test_huge_texts_take_linear_time(text: str) -> None:
    """One endless line of words, marks or cues is read in seconds."""
    start = time.process_time()
    run(text)
    assert time.process_time() - start < 40


def test_no_articles_give_empty_tables() -> None:
    """An empty articles table gives empty tables of the right form."""
    statements, failures = articles_to_statements(to_table(Article, []))
    check("statements", statements)
    assert isinstance(failures, pa.Table)
    assert not statements.num_rows
    assert not failures.num_rows


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told Lakeside Radio that the bridge would be closed for repairs.",
        "The mayor told reporters in Oldmouth on Monday that the bridge would be closed for repairs.",
    ],
)
def test_the_addressee_is_no_part_of_the_content(text: str) -> None:
    """Whom it was told to stands outside the content."""
    assert [s.content for s in run(text)] == ["that the bridge would be closed for repairs"]
