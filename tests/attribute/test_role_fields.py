"""Which chief is meant: a role phrase that says so is given to nobody whom it does not fit."""

from __future__ import annotations

import pytest

from newstemma.attribute.speakers_roles import may_be_called, read_role


@pytest.mark.parametrize(
    ("held", "phrase", "fits"),
    [
        ("Ormvann's director", "the health chief", False),
        ("mayor", "the Dockvale chief", False),
        ("mayor of Tarn", "the hospital director", False),
        ("director of Dockvale", "the Dockvale chief", True),
        ("chief of the harbour police", "the police chief", True),
        ("minister", "the harbour minister", True),
        ("Velian foreign minister", "the Velian minister", True),
        ("mayor of Tarn", "the mayor", True),
        ("director of the clinic", "the director", True),
    ],
)
def test_a_field_must_fit(held: str, phrase: str, fits: bool) -> None:
    """ "The Dockvale chief" is the holder of a role of Dockvale, or of one that says nothing of its field."""
    holder, called = read_role(held), read_role(phrase)
    assert holder is not None
    assert called is not None
    assert may_be_called(holder, called) is fits
