"""Who is referred to where inside one article."""

from __future__ import annotations

import pytest
from attributed import article
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.attribute.mentions_names import find_names
from newstemma.attribute.mentions_tokens import page_of
from newstemma.attribute.speakers_roles import may_be_called, read_role
from newstemma.attribute.statements_to_mentions import mentions_of, statements_to_mentions
from newstemma.records import Article, Mention, Statement
from newstemma.tables import check, to_records, to_table


def speakers(marked: str, language: str = "en") -> list[str | None]:
    """Whom each source of a marked article refers to, in order."""
    record, statements = article("a-1", marked, language)
    by_statement = {m.statement_id: m.entity for m in mentions_of(record, statements) if m.statement_id}
    return [by_statement.get(s.statement_id) for s in statements]


def names(text: str, language: str = "en") -> dict[str, str]:
    """Name → kind of a text's names."""
    record, _ = article("a-1", text, language)
    return {n.text: n.kind for n in find_names(page_of(record, []))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The envoy met Velian Foreign Minister Ruta Malk on Friday.", "Ruta Malk", "person"),
        ("It was signed by Pieter van der Zoon yesterday.", "Pieter van der Zoon", "person"),
        ("A letter from Omar al-Hadi arrived.", "Omar al-Hadi", "person"),
        ("A talk with J. K. Marlow followed.", "J. K. Marlow", "person"),
        ("Tova Brin, 45, a baker, was there.", "Tova Brin", "person"),
        ("Officials of the Ministry of Foreign Affairs left.", "Ministry of Foreign Affairs", "body"),
        ("Talks with NATO began.", "NATO", "body"),
        ("Talks with the U.S. began.", "U.S.", "body"),
        ("They sailed to Lake Orrin at noon.", "Lake Orrin", "thing"),
        ("Министр иностранных дел Сергей Белов прибыл.", "Сергей Белов", "person"),
        ("Der velische Außenminister Sergej Below reiste ab.", "Sergej Below", "person"),
    ],
)
def test_names_and_their_kinds(text: str, name: str, kind: str) -> None:
    """Titles, particles, initials and nouns of bodies tell what a capitalised name is."""
    assert names(text, "de" if "Außen" in text else "en").get(name) == kind


def test_words_that_open_sentences_are_no_names() -> None:
    """A capital at the beginning of a sentence says nothing."""
    found = names("Yesterday Ruta Malk spoke. Unfortunately nobody came. Police closed the road. She’ll go.")
    assert set(found) == {"Ruta Malk"}


@pytest.mark.parametrize("word", ["Relatives", "Medics", "Reporting", "Middlemen", "Claims"])
def test_usual_groups_and_gerunds_name_nobody(word: str) -> None:
    """A word that only opens its sentence is no name, unless it is written so inside one, too."""
    assert word not in names(f"{word} told of a jolt. Nobody came.")


def test_a_name_may_begin_with_a_digit() -> None:
    """Digits and small letters before the capital belong to the name."""
    assert "9to5Ferry" in names("The site 9to5Ferry wrote of a jolt.")


def test_an_outlet_is_not_the_group() -> None:
    """ "The group" is no outlet that has the word in its name."""
    marked = (
        "<s:SITE Intelligence Group> said <c:a video was real>. The Islamic State made it. "
        "<s:The group> said <c:it was a warning>."
    )
    assert speakers(marked)[1] != "SITE Intelligence Group"


def test_headlines_name_only_known_names() -> None:
    """In a line where every word is capitalised, only names of the running text count."""
    found = names(
        "Ruta Malk Calls For New Harbour Talks After Storm\n\nThe minister, Ruta Malk, spoke at noon."
    )
    assert set(found) == {"Ruta Malk"}


def test_surname_given_name_and_role_lead_to_the_full_name() -> None:
    """A later or earlier full name, a role and a surname are one person."""
    marked = (
        "<s:Velian Foreign Minister Ruta Malk> said <c:the ferry will sail>.\n\n"
        "<s:Malk> said <c:nothing was decided>.\n\n"
        "<s:The minister> said <c:she would return>.\n\n"
        "<s:She> added that <c:the harbour was open>."
    )
    assert speakers(marked) == ["Ruta Malk"] * 4


def test_roles_go_to_the_holder_and_to_the_last_speaker() -> None:
    """Two ministers: the loose word means the last speaker, the precise one its holder, "top" no deputy."""
    marked = (
        "<s:Velian Foreign Minister Ruta Malk> said <c:the ferry will sail>.\n\n"
        "<s:The country’s Deputy Foreign Minister, Oren Tash,> said <c:it was no bluff>.\n\n"
        "<s:the senior diplomat> stressed <c:that it was serious>.\n\n"
        "<s:The Velian top diplomat> said <c:talks go on>.\n\n"
        "<s:The foreign minister> said <c:that was all>."
    )
    assert speakers(marked) == ["Ruta Malk", "Oren Tash", "Oren Tash", "Ruta Malk", "Ruta Malk"]


def test_ambiguous_pronoun_stays_open() -> None:
    """Two men named together: "he" is nobody in particular."""
    marked = "Peter Arn and Paul Brock met in the harbour hall. <s:He> said <c:the roof leaked>."
    assert speakers(marked) == [None]


def test_gender_decides_a_pronoun() -> None:
    """A woman and a man in one sentence: she is she and he is he."""
    marked = "Anna Arn met Paul Brock in the hall. <s:She> said <c:the roof leaked>. "
    assert speakers(marked) == ["Anna Arn"]
    assert speakers(marked.replace("<s:She>", "<s:He>")) == ["Paul Brock"]


def test_gloss_and_relative_pronouns() -> None:
    """ "They (NATO)" is NATO; "who" is the name right before it."""
    assert speakers("Every time, <s:they (NATO)> say <c:no to us>.") == ["NATO"]
    assert speakers("It was Anna Arn, <s:who> said <c:the roof leaked>.") == ["Anna Arn"]


@pytest.mark.parametrize(
    "source",
    [
        "officials",
        "a source",
        "Residents",
        "many experts",
        "a senior official",
        "Anna Arn and her aides",
        "some",
    ],
)
def test_anonymous_and_joint_sources_are_nobody(source: str) -> None:
    """Nobody in particular speaks; nothing is invented."""
    assert speakers(f"Anna Arn came. Then <s:{source}> said <c:the roof leaked>.") == [None]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("campaign manager Paul Brock", "Paul Brock"),
        ("the harbour’s spokesman, Paul Brock,", "Paul Brock"),
        ("Paul Brock, a former aide to Governor Ann Tell,", "Paul Brock"),
        ("the envoy to Velia, Paul Brock", "Paul Brock"),
        ("according to Paul Brock", "Paul Brock"),
        ("a spokesman for the Harbour Ministry", "Harbour Ministry"),
        ("the Harbour Ministry website", "Harbour Ministry"),
        ("The Brock campaign", "Brock campaign"),
    ],
)
def test_heads_of_source_phrases(source: str, speaker: str) -> None:
    """The head of a phrase speaks, not a name that only modifies it."""
    assert speakers(f"<s:{source}> said <c:the roof leaked>.") == [speaker]


def test_anaphoric_bodies() -> None:
    """ "The ministry" means the last body that may be called so; "the company" stays open."""
    marked = (
        "The Harbour Ministry met reporters of the Velian Gazette newspaper.\n\n"
        "<s:The ministry> said <c:ferries sail>.\n\n<s:The company> said <c:no>."
    )
    assert speakers(marked) == ["Harbour Ministry", None]


def test_abbreviation_in_brackets_is_the_same_body() -> None:
    """An explained abbreviation stands for the full name."""
    marked = "The Velian Ferry Board (VFB) met. <s:The VFB> said <c:ferries sail>."
    assert speakers(marked) == ["Velian Ferry Board"]


@pytest.mark.parametrize(
    ("holder", "phrase", "fits"),
    [
        ("Russian Foreign Minister", "the minister", True),
        ("Russian Foreign Minister", "the Russian top diplomat", True),
        ("Deputy Foreign Minister", "the top diplomat", False),
        ("Deputy Foreign Minister", "the senior diplomat", True),
        ("Deputy Defence Minister", "the diplomat", False),
        ("French Foreign Minister", "the Russian foreign minister", False),
        ("ministre des Affaires étrangères", "the foreign minister", True),
        ("министр иностранных дел РФ", "the Russian foreign minister", True),
        ("Außenminister", "el ministro de Exteriores", True),
        ("senator", "the lawmaker", True),
        ("spokeswoman", "the spokesman", False),
    ],
)
def test_roles_that_may_be_called(holder: str, phrase: str, fits: bool) -> None:
    """Looser words fit, other offices, ranks, countries and genders do not; languages meet."""
    held, called = read_role(holder), read_role(phrase)
    assert held is not None
    assert called is not None
    assert may_be_called(held, called) is fits


def test_mentions_table_keeps_its_contract() -> None:
    """Offsets give their strings, every sourced statement has exactly one mention, failures are empty."""
    record, statements = article("a-1", "<s:Anna Arn> of the U.S. said <c:the roof leaked>. <q:No>")
    tables = to_table(Article, [record]), to_table(Statement, statements)
    mentions, failures = statements_to_mentions(*tables)
    check("mentions", mentions, {"a-1": record.text})
    assert failures.num_rows == 0
    ids = [m.statement_id for m in to_records(Mention, mentions) if m.statement_id]
    assert ids == [s.statement_id for s in statements if s.source is not None]


_WORDS = st.sampled_from(
    "Anna Arn the minister U.S. said he , . \n\n “ ” ( al-Hadi NATO of Ministry ’s who "
    "Außenminister Сергей Белова spokesman for and J 🦉 - Apple's D’".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40), st.integers(0, 200), st.integers(0, 60))
def test_any_text_and_any_source_span(words: list[str], start: int, length: int) -> None:
    """No text and no source span breaks the stage; every offset gives its string."""
    text = " ".join(words) or "x"
    record, _ = article("a-1", text.replace("<", ""))
    s = min(start, len(record.text) - 1)
    e = min(len(record.text), s + max(1, length))
    _, base = article("a-1", "<c:" + record.text[:1].replace("<", " ") + ">")
    statement = Statement(
        "st-1", "a-1", "indirect", 0, 1, record.text[:1], base[0].content_spans if base else [],
        None, None, None, s, e, record.text[s:e], None, "rules", 1.0,
    )  # fmt: skip
    for mention in mentions_of(record, [statement]):
        assert record.text[mention.start : mention.end] == mention.text


def test_huge_line_is_read_in_reasonable_time() -> None:
    """A line of fifty thousand words, half of them capitalised, does not hang."""
    record, _ = article("a-1", "Anna Arn of Velia met her. " * 8_000)
    assert mentions_of(record, [])


def test_german_nouns_before_a_full_name_are_not_part_of_it() -> None:
    """In German every noun has a capital: the one before a given name and a surname is left out."""
    found = names("Am Abend kam Lotsenmeister Emil Harbeck in den Hafen.", "de")
    assert found.get("Emil Harbeck") == "person"
    assert "Lotsenmeister Emil Harbeck" not in found


def test_german_words_for_telling_are_not_part_of_a_body() -> None:
    """ "Nach Angaben der ..." names who told, not "Angaben"."""
    found = names("Nach Angaben der Hafenbehörde ruht der Verkehr.", "de")
    assert not any(name.startswith("Angaben") for name in found)


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Le ministre des Transports a parlé lundi.", "fr", "Transports"),
        ("Habló el ministro de Transportes de Kelmaria.", "es", "Transportes"),
    ],
)
def test_what_a_minister_is_for_is_no_person(text: str, language: str, word: str) -> None:
    """A portfolio after "ministre de" names nobody."""
    assert not any(name.startswith(word) for name in names(text, language))


@pytest.mark.parametrize(
    ("source", "name", "role", "affiliation"),
    [
        ("US Secretary of State Harlan Veit", "Harlan Veit", "US Secretary of State", "US"),
        ("Secretary of Defence Harlan Veit", "Harlan Veit", "Secretary of Defence", None),
        ("Velian Member of Parliament Ali Dormak", "Ali Dormak", "Velian Member of Parliament", "Velian"),
        ("Chancellor of the Exchequer Lotte Rann", "Lotte Rann", "Chancellor of the Exchequer", None),
        ("Secretary of State Veit", "Veit", "Secretary of State", None),
    ],
)
def test_an_office_is_no_part_of_the_name(source: str, name: str, role: str, affiliation: str | None) -> None:
    """What an official is of belongs to the title, and the name behind it speaks, not who spoke before."""
    before = "Mayor Ida Norr met them. <s:Norr> said <c:it was safe>."
    marked = f"{before} On Sunday, <s:{source}> said <c:it was not>."
    record, statements = article("a-1", marked, "en")
    found = {m.statement_id: m for m in mentions_of(record, statements)}
    told = found[statements[1].statement_id]
    assert (told.entity, told.role, told.affiliation) == (name, role, affiliation)


def test_an_office_alone_is_nobody() -> None:
    """ "The Secretary of State" has no name in it."""
    assert names("They met the Secretary of State and the Minister of Defence.") == {}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("They held a wife and daughter of Free Coast leader Tarek Oram on Friday.", "Free Coast leader"),
        ("It was sent by an aide to party chairman Tarek Oram.", "party chairman"),
        (
            "The page listed Tarek Oram, Harbour Agency administrator as its source.",
            "Harbour Agency administrator",
        ),
        ("They asked Tarek Oram, a researcher at the Quay Institute.", "researcher at the Quay Institute"),
    ],
)
def test_the_role_is_the_persons_own(text: str, role: str) -> None:
    """Whose wife or aide somebody is does not say what he is, and a role ends where it ends."""
    record, _ = article("a-1", text, "en")
    (person,) = [n for n in find_names(page_of(record, [])) if n.text == "Tarek Oram"]
    assert person.role_text == role
