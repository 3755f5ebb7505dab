"""One speaker across all articles."""

from __future__ import annotations

import random

from attributed import article
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.attribute.mentions_to_speakers import mentions_to_speakers
from newstemma.attribute.statements_to_mentions import statements_to_mentions
from newstemma.records import Article, Mention, Speaker, Statement
from newstemma.tables import check, to_records, to_table

Pile = dict[str, tuple[str, str]]


def run(pile: Pile, order: list[str] | None = None) -> tuple[list[Statement], list[Speaker]]:
    """Statements with speakers, and the speakers, of marked articles (name → text, language)."""
    made = [article(name, *pile[name]) for name in order or sorted(pile)]
    articles = to_table(Article, [record for record, _ in made])
    statements = to_table(Statement, [s for _, told in made for s in told])
    mentions, failures = statements_to_mentions(articles, statements)
    assert failures.num_rows == 0
    check("mentions", mentions, {record.article_id: record.text for record, _ in made})
    filled, speakers = mentions_to_speakers(articles, statements, mentions)
    check("statements", filled)
    check("speakers", speakers)
    return to_records(Statement, filled), to_records(Speaker, speakers)


def by_article(statements: list[Statement]) -> dict[str, list[str | None]]:
    """Speaker names in text order per article."""
    out: dict[str, list[str | None]] = {}
    for s in sorted(statements, key=lambda s: (s.article_id, s.content_start)):
        out.setdefault(s.article_id, []).append(s.speaker)
    return out


def test_transliterations_are_one_speaker() -> None:
    """One person in four languages, with aliases, roles and the right counts."""
    pile = {
        "a-en": ("<s:Russian Trade Minister Sergey Belov> said <c:exports grow>.", "en"),
        "a-fr": ("<s:Le ministre russe du Commerce, Sergueï Belov,> a dit <c:que tout va bien>.", "fr"),
        "a-de": ("<s:Der russische Handelsminister Sergej Below> sagte, <c:der Export wachse>.", "de"),
        "a-ru": ("<s:Министр торговли РФ Сергей Белов> заявил, что <c:экспорт растет>.", "ru"),
    }
    statements, speakers = run(pile)
    assert len({s.speaker_id for s in statements}) == 1
    (speaker,) = speakers
    assert speaker.kind == "person"
    assert (speaker.n_statements, speaker.n_articles) == (4, 4)
    assert {"Sergej Below", "Сергей Белов"} <= {speaker.name, *speaker.aliases}
    assert any("Minister" in role for role in speaker.roles)


def test_two_people_with_one_surname_stay_apart() -> None:
    """A shared surname, even a shared country and a shared house, does not make one person."""
    pile = {
        "a-1": ("<s:Velian Foreign Minister Ruta Malk> said <c:no>.\n\n<s:Oren Malk> said <c:yes>.", "en"),
        "a-2": ("<s:Deputy Foreign Minister Oren Malk> said <c:maybe>.", "en"),
    }
    statements, speakers = run(pile)
    assert by_article(statements) == {"a-1": ["Ruta Malk", "Oren Malk"], "a-2": ["Oren Malk"]}
    assert len(speakers) == 2


def test_initials_join_only_if_unique() -> None:
    """ "R. Malk" is Ruta where only she fits, and nobody's where Rolf Malk fits too."""
    pile = {"a-1": ("<s:Ruta Malk> said <c:no>.", "en"), "a-2": ("<s:R. Malk> said <c:yes>.", "en")}
    assert len(run(pile)[1]) == 1
    pile["a-3"] = ("<s:Rolf Malk> said <c:maybe>.", "en")
    assert len(run(pile)[1]) == 3


def test_surname_alone_needs_a_shared_office_or_subject() -> None:
    """A surname joins a full name of another article by office or by another person that both name."""
    full = ("<s:Velian Trade Minister Ruta Malk> met Peter Zoon. <c:Ferries sail>, she said.", "en")
    office = ("<s:Velian Trade Minister Malk> said <c:ferries sail>.", "en")
    subject = ("Peter Zoon was there. <s:Malk> said <c:ferries sail>.", "en")
    other = ("The goalkeeper trained. <s:Malk> said <c:the pitch was wet>.", "en")
    ids = {
        name: run({"a-1": full, "a-2": text})[0][-1].speaker for name, text in
        {"office": office, "subject": subject, "other": other}.items()
    }  # fmt: skip
    assert ids == {"office": "Ruta Malk", "subject": "Ruta Malk", "other": "Malk"}


def test_role_without_a_name_goes_to_the_only_holder() -> None:
    """ "The Velian trade minister" of an article without names is the pile's only one; two leave it open."""
    pile = {
        "a-1": ("<s:Polish Trade Minister Ruta Malk> said <c:no>.", "en"),
        "a-2": ("<s:The Polish trade minister> said <c:yes>.", "en"),
    }
    assert by_article(run(pile)[0])["a-2"] == ["Ruta Malk"]
    assert next(s for s in run(pile)[0] if s.article_id == "a-2").speaker_how == "role"
    pile["a-3"] = ("<s:Polish Trade Minister Anna Zoon> said <c:maybe>.", "en")
    assert by_article(run(pile)[0])["a-2"] == [None]


def test_quotation_that_goes_on_keeps_its_speaker() -> None:
    """A paragraph that is only a quotation goes on with the speaker before it, with less confidence."""
    text = "<s:Ruta Malk> said: “<q:Ferries sail.>”\n\n“<q:They sail at noon.>”\n\nThe pier was empty."
    first, second = sorted(run({"a-1": (text, "en")})[0], key=lambda s: s.content_start)
    assert second.speaker == first.speaker == "Ruta Malk"
    assert second.speaker_how == "continuation"
    assert second.confidence < first.confidence


def test_orphan_quotation_goes_to_the_only_voice() -> None:
    """In an article with one voice an orphan quotation is that voice's; with two it stays open."""
    one = (
        "<s:Ruta Malk> said <c:ferries sail>.\n\n<s:She> said <c:the pier is open>.\n\n"
        "But it was ignored, “<q:they wave politely>”."
    )
    assert by_article(run({"a-1": (one, "en")})[0])["a-1"] == ["Ruta Malk"] * 3
    two = one.replace("<s:She>", "<s:Pieter Zoon>")
    assert by_article(run({"a-1": (two, "en")})[0])["a-1"][-1] is None


def test_bodies_join_by_their_names() -> None:
    """The U.S. and the United States are one speaker, Washington another, police nobody in particular."""
    pile = {
        "a-1": ("<s:The U.S.> said <c:no>.", "en"),
        "a-2": ("<s:The United States> said <c:no>.", "en"),
        "a-3": ("<s:Washington> said <c:no>.\n\n<s:Police> said <c:yes>.", "en"),
    }
    statements, speakers = run(pile)
    assert {s.kind for s in speakers} == {"body"}
    assert len(speakers) == 2
    assert by_article(statements)["a-3"] == ["Washington", None]


NAMES = [
    "Ruta Malk",
    "R. Malk",
    "Malk",
    "Oren Malk",
    "Сергей Белов",
    "Sergei Belov",
    "the minister",
    "he",
    "NATO",
]
TEXTS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["Trade Minister", "Polish Foreign Minister", ""])),
    min_size=1, max_size=4,
)  # fmt: skip


def _told(number: int, name: str, role: str) -> str:
    return f"<s:{role} {name}> said <c:so {number}>."


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_no_name_is_invented(
    pile: list[list[tuple[str, str]]], shuffle: random.Random
) -> None:
    """Any order of articles gives the same speakers, and every speaker's name stands in some article."""
    marked = {
        f"a-{i}": ("\n\n".join(_told(j, *who) for j, who in enumerate(told)), "en")
        for i, told in enumerate(pile)
    }
    order = sorted(marked)
    first = run(marked, order)
    shuffle.shuffle(order)
    assert run(marked, order) == first
    text = " ".join(article(name, *marked[name])[0].text for name in marked)
    for speaker in first[1]:
        assert speaker.name in text
        assert all(alias in text for alias in speaker.aliases)


def test_many_articles_take_linear_time() -> None:
    """Two thousand people of one surname are joined without comparing all pairs of articles."""
    mentions = [
        Mention(f"m-{i}", f"a-{i:05}", 0, 9, who, who, "person", "name", None, None, f"st-{i}")
        for i, who in ((i, f"Ann{i % 300} Hale") for i in range(4_000))
    ]
    record, (statement,) = article("a-00000", "<s:Ann0 Hale> said <c:so>.")
    filled, speakers = mentions_to_speakers(
        to_table(Article, [record]), to_table(Statement, [statement]), to_table(Mention, mentions)
    )
    assert filled.num_rows == 1
    assert speakers.num_rows <= 1
