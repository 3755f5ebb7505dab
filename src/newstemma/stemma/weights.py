"""The learned weights of the evidence.

They are data (weights.json), made by eval/stemma_learn.py; docs/stemma.md is their card. There are two sets:
for articles, and for texts without articles around them, where a passage that is not shared says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newstemma.params.stemma import FEATURES

__all__ = ["FIRMNESS", "SETS", "Weights", "weights_of"]

Floats = NDArray[np.float64]

SETS = ("articles", "texts")
"""The sets of weights."""


FIRMNESS = ("firm", "firm_size", "firm_credits")
"""Names of the weights of ``Evidences.extent``."""


@dataclass(frozen=True)
class Weights:
    """Learned weights.

    Attributes:
        nats: of the features, in their order.
        firm: of ``Evidences.extent``: the logarithm of the factor by which all evidence on an utterance
            counts more or less. With many witnesses each has many possible parents, and with no credits
            the copies of a source that nobody names look like each other's: probabilities that are to be
            frequencies must be firmer there, and less firm here. The best tree stays the same.
    """

    nats: Floats
    firm: Floats

    def firmness(self, extent: NDArray[np.floating[Any]]) -> Floats:
        """The factor of each utterance, by its extent (utterances, 3)."""
        found: Floats = np.exp((extent * self.firm[None]).sum(axis=1))
        return found


def weights_of(name: str = "articles", given: Mapping[str, float] | None = None) -> Weights:
    """The weights by name.

    Args:
        name: one of ``SETS``.
        given: weights that take the place of the learned ones, by feature.
    """
    named = _learned()[name] | dict(given or {})
    nats = np.array([named.get(f.name, f.hand) for f in FEATURES])
    return Weights(nats, np.array([named.get(key, 0.0) for key in FIRMNESS]))


@cache
def _learned() -> dict[str, dict[str, float]]:
    text = files("newstemma.stemma").joinpath("weights.json").read_text(encoding="utf-8")
    learned: dict[str, dict[str, float]] = json.loads(text)
    return learned
