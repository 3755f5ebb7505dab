"""Links, feeds and sitemaps to pages in a WARC, with good manners; the one part that speaks to the net."""

from newstemma.fetch.links_to_pages import fetch_links
from newstemma.fetch.options import Options

__all__ = ["Options", "fetch_links"]
