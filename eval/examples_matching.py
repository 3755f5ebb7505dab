"""A run seen through the known truth of ``examples/truth.json``: which row stands for which true witness."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import pyarrow as pa

TABLES = ("articles", "statements", "speakers", "dates", "credits", "utterances", "witnesses", "edges",
          "sources", "changes", "voices", "conflicts")  # fmt: skip
COVERED = 0.5  # of a quote's characters must lie in one run of a statement's content to count as found
TOO_LONG = 4.0  # times the quote's length is more than a statement: a paragraph swallowed whole
UTTERANCE = "@"  # how the truth writes the root of a tree
LOST = "lost:"  # how it marks a lost witness

Row = dict[str, Any]
Key = tuple[str, str]  # (utterance of the truth, article): one true witness


def fold(text: str | None) -> str:
    """Letters and digits of any script, without case, accents and marks, one space between words."""
    marks = unicodedata.normalize("NFKD", text or "")
    bare = "".join(c if c.isalnum() else " " for c in marks if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def coverage(quote: str, content: str) -> float:
    """Share of the quote's characters in the longest run that it shares with the content, both folded.

    Nothing, if the content is so much longer than the quote that it cannot be the same statement.
    """
    if len(content) > TOO_LONG * len(quote):
        return 0.0
    if quote in content:
        return 1.0
    run = SequenceMatcher(None, quote, content, autojunk=False).find_longest_match()
    return run.size / len(quote)


def names_agree(truth: Iterable[str], predicted: str | None) -> bool:
    """Whether the predicted name has all words of one of the true names (titles may stand around it)."""
    words = set(fold(predicted).split()) - {"the"}
    named = (set(fold(name).split()) - {"the"} for name in truth)
    return any(bool(name) and name <= words for name in named)


def article_key(path: str, row_id: str | None, keys: set[str]) -> str | None:
    """The truth's key of an article: its file name, ``#`` and the row's id if it was a row."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    wanted = (f"{name.split('#')[0]}#{row_id}", name)
    return next((key for key in wanted if key in keys), None)


@dataclass(frozen=True)
class Matched:
    """A run seen through the truth: its rows, and which of them stand for which true witness."""

    truth: dict[str, Any]
    rows: dict[str, list[Row]]
    key_of: dict[str, str]
    """article_id to the truth's key"""
    statement_of: dict[Key, Row] = field(default_factory=dict)
    """the run's statement for each true witness found"""
    utterance_of: dict[Key, str] = field(default_factory=dict)
    """the run's utterance for each true witness found"""
    misses: list[str] = field(default_factory=list)

    @property
    def several(self) -> list[Row]:
        """The true utterances with more than one witness."""
        return [u for u in self.truth["utterances"] if len(u["witnesses"]) > 1 and not u["optional"]]

    def miss(self, what: str) -> bool:
        """Note something that was missed; always false."""
        self.misses.append(what)
        return False

    def names(self, speaker: str) -> list[str]:
        """A true speaker's names."""
        entry = self.truth["speakers"][speaker]
        return [entry["name"], *entry["aliases"]]


def match(tables: Mapping[str, pa.Table], truth: dict[str, Any]) -> Matched:
    """Read the tables and find the run's statement and utterance for every true witness."""
    rows = {name: tables[name].to_pylist() if name in tables else [] for name in TABLES}
    keys = set(truth["articles"])
    found = ((a["article_id"], article_key(a["path"], a["row_id"], keys)) for a in rows["articles"])
    key_of = {article_id: key for article_id, key in found if key}
    statements, witnesses = by_article(rows["statements"], key_of), by_article(rows["witnesses"], key_of)
    matched = Matched(truth, rows, key_of)
    for utterance in truth["utterances"]:
        for witness in utterance["witnesses"]:
            place(
                matched, utterance, witness, (statements[witness["article"]], witnesses[witness["article"]])
            )
    return matched


def place(m: Matched, utterance: Row, witness: Row, candidates: tuple[list[Row], list[Row]]) -> None:
    """Note the statement and the utterance that stand for a true witness, if the run has them.

    A passage without attribution is no statement; it can still be a witness.
    """
    key, quote = (utterance["id"], witness["article"]), fold(witness["quote"])
    names, (statements, versions) = m.names(utterance["speaker"]), candidates
    statement = best(quote, statements, "content", names) if witness["attributed"] else None
    if statement:
        m.statement_of[key] = statement
    own = next((v for v in versions if statement and v["statement_id"] == statement["statement_id"]), None)
    version = own or best(quote, versions, "text", [])
    if version:
        m.utterance_of[key] = version["utterance_id"]


def by_article(rows: list[Row], key_of: Mapping[str, str]) -> defaultdict[str, list[Row]]:
    """Rows under the truth's key of their article."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["article_id"] in key_of:
            grouped[key_of[row["article_id"]]].append(row)
    return grouped


def best(quote: str, rows: Sequence[Row], column: str, names: list[str]) -> Row | None:
    """The row that covers most of the quote; none if no row covers enough.

    Where several do ("X said that, Y reports" is two statements with one content), the one with the right
    speaker, then the fullest, then the shortest.
    """
    covering = [(coverage(quote, fold(row[column])), row) for row in rows]
    kept = [
        (names_agree(names, row.get("speaker")), share, row) for share, row in covering if share >= COVERED
    ]
    return max(kept, key=lambda k: (k[0], k[1], -len(k[2][column])), default=(None, None, None))[2]
