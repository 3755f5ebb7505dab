"""Many patterns as one: the same matches as each pattern by itself."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from newstemma.credit.evidence import evidence
from newstemma.credit.patterns import any_of
from newstemma.credit.triggers import triggers
from newstemma.credit.weigh import signs_before

TEXT = (
    "Ann Hale told the Dockvale Herald that she was told so in an interview with KQRV; in a statement, the "
    "harbour office confirmed to Dockvale FM what was reported by the Lindhaven Ledger; “we told you,” she "
    "wrote on Twitter, according to Lindhaven Radio. He tweeted a video posted on Facebook. "
    "Министр рассказал агентству «Север», пишет «Вечер», со ссылкой на источники. "
)


def test_one_pattern_matches_where_any_of_several_does() -> None:
    """Words' edges are factored out, the order of the patterns is kept."""
    patterns = [r"\btold the\b", r"\btold\b", "ledger", r"\bin an interview\b", r"(?<=[a-z]) by\b"]
    plain = re.compile("|".join(f"(?:{p})" for p in patterns))
    together = re.compile(any_of(patterns))
    assert [m.span() for m in together.finditer(TEXT)] == [m.span() for m in plain.finditer(TEXT)]


def test_one_pass_finds_what_each_pattern_finds() -> None:
    """``Several`` gives the matches of each pattern's own ``finditer``, overlapping patterns too."""
    known = triggers()
    for several in (known.after, known.documents, known.platforms):
        apart = [
            (name, m.span())
            for name, pattern in several.named
            for m in re.compile(pattern, re.MULTILINE).finditer(TEXT)
        ]
        assert [(name, m.span()) for name, m in several.finditer(TEXT)] == apart
        assert apart


def test_triggers_that_begin_at_an_edge_begin_with_a_word() -> None:
    """What ``Several`` asks of its patterns: no space or mark comes right after the edge."""
    raw = tomllib.loads(files("newstemma.credit").joinpath("triggers.toml").read_text(encoding="utf-8"))
    listed = [p for entry in raw["after"] for p in entry["patterns"]]
    listed += [p for patterns in raw["documents"].values() for p in patterns]
    edged = [p.removeprefix(r"\b").lstrip("(?:") for p in listed if p.startswith(r"\b")]
    assert len(edged) > 50
    assert all(re.match(r"\[?\w", pattern) for pattern in edged)


@pytest.mark.parametrize("gap", [" ", "  ", "\u2003", " “", "\n", "", ". ", "; “", " the “", ": "])
@pytest.mark.parametrize("lead", ["she told", "in an article for", "(via", "the rumour site", "and", "from"])
def test_a_sign_before_a_name_is_looked_for_where_one_can_be(lead: str, gap: str) -> None:
    """The quick look at what stands before a name passes over no sign, whatever space and mark follow it."""
    words = f"The harbour was shut, {lead}{gap}"
    found = any(re.search(pattern, words) for _, _, pattern in evidence().before)
    assert bool(signs_before(words)) == found
