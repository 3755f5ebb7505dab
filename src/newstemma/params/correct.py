"""Constants of corrections."""

from __future__ import annotations

from typing import Final

__all__ = ["CERTAIN", "COMPARED"]

CERTAIN: Final = 60.0
"""Nats that a confirmed step weighs (a rejected one as much against): more than all other evidence on an edge
together, which stays under 30. Probabilities keep 18 nats apart, so it comes out as 1 to seven digits."""

COMPARED: Final = 2000
"""Statements of one speaker that a statement newly given to that speaker is compared with: grouping so many
takes a few seconds, which a reader waits for; a speaker of more has to be told by hand which are the same."""
