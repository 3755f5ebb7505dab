"""Runs that are killed, stopped, doubled, out of disk or added to: what is finished stays."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import deadly
import pyarrow.parquet as pq
import pytest
from run_piles import article, rows, run, same_tables, start

from newstemma import flow, parts
from newstemma.engine.folder import work_folder
from newstemma.errors import RunInProgress

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A pile of three parts, and an unbroken run on it."""
    folder = tmp_path_factory.mktemp("whole")
    pile = rows(folder / "pile.jsonl", range(150))
    code, messages = run("trace", pile, "--out", folder / "run", "--jobs", 1, "-q")
    assert code == 0, messages
    return pile, folder / "run"


def left_overs(folder: Path) -> list[str]:
    """What a run left beside its folder."""
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


def test_a_killed_run_goes_on_where_it_stopped(whole: tuple[Path, Path], tmp_path: Path) -> None:
    """Killed after two of three parts: these are not made again, and the end is the unbroken run's bytes."""
    pile, unbroken = whole
    out = tmp_path / "run"
    code, _ = run("trace", pile, "--out", out, "--jobs", 1, "-q", mode="kill-after=2")
    assert code == -signal.SIGKILL
    assert not out.exists()
    made = {p.name: p.stat().st_mtime_ns for p in (tmp_path / ".run.work").rglob("*.made.arrow")}
    assert len(made) == 2
    code, messages = run("trace", pile, "--out", out, "--jobs", 2, "-q")
    assert (code, messages) == (0, "")
    same_tables(out, unbroken)
    again = {p.name: p.stat().st_mtime_ns for p in (out / "parts").rglob("*.made.arrow")}
    assert len(again) == 3
    assert {name: again[name] for name in made} == made
    assert left_overs(tmp_path) == []


def test_a_full_disk_in_mid_run(whole: tuple[Path, Path], tmp_path: Path) -> None:
    """One message, code 2, no half run; when there is room the same command finishes it."""
    pile, unbroken = whole
    out = tmp_path / "run"
    code, messages = run("trace", pile, "--out", out, "--jobs", 1, "-q", mode="file-size=20000")
    assert code == 2
    assert messages.startswith("newstemma: ")
    assert messages.count("\n") == 1
    assert "File too large" in messages
    assert not out.exists()
    assert run("trace", pile, "--out", out, "--jobs", 1, "-q") == (0, "")
    same_tables(out, unbroken)


def test_ctrl_c_twice(whole: tuple[Path, Path], tmp_path: Path) -> None:
    """Code 130, one message, no traceback, no process left behind, and the same command finishes the run."""
    pile, unbroken = whole
    out = tmp_path / "run"
    process = start("trace", pile, "--out", out, "--jobs", 1)
    assert process.stderr is not None
    while "Cleaning" not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "Traceback" not in messages
    assert messages.count("stopped.") == 1
    time.sleep(2.5)  # a worker looks every second whether its parent lives
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert run("trace", pile, "--out", out, "--jobs", 1, "-q") == (0, "")
    same_tables(out, unbroken)


def test_two_runs_on_one_folder(tmp_path: Path) -> None:
    """The second is told so and by whom, and changes nothing; a lock that nobody holds is no obstacle."""
    pile = rows(tmp_path / "pile.jsonl", range(3))
    out = tmp_path / "run"
    with work_folder(out):
        code, messages = run("trace", pile, "--out", out, "-q")
        assert code == 2
        assert f"process {os.getpid()}" in messages
        with pytest.raises(RunInProgress), work_folder(out):
            pass
    code, messages = run("trace", pile, "--out", out, "-q")
    assert code == 0, messages
    assert left_overs(tmp_path) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that nobody can write to (/proc)")
def test_a_read_only_place() -> None:
    """Code 2 and one message before any work, even for root."""
    code, messages = run("trace", __file__, "--out", "/proc/newstemma-run", "-q")
    assert code == 2
    assert messages.startswith("newstemma: /proc/newstemma-run cannot be written")
    assert messages.count("\n") == 1


def test_poison_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that crashes its process is a failure with its place; all others are articles."""
    monkeypatch.setattr(parts, "per_article_noted", deadly.per_article_deadly)
    pile = tmp_path / "pile"
    pile.mkdir()
    for number in range(5):
        (pile / f"{number}.txt").write_text(article(number), encoding="utf-8")
    (pile / "evil.txt").write_text(article(7) + "poisonpill:crash", encoding="utf-8")
    (pile / "worse.txt").write_text(article(8) + "poisonpill:raise", encoding="utf-8")
    made = flow.trace([pile])
    assert made["articles"].num_rows == 5
    reasons = {Path(r["path"]).name: (r["stage"], r["reason"]) for r in made["failures"].to_pylist()}
    assert reasons == {"evil.txt": ("articles", "crashed"), "worse.txt": ("articles", "internal-error")}


def test_a_read_that_dies_keeps_the_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that kills the process that reads it is a failure; the files beside it are read."""
    monkeypatch.setattr(parts, "documents_in_parts", deadly.documents_deadly)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(article(number), encoding="utf-8")
    (tmp_path / "deadly.txt").write_text("No reader survives this file.", encoding="utf-8")
    made = flow.trace([tmp_path])
    assert made["articles"].num_rows == 3
    assert [(Path(r["path"]).name, r["reason"]) for r in made["failures"].to_pylist()] == [
        ("deadly.txt", "crashed")
    ]


def test_adding_articles_is_a_run_on_everything(tmp_path: Path) -> None:
    """Old parts are not worked on again, and every table is the one of a run on all articles at once."""
    slogan = "The paper that goes to sea with you in every weather."
    a, b, c = tmp_path / "b.jsonl", tmp_path / "a.jsonl", tmp_path / "c"
    rows(a, range(70), "Keld Gazette", slogan)  # a whole part and a little more
    c.mkdir()
    for number in range(200, 204):
        (c / f"{number}.txt").write_text(article(number), encoding="utf-8")
    (c / "README.md").write_text("About this folder.", encoding="utf-8")
    run_a = tmp_path / "run"
    assert run("trace", a, c, "--out", run_a, "-q")[0] == 0
    before = {p: p.stat().st_ino for p in sorted((run_a / "parts").rglob("*.made.arrow"))}
    # The new file comes first in order and repeats an article of the old one: that part alone is made again.
    b.write_text(a.read_text().splitlines(keepends=True)[5], encoding="utf-8")
    with b.open("a", encoding="utf-8") as file:
        file.write(rows(tmp_path / "more", range(100, 110)).read_text())
    code, messages = run("trace", b, "--into", run_a, "-q")
    assert code == 0, messages  # an input that is there already is no failure
    after = {p: p.stat().st_ino for p in sorted((run_a / "parts").rglob("*.made.arrow"))}
    assert [after.get(path) == inode for path, inode in before.items()] == [False, True]
    # A file that has changed counts as it is now.
    (c / "201.txt").write_text(article(301), encoding="utf-8")
    code, messages = run("trace", c / "201.txt", "--into", run_a, "-q")
    assert code == 0, messages
    code, messages = run("trace", a, b, c, "--out", tmp_path / "all", "-q")
    assert code == 0, messages
    same_tables(run_a, tmp_path / "all")
    assert pq.read_table(run_a / "articles.parquet").num_rows == 84
    assert left_overs(tmp_path) == []


def test_adding_to_what_is_no_run(tmp_path: Path) -> None:
    """Code 2 and what to do."""
    pile = rows(tmp_path / "pile.jsonl", range(2))
    code, messages = run("trace", pile, "--into", tmp_path / "nothing", "-q")
    assert code == 2
    assert "--out" in messages
    code, messages = run("trace", pile, "-q")
    assert code == 2
