"""Constants of reading and writing run folders."""

from __future__ import annotations

from typing import Final

ROWS_AT_ONCE: Final = 1_000
"""Rows that are turned from Arrow to text at a time: some 2 MB of statements, so that a table of any length
is written in little memory."""
