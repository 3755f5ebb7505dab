"""A picture of a page as a file of its own: the same SVG, with the styles that it needs inside."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from newstemma.report.tables_to_report import asset

__all__ = ["standalone"]

_COLOURS = {
    "--paper": "#fbfaf6", "--card": "#fff", "--ink": "#1d1c1a", "--soft": "#57534b", "--rule": "#ddd8cc",
    "--firm": "#8f897c", "--link": "#124e78", "--tint": "#eef3f6", "--lost": "#855000", "--sense": "#76297a",
    "--share": "#5b6b8c", "--say-line": "#a67900", "--figure": "#9a3700",
    "--sans": '"Helvetica Neue", "Liberation Sans", Arial, sans-serif', "--serif": "Georgia, serif",
}  # fmt: skip
_PARTS = ("svg text", ".stemma", ".timeline", ".flow", ".histogram")


@cache
def _style() -> str:
    """The rules that concern pictures, with the colours of the light theme put in."""
    lines = str(asset("style.css")).splitlines()
    rules = [line for line in lines if line.startswith(_PARTS)]
    text = "\n".join(rules)
    for name, value in _COLOURS.items():
        text = text.replace(f"var({name})", value)
    return text.replace(".timeline.narrow { display: none; }", "")


def standalone(picture: Markup) -> str:
    """An SVG file from a page's picture.

    Its links, which lead into pages, are left as they are drawn but lead nowhere.
    """
    head = '<svg xmlns="http://www.w3.org/2000/svg" '
    body = str(picture).replace("<svg ", head, 1)
    for link in ("<a ", "</a>"):
        body = body.replace(link, link.replace("a", "g", 1))
    inside = body.index(">") + 1
    style = f"<style>{_style()}</style>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body[:inside]}{style}{body[inside:]}\n'
