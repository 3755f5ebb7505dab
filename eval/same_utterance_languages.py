"""Measure how statements are matched with their translations, for each language against English.

    python eval/same_utterance_languages.py [--errors]

``data/same_utterance_translations.jsonl`` holds the statements of our example pile in English with
translations into Russian, French, German and Spanish, made for this, and ten statements on the same matter
in each of these languages that have no English counterpart. Every statement of a language is held against
every English one, without speakers, days or venues. For each language: recall where precision is 0.95 by the
pairs' log odds, of all pairs and of those in which each statement is the other's best; and precision
and recall of the pairs as they are grouped. Exits with 1 where the second is under its floor.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

from newstemma.graph.clustering import CANNOT
from newstemma.records import Article
from newstemma.spans import Span
from newstemma.text.similarity import Rarity, content_stems
from newstemma.witness.features import Around
from newstemma.witness.grouping import group
from newstemma.witness.judge import Judge, owners
from newstemma.witness.pieces import Piece, pieces_of
from newstemma.witness.statements import Node

DATA = Path(__file__).resolve().parent / "data" / "same_utterance_translations.jsonl"
LANGUAGES = ("ru", "fr", "de", "es")
PRECISION = 0.95
FLOORS = {"ru": 0.85, "fr": 0.85, "de": 0.85, "es": 0.85}
"""Recall of mutual best pairs wanted at ``PRECISION``."""

Pair = tuple[int, int]


def rows() -> list[dict[str, str]]:
    """The statements, each by language."""
    return [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def prepared(listed: Sequence[Mapping[str, str]], language: str) -> tuple[list[Node], list[Piece], Rarity]:
    """The English statements, then those of the language, each in an article of its own."""
    told = [("en", r["en"]) for r in listed if "en" in r] + [(language, r[language]) for r in listed]
    rarity = Rarity.of(content_stems(text, code) for code, text in told)
    nodes: list[Node] = []
    pieces: list[Piece] = []
    for k, (code, text) in enumerate(told):
        name = f"{k:03}"
        article = Article(name, name, None, None, None, None, None, None, None, None, code, text)
        pieces += pieces_of(k, article, [Span(0, len(text))], rarity)
        nodes.append(Node((k,), Around(name, True, frozenset(), None, None, None, None, code), direct=True))
    return nodes, pieces, rarity


def odds_of(
    nodes: Sequence[Node], pieces: Sequence[Piece], rarity: Rarity, english: int
) -> dict[Pair, float]:
    """The log odds of every statement of the language with every English one."""
    pairs = [
        (i, j)
        for i, j in product(range(len(pieces)), repeat=2)
        if pieces[i].owner < english <= pieces[j].owner
    ]
    judge = Judge(pieces, [node.around for node in nodes], rarity)
    return owners(judge.odds(pairs), pieces)


def recall_at(odds: Mapping[Pair, float], true: set[Pair], precision: float) -> tuple[float, float]:
    """The best recall where precision is at least so much, and the log odds from which it is reached."""
    best = (0.0, -CANNOT)
    hit = 0
    ordered = sorted(((v, p) for p, v in odds.items()), key=lambda e: (-e[0], e[1]))
    for seen, (value, pair) in enumerate(ordered, start=1):
        hit += pair in true
        if hit / seen >= precision and hit / len(true) > best[0]:
            best = (hit / len(true), value)
    return best


def mutual(odds: Mapping[Pair, float]) -> dict[Pair, float]:
    """The pairs of which each statement is the likeliest partner of the other."""
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for (a, b), value in sorted(odds.items()):
        for side, own, other in ((0, a, b), (1, b, a)):
            best[side, own] = max(best.get((side, own), (CANNOT, -1)), (value, other))
    return {(a, b): v for (a, b), v in odds.items() if best[0, a][1] == b and best[1, b][1] == a}


def grouped(nodes: Sequence[Node], pieces: Sequence[Piece], rarity: Rarity, english: int) -> set[Pair]:
    """The pairs of an English statement and one of the language that end in one utterance."""
    return {
        (a, b)
        for members in group(nodes, pieces, rarity)
        for a, b in product(members, repeat=2)
        if a < english <= b
    }


def measure(listed: Sequence[Mapping[str, str]], language: str, *, errors: bool) -> float:
    """Print the figures of one language; recall at ``PRECISION``."""
    nodes, pieces, rarity = prepared(listed, language)
    english = sum("en" in row for row in listed)
    true = {(k, english + k) for k in range(english)}
    odds = odds_of(nodes, pieces, rarity, english)
    every, _ = recall_at(odds, true, PRECISION)
    recall, threshold = recall_at(mutual(odds), true, PRECISION)
    found = grouped(nodes, pieces, rarity, english)
    hit = len(found & true)
    print(
        f"{language}  recall at precision {PRECISION}: {every:.3f} of all pairs, {recall:.3f} of mutual best "
        f"ones (log odds {threshold:.2f}); as grouped "
        f"precision {hit / max(1, len(found)):.3f}, recall {hit / len(true):.3f}"
    )
    if errors:
        texts = [r["en"] for r in listed if "en" in r] + [r[language] for r in listed]
        for a, b in sorted(found ^ true):
            kind = "missed" if (a, b) in true else "wrong"
            print(f"    {kind} {odds[a, b]:6.2f}  {texts[a]!r}\n{'':19}{texts[b]!r}")
    return recall


def main() -> int:
    """Print the figures; 1 under a floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    listed = rows()
    recalls = {language: measure(listed, language, errors=args.errors) for language in LANGUAGES}
    under = [language for language, recall in recalls.items() if recall < FLOORS[language]]
    for language in under:
        print(f"{language} is under its floor of {FLOORS[language]}")
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
