"""Versions in a card."""

from __future__ import annotations

from newstemma.report.article_view import article_views
from newstemma.report.pile import Pile
from newstemma.report.version_view import version_views


def test_each_version_says_what_it_is_compared_with(pile: Pile) -> None:
    """Its source, a version below the same lost source, or nothing."""
    shown = article_views(pile, ["u-line", "u-salt"])
    line = {
        v.sigil: v for v in version_views(pile, shown, pile.utterances["u-line"], frozenset(["w-line-D"]))
    }
    assert line["A"].compared == "The first of its branch"
    assert line["B"].compared == "Compared with A, its source"
    assert line["D"].compared == "Compared with B, one of its possible sources"
    salt = {v.sigil: v for v in version_views(pile, shown, pile.utterances["u-salt"])}
    assert salt["A"].compared == "Compared with B, which goes back to the same lost source"
    assert salt["B"].compared == "Its source’s version is not in the pile"


def test_changes_are_typed_in_the_text_and_beside_it(pile: Pile) -> None:
    """A hedge that went is struck out where it stood, and named."""
    shown = article_views(pile, ["u-line"])
    versions = {v.sigil: v for v in version_views(pile, shown, pile.utterances["u-line"])}
    assert '<del class="sense">may</del>' in versions["B"].text
    assert [(c.label, c.text) for c in versions["B"].chips] == [("hedge", "“may” (bare possibility dropped)")]
    assert [c.label for c in versions["D"].chips] == ["speaker dropped"]


def test_every_version_leads_to_its_words(pile: Pile) -> None:
    """A statement, or the marked sentence of an article that names nobody."""
    shown = article_views(pile, ["u-line"])
    versions = version_views(pile, shown, pile.utterances["u-line"])
    assert [v.href for v in versions] == ["#st-wire", "#st-copy", "#in-w-line-D", "#st-german"]


def test_a_long_cut_is_shortened(pile: Pile) -> None:
    """Of a long passage that a snippet lacks only the ends are struck out, with a count of its words."""
    from newstemma.report.version_view import _gone

    text = "first words of it " + "and so on " * 60 + "to the very end"
    assert _gone(text).startswith("first words of it and")
    assert _gone(text).endswith("to the very end [188 words]")
    assert len(_gone(text)) < 140
    assert _gone("short") == "short"
