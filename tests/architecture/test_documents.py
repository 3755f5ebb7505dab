"""What the documents say is what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*arguments: str) -> str:
    """The output of a newstemma command."""
    command = [sys.executable, "-m", "newstemma", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_page_of_tables_is_up_to_date() -> None:
    """docs/tables.md is made from the record types, and nobody forgot to."""
    script = ROOT / "docs/make_tables.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


def test_every_documented_command_and_option_exists() -> None:
    """Each ``newstemma COMMAND --option`` in the documents is known to the real help."""
    commands = set(re.findall(r"^\s{2,}(\w+)\s{2,}", run("--help"), re.MULTILINE))
    pages = [README, *(p.read_text(encoding="utf-8") for p in (ROOT / "docs").glob("*.md"))]
    used = re.findall(r"newstemma (trace|show|sql|attribute|dates|stemma|[a-z]+)([^\n`]*)", "\n".join(pages))
    called = [(c, rest) for c, rest in used if rest.strip()[:1].isupper() or "--" in rest or "/" in rest]
    assert called
    for command, rest in called:
        assert command in commands, command
        known = run(command, "--help")
        for option in re.findall(r"(--[a-z-]+)", rest):
            assert option in known, f"{command} {option}"


def test_links_between_documents_lead_somewhere() -> None:
    """Every relative link of a document names an existing file."""
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_readme_has_its_two_commands() -> None:
    """CI runs the two commands from between these markers, word for word."""
    for name in ("main-command", "test-command"):
        assert re.search(rf"<!-- {name} -->\n```sh\n.+\n```\n<!-- end -->", README)


def test_nothing_of_this_machine_is_in_the_repository() -> None:
    """Documents and code name no absolute path of the machine they were written on."""
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in files.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".json"} and path.is_file() and "tests" not in path.parts:
            assert not re.search(r"/(?:work|root|home)/\w", path.read_text(encoding="utf-8")), name
