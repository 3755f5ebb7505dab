"""Constants of corrections."""

from __future__ import annotations

from typing import Final

__all__ = ["CERTAIN"]

CERTAIN: Final = 60.0
"""Nats that a confirmed step weighs (a rejected one as much against): more than all other evidence on an edge
together, which stays under 30. Probabilities keep 18 nats apart, so it comes out as 1 to seven digits."""
