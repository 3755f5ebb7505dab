"""Two thousand pages over fifty host names, three hundred of which fail in twenty-five ways."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from failing import ROBOTS, WAYS, serve
from fastwarc.warc import ArchiveIterator, WarcRecordType
from loopback import Web, article

from newstemma import flow
from newstemma.fetch import Options, fetch_links
from newstemma.fetch.archive import pages_in

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


# trafilatura tries an optional import of urllib3's, which warns where PySocks is missing.
@pytest.mark.filterwarnings("ignore:SOCKS support")
def test_links_of_all_kinds_go_through_to_the_tables(web: Web, quick: Options, tmp_path: Path) -> None:
    """Good pages are articles of the run, each way to fail is a row (2,000 links: bench/fetch.py)."""
    hosts = [f"paper{i}.test" for i in range(10)]
    for host in hosts:
        web.put(host, "/robots.txt", ROBOTS)
    good = {web.put(hosts[i % 10], f"/news/{i}", article(i)) for i in range(30)}
    wanted = {serve(web, hosts[i % 10], f"/bad/{i}", way): way[0] for i, way in enumerate(WAYS)}
    fetch_links([*wanted, *sorted(good)], tmp_path, replace(quick, attempts=1))
    run = flow.trace(pages_in(tmp_path))
    assert set(run["articles"].column("url").to_pylist()) == good
    assert {r["path"]: r["reason"] for r in run["failures"].to_pylist()} == wanted
    assert set(run["statements"].column("speaker").to_pylist()) >= {"Mira Holt"}
    assert max(web.most.values()) == 1
