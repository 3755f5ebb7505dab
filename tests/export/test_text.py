"""Text that every format can hold."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newstemma.export.text import attribute, content, day_time, iri, visible
from newstemma.store.rows_to_text import as_json


@given(st.text())
def test_xml_keeps_every_text_but_shows_controls(text: str) -> None:
    """A parser reads from an element and an attribute what was written, controls as pictures."""
    node = etree.fromstring(f'<a b="{attribute(text)}">{content(text)}</a>'.encode())
    assert (node.text or "") == visible(text)
    assert node.get("b") == visible(text)


@given(st.text())
def test_json_is_one_line(text: str) -> None:
    """Whatever the text, it is one line and reads back the same."""
    line = as_json({"t": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line)["t"] == text


def test_lone_surrogates_do_not_stop_json() -> None:
    """UTF-8 has none; the line can be written all the same."""
    assert json.loads(as_json("a\ud800b").encode()) == "a?b"


def test_only_web_addresses_are_links() -> None:
    """A script, a file and nonsense are no links; spaces and quotation marks are escaped."""
    for bad in (None, "", "javascript:alert(1)", "file:///x", "http://", "https://[", "not a url"):
        assert iri(bad) is None
    assert iri('https://fen.example/a b"<') == "https://fen.example/a%20b%22%3C"


def test_a_time_without_a_zone_is_no_instant() -> None:
    """xsd:dateTime is only given where day, time and zone are known."""
    assert day_time("2024-03-12T10:00+01:00") == "2024-03-12T10:00:00+01:00"
    assert day_time("2024-03-12T10:00:05Z") == "2024-03-12T10:00:05Z"
    for unsure in (None, "2024-03", "2024-03-12", "2024-03-12T10:00:00", "soon"):
        assert day_time(unsure) is None
