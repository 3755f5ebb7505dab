"""``newstemma trace`` and ``newstemma fetch`` with links, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from loopback import Answer, Web, article

from newstemma.cli import main


def newstemma(patch: pytest.MonkeyPatch, *arguments: object) -> int:
    """Run a command in this process; returns its exit code."""
    patch.setattr("sys.argv", ["newstemma", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


@pytest.fixture
def links(web: Web, tmp_path: Path) -> Path:
    """A list of two good links and a dead one."""
    good = [web.put("127.0.0.1", f"/{i}", article(i)) for i in range(2)]
    dead = web.put("127.0.0.1", "/gone", Answer(b"", 410))
    path = tmp_path / "urls.txt"
    path.write_text("\n".join([*good, dead]), encoding="utf-8")
    return path


def test_links_are_traced_and_the_run_repeats_without_the_net(
    web: Web, links: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pages are articles, the dead link is a failure, and the WARC alone gives the same tables again."""
    run, again = tmp_path / "run", tmp_path / "again"
    call = "--allow-private", "--delay", "0", "--jobs", "1", "-q"
    assert newstemma(monkeypatch, "trace", links, "--out", run, *call) == 3
    asked = len(web.asked)
    assert newstemma(monkeypatch, "trace", run / "fetched", "--out", again, *call) == 3
    assert len(web.asked) == asked
    names = sorted(p.name for p in run.glob("*.parquet"))
    assert [n for n in names if (run / n).read_bytes() != (again / n).read_bytes()] == []
    capsys.readouterr()
    assert newstemma(monkeypatch, "show", run, "failures", "--format", "jsonl") == 0
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (row["stage"], row["reason"]) == ("fetch", "gone")
    assert newstemma(monkeypatch, "trace", links, "--out", run, "--overwrite", *call) == 3
    assert len(web.asked) == asked


def test_private_links_are_refused_without_the_option(
    web: Web, links: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``fetch`` says what is refused and how to allow it, and asks nothing."""
    assert newstemma(monkeypatch, "fetch", links, "--into", tmp_path / "f", "--delay", "0") == 1
    assert "--allow-private" in capsys.readouterr().err
    assert web.asked == []


def test_nothing_to_fetch_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that holds no link is named."""
    note = tmp_path / "note.txt"
    note.write_text("No link in here.\n", encoding="utf-8")
    assert newstemma(monkeypatch, "fetch", note, "--into", tmp_path / "f") == 2
    assert "note.txt" in capsys.readouterr().err
