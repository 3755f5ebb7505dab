"""Articles that share passages, family by family."""

from __future__ import annotations

from dataclasses import replace

from newstemma.records import Overlap
from newstemma.report.article_view import article_views
from newstemma.report.families import family_views
from newstemma.report.pile import Pile


def test_stock_phrases_are_not_listed(pile: Pile) -> None:
    """Shared boilerplate makes no family."""
    (overlap,) = pile.overlaps
    run = replace(pile, overlaps=[overlap, replace(overlap, overlap_id="o-2", kind="boilerplate")])
    families, more = family_views(run, article_views(run, []))
    assert [[len(p.passages) for p in f.pairs] for f in families] == [[1]]
    assert more == 0


def test_pairs_that_hang_together_are_one_family(pile: Pile) -> None:
    """Three articles that share a passage in two pairs are one group, in the order of their dates."""
    (overlap,) = pile.overlaps
    third = next(a for a in pile.articles if a not in (overlap.article_a, overlap.article_b))
    more = Overlap("o-9", overlap.article_a, 0, 9, third, 0, 9, "near", 0.9)
    run = replace(pile, overlaps=[overlap, more])
    ((family,), _) = family_views(run, article_views(run, []))
    assert len(family.members) == 3
    assert len(family.pairs) == 2
    assert family.title.startswith("3 articles: ")


def test_what_does_not_fit_is_counted(pile: Pile) -> None:
    """Of many passages between two articles the longest are shown, and the rest is counted."""
    (overlap,) = pile.overlaps
    many = [replace(overlap, overlap_id=f"o-{k}", start_a=k, end_a=k + 9) for k in range(150)]
    run = replace(pile, overlaps=many)
    ((family,), more) = family_views(run, article_views(run, []))
    assert sum(len(p.passages) for p in family.pairs) == 120
    assert more == 30
