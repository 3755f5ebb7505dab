"""Who may ask, what a page may do, and hostile texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import MANIFEST, invented
from reading import read
from served import BASE, TOKEN, client_of
from starlette.testclient import TestClient

from newstemma.serve.safety import host_name
from newstemma.store.corrections import history
from newstemma.store.rows_to_text import csv_lines
from newstemma.store.run_folder import write_run

FORM = {"token": TOKEN, "kind": "set-outlet", "id": "a-wire", "value": "The Fen", "back": "/articles/a-wire"}
OURS = {"origin": BASE, "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "[::2]:80", "x@localhost"]
)
def test_foreign_host_names_are_refused(pages: TestClient, host: str) -> None:
    """A name that somebody else made resolve to this machine gets nothing (DNS rebinding)."""
    for path in ("/", "/tables/articles.json", "/static/x/style.css"):
        answer = pages.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "Tramwire" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:8765"])
def test_this_machines_names_are_answered(pages: TestClient, host: str) -> None:
    """With any port, as forwarding changes it."""
    assert pages.get("/", headers={"host": host}).status_code == 200


def test_other_names_only_if_asked(tmp_path: Path) -> None:
    """A name given with --host is served."""
    write_run(tmp_path / "run", invented(), MANIFEST, {})
    pages = client_of(tmp_path / "run", hosts=("desk.example",))
    assert pages.get("/", headers={"host": "desk.example:8765"}).status_code == 200
    assert host_name("desk.example:8765") == "desk.example"


@pytest.mark.parametrize("path", ["/", "/nowhere", "/overview.json", "/outlets.svg", "/static/x/script.js"])
def test_every_answer_has_its_headers(pages: TestClient, path: str) -> None:
    """A strict policy: nothing but our own files, no inline code, no frames."""
    headers = pages.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_need_no_inline_code(pages: TestClient) -> None:
    """No style or script attribute or element with content: the policy would stop it."""
    for path in ("/", "/utterances/u-line", "/articles/a-wire", "/outlets", "/search?q=line", "/voices"):
        for tag, attributes in read(pages.get(path).text).tags:
            assert tag != "style"
            assert "style" not in attributes
            assert not [a for a in attributes if a.startswith("on")]
            assert tag != "script" or attributes.get("src", "").startswith("/static/")


@pytest.mark.parametrize(
    ("form", "headers"),
    [
        (FORM | {"token": ""}, OURS),
        (FORM | {"token": "guessed"}, OURS),
        (FORM, {}),
        (FORM, {"origin": "http://evil.example"}),
        (FORM, {"origin": "null"}),
        (FORM, {"origin": BASE, "sec-fetch-site": "cross-site"}),
        (FORM, {"origin": "http://127.0.0.1:9"}),
    ],
)
def test_corrections_need_a_form_of_ours(
    own: tuple[Path, TestClient], form: dict[str, str], headers: dict[str, str]
) -> None:
    """Without the token, or from another origin, nothing is written."""
    folder, pages = own
    assert pages.post("/corrections", data=form, headers=headers).status_code == 403
    assert history(folder) == []


def test_a_long_form_is_refused(own: tuple[Path, TestClient]) -> None:
    """A body of megabytes is not read to its end."""
    folder, pages = own
    assert pages.post("/corrections", data=FORM | {"value": "x" * 10**6}, headers=OURS).status_code == 413
    assert history(folder) == []


def test_a_form_leads_back_to_our_pages_only(own: tuple[Path, TestClient]) -> None:
    """An address elsewhere in the form is not followed."""
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/x\r\nset-cookie: a=b"):
        answer = own[1].post("/corrections", data=FORM | {"back": back}, headers=OURS)
        assert answer.headers["location"] == "/"


HOSTILE = ["/", "/utterances", "/articles", "/speakers", "/outlets", "/narratives", "/voices", "/conflicts",
           "/failures", "/tables/articles", "/tables/statements", "/search?q=alert&in=articles"]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE)
def test_hostile_texts_stay_text(hostile_pages: TestClient, path: str) -> None:
    """Markup, javascript: addresses and direction marks in every column are shown, never acted on."""
    answer = hostile_pages.get(path)
    assert answer.status_code == 200
    page = read(answer.text)
    assert page.wrong == []
    assert [a for t, a in page.tags if t == "script"] == [
        a for t, a in page.tags if t == "script" and "src" in a
    ]
    assert not any(
        t in ("img", "iframe", "object", "embed", "base", "meta") and "http-equiv" in a for t, a in page.tags
    )
    assert not [h for h in page.hrefs if h.lower().startswith(("javascript:", "data:", "vbscript:", "//"))]
    assert "\u202e" not in answer.text


def test_every_hostile_row_has_its_page(hostile_pages: TestClient) -> None:
    """Articles with a word of 1 MB and statements that are markup open like any other."""
    for href in ("/articles/a-a1", "/articles/a-b1", "/utterances/u-x", "/utterances/u-x/steps/w-x-B"):
        answer = hostile_pages.get(href)
        assert answer.status_code == 200, href
        assert "<script>alert" not in answer.text
        assert read(answer.text).wrong == []


def test_formulas_are_no_formulas() -> None:
    """What a spreadsheet would run is a text in CSV."""
    rows = [{"a": '=HYPERLINK("http://evil.example")', "b": -1.5, "c": ["@x", "y"], "d": None, "e": True}]
    text = "".join(csv_lines(rows))
    assert text == 'a,b,c,d,e\r\n"\'=HYPERLINK(""http://evil.example"")",-1.5,"[""@x"", ""y""]",,true\r\n'
