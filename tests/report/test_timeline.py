"""Articles over time."""

from __future__ import annotations

import re

from reading import read

from newstemma.report.timeline_svg import Event, Shape, is_counted, timeline_svg
from newstemma.report.when import moment


def test_many_articles_are_counted_whatever_the_outlets() -> None:
    """Thousands of articles of one outlet are columns, not thousands of dots; the picture stays small."""
    few = [Event("Moor", f"{k}", moment(f"2024-01-{k % 28 + 1:02}"), "#a") for k in range(30)]
    many = few * 100
    assert not is_counted(few)
    assert is_counted(many)
    assert len(timeline_svg(many, [], Shape(1080, above=False), "3,000 articles over time")) < 30_000


def test_articles_of_one_moment_are_one_mark_that_counts_them() -> None:
    """Seven articles of one hour do not stretch over the day, and the mark names what it stands for."""
    hour = [Event("Moor", f"Piece {k}", moment("2024-01-03T11:20"), f"#a{k}") for k in range(7)]
    loose = [Event("Moor", f"Undated {k}", None, f"#b{k}") for k in range(9)]
    svg = timeline_svg(
        [*hour, Event("Moor", "Late", moment("2024-01-09"), "#c"), *loose], [], Shape(1080, False), "x"
    )
    assert "7 here: Piece 0; Piece 1" in read(svg).text
    assert "9 here: Undated 0" in read(svg).text
    assert len(re.findall("<circle", svg)) == 3
    assert all(float(x) <= 1080 for x in re.findall('cx="([0-9.]+)"', svg))
