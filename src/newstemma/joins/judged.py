"""Pairs of pieces judged, and the nodes that hang together clustered, block by block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pyarrow as pa

from newstemma.engine.relations import Relations, Shared
from newstemma.graph.clustering import correlation_clusters
from newstemma.joins.blocks import Place
from newstemma.joins.rows import as_table, bucket, loaded, values
from newstemma.joins.said import pieces_in
from newstemma.witness.features import Around
from newstemma.witness.grouping import closing
from newstemma.witness.judge import Judge, owners
from newstemma.witness.pieces import Piece
from newstemma.witness.setting import Matter

__all__ = ["ODDS", "Compared", "blocks_sql", "judged", "read_block", "regrouped"]

ODDS = pa.schema(
    [("owner", pa.string()), ("number", pa.int64()), ("other", pa.string()), ("other_number", pa.int64()),
     ("rank", pa.int64()), ("odds", pa.float64())]
)  # fmt: skip
"""Log odds of two pieces in the order in which they were judged; of two owners where ``number`` is -1."""

_GROUPS = pa.schema([("node", pa.string()), ("utterance", pa.string())])
_BLANK = "cast(null as string) as owner, cast(null as bigint) as number, cast(null as string) as other, \
cast(null as bigint) as other_number, cast(null as bigint) as rank, cast(null as double) as odds"


@dataclass(frozen=True)
class Compared:
    """What a block compares: the owners in the order of their ids, and their pieces."""

    ids: Sequence[str]
    arounds: Sequence[Around]
    pieces: Sequence[Piece]
    at: Mapping[Place, int]


@dataclass(frozen=True)
class Block:
    """The rows of one bucket."""

    owners: Mapping[str, tuple[bytes, bytes]]
    matters: Mapping[str, Matter]
    pairs: Sequence[tuple[str, str, int, str, int, int, float]]
    """Group, owner, number, other, its number, rank, odds."""

    def compared(self, ids: Iterable[str]) -> Compared:
        """Some of the owners side by side."""
        ordered = sorted(ids)
        arounds: list[Around] = []
        pieces: list[Piece] = []
        at: dict[Place, int] = {}
        for k, name in enumerate(ordered):
            around: Around = loaded(self.owners[name][0])
            about = self.matters[around.article]
            arounds.append(replace(around, matter=about.stems, themes=about.themes))
            for number, piece in enumerate(pieces_in(self.owners[name][1], k)):
                at[name, number] = len(pieces)
                pieces.append(piece)
        return Compared(ordered, arounds, pieces, at)


def blocks_sql(pairs: str, owners_: Sequence[str]) -> str:
    """SQL: everything that a block of pairs needs.

    Args:
        pairs: a query with bucket, part (what is worked on together within the bucket), and ``ODDS``.
        owners_: relations with id, article_id, around and pieces.
    """
    asked = (
        f"select bucket, owner as id from ({pairs}) as p1_ union select bucket, other as id from "
        f"({pairs}) as p2_"
    )
    every = " union all ".join(f"select id, article_id, around, pieces from {name}" for name in owners_)
    held = (
        f"select w.bucket, o.id, o.article_id, o.around, o.pieces from ({asked}) as w join ({every}) "
        "as o on w.id = o.id"
    )
    nothing = "cast(null as binary)"
    return (
        f"select bucket, 'pair' as kind, part as id, owner, number, other, other_number, rank, odds, "
        f"{nothing} as one, {nothing} as two from ({pairs}) as pairs_ "
        f"union all select bucket, 'owner' as kind, id, {_BLANK}, around as one, pieces as two from "
        f"({held}) as h_ "
        f"union all select distinct h.bucket, 'matter' as kind, m.id, {_BLANK}, m.payload as one, "
        f"{nothing} as two "
        f"from ({held}) as h join matters as m on m.id = h.article_id"
    )


def read_block(rows: pa.Table) -> Block:
    """The rows of ``blocks_sql``."""
    names = ("kind", "id", "owner", "number", "other", "other_number", "rank", "odds", "one", "two")
    owners_, matters, pairs = {}, {}, []
    for kind, name, *pair, one, two in values(rows, *names):
        if kind == "pair":
            pairs.append((name, *pair))
        elif kind == "owner":
            owners_[name] = (one, two)
        else:
            matters[name] = Matter(*map(frozenset, loaded(one)))
    return Block(owners_, matters, sorted(pairs))


def judged(relations: Relations, rarity: Shared, digits: int) -> None:
    """Of ``pairs`` make ``odds`` of pieces, and of owners."""
    pairs = (
        f"select {bucket('owner', digits)} as bucket, '' as part, owner, number, other, other_number, "
        "cast(0 as bigint) as rank, cast(0 as double) as odds from pairs"
    )
    relations.grouped("odds", blocks_sql(pairs, ["nodes"]), partial(_judge, rarity=rarity), ODDS)


def _judge(rows: pa.Table, rarity: Shared) -> pa.Table:
    block = read_block(rows)
    compared = block.compared(block.owners)
    judge = Judge(compared.pieces, compared.arounds, rarity.value(), exact=False)
    wanted = [(compared.at[a, i], compared.at[b, j]) for _, a, i, b, j, *_ in block.pairs]
    odds = judge.odds(wanted)
    places = list(compared.at)
    out = [(*places[i], *places[j], rank, value) for rank, ((i, j), value) in enumerate(odds.items())]
    for (a, b), value in owners(odds, compared.pieces).items():
        out.append((compared.ids[a], -1, compared.ids[b], -1, 0, value))
    return as_table(out, ODDS)


def regrouped(relations: Relations, rarity: Shared, digits: int) -> None:
    """Of the components ``loose`` make ``grouped_``: each node with the first node of its utterance."""
    pairs = (
        f"select {bucket('a.label', digits)} as bucket, a.label as part, o.owner, o.number, o.other, "
        "o.other_number, o.rank, o.odds from odds as o join loose as a on a.item = o.owner "
        "join loose as b on b.item = o.other where a.label = b.label and o.number >= 0"
    )
    relations.grouped("clustered", blocks_sql(pairs, ["nodes"]), partial(_cluster, rarity=rarity), _GROUPS)
    relations.query(
        "grouped_",
        "select node, utterance from clustered union all select n.id as node, n.id as utterance from "
        "nodes as n "
        "left join loose as l on l.item = n.id where l.item is null",
    )


def _cluster(rows: pa.Table, rarity: Shared) -> pa.Table:
    """The utterances of each component of a block."""
    block = read_block(rows)
    parts: dict[str, list[tuple[str, int, str, int, int, float]]] = defaultdict(list)
    for part, a, i, b, j, rank, odds in block.pairs:
        parts[part].append((a, i, b, j, rank, odds))
    out: list[tuple[str, str]] = []
    for part in sorted(parts):
        out += _utterances(block, parts[part], rarity)
    return as_table(out, _GROUPS)


def _utterances(
    block: Block, pairs: Sequence[tuple[str, int, str, int, int, float]], rarity: Shared
) -> Iterator[tuple[str, str]]:
    """Step 3 and 4 of ``witness.grouping.group`` for one component."""
    compared = block.compared({name for a, _, b, *_ in pairs for name in (a, b)})
    judge = Judge(compared.pieces, compared.arounds, rarity.value(), exact=False)
    in_order = sorted(pairs, key=lambda p: (p[4], p[0], p[2]))
    odds = {(compared.at[a, i], compared.at[b, j]): value for a, i, b, j, _, value in in_order}
    members = list(range(len(compared.ids)))
    odds |= judge.odds(closing([members], compared.pieces) - odds.keys())
    for cluster in correlation_clusters(len(members), owners(odds, compared.pieces)):
        for k in cluster:
            yield compared.ids[k], compared.ids[cluster[0]]
