"""Constants of independence."""

from __future__ import annotations

from typing import Final

__all__ = ["SHARE"]

SHARE: Final = 0.9
"""Part of the distribution between sources_low and sources_high; 5% are cut off at each end."""
