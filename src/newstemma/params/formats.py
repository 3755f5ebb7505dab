"""Constants of reading further formats."""

from __future__ import annotations

from typing import Final

__all__ = ["MAX_MAIL_PARTS", "MAX_PDF_PAGES", "MAX_UNZIPPED"]

MAX_PDF_PAGES: Final = 300
"""Pages of a PDF that is one article; long reports have 200, and pypdf reads some 20 pages a second."""

MAX_UNZIPPED: Final = 60_000_000
"""Bytes of a Word document's text part, unpacked: five million characters with markup. More is a bomb."""

MAX_MAIL_PARTS: Final = 200
"""Parts of a message that are looked at; a newsletter has two, a forwarded thread some tens."""
