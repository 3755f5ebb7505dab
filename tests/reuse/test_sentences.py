"""Sentences that share enough rare stems to be compared."""

from __future__ import annotations

from collections import defaultdict

import pytest

from newstemma.params.reuse import LEAST_SENTENCE, SENTENCE_SHARERS
from newstemma.reuse import sentences as stage
from newstemma.reuse.sentences import WANTED, candidates, differ, sentences_in
from newstemma.reuse.words import corpus_of
from newstemma.text.similarity import Rarity, content_stems
from newstemma.text.tokens import sentences, words

TEXTS = [
    "The Orlen bridge was shut after inspectors noticed a crack in a pillar. No. Trams turn at the square.",
    "Inspectors found that one pillar of the Orlen bridge has a crack and closed it for the whole winter.",
    "El puente de Orlen fue cerrado después de que los inspectores vieran una grieta en 2031.",
    "In Orlen, Tarn and Lower Tarn the inspectors of 2031 walked over every bridge, crack by crack.\n\n… !",
    "",
]
LANGUAGES: list[str | None] = ["en", "en", "es", None, None]


def test_sentences_and_their_stems() -> None:
    """The long enough ones, with the stems of the words that carry matter in their language."""
    found = sentences_in(corpus_of(TEXTS), TEXTS, LANGUAGES)
    wanted = [
        (k, span.of(text), content_stems(span.of(text), LANGUAGES[k]))
        for k, text in enumerate(TEXTS)
        for span in sentences(text)
        if len(words(span.of(text))) >= LEAST_SENTENCE
    ]
    got = []
    for k, article in enumerate(found.article.tolist()):
        own = {found.stems[s] for s in found.stem[found.sentence == k].tolist()}
        got.append((article, TEXTS[article][found.starts[k] : found.ends[k]], own))
    assert got == wanted


def by_hand(texts: list[str], languages: list[str | None]) -> list[tuple[int, int]]:
    """The definition: every sentence with every other."""
    listed = [
        (k, languages[k], content_stems(span.of(text), languages[k]))
        for k, text in enumerate(texts)
        for span in sentences(text)
        if len(words(span.of(text))) >= LEAST_SENTENCE
    ]
    rarity = Rarity.of(stems for _, _, stems in listed)
    chosen: set[tuple[int, int]] = set()
    for i, (article, language, stems) in enumerate(listed):
        shared: dict[bool, list[tuple[float, int]]] = defaultdict(list)
        for j, (other, foreign, theirs) in enumerate(listed):
            telling = [s for s in sorted(stems & theirs) if rarity.counts[s] <= SENTENCE_SHARERS]
            if other != article and telling:
                weight = sum(rarity.weight(s) for s in telling)
                shared[differ(language, foreign)].append((-weight, j))
        for least, few, abroad in WANTED:
            for _, j in sorted(x for x in shared[abroad] if -x[0] >= least)[:few]:
                chosen.add((min(i, j), max(i, j)))
    return sorted(chosen)


@pytest.mark.parametrize("at_once", [1, 3, 4000])
def test_partners_are_those_of_all_pairs(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The best few by the summed rarity of shared stems, however many are looked for together."""
    monkeypatch.setattr(stage, "SENTENCES_AT_ONCE", at_once)
    texts = [*TEXTS, *(f"{TEXTS[k % 2]} Engineer number {k} of Orlen wrote it down." for k in range(6))]
    languages = [*LANGUAGES, *("en" if k % 3 else "de" for k in range(6))]
    found = candidates(sentences_in(corpus_of(texts), texts, languages))
    assert found == by_hand(texts, languages)
    assert len(found) > 8


def test_no_sentences() -> None:
    """Texts without any have no pairs."""
    assert candidates(sentences_in(corpus_of(["", "!"]), ["", "!"], [None, "en"])) == []
