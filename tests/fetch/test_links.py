"""Links out of the lists in which people keep them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from newstemma.fetch.links import links_in

A, B = "https://lamp.test/a", "https://gull.test/b?id=5"

MEDIA_CLOUD = f"""stories_id,publish_date,title,url,language,media_name
7,2024-03-12,Ferry,{A},en,Lamp
8,,x,{B},en,Gull
"""
BOOKMARKS = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p><DT><H3>News</H3><DL><p><DT><A HREF="{A}" ADD_DATE="1">Ferry</A>
<DT><A HREF="{B}">Gull</A><DT><A HREF="place:sort=8">Recent</A></DL></DL>
"""
LISTS = {
    "urls.txt": f"# for Monday\n{A}\n\n2. {B}\n",
    "export.csv": MEDIA_CLOUD,
    "sheet.csv": f"Who;Where we saw it;Note\nMira;{A};http\nOdd;{B};\n",
    "tabs.tsv": f"n\tlink\n1\t{A}\n2\t{B}\n",
    "bookmarks.html": BOOKMARKS,
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_links(tmp_path: Path, name: str) -> None:
    """Text, tables by name or content, Media Cloud's export and bookmarks give their links in order."""
    path = tmp_path / name
    path.write_text(LISTS[name], encoding="utf-8")
    assert links_in(path) == [A, B]


def test_a_spreadsheet(tmp_path: Path) -> None:
    """Addresses in cells and behind cells of an .xlsx are found."""
    path = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{A}</t></si><si><t>Ferry</t></si></sst>")
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships><Relationship Target="{B}"/></Relationships>',
        )
    assert links_in(path) == [A, B]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("article.txt", f"The ferry left the harbour at noon.\nSee {A} for more.\nNobody was hurt.\n"),
        ("rows.csv", f"url,text\n{A},The ferry left the harbour at noon.\n"),
        ("page.html", f'<html><body><a href="{A}">x</a></body></html>'),
        ("rows.jsonl", f'{{"url": "{A}", "text": "The ferry left."}}\n'),
        ("empty.txt", ""),
        ("no.csv", "a,b\n1,2\n"),
        ("binary.txt", "\x00\x01\x02"),
    ],
)
def test_articles_are_no_lists_of_links(tmp_path: Path, name: str, content: str) -> None:
    """What holds text, or no address at all, is left to the read stage."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert links_in(path) is None
    assert links_in(tmp_path / "missing.txt") is None
