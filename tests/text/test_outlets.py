"""The registry of outlets, and the user's own list before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newstemma.cli.outlets import own_outlets
from newstemma.credit.articles_to_credits import credits_of
from newstemma.errors import InputError, UsageError
from newstemma.records import Article
from newstemma.text.outlets import OWN_OUTLETS, read_outlets, registry


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A list of one outlet; the registry is as it was afterwards."""
    monkeypatch.setenv(OWN_OUTLETS, "")
    path = tmp_path / "own.toml"
    path.write_text('[agency]\n"Velia Wire" = "velia.example;VE;Велия;VW"\n', encoding="utf-8")
    yield path
    registry.cache_clear()


def test_own_outlets_are_known_by_name_alias_and_host(own: Path) -> None:
    """After the list is taken, a credit to its outlet is an agency's, in any spelling."""
    own_outlets(own)
    found = registry().find("Велия")
    assert found is not None
    assert found.name == "Velia Wire"
    assert registry().find_host("www.velia.example") == found
    article = Article("a", "a", None, None, None, None, None, None, None, None, "en", "It sank, VW reported.")
    assert [(c.credited, c.kind) for c in credits_of(article)] == [("Velia Wire", "agency")]


def test_outlets_of_ours_stay(own: Path) -> None:
    """The user's list goes before ours and takes nothing away."""
    before = len(registry().outlets)
    own_outlets(own)
    assert len(registry().outlets) == before + 1


@pytest.mark.parametrize("content", ["not = [toml", '[tabloid]\n"X" = "x.example;DE"\n'])
def test_a_broken_list_is_refused(own: Path, content: str) -> None:
    """Wrong TOML and unknown kinds are told at once, not in the middle of a run."""
    own.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"list of outlets|Unknown kind"):
        own_outlets(own)


def test_a_missing_list_is_refused(own: Path) -> None:
    """The message names the file."""
    with pytest.raises(UsageError, match="nowhere"):
        own_outlets(own.with_name("nowhere.toml"))


def test_kinds_are_checked() -> None:
    """An unknown kind names those that there are."""
    with pytest.raises(InputError, match="agency, state media"):
        read_outlets('[tabloid]\n"X" = "x.example;DE"\n')
