"""What holds between articles."""

from __future__ import annotations

from dataclasses import replace

from newstemma.report.article_view import article_views
from newstemma.report.pile import Pile
from newstemma.report.pile_view import conflict_views, credit_views, failure_views


def test_a_credit_says_whether_its_source_is_at_hand(pile: Pile) -> None:
    """An outlet of the pile is in the pile even where the article that is meant is not known."""
    unlinked = replace(pile, credits=[replace(c, credited_article_id=None) for c in pile.credits])
    for run, linked in ((pile, True), (unlinked, False)):
        views, more = credit_views(run, article_views(run, []))
        told = {(v.outlet, v.credited): (v.in_pile, v.article_href is not None) for v in views}
        assert told == {
            ("Evening Moor", "Radio Moor"): (False, False),
            ("Moor Gazette", "Tramwire"): (True, linked),
            ("Moorbote", "Tramwire"): (True, linked),
        }
        assert more == 0


def test_a_conflict_marks_what_differs(pile: Pile) -> None:
    """The figures the other passage lacks are marked on both sides; both lead to their words."""
    (view,), more = conflict_views(pile, article_views(pile, []))
    assert more == 0
    assert ['<span class="differs">1904</span>' in s.text for s in view.sides] == [True, False]
    assert ['<span class="differs">1911</span>' in s.text for s in view.sides] == [False, True]
    assert [s.href for s in view.sides] == ["#x-1-a", "#x-1-b"]


def test_conflicts_of_one_reason_stand_together(pile: Pile) -> None:
    """Five pairs that differ for one reason are one entry with four more behind it."""
    (conflict,) = pile.conflicts
    run = replace(pile, conflicts=[replace(conflict, conflict_id=f"x-{k}") for k in range(5)])
    (view,), _ = conflict_views(run, article_views(run, []))
    assert len(view.others) == 4
    assert len(view.keys) == 5


def test_failures_come_before_what_was_skipped(pile: Pile) -> None:
    """What went wrong stands above what was left out on purpose."""
    (failure,) = pile.failures
    skipped = replace(failure, path="a.png", reason="skipped")
    views, _ = failure_views(replace(pile, failures=[skipped, failure]))
    assert [v.path for v in views] == ["scan.pdf", "a.png"]
