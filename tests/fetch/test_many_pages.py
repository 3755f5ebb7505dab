"""Two thousand pages over fifty host names, three hundred of which fail in twenty-five ways."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from failing import ROBOTS, WAYS, serve
from fastwarc.warc import ArchiveIterator, WarcRecordType
from loopback import Web, article

from newstemma.fetch import Options, fetch_links

HOSTS = 50
PAGES = 2000
FAILING = 300


def test_everything_good_is_there_and_everything_bad_is_named(
    web: Web, quick: Options, tmp_path: Path
) -> None:
    """All good pages are in the WARC, all bad ones have a reason, no host sees two requests at once."""
    hosts = [f"paper{i}.test" for i in range(HOSTS)]
    for host in hosts:
        web.put(host, "/robots.txt", ROBOTS)
    links, wanted = [], {}
    for i in range(PAGES):
        host = hosts[i % HOSTS]
        if i % 20 in (0, 7, 14):
            way = WAYS[len(wanted) % len(WAYS)]
            links.append(serve(web, host, f"/bad/{i}", way))
            wanted[links[-1]] = way[0]
        else:
            links.append(web.put(host, f"/news/{i}", article(i)))
    assert len(wanted) == FAILING
    patient = replace(quick, delay=0.02, hosts=8, attempts=2, read_seconds=6.0, request_seconds=9.0)
    result = fetch_links(links, tmp_path, patient)
    told = {f.link: f"{f.reason}: {f.detail}" for f in result.failures}
    assert [(wanted.get(k), v) for k, v in told.items() if not v.startswith(str(wanted.get(k)))] == []
    assert {f.link: f.reason for f in result.failures} == wanted
    assert len(set(wanted.values())) >= 20
    assert (result.links, result.pages, result.hosts) == (PAGES, PAGES - FAILING, HOSTS)
    assert max(web.most.values()) == 1
    kinds = Counter()
    with (tmp_path / "pages-00001.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True):
            if record.headers.get("WARC-Newstemma-Outcome") == "page":
                kinds[urlsplit(record.headers["WARC-Target-URI"]).path.split("/")[1]] += 1
    assert kinds == {"news": PAGES - FAILING}
