"""A pile in which nearly everybody credits one agency and has one surname: buckets stay small."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from newstemma import across, flow
from newstemma.engine.duck import Duck
from newstemma.engine.relations import Work
from newstemma.joins import rows as join_rows
from newstemma.joins.placed import placed
from newstemma.joins.rows import finished

GROUP = 4
_THINGS = ("ferry", "crane", "lighthouse", "depot", "railway", "canal", "market", "tunnel", "dike", "quay")


def pile() -> Iterator[dict[str, str]]:
    """Thirty articles of an agency on a Holt, and thirty that have each of them from there."""
    for n in range(30):
        thing, other, name = _THINGS[n % 10], _THINGS[n // 3 % 10], ("Mira", "Jon", "Tessa")[n % 3]
        words = " ".join(f"{thing}{n}{letter}" for letter in "abcdefgh")
        matter = f"Of {words} nothing more was known in Keld, where the {thing} stands beside the {other}."
        said = f"“The {thing} costs {n * 37 + 11} crowns,” said"
        told = f"{said} {name} Holt, the mayor of Keld{n % 5}.\n\n{matter}\n"
        yield {"id": f"w{n}", "outlet": "Quay Wire", "published": f"2024-03-{n % 27 + 1:02}", "text": told}
        again = f"{said} Holt, the mayor of Keld{n % 5}, Quay Wire reported.\n\n{matter}\n"
        yield {"id": f"o{n}", "outlet": f"Lamp {n}", "published": f"2024-03-{n % 27 + 1:02}", "text": again}


class Counting(Duck):
    """Notes the rows of the largest bucket of every work, by the kind of the rows."""

    def grouped(self, name: str, sql: str, work: Work, form: pa.Schema, *, apart: bool = False) -> None:
        """Count, then work."""
        if name in {"outlet_scores", "singles"}:
            counted = f"select bucket, kind, count(*) as n from ({sql}) as r group by bucket, kind"
            rows = self.get(f"select kind, max(n) as n, sum(n) as every from ({counted}) as c group by kind")
            self.largest |= {(name, r["kind"]): (r["n"], int(r["every"])) for r in rows.to_pylist()}
        super().grouped(name, sql, work, form, apart=apart)

    largest: dict[tuple[str, str], tuple[int, int]]


def test_a_skewed_pile_is_dealt_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bucket has more of who asks, or of an agency's articles, than a group; the rows are the same."""
    made: dict[str, pa.Table] = {}

    def noting(tables: dict[str, pa.Table], *others: Any) -> dict[str, pa.Table]:
        made.update(tables)
        return as_it_is(tables, *others)

    as_it_is = across.across
    monkeypatch.setattr(across, "across", noting)
    path = tmp_path / "pile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in pile()), encoding="utf-8")
    tables = flow.trace([path]).tables
    monkeypatch.setattr(join_rows, "JOIN_GROUP", GROUP)
    with Counting(tmp_path / "joins") as relations:
        relations.largest = {}
        for name in ("articles", "statements", "mentions", "dates", "credits"):
            relations.put(name, made[name])
        placed(relations)
        for name in ("speakers", "statements", "credits"):
            assert finished(relations, name).equals(tables[name]), name
    assert tables["credits"].column("credited_article_id").null_count < tables["credits"].num_rows
    for work, kind in (("outlet_scores", "asks"), ("outlet_scores", "has"), ("singles", "single")):
        most, every = relations.largest[work, kind]
        assert most <= 2 * GROUP < 20 < every, (work, kind, most, every)
