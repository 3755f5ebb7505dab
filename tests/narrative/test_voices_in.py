"""Voices in one article, outlet and narrative, and whom they belong to."""

from __future__ import annotations

import dataclasses

import pyarrow as pa
import pytest

from newstemma.narrative.affiliations import Affiliation, affiliation_of, in_words, is_outsider
from newstemma.narrative.statements_to_voices import statements_to_voices
from newstemma.narrative.statements_to_voices_in import statements_to_voices_in
from newstemma.records import Article, Mention, Narrative, Place, Speaker, Statement, Voice, VoiceIn, Witness
from newstemma.spans import Span
from newstemma.tables import to_records, to_table

TEXT = "Mira Holt said the Harbour Board lied. “We warned the Harbour Board,” Holt said."
ARTICLES = [
    Article("a-1", "1.txt", None, None, "The Gazette", None, None, None, None, None, "en", TEXT),
    Article("a-2", "2.txt", None, None, "The Gazette", None, None, None, None, None, "en", TEXT),
    Article("a-3", "3.txt", None, None, None, None, None, None, None, None, "en", TEXT),
]
HOLT = Speaker("sp-1", "Mira Holt", "person", ["Holt", "Mira Holt"], [], None, 2, 1)


def statements(article: str) -> list[Statement]:
    """One reported and one quoted statement."""
    out = []
    for k, (kind, content) in enumerate(
        [("indirect", "the Harbour Board lied"), ("direct", "We warned the Harbour Board")]
    ):
        at = TEXT.index(content)
        span = Span(at, at + len(content))
        out.append(
            Statement(
                f"st-{article}-{k}",
                article,
                kind,
                at,
                at + len(content),
                content,
                [span],
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                "model",
                0.9,
                "sp-1",
                "Mira Holt",
            )
        )
    return out


def mentions(article: str) -> list[Mention]:
    """The board, twice, and Holt as a source and by a role."""
    out = [
        Mention(f"m-{article}-{i}", article, i, i + 13, "Harbour Board", "Harbour Board", "body", "name",
                None, None, None)
        for i in range(len(TEXT))
        if TEXT.startswith("Harbour Board", i)
    ]  # fmt: skip
    source = Mention(f"m-{article}-0", article, 0, 9, "Mira Holt", "Mira Holt", "person", "name",
                     "Apple CEO", None, f"st-{article}-0")  # fmt: skip
    return [source, *out]


def known() -> tuple[pa.Table, pa.Table]:
    """The speakers and mentions of all three articles."""
    listed = [m for a in ARTICLES for m in mentions(a.article_id)]
    return to_table(Speaker, [HOLT]), to_table(Mention, listed)


def voices_in(narratives: list[Narrative], witnesses: list[Witness]) -> list[VoiceIn]:
    """The rows of the three articles."""
    said = [s for a in ARTICLES for s in statements(a.article_id)]
    table = statements_to_voices_in(
        to_table(Article, ARTICLES),
        to_table(Statement, said),
        known(),
        to_table(Narrative, narratives),
        to_table(Witness, witnesses),
    )
    return to_records(VoiceIn, table)


def test_an_article_and_an_outlet_count_their_own() -> None:
    """Two articles of one outlet are summed; an article without an outlet counts for none."""
    rows = {(v.scope, v.scope_id, v.name): v for v in voices_in([], [])}
    one, both = rows["article", "a-1", "Mira Holt"], rows["outlet", "The Gazette", "Mira Holt"]
    assert (one.n_quoted, one.n_quoted_words, one.n_reported, one.n_reported_words) == (1, 5, 1, 4)
    assert (both.n_quoted, both.n_reported) == (2, 2)
    assert one.statement_ids == ["st-a-1-0", "st-a-1-1"]
    board = rows["outlet", "The Gazette", "Harbour Board"]
    assert (board.n_quoted, board.n_reported, board.n_spoken_about) == (0, 0, 4)
    assert {v.scope_id for v in rows.values() if v.scope == "outlet"} == {"The Gazette"}


def test_a_narrative_counts_what_makes_its_point() -> None:
    """Versions of its utterances and an outlet's own sentences, and mentions inside them, each once."""
    s = statements("a-1")[1]
    w = Witness("u-1", "w-1", s.statement_id, "a-1", "A", "extant", "x", s.content_start, s.content_end,
                s.content, True, None)  # fmt: skip
    n = Narrative("n-1", "x", [], ["u-1"], None, None, 2, 1, 1, claims=[Place("a-2", 0, 38)])
    rows = {v.name: v for v in voices_in([n], [w]) if v.scope == "narrative"}
    assert (rows["Mira Holt"].n_quoted, rows["Mira Holt"].n_reported) == (1, 0)
    assert rows["Harbour Board"].n_spoken_about == 2
    again = dataclasses.replace(n, level="story")
    assert not [v for v in voices_in([again], [w]) if v.scope == "narrative"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Russian", Affiliation("Russia", "country")),
        ("the British", Affiliation("United Kingdom", "country")),
        ("Tory", Affiliation("Conservative Party", "party")),
        ("Apple", Affiliation("Apple", "company")),
        ("НАТО", Affiliation("NATO", "institution")),
        ("Vintrell Water Council", Affiliation("Vintrell Water Council", "institution")),
        ("conservative", Affiliation("conservative", None)),
        ("", Affiliation("", None)),
    ],
)
def test_affiliations(words: str, expected: Affiliation) -> None:
    """Countries by name and adjective, names of the registry by their kind, others as given."""
    assert affiliation_of(words) == expected


def test_roles_name_their_body_first() -> None:
    """A role begins with whom it belongs to; an analyst of a company is not the company's."""
    assert [a.name for a in in_words(["Apple CEO", "South Korean minister", "the minister"])] == [
        "Apple",
        "South Korea",
    ]
    assert is_outsider("Apple analyst")
    assert not is_outsider("Apple CEO")
    assert not is_outsider(None)


def test_a_party_belongs_to_what_its_roles_say() -> None:
    """The role ties Holt to the company; her reported words are counted too."""
    speakers, places = known()
    said = to_table(Statement, statements("a-1"))
    table = statements_to_voices(to_table(Article, ARTICLES[:1]), said, speakers, places)
    holt = next(v for v in to_records(Voice, table) if v.name == "Mira Holt")
    assert (holt.affiliation, holt.affiliation_kind, holt.n_reported_words) == ("Apple", "company", 4)
    assert holt.statement_ids == ["st-a-1-0", "st-a-1-1"]
