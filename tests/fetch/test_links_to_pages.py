"""Links to pages, against servers on loopback."""

from __future__ import annotations

import gzip
from pathlib import Path

from loopback import Answer, Web, article

from newstemma.fetch import Options, fetch_links


def test_a_page_is_fetched(web: Web, quick: Options, tmp_path: Path) -> None:
    """A good link gives a page in the WARC."""
    link = web.put("lamp.test", "/a", article(1))
    result = fetch_links([link], tmp_path, quick)
    assert (result.pages, result.failures) == (1, ())
    assert web.count("lamp.test", "/robots.txt") == 1
    data = gzip.decompress((tmp_path / "pages-00001.warc.gz").read_bytes())
    assert b"Harbour notes, part 1" in data


def test_nothing_is_fetched_twice(web: Web, quick: Options, tmp_path: Path) -> None:
    """A second call asks for nothing that is settled, failures included."""
    links = [web.put("lamp.test", "/a", article(1)), web.put("lamp.test", "/b", Answer(b"x", 410))]
    first = fetch_links(links, tmp_path, quick)
    asked = list(web.asked)
    again = fetch_links(links, tmp_path, quick)
    assert web.asked == asked
    assert again.failures == first.failures
    assert [f.reason for f in again.failures] == ["gone"]
