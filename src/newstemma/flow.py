"""The flow: every stage in its order, once. A newcomer starts here.

::

    files ─read→ documents ─clean→ articles ─attribute→ statements ─┬─ witness → utterances, witnesses
                                   articles ─date→ dates            │
                                   articles ─credit→ credits        ├─ stemma → edges ─ independence → sources
                                   articles ─reuse→ overlaps ───────┘            └─ drift → changes
                                   statements, utterances ─ narrative → narratives, voices, conflicts

``per_article`` is the part that looks at one article at a time and runs in parallel; ``across`` is the rest.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyarrow as pa

from newstemma import pool
from newstemma.attribute.articles_to_statements import articles_to_statements
from newstemma.attribute.mentions_to_speakers import mentions_to_speakers
from newstemma.attribute.statements_to_mentions import statements_to_mentions
from newstemma.clean.documents_to_articles import documents_to_articles
from newstemma.clean.documents_to_recurring import documents_to_recurring
from newstemma.credit.articles_to_credits import articles_to_credits
from newstemma.credit.credits_to_addressees import credits_to_addressees
from newstemma.credit.credits_to_linked import credits_to_linked
from newstemma.date.articles_to_dates import articles_to_dates
from newstemma.date.dates_to_said_on import dates_to_said_on
from newstemma.drift.edges_to_changes import edges_to_changes
from newstemma.errors import NothingUsable
from newstemma.independence.edges_to_sources import edges_to_sources
from newstemma.narrative.statements_to_conflicts import statements_to_conflicts
from newstemma.narrative.statements_to_voices import statements_to_voices
from newstemma.narrative.utterances_to_narratives import utterances_to_narratives
from newstemma.params.flow import BATCH, POOL_FROM
from newstemma.read.files_to_documents import files_to_documents, list_inputs
from newstemma.records import TABLES, Article, Document, Failure
from newstemma.reuse.articles_to_overlaps import articles_to_overlaps
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges
from newstemma.tables import ORDER, check, to_records, to_table
from newstemma.witness.statements_to_utterances import statements_to_utterances

__all__ = ["STAGES", "Run", "across", "per_article", "trace"]

STAGES = (
    "read",
    "articles",
    "speakers",
    "credits",
    "dates",
    "overlaps",
    "utterances",
    "stemma",
    "independence",
    "drift",
    "narratives",
    "voices",
    "conflicts",
)
"""The steps that progress is reported for; "articles" is clean, attribute, date and credit together."""

Progress = Callable[[str, int, int], None]
"""Told (stage, done, total) as the work goes on."""


@dataclass(frozen=True)
class Run:
    """A finished run: every table by name, and what it was made from.

    Attributes:
        tables: Arrow tables by the names of ``records.TABLES``.
        inputs: path and SHA-256 of every file that was read.
        seconds: time that each stage took, by stage.
    """

    tables: Mapping[str, pa.Table]
    inputs: Sequence[tuple[str, str]] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, table: str) -> pa.Table:
        return self.tables[table]

    @property
    def failed(self) -> int:
        """Rows of failures that are worth a look; what was skipped on purpose does not count."""
        return sum(reason != "skipped" for reason in self.tables["failures"].column("reason").to_pylist())


def trace(paths: Sequence[str | Path], *, jobs: int = 1, progress: Progress | None = None) -> Run:
    """Everything, from files to finished tables.

    Args:
        paths: files or folders; their order changes nothing.
        jobs: worker processes for the work on single articles; 1 works in this process. With more, the
            calling script needs the usual ``if __name__ == "__main__":`` guard.
        progress: told (stage, done, total) as the work goes on.

    Returns:
        The run with all tables; inputs that could not be used are rows of its ``failures``.

    Raises:
        PathMissing: a named path does not exist.
        NothingUsable: no article could be made of any input.
    """
    clock = _Clock(progress or (lambda _stage, _done, _total: None))
    with clock("read"):
        files, skipped = list_inputs(paths)
        documents, unread = files_to_documents(files)
    if not documents.num_rows:
        raise NothingUsable(_nothing(skipped, to_records(Failure, unread)))
    with clock("articles"):
        tables = dict(_articles(documents, jobs, partial(clock.note, "articles")))
    failures = [to_table(Failure, skipped), unread, tables["failures"]]
    if not tables["articles"].num_rows:
        raise NothingUsable(_nothing([], [row for t in failures for row in to_records(Failure, t)]))
    tables["failures"] = _ordered("failures", pa.concat_tables(failures))
    tables |= across(tables, clock, jobs if documents.num_rows >= POOL_FROM else 1)
    texts = dict(
        zip(*(tables["articles"].column(c).to_pylist() for c in ("article_id", "text")), strict=True)
    )
    for name in TABLES:
        check(name, tables[name], texts)
    return Run({name: tables[name] for name in TABLES}, _digests(files), clock.seconds)


def per_article(documents: pa.Table, recurring: Mapping[str, frozenset[str]]) -> pool.Tables:
    """The stages that need one article at a time, for a batch of documents.

    Args:
        documents: some of the documents.
        recurring: lines that recur across the articles of one outlet, from all documents.

    Returns:
        The tables articles, statements, mentions, dates, credits and failures of these documents.
    """
    articles, failed_clean = documents_to_articles(documents, recurring)
    statements, failed_statements = articles_to_statements(articles)
    mentions, failed_mentions = statements_to_mentions(articles, statements)
    dates, failed_dates = articles_to_dates(articles)
    credits_, failed_credits = articles_to_credits(articles)
    failures = [failed_clean, failed_statements, failed_mentions, failed_dates, failed_credits]
    return {
        "articles": articles,
        "statements": statements,
        "mentions": mentions,
        "dates": dates,
        "credits": credits_,
        "failures": pa.concat_tables(failures),
    }


def across(tables: pool.Tables, clock: _Clock | None = None, jobs: int = 1) -> dict[str, pa.Table]:
    """The stages that need all articles at once; those that do not wait for each other run beside each other.

    Args:
        tables: what ``per_article`` gives, for all documents.
        clock: takes the time of each stage (with several jobs: the time that was waited for it).
        jobs: processes that work at once.

    Returns:
        All other tables, and statements and credits with the columns filled that need the whole pile.
    """
    clock = clock or _Clock(lambda _stage, _done, _total: None)
    articles, mentions, dates = tables["articles"], tables["mentions"], tables["dates"]
    with pool.beside(jobs) as start:
        shared = start(articles_to_overlaps, articles)
        with clock("speakers"):
            statements, speakers = mentions_to_speakers(articles, tables["statements"], mentions)
        with clock("credits"):
            credits_ = credits_to_linked(articles, tables["credits"])
            statements = credits_to_addressees(articles, statements, credits_)
        with clock("dates"):
            statements = dates_to_said_on(articles, statements, dates)
        with clock("utterances"):
            utterances, witnesses = statements_to_utterances(articles, statements, credits_)
        with clock("overlaps"):
            overlaps = shared()
        points = start(utterances_to_narratives, articles, utterances, witnesses)
        disagreements = start(statements_to_conflicts, articles, statements, dates, witnesses)
        told = utterances, witnesses  # by extant witnesses only, as the stemma adds the lost ones
        with clock("stemma"):
            witnesses, edges = witnesses_to_edges(articles, statements, *told, credits_, overlaps)
        with clock("independence"):
            utterances, sources = edges_to_sources(utterances, witnesses, edges)
        with clock("drift"):
            changes = edges_to_changes(articles, statements, witnesses, edges)
        with clock("voices"):
            voices = statements_to_voices(articles, statements, speakers, mentions)
        with clock("narratives"):
            narratives = points()
        with clock("conflicts"):
            conflicts = disagreements()
    return {
        "statements": statements,
        "speakers": speakers,
        "credits": credits_,
        "overlaps": overlaps,
        "utterances": utterances,
        "witnesses": witnesses,
        "edges": edges,
        "sources": sources,
        "changes": changes,
        "narratives": narratives,
        "voices": voices,
        "conflicts": conflicts,
    }


class _Clock:
    """Takes the time of stages and passes progress on."""

    def __init__(self, progress: Progress) -> None:
        self.note = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self.note(stage, 0, 1)
        start = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start
        self.note(stage, 1, 1)


def _articles(documents: pa.Table, jobs: int, note: Callable[[int, int], None]) -> pool.Tables:
    """``per_article`` over all documents, in parallel if the pile is large enough to pay for it."""
    work = partial(per_article, recurring=documents_to_recurring(documents))
    parts = pool.in_batches(documents, BATCH)
    workers = jobs if documents.num_rows >= POOL_FROM else 1
    results = []
    for done, result in enumerate(pool.run(work, parts, workers, _poisoned), start=1):
        results.append(result)
        note(done * BATCH if done < len(parts) else documents.num_rows, documents.num_rows)
    return _distinct({name: _ordered(name, table) for name, table in pool.concat(results).items()})


def _poisoned(documents: pa.Table) -> pool.Tables:
    """What stands for a document whose work killed its process."""
    (document,) = to_records(Document, documents)
    detail = "The process that worked on it died (out of memory, or a crash in native code); leave it out."
    failure = Failure(document.path, None, "articles", "crashed", detail)
    tables = {name: to_table(record, ()) for name, record in TABLES.items()}
    wanted = ("articles", "statements", "mentions", "dates", "credits")
    return {name: tables[name] for name in wanted} | {"failures": to_table(Failure, [failure])}


def _distinct(tables: pool.Tables) -> pool.Tables:
    """Inputs that differ only in the page around the article are one article; the others become failures."""
    articles = to_records(Article, tables["articles"])
    kept: dict[str, Article] = {}
    again: list[Failure] = []
    for article in articles:
        first = kept.setdefault(article.article_id, article)
        if first is not article:
            detail = f"The same article as {first.path}; counted once."
            again.append(Failure(article.path, article.article_id, "clean", "duplicate", detail))
    if not again:
        return tables
    out = {name: _first_rows(table) for name, table in tables.items() if name != "failures"}
    failures = pa.concat_tables([tables["failures"], to_table(Failure, again)])
    return out | {"articles": to_table(Article, kept.values()), "failures": _ordered("failures", failures)}


def _first_rows(table: pa.Table) -> pa.Table:
    """One row for every id (ids are made from content: equal ids stand for equal rows)."""
    key = next(name for name in table.schema.names if name.endswith("_id"))
    first: dict[str, int] = {}
    for at, value in enumerate(table.column(key).to_pylist()):
        first.setdefault(value, at)
    return table.take(list(first.values()))


def _ordered(name: str, table: pa.Table) -> pa.Table:
    """The table in its stable order, nulls first."""
    columns = [table.column(column).to_pylist() for column in ORDER[name]]
    keys = [tuple((v is not None, v) for v in row) for row in zip(*columns, strict=True)]
    rows = pa.array(sorted(range(len(keys)), key=keys.__getitem__), pa.int64())
    return table.take(rows).combine_chunks()


def _digests(files: Sequence[Path]) -> list[tuple[str, str]]:
    """Path and SHA-256 of each file, in order of path."""
    return sorted((path.as_posix(), _sha256(path)) for path in files)


def _sha256(path: Path) -> str:
    """The digest of a file's bytes; "unreadable" if it cannot be opened (it is in the failures then)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def _nothing(skipped: Sequence[Failure], failures: Sequence[Failure]) -> str:
    reasons = [*skipped, *failures]
    if not reasons:
        return "no input: the paths hold no files. Name text, Markdown, HTML, JSONL, CSV or Parquet files."
    first = reasons[0]
    return (
        f"no input could be used ({len(reasons)} failed). The first: {first.path}: {first.detail} "
        "Give at least one readable article."
    )
