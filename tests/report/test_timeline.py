"""Articles over time."""

from __future__ import annotations

from newstemma.report.timeline_svg import Event, Shape, is_counted, timeline_svg
from newstemma.report.when import moment


def test_many_articles_are_counted_whatever_the_outlets() -> None:
    """Thousands of articles of one outlet are columns, not thousands of dots; the picture stays small."""
    few = [Event("Moor", f"{k}", moment(f"2024-01-{k % 28 + 1:02}"), "#a") for k in range(30)]
    many = few * 100
    assert not is_counted(few)
    assert is_counted(many)
    assert len(timeline_svg(many, [], Shape(1080, above=False), "3,000 articles over time")) < 30_000
