"""One body in several forms."""

from __future__ import annotations

from newstemma.narrative.parties import body_keys


def test_an_acronym_joins_its_long_name() -> None:
    """Acronyms with and without points, and the spellings of a long name, have one key."""
    names = [
        "OFA",
        "O.F.A.",
        "Organisation for Ferry Accidents",
        "Organization of Ferry Accidents",
        "Ferry Board",
    ]
    keys = body_keys(names)
    assert len({keys[n] for n in names[:4]}) == 1
    assert keys["Ferry Board"] != keys["OFA"]


def test_an_acronym_of_two_long_names_stays_alone() -> None:
    """Where two names have the same initials, nobody guesses."""
    keys = body_keys(["NB", "Norvik Bank", "National Board"])
    assert len(set(keys.values())) == 3


def test_an_acronym_without_a_long_name_stays_alone() -> None:
    """Nothing is known of bodies that the pile does not spell out."""
    keys = body_keys(["NB", "Harbour Council"])
    assert len(set(keys.values())) == 2


def test_an_acronym_does_not_hang_on_other_acronyms() -> None:
    """Whether a long name is the only one with its initials is decided before any acronym is joined."""
    names = ["MIA", "Ministry of Internal Affairs", "Museum of Inland Art", "Zed Board", "ZB"]
    assert body_keys(names) == body_keys(names[::-1])
    keys = body_keys(names)
    assert keys["ZB"] == keys["Zed Board"]
    assert len({keys[n] for n in names}) == 4
