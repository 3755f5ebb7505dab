"""Connected components by SQL alone."""

from __future__ import annotations

from newstemma.engine.relations import Relations
from newstemma.joins.rows import count

__all__ = ["components"]


def components(relations: Relations, links: str, name: str) -> None:
    """Which items hang together.

    Alternating large stars and small stars (Kiveris et al. 2014, *Connected Components in MapReduce and
    Beyond*): every step is a join whose work is bounded by the number of links, however many hang together,
    and a chain of n items needs about log n rounds.

    Args:
        relations: where.
        links: a relation with the columns ``a`` and ``b``; two items that belong together.
        name: becomes the relation ``(item, label)`` of all items that have a link to another; the label is
            the smallest item of the component.
    """
    stars, later = f"{name}_stars", f"{name}_next"
    relations.query(stars, _directed(f"select a, b from {links} where a <> b"))
    while count(relations, stars):
        relations.query(f"{name}_large", _large(stars))
        relations.query(later, _small(f"{name}_large"))
        if not _differ(relations, stars, later):
            break
        stars, later = later, stars
    relations.query(name, f"select item, label from {stars} union select label as item, label from {stars}")


def _directed(pairs: str) -> str:
    """Each pair once, from the larger item to the smaller."""
    return f"select distinct greatest(a, b) as item, least(a, b) as label from ({pairs}) as pairs_"


def _large(stars: str) -> str:
    """Every larger neighbour of an item is linked to the smallest of the item and its neighbours."""
    both = f"select item as a, label as b from {stars} union all select label as a, item as b from {stars}"
    near = f"select a, least(a, min(b)) as low from ({both}) as both_ group by a"
    return (
        f"select distinct n.b as item, m.low as label from ({both}) as n "
        f"join ({near}) as m on n.a = m.a where n.b > n.a and n.b <> m.low"
    )


def _small(stars: str) -> str:
    """An item and its smaller neighbours are linked to the smallest of these."""
    low = f"select item, min(label) as low from {stars} group by item"
    return (
        f"select distinct s.label as item, m.low as label from {stars} as s "
        f"join ({low}) as m on s.item = m.item where s.label <> m.low "
        f"union select item, low as label from ({low}) as l"
    )


def _differ(relations: Relations, a: str, b: str) -> bool:
    """Whether two relations of distinct rows are not the same."""
    both = f"select item, label, 1 as side from {a} union all select item, label, -1 as side from {b}"
    alone = f"select item, label from ({both}) as both_ group by item, label having sum(side) <> 0"
    return count(relations, f"({alone}) as alone_") > 0
