"""Killed ten times at random moments, a fetch goes on: the WARC is whole, nothing twice, nothing lost."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType
from loopback import Answer, Web, article

from newstemma.fetch.archive import Archive, pages_in

HERE = Path(__file__).parent
KILLS = 10
PAGES = 150
HOSTS = 10


def start(folder: Path, links: Path) -> subprocess.Popen[str]:
    """A fetching process."""
    command = [sys.executable, str(HERE / "fetching_process.py"), str(folder), str(links)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def settled(folder: Path) -> set[str]:
    """The links that are settled in the WARCs of a folder."""
    if not pages_in(folder):
        return set()
    with Archive(folder) as archive:
        return set(archive.outcomes)


def test_killed_ten_times(web: Web, tmp_path: Path) -> None:
    """After ten kills every page is in the WARC once, and no settled link was asked for again."""

    def slowly(number: int) -> Answer:
        body = article(number).encode()

        async def act(writer: asyncio.StreamWriter, _reader: asyncio.StreamReader) -> None:
            await asyncio.sleep(0.01)
            writer.write(Answer(body, headers={"Connection": "close"}).as_bytes())
            await writer.drain()

        return Answer(act=act)

    links = [web.put(f"paper{i % HOSTS}.test", f"/{i}", slowly(i)) for i in range(PAGES)]
    links.append(web.put("paper0.test", "/gone", Answer(b"", 410)))
    listed = tmp_path / "links.txt"
    listed.write_text("\n".join(links), encoding="utf-8")
    folder = tmp_path / "fetched"
    chance = random.Random(10)
    done: set[str] = set()
    for _ in range(KILLS):
        before = len(web.asked)
        process = start(folder, listed)
        more = HOSTS + chance.randrange(1, 14)
        deadline = time.monotonic() + 60
        while len(web.asked) < before + more and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        process.kill()
        process.communicate(timeout=60)
        assert not {web.link(*a) for a in web.asked[before:]} & done
        done = settled(folder)
    before = len(web.asked)
    process = start(folder, listed)
    out, _ = process.communicate(timeout=120)
    assert out.split() == [str(PAGES), "1"]
    assert not {web.link(*a) for a in web.asked[before:]} & done
    assert settled(folder) == set(links)
    found: Counter[str] = Counter()
    for path in pages_in(folder):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True):
                found[record.headers["WARC-Target-URI"]] += 1
    assert found == dict.fromkeys(links, 1)
