"""Time expressions in running text: what is found, its value, and what it was counted from."""

from __future__ import annotations

import pytest

from newstemma.date.expressions import expressions

PUBLISHED = "2021-05-13"  # a Thursday


def values(text: str, published: str | None = PUBLISHED, language: str = "en") -> dict[str, str]:
    """Expression to value."""
    return {d.text: d.value for d in expressions("a-1", text, published, language)}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It sank on March 3, 2020.", "March 3, 2020", "2020-03-03"),
        ("It sank on 3 March 2020.", "3 March 2020", "2020-03-03"),
        ("It sank on 03.04.2020.", "03.04.2020", "2020-04-03"),
        ("It sank on 2020-04-03.", "2020-04-03", "2020-04-03"),
        ("It sank on Wednesday.", "Wednesday", "2021-05-12"),
        ("It sank yesterday.", "yesterday", "2021-05-12"),
        ("It sank two days ago.", "two days ago", "2021-05-11"),
        ("It sank last December.", "last December", "2020-12"),
        ("It sank in December of last year.", "December of last year", "2020-12"),
        ("It will sail next week.", "next week", "2021-W20"),
        ("It sank in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("They met in the 1980s.", "the 1980s", "198"),
        ("It sank early last month.", "early last month", "2021-04"),
        ("It lasted three weeks.", "three weeks", "P3W"),
        ("They meet every month.", "every month", "P1M"),
    ],
)
def test_english(text: str, words: str, value: str) -> None:
    """Each form gives its words and its value."""
    assert values(text) == {words: value}
