"""Hostile strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.report.visible import anchor, clip, language_tag, link, visible


def test_direction_characters_are_shown_as_signs() -> None:
    """A character that turns the direction of writing becomes its name."""
    assert visible("abc\u202edcba\u2066x") == "abc⟨U+202E⟩dcba⟨U+2066⟩x"


def test_control_characters_are_shown_as_signs() -> None:
    """NUL and escape become control pictures, line separators spaces, half a surrogate pair a replacement."""
    assert visible("a\x00b\x1b[31m\u2028c\ud800d") == "a␀b␛[31m c\ufffdd"


def test_towers_of_combining_marks_are_cut() -> None:
    """At most four combining marks stay on a letter."""
    assert visible("e" + "\u0301" * 50 + "x") == "e" + "\u0301" * 4 + "x"


@given(st.text())
def test_what_is_visible_stays_visible(text: str) -> None:
    """Making a text visible twice changes nothing more, and newlines and tabs stay."""
    once = visible(text)
    assert visible(once) == once
    assert once.count("\n") == text.count("\n")
    assert once.encode("utf-8").decode("utf-8") == once


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z=2", "http://moor.example", "HTTPS://A.example/ä"])
def test_web_addresses_are_links(url: str) -> None:
    """Addresses of the web stay as they are."""
    assert link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example",
        "/x",
        "",
        None,
        "https://",
        "https://user@a.example",
        "https://a.example/\u202e",
        "https://a.example/ onclick=1",
        "http://[bad",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_nothing_else_is_a_link(url: str | None) -> None:
    """No other scheme, no hidden characters, no credentials, no address without a host."""
    assert link(url) is None


@given(st.text(), st.integers(1, 40))
def test_clip_keeps_the_beginning(text: str, most: int) -> None:
    """A clipped text is the text, or a beginning of it with an ellipsis."""
    short = clip(text, most)
    assert short == text or (short.endswith(" …") and text.startswith(short[:-2]) and len(short) <= most + 2)


def test_anchor_is_fit_for_an_address() -> None:
    """An id that may not stand in an address is replaced by a digest, always the same."""
    assert anchor("st-0f3a") == "st-0f3a"
    assert anchor('x" onload="1') == anchor('x" onload="1') != anchor("x")
    assert anchor("ä b").startswith("i-")


def test_language_tags() -> None:
    """Only what looks like a language code gets into a lang attribute."""
    assert [language_tag(c) for c in ("de", "zh-Hant", 'x" a="', "", None)] == [
        "de",
        "zh-Hant",
        None,
        None,
        None,
    ]
