"""The labelled pairs of statements, with the features that the model sees.

``data/same_utterance_pairs.jsonl`` holds decisions only: two statements of ``news_unlabelled`` by row and
character offsets (``digest`` guards them against a changed corpus), whether they are one utterance, and how
many of the pairs that blocking proposes each stands for (the sample was drawn by strata of the first model's
log odds). They were labelled by eye: one utterance is one act of speaking or writing, told in full or in
part, as far as a reader of the two can tell; pairs on which the reader could not decide are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newstemma.ids import make_id
from newstemma.records import Article
from newstemma.spans import Span
from newstemma.text.similarity import Rarity, content_stems
from newstemma.witness.features import Around
from newstemma.witness.judge import Judge
from newstemma.witness.model import log_odds
from newstemma.witness.pieces import pieces_of

DATA = Path(__file__).resolve().parent / "data" / "same_utterance_pairs.jsonl"
CORPUS = Path(__file__).resolve().parents[2] / "shared/data/news_unlabelled/stories_2014.jsonl"


@dataclass(frozen=True)
class Pair:
    """A labelled pair: candidate features (one dict for each pair of pieces), decision, weight, held out."""

    candidates: tuple[dict[str, float], ...]
    same: bool
    stands_for: float
    held_out: bool
    texts: tuple[str, str]

    def features(self) -> dict[str, float]:
        """Those of the pair of pieces that speaks most for one utterance."""
        return max(self.candidates, key=log_odds)


def corpus() -> dict[str, str]:
    """The texts by row id."""
    if not CORPUS.exists():
        raise SystemExit(f"{CORPUS} is missing: the corpora are not beside the checkout")
    with CORPUS.open(encoding="utf-8") as lines:
        return {row["id"]: row["text"] for row in map(json.loads, lines)}


def labelled(small: bool = False) -> list[Pair]:
    """All labelled pairs.

    Args:
        small: weigh words as in a pile of the two articles alone, not as in the whole corpus.
    """
    texts = corpus()
    whole = Rarity.of(content_stems(text, "en") for text in texts.values())
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [pair for row in rows for pair in _pair(row, texts, None if small else whole)]


def _pair(row: dict[str, Any], texts: dict[str, str], rarity: Rarity | None) -> Iterator[Pair]:
    sides = (row["a"], row["b"])
    spans = [[Span(*s) for s in side["spans"]] for side in sides]
    for side, own in zip(sides, spans, strict=True):
        if make_id("t", *[s.of(texts[side["row"]]) for s in own]) != side["digest"]:
            raise SystemExit(f"{side['row']}: the corpus is not the one that was labelled")
    if rarity is None:
        rarity = Rarity.of(content_stems(texts[side["row"]], "en") for side in sides)
    pieces = [
        p
        for k, (side, own) in enumerate(zip(sides, spans, strict=True))
        for p in pieces_of(k, _article(side["row"], texts[side["row"]]), own, rarity)
    ]
    arounds = [_around(side, texts[side["row"]]) for side in sides]
    judge = Judge(pieces, arounds, rarity)
    indices = [[i for i, p in enumerate(pieces) if p.owner == k] for k in (0, 1)]
    found = tuple(f for i in indices[0] for j in indices[1] for f in judge.features((i, j)))
    held_out = int(make_id("p", sides[0]["digest"], sides[1]["digest"])[2:], 16) % 3 == 0
    contents = [" … ".join(s.of(texts[d["row"]]) for s in own) for d, own in zip(sides, spans, strict=True)]
    yield Pair(found, row["same"], row["stands_for"], held_out, (contents[0], contents[1]))


def _article(row: str, text: str) -> Article:
    return Article(row, CORPUS.name, row, None, None, None, None, None, None, None, "en", text)


def _around(side: dict[str, Any], text: str) -> Around:
    source = content_stems(text[slice(*side["source"])], "en") if side["source"] else frozenset()
    return Around(side["row"], side["kind"] != "indirect", source, None, None, None, None, "en")


def parts(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs to fit on, and the held-out third."""
    return [p for p in pairs if not p.held_out], [p for p in pairs if p.held_out]
