"""Collation of long copied texts: one row of readings per witness, one column per place of the text.

Every text is aligned with the one that is nearest to all others (the base). A column is a word of the base or
the room after it; a reading is what a witness has there. A long hole is no reading but a lacuna: a leaf that
is gone says nothing about what was copied from what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, LCSseq

from newstemma.params.stemma import LACUNA_WORDS, MEDOID_UP_TO

__all__ = ["UNKNOWN", "Counts", "collate", "count"]

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

UNKNOWN = -1
"""The reading of a lacuna."""
_NOTHING = 0


@dataclass(frozen=True)
class Counts:
    """By [parent, child]; scaled up to all places where lacunae hide some.

    Attributes:
        common: places that can be read in both.
        shared: places where the two differ and the child agrees with some other witness.
        alone: places where the two differ and the child agrees with nobody.
    """

    common: Floats
    shared: Floats
    alone: Floats


def collate(texts: Sequence[Sequence[str]]) -> Ints:
    """Readings by [witness, variant place]; ``UNKNOWN`` in lacunae; places where all agree are left out.

    Args:
        texts: the words of each witness, in the form in which they are compared.
    """
    number: dict[str, int] = {}
    coded = [[number.setdefault(w, len(number)) for w in words] for words in texts]
    base = coded[_medoid(coded)]
    readings: dict[tuple[int, ...], int] = {(): _NOTHING}
    rows = [_row(base, words, readings) for words in coded]
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 2 * len(base) + 1)
    return table[:, [len(set(column) - {UNKNOWN}) > 1 for column in table.T.tolist()]]


def _medoid(coded: Sequence[Sequence[int]]) -> int:
    """The text that shares most with all others; among many, the longest."""
    if len(coded) > MEDOID_UP_TO:
        return max(range(len(coded)), key=lambda k: (len(coded[k]), -k))
    likeness = [sum(LCSseq.similarity(a, b) for b in coded) for a in coded]
    return max(range(len(coded)), key=lambda k: (likeness[k], -k))


def _row(base: Sequence[int], words: Sequence[int], readings: dict[tuple[int, ...], int]) -> list[int]:
    """Columns 1, 3, 5 … are the words of the base, 0, 2, 4 … the room before and after them."""

    def code(found: Sequence[int]) -> int:
        return readings.setdefault(tuple(found), len(readings))

    row = [_NOTHING] * (2 * len(base) + 1)
    if not base or not words:
        return [UNKNOWN] * len(row)
    for step in Indel.opcodes(base, words):
        i, i_end = step.src_start, step.src_end
        if step.tag == "equal":
            for k in range(i, i_end):
                row[2 * k + 1] = code([base[k]])
        elif step.tag == "delete" and i_end - i >= LACUNA_WORDS:
            row[2 * i + 1 : 2 * i_end] = [UNKNOWN] * (2 * (i_end - i) - 1)
        elif step.tag == "insert":
            row[2 * i] = code(words[step.dest_start : step.dest_end])
    return row


def count(table: Ints) -> Counts:
    """For every two witnesses the places where they differ, and whether the child is alone there."""
    places = table.shape[1]
    known = (table != UNKNOWN).astype(np.float32)
    has, companions = _one_hot(table)
    common = known @ known.T
    same = has @ has.T
    # Where the child stands in company, less where the parent is part of that company.
    in_company = has[:, companions > 1]
    crowd = known @ _in_company(table).T - in_company @ in_company.T
    scale = places / np.maximum(common, 1.0)
    return Counts(
        common.astype(np.float64),
        (crowd * scale).astype(np.float64),
        ((common - same - crowd) * scale).astype(np.float64),
    )


def _one_hot(table: Ints) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A column per reading of each place, and how many witnesses have it."""
    columns = []
    for column in table.T:
        columns += [column == value for value in np.unique(column) if value != UNKNOWN]
    has = np.array(columns, dtype=np.float32).T.reshape(len(table), len(columns))
    return has, has.sum(axis=0)


def _in_company(table: Ints) -> NDArray[np.float32]:
    """Whether a witness shares its reading of a place with another."""
    out = np.zeros(table.shape, dtype=np.float32)
    for k, column in enumerate(table.T):
        values, back, counts = np.unique(column, return_inverse=True, return_counts=True)
        out[:, k] = (counts[back] > 1) & (values[back] != UNKNOWN)
    return out
