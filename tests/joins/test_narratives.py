"""Narratives, stories and voices as joins against the stages as they are: row for row."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pytest
from run_piles import rows

from newstemma import flow
from newstemma.engine.duck import Duck
from newstemma.joins import points, stories
from newstemma.joins import rows as join_rows
from newstemma.joins.narratives import narratives
from newstemma.joins.rows import finished
from newstemma.joins.voices import finished_voices, voices, voices_in
from newstemma.narrative import articles_to_stories, likeness, utterances_to_narratives
from newstemma.narrative.changes_to_narratives import changes_to_narratives
from newstemma.records import Article, Change, Statement, Utterance, Witness
from newstemma.spans import Span
from newstemma.tables import to_table

PILE = Path(__file__).resolve().parents[2] / "examples" / "pile"
NARRATED = ("articles", "statements", "utterances", "witnesses", "changes")
Tables = dict[str, pa.Table]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """A run on the example pile and thirty short articles."""
    more = rows(tmp_path_factory.mktemp("narratives") / "more.jsonl", range(30))
    return dict(flow.trace([PILE, more]).tables)


@pytest.fixture
def buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buckets as small as can be."""
    monkeypatch.setattr(join_rows, "JOIN_GROUP", 1)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Every pile counts as a large one, in which most words are common."""
    for module in (points, utterances_to_narratives):
        monkeypatch.setattr(module, "CLAIMS_UP_TO", 0)
    for module in (points, likeness):
        monkeypatch.setattr(module, "EMBED_ALL_POINTS", 0)
        monkeypatch.setattr(module, "COMMON_POINTS", 8)
    for module in (stories, articles_to_stories):
        monkeypatch.setattr(module, "STORY_ALL", 0)
        monkeypatch.setattr(module, "STORY_COMMON", 8)
    monkeypatch.setattr(join_rows, "JOIN_GROUP", 4)
    return monkeypatch


def as_it_is(tables: Tables) -> pa.Table:
    """The narratives by the stage."""
    told = tables["articles"], tables["utterances"], tables["witnesses"], tables["statements"]
    return changes_to_narratives(utterances_to_narratives.utterances_to_narratives(*told), tables["changes"])


def by_joins(tables: Tables, folder: Path) -> pa.Table:
    """The same by joins."""
    with Duck(folder) as relations:
        for name in NARRATED:
            relations.put(name, tables[name])
        narratives(relations)
        return finished(relations, "narratives")


@pytest.mark.usefixtures("buckets")
def test_a_small_pile(example: Tables, tmp_path: Path) -> None:
    """Outlets' own sentences are points, and all points are compared by meaning."""
    found = by_joins(example, tmp_path)
    assert found.equals(example["narratives"])
    assert any(claims for claims in found.column("claims").to_pylist())
    assert {"story", "narrative"} == set(found.column("level").to_pylist())


@pytest.mark.usefixtures("large")
def test_the_same_as_a_large_pile(example: Tables, tmp_path: Path) -> None:
    """Only what shares words is compared, across languages too."""
    found = by_joins(example, tmp_path)
    assert found.equals(as_it_is(example))
    assert found.num_rows
    assert not any(claims for claims in found.column("claims").to_pylist())


@pytest.mark.usefixtures("large")
def test_copies_and_chains(tmp_path: Path) -> None:
    """Points that many make, word for word or nearly; stories of very many articles; two languages."""
    tables = made(60)
    found = by_joins(tables, tmp_path)
    assert found.equals(as_it_is(tables))
    largest = max(found.column("n_articles").to_pylist())
    assert largest >= 15
    assert sum(found.column("n_hardened").to_pylist()) > 0


@pytest.mark.parametrize("n", [0, 1])
def test_piles_of_nothing(tmp_path: Path, n: int) -> None:
    """No article, or one: no narrative, and no join trips over it."""
    tables = made(n)
    assert by_joins(tables, tmp_path).equals(as_it_is(tables))


@pytest.mark.usefixtures("buckets")
def test_voices(example: Tables, tmp_path: Path) -> None:
    """Every party, in the pile and in each article, outlet and narrative."""
    with Duck(tmp_path) as relations:
        for name in (*NARRATED, "mentions", "speakers", "narratives"):
            relations.put(name, example[name])
        voices(relations)
        voices_in(relations)
        for name in ("voices", "voices_in"):
            assert finished_voices(relations, name).equals(example[name]), name
    assert {"article", "narrative"} <= set(example["voices_in"].column("scope").to_pylist())


@pytest.mark.slow
def test_the_seeds(shared: Path, tmp_path: Path) -> None:
    """Narratives and voices of the five real articles."""
    tables = dict(flow.trace(shared / "seeds").tables)
    assert by_joins(tables, tmp_path / "narratives").equals(tables["narratives"])
    with Duck(tmp_path / "voices") as relations:
        for name in (*NARRATED, "mentions", "speakers", "narratives"):
            relations.put(name, tables[name])
        voices(relations)
        voices_in(relations)
        for name in ("voices", "voices_in"):
            assert finished_voices(relations, name).equals(tables[name]), name


SAYINGS = (
    "the harbour council of Keld refused to pay for the new lighthouse at Norrow",
    "the ferry company Vintrell will close its ticket office in Brask next winter",
    "nobody in Keld had ever seen the drawings of the railway tunnel under Norrow",
    "der Hafenrat von Keld lehnte es ab, den neuen Leuchtturm in Norrow zu bezahlen",
)
OTHER = ("today", "again", "this week", "at noon", "in silence", "by letter", "without a word")


def made(n: int) -> Tables:
    """``n`` articles on four matters: statements that are copies, or differ by a word."""
    chance = random.Random(n)
    articles, said, told, versions, changes = [], [], [], [], []
    for k in range(n):
        german = k % 4 == 3
        content = SAYINGS[k % 4] + (f" {chance.choice(OTHER)}" if k % 3 else "")
        text = f"{content[0].upper()}{content[1:]}, Mira Holt said. Report number {k} of the Keld Lamp.\n"
        a, s, u = f"a-{k:016x}", f"st-{k:016x}", f"u-{k:016x}"
        language, day = "de" if german else "en", f"2024-03-{k % 27 + 1:02}"
        articles.append(
            Article(a, f"{k}.txt", None, None, f"Lamp {k % 5}", None, None, None, day, None, language, text)
        )
        span = Span(0, len(content))
        said.append(
            Statement(s, a, "indirect", 0, len(content), text[: len(content)], [span], None, None, None, None,
                      None, None, None, "model", 0.9, "sp-1", "Mira Holt")
        )  # fmt: skip
        told.append(Utterance(u, "sp-1", "Mira Holt", None, None, content, 1, 1, *[None] * 5))
        versions.append(Witness(u, f"w-{k}", s, a, "A", "extant", "x", 0, len(content), content, True, day))
        changes.append(
            Change(u, "x", "y", "edge", "hedge", "may", "", "hedge dropped", None, None, None, None)
        )
    return {
        "articles": to_table(Article, articles),
        "statements": to_table(Statement, said),
        "utterances": to_table(Utterance, told),
        "witnesses": to_table(Witness, versions),
        "changes": to_table(Change, changes),
    }
