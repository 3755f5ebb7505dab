"""Names: transliterations, initials, double names, outlets, bodies, countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.errors import InputError
from newstemma.text.bodies import body_key
from newstemma.text.names import compatible, name_key, name_words, outlet_key, same_surname
from newstemma.text.nations import nation_of
from newstemma.text.outlets import Registry, read_outlets, registry
from newstemma.text.russian import nominative


@pytest.mark.parametrize(
    "spellings",
    [
        ["Sergey Belov", "Sergei Belov", "Sergej Below", "Sergueï Belov", "Сергей Белов", "Сергея Белова"],
        ["Dmitry Zhukov", "Dmitri Zhukov", "Дмитрий Жуков", "Дмитрию Жукову"],
        ["Yury Orlov", "Juri Orlow", "Yuri Orlov", "Юрий Орлов"],
        ["Maria Zimina", "Мария Зимина", "Марии Зиминой"],
        ["Vladimir Poutkine", "Vladimir Putkin", "Wladimir Putkin", "Владимир Путкин"],
        ["Jean-Luc Morel", "Jean Luc Morel"],
        ["Omar al-Hadi", "Omar Al Hadi"],
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: list[str]) -> None:
    """Transliterations, cases and hyphens do not make another person."""
    assert len({name_key(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("S. Belov", "Sergei Belov", True),
        ("Belov", "Sergei Belov", True),
        ("Anna Belov", "Sergei Belov", False),
        ("Mike Harlow", "Michael Harlow", True),
        ("Ada Rodham Quill", "Ada Quill", True),
        ("Ruiz Soto", "Ana Ruiz Soto", True),
        ("Ada Quill-Marsh", "Ada Quill", True),
        ("Quill", "Ada Quill-Marsh", True),
        ("Mohammed Salim", "Muhamad Saleem", True),
        ("Maria Lopez", "Mario Lopez", False),
        ("Daniel Weiss", "Daniela Weiss", False),
        ("John Harlow Sr.", "John Harlow", False),
        ("Sergei Belov", "Sergei Orlov", False),
        ("Белова", "Сергей Белов", True),
    ],
)
def test_compatible_names(a: str, b: str, same: bool) -> None:
    """Initials, short forms and double names fit; other given names and genders do not."""
    assert compatible(a, b) is same
    assert compatible(b, a) is same


@given(st.text(max_size=60))
def test_keys_are_stable_and_never_fail(name: str) -> None:
    """Any text has a key; the words of a name make the key; a name fits itself if it has letters."""
    assert name_key(name) == " ".join(name_words(name))
    assert compatible(name, name) is (len(name_words(name)) > 0)
    outlet_key(name)
    body_key(name)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The Al-Bahriya News", "Al Bahriya"),
        ("Al Bahriya TV", "al-Bahriya"),
        ("Harbour Post", "the Harbour Post"),
        ("agency Nordwind", "Nordwind"),
        ("Агентство Нордвинд", "Nordvind"),
        ("nordwind.com", "Nordwind"),
    ],
)
def test_outlet_keys_meet(a: str, b: str) -> None:
    """Articles, "News", "TV", "agency", hyphens and scripts do not make another outlet."""
    assert outlet_key(a) == outlet_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Harbour Post", "Harbour Times"), ("Daily Beacon", "Sunday Beacon"), ("National News", "News")],
)
def test_outlet_keys_keep_apart(a: str, b: str) -> None:
    """Words that tell outlets apart stay."""
    assert outlet_key(a) != outlet_key(b)


def test_registry_finds_by_any_name_and_host() -> None:
    """Names in other scripts and subdomains lead to the same row; unknown names to none."""
    found = registry().find("ТАСС")
    assert found is not None
    assert found is registry().find("Itar-Tass")
    assert registry().find_host("www.edition.cnn.com") is not None
    assert registry().find("Nordwind Harbour Gazette of Nowhere") is None


def test_users_registry_goes_first() -> None:
    """A user's own rows win over ours."""
    own = read_outlets('[blog]\n"Reuters" = "example.org;XX;My Reuters"')
    found = Registry(own + registry().outlets).find("Reuters")
    assert found is not None
    assert found.kind == "blog"


@pytest.mark.parametrize("text", ["[blog\n", '[nonsense]\n"X" = "a;b"', 'x = "y"'])
def test_bad_registry_says_why(text: str) -> None:
    """A broken list is an input error with a reason, not a crash."""
    with pytest.raises(InputError, match="bad-registry"):
        read_outlets(text)


@pytest.mark.parametrize(
    "names",
    [
        ["US", "the U.S.", "United States", "USA", "Vereinigte Staaten", "États-Unis", "США"],
        ["NATO", "OTAN", "НАТО", "North Atlantic Treaty Organization"],
        ["Russian Foreign Ministry", "Russia’s Foreign Ministry", "the Russian Foreign Ministry"],
    ],
)
def test_bodies_of_many_names(names: list[str]) -> None:
    """A state or an alliance is one body in every language."""
    assert len({body_key(n) for n in names}) == 1


def test_metonyms_stay_apart() -> None:
    """A capital is not its country, and two capitals are not one."""
    assert len({body_key(n) for n in ("Moscow", "Russia", "Kremlin", "Washington", "United States")}) == 5
    assert body_key("Moskau") == body_key("Москва") == body_key("Moscow")


@pytest.mark.parametrize(
    ("word", "code"),
    [("Russian", "RU"), ("russische", "RU"), ("российский", "RU"), ("US-Präsident", "US"), ("harbour", None)],
)
def test_nations(word: str, code: str | None) -> None:
    """Adjectives and names of countries give their code."""
    assert nation_of(word) == code


def test_russian_cases_need_a_known_given_name() -> None:
    """Without a given name that shows the case, a surname stays as it is."""
    assert nominative(["Ивана", "Петрова"]) == ["иван", "Петров"]
    assert nominative(["Анна", "Петрова"]) == ["Анна", "Петрова"]
    assert nominative(["Петрова"]) == ["Петрова"]


def test_same_surname_of_halves() -> None:
    """One half of a double name is enough; a shared beginning is not."""
    assert same_surname("Marsh", "Ada Quill-Marsh")
    assert not same_surname("Mar", "Ada Quill-Marsh")
