"""Sources without a name: people named later, the company, the group, and whose role it is."""

from __future__ import annotations

import pytest
from attributed import article

from newstemma.attribute.statements_to_mentions import mentions_of


def speakers(marked: str) -> list[str | None]:
    """Whom each source of a marked article refers to, in order."""
    record, statements = article("a-1", marked, "en")
    by_statement = {m.statement_id: m.entity for m in mentions_of(record, statements) if m.statement_id}
    return [by_statement.get(s.statement_id) for s in statements]


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        (
            "A Velian man swam home. <s:The man> said <c:it was cold>. Ben Oram, 27, was dried by a nurse.",
            "Ben Oram",
        ),
        ("A man swam home. <s:The man> said <c:it was cold>. A nurse called Anna Brin, 31, dried him.", None),
        ("Ann Hale saw a man swim. <s:The man> said <c:it was cold>. Ben Oram, 27, was dried.", None),
        ("A man swam home. <s:The man> said <c:it was cold>. Ben Oram dried him.", None),
    ],
)
def test_the_person_of_the_lead_is_named_later_with_an_age(marked: str, who: str | None) -> None:
    """Only the first person of the text, with the age behind the name and of the right gender."""
    assert speakers(marked) == [who]


def test_the_company_is_the_one_named_most() -> None:
    """Products bear its name, too; where two are named alike, it is not clear."""
    shop = "The Orbo Phone is out. It costs more, and Orbo has sold many. Critics of Orbo disagree."
    assert speakers(f"{shop} <s:The company> said <c:it was glad>.") == ["Orbo"]
    assert speakers(
        f"{shop} Zelk has one, too: the Zelk Phone. Zelk sells it. <s:The company> said <c:no>."
    ) == [None]


def test_the_group_is_the_only_society() -> None:
    """A society, an association or the like may be called the group; two of them make it unclear."""
    one = "The Velian Society for Dogs found a dog."
    assert speakers(f"{one} <s:The group> said <c:it had a bowl>.") == ["Velian Society for Dogs"]
    two = "The Marenian Association for Cats found a cat."
    assert speakers(f"{one} {two} <s:The group> said <c:it had a bowl>.") == [None]


def test_it_that_stands_for_nothing() -> None:
    """ "It is expected that" has no speaker, though a body spoke before."""
    marked = "<s:The Harbour Board> said <c:the quay is shut>. <s:It> is expected that <c:it will open>."
    assert speakers(marked)[1] is None


def test_a_role_with_a_possessor_is_nobody_elses() -> None:
    """ "Italy's spokesman" is not Germany's, nor "Nordwind's correspondent" another outlet's."""
    held = "<s:German Interior Ministry spokesman Saad Orrin> said <c:it was quiet>."
    assert speakers(f"{held} <s:Italy's Interior Ministry spokesman> said <c:it was not>.")[1] != "Saad Orrin"
    assert speakers(f"{held} <s:Germany's Interior Ministry spokesman> said <c:more>.")[1] == "Saad Orrin"
    anchor = "<s:Velian News anchor Jorge Oram> warned <c:of rumours>."
    assert speakers(f"{anchor} <s:Nordwind's correspondent in Velia> said <c:none came>.")[1] != "Jorge Oram"


def test_an_outlet_with_a_role_noun_in_its_name() -> None:
    """ "The Hollywood Reporter" is an outlet, not the reporter who spoke last."""
    marked = (
        "<s:The journalist Ann Hale> said <c:it was late>. <s:The Hollywood Reporter> said <c:it was early>."
    )
    assert speakers(marked)[-1] == "Hollywood Reporter"


def test_the_site_is_not_an_outlet_of_that_name() -> None:
    """A common noun in small letters is no name, whatever the registry has."""
    assert speakers("Ben Oram keeps a page. <s:The site> said <c:all is well>.") != [
        "SITE Intelligence Group"
    ]


def test_a_spokesperson_of_a_states_body_speaks_for_the_body() -> None:
    """ "A spokesperson for Italy's Committee for Ferries" speaks for the committee."""
    marked = "<s:A spokesperson for Italy's Committee for Ferries> said <c:they sail>."
    assert speakers(marked) == ["Committee for Ferries"]


def test_somebodys_website_is_not_the_newspapers() -> None:
    """ "The group's website" is not the outlet that was named before."""
    marked = "CNN showed it. <s:The group's website> says <c:all are welcome>."
    assert speakers(marked) != ["CNN"]


def test_an_outlet_before_a_comma_is_not_the_role_of_who_follows() -> None:
    """ "According to The Ostland Reporter, Ben Oram has left": the outlet says so, and he is no reporter."""
    told = "Now, according to <s:The Ostland Reporter>, <c:Ben Oram has left the port>."
    assert speakers(f"{told} <s:Oram> said <c:no more>.") == ["Ostland Reporter", "Ben Oram"]
