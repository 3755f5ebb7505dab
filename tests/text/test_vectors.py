"""Vectors that are kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from newstemma.text.vectors import Halves, Kept, merge


def _vector(value: float) -> Halves:
    return np.full(4, value, dtype=np.float16)


def _kept(*values: int, room: int = 10) -> Kept:
    kept = Kept(4, room)
    for value in values:
        kept.add(bytes([value]), _vector(value))
    return kept


def _is(found: Halves | None, value: float) -> bool:
    return found is not None and bool((found == value).all())


def test_what_was_added_is_found() -> None:
    """A key gives its vector, another nothing."""
    kept = _kept(1, 2)
    assert _is(kept.get(b"\x02"), 2)
    assert kept.get(b"\x03") is None


def test_the_oldest_make_room() -> None:
    """Without more room the oldest vector is gone, the others stay."""
    kept = _kept(1, 2, 3, room=2)
    assert kept.get(b"\x01") is None
    assert [kept.get(bytes([k])) is not None for k in (2, 3)] == [True, True]
    kept.add(b"\x04", _vector(4))
    assert kept.get(b"\x02") is None
    assert _is(kept.get(b"\x03"), 3)


def test_a_key_keeps_its_first_vector() -> None:
    """Adding a key again changes nothing and takes no room."""
    kept = _kept(1, 2, 1, 1, room=2)
    assert kept.get(b"\x01") is not None
    assert kept.get(b"\x02") is not None


def test_files_are_read_where_they_lie(tmp_path: Path) -> None:
    """What one process writes, another finds; only the keys that were named are written."""
    _kept(1, 2, 3).write(tmp_path / "a.vectors", [b"\x01", b"\x03", b"\x09"])
    other = Kept(4, 2)
    other.read(tmp_path)
    assert [other.get(bytes([k])) is not None for k in (1, 2, 3)] == [True, False, True]
    other.write(tmp_path / "b.vectors", [b"\x03"])
    third = Kept(4, 2)
    third.read(tmp_path)
    assert _is(third.get(b"\x03"), 3)


def test_several_files_become_one(tmp_path: Path) -> None:
    """Each vector stands once in the file that they become, whatever was there before."""
    _kept(1, 2).write(tmp_path / "a.vectors", [b"\x01", b"\x02"])
    _kept(2, 3).write(tmp_path / "b.vectors", [b"\x02", b"\x03"])
    (tmp_path / "one").mkdir()
    one = tmp_path / "one" / "all.vectors"
    merge([tmp_path / "b.vectors", tmp_path / "a.vectors"], one)
    first = one.read_bytes()
    merge([tmp_path / "a.vectors", tmp_path / "b.vectors"], one)
    assert one.read_bytes() == first
    kept = Kept(4, 5)
    kept.read(tmp_path / "one")
    assert [kept.get(bytes([k])) is not None for k in (1, 2, 3, 4)] == [True, True, True, False]


def test_without_vectors_there_is_no_file(tmp_path: Path) -> None:
    """Nothing to keep leaves nothing."""
    Kept(4, 2).write(tmp_path / "a.vectors", [b"\x01"])
    merge([], tmp_path / "all.vectors")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"ARROW1 and no more", b"\x00" * 100])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    """What cannot be read is made again, and says nothing."""
    (tmp_path / "a.vectors").write_bytes(content)
    _kept(1).write(tmp_path / "b.vectors", [b"\x01"])
    kept = Kept(4, 2)
    kept.read(tmp_path)
    assert kept.get(b"\x01") is not None
