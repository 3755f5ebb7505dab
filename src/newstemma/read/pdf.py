"""The text of a PDF, as a reader would copy it: page by page, hyphens at line ends undone."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newstemma.errors import InputError
from newstemma.params.formats import MAX_PDF_PAGES
from newstemma.params.read import MAX_CHARACTERS, MAX_FILE_BYTES
from newstemma.read.rows import document
from newstemma.records import Document, Failure

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["pdf_documents", "pdf_text"]

# "harbour mas-" / "ter": a hyphen at a line's end before a small letter. Before a capital it is kept.
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad]\n(?=[a-zà-ÿа-я])")
_LINE = re.compile(r"(?<![.!?:…”\"»])\n(?=\S)")


def pdf_text(data: bytes) -> str:
    """The text of a PDF.

    Paragraphs are not marked in a PDF: a line that does not end a sentence is joined with the next. Columns
    come in the order in which the file draws them, which is most often the order of reading.

    Raises:
        InputError: ``encrypted``, ``malformed``, ``too-long``, or ``no-text`` for scanned pages.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every flaw of a file that it mends
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(io.BytesIO(data))
            pages = _pages(reader)
    except InputError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError,
            OSError, NotImplementedError, AssertionError, ArithmeticError) as error:  # fmt: skip
        detail = f"It cannot be read as a PDF ({type(error).__name__}: {str(error)[:120]})."
        raise InputError("malformed", detail) from error
    text = "\n\n".join(_flowing(p) for p in pages if p.strip())
    if not text.strip():
        raise InputError("no-text", "The PDF holds pictures of pages and no text; run OCR on it first.")
    return text


def pdf_documents(path: Path) -> Iterator[Document | Failure]:
    """A PDF file as one document.

    Raises:
        InputError: as ``pdf_text``.
    """
    if path.stat().st_size > 5 * MAX_FILE_BYTES:
        raise InputError("too-long", "The PDF is larger than any article; take the article out of it.")
    yield document(path.as_posix(), "text", pdf_text(path.read_bytes()))


def _pages(reader: PdfReader) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("encrypted", "The PDF wants a password; save it without one.")
    count = len(reader.pages)
    if count > MAX_PDF_PAGES:
        raise InputError("too-long", f"{count:,} pages are no article (limit {MAX_PDF_PAGES}); split it.")
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > MAX_CHARACTERS:
            raise InputError("too-long", f"It has more than {MAX_CHARACTERS:,} characters; split it.")
    return pages


def _flowing(page: str) -> str:
    """A page's lines as paragraphs."""
    text = "\n".join(line.strip() for line in page.replace("\r", "\n").split("\n"))
    text = _HYPHEN.sub("", text)
    return _LINE.sub(" ", text)
