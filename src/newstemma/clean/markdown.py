"""Markdown to plain lines, and the metadata of its front matter."""

from __future__ import annotations

import re

__all__ = ["front_matter", "plain"]

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_][\w -]{0,30})\s*:\s*(.{1,500})$")
_FIELDS = {
    "title": "title", "headline": "title", "outlet": "outlet", "source": "outlet", "publisher": "outlet",
    "site": "outlet", "author": "byline", "authors": "byline", "byline": "byline", "date": "published",
    "published": "published", "published_at": "published", "language": "language", "lang": "language",
    "url": "url", "link": "url",
}  # fmt: skip
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,100}\])")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,100}\])")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,500})>")
_STRONG = re.compile(
    r"(?<![\w*])\*\*(?=\S)([^*\n]{1,2000})(?<=\S)\*\*(?![\w*])|(?<![\w_])__(?=\S)([^_\n]{1,2000})(?<=\S)__(?![\w_])"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]{1,2000})(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]{1,2000})(?<=\S)_(?![\w_])"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$|^\s*(?:=+|-{2,})\s*$")
_REFERENCE = re.compile(r"^\s*\[[^\]\n]{1,100}\]:\s+\S+")
_PREFIX = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?=\S))+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of a YAML front matter that a document has (title, outlet, byline, published, language,
    url), and the text below it; {} and the whole text if there is none."""
    m = _FRONT.match(text)
    if m is None:
        return {}, text
    fields: dict[str, str] = {}
    for line in m.group(1).split("\n"):
        field = _FIELD.match(line.strip())
        name = _FIELDS.get(field[1].strip().lower().replace(" ", "_")) if field else None
        if field and name:
            value = field[2].strip().strip("[]").strip("\"'").strip()
            if value:
                fields.setdefault(name, value)
    return fields, text[m.end() :]


def plain(text: str) -> tuple[str, str | None]:
    """Markdown without its marks, one paragraph a line, and the text of its first top heading.

    Paragraphs that run over several lines are joined, as Markdown means them.
    """
    title: str | None = None
    paragraphs: list[str] = []
    open_lines: list[str] = []
    for raw in [*_COMMENT.sub("", text).split("\n"), ""]:
        line = raw.rstrip()
        starts = line.lstrip().startswith(("#", "- ", "* ", "+ ", "|", "![", "```", "~~~"))
        if not line.strip() or starts or _RULE.match(line) or _REFERENCE.match(line):
            if open_lines:
                paragraphs.append(" ".join(open_lines))
                open_lines = []
            if starts and not line.lstrip().startswith(("```", "~~~")):
                heading = _unmarked(line)
                if title is None and line.startswith("# "):
                    title = heading or None
                paragraphs.append(heading)
            continue
        open_lines.append(_PREFIX.sub("", line).strip())
        if raw.endswith(("  ", "\\")):
            paragraphs.append(" ".join(open_lines))
            open_lines = []
    return "\n\n".join(p for p in map(_unmarked, paragraphs) if p), title


def _unmarked(line: str) -> str:
    line = _IMAGE.sub(" ", line)
    line = _LINK.sub(r"\1", line)
    line = _AUTOLINK.sub(r"\1", line)
    line = _STRONG.sub(lambda m: m[1] or m[2], line)
    line = _EMPHASIS.sub(lambda m: m[1] or m[2], line)
    line = _TAG.sub(" ", line)
    return _ESCAPE.sub(r"\1", _PREFIX.sub("", line)).rstrip("\\").strip()
