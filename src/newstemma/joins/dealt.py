"""Two sides that are held against each other, all with all of one key, in buckets of a bounded size.

All articles of a large agency, or all who credit it, are too many for one worker. So each side of a key is
cut into parts, and a bucket holds one part of either side: what a bucket finds of somebody who asks is then
put together with what the others find.
"""

from __future__ import annotations

from newstemma.joins.rows import group_size, spread

__all__ = ["cells", "in_parts"]


def in_parts(sql: str, key: str, by: str) -> str:
    """SQL: the rows of a query with the ``part`` that they are in: ``JOIN_GROUP`` of a key in an order."""
    place = f"row_number() over (partition by {key} order by {by})"
    return f"select s_.*, cast(floor(({place} - 1) / {group_size()}) as bigint) as part from ({sql}) as s_"


def cells(one: str, other: str, key: str, digits: int) -> str:
    """SQL: the rows of one side, each as often as the other side has parts.

    Keys share places, as many as there are of ``digits``; so do small keys buckets.

    Args:
        one, other: relations from ``in_parts``.
        key: of which both have a column.
        digits: of a bucket of keys.

    Returns:
        A query for the rows of ``one`` with ``place``, ``mine`` and ``theirs``: the place of their key, their
        part, and the part of the other side that they meet in a bucket.
    """
    parts = f"select distinct {key}, part from {other}"
    return (
        f"select {spread(f'o_.{key}', digits)} as place, o_.part as mine, p_.part as theirs, o_.* "
        f"from {one} as o_ join ({parts}) as p_ on p_.{key} = o_.{key}"
    )
