"""newstemma: who said what in a pile of news articles, who copied whom, and from how many sources."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
