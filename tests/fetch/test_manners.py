"""Manners and safety: robots.txt, turns, patience, cookies, private addresses, versions of a page."""

from __future__ import annotations

import gzip
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from loopback import Answer, Web, article

from newstemma.errors import UsageError
from newstemma.fetch import Options, fetch_links
from newstemma.fetch.archive import Archive, pages_in
from newstemma.fetch.asking import retry_after
from newstemma.fetch.links_to_pages import Fetched, fetch_into
from newstemma.read import files_to_documents


def reasons(result: Fetched) -> list[str]:
    """The reasons of the failures."""
    return [f.reason for f in result.failures]


def test_a_host_is_left_in_peace_between_requests(web: Web, quick: Options, tmp_path: Path) -> None:
    """Between two requests to a host lies the delay, or the longer one that its robots.txt asks for."""
    web.put("gull.test", "/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n")
    links = [web.put(host, f"/{i}", article(i)) for host in ("lamp.test", "gull.test") for i in range(3)]
    fetch_links(links, tmp_path, replace(quick, delay=0.2))
    for host, least in (("lamp.test", 0.2), ("gull.test", 0.4)):
        times = [t for h, t in web.times if h == host][1:]
        assert min(b - a for a, b in pairwise(times)) >= least - 0.02


def test_we_say_who_we_are_and_keep_no_cookies(web: Web, quick: Options, tmp_path: Path) -> None:
    """The user agent names the program and the contact; a cookie that is set is never sent."""
    first = web.put("lamp.test", "/a", Answer(article(1).encode(), headers={"Set-Cookie": "id=1; Path=/"}))
    second = web.put("lamp.test", "/b", article(2))
    fetch_links([first, second], tmp_path, replace(quick, contact="desk@gull.test"))
    assert all(h["user-agent"].startswith("newstemma/") for h in web.headers)
    assert all("desk@gull.test" in h["user-agent"] for h in web.headers)
    assert not any("cookie" in h for h in web.headers)


def test_what_may_pass_is_tried_again(web: Web, quick: Options, tmp_path: Path) -> None:
    """A 503 with Retry-After is waited for, and the page comes after all."""
    times: list[float] = []

    def busy(_headers: dict[str, str]) -> Answer:
        times.append(time.monotonic())
        return Answer(b"", 503, {"Retry-After": "1"}) if len(times) < 3 else Answer(article(1).encode())

    result = fetch_links([web.put("lamp.test", "/a", busy)], tmp_path, quick)
    assert (result.pages, len(times)) == (1, 3)
    assert times[1] - times[0] >= 0.99


def test_patience_has_limits(web: Web, quick: Options, tmp_path: Path) -> None:
    """A server that fails for ever is asked ``attempts`` times; one that asks for an hour once."""
    links = [
        web.put("lamp.test", "/down", Answer(b"", 502)),
        web.put("lamp.test", "/hour", Answer(b"", 429, {"Retry-After": "3600"})),
    ]
    assert reasons(fetch_links(links, tmp_path, quick)) == ["server-error", "too-many-requests"]
    assert (web.count("lamp.test", "/down"), web.count("lamp.test", "/hour")) == (3, 1)


def test_robots_that_cannot_be_read_close_the_site(web: Web, quick: Options, tmp_path: Path) -> None:
    """An error on robots.txt means that nothing is fetched; a missing one that everything may be."""
    web.put("lamp.test", "/robots.txt", Answer(b"", 500))
    closed = web.put("lamp.test", "/a", article(1))
    free = web.put("gull.test", "/a", article(2))
    result = fetch_links([closed, free], tmp_path, quick)
    assert reasons(result) == ["robots-unreachable"]
    assert (web.count("lamp.test", "/a"), web.count("gull.test", "/a")) == (0, 1)


def test_retry_after_is_read_in_both_forms() -> None:
    """Seconds and dates are understood; nonsense asks for nothing."""
    assert retry_after("120", 0.0) == 120.0
    assert retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 0.0) == 60.0
    assert retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 90.0) == 0.0
    assert retry_after("soon", 0.0) is None
    assert retry_after(None, 0.0) is None


def test_private_addresses_are_refused(web: Web, quick: Options, tmp_path: Path) -> None:
    """This machine is not asked unless that is allowed, by whatever name or number it goes."""
    strict = replace(quick, allow_private=False)
    numbers = [f"http://{host}:{web.port}/" for host in ("127.0.0.1", "[::1]", "localhost", "2130706433")]
    result = fetch_links([web.link("lamp.test"), *numbers[:2]], tmp_path / "a", strict)
    assert reasons(result) == ["private-address"] * 3
    result = fetch_links(numbers, tmp_path / "b", replace(strict, resolve=None))
    assert reasons(result) == ["private-address"] * 4
    assert web.asked == []


def test_a_redirect_into_a_private_network_is_refused(web: Web, quick: Options, tmp_path: Path) -> None:
    """A name that is allowed may not lead to one that is not, nor may a name change its mind."""
    answers = {"lamp.test": ["127.0.0.1"], "inside.test": ["10.0.0.7"]}

    async def resolve(host: str, port: int) -> Sequence[str]:
        return answers[host]

    link = web.put("lamp.test", "/a", Answer(b"", 302, {"Location": "http://inside.test/secret"}))
    strict = replace(quick, allow_private=False, resolve=resolve)
    with pytest.MonkeyPatch.context() as patch:
        from newstemma.fetch import address

        patch.setattr(address, "is_public", lambda text: text == "127.0.0.1")
        result = fetch_links([link], tmp_path, strict)
        assert reasons(result) == ["private-address"]
        assert result.failures[0].final == "http://inside.test/secret"


def test_a_name_is_resolved_once_for_a_connection(web: Web, quick: Options, tmp_path: Path) -> None:
    """What was checked is what is connected to: a second, other answer is never used."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    link = web.put("lamp.test", "/a", article(1))
    assert fetch_links([link], tmp_path, replace(quick, resolve=resolve)).pages == 1
    assert asked == ["lamp.test"]


def test_one_page_by_three_links_is_one_article(web: Web, quick: Options, tmp_path: Path) -> None:
    """Tracking parameters, AMP forms and rel=canonical lead to one article."""
    own = '<link rel="canonical" href="/ferry?id=1">'
    web.put("lamp.test", "/ferry?id=1", article(1, head=own))
    links = [
        web.link("lamp.test", "/ferry?id=1&utm_source=x"),
        web.link("lamp.test", "/ferry?id=1#top"),
        web.put("lamp.test", "/amp/ferry-1", article(1, head=own, words=40)),
    ]
    result = fetch_links(links, tmp_path, quick)
    assert (result.links, result.pages, result.new) == (2, 2, 1)
    documents, failures = files_to_documents(pages_in(tmp_path))
    assert documents.num_rows == 1
    assert failures.column("reason").to_pylist() == ["skipped"]


def test_a_canonical_link_to_the_front_page_is_not_believed(web: Web, quick: Options, tmp_path: Path) -> None:
    """Sites that name their front page as every page's address have more than one article."""
    head = '<link rel="canonical" href="/">'
    links = [web.put("lamp.test", f"/{i}", article(i, head=head)) for i in range(2)]
    assert fetch_links(links, tmp_path, quick).new == 2


def test_a_canonical_link_of_all_pages_is_not_believed(web: Web, quick: Options, tmp_path: Path) -> None:
    """Sites that name one section as every page's address have an article for each; none is lost."""
    head = '<link rel="canonical" href="/news">'
    stories = [
        "The old ferry stays in the harbour of Keld until the ice has gone, its board said on Monday.",
        "A bakery in the north has won the prize for the best rye bread, and sells it on Sundays only now.",
        "Schools close at noon tomorrow because of the storm that is expected tonight, the council says.",
    ]
    pages = [f"<html><head>{head}</head><body><p>{text}</p></body></html>" for text in stories]
    links = [web.put("lamp.test", f"/{i}", page) for i, page in enumerate(pages)]
    result = fetch_links(links, tmp_path, quick)
    assert (result.pages, result.new) == (3, 3)


def test_a_page_that_changed_is_two_versions(web: Web, quick: Options, tmp_path: Path) -> None:
    """Asked for again, a page with other words is kept beside the first; one with the same words is not."""
    link = web.put("lamp.test", "/a", article(1))
    fetch_links([link], tmp_path, quick)
    with Archive(tmp_path) as archive:
        assert fetch_into(archive, [link], quick, None, frozenset([link])).new == 0
    web.put("lamp.test", "/a", article(1).replace("last one", "third one"))
    with Archive(tmp_path) as archive:
        assert fetch_into(archive, [link], quick, None, frozenset([link])).new == 1
    documents, failures = files_to_documents(pages_in(tmp_path))
    assert len(set(documents.column("url").to_pylist())) == 1
    assert (documents.num_rows, failures.num_rows) == (2, 0)


def test_failed_links_can_be_tried_again(web: Web, quick: Options, tmp_path: Path) -> None:
    """With ``again`` a failed link is asked once more, and its success replaces the failure."""
    link = web.put("lamp.test", "/a", Answer(b"", 404))
    assert reasons(fetch_links([link], tmp_path, quick)) == ["gone"]
    web.put("lamp.test", "/a", article(1))
    assert reasons(fetch_links([link], tmp_path, quick)) == ["gone"]
    assert fetch_links([link], tmp_path, replace(quick, again=True)).pages == 1
    documents, failures = files_to_documents(pages_in(tmp_path))
    assert (documents.num_rows, failures.num_rows) == (1, 0)


def test_failures_are_rows_with_the_link_and_what_to_do(web: Web, quick: Options, tmp_path: Path) -> None:
    """Reading the WARC names every link without a page."""
    link = web.put("lamp.test", "/a", Answer(b"", 403))
    fetch_links([link, "ftp://lamp.test/x"], tmp_path, quick)
    _, failures = files_to_documents(pages_in(tmp_path))
    rows = {r["path"]: r for r in failures.to_pylist()}
    assert rows[link]["reason"] == "forbidden"
    assert rows[link]["stage"] == "fetch"
    assert "403" in rows[link]["detail"]
    assert rows["ftp://lamp.test/x"]["reason"] == "bad-link"


def test_one_process_at_a_time(web: Web, quick: Options, tmp_path: Path) -> None:
    """A second fetch into the same folder is told so."""
    with Archive(tmp_path), pytest.raises(UsageError, match="another newstemma"):
        fetch_links([web.link("lamp.test")], tmp_path, quick)


@pytest.mark.parametrize("cut", [1, 40, 400, 900])
def test_a_torn_end_is_cut_off(web: Web, quick: Options, tmp_path: Path, cut: int) -> None:
    """A file that breaks off anywhere is whole again afterwards, and only what was lost is fetched again."""
    links = [web.put("lamp.test", f"/{i}", article(i)) for i in range(3)]
    fetch_links(links, tmp_path, quick)
    (path,) = pages_in(tmp_path)
    path.write_bytes(path.read_bytes()[:-cut])
    assert fetch_links(links, tmp_path, quick).new == 1
    assert [web.count("lamp.test", f"/{i}") for i in range(3)] == [1, 1, 2]
    gzip.decompress(path.read_bytes())
    documents, failures = files_to_documents([path])
    assert (documents.num_rows, failures.num_rows) == (3, 0)


def test_a_foreign_file_is_left_alone(web: Web, quick: Options, tmp_path: Path) -> None:
    """A file of somebody else's under our name is refused, not cut."""
    path = tmp_path / "pages-00001.warc.gz"
    path.write_bytes(b"something else" * 1000)
    with pytest.raises(UsageError, match="no WARC"):
        fetch_links([web.link("lamp.test")], tmp_path, quick)
    assert path.stat().st_size == 14_000
