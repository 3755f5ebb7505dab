"""Constants of the read stage."""

from __future__ import annotations

__all__ = [
    "ARTICLE_SUFFIXES",
    "FEW_HIGH",
    "FIELD_NAMES",
    "MAX_CHARACTERS",
    "MAX_CONTROL_SHARE",
    "MAX_FILE_BYTES",
    "MAX_LINE_BYTES",
    "MAX_PAGES_OF_QUOTATION",
    "MAX_WHOLE_BYTES",
    "NOT_ARTICLES",
    "PACKED",
    "PAGE_TYPES",
    "PARQUET_ROWS",
    "SKIPPED_NAMES",
    "SKIPPED_SUFFIXES",
    "SNIFFED_BYTES",
]

# The longest news texts (transcripts, live blogs) have some 300,000 characters; 5 million is a book shelf.
# Above it a file is a dump of many articles in one, which no later stage could treat as one article.
MAX_CHARACTERS = 5_000_000
# UTF-8 needs at most 4 bytes a character: a single-article file above this cannot be within the limit.
MAX_FILE_BYTES = 4 * MAX_CHARACTERS
# A line of JSON may write each character in 6 bytes (\\u0041): a longer one holds more than one article.
MAX_LINE_BYTES = 6 * MAX_CHARACTERS
# Quotebank names every page that has a quotation; a sentence of a hundred words on more pages than this says
# nothing new, and one row should not become more articles than a file has.
MAX_PAGES_OF_QUOTATION = 1_000
# JSON that is not one object a line, and UTF-16 in rows, are read whole: 256 MB of them need some 2 GB.
MAX_WHOLE_BYTES = 256_000_000
# Rows of a Parquet file in memory at a time: at 100 kB a page 6 MB, at the limit of a text 320 MB.
PARQUET_ROWS = 64
# Enough for the doctype, the head's charset and a binary format's signature.
SNIFFED_BYTES = 4096
# Text has tabs, line feeds and now and then a form feed; more than this share of other control characters
# is a binary format without NUL bytes.
MAX_CONTROL_SHARE = 0.02

ARTICLE_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet",
    ".warc": "warc", ".wet": "warc",
}  # fmt: skip
"""What a file's suffix says about its format; other files are judged by their first bytes."""

# Inside a folder these are about the articles, not articles. Naming the file itself reads it all the same.
SKIPPED_NAMES = (
    "readme", "license", "licence", "copying", "notice", "changelog", "changes", "contributing", "authors",
    "makefile", "manifest",
)  # fmt: skip
SKIPPED_SUFFIXES = frozenset(
    """.css .js .mjs .map .json5 .yaml .yml .toml .ini .cfg .conf .lock .log .py .pyc .ipynb .sh .bat .c .h
    .java .rb .go .rs .sql .db .sqlite .duckdb .png .jpg .jpeg .gif .webp .svg .ico .bmp .tif .tiff .avif .mp3
    .mp4 .ogg .wav .webm .mov .avi .woff .woff2 .ttf .otf .eot .exe .dll .so .bin .iso .tmp .bak""".split()
)

NOT_ARTICLES = {
    b"%PDF": "a PDF; convert it to text or HTML first",
    b"PK\x03\x04": "a ZIP archive or an office document; unpack it or save it as text first",
    b"\x1f\x8b": "compressed with gzip twice, or inside another file; unpack it first",
    b"BZh": "compressed with bzip2; unpack it first",
    b"\xfd7zXZ": "compressed with xz; unpack it first",
    b"\x28\xb5\x2f\xfd": "compressed with zstd twice, or inside another file; unpack it first",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"RIFF": "a sound, picture or film", b"\x7fELF": "a program", b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old office document; save it as text first",
    b"{\\rtf": "RTF; save it as text first",
}  # fmt: skip
"""The first bytes of formats that look like files of articles and are not, and what to do about them."""

FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "maintext", "plain_text"),
    "html": ("html", "raw_html", "page"),
    "row_id": ("id", "article_id", "doc_id", "docid", "guid", "uuid"),
    "url": ("url", "link", "source_url", "canonical_url"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "site", "site_name", "publication"),
    "byline": ("byline", "author", "authors"),
    "published": (
        "published", "date", "published_at", "publish_date", "publication_date", "date_published",
        "datepublished", "pubdate", "date_publish",
    ),
    "language": ("language", "lang"),
    "captured": ("captured", "captured_at", "crawled", "crawl_date", "date_download", "fetched"),
}  # fmt: skip
"""Column names that a row may use for each field, in any letter case, the first one present wins."""

PACKED = {".gz": "gzip", ".gzip": "gzip", ".zst": "zstd", ".zstd": "zstd"}
"""Suffixes of compressed files that are unpacked while they are read, whatever suffix stands before them."""

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/xhtml", "text/plain"})
"""Media types of WARC records that are read; ``text/plain`` is what crawlers extract (WET files)."""

FEW_HIGH = 0.02
"""Bytes beyond ASCII for each ASCII letter, up to which they are too few to tell a Latin code page by their
letters. A sentence of our own has 0.04 in Croatian, 0.13 in Polish, 0.18 in Czech and 0.25 in Turkish."""
