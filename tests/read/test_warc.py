"""WARC files, as crawlers write them and as the world breaks them."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Any

import pytest
from fastwarc.stream_io import ZstdWriter
from warcs import PAGE, answer, page, record, write

from newstemma.params.read import MAX_FILE_BYTES
from newstemma.read import files_to_documents

Rows = list[dict[str, Any]]


def read(path: Path) -> tuple[Rows, Rows]:
    """Documents and failures of one file."""
    documents, failures = files_to_documents([path])
    return documents.to_pylist(), failures.to_pylist()


def reasons(failures: Rows) -> list[str]:
    """The reasons, sorted."""
    return sorted(f["reason"] for f in failures)


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz", "noname"])
def test_pages_are_read_with_their_address(tmp_path: Path, name: str) -> None:
    """Pages come with URI, record id and number; requests, notes and metadata are counted in one row."""
    records = [record("warcinfo", "x", b"software: ours\r\n", "application/warc-fields"), page(1)]
    records += [record("request", "https://harbour.example/1", b"GET / HTTP/1.1\r\n\r\n"), page(2)]
    documents, failures = read(write(tmp_path / name, records))
    assert [(d["row"], d["url"], d["media"]) for d in documents] == [
        (1, "https://harbour.example/1", "html"),
        (3, "https://harbour.example/2", "html"),
    ]
    assert documents[0]["row_id"] == "<urn:uuid:https://harbour.example/1>"
    assert documents[0]["content"] == PAGE.format(1)
    assert reasons(failures) == ["skipped"]
    assert "1 request, 1 warcinfo" in failures[0]["detail"]


def test_zstd(tmp_path: Path) -> None:
    """Files compressed with zstd are read as they are."""
    data = io.BytesIO()
    writer = ZstdWriter(data)
    for made in (page(1), page(2)):
        writer.write(made)
    writer.close()
    (tmp_path / "news.warc.zst").write_bytes(data.getvalue())
    documents, failures = read(tmp_path / "news.warc.zst")
    assert len(documents) == 2
    assert failures == []


def test_what_is_no_page_is_skipped_with_its_reason(tmp_path: Path) -> None:
    """Pictures, feeds, redirections and errors are rows that say what they were."""
    records = [
        answer("https://harbour.example/p.png", b"\x89PNG", "image/png"),
        answer("https://harbour.example/moved", b"", status=301),
        answer("https://harbour.example/gone", b"<html>no</html>", status=404),
        answer("https://harbour.example/what", b"\0\1\2", ""),
        record("response", "https://harbour.example/odd", b"\0\0\0"),
        page(1),
    ]
    documents, failures = read(write(tmp_path / "a.warc.gz", records))
    assert len(documents) == 1
    details = " ".join(f["detail"] for f in failures)
    assert all(word in details for word in ("image/png", "status 301", "status 404", "Record 4"))
    assert set(reasons(failures)) <= {"skipped", "malformed", "not-text"}
    assert len(failures) == 5


@pytest.mark.parametrize(
    ("body", "content_type", "more"),
    [
        ("Überfahrt “jetzt”".encode("cp1252"), "text/html; charset=windows-1252", ""),
        ("Überfahrt “jetzt”".encode(), "text/html", ""),
        (gzip.compress("Überfahrt “jetzt”".encode(), mtime=0), "text/html", "Content-Encoding: gzip\r\n"),
        (zlib.compress("Überfahrt “jetzt”".encode()), "text/html", "Content-Encoding: deflate\r\n"),
        ("Überfahrt “jetzt”".encode(), "text/html", "Content-Encoding: gzip\r\n"),
        (b"4\r\nJa, \r\n3\r\nja!\r\n0\r\n\r\n", "text/html", "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_encodings_of_the_web(tmp_path: Path, body: bytes, content_type: str, more: str) -> None:
    """Charsets, packed and chunked bodies, and bodies stored unpacked under their old headers."""
    made = answer("https://harbour.example/1", body, content_type, more=more)
    documents, failures = read(write(tmp_path / "a.warc", [made]))
    assert failures == []
    assert documents[0]["content"] in {"Überfahrt “jetzt”", "Ja, ja!"}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.3, 0.55, 0.8, 0.98])
def test_a_truncated_file(tmp_path: Path, packed: bool, share: float) -> None:
    """Every record before the cut is read, and the cut is named."""
    records = [page(i) for i in range(6)]
    path = write(tmp_path / ("a.warc.gz" if packed else "a.warc"), records)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    sizes = [len(gzip.compress(r)) if packed else len(r) for r in records]
    whole = sum(sum(sizes[: i + 1]) <= len(data) * share for i in range(6))
    documents, failures = read(path)
    assert len(documents) >= whole
    assert len(failures) == 1
    assert failures[0]["reason"] in {"truncated", "malformed"}
    assert f"ecord {len(documents)}" in failures[0]["detail"]


def test_a_cut_inside_what_is_skipped_is_named_too(tmp_path: Path) -> None:
    """A file that ends in the middle of a picture is known to be cut off."""
    picture = answer("https://harbour.example/p.png", b"\x89PNG" * 1000, "image/png")
    documents, failures = read(write(tmp_path / "a.warc", [page(1), picture[:-2000]]))
    assert len(documents) == 1
    assert reasons(failures) == ["truncated"]


def test_damage_in_the_middle(tmp_path: Path) -> None:
    """Garbage between records ends the file there, and says so."""
    path = write(tmp_path / "a.warc", [page(1), b"garbage " * 100, page(2)])
    documents, failures = read(path)
    assert len(documents) == 1
    assert reasons(failures) == ["truncated"]


@pytest.mark.parametrize("really", [True, False])
def test_a_record_of_a_gigabyte(tmp_path: Path, really: bool) -> None:
    """A record of 1 GB, there or only declared, is one failure; what follows a real one is read."""
    path = tmp_path / "a.warc"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    size = 1_000_000_000
    length = b"Content-Length: "
    declared = record("response", "https://harbour.example/big", http)
    head = declared.removesuffix(b"\r\n\r\n").replace(length + b"%d" % len(http), length + b"%d" % size)
    with path.open("wb") as file:
        file.write(page(1) + head)
        if really:  # a hole in the file: no disk is used
            file.seek(len(page(1)) + head.index(b"HTTP/") + size)
            file.write(b"\r\n\r\n" + page(2))
    documents, failures = read(path)
    assert len(documents) == (2 if really else 1)
    assert reasons(failures) == (["too-long"] if really else ["truncated"])


def test_a_gzip_bomb(tmp_path: Path) -> None:
    """A body that unpacks to more than a page may have is given up at the limit; the rest is read."""
    bomb = gzip.compress(bytes(3 * MAX_FILE_BYTES), 1)
    other = zlib.compress(bytes(3 * MAX_FILE_BYTES), 1)
    records = [
        answer("https://harbour.example/b", bomb, more="Content-Encoding: gzip\r\n"),
        answer("https://harbour.example/c", other, more="Content-Encoding: deflate\r\n"),
        page(1),
    ]
    documents, failures = read(write(tmp_path / "a.warc.gz", records))
    assert len(documents) == 1
    assert reasons(failures) == ["too-long", "too-long"]
