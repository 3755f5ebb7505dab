#!/usr/bin/env python3
"""Who speaks: accuracy inside the article by kind of source, and B-cubed across articles.

    python eval/speakers.py [--errors]

The labels (eval/data/speakers_labels.json) give the places of statements and sources in articles of
news_unlabelled, so that only the resolution is judged, not the tagger. A source counts as named if its
label's last word stands in it, as a pronoun if it is one, as continued if it has none, as a role
otherwise; sources of nobody in particular are judged apart: there, any answer is wrong. B-cubed (Bagga
and Baldwin 1998) compares the speakers over all articles.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from newstemma.attribute.mentions_heads import PRONOUNS
from newstemma.attribute.mentions_to_speakers import mentions_to_speakers
from newstemma.attribute.statements_to_mentions import statements_to_mentions
from newstemma.ids import make_id
from newstemma.records import Article, Statement
from newstemma.spans import Span
from newstemma.tables import to_records, to_table
from newstemma.text.bodies import body_key
from newstemma.text.names import compatible
from newstemma.text.normalise import fold

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "data" / "news_unlabelled" / "stories_2014.jsonl"
Label = dict[str, Any]


def read() -> tuple[dict[str, list[Label]], dict[str, str]]:
    """Labels and texts of the labelled articles."""
    labels = json.loads((HERE / "data" / "speakers_labels.json").read_text(encoding="utf-8"))["articles"]
    texts = {}
    with CORPUS.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in labels:
                texts[row["id"]] = row["text"]
    return labels, texts


def statement(article: str, text: str, number: int, label: Label) -> Statement:
    """A statement at the labelled places."""
    spans = [Span(a, b) for a, b in label["content"]]
    start, end = spans[0].start, spans[-1].end
    s, e = label["source"] or (None, None)
    inside = label.get("inside")
    own = make_id("st", article, number)
    source = text[s:e] if label["source"] else None
    outer = make_id("st", article, inside) if inside is not None else None
    return Statement(
        own, article, label["kind"], start, end, text[start:end], spans, None, None, None, s, e, source,
        outer, "rules", 1.0,
    )  # fmt: skip


def resolve(labels: dict[str, list[Label]], texts: dict[str, str]) -> dict[str, Statement]:
    """Every labelled statement with the speaker that the stages give it."""
    articles = to_table(
        Article,
        [Article(i, i, i, None, None, None, None, None, None, None, "en", texts[i]) for i in sorted(texts)],
    )
    said = [statement(i, texts[i], n, label) for i in sorted(texts) for n, label in enumerate(labels[i])]
    statements: pa.Table = to_table(Statement, said)
    mentions, _ = statements_to_mentions(articles, statements)
    filled, _ = mentions_to_speakers(articles, statements, mentions)
    return {s.statement_id: s for s in to_records(Statement, filled)}


def kind(label: Label, source: str | None) -> str:
    """How the label's speaker is referred to."""
    if label["speaker"] is None:
        return "nobody"
    if source is None:
        return "continued"
    if fold(source.split()[0]) in PRONOUNS and len(source.split()) == 1:
        return "pronoun"
    return "named" if fold(label["speaker"].split()[-1]) in fold(source) else "role"


def right(given: str | None, wanted: str | None) -> bool:
    """Whether the answer is the label: the same person or body, or nobody."""
    if given is None or wanted is None:
        return given is wanted
    return body_key(given) == body_key(wanted) or compatible(given, wanted)


def b_cubed(pairs: list[tuple[str, str]]) -> float:
    """B-cubed F1 in percent of (wanted, given) cluster names."""
    wanted, given = defaultdict(set), defaultdict(set)
    for i, (a, b) in enumerate(pairs):
        wanted[a].add(i)
        given[b].add(i)
    share = [(len(wanted[a] & given[b]), len(wanted[a]), len(given[b])) for a, b in pairs]
    precision = sum(s / g for s, _, g in share) / len(share)
    recall = sum(s / w for s, w, _ in share) / len(share)
    return 200 * precision * recall / (precision + recall)


def main() -> int:
    """Print the figures; 1 if one is below its floor."""
    if not CORPUS.exists():
        print("the corpora are not beside the checkout; nothing measured")
        return 0
    labels, texts = read()
    found = resolve(labels, texts)
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong = 0
    pairs = []
    for article, rows in sorted(labels.items()):
        for number, label in enumerate(rows):
            one = found[make_id("st", article, number)]
            what = kind(label, one.source)
            total[what] += 1
            hits[what] += right(one.speaker, label["speaker"])
            wrong += one.speaker is not None and not right(one.speaker, label["speaker"])
            if label["speaker"] is not None:
                pairs.append((label["speaker"], one.speaker_id or one.statement_id))
            if "--errors" in sys.argv and not right(one.speaker, label["speaker"]):
                print(
                    f"   {article} {number} {what}: {one.source!r} → {one.speaker}, wanted {label['speaker']}"
                )
    figures = {f"{k} right": 100 * hits[k] / total[k] for k in sorted(total)}
    figures["given right"] = 100 * (1 - wrong / max(1, sum(s.speaker is not None for s in found.values())))
    figures["b-cubed"] = b_cubed(pairs)
    return report(figures, total)


def report(figures: dict[str, float], total: Counter[str]) -> int:
    """Print figures beside their floors."""
    floors = json.loads((HERE / "floors" / "speakers.json").read_text(encoding="utf-8"))["floors"]
    low = 0
    for name, value in figures.items():
        floor = floors.get(name, 0.0)
        low += value < floor
        count = total.get(name.split()[0])
        print(f"{name:16} {value:5.1f}  floor {floor:5.1f}" + (f"  of {count}" if count else ""))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
