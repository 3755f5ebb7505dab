"""Corrections on the served pages: made, seen everywhere, kept, undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented import invented
from served import BASE, TOKEN
from starlette.testclient import TestClient

from newstemma.store.corrections import CORRECTIONS, add, history, make_correction
from newstemma.store.run_folder import UNCORRECTED, read_tables, read_uncorrected, write_run

Own = tuple[Path, TestClient]


def post(pages: TestClient, kind: str, *ids: str, **form: str) -> int:
    """Send a form as our pages do."""
    data = {"token": TOKEN, "kind": kind, "id": list(ids), "who": "Ann", "back": "/corrections", **form}
    headers = {"origin": BASE, "sec-fetch-site": "same-origin"}
    return pages.post("/corrections", data=data, headers=headers).status_code


def test_a_correction_is_seen_on_every_page(own: Own) -> None:
    """The outlet changes on the article's page, in its table, in the report and in search."""
    folder, pages = own
    assert post(pages, "set-outlet", "a-copy", value="The Fen & Moor") == 303
    assert "The Fen &amp; Moor" in pages.get("/articles/a-copy").text
    rows = {r["article_id"]: r["outlet"] for r in pages.get("/tables/articles.json").json()}
    assert rows["a-copy"] == "The Fen & Moor"
    assert "The Fen &amp; Moor" in (folder / "report.html").read_text(encoding="utf-8")
    assert pages.get("/search.json", params={"q": 'outlet:"The Fen & Moor"', "in": "articles"}).json()
    listed = pages.get("/corrections").text
    assert "Ann" in listed
    assert "The Fen &amp; Moor" in listed


def test_undoing_brings_the_same_tables_back(own: Own) -> None:
    """After an undo all tables are what they were, and nothing is left of the correction but its lines."""
    folder, pages = own
    before = read_tables(folder)
    post(pages, "split-utterance", "st-copy")
    post(pages, "set-date", "a-wire", value="2020-02-02")
    assert not read_tables(folder)["utterances"].equals(before["utterances"])
    assert (folder / UNCORRECTED).is_dir()
    for correction in history(folder):
        assert post(pages, "undo", correction.key) == 303
    assert all(read_tables(folder)[n].equals(t) for n, t in before.items())
    assert not (folder / UNCORRECTED).exists()
    assert len((folder / CORRECTIONS).read_text(encoding="utf-8").splitlines()) == 4
    assert pages.get("/corrections").text.count("undone by Ann") == 2


def test_every_kind_of_form_works(own: Own) -> None:
    """Each form of the pages ends in a correction that holds."""
    folder, pages = own
    assert post(pages, "merge-utterances", "u-line", f"{BASE}/utterances/u-salt") == 303
    assert post(pages, "split-speaker", "st-va", value="Ruth Lacey") == 303
    speakers = [s["speaker_id"] for s in pages.get("/speakers.json").json()]
    assert post(pages, "merge-speakers", *speakers[:2]) == 303
    edge = next(e for e in pages.get("/tables/edges.json").json() if e["in_tree"] and e["probability"] < 1)
    assert post(pages, "confirm-edge", parent=edge["parent"], child=edge["child"]) == 303
    assert post(pages, "reject-edge", parent=edge["utterance_id"], child=edge["child"]) == 303
    assert [c.kind for c in history(folder)] == [
        "merge-utterances", "split-speaker", "merge-speakers", "confirm-edge", "reject-edge"
    ]  # fmt: skip
    assert not any(c.undone for c in history(folder))
    assert pages.get("/corrections").status_code == 200


def test_who_said_a_statement_is_set_and_undone(own: Own) -> None:
    """The form stands beside the statement; the speaker's page, the tables and the report follow."""
    folder, pages = own
    before = read_tables(folder)
    page = pages.get("/articles/a-va").text
    assert 'name="kind" value="set-speaker"' in page
    assert 'name="id" value="st-va"' in page
    assert 'option value="Ilse Tarnow"' in page
    assert 'name="kind" value="set-speaker"' in pages.get("/utterances/u-salt").text
    assert post(pages, "set-speaker", "st-va", value="Ruth <Lacey>") == 303
    (statement,) = [r for r in pages.get("/tables/statements.json").json() if r["statement_id"] == "st-va"]
    assert statement["speaker"] == "Ruth <Lacey>"
    assert "Ruth &lt;Lacey&gt;" in pages.get(f"/speakers/{statement['speaker_id']}").text
    assert "Ruth &lt;Lacey&gt;" in (folder / "report.html").read_text(encoding="utf-8")
    listed = pages.get("/corrections").text
    assert "was said by Ruth &lt;Lacey&gt;" in listed
    assert post(pages, "set-speaker", "st-va", unknown="1", value="") == 303
    assert "by nobody who is known" in pages.get("/corrections").text
    assert "superseded by a later one" in pages.get("/corrections").text
    (statement,) = [r for r in pages.get("/tables/statements.json").json() if r["statement_id"] == "st-va"]
    assert statement["speaker"] is None
    for correction in history(folder):
        assert post(pages, "undo", correction.key) == 303
    assert all(read_tables(folder)[n].equals(t) for n, t in before.items())


def test_a_credit_is_rejected_and_comes_back(own: Own) -> None:
    """The form lists the article's credits; a rejected one is no source any more, until it is undone."""
    folder, pages = own
    before = read_tables(folder)
    page = pages.get("/articles/a-copy").text
    assert 'name="kind" value="reject-credit"' in page
    assert 'name="id" value="c-1"' in page
    assert post(pages, "reject-credit", "c-1") == 303
    assert "c-1" not in {r["credit_id"] for r in pages.get("/tables/credits.json").json()}
    assert 'value="c-1"' not in pages.get("/articles/a-copy").text
    assert "Tramwire is no source of Tram line, as Moor Gazette has it" in pages.get("/corrections").text
    details = [e["detail"] for r in pages.get("/tables/edges.json").json() for e in r["evidence"]]
    assert not any("Moor Gazette names Tramwire" in detail for detail in details)
    assert post(pages, "undo", history(folder)[0].key) == 303
    assert all(read_tables(folder)[n].equals(t) for n, t in before.items())


def test_the_later_of_two_dates_holds_and_says_so(own: Own) -> None:
    """The earlier one is listed as superseded, and holds again when the later one is undone."""
    folder, pages = own
    post(pages, "set-date", "a-wire", value="2020-02-02")
    post(pages, "set-date", "a-wire", value="2021-03-03")
    rows = pages.get("/corrections.json").json()
    assert [bool(r["superseded_by"]) for r in rows] == [True, False]
    assert pages.get("/corrections").text.count("superseded by a later one") == 1
    post(pages, "undo", rows[1]["key"])
    (wire,) = [a for a in read_tables(folder)["articles"].to_pylist() if a["article_id"] == "a-wire"]
    assert wire["published"] == "2020-02-02"
    assert "superseded" not in pages.get("/corrections").text


@pytest.mark.parametrize(
    ("kind", "ids", "form"),
    [
        ("set-date", ["a-wire"], {"value": "yesterday"}),
        ("set-date", ["a-wire"], {"value": "2025-13-45"}),
        ("set-date", ["a-wire"], {"value": "2025-02-30"}),
        ("set-speaker", ["st-va"], {"value": " "}),
        ("set-speaker", [], {"value": "Ruth Lacey"}),
        ("set-speaker", ["st-none"], {"value": "Ruth Lacey"}),
        ("reject-credit", ["c-none"], {}),
        ("reject-credit", ["c-1", "c-2"], {}),
        ("reject-credit", [], {}),
        ("set-outlet", ["a-wire"], {"value": " "}),
        ("merge-speakers", ["sp-x"], {}),
        ("merge-utterances", ["u-line", "u-line"], {}),
        ("split-speaker", ["st-va"], {}),
        ("split-utterance", [], {}),
        ("confirm-edge", [], {"child": "w-none"}),
        ("undo", ["k-none"], {}),
        ("drop-everything", ["a-wire"], {}),
    ],
)
def test_what_cannot_be_done_is_told(own: Own, kind: str, ids: list[str], form: dict[str, str]) -> None:
    """A form that lacks something gets a message and changes nothing."""
    folder, pages = own
    assert post(pages, kind, *ids, **form) == 400
    assert history(folder) == []


def test_corrections_survive_another_run(own: Own) -> None:
    """Writing a new run over the folder keeps the file, and the tables it corrects."""
    from newstemma.correct.folder import with_corrections

    folder, pages = own
    post(pages, "set-outlet", "a-copy", value="The Fen")
    fresh = invented()
    tables = with_corrections(folder, fresh)
    write_run(folder, tables, {"newstemma": "0"}, {}, overwrite=True, base=fresh)
    assert len(history(folder)) == 1
    outlets = {a["article_id"]: a["outlet"] for a in read_tables(folder)["articles"].to_pylist()}
    assert outlets["a-copy"] == "The Fen"
    assert read_uncorrected(folder)["articles"].equals(fresh["articles"])


def test_what_is_not_in_the_run_is_not_in_use(own: Own) -> None:
    """Corrections of other runs' rows, and dates written by hand that no calendar has, say so."""
    folder, pages = own
    add(folder, make_correction("set-outlet", ["a-elsewhere"], value="The Fen"))
    add(folder, replace(make_correction("set-date", ["a-wire"], value="2024"), value="2024-13-45"))
    before = read_tables(folder)["articles"]
    post(pages, "set-outlet", "a-copy", value="The Fen")
    listed = pages.get("/corrections").text
    assert listed.count("not used: what it names is not in this run") == 2
    assert listed.count(">in use<") == 1
    assert read_tables(folder)["articles"].column("published").equals(before.column("published"))


def test_without_a_way_to_correct_there_is_no_form(tmp_path: Path) -> None:
    """Pages that cannot be corrected offer nothing of the kind."""
    from newstemma.serve.app import Settings, make_app

    write_run(tmp_path / "run", invented(), {"newstemma": "0"}, {})
    pages = TestClient(make_app(tmp_path / "run", Settings(token=TOKEN)), base_url=BASE)
    assert "Correct this" not in pages.get("/articles/a-wire").text
    assert post(pages, "set-outlet", "a-wire", value="x") == 403
