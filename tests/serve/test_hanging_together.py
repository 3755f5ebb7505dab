"""Stories, narratives, voices of one place, edits: what the pages show of these tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import MANIFEST, invented
from reading import read
from served import client_of
from starlette.testclient import TestClient

from newstemma.records import Edit, Narrative, Place, Reach, Voice, VoiceIn
from newstemma.store.run_folder import write_run
from newstemma.tables import to_table

STORY = Narrative(
    "story-1",
    "We may open the line in May",
    ["line"],
    ["u-line", "u-salt"],
    "2023-03-06",
    "2023-03-08",
    2,
    2,
    2,
    "story",
    ["a-wire", "a-copy"],
    [],
    "a-wire",
    "Ilse Tarnow",
    ["2023-03-06"],
    ["Ilse Tarnow"],
    ["Tramwire"],
)
POINT = Narrative(
    "n-1",
    "The line may open <b>soon</b>",
    ["open"],
    ["u-line", "u-salt"],
    "2023-03-06",
    "2023-03-08",
    2,
    1,
    2,
    "narrative",
    ["a-wire", "a-copy"],
    ["story-1"],
    "a-wire",
    "Ilse Tarnow",
    [],
    ["Ilse Tarnow"],
    ["Tramwire"],
    [Place("a-copy", 0, 10)],
    [Reach("2023-03-06", 2)],
    2,
    1,
)
HEARD = ("Ilse Tarnow", "person", None, "Moor Council", "institution")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A run with a story, a narrative, voices of an article and of the narrative, and an edit."""
    folder = tmp_path_factory.mktemp("hanging") / "run"
    more = {
        "narratives": to_table(Narrative, [STORY, POINT]),
        "voices": to_table(Voice, [Voice(*HEARD[:2], None, HEARD[3], 1, 7, 1, 0, 1, ["a-copy"], HEARD[4])]),
        "voices_in": to_table(
            VoiceIn,
            [
                VoiceIn("article", "a-copy", *HEARD, 1, 7, 1, 3, 0, []),
                VoiceIn("narrative", "n-1", *HEARD, 0, 0, 0, 0, 4, []),
            ],
        ),
        "edits": to_table(
            Edit,
            [
                Edit(
                    "e-1",
                    "a-copy",
                    "https://fen.example/1",
                    1,
                    2,
                    "2023-03-06",
                    "2023-03-07",
                    "replaced",
                    "340",
                    "430",
                    None,
                    None,
                    None,
                    None,
                )
            ],
        ),
    }
    write_run(folder, invented() | more, MANIFEST, {})
    return client_of(folder)


def test_stories_and_narratives_each_have_a_page(told: TestClient) -> None:
    """The list names a story by its first article and leads to it; both kinds can be asked for alone."""
    listed = told.get("/narratives").text
    assert "/narratives/story-1" in listed
    assert "/narratives/n-1" in listed
    assert "<b>soon</b>" not in listed
    assert "/narratives/n-1" not in told.get("/narratives?level=story").text
    assert told.get("/narratives?level=nonsense").status_code == 200
    assert told.get("/narratives/none").status_code == 404


def test_a_narrative_says_who_when_and_how_firm(told: TestClient) -> None:
    """First article, speakers, stories, firmness, an outlet's own claim, the parties, and all statements."""
    page = read(told.get("/narratives/n-1").text)
    assert page.wrong == []
    for words in (
        "First in this pile",
        "Ilse Tarnow",
        "2 changes firmer",
        "1 change weaker",
        "Stories in which it is told",
        "Said by an outlet itself",
        "only spoken about",
    ):
        assert words in page.text, words
    assert {"/utterances/u-line", "/utterances/u-salt", "/narratives/story-1"} <= set(page.hrefs)
    whole = told.get("/narratives/n-1.json").json()
    assert [u["utterance_id"] for u in whole["utterances"]] == ["u-line", "u-salt"] or len(
        whole["utterances"]
    ) == 2
    assert told.get("/narratives/n-1.csv").text.count("u-") >= 2


def test_a_story_lists_its_articles_and_is_drawn(told: TestClient) -> None:
    """Articles with dates, the narratives told in it, a picture over time as a file."""
    text = told.get("/narratives/story-1").text
    assert "Narratives told in it" in text
    assert "/articles/a-copy" in text
    assert told.get("/narratives/story-1.svg").headers["content-type"] == "image/svg+xml"


def test_an_article_shows_its_voices_and_its_edits(told: TestClient) -> None:
    """Who is heard in it with the affiliation, and what the publisher changed."""
    page = read(told.get("/articles/a-copy").text)
    assert page.wrong == []
    assert "Who is heard in it" in page.text
    assert "Moor Council" in page.text
    assert "What its publisher changed" in page.text
    assert "1 → 2, replaced" in page.text
    assert told.get("/articles/a-copy.json").json()["voices_in"][0]["n_quoted_words"] == 7


def test_voices_are_added_up_by_affiliation(told: TestClient) -> None:
    """The page of voices has a row for each known affiliation."""
    text = read(told.get("/voices").text).text
    assert "By affiliation" in text
    assert "institution" in text


def test_without_such_rows_there_are_no_such_parts(pages: TestClient, tmp_path: Path) -> None:
    """An article with neither has neither heading."""
    text = pages.get("/articles/a-wire").text
    assert "Who is heard in it" not in text
    assert "What its publisher changed" not in text
