"""newstemma: who said what in a pile of news articles, who copied whom, and from how many sources.

>>> import newstemma
>>> run = newstemma.trace("articles/")              # doctest: +SKIP
>>> run["statements"].to_pandas()                   # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newstemma.flow import Run, trace

__all__ = ["Run", "__version__", "trace"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``trace`` and ``Run`` load the whole flow; a command that needs one stage should not pay for all."""
    if name in {"Run", "trace"}:
        from newstemma import flow

        return getattr(flow, name)
    raise AttributeError(f"module 'newstemma' has no attribute {name!r}")
