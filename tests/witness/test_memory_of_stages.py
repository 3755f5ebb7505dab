"""What an article may take in the memory of the stages that hold all articles at once."""

from __future__ import annotations

import gc
import random
import tracemalloc
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest
from witness_piles import article, statement

from newstemma.narrative.statements_to_conflicts import statements_to_conflicts
from newstemma.records import Article, Credit, DateExpression, Statement, Witness
from newstemma.tables import empty, to_records, to_table
from newstemma.witness import blocking, grouping, judge, unattributed
from newstemma.witness.statements_to_utterances import statements_to_utterances

FEW, MANY = 60, 180
SYLLABLES = "ba co du fe gi ha jo ku la me ni po ra se ti vo wu za".split()


def pile(size: int) -> tuple[pa.Table, pa.Table]:
    """Articles of six quotations and eight other sentences, of some 160 different words each."""
    chance = random.Random(7)
    words = sorted({"".join(chance.choices(SYLLABLES, k=3)) for _ in range(4000)})

    def sentence() -> str:
        return " ".join(chance.choices(words, k=12)).capitalize() + "."

    articles: list[Article] = []
    statements: list[Statement] = []
    for k in range(size):
        quoted = [sentence() for _ in range(6)]
        made = article(f"outlet {k}", *quoted, rest=" ".join(sentence() for _ in range(8)))
        articles.append(made)
        statements += [statement(made, q, speaker=f"Speaker {k % 40}") for q in quoted]
    return to_table(Article, articles), to_table(Statement, statements)


def nothing_alike(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Vectors that say nothing, in place of an encoder that takes 100 MB."""
    return np.zeros((len(texts), 4), dtype=np.float32)


def an_article(work: Callable[[pa.Table, pa.Table], object]) -> float:
    """By how many kB the highest memory grows for each article; what is there once does not count."""
    highest = []
    for size in (FEW, FEW, MANY):  # the first run fills what is remembered of words
        tables = pile(size)
        gc.collect()
        tracemalloc.start()
        try:
            work(*tables)
            highest.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    return (highest[2] - highest[1]) / (MANY - FEW) / 1000


@pytest.fixture(autouse=True)
def _as_a_large_pile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks that are small beside the pile, and no vectors for all."""
    for module in (grouping, unattributed):
        monkeypatch.setattr(module, "EMBED_ALL", 0)
    monkeypatch.setattr(blocking, "_REACHED_AT_ONCE", 2000)
    monkeypatch.setattr(blocking, "_KEYED_AT_ONCE", 100)
    monkeypatch.setattr(judge, "_JUDGED_AT_ONCE", 200)


def test_an_article_among_utterances() -> None:
    """Rows, words of statements and of articles; words of other sentences are not held."""

    def work(articles: pa.Table, statements: pa.Table) -> None:
        statements_to_utterances(articles, statements, empty(Credit), embedder=nothing_alike)

    assert an_article(work) < 60  # 50 measured; 79 while every sentence was held ready for comparing


def test_an_article_among_conflicts() -> None:
    """Rows, and the telling words of sentences and claims."""

    def work(articles: pa.Table, statements: pa.Table) -> None:
        statements_to_conflicts(articles, statements, empty(DateExpression), empty(Witness))

    assert an_article(work) < 57  # 47 measured


def test_equal_strings_are_one_object() -> None:
    """What repeats itself in a column is held once; what does not is left as it is."""
    _, statements = pile(4)
    said = to_records(Statement, statements)
    first = [s for s in said if s.article_id == said[0].article_id]
    assert len(first) == 6
    assert all(s.article_id is first[0].article_id for s in first)
    assert to_table(Statement, said).equals(statements)
