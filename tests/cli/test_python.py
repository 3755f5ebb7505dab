"""newstemma from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import newstemma
from newstemma.errors import PathMissing

ARTICLE = "“The pier will be rebuilt by spring,” said Nell Ambry, the harbour master, on Monday.\n\n" * 3


def test_one_path_is_enough(tmp_path: Path) -> None:
    """A path by itself, as words or as a Path, is the same as a list of one."""
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    one, two, three = (newstemma.trace(paths) for paths in (str(file), file, [file]))
    assert one["articles"].num_rows == 1
    assert one["statements"].equals(three["statements"])
    assert two["statements"].equals(three["statements"])


def test_a_missing_path_is_named_whole(tmp_path: Path) -> None:
    """A path as words is not taken for its characters."""
    with pytest.raises(PathMissing, match=r"nowhere\.txt: no such file"):
        newstemma.trace(str(tmp_path / "nowhere.txt"))
