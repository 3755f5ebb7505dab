"""The probability that two statements are one utterance: a logistic regression over the features."""

from __future__ import annotations

import math
from collections.abc import Mapping

from newstemma.params.witness import COEFFICIENTS, INTERCEPT

__all__ = ["log_odds", "probability"]


def log_odds(features: Mapping[str, float]) -> float:
    """The model's log odds; features that are not given count as 0.

    Coefficients and how they were fitted: ``params/witness.py``.
    """
    return INTERCEPT + math.fsum([_WEIGHT(name, 0.0) * value for name, value in features.items() if value])


_WEIGHT = COEFFICIENTS.get


def probability(features: Mapping[str, float]) -> float:
    """The same as a probability."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds(features)))))
