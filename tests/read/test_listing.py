"""Which files the named paths mean."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from newstemma.errors import PathMissing
from newstemma.read.listing import list_inputs


def put(path: Path, text: str = "The ferry left the harbour at noon.") -> Path:
    """A file with some text, its folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_folders_are_searched_without_hidden_files(tmp_path: Path) -> None:
    """Files in subfolders are found; hidden files and folders are passed over in silence."""
    wanted = [put(tmp_path / "a.txt"), put(tmp_path / "deep" / "er" / "b.html")]
    put(tmp_path / ".hidden.txt")
    put(tmp_path / ".git" / "c.txt")
    files, failures = list_inputs([tmp_path])
    assert files == wanted
    assert failures == []


def test_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    """The same files come in the same order, each once, whatever the order and overlap of the paths."""
    a, b = put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    assert list_inputs([tmp_path, b, a]) == list_inputs([a, tmp_path]) == list_inputs([b, tmp_path, tmp_path])


def test_missing_path_is_a_usage_error(tmp_path: Path) -> None:
    """A named path that does not exist raises, and names what is there."""
    put(tmp_path / "story.txt")
    with pytest.raises(PathMissing, match=r"storry\.txt: no such file or folder.*story\.txt"):
        list_inputs([tmp_path / "storry.txt"])


def test_empty_folder_gives_nothing(tmp_path: Path) -> None:
    """An empty folder is no error here; the caller says that nothing was usable."""
    assert list_inputs([tmp_path]) == ([], [])


@pytest.mark.parametrize(
    "name", ["README.md", "readme.txt", "LICENSE", "CHANGELOG.md", "style.css", "run.py", "p.JPG"]
)
def test_files_about_the_folder_are_skipped_with_a_reason(tmp_path: Path, name: str) -> None:
    """What is not an article in a folder is a row that says how to read it all the same."""
    put(tmp_path / name)
    files, failures = list_inputs([tmp_path])
    assert files == []
    assert [(f.reason, f.stage) for f in failures] == [("skipped", "read")]
    assert "Name the file itself" in failures[0].detail


def test_a_named_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    """Naming a README itself reads it, also when its folder is named beside it."""
    readme = put(tmp_path / "README.md")
    assert list_inputs([readme]) == ([readme], [])
    assert list_inputs([tmp_path, readme]) == ([readme], [])


def test_an_article_whose_name_begins_so_is_read(tmp_path: Path) -> None:
    """A longer name that only begins with such a word is an article."""
    path = put(tmp_path / "noticeboard.txt")
    assert list_inputs([tmp_path])[0] == [path]


def test_broken_links_fail_in_folders_and_raise_when_named(tmp_path: Path) -> None:
    """A link to nothing is a failure in a folder, a usage error when named."""
    link = tmp_path / "gone.txt"
    link.symlink_to(tmp_path / "nowhere.txt")
    files, failures = list_inputs([tmp_path])
    assert files == []
    assert failures[0].reason == "unreadable"
    assert "broken link" in failures[0].detail.lower()
    with pytest.raises(PathMissing, match="points to nothing"):
        list_inputs([link])


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """A link to a folder, which may run in a circle, is skipped with a reason."""
    put(tmp_path / "a.txt")
    (tmp_path / "circle").symlink_to(tmp_path, target_is_directory=True)
    files, failures = list_inputs([tmp_path])
    assert [f.name for f in files] == ["a.txt"]
    assert [f.reason for f in failures] == ["skipped"]


def test_pipes_and_sockets_are_skipped(tmp_path: Path) -> None:
    """Special files never block the run; they are skipped with a reason, also when named."""
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        files, failures = list_inputs([tmp_path])
        named = list_inputs([tmp_path / "pipe.txt"])[1]
    assert files == []
    assert [f.reason for f in failures + named] == ["skipped"] * 3
    assert "a pipe" in named[0].detail


def test_a_closed_folder_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is a failure; its neighbours are read (root is refused here too)."""
    put(tmp_path / "open.txt")
    put(tmp_path / "closed" / "x.txt")
    really = os.scandir

    def refused(path: str) -> Any:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return really(path)

    monkeypatch.setattr(os, "scandir", refused)
    files, failures = list_inputs([tmp_path])
    assert [f.name for f in files] == ["open.txt"]
    assert [f.reason for f in failures] == ["unreadable"]


def test_paths_keep_the_form_the_user_gave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path stays relative in the tables, with forward slashes."""
    put(tmp_path / "pile" / "sub" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [f.as_posix() for f in list_inputs(["./pile"])[0]] == ["pile/sub/a.txt"]
