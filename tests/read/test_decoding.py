"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.errors import InputError
from newstemma.params.read import MAX_CHARACTERS
from newstemma.read.decoding import decode, repair

RUSSIAN = (
    "Паромы не выйдут в пролив, пока комиссия не закончит работу. Об этом говорится в заявлении порта. " * 4
)
GERMAN = "Die Fähre lief spät aus. „Wir müssen prüfen, wo das Öl herkommt“, sagte die Bürgermeisterin. " * 4


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_told_by_their_marks(name: str) -> None:
    """UTF-8 with and without mark, UTF-16 and UTF-32 with one give the same text, without the mark."""
    assert decode(RUSSIAN.encode(name)) == RUSSIAN


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_not_binary(name: str) -> None:
    """NUL bytes at every other place are UTF-16, not a binary file."""
    assert decode(GERMAN.encode(name)) == GERMAN


@pytest.mark.parametrize(("text", "name"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (GERMAN, "cp1252")])
def test_old_encodings_are_detected(text: str, name: str) -> None:
    """A text in a one-byte encoding comes out as it was written."""
    assert decode(text.encode(name)) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Zoë Pæll said the café — “our” café — would stay. " + "The quay is shut for ten days. " * 9,
            "cp1252",
        ),
        ("Burmistrz powiedział w środę, że most zostanie zamknięty do końca miesiąca. " * 6, "cp1250"),
        ("Starosta ve středu řekl, že most zůstane uzavřen do konce měsíce, protože. " * 6, "cp1250"),
    ],
)
def test_few_foreign_letters_are_western(text: str, name: str) -> None:
    """English with a foreign name is not read as Polish, and Polish and Czech are still found."""
    assert decode(text.encode(name)) == text


def test_declared_encoding_is_used() -> None:
    """A page that declares its encoding is read in it."""
    page = '<html><head><meta charset="windows-1251"></head><body>Порт</body></html>'
    assert decode(page.encode("cp1251"), declared=True) == page


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    """A page in UTF-8 that says it is something else is read as UTF-8."""
    page = '<html><head><meta charset="iso-8859-1"></head><body>Fähre, Öl, Паром</body></html>'
    assert decode(page.encode(), declared=True) == page


def test_latin1_is_read_as_browsers_do() -> None:
    """A page that declares Latin-1 has its Windows quotation marks."""
    page = '<meta charset="iso-8859-1">“Nein”, café'
    assert decode(page.encode("cp1252"), declared=True) == page


def test_one_stray_byte_does_not_change_the_encoding() -> None:
    """A long UTF-8 text with one broken byte stays UTF-8, the byte shown as a replacement."""
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    assert decode(data) == RUSSIAN + "\ufffd" + RUSSIAN


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 something",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        b"\x1f\x8b\x08\x00",
        b"text\x00with\x00nul" * 50,
    ],
)
def test_binary_files_are_not_text(data: bytes) -> None:
    """Known binary formats and data with NUL bytes are refused, with what to do."""
    with pytest.raises(InputError) as error:
        decode(data)
    assert error.value.reason == "not-text"
    assert error.value.detail.endswith(".")


def test_control_characters_make_a_binary_file() -> None:
    """Data without NUL bytes but full of control characters is refused."""
    with pytest.raises(InputError, match="not-text"):
        decode(bytes(range(1, 9)) * 100)


def test_too_long_a_text_is_refused() -> None:
    """A text above the limit says how long it is and what to do."""
    with pytest.raises(InputError, match="too-long") as error:
        decode(b"a" * (MAX_CHARACTERS + 1))
    assert "JSONL" in error.value.detail


def test_line_breaks_stay_as_they_are() -> None:
    """Offsets count characters of the text as given, so no line break is changed here."""
    assert decode(b"one\r\ntwo\rthree") == "one\r\ntwo\rthree"


@pytest.mark.parametrize(
    "text", ["“Nous avons été prêts”, dit-elle à l’arrivée.", "Паром «Ветер» вышел в море."]
)
def test_utf8_read_as_windows_is_turned_back(text: str) -> None:
    """UTF-8 that somebody saved as Windows-1252 is repaired where every sequence fits."""
    garbled = "".join(
        chr(b) if b in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([b]).decode("cp1252") for b in text.encode()
    )
    assert garbled != text
    assert repair(garbled) == text


@pytest.mark.parametrize(
    "text", ["São Tomé and Düsseldorf", "Ça va ? Très bien.", "Â£5 or so", "ÀÉÎÕÜ àéîõü"]
)
def test_honest_accents_are_left_alone(text: str) -> None:
    """A text with accented letters, or a single odd pair, is not touched."""
    assert repair(text) == text


def outcome(data: bytes) -> str:
    """``text``, or the reason why the data is refused; nothing else may be raised."""
    try:
        return type(decode(data, declared=True)).__name__
    except InputError as error:
        return error.reason


@given(st.text())
def test_any_utf8_text_survives(text: str) -> None:
    """Whatever is valid UTF-8 and no binary file is decoded without an error, or refused as not text."""
    assert outcome(text.encode("utf-8")) in {"str", "not-text"}


@given(st.binary(max_size=2000))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    """No sequence of bytes raises anything but an InputError."""
    assert outcome(data) in {"str", "not-text"}


def test_byte_order_marks_are_dropped_inside_rows() -> None:
    """A mark in front of the text is no character of it."""
    assert decode(codecs.BOM_UTF8 + b"Ferry") == "Ferry"
