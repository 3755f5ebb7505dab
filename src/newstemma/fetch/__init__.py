"""Links, feeds and sitemaps to pages in a WARC, with good manners; the one part that speaks to the net."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newstemma.fetch.links_to_pages import fetch_links
    from newstemma.fetch.options import Options

__all__ = ["Options", "fetch_links"]


def __getattr__(name: str) -> Any:
    """Load on demand: a run without links should not load what speaks to the net (half a second)."""
    if name == "Options":
        from newstemma.fetch.options import Options

        return Options
    if name == "fetch_links":
        from newstemma.fetch.links_to_pages import fetch_links

        return fetch_links
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
