"""Constants of independence."""

from __future__ import annotations

from typing import Final

__all__ = ["AT_ONCE", "SHARE"]

SHARE: Final = 0.9
"""Part of the distribution between sources_low and sources_high; 5% are cut off at each end."""

AT_ONCE: Final = 4_096
"""Utterances whose numbers of sources are computed at once."""
