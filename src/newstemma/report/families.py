"""Articles that share passages, family by family: who had how much of it first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from newstemma.graph.union_find import UnionFind
from newstemma.params.report import FAMILIES, PASSAGES
from newstemma.records import Overlap
from newstemma.report.article_view import in_order
from newstemma.report.links import Links
from newstemma.report.pile import Pile
from newstemma.report.pile_view import overlap_view
from newstemma.report.shares import portion
from newstemma.report.sureness import counted, listed, percent
from newstemma.report.views_between import FamilyView, MemberView, PairView
from newstemma.report.when import when
from newstemma.text.tokens import words

__all__ = ["family_views"]


def family_views(pile: Pile, shown: Links) -> tuple[list[FamilyView], int]:
    """Families, the largest first, and the number of shared passages that are left out."""
    groups: UnionFind[str] = UnionFind()
    pairs: dict[tuple[str, str], list[Overlap]] = defaultdict(list)
    for overlap in pile.overlaps:
        if overlap.kind != "boilerplate":
            groups.join(overlap.article_a, overlap.article_b)
            pairs[overlap.article_a, overlap.article_b].append(overlap)
    by_family: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        by_family[groups.find(pair[0])].append(pair)
    place = {a.article_id: k for k, a in enumerate(in_order(pile))}
    families = sorted(by_family.values(), key=lambda f: (-len({a for p in f for a in p}), min(f)))
    views, room = [], PASSAGES
    for family in families[:FAMILIES]:
        chosen = {p: pairs[p] for p in sorted(family, key=lambda p: (-_length(pairs[p]), p))}
        view, room = _family(pile, shown, chosen, place, room)
        views.append(view)
    total = sum(len(o) for o in pairs.values())
    return views, total - sum(len(p.passages) for v in views for p in v.pairs)


def _length(overlaps: Sequence[Overlap]) -> int:
    return sum(o.end_a - o.start_a for o in overlaps)


def _family(
    pile: Pile,
    shown: Links,
    pairs: dict[tuple[str, str], list[Overlap]],
    place: dict[str, int],
    room: int,
) -> tuple[FamilyView, int]:
    ids = sorted({a for p in pairs for a in p if a in pile.articles}, key=lambda a: place[a])
    listed_pairs = []
    for (a, b), overlaps in pairs.items():
        ordered = sorted(overlaps, key=lambda o: (-(o.end_a - o.start_a), o.overlap_id))[:room]
        room -= len(ordered)
        if ordered:
            listed_pairs.append(
                PairView(
                    names=f"{pile.outlet(a)} and {pile.outlet(b)}",
                    words=sum(len(words(pile.articles[a].text[o.start_a : o.end_a])) for o in overlaps),
                    kinds=listed(sorted({o.kind for o in overlaps}), 4),
                    passages=[overlap_view(pile, shown, o) for o in ordered],
                )
            )
    title = f"{counted(len(ids), 'article')}: {listed([pile.outlet(a) for a in ids], 4)}"
    return FamilyView(title, [_member(pile, shown, a) for a in ids], listed_pairs), room


def _member(pile: Pile, shown: Links, article_id: str) -> MemberView:
    article = pile.articles[article_id]
    part = portion(pile, article)
    total = part.words or 1
    notes = [
        (part.credited, "in an earlier one that it names"),
        (part.uncredited, "in an earlier one that it does not name"),
        (part.open, "in another one, dates do not tell which was first"),
    ]
    said = [f"{percent(n / total)} {words_}" for n, words_ in notes if n]
    return MemberView(
        outlet=pile.outlet(article_id),
        date=when(article.published) or "no date",
        href=shown.article(article_id),
        shares="; ".join(said) or "nothing that stands in an earlier one",
    )
