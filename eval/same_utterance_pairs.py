"""The labelled pairs of statements, with the features that the model sees.

``data/same_utterance_pairs.jsonl`` holds decisions only: two statements of ``news_unlabelled`` by row and
character offsets (``digest`` guards them against a changed corpus), whether they are one utterance, and how
many of the pairs that blocking proposes each stands for. They were labelled by eye: one utterance is one act
of speaking or writing, told in full or in part, as far as a reader of the two can tell; two points of one
interview are two utterances; pairs on which the reader could not decide (one in eight) are left out.

``drawn`` says how a pair was sampled: 293 ``even odds`` by strata of the first model's log odds, half of them
where it could not decide; 300 without any model, by kinds of blocking: of one speaker, of an unknown one or
of two, near in meaning or with rare words in common, a quotation with a report, a snippet with a sentence;
three of an article at most, and none that share nearly all words, which every method gets right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from newstemma.attribute.articles_to_statements import articles_to_statements
from newstemma.attribute.mentions_to_speakers import mentions_to_speakers
from newstemma.attribute.statements_to_mentions import statements_to_mentions
from newstemma.ids import make_id
from newstemma.records import Article, Statement
from newstemma.spans import Span
from newstemma.tables import to_records, to_table
from newstemma.text.similarity import Rarity, content_stems
from newstemma.witness.features import Around
from newstemma.witness.judge import Judge
from newstemma.witness.model import log_odds
from newstemma.witness.pieces import pieces_of
from newstemma.witness.setting import beside, matter_of

Speakers = dict[str, list[tuple[Span, str]]]

DATA = Path(__file__).resolve().parent / "data" / "same_utterance_pairs.jsonl"
CORPUS = Path(__file__).resolve().parents[2] / "shared/data/news_unlabelled/stories_2014.jsonl"


@dataclass(frozen=True)
class Pair:
    """A labelled pair: candidate features (one dict for each pair of pieces), decision, weight, how drawn."""

    candidates: tuple[dict[str, float], ...]
    same: bool
    stands_for: float
    held_out: bool
    drawn: str
    statements: tuple[str, str]
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
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    speakers = _speakers(texts, sorted({side["row"] for row in rows for side in (row["a"], row["b"])}))
    whole = Rarity.of(content_stems(text, "en") for text in texts.values())
    rarity = None if small else whole
    return [_pair(row, texts, speakers, rarity) for row in rows]


@cache
def _found(rows: tuple[str, ...]) -> list[Statement]:
    """The statements that the flow finds in these articles, with their speakers."""
    texts = corpus()
    articles = to_table(Article, [_article(row, texts[row]) for row in rows])
    statements, _ = articles_to_statements(articles)
    mentions, _ = statements_to_mentions(articles, statements)
    return to_records(Statement, mentions_to_speakers(articles, statements, mentions)[0])


def _speakers(texts: dict[str, str], rows: list[str]) -> Speakers:
    """By article: where somebody speaks, and who."""
    del texts
    out: Speakers = defaultdict(list)
    for s in _found(tuple(rows)):
        if s.speaker_id is not None:
            out[s.article_id].append((Span(s.content_start, s.content_end), s.speaker_id))
    return out


def _speaker(side: dict[str, Any], speakers: Speakers) -> str | None:
    """Who speaks the labelled statement, if the flow finds most of it and knows who."""
    own = Span(side["spans"][0][0], side["spans"][-1][1])
    shared = [
        (min(own.end, span.end) - max(own.start, span.start), len(span), speaker)
        for span, speaker in speakers[side["row"]]
    ]
    fits = [(common, speaker) for common, size, speaker in shared if 2 * common > max(size, len(own))]
    return max(fits)[1] if fits else None


def _pair(row: dict[str, Any], texts: dict[str, str], speakers: Speakers, rarity: Rarity | None) -> Pair:
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
    arounds = [_around(side, texts[side["row"]], _speaker(side, speakers)) for side in sides]
    judge = Judge(pieces, arounds, rarity)
    indices = [[i for i, p in enumerate(pieces) if p.owner == k] for k in (0, 1)]
    found = tuple(f for i in indices[0] for j in indices[1] for f in judge.features((i, j)))
    held_out = int(make_id("p", sides[0]["digest"], sides[1]["digest"])[2:], 16) % 3 == 0
    contents = [" … ".join(s.of(texts[d["row"]]) for s in own) for d, own in zip(sides, spans, strict=True)]
    digests = (sides[0]["digest"], sides[1]["digest"])
    return Pair(
        found, row["same"], row["stands_for"], held_out, row["drawn"], digests, (contents[0], contents[1])
    )


def _article(row: str, text: str) -> Article:
    return Article(row, CORPUS.name, row, None, None, None, None, None, None, None, "en", text)


def _around(side: dict[str, Any], text: str, speaker: str | None) -> Around:
    source = content_stems(text[slice(*side["source"])], "en") if side["source"] else frozenset()
    direct, matter = side["kind"] != "indirect", matter_of(text, "en")
    near = beside(_article(side["row"], text), [Span(*s) for s in side["spans"]])
    about = matter.stems, matter.themes, *near
    return Around(side["row"], direct, source, speaker, None, None, None, "en", *about)


def parts(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs to fit on, and the held-out third."""
    return [p for p in pairs if not p.held_out], [p for p in pairs if p.held_out]
