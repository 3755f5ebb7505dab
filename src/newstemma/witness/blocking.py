"""Which pieces are worth comparing: those that share rare words, or lie close in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from newstemma.params.witness import (
    GRAM,
    LEAST_SHARED,
    NEAREST,
    NEAREST_COSINE,
    NEIGHBOURS,
    RARE_STEMS,
    STEM_SHARERS,
)
from newstemma.text.embedding import Vectors
from newstemma.text.similarity import Rarity
from newstemma.witness.columns import Columns, Floats, Ints, gathered_at
from newstemma.witness.pieces import Piece

__all__ = ["Index", "by_meaning", "by_words", "near", "verbatim_chains"]

Pair = tuple[int, int]
Pairs = npt.NDArray[np.int64]
"""Two rows of indices."""
_Codes = npt.NDArray[np.int32]


class Index:
    """By which keys pieces find each other: rare stems, and pairs of neighbouring content stems.

    Args:
        pieces: not looked at; callers that hold some name them.
        rarity: what words are worth.

    ``near`` looks for the same keys in arrays; this is for pieces that come one by one.
    """

    def __init__(self, pieces: Sequence[Piece], rarity: Rarity) -> None:
        del pieces
        self._rarity = rarity

    def keys(self, piece: Piece) -> list[str]:
        """The piece's rarest stems and all its pairs of neighbouring content stems."""
        rare = sorted(piece.stems, key=lambda s: (-self._rarity.weight(s), s))[:RARE_STEMS]
        content = [s for s in piece.run if s in piece.stems]
        pairs = {f"{a} {b}" for a, b in pairwise(content)}
        return rare + sorted(pairs)

    def worth(self, key: str) -> float:
        """What sharing a key is worth: the rarity of its rarer stem."""
        return max(self._rarity.weight(s) for s in key.split(" ")) if key else 0.0


def by_words(columns: Columns, owners: Ints) -> Pairs:
    """Pairs of pieces of different owners that share rare words, ``NEIGHBOURS`` at most for each.

    Args:
        columns: the pieces.
        owners: whose they are.

    Returns:
        Two rows, of the smaller and of the larger index; each pair once, in order.
    """
    found = near(columns, owners, len(owners), LEAST_SHARED)
    return _ordered(np.concatenate([found, verbatim_chains(columns, owners)], axis=1))


def near(columns: Columns, owners: Ints, known: int, least: float) -> Pairs:
    """For pieces the others of different owners that share most with them, ``NEIGHBOURS`` at most for each.

    Args:
        columns: the pieces.
        owners: whose they are.
        known: how many of them, the first, can be found. If there are more, these look, not those.
        least: summed rarity of the keys that two share at least.

    Returns:
        Two rows: who looks, who is found. Only keys lead anywhere that at most ``STEM_SHARERS`` of those that
        can be found have, so that looking takes bounded time for each.
    """
    piece, key, worth = _keys(columns)
    looking = piece >= known if known < len(owners) else np.ones(len(piece), dtype=bool)
    keys, starts, sizes, holders = _holders(piece[piece < known], key[piece < known])
    if not len(keys):
        return np.zeros((2, 0), dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    leads = np.flatnonzero(looking & (keys[at] == key) & (sizes[at] <= STEM_SHARERS))
    # Each piece's keys by worth: sums must not depend on the order of keys.
    leads = leads[np.lexsort((worth[leads], piece[leads]))]
    found = [np.zeros((2, 0), dtype=np.int64)]
    reached = np.cumsum(sizes[at[leads]])
    begin = 0
    while begin < len(leads):  # whole pieces, so many that their partners fit
        before = reached[begin - 1] if begin else 0
        end = int(np.searchsorted(reached, before + _REACHED_AT_ONCE, side="right"))
        end = max(end, begin + 1)
        last = piece[leads[end - 1]]
        end = begin + int(np.searchsorted(piece[leads[begin:]], last, side="right"))
        some = leads[begin:end]
        count, start = sizes[at[some]], starts[at[some]]
        row, place = gathered_at(start, count)
        found.append(_best(piece[some][row], holders[place], worth[some][row], owners, least))
        begin = end
    return np.concatenate(found, axis=1)


def _holders(piece: Ints, key: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """The keys in order; for each where its holders begin in a list of pieces, and how many it has."""
    order = np.lexsort((piece, key))
    holders, key = piece[order], key[order]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]][: len(key)])
    return key[starts], starts, np.diff(np.r_[starts, len(key)]), holders


_REACHED_AT_ONCE = 2_000_000  # partners of pieces that are weighed at a time: some 100 MB


def _best(looking: Ints, other: Ints, worth: Floats, owners: Ints, least: float) -> Pairs:
    """Of each that looks the few others with the largest summed worth; ties go to the first.

    Equal pairs are summed in the order in which they come.
    """
    apart = owners[looking] != owners[other]
    looking, other, worth = looking[apart], other[apart], worth[apart]
    if not len(looking):
        return np.zeros((2, 0), dtype=np.int64)
    pair = looking * len(owners) + other
    order = np.argsort(pair, kind="stable")  # what is summed stays in its order
    pair = pair[order]
    first = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    shared = np.round(np.add.reduceat(worth[order], first), 9)
    looking, other = np.divmod(pair[first], len(owners))
    enough = shared >= least
    looking, other, shared = looking[enough], other[enough], shared[enough]
    order = np.lexsort((other, -shared, looking))
    looking, other = looking[order], other[order]
    kept = _place_within(looking) < NEIGHBOURS
    return np.stack([looking[kept], other[kept]])


def _keys(columns: Columns) -> tuple[Ints, Ints, Floats]:
    """The keys of all pieces, in the order of these: the piece, a number for the key, what it is worth."""
    size = len(columns.codes)
    stems = sorted(columns.codes)
    rank = np.empty(size, dtype=np.int64)
    listed = np.array([columns.codes[s] for s in stems], dtype=np.int64)
    rank[listed[np.argsort(-columns.rarities[listed], kind="stable")]] = np.arange(size)
    piece, code = columns.content()
    at, words = columns.run_words()
    found: list[tuple[Ints, Ints, Floats]] = []
    for first in range(0, max(1, len(columns.weight)), _KEYED_AT_ONCE):
        ends = first, first + _KEYED_AT_ONCE
        held, run = (slice(*np.searchsorted(side, ends).tolist()) for side in (piece, at))
        content, running = (piece[held], code[held]), (at[run], words[run])
        found.append(_keys_of(content, running, rank, columns.rarities))
    pieces, keys, worth = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return pieces, keys, worth


_KEYED_AT_ONCE = 20_000  # pieces whose keys are looked for at a time: some 50 MB


def _keys_of(
    content: tuple[Ints, _Codes], running: tuple[Ints, _Codes], rank: Ints, rarities: Floats
) -> tuple[Ints, Ints, Floats]:
    """The same for some pieces.

    Args:
        content: piece and code of their content stems.
        running: the same of all their words, in order.
        rank: of every code, the rarest first.
        rarities: of every code.
    """
    size = len(rank)
    piece, code = content
    order = np.lexsort((rank[code], piece))
    piece, code = piece[order], code[order].astype(np.int64)
    rare = _place_within(piece) < RARE_STEMS
    at, words = running
    held = np.isin(at * size + words, piece * size + code)
    at, words = at[held], words[held].astype(np.int64)
    beside = at[1:] == at[:-1]
    left, right = words[:-1][beside], words[1:][beside]
    pieces = np.concatenate([piece[rare], at[1:][beside]])
    keys = np.concatenate([code[rare], size + left * size + right])
    worth = np.concatenate([rarities[code[rare]], np.maximum(rarities[left], rarities[right])])
    order = np.lexsort((keys, pieces))
    pieces, keys, worth = pieces[order], keys[order], worth[order]
    new = np.r_[True, (pieces[1:] != pieces[:-1]) | (keys[1:] != keys[:-1])][: len(pieces)]
    return pieces[new], keys[new], worth[new]


def _place_within(groups: Ints) -> Ints:
    """For sorted groups the place of each entry within its own."""
    if not len(groups):
        return groups
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    sizes = np.diff(np.r_[starts, len(groups)])
    return np.arange(len(groups)) - np.repeat(starts, sizes)


def verbatim_chains(columns: Columns, owners: Ints) -> Pairs:
    """Pieces that share an n-gram of words, each with the one before it that has it: a chain, not all pairs.

    So a quotation that ten thousand articles carry, whose words are no longer rare, still hangs together.
    """
    piece, words = columns.run_words()
    gram = words.astype(np.int64)
    size = len(columns.codes)
    for further in range(1, GRAM):  # grams of one more word, numbered anew so that numbers stay small
        longer = gram[:-1] * size + words[further : further + len(gram) - 1]
        gram = np.unique(longer, return_inverse=True)[1] if len(longer) else longer
    whole = piece[: len(gram)] == piece[GRAM - 1 : GRAM - 1 + len(gram)]
    piece, gram = piece[: len(gram)][whole], gram[whole]
    order = np.lexsort((piece, gram))
    piece, gram = piece[order], gram[order]
    linked = (gram[1:] == gram[:-1]) & (owners[piece[1:]] != owners[piece[:-1]])
    return np.stack([piece[:-1][linked], piece[1:][linked]])


def _ordered(pairs: Pairs) -> Pairs:
    """Each pair once, the smaller index first, in order."""
    low, high = pairs.min(axis=0), pairs.max(axis=0)
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    new = np.r_[True, (low[1:] != low[:-1]) | (high[1:] != high[:-1])][: len(low)]
    return np.stack([low[new], high[new]])


def by_meaning(pieces: Sequence[Piece], vectors: Vectors) -> set[Pair]:
    """Each piece with its nearest in meaning of other owners. Time grows with the square: for small piles."""
    out: set[Pair] = set()
    if len(pieces) < 2:
        return out
    owners = np.asarray([p.owner for p in pieces])
    cosines = vectors @ vectors.T
    cosines[owners[:, None] == owners[None, :]] = -1.0
    few = min(NEAREST, len(pieces) - 1)
    nearest = np.argsort(-np.round(cosines, 4), axis=1, kind="stable")[:, :few]
    for k, row in enumerate(nearest.tolist()):
        out.update((min(k, j), max(k, j)) for j in row if cosines[k, j] >= NEAREST_COSINE)
    return out
