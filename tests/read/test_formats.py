"""Other piles: PDF, Word, mail, NewsML-G2, NITF, ninjs, ready quotations, passim."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from newstemma.read import files_to_documents, list_inputs
from newstemma.read.ready_rows import READY as READY_KEY
from newstemma.read.ready_rows import quotebank

TEXT = "The ferry left the harbour at noon, said the harbour master, and nobody was hurt."


def read(path: Path, content: str | bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Documents and failures of a file with that content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    files, skipped = list_inputs([path.parent])
    assert skipped == []
    documents, failures = files_to_documents(files)
    return documents.to_pylist(), failures.to_pylist()


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, written by hand."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 600 800] "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + table
    return bytes(out + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)


def word(*paragraphs: str, title: str = "") -> bytes:
    """A Word document."""
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {ns}><w:body>{body}</w:body></w:document>")
        if title:
            dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
            archive.writestr("docProps/core.xml", f"<p {dc}><dc:title>{title}</dc:title></p>")
    return file.getvalue()


def message(text: str, html: str | None = None) -> EmailMessage:
    """A newsletter."""
    mail = EmailMessage()
    mail["From"] = "Harbour Lamp <desk@lamp.test>"
    mail["Subject"] = "The ferry is back"
    mail["Date"] = "Tue, 12 Mar 2024 10:00:00 +0200"
    mail["Message-ID"] = "<1@lamp.test>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def test_a_pdf(tmp_path: Path) -> None:
    """The lines of a paragraph are joined, and a word that a line's end has broken is whole."""
    documents, failures = read(
        tmp_path / "a.pdf", pdf("The ferry left the har-", "bour at noon, said", "Mira Holt.")
    )
    assert failures == []
    assert documents[0]["content"].strip() == "The ferry left the harbour at noon, said Mira Holt."


def test_a_word_document(tmp_path: Path) -> None:
    """Paragraphs stand apart, the title comes from the properties."""
    documents, failures = read(tmp_path / "a.docx", word(TEXT, "Second.", title="The ferry"))
    assert failures == []
    assert (documents[0]["content"], documents[0]["title"]) == (f"{TEXT}\n\nSecond.", "The ferry")


@pytest.mark.parametrize("html", [None, f"<html><body><p>{TEXT}</p></body></html>"])
def test_a_message(tmp_path: Path, html: str | None) -> None:
    """Subject, sender and date are the metadata; HTML is preferred to plain text."""
    documents, failures = read(tmp_path / "a.eml", message(TEXT, html).as_bytes())
    assert failures == []
    (document,) = documents
    assert (document["title"], document["outlet"]) == ("The ferry is back", "Harbour Lamp")
    assert document["published"] == "2024-03-12T10:00:00+02:00"
    assert document["media"] == ("html" if html else "text")
    assert TEXT in document["content"]


def test_a_mailbox(tmp_path: Path) -> None:
    """Every message is a document; one without text is a failure."""
    empty = message("")
    parts = [message(TEXT), empty, message("Second: " + TEXT)]
    box = b"".join(b"From desk@lamp.test Tue Mar 12 10:00:00 2024\n" + m.as_bytes() + b"\n" for m in parts)
    documents, failures = read(tmp_path / "all.mbox", box)
    assert [d["row"] for d in documents] == [0, 2]
    assert [f["reason"] for f in failures] == ["no-text"]


NEWSML = """<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="tag:lamp.test,2024:1" xml:lang="en-GB"><itemMeta><provider><name>Lamp Agency</name></provider>
<versionCreated>2024-03-12T11:00:00Z</versionCreated></itemMeta><contentMeta><contentCreated>2024-03-12T10:00:00Z
</contentCreated><headline>The ferry is back</headline><by>Ida Lund</by><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>{}</p><p>Second.</p><table><tr><td><p>Third.</p></td></tr></table></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="tag:lamp.test,2024:2"><contentSet><remoteContent href="x.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"""


def test_newsml(tmp_path: Path) -> None:
    """A news item gives text, headline, byline, provider, date and language; a picture is a failure."""
    documents, failures = read(tmp_path / "a.xml", NEWSML.replace("{}", TEXT))
    (document,) = documents
    wanted = {"title": "The ferry is back", "outlet": "Lamp Agency", "byline": "Ida Lund", "language": "en",
              "published": "2024-03-12T10:00:00Z", "row_id": "tag:lamp.test,2024:1"}  # fmt: skip
    assert {k: document[k] for k in wanted} == wanted
    assert document["content"] == f"{TEXT}\n\nSecond."
    assert [f["reason"] for f in failures] == ["no-text"]


def test_nitf(tmp_path: Path) -> None:
    """NITF alone is read too."""
    head = '<head><docdata><date.issue norm="20240312T100000Z"/></docdata></head>'
    body = f"<body.head><hl1>Ferry</hl1></body.head><body.content><p>{TEXT}</p></body.content>"
    documents, failures = read(
        tmp_path / "a.xml", f"<?xml version='1.0'?><nitf>{head}<body>{body}</body></nitf>"
    )
    assert failures == []
    assert (documents[0]["title"], documents[0]["content"]) == ("Ferry", TEXT)


ROWS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "ninjs 1": (
        {"uri": "urn:1", "headline": "Ferry", "byline": "Ida Lund", "versioncreated": "2024-03-12T10:00:00Z",
         "body_text": TEXT, "language": "en-GB", "source": "Lamp"},
        {"row_id": "urn:1", "title": "Ferry", "language": "en", "outlet": "Lamp", "content": TEXT},
    ),
    "ninjs 2": (
        {"uri": "urn:2", "headlines": [{"value": "Ferry"}], "bodies": [{"contentType": "text/html",
         "value": f"<p>{TEXT}</p>"}], "firstCreated": "2024-03-12T10:00:00Z"},
        {"title": "Ferry", "media": "html", "content": f"<p>{TEXT}</p>", "published": "2024-03-12T10:00:00Z"},
    ),
    "gdelt": (
        {"date": "2024-03-12T10:00:00Z", "url": "https://lamp.test/a", "title": "Ferry", "lang": "ENGLISH",
         "quotes": [{"pre": "Mira said:", "quote": "It sank.", "post": "at noon"}, {"quote": "No."}]},
        {"url": "https://lamp.test/a", "language": "en", "content": "Mira said: “It sank.” at noon\n\n“No.”"},
    ),
    "quotebank by quotations": (
        {"quoteID": "2024-1", "quotation": "It sank.", "speaker": "Mira Holt", "date": "2024-03-12 10:00:00",
         "urls": ["https://lamp.test/a"], "qids": ["Q1"]},
        {"row_id": "2024-1", "url": "https://lamp.test/a", "content": "Mira Holt: “It sank.”"},
    ),
    "quotebank by articles": (
        {"articleID": "7", "title": "Ferry", "date": "2024-03-12", "quotations": [
         {"quotation": "It sank.", "leftContext": "Holt said:", "rightContext": "and left."},
         {"quotation": "No.", "globalTopSpeaker": "None"}]},
        {"row_id": "7", "title": "Ferry", "content": "Holt said: “It sank.” and left.\n\n“No.”"},
    ),
    "passim": (
        {"uid": 5, "cluster": 9, "id": "lamp-1", "begin": 10, "series": "lamp", "date": "1884-03-12",
         "text": TEXT},
        {"row_id": "lamp-1:10", "outlet": "lamp", "content": TEXT, "published": "1884-03-12"},
    ),
}  # fmt: skip


READY = {
    "gdelt": [("It sank.", ""), ("No.", "")],
    "quotebank by quotations": [("It sank.", "Mira Holt")],
    "quotebank by articles": [("It sank.", ""), ("No.", "")],
}


def places(document: dict[str, Any]) -> list[tuple[str, str]]:
    """The words and the speaker of each ready quotation, as they stand in the document."""
    text = document["content"]
    return [(text[r["start"] : r["end"]], text[r["speaker_start"] or 0 : r["speaker_end"] or 0])
            for r in document["ready"]]  # fmt: skip


@pytest.mark.parametrize("form", READY)
def test_ready_quotations_have_their_places(tmp_path: Path, form: str) -> None:
    """The document says where each quotation of its row stands, and its speaker where the row names one."""
    documents, _ = read(tmp_path / "a.json", json.dumps(ROWS[form][0]))
    assert [d["media"] for d in documents] == ["ready"]
    assert places(documents[0]) == READY[form]


WORDS = st.text("ab “”\"'«»„:.\n\tÄЖ\x00", max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, st.sampled_from(["", "None", "Ä b", "a(b", "Ж"])), max_size=4))
def test_places_are_what_the_row_says(rows: list[tuple[str, str, str, str]]) -> None:
    """Whatever the words are, each place holds the quotation's own and the speaker's name."""
    names = "quotation", "leftContext", "rightContext", "localTopSpeaker"
    items = [dict(zip(names, row, strict=True)) for row in rows]
    (made,) = quotebank({"articleID": "1", "quotations": [*items, {"quotation": "Yes."}]})
    ready = made[READY_KEY]
    document = {"content": made["text"], "ready": [dataclasses.asdict(r) for r in ready]}
    text = document["content"]
    assert all(text[r.start - 1] == "“" and text[r.end] == "”" and r.start < r.end for r in ready)
    assert {speaker for _, speaker in places(document)} <= {"", "Ä b", "a(b", "Ж"}
    assert places(document)[-1] == ("Yes.", "")


def test_a_quotation_on_many_pages_is_an_article_of_each(tmp_path: Path) -> None:
    """Quotebank names every page that has a quotation; each is a document of its own."""
    urls = ["https://lamp.test/a", "https://gull.test/b", "https://lamp.test/a"]
    row = {"quoteID": "q", "quotation": "It sank.", "speaker": "Mira Holt", "urls": urls, "probas": [
        ["Mira Holt", "0.75"], ["None", "0.25"]]}  # fmt: skip
    documents, failures = read(tmp_path / "a.jsonl", json.dumps(row))
    assert failures == []
    assert sorted(d["url"] for d in documents) == sorted(urls[:2])
    assert {d["ready"][0]["confidence"] for d in documents} == {0.75}


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("Mira Holt said:", "", "Mira Holt said: “It sank.”"),
        ("Holt said:", "", "Mira Holt: Holt said: “It sank.”"),
        ("", "said Mira Holt.", "“It sank.” said Mira Holt."),
        ("Mira Holtz left.", "", "Mira Holt: Mira Holtz left. “It sank.”"),
    ],
)
def test_the_name_stands_in_the_text_once_it_is_needed(left: str, right: str, text: str) -> None:
    """A name that the words around hold is marked there; else it is put before a colon."""
    item = {
        "quotation": "It sank.",
        "leftContext": left,
        "rightContext": right,
        "globalTopSpeaker": "Mira Holt",
    }
    (row,) = quotebank({"articleID": "1", "quotations": [item]})
    (place,) = row[READY_KEY]
    assert row["text"] == text
    assert text[place.speaker_start : place.speaker_end] == "Mira Holt"


@pytest.mark.parametrize("form", ROWS)
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_rows_of_other_projects(tmp_path: Path, form: str, suffix: str) -> None:
    """Each form is told by its columns and gives its text and metadata."""
    row, wanted = ROWS[form]
    documents, failures = read(tmp_path / f"a.{suffix}", json.dumps(row))
    assert failures == []
    (document,) = documents
    assert {k: document[k] for k in wanted} == wanted


def locked() -> bytes:
    """A PDF with a password."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BAD = [
    ("cut.pdf", pdf(TEXT)[:200], {"malformed", "no-text"}),
    ("blank.pdf", pdf(""), {"no-text"}),
    ("locked.pdf", locked(), {"encrypted", "malformed"}),
    ("nonsense.pdf", b"%PDF-1.4\n" + b"\xff\x00" * 500, {"malformed", "no-text"}),
    ("cut.docx", word(TEXT)[:150], {"malformed"}),
    ("other.docx", b"PK\x03\x04 not a document", {"malformed"}),
    ("empty.docx", word(""), {"empty"}),
    ("bomb.docx", word("a" * 70_000_000), {"too-long"}),
    ("empty.eml", b"Subject: x\n\n", {"no-text"}),
    ("cut.xml", NEWSML[:400], {"malformed"}),
    ("empty.pdf", b"", {"empty"}),
]


@pytest.mark.parametrize(("name", "content", "reasons"), BAD, ids=[b[0] for b in BAD])
def test_bad_files_are_one_failure(tmp_path: Path, name: str, content: bytes, reasons: set[str]) -> None:
    """A broken, empty, locked or huge file is one row that says why."""
    documents, failures = read(tmp_path / name, content)
    assert documents == []
    assert len(failures) == 1
    assert failures[0]["reason"] in reasons, failures[0]
