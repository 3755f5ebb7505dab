"""Other piles: what is neither a page, a text nor plain rows, by its first bytes or its suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from newstemma.records import Document, Failure

__all__ = ["FORMATS", "format_of", "read_format"]

Reader = Callable[[Path], Iterator[Document | Failure]]

_READERS = {
    "fetched": ("newstemma.read.fetched", "fetched_rows"),
    "pdf": ("newstemma.read.pdf", "pdf_documents"),
    "docx": ("newstemma.read.word", "word_documents"),
    "mail": ("newstemma.read.mail", "mail_documents"),
    "newsml": ("newstemma.read.newsml", "newsml_documents"),
}
"""By format the module and the function that reads it; a module is loaded when a file wants it."""

FORMATS = frozenset(_READERS)
"""The names of these formats."""

_MAIL = (b"from ", b"return-path:", b"received:", b"delivered-to:", b"mime-version:", b"message-id:",
         b"from:", b"x-")  # fmt: skip


def format_of(path: Path, head: bytes) -> str | None:
    """The format of a file, if it is one of these.

    Args:
        path: the file.
        head: its first bytes, unpacked if it is compressed.
    """
    suffix = path.suffix.lower()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"WARC/") and b"\r\nsoftware: newstemma " in head:
        return "fetched"
    if start.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") and suffix == ".docx":
        return "docx"
    if suffix in {".eml", ".mbox"} or (suffix == "" and _is_mbox(start)):
        return "mail"
    if start.startswith(b"<") and _is_newsml(head):
        return "newsml"
    return None


def _is_mbox(head: bytes) -> bool:
    """Whether it begins like a mailbox: a ``From `` line, and headers of a message below."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and b"@" in first and rest.lower().startswith(_MAIL)


def _is_newsml(head: bytes) -> bool:
    return b"http://iptc.org/std/nar/2006-10-01/" in head or b"<nitf" in head[:1000].lower()


def read_format(name: str, path: Path) -> Iterator[Document | Failure]:
    """The documents of a file in one of these formats, and why parts of it gave none.

    Raises:
        InputError: the file as a whole cannot be used.
        OSError: it cannot be read.
    """
    module, function = _READERS[name]
    reader: Reader = getattr(import_module(module), function)
    yield from reader(path)
