"""Names of narratives and stories: words of a real statement, never invented ones, and key terms."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newstemma.narrative.acts import is_act, telling
from newstemma.narrative.points import Point
from newstemma.params.narrative import (
    KEY_TERMS,
    LABEL_ACT,
    LABEL_CHARACTERS,
    LABEL_OWN,
    LABEL_PART,
    LABEL_WORDS,
)
from newstemma.text.normalise import fold, squeeze
from newstemma.text.similarity import content_stems, stem
from newstemma.text.tokens import sentences, words

__all__ = ["fit", "key_terms", "label", "shorten"]

_CONJUNCTIONS = frozenset("that dass daß que qu' что".split())
_PARTS = frozenset(
    "to on of at in as for with from by how why what who where when which whether if or and but zu ob wie "
    "de à si comme a la le les un une о о том как".split()
)
"""Words that a part of a sentence begins with ("to be killed", "whether he knew")."""


def label(points: Sequence[Point], strength: Sequence[float], weights: Mapping[str, float]) -> str:
    """The sentence that says best what the points say.

    Args:
        points: the points.
        strength: how closely each is tied to the others.
        weights: how telling each word is.

    Returns:
        Words of a point: of the one that is most central among those that are whole sentences (an outlet's
        own one only if no statement is as central), the sentence that has most of what the points share.
    """
    shared = Counter(t for p in points for t in p.terms)
    common = {
        t: weights.get(t, 0.0) * (n - 1) * (LABEL_ACT if is_act(t) else 1.0)
        for t, n in shared.items()
        if n > 1
    }
    most = max((_worth(p.text, common) for p in points), default=0.0) or 1.0
    best: tuple[float, str, str] = (-1.0, "", "")
    for point, tied in zip(points, strength, strict=True):
        text = _telling_sentence(point.text, common)
        value = (tied + _worth(text, common) / most) * fit(text)
        value *= LABEL_OWN if point.utterance is None else 1.0
        best = max(best, (round(value, 4), point.key, text), key=lambda b: (b[0], [-ord(c) for c in b[1]]))
    return shorten(_without_conjunction(best[2]))


def _telling_sentence(text: str, common: Mapping[str, float]) -> str:
    """The sentence of a text that has most of the shared words for its length; the first among equals."""
    line = squeeze(text)
    listed = [place.of(line) for place in sentences(line)] or [line]
    return max(listed, key=lambda s: round(_worth(s, common), 4))


def _worth(text: str, common: Mapping[str, float]) -> float:
    terms = telling(text)
    return math.fsum(common.get(t, 0.0) for t in terms) / math.sqrt(max(len(terms), 4))


def fit(text: str) -> float:
    """How much a text is a sentence of a length that can be read at a glance."""
    listed = words(text)
    if not listed:
        return 0.0
    least, most = LABEL_WORDS
    first, whole = fold(listed[0]), 1.0
    if first in _PARTS or (text[:1].islower() and first not in _CONJUNCTIONS and text[-1:] not in ".!"):
        whole = LABEL_PART
    if text.count("(") != text.count(")"):
        whole *= LABEL_PART
    return whole * min(1.0, len(listed) / least, most / len(listed))


def _without_conjunction(text: str) -> str:
    """ "that the board lied" → "the board lied": the same words, from the next one on."""
    first, _, rest = text.partition(" ")
    return rest if rest and fold(first) in _CONJUNCTIONS else text


def shorten(text: str) -> str:
    """The first words of a long label, marked as cut."""
    line = squeeze(text)
    if len(line) <= LABEL_CHARACTERS:
        return line
    return line[:LABEL_CHARACTERS].rsplit(" ", 1)[0] + " …"


def key_terms(texts: Iterable[str], commonness: Mapping[str, int]) -> list[str]:
    """Words that several of the texts share and few others have, in their own spelling.

    Args:
        texts: the texts of a group.
        commonness: in how many texts of the whole pile each stem stands.
    """
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    count: Counter[str] = Counter()
    n = 0
    for text in texts:
        n += 1
        found = content_stems(text)
        for word in words(text):
            if stem(word) in found:
                spelling[stem(word)][word.removesuffix("'s").removesuffix("’s")] += 1
        count.update(found)
    # Share inside the group, weighted by how much of the word's use falls into the group.
    score = {t: k / n * k / max(commonness.get(t, k), k) for t, k in count.items() if k > 1}
    best = sorted(score, key=lambda t: (-score[t], t))[:KEY_TERMS]
    return [min(spelling[t], key=lambda w: (-spelling[t][w], w)) for t in best]
