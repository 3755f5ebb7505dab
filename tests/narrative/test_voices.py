"""Who is quoted and who is only spoken about."""

from __future__ import annotations

from newstemma.narrative.statements_to_voices import statements_to_voices
from newstemma.records import Article, Mention, Speaker, Statement, Voice
from newstemma.spans import Span
from newstemma.tables import to_records, to_table

TEXT = "Mira Holt said the Harbour Board lied. “We warned the Harbour Board,” Holt said."
ARTICLE = Article("a-1", "1.txt", None, None, None, None, None, None, None, None, "en", TEXT)


def mention(text: str, at: int, entity: str, kind: str, statement_id: str | None = None) -> Mention:
    """A mention by name."""
    return Mention(f"m-{at}", "a-1", at, at + len(text), text, entity, kind, "name", None, None, statement_id)


def statement(name: str, kind: str, content: str, speaker_id: str, nested_in: str | None = None) -> Statement:
    """A statement by a known speaker."""
    at = TEXT.index(content)
    return Statement(
        name, "a-1", kind, at, at + len(content), content, [Span(at, at + len(content))],
        None, None, None, None, None, None, nested_in, "model", 0.9, speaker_id, "x",
    )  # fmt: skip


def voices(statements: list[Statement]) -> dict[str, Voice]:
    """Voices by name."""
    speakers = [
        Speaker("sp-1", "Mira Holt", "person", ["Holt", "Mira Holt"], [], None, 2, 1),
        Speaker("sp-2", "Harbour Board", "body", ["Harbour Board"], [], None, 1, 1),
    ]
    board = [i for i in range(len(TEXT)) if TEXT.startswith("Harbour Board", i)]
    mentions = [
        mention("Mira Holt", 0, "Mira Holt", "person", "st-1"),
        mention("Holt", TEXT.rindex("Holt"), "Mira Holt", "person", "st-2"),
        *(mention("Harbour Board", i, "Harbour Board", "body") for i in board),
    ]
    table = statements_to_voices(
        to_table(Article, [ARTICLE]),
        to_table(Statement, statements),
        to_table(Speaker, speakers),
        to_table(Mention, mentions),
    )
    return {v.name: v for v in to_records(Voice, table)}


SAID = [
    statement("st-1", "indirect", "the Harbour Board lied", "sp-1"),
    statement("st-2", "direct", "We warned the Harbour Board", "sp-1"),
]


def test_quoted_and_spoken_about() -> None:
    """Direct words are quoted, indirect ones reported; a party without own words is spoken about."""
    found = voices(SAID)
    holt, board = found["Mira Holt"], found["Harbour Board"]
    assert (holt.n_quoted, holt.n_quoted_words, holt.n_reported, holt.n_spoken_about) == (1, 5, 1, 0)
    assert (board.n_quoted, board.n_reported, board.n_spoken_about) == (0, 0, 2)
    assert holt.quoted_by == ["a-1"]


def test_words_inside_another_speakers_words_are_not_its_own() -> None:
    """What the board says only according to Holt does not make the board quoted."""
    nested = statement("st-3", "direct", "Harbour Board lied", "sp-2", nested_in="st-1")
    assert voices([*SAID, nested])["Harbour Board"].n_quoted == 0
