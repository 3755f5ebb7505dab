"""What is computed from a whole run when its index is made, so that no page has to."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

import newstemma
from newstemma.params.serve import MATRIX
from newstemma.report.matrix import matrix
from newstemma.report.outlets import Flow, flows, outlet_shares
from newstemma.report.overview import overview
from newstemma.report.pile import Pile, make_pile
from newstemma.report.ranking import most_changed, telling_changes
from newstemma.serve.flow_svg import flow_svg
from newstemma.serve.links import PagesLinks
from newstemma.store.index import ensure_index

__all__ = ["prepared"]

_NOT_NEEDED = frozenset(("mentions", "dates"))
"""Large tables that no whole-run value comes from."""


def prepared(folder: Path) -> Path:
    """The path of an index of the run that fits its tables, made if there is none."""
    return ensure_index(folder, _derive, newstemma.__version__)


def _derive(tables: Mapping[str, pa.Table], connection: sqlite3.Connection) -> None:
    pile = make_pile({name: table for name, table in tables.items() if name not in _NOT_NEEDED})
    _ranking(pile, connection)
    pairs = flows(pile)
    _outlets(pile, pairs, connection)
    links = PagesLinks({s.statement_id: s.article_id for s in pile.statements.values()})
    top = dataclasses.asdict(overview(pile, links))
    connection.execute("DROP TABLE IF EXISTS derived")
    connection.execute("CREATE TABLE derived (name TEXT PRIMARY KEY, value TEXT)")
    drawn = {
        "matrix": dataclasses.asdict(matrix(pairs, MATRIX)),
        "picture": str(flow_svg(pairs)),
        "pairs": len(pairs),
    }
    values: dict[str, Any] = {"overview": top, "outlets": drawn}
    connection.executemany(
        "INSERT INTO derived VALUES (?, ?)",
        [(name, json.dumps(value, ensure_ascii=False)) for name, value in values.items()],
    )


def _ranking(pile: Pile, connection: sqlite3.Connection) -> None:
    """The order of retold utterances, and how much each was changed."""
    connection.executescript(
        "DROP TABLE IF EXISTS ranking;"
        "CREATE TABLE ranking (utterance_id TEXT PRIMARY KEY, retold INTEGER, changed INTEGER,"
        " changes INTEGER)"
    )
    changed = {u.utterance_id: k for k, u in enumerate(most_changed(pile))}
    rows = [
        (u.utterance_id, k, changed.get(u.utterance_id), telling_changes(pile, u.utterance_id))
        for k, u in enumerate(pile.retold)
    ]
    connection.executemany("INSERT INTO ranking VALUES (?, ?, ?, ?)", rows)
    connection.execute("CREATE INDEX ranking_retold ON ranking (retold)")


def _outlets(pile: Pile, pairs: Sequence[Flow], connection: sqlite3.Connection) -> None:
    connection.executescript(
        "DROP TABLE IF EXISTS flows; DROP TABLE IF EXISTS outlets;"
        "CREATE TABLE flows (taker TEXT, giver TEXT, in_pile INTEGER, credits INTEGER, statements INTEGER,"
        " sure REAL, words INTEGER);"
        "CREATE TABLE outlets (outlet TEXT, articles INTEGER, statements INTEGER, first INTEGER,"
        " words INTEGER, own INTEGER, credited INTEGER, uncredited INTEGER, open INTEGER);"
    )
    connection.executemany(
        "INSERT INTO flows VALUES (?, ?, ?, ?, ?, ?, ?)", (dataclasses.astuple(f) for f in pairs)
    )
    shares = outlet_shares(pile)
    connection.executemany(
        "INSERT INTO outlets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((s.outlet, s.articles, s.statements, s.first, *dataclasses.astuple(s.portion)) for s in shares),
    )
