"""Statements to utterances and witnesses: which statements are one act of speech."""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa

from newstemma.records import Article, Credit, Statement, Utterance, Witness
from newstemma.tables import to_records, to_table
from newstemma.text.embedding import embed
from newstemma.text.names import outlet_key
from newstemma.text.similarity import Rarity
from newstemma.witness.describe import describe
from newstemma.witness.grouping import group
from newstemma.witness.judge import Embedder
from newstemma.witness.setting import matter_of
from newstemma.witness.statements import nodes_of
from newstemma.witness.unattributed import Repetition, repetitions

__all__ = ["statements_to_utterances"]


def statements_to_utterances(
    articles: pa.Table,
    statements: pa.Table,
    credits_: pa.Table,
    *,
    embedder: Embedder = embed,
) -> tuple[pa.Table, pa.Table]:
    """Group statements into utterances; every article's version is a witness.

    1. Statements become pieces (sentences); those that nothing tells apart are taken together.
    2. Pieces that share rare words, or of a small pile lie close in meaning, are compared: a calibrated model
       gives the log odds of being one utterance; other speakers, days and venues forbid it.
    3. Correlation clustering makes the groups.
    4. Sentences outside all statements that very probably repeat an utterance are witnesses without
       attribution.

    Args:
        articles, statements, credits_: the tables; statements with speakers, addressees and days filled as
        far
            as they are known.
        embedder: makes the vectors of texts; ``text.embedding.embed``, or the same in several processes.

    Returns:
        The utterances (those with one witness too; sources_* null) and their extant witnesses. Every
        statement belongs to exactly one utterance; an article is a witness of an utterance at most once.
    """
    listed = sorted(to_records(Article, articles), key=lambda a: a.article_id)
    said = sorted(to_records(Statement, statements), key=lambda s: s.statement_id)
    by_id = {a.article_id: a for a in listed}
    matter = {a.article_id: matter_of(a.text, a.language) for a in listed}
    rarity = Rarity.of(m.stems for m in matter.values())
    nodes, pieces = nodes_of(said, by_id, rarity, matter)
    groups = group(nodes, pieces, rarity, embedder)
    place = {node: g for g, members in enumerate(groups) for node in members}
    told: dict[int, list[Repetition]] = defaultdict(list)
    compared = (pieces, rarity, matter, embedder)
    for repetition in repetitions(listed, said, nodes, groups, compared, _credited(credits_)):
        told[place[repetition.node]].append(repetition)
    utterances: list[Utterance] = []
    witnesses: list[Witness] = []
    for g, members in enumerate(groups):
        own = [said[k] for node in members for k in nodes[node].members]
        utterance, versions = describe(own, told[g], by_id)
        utterances.append(utterance)
        witnesses += versions
    return to_table(Utterance, utterances), to_table(Witness, witnesses)


def _credited(credits_: pa.Table) -> dict[str, frozenset[str]]:
    """Keys of the outlets and agencies that each article credits."""
    found: dict[str, set[str]] = defaultdict(set)
    for credit in to_records(Credit, credits_):
        if credit.kind != "document":
            found[credit.article_id].add(outlet_key(credit.credited))
    return {article_id: frozenset(keys) for article_id, keys in found.items()}
