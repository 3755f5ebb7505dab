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


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def spreadsheet(path: Path, *sheets: str, shared: str = "", related: str = "") -> Path:
    """A spreadsheet with these sheets' XML, strings, and links of its first sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{related}</Relationships>")
        for number, sheet in enumerate(sheets, 1):
            body = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{sheet}</worksheet>'
            archive.writestr(f"xl/worksheets/sheet{number}.xml", body)
    return path


def test_a_column_of_a_spreadsheet(tmp_path: Path) -> None:
    """The column of addresses is taken by its name, in the order of its rows; pictures' addresses are not."""
    shared = f"<si><t>{B}</t></si><si><t>Image</t></si><si><r><t>UR</t></r><r><t>L</t></r></si>"
    rows = (
        '<row><c r="A1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        f'<row><c r="A2" t="inlineStr"><is><t>https://lamp.test/x.png</t></is></c>'
        f'<c r="C2" t="str"><f>HYPERLINK("{A}", "Ferry")</f><v>Ferry</v></c></row>'
        '<row><c r="A3" t="inlineStr"><is><t>https://lamp.test/y.png</t></is></c>'
        '<c r="C3" t="s"><v>0</v></c></row>'
    )
    path = spreadsheet(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>", shared=shared)
    assert links_in(path) == [A, B]


def test_links_behind_the_cells_of_two_sheets(tmp_path: Path) -> None:
    """A cell with words and a link behind it is its link; every sheet is read."""
    first = (
        '<sheetData><row><c r="B2" t="s"><v>0</v></c></row></sheetData>'
        '<hyperlinks><hyperlink ref="B2" r:id="rId1"/></hyperlinks>'
    )
    second = f'<sheetData><row><c r="A1" t="str"><v>{B}</v></c></row></sheetData>'
    related = f'<Relationship Id="rId1" Target="{A}" TargetMode="External"/>'
    shared = "<si><t>Ferry</t></si>"
    assert links_in(spreadsheet(tmp_path / "a.xlsx", first, second, shared=shared, related=related)) == [A, B]


def test_bad_spreadsheets_hold_no_links(tmp_path: Path) -> None:
    """What is damaged, hostile or holds no address is left to the read stage."""
    bomb = "<sheetData>" + " " * 60_000_000 + "</sheetData>"
    entities = '<row><c r="A1" t="s"><v>99999999999</v></c><c r="ZZZ9"><v>x</v></c></row>'
    for sheet in (bomb, "<sheetData><row>", entities, ""):
        assert links_in(spreadsheet(tmp_path / "a.xlsx", sheet)) is None
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    assert links_in(tmp_path / "a.xlsx") is None


def test_many_bookmarks_in_one_folder(tmp_path: Path) -> None:
    """Browsers leave the elements of a bookmark file open: every one of thousands is found all the same."""
    rows = "".join(f'<DT><A HREF="https://lamp.test/{i}?a=1&amp;b" ADD_DATE="1">x</A>\n' for i in range(5000))
    path = tmp_path / "bookmarks.html"
    path.write_text(f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n{rows}</DL><p>\n", encoding="utf-8")
    assert links_in(path) == [f"https://lamp.test/{i}?a=1&b" for i in range(5000)]


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
