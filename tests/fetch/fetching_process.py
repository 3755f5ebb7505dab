"""A process of its own that fetches links, to be killed: ``fetching_process.py FOLDER LINKS``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from newstemma.fetch import Options, fetch_links


async def here(host: str, port: int) -> Sequence[str]:
    """Every name is on this machine."""
    return ["127.0.0.1"]


if __name__ == "__main__":
    folder, links = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8").split()
    result = fetch_links(links, folder, Options(allow_private=True, delay=0.0, hosts=4, resolve=here))
    print(result.pages, len(result.failures))
