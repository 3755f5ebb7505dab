"""The command line, on good and on bad input: one clear message, honest exit codes, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from newstemma.cli import main
from newstemma.records import TABLES

GOOD = """Harbour board rejects the offer

By Ida Lund

12 March 2024

“The offer is far too low,” said Mira Holt, the head of the harbour board, on Tuesday. She told the Evening
Lamp that talks would go on until June.

Jon Adler, a spokesman for Norvik Marine, said that the company had made its last offer. “We have nothing
to add,” he said.
"""


SHORT = "Ship number {} left the harbour of Keld at noon, and nobody on board had anything to say."


@dataclass(frozen=True)
class Result:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


Newstemma = Callable[..., Result]


@pytest.fixture
def newstemma(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Newstemma:
    """Runs a command in this process."""

    def call(*arguments: object) -> Result:
        monkeypatch.setattr("sys.argv", ["newstemma", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder with one good article."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


def failures(newstemma: Newstemma, run: Path) -> list[dict[str, str]]:
    """The rows of failures of a run."""
    out = newstemma("show", run, "failures", "--format", "jsonl").out
    return [json.loads(line) for line in out.splitlines()]


def test_a_good_run(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """Code 0, every table, a manifest, a report, and the words of the article in the statements."""
    run = tmp_path / "run"
    result = newstemma("trace", pile, "--out", run)
    assert result.code == 0, result.err
    assert {p.name for p in run.iterdir()} == {f"{t}.parquet" for t in TABLES} | {
        "manifest.json",
        "parts",
        "report.html",
    }
    shown = newstemma("show", run, "statements", "--columns", "speaker,content", "--format", "jsonl").out
    rows = [json.loads(line) for line in shown.splitlines()]
    assert any("far too low" in r["content"] and "Holt" in (r["speaker"] or "") for r in rows)
    assert "report.html" in result.err


def test_quiet_prints_nothing(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """With --quiet a good run is silent."""
    result = newstemma("trace", pile, "--out", tmp_path / "run", "--quiet")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_the_same_input_gives_the_same_bytes(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """Two runs with the paths in another order differ in nothing but the seconds of the manifest."""
    (pile / "other.txt").write_text(GOOD.replace("Tuesday", "Friday"), encoding="utf-8")
    files = sorted(pile.iterdir())
    newstemma("trace", *files, "--out", tmp_path / "one", "-q")
    newstemma("trace", *files[::-1], "--out", tmp_path / "two", "-q", "--jobs", 1)
    for path in sorted((tmp_path / "one").iterdir()):
        if path.suffix == ".parquet":
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_missing_path(newstemma: Newstemma, tmp_path: Path) -> None:
    """Code 2 and the path's name; nothing is written."""
    result = newstemma("trace", tmp_path / "nowhere", "--out", tmp_path / "run")
    assert result.code == 2
    assert "nowhere" in result.err
    assert not (tmp_path / "run").exists()
    assert list(tmp_path.iterdir()) == [], "no work folder is left behind"


def test_a_missing_path_keeps_the_parts_of_an_interrupted_run(
    newstemma: Newstemma, pile: Path, tmp_path: Path
) -> None:
    """What an earlier run has done is kept; files that are hidden are not offered as likely names."""
    part = tmp_path / ".run.work" / "parts" / "p-1" / "part.parquet"
    part.parent.mkdir(parents=True)
    part.touch()
    result = newstemma("trace", pile, tmp_path / "nowhere", "--out", tmp_path / "run")
    assert result.code == 2
    assert part.is_file()
    assert ".run.work" not in result.err


def test_an_empty_folder(newstemma: Newstemma, tmp_path: Path) -> None:
    """Code 1: there is nothing to trace."""
    (tmp_path / "empty").mkdir()
    result = newstemma("trace", tmp_path / "empty", "--out", tmp_path / "run")
    assert result.code == 1
    assert "no input" in result.err
    assert not (tmp_path / "run").exists()


def test_an_existing_folder_is_refused(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """Code 2 and the option that replaces it."""
    run = tmp_path / "run"
    newstemma("trace", pile, "--out", run, "-q")
    result = newstemma("trace", pile, "--out", run, "-q")
    assert result.code == 2
    assert "--overwrite" in result.err
    assert newstemma("trace", pile, "--out", run, "-q", "--overwrite").code == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("photo.txt", bytes(range(256)) * 40, "not-text"),
        ("photo.jpg.html", b"\x89PNG\r\n\x1a\n" + bytes(200), "not-text"),
        ("rows.jsonl", b'{"id": 1, "title": "no text"}\n', ""),
        ("broken.jsonl", b'{"text": "An article that is cut', ""),
    ],
)
def test_a_bad_file_is_named_and_the_rest_goes_on(
    newstemma: Newstemma, pile: Path, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    """Code 3, one row that names file and reason, and the good article is traced."""
    (pile / name).write_bytes(content)
    run = tmp_path / "run"
    result = newstemma("trace", pile, "--out", run, "-q")
    assert result.code == 3, result.err
    (row,) = failures(newstemma, run)
    assert Path(row["path"]).name in {name, "good.txt"}
    assert reason in row["reason"]
    assert row["detail"].endswith((".", ")"))
    assert json.loads((run / "manifest.json").read_text())["counts"]["articles"] == 1


def test_an_input_that_is_there_already_is_told_and_is_no_failure(
    newstemma: Newstemma, pile: Path, tmp_path: Path
) -> None:
    """Code 0 and one line; the row that nothing is dropped without stays in the failures."""
    (pile / "again.txt").write_text(GOOD, encoding="utf-8")
    run = tmp_path / "run"
    result = newstemma("trace", pile, "--out", run)
    assert result.code == 0, result.err
    assert "1 input is the same as another, which is kept, and left out" in result.err
    assert "failed" not in result.err
    (row,) = failures(newstemma, run)
    assert row["reason"] == "duplicate"
    assert "failed" not in (run / "report.html").read_text(encoding="utf-8").partition("<section")[0]
    (pile / "empty.txt").touch()
    result = newstemma("trace", pile, "--out", run, "--overwrite")
    assert result.code == 3
    assert "1 input or part failed" in result.err


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "koi8-r", "latin-1"])
def test_other_encodings(newstemma: Newstemma, tmp_path: Path, encoding: str) -> None:
    """Old encodings are recognised; the words come out right."""
    russian = (
        "«Мы не получили ответа», — сказал представитель порта Пётр Лунин. Он добавил, что ждёт суда. " * 8
    )
    german = "„Wir haben keine Antwort erhalten“, sagte Jörg Müller. ".replace("„", '"').replace("“", '"') * 8
    text = german if encoding == "latin-1" else russian
    if encoding == "koi8-r":  # it has no angle marks
        text = text.replace("«", '"').replace("»", '"').replace("—", "-")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert newstemma("trace", tmp_path / "a.txt", "--out", tmp_path / "run", "-q").code == 0
    shown = newstemma("show", tmp_path / "run", "statements", "--format", "csv").out
    assert ("keine Antwort" if encoding == "latin-1" else "не получили ответа") in shown


def test_unbalanced_marks_and_malformed_html(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """Both are normal input."""
    (pile / "marks.txt").write_text("“He said “that” she said, “and that.\n\n" * 30, encoding="utf-8")
    (pile / "page.html").write_text(
        "<html><title>x<body><p>“It <b>sank</p>,” said Jon Adler of the harbour board in a long sentence.<div"
        * 9,
        encoding="utf-8",
    )
    assert newstemma("trace", pile, "--out", tmp_path / "run", "-q").code in {0, 3}


@pytest.mark.slow
def test_a_text_of_50_mb(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """A huge text is refused with a reason, at once; the rest goes on."""
    (pile / "huge.txt").write_text((GOOD + "\n") * (50_000_000 // len(GOOD)), encoding="utf-8")
    run = tmp_path / "run"
    assert newstemma("trace", pile, "--out", run, "-q").code == 3
    (row,) = failures(newstemma, run)
    assert row["path"].endswith("huge.txt")


@pytest.mark.slow
def test_ten_thousand_tiny_files(newstemma: Newstemma, tmp_path: Path) -> None:
    """Every one of many files is in the output or in the failures."""
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(10_000):
        (folder / f"{i}.txt").write_text(SHORT.format(i), encoding="utf-8")
    run = tmp_path / "run"
    assert newstemma("trace", folder, "--out", run, "-q").code in {0, 3}
    counts = json.loads((run / "manifest.json").read_text())["counts"]
    assert counts["articles"] + counts["failures"] == 10_000


def test_an_unwritable_place(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """Code 2 before any work is done."""
    (tmp_path / "file").touch()
    result = newstemma("trace", pile, "--out", tmp_path / "file" / "run", "-q")
    assert result.code == 2
    assert "cannot be written" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "x", "nothing"],
        ["sql", "nowhere", "select 1"],
        ["sql", "nowhere", ""],
        ["attribute", "nowhere.txt"],
        ["trace"],
        ["nonsense"],
    ],
)
def test_wrong_usage(newstemma: Newstemma, arguments: list[str]) -> None:
    """Code 2 and a message."""
    result = newstemma(*arguments)
    assert result.code == 2
    assert result.err


def test_sql_and_show(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """Tables can be printed and queried in every format."""
    run = tmp_path / "run"
    newstemma("trace", pile, "--out", run, "-q")
    assert newstemma("sql", run, "select count(*) n from articles", "--format", "csv").out == "n\n1\n"
    assert "Holt" in newstemma("show", run, "speakers").out
    assert newstemma("show", run, "speakers", "--columns", "nme").code == 2
    assert newstemma("show", run, "speakers", "--format", "xml").code == 2
    assert newstemma("sql", run, "selct").code == 2


def test_data_is_given_whole(newstemma: Newstemma, tmp_path: Path) -> None:
    """Without a limit csv and jsonl have all rows; a limit that leaves rows out says so beside them."""
    rows = [json.dumps({"id": str(n), "text": GOOD.replace("Holt", f"Holt{n}")}) for n in range(60)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    run = tmp_path / "run"
    newstemma("trace", tmp_path / "rows.jsonl", "--out", run, "-q")
    whole = newstemma("show", run, "articles", "--format", "jsonl")
    assert len(whole.out.splitlines()) == 60
    assert whole.err == ""
    part = newstemma("show", run, "articles", "--format", "jsonl", "--limit", "5")
    assert len(part.out.splitlines()) == 5
    assert "5 of 60 rows" in part.err


def test_where_a_run_goes(newstemma: Newstemma, pile: Path, tmp_path: Path) -> None:
    """Both places, or overwriting what is added to, are told apart from none; nothing new is named."""
    run = tmp_path / "run"
    assert "exclude each other" in newstemma("trace", pile, "--out", run, "--into", run).err
    assert "goes with --out" in newstemma("trace", pile, "--into", run, "--overwrite").err
    assert "say where" in newstemma("trace", pile).err
    newstemma("trace", pile, "--out", run, "-q")
    again = newstemma("trace", pile, "--into", run)
    assert again.code == 0
    assert "Nothing is new" in again.out + again.err


def test_a_bound_is_shown_as_one(newstemma: Newstemma, tmp_path: Path) -> None:
    """Where no day is given the table shows the day of publication as a bound; data keeps its ISO 8601."""
    (tmp_path / "a.txt").write_text(GOOD.replace(", on Tuesday", ""), encoding="utf-8")
    run = tmp_path / "run"
    newstemma("trace", tmp_path / "a.txt", "--out", run, "-q")
    said = newstemma("show", run, "statements", "--format", "csv", "--columns", "said_on,said_on_how").out
    assert "2024-03-12,published: not after" in said
    assert "≤" not in said
    assert "≤ 2024-03-12" in newstemma("show", run, "statements", "--columns", "said_on").out


def test_attribute_counts_characters_of_the_text_as_given(newstemma: Newstemma, tmp_path: Path) -> None:
    """Offsets fit the given text, menus and all; ids are the rows' own, or the file's name."""
    text = "Menu\r\nHome\r\n\r\n" + GOOD
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "r1", "text": text}) + "\n", encoding="utf-8")
    (tmp_path / "page.txt").write_bytes(text.encode())
    result = newstemma("attribute", tmp_path / "rows.jsonl", tmp_path / "page.txt", "--format", "jsonl")
    lines = {line["id"]: line["attributions"] for line in map(json.loads, result.out.splitlines())}
    assert set(lines) == {"r1", "page.txt"}
    for attributions in lines.values():
        contents = [" ".join(text[s:e] for s, e in a["content"]) for a in attributions]
        assert any("far too low" in c for c in contents)


def test_dates_and_stemma(newstemma: Newstemma, tmp_path: Path) -> None:
    """The stages on their own print JSON."""
    row = {
        "id": "r1",
        "text": "The board met on 4 March 2024 and again yesterday.",
        "published": "2024-03-08",
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (line,) = map(json.loads, newstemma("dates", tmp_path / "rows.jsonl").out.splitlines())
    assert [d["value"] for d in line["dates"]] == ["2024-03-04", "2024-03-07"]
    witnesses = {"A": "one two three four five", "B": "one two three four five six", "C": "one two three"}
    (tmp_path / "w.json").write_text(json.dumps({"witnesses": witnesses}), encoding="utf-8")
    tree = json.loads(newstemma("stemma", tmp_path / "w.json").out)
    assert set(tree) >= {"witnesses", "edges", "probabilities"}
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    assert newstemma("stemma", tmp_path / "bad.json").code == 2
    assert newstemma("stemma", tmp_path / "none.json").code == 2


def test_control_characters_do_not_reach_the_terminal(
    newstemma: Newstemma, pile: Path, tmp_path: Path
) -> None:
    """An article cannot command the terminal."""
    evil = "\x1b]0;owned\x07“Pay \x1b[31mnow,” said Mira \x1b[2JHolt, head of the harbour board.\n" * 3
    (pile / "evil.txt").write_text(evil, encoding="utf-8")
    newstemma("trace", pile, "--out", tmp_path / "run", "-q")
    assert "\x1b]" not in newstemma("show", tmp_path / "run", "statements").out
