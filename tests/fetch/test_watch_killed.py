"""A watch that is killed at random moments loses nothing and repeats nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType
from loopback import Answer, Web, article

from newstemma.fetch.archive import pages_in
from newstemma.store.run_folder import read_tables

PAGES = 12
KILLS = 2


def test_killed_while_watching(web: Web, tmp_path: Path) -> None:
    """Whatever it was at when it was killed, the next round goes on: every page once in WARC and tables."""
    links = [web.put("127.0.0.1", f"/{i}", article(i)) for i in range(PAGES)]
    items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in links)
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Lamp</title>{items}</channel></rss>'
    source = web.put("127.0.0.1", "/rss", Answer(body.encode(), headers={"ETag": '"1"'}, kind="text/xml"))
    run = tmp_path / "run"
    options = ["--once", "--allow-private", "--delay", "0", "-q"]
    command = [sys.executable, "-m", "newstemma", "watch", source, "--into", str(run), *options]
    chance = random.Random(7)
    for _ in range(KILLS):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        before, most = len(web.asked), chance.randrange(2, PAGES)
        deadline = time.monotonic() + 60
        while len(web.asked) < before + most and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(chance.choice([0.0, 0.5, 2.0]))
        process.kill()
        process.wait(60)
    assert subprocess.run(command, check=False, timeout=300, stderr=subprocess.DEVNULL).returncode == 0
    found: Counter[str] = Counter()
    for path in pages_in(run / "fetched"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True):
                found[record.headers["WARC-Target-URI"]] += 1
    assert found == dict.fromkeys(links, 1)
    assert sorted(read_tables(run)["articles"].column("url").to_pylist()) == sorted(links)
