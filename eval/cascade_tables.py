"""Cascades as the tables that the stemma takes: articles with their words, credits and shared passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from cascades import OTHER_LANGUAGE, Cascade, Node
from newstemma.records import Article, Credit, Overlap, Statement, Utterance, Witness
from newstemma.spans import Span
from newstemma.tables import to_table

__all__ = ["Tables", "tables"]

_SENTENCE = 80  # characters of a sentence of an article's own text, which stands for any text


@dataclass(frozen=True)
class Tables:
    """What the stemma takes."""

    articles: pa.Table
    statements: pa.Table
    utterances: pa.Table
    witnesses: pa.Table
    credits: pa.Table
    overlaps: pa.Table


@dataclass(frozen=True)
class _Written:
    """An article as text, and where its parts stand."""

    article: Article
    start: int
    end: int
    credits: tuple[tuple[str, int], ...]
    places: dict[int, int]


def _written(c: Cascade, node: Node) -> _Written:
    """The text of an article: its own sentences around the words, credits where their level asks for it."""
    half = len(node.context) // 2
    text, places, credits_ = "", {}, []
    for sentence in node.context[:half]:
        places[sentence] = len(text)
        text += f"{sentence:+07d} ".ljust(_SENTENCE - 1, "x") + " "
    text += "\n\n"
    near = [name for name, level in node.credits if level == "near"]
    for name in near:
        credits_.append((name, len(text)))
        text += f"{name} says: "
    start = len(text)
    text += " ".join(node.words)
    end = len(text)
    for name in (name for name, level in node.credits if level == "paragraph"):
        text += ". And so on and so forth. "
        credits_.append((name, len(text)))
        text += f"{name} has more on it."
    text += "\n\n"
    for sentence in node.context[half:]:
        places[sentence] = len(text)
        text += f"{sentence:+07d} ".ljust(_SENTENCE - 1, "x") + " "
    for name in (name for name, level in node.credits if level == "line"):
        text += "\n\nSource: "
        credits_.append((name, len(text)))
        text += name
    article = Article(
        f"a-{c.utterance_id}-{node.name}", f"{c.utterance_id}-{node.name}", None, None, node.outlet, None,
        None, None, c.dates[node.name], None, node.language, text,
    )  # fmt: skip
    return _Written(article, start, end, tuple(credits_), places)


def tables(cascades: Sequence[Cascade]) -> Tables:
    """The tables of several cascades (their outlets are kept apart by utterance)."""
    rows: dict[type, list[object]] = {
        t: [] for t in (Article, Statement, Utterance, Witness, Credit, Overlap)
    }
    for c in cascades:
        _add(c, rows)
    made = [to_table(t, listed) for t, listed in rows.items()]
    return Tables(*made)


def _add(c: Cascade, rows: dict[type, list[object]]) -> None:
    written = {n.name: _written(c, n) for n in c.extant}
    order = sorted(c.extant, key=lambda n: (c.dates[n.name] or "9", n.name))
    for k, node in enumerate(order):
        w = written[node.name]
        words = w.article.text[w.start : w.end]
        statement_id = None
        if node.kind != "none":
            statement_id = f"s-{w.article.article_id}"
            rows[Statement].append(
                Statement(
                    statement_id, w.article.article_id, node.kind, w.start, w.end, words,
                    [Span(w.start, w.end)], None, None, None, None, None, None, None, "rules", 0.9,
                )
            )  # fmt: skip
        rows[Article].append(w.article)
        rows[Witness].append(
            Witness(
                c.utterance_id, node.name, statement_id, w.article.article_id, f"{k:04d}", "extant",
                node.outlet, w.start, w.end, words, node.kind != "none", c.dates[node.name],
            )
        )  # fmt: skip
        for name, at in w.credits:
            credit_id = f"c-{w.article.article_id}-{at}"
            kind = "agency" if name.startswith("Agency") else "outlet"
            rows[Credit].append(Credit(credit_id, w.article.article_id, at, at + len(name), name, name, kind))
    rows[Overlap] += [
        o for i, a in enumerate(order) for b in order[i + 1 :] for o in _overlaps(written, a, b)
    ]
    rows[Utterance].append(
        Utterance(
            c.utterance_id, None, None, None, None, "", len(order), len(order), None, None, None, None, None
        )
    )


def _overlaps(written: dict[str, _Written], a: Node, b: Node) -> list[Overlap]:
    """The sentences that two articles share, word for word or in translation; a reworded one is not found."""
    x, y = written[a.name], written[b.name]
    told = {s % OTHER_LANGUAGE if s >= 0 else s: s for s in y.places}
    shared = [(s, told[base]) for s in x.places if (base := s % OTHER_LANGUAGE if s >= 0 else s) in told]
    return [
        Overlap(
            f"o-{x.article.article_id}-{b.name}-{s}", x.article.article_id, x.places[s],
            x.places[s] + _SENTENCE, y.article.article_id, y.places[t], y.places[t] + _SENTENCE,
            "verbatim" if s == t else "translated", 1.0,
        )
        for s, t in sorted(shared, key=lambda pair: x.places[pair[0]])
    ]  # fmt: skip
