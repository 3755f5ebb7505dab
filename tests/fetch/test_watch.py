"""Watching feeds: what is new is fetched and traced once, and news are told once."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from loopback import Answer, Web

from newstemma.cli.watch import Watch, seconds, watch
from newstemma.errors import UsageError
from newstemma.fetch import Options
from newstemma.fetch.feeds import Entry
from newstemma.fetch.outcome import Outcome
from newstemma.fetch.sources_to_links import Polled, poll, to_fetch
from newstemma.fetch.tables_to_news import news
from newstemma.store.run_folder import read_tables

SAID = "“The old ferry will never carry a passenger again after this winter,” said Mira Holt, the pilot."


def story(outlet: str, extra: str) -> str:
    """An article of an outlet that tells the statement."""
    head = f'<title>Ferry stays in harbour</title><meta property="og:site_name" content="{outlet}">'
    end = f"<p>The board of {outlet} town meets again in June to look at the quay.</p>"
    body = f"<article><h1>Ferry stays in harbour</h1><p>{extra}</p><p>{SAID}</p>{end}</article>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def feed(*links: str) -> str:
    """An RSS feed of these links."""
    items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Lamp</title>{items}</channel></rss>'


def with_etag(body: str, tag: str) -> object:
    """A feed that answers 304 to who has it."""

    def answer(headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == tag:
            return Answer(b"", 304, kind="")
        return Answer(body.encode(), headers={"ETag": tag}, kind="application/rss+xml")

    return answer


def test_an_unchanged_source_costs_nothing(web: Web, quick: Options) -> None:
    """A source is asked with its ETag, and one that has not changed names nothing."""
    source = web.put("lamp.test", "/rss", with_etag(feed("/a"), '"1"'))
    first = poll([source], {}, quick)
    assert list(first.entries) == [web.link("lamp.test", "/a")]
    second = poll([source], first.memory, quick)
    assert (second.entries, second.unchanged, second.memory) == ({}, 1, first.memory)


def test_lists_of_sources_are_followed(web: Web, quick: Options) -> None:
    """OPML names feeds, a sitemap index sitemaps; a broken source is named and the others go on."""
    web.put("lamp.test", "/rss", feed("/a"))
    web.put("lamp.test", "/map.xml", f"<urlset><url><loc>{web.link('lamp.test', '/b')}</loc></url></urlset>")
    feeds = f'<outline xmlUrl="{web.link("lamp.test", "/rss")}"/><outline xmlUrl="/gone"/>'
    opml = f"<opml><body>{feeds}</body></opml>"
    index = f"<sitemapindex><sitemap><loc>{web.link('lamp.test', '/map.xml')}</loc></sitemap></sitemapindex>"
    sources = [web.put("gull.test", "/all.opml", opml), web.put("gull.test", "/index.xml", index)]
    polled = poll(sources, {}, quick)
    assert sorted(polled.entries) == [web.link("lamp.test", "/a"), web.link("lamp.test", "/b")]
    assert [(s, reason) for s, reason, _ in polled.failures] == [(web.link("gull.test", "/gone"), "gone")]


def test_what_changed_after_it_was_fetched_is_asked_for_again() -> None:
    """A known link is fetched again only if its feed gives a later moment."""
    link = "https://lamp.test/a"
    known = {link: Outcome(link, "page", "", 200, link, "lamp.test/a", "2024-03-12T10:00:00Z")}
    for moment, wanted in (
        ("2024-03-12T09:00:00+00:00", []),
        ("2024-03-12T11:00:00+00:00", [link]),
        (None, []),
    ):
        polled = Polled(entries={link: Entry(link, moment)})
        assert to_fetch(polled, known) == (wanted, frozenset(wanted))


def test_rounds(web: Web, quick: Options, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second round adds an outlet to a known statement and says so once; the third has nothing to do."""
    run = tmp_path / "run"
    first = web.put("lamp.test", "/ferry", story("Lamp", "Ice has closed the sound since Monday."))
    source = web.put("lamp.test", "/rss", with_etag(feed(first), '"1"'))
    job = Watch([source], run, quiet=True, options=quick)
    assert watch(job, 60, once=True) == 0
    assert read_tables(run)["articles"].num_rows == 1
    second = web.put("gull.test", "/boat", story("Gull", "No boat has left the town for a week."))
    web.put("lamp.test", "/rss", with_etag(feed(first, second), '"2"'))
    assert watch(job, 60, once=True) == 0
    assert read_tables(run)["articles"].num_rows == 2
    told = capsys.readouterr().err
    assert "is now also told by Gull" in told
    log = (run / "watch.log").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in log.splitlines()]
    assert len([text for _, kind, _, text in lines if kind == "witness" and "old ferry" in text]) == 1
    assert len({news_id for _, _, news_id, _ in lines}) == len(lines)
    before = {p.name: p.stat().st_mtime_ns for p in run.glob("*.parquet")}
    assert watch(job, 60, once=True) == 0
    assert {p.name: p.stat().st_mtime_ns for p in run.glob("*.parquet")} == before
    assert (run / "watch.log").read_text(encoding="utf-8") == log
    assert (web.count("lamp.test", "/ferry"), web.count("gull.test", "/boat")) == (1, 1)


def test_a_watch_that_was_killed_before_tracing_goes_on(
    web: Web, quick: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that were fetched and not traced are traced in the next round, without asking for them again."""
    run = tmp_path / "run"
    page = web.put("lamp.test", "/ferry", story("Lamp", "Ice has closed the sound since Monday."))
    source = web.put("lamp.test", "/rss", with_etag(feed(page), '"1"'))
    job = Watch([source], run, quiet=True, options=quick)
    with monkeypatch.context() as patch:
        patch.setattr("newstemma.cli.watch._trace", lambda _job: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(SystemExit) as end:
            watch(job, 60, once=True)
        assert end.value.code == 130
    assert watch(job, 60, once=True) == 0
    assert read_tables(run)["articles"].num_rows == 1
    assert web.count("lamp.test", "/ferry") == 1


def test_kinds_of_news() -> None:
    """A new witness, a new change and a new independent source are told; what was known is not."""
    old = {"who": "Mira Holt", "text": "It sank.", "sources": 1.0, "passages": {"a:0": "Lamp"}, "changes": []}
    new = old | {
        "sources": 2.0,
        "passages": {"a:0": "Lamp", "b:4": "Gull"},
        "changes": [["number", "12", "15", "Gull"]],
    }
    assert [n.kind for n in news({"u-1": old}, {"u-2": new})] == ["witness", "change", "source"]
    assert news({"u-1": old}, {"u-1": old}) == []
    assert news({"u-1": old}, {"u-3": old | {"passages": {"c:0": "Gull"}}}) == []


def test_an_edit_is_told_as_one(
    web: Web,
    quick: Options,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page that changes a known statement is no new witness: the edit is told, once."""
    run = tmp_path / "run"
    told = story("Lamp", "Ice has closed the sound since Monday.")
    page = web.put("lamp.test", "/ferry", told)
    source = web.put("lamp.test", "/rss", feed(page))
    job = Watch([source], run, quiet=True, options=quick)
    assert watch(job, 60, once=True) == 0
    web.put("lamp.test", "/ferry", told.replace("never carry", "hardly carry"))
    changed = feed(page).replace("</item>", "<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate></item>")
    web.put("lamp.test", "/rss", changed)
    later = SimpleNamespace(time=lambda: time.time() + 3600)
    monkeypatch.setattr("newstemma.fetch.transport.time", later)
    assert watch(job, 60, once=True) == 0
    lines = [line.split("\t") for line in (run / "watch.log").read_text(encoding="utf-8").splitlines()]
    assert [kind for _, kind, _, _ in lines] == ["edit"]
    assert "“never” → “hardly”" in lines[0][3]
    assert "Lamp edited its article" in capsys.readouterr().err
    assert read_tables(run)["articles"].num_rows == 1


@pytest.mark.parametrize(
    ("text", "wanted"), [("90s", 90.0), ("15m", 900.0), ("2h", 7200.0), ("1.5 d", 129_600)]
)
def test_how_often(text: str, wanted: float) -> None:
    """Seconds, minutes, hours and days are understood."""
    assert seconds(text) == wanted


@pytest.mark.parametrize("text", ["", "15", "m", "1s", "-5m", "often"])
def test_how_often_not(text: str) -> None:
    """Anything else, and less than ten seconds, is refused with an example."""
    with pytest.raises(UsageError, match="15m"):
        seconds(text)
