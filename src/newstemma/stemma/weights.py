"""The learned weights of the evidence.

They are data (weights.json), made by eval/stemma_learn.py; docs/stemma.md is their card. There are two sets:
for articles, and for texts without articles around them, where a passage that is not shared says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newstemma.params.stemma import FEATURES

__all__ = ["SETS", "weights_of"]

SETS = ("articles", "texts")
"""The sets of weights."""


def weights_of(name: str = "articles", given: Mapping[str, float] | None = None) -> NDArray[np.float64]:
    """The weights in the order of the features.

    Args:
        name: one of ``SETS``.
        given: weights that take the place of the learned ones, by feature.
    """
    named = _learned()[name] | dict(given or {})
    return np.array([named.get(f.name, f.hand) for f in FEATURES])


@cache
def _learned() -> dict[str, dict[str, float]]:
    text = files("newstemma.stemma").joinpath("weights.json").read_text(encoding="utf-8")
    learned: dict[str, dict[str, float]] = json.loads(text)
    return learned
