"""What looks like a name and is none, or ends elsewhere than its capitals do."""

from __future__ import annotations

import pytest
from attributed import article

from newstemma.attribute.mentions_apposition import affiliation_in
from newstemma.attribute.mentions_judge import Name
from newstemma.attribute.mentions_names import find_names
from newstemma.attribute.mentions_tokens import page_of


def found(text: str) -> list[Name]:
    """The names of an English text."""
    record, _ = article("a-1", text, "en")
    return find_names(page_of(record, []))


def kinds(text: str) -> dict[str, str]:
    """Name → kind."""
    return {n.text: n.kind for n in found(text)}


@pytest.mark.parametrize("word", ["Hundreds", "Fans", "Violence", "Notification", "Footage"])
def test_plurals_and_abstract_nouns_open_sentences(word: str) -> None:
    """A plural or abstract noun with its capital only where a sentence opens names nobody."""
    assert word not in kinds(f"{word} spread on Friday. Nobody came.")
    assert word in kinds(f"{word} spread on Friday. Then came {word} again.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was near Orrin Hall.While Ruta Malk spoke, nobody came.", "Orrin Hall"),
        ("Then Maria Malk Says it was dark.", "Maria Malk"),
        ("It shook Maria van Malk Tuesday at noon.", "Maria van Malk"),
        ("A report by Maria Malk VELIA of the storm.", "Maria Malk"),
        ("They left the U.S. The storm had ended.", "U.S."),
        ("It was the French-German Maria Malk who left.", "Maria Malk"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    """Lost spaces, verbs of headlines, days and datelines are no part of a name."""
    texts = [n.text for n in found(text)]
    assert name in texts
    assert not any(t.startswith(name) and t != name for t in texts)


def test_a_site_keeps_its_point() -> None:
    """A point inside an address is no end of a sentence."""
    assert "Ferryshop.Com" in kinds("They bought it at Ferryshop.Com yesterday.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It has 16GB of room.", "16GB"),
        ("It was paid in Q3 at last.", "Q3"),
        ("It began at noon EST in Velia.", "EST"),
        ("He is a Kurdish poet.", "Kurdish"),
        ("It is in Tal Orrin now.", "Tal Orrin"),
    ],
)
def test_measures_adjectives_and_hills_are_things(text: str, name: str) -> None:
    """Quantities, abbreviations of common words, adjectives of groups and hills speak to nobody."""
    assert kinds(text).get(name) == "thing"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It was al-Morad, an Islamist militant group, that left.", "al-Morad", "body"),
        ("It was Harbourlight, the largest bank in Velia, that left.", "Harbourlight", "body"),
        ("It was the Islamist militant group al-Morad that left.", "al-Morad", "body"),
        ("It was the Army and Orrin Harbour Group that left.", "Orrin Harbour Group", "body"),
        (
            "It was the Department of Harbours and Tides that left.",
            "Department of Harbours and Tides",
            "body",
        ),
        (
            "It was the Organization and Tides Department that left.",
            "Organization and Tides Department",
            "body",
        ),
        ("They asked Roman Malk Co about it.", "Roman Malk Co", "body"),
        ("He is a Roman Catholic in Velia.", "Roman Catholic", "thing"),
        (
            "It was the House Tides and Harbour Committee that left.",
            "House Tides and Harbour Committee",
            "body",
        ),
        ("It was Ruta Malk, the group's founder, that left.", "Ruta Malk", "person"),
        ("It was Dockvale, a city in Velia, that shook.", "Dockvale", "unknown"),
        ("It was Jabhat al-Orrin that left.", "Jabhat al-Orrin", "body"),
        ("They asked the Institute for it.", "Institute", "short"),
        ("They asked Parliament for it.", "Parliament", "body"),
        ("They saw U.S. Swimming at noon.", "U.S. Swimming", "unknown"),
        ("They said that President Hotel was shut.", "Hotel", "thing"),
    ],
)
def test_bodies_are_told_from_persons(text: str, name: str, kind: str) -> None:
    """An apposition may call a name a body; a noun of bodies alone needs a fuller name."""
    assert kinds(text).get(name) == kind


def test_a_star_in_a_name() -> None:
    """A role with a capital inside its sentence is part of a name, unless a given name follows."""
    assert kinds("They saw Star Harbours twice.").get("Star Harbours") == "unknown"
    assert kinds("They saw Actor Maria Malk twice.").get("Maria Malk") == "person"


def test_a_headline_inside_the_text_names_only_who_is_known() -> None:
    """In a run with capitalised small words only names count that the text has elsewhere."""
    text = 'He wrote "Maria Malk Is Moving To Dockvale Soon" on Friday. Later Maria Malk left.'
    assert [n.text for n in found(text)] == ["Maria Malk", "Maria Malk"]


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("Scorned wife Maria Malk left. She was scorned.", None),
        ("Plant manager Maria Malk left the plant.", None),
        ("Harbourlight manager Maria Malk left. At Harbourlight nobody spoke.", "Harbourlight"),
    ],
)
def test_the_first_word_of_a_sentence_is_no_affiliation(text: str, affiliation: str | None) -> None:
    """What a role belongs to is a name, not a word that opens the sentence."""
    assert next(n for n in found(text) if n.text == "Maria Malk").affiliation == affiliation


@pytest.mark.parametrize(
    ("role", "affiliation"),
    [
        ("Norlish Harbour Council spokeswoman", "Norlish Harbour Council"),
        ("Russian Foreign Ministry spokesman", "Russian Foreign Ministry"),
        ("the Russian Deputy Foreign Minister", "Russian"),
        ("Dockvale District Attorney", "Dockvale"),
        ("Los Orrinos police officer", "Los Orrinos"),
        ("Rear Admiral", None),
        ("Islamic State commander", "Islamic State"),
        ("Secretary of State Ruta Malk", None),
        ("head of the Federal Bureau of Dams in Velia", "Federal Bureau of Dams"),
    ],
)
def test_what_a_role_belongs_to(role: str, affiliation: str | None) -> None:
    """The whole name of a body, without the words of rank and office."""
    assert affiliation_in(role) == affiliation
