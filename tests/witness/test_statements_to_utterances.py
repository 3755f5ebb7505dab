"""Which statements are one utterance, and how an utterance is described."""

from __future__ import annotations

import time

import pyarrow as pa
import pytest
from witness_piles import article, grouped, statement, together

from newstemma.records import Article, Credit, Statement
from newstemma.tables import to_table
from newstemma.witness.describe import describe
from newstemma.witness.statements_to_utterances import statements_to_utterances

PIERS = "Every winter we ask the ministry for new pier lamps, and every winter they politely decline."
PIERS_OTHERWISE = (
    "Each winter we applied to the ministry for pier lamps, and each time it was politely declined."
)
PIERS_RUSSIAN = (
    "Каждую зиму мы просим у министерства новые фонари для пирса, и каждую зиму нам вежливо отказывают."
)
WHALE = "A whale has been sleeping under the Orlen bridge since Monday and nobody dares to wake it."


def test_the_same_sentence_in_two_articles_is_one_utterance() -> None:
    """Two witnesses, named after their outlets."""
    a, b = article("Tarn Post", PIERS), article("Orlen Echo", PIERS)
    utterances, witnesses, _ = grouped([a, b], [statement(a, PIERS), statement(b, PIERS)])
    (utterance,) = utterances
    assert utterance.n_witnesses == utterance.n_articles == 2
    assert {w.name for w in witnesses[utterance.utterance_id]} == {"Tarn Post", "Orlen Echo"}


def test_a_rewording_by_one_speaker_is_the_same_utterance() -> None:
    """Two translations of one sentence share few words in order."""
    a, b = article("A", PIERS), article("B", PIERS_OTHERWISE)
    first = statement(a, PIERS, speaker="Ida Merle")
    second = statement(b, PIERS_OTHERWISE, speaker="Ida Merle")
    assert together(grouped([a, b], [first, second])[2], first, second)


def test_a_translation_is_the_same_utterance() -> None:
    """Across alphabets nothing but the meaning is shared."""
    a, b = article("A", PIERS), article("B", PIERS_RUSSIAN, language="ru")
    first, second = statement(a, PIERS), statement(b, PIERS_RUSSIAN)
    assert together(grouped([a, b], [first, second])[2], first, second)


def test_a_quotation_and_its_report_are_one_utterance() -> None:
    """Direct and indirect speech of one sentence."""
    told = "that the ministry politely declined the pier lamps every winter that they were asked for"
    a, b = article("A", PIERS), article("B", rest=f"Ida Merle said {told}.")
    first = statement(a, PIERS, speaker="Ida Merle")
    second = statement(b, told, kind="indirect", speaker="Ida Merle")
    assert together(grouped([a, b], [first, second])[2], first, second)


def test_a_snippet_joins_the_sentence_it_was_cut_from() -> None:
    """Four words of it are enough if they are particular."""
    snippet = "politely decline"
    a, b = article("A", PIERS), article("B", rest=f"She said that they “{snippet}” every time.")
    first = statement(a, PIERS, speaker="Ida Merle")
    second = statement(b, snippet, speaker="Ida Merle")
    assert together(grouped([a, b], [first, second])[2], first, second)


def test_two_statements_on_two_certain_days_are_two_utterances() -> None:
    """A repetition on another day is another act of speech, however alike the words."""
    a, b = article("A", PIERS), article("B", PIERS)
    first = statement(a, PIERS, said_on="2031-02-01", said_on_how="day: 1 February")
    second = statement(b, PIERS, said_on="2031-03-01", said_on_how="day: 1 March")
    assert not together(grouped([a, b], [first, second])[2], first, second)


def test_a_day_taken_from_the_publication_does_not_separate() -> None:
    """It is only the latest possible day."""
    a, b = article("A", PIERS), article("B", PIERS)
    first = statement(a, PIERS, said_on="2031-02-01", said_on_how="day: 1 February")
    second = statement(b, PIERS, said_on="2031-02-03", said_on_how="published: not after 2031-02-03")
    assert together(grouped([a, b], [first, second])[2], first, second)


def test_nobody_prints_what_is_said_later() -> None:
    """An article of January is no witness of what was said in June."""
    a, b = article("A", PIERS, published="2031-01-05"), article("B", PIERS, published="2031-06-09")
    first = statement(a, PIERS)
    second = statement(b, PIERS, said_on="2031-06-08", said_on_how="weekday: Sunday")
    assert not together(grouped([a, b], [first, second])[2], first, second)


@pytest.mark.parametrize(
    ("claim", "denial", "language"),
    [
        (
            "Diesel has got into the harbour basin",
            "Not one drop of diesel has got into the harbour basin",
            "en",
        ),
        ("Diesel has got into the harbour basin", "Ni una gota de gasóleo ha llegado a la dársena", "es"),
    ],
)
def test_opposite_claims_are_two_utterances(claim: str, denial: str, language: str) -> None:
    """All words of one stand in the other, nobody knows who speaks, and they say the contrary."""
    a, b = article("A", claim), article("B", denial, language=language)
    first, second = statement(a, claim), statement(b, denial)
    assert not together(grouped([a, b], [first, second])[2], first, second)


def test_a_repetition_on_another_day_is_another_utterance() -> None:
    """One speaker, one sentence, two certain days a week apart: the second is not a copy of the first."""
    a, b = article("A", PIERS), article("B", PIERS_OTHERWISE)
    days = [{"said_on": day, "said_on_how": "date"} for day in ("2019-03-04", "2019-03-11")]
    first = statement(a, PIERS, speaker="Ida Merle", **days[0])
    second = statement(b, PIERS_OTHERWISE, speaker="Ida Merle", **days[1])
    assert not together(grouped([a, b], [first, second])[2], first, second)


def test_other_numbers_in_another_language_are_another_utterance() -> None:
    """A number survives translation: two inspections on two dates are two statements."""
    english, spanish = (
        "The dredger Alma was last inspected on 9 February 2018.",
        "La draga Alma pasó su última inspección el 27 de octubre de 2016.",
    )
    a, b = article("A", english), article("B", spanish, language="es")
    first, second = statement(a, english), statement(b, spanish)
    assert not together(grouped([a, b], [first, second])[2], first, second)


def test_different_speakers_separate_a_rewording_and_not_the_same_long_quotation() -> None:
    """The same long sentence under two names is a conflict of attribution about one utterance."""
    a, b, c = article("A", PIERS), article("B", PIERS), article("C", PIERS_OTHERWISE)
    first = statement(a, PIERS, speaker="Ida Merle")
    second = statement(b, PIERS, speaker="Olav Brenn")
    third = statement(c, PIERS_OTHERWISE.split(",", maxsplit=1)[0], speaker="Nils Hark")
    found = grouped([a, b, c], [first, second, third])[2]
    assert together(found, first, second)
    assert not together(found, first, third)


def test_stock_phrases_do_not_join() -> None:
    """ "No comment" in five articles is five utterances."""
    piles = [article(f"Outlet {k}", "No comment") for k in range(5)]
    said = [statement(a, "No comment") for a in piles]
    assert len(grouped(piles, said)[0]) == 5


def test_statements_on_one_subject_are_not_one_utterance() -> None:
    """The same words mean something else: the subject alone does not join."""
    other = "The ministry will pay for one lamp, and the town has to find the money for the rest by Easter."
    a, b = article("A", PIERS), article("B", other)
    first = statement(a, PIERS, speaker="Ida Merle")
    second = statement(b, other, speaker="Ida Merle")
    assert not together(grouped([a, b], [first, second])[2], first, second)


def test_a_sentence_without_attribution_is_a_witness() -> None:
    """The article says it in its own voice: no statement, not attributed, the sentence as text."""
    own = "A whale has been sleeping under the Orlen bridge since Monday, and nobody dares to wake it."
    a = article("A", WHALE)
    b = article("B", rest=f"Trams are late. {own} The council meets in May.")
    utterances, witnesses, _ = grouped([a, b], [statement(a, WHALE, speaker="Ida Merle")])
    (utterance,) = utterances
    (second,) = [w for w in witnesses[utterance.utterance_id] if not w.attributed]
    assert (second.statement_id, second.text) == (None, own)
    assert utterance.n_witnesses == 2


def test_an_article_is_one_witness_however_often_it_tells_it() -> None:
    """Its fuller version stands for it."""
    short = "every winter they politely decline"
    a = article("A", PIERS, rest=f"So “{short}”, she repeated.")
    both = [statement(a, PIERS, speaker="Ida Merle")]
    place = a.text.rindex(short)
    again = statement(a, short, speaker="Ida Merle")
    if again.content_start != place:
        both.append(again)
    utterances, witnesses, _ = grouped([a], both)
    assert len(utterances) == 1
    assert [w.text for w in witnesses[utterances[0].utterance_id]] == [PIERS]


def test_sigla_first_appearance_speaker_venue_and_day() -> None:
    """A is the earliest certain publication; the utterance has what its witnesses say."""
    a = article("A", PIERS, published="2031-02-03")
    b = article("B", PIERS, published="2031-02-01T08:00:00+01:00")
    c = article("C", PIERS)
    said = [
        statement(a, PIERS, speaker="Ida Merle", addressee="Radio Orlen"),
        statement(b, PIERS, speaker="Ida Merle", said_on="2031-01-31", said_on_how="relative: yesterday"),
        statement(c, PIERS),
    ]
    (utterance,), witnesses, _ = grouped([a, b, c], said)
    assert [w.name for w in witnesses[utterance.utterance_id]] == ["B", "A", "C"]
    assert [w.sigil for w in witnesses[utterance.utterance_id]] == ["A", "B", "C"]
    assert (utterance.first_article_id, utterance.first_seen) == (b.article_id, b.published)
    assert (utterance.speaker, utterance.addressee, utterance.said_on) == (
        "Ida Merle",
        "Radio Orlen",
        "2031-01-31",
    )


def test_no_statements_no_utterances() -> None:
    """Empty tables with the right columns."""
    assert grouped([article("A")], [])[0] == []
    assert grouped([], [])[0] == []


def test_order_changes_nothing() -> None:
    """The same bytes from any order of rows."""
    piles = [article(f"O{k}", [PIERS, PIERS_OTHERWISE, WHALE][k % 3]) for k in range(9)]
    said = [statement(a, [PIERS, PIERS_OTHERWISE, WHALE][k % 3]) for k, a in enumerate(piles)]
    tables = to_table(Article, piles), to_table(Statement, said)
    turned = tuple(t.take(pa.array(list(reversed(range(t.num_rows))))) for t in tables)
    empty = to_table(Credit, ())
    first = statements_to_utterances(*tables, empty)
    second = statements_to_utterances(turned[0], turned[1], empty)
    assert first[0].equals(second[0])
    assert first[1].equals(second[1])


@pytest.mark.parametrize(
    "content", ["…", "x", "yes", "?! –", "слово", "言う", "word " * 5000, "a,b-c;" * 30_000]
)
def test_odd_contents(content: str) -> None:
    """No words, one word, another script, five thousand words, no blanks: each has its utterance."""
    piles = [article(f"O{k}", rest=f"He said {content.strip()} then.") for k in range(3)]
    said = [statement(a, content.strip(), kind="indirect", speaker="") for a in piles]
    utterances, witnesses, _ = grouped(piles, said)
    assert sum(len(w) for w in witnesses.values()) == 3
    assert 1 <= len(utterances) <= 3


def test_dates_in_the_future_and_dates_that_are_none() -> None:
    """Nonsense dates separate nothing by mistake and break nothing."""
    a, b = article("A", PIERS, published="2931-02-30"), article("B", PIERS, published="soon")
    first = statement(a, PIERS, said_on="XXXX-12", said_on_how="month: December")
    second = statement(b, PIERS)
    assert together(grouped([a, b], [first, second])[2], first, second)


@pytest.mark.slow
@pytest.mark.parametrize("content", [PIERS, "No comment"])
def test_one_statement_many_thousand_times_is_linear(content: str) -> None:
    """Six thousand articles with one statement: no pair of all with all."""
    piles = [article(f"O{k}", content, rest=f"Printed in town {k}.") for k in range(6000)]
    said = [statement(a, content, speaker="Ida Merle") for a in piles]
    start = time.process_time()
    assert (len(grouped(piles, said)[0]) == 1) is (content == PIERS)
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("2024-03-11", "2024-03-12"), 0),
        (("2024-03-11T18:20:00+01:00", "2024-03-11T20:00:00+01:00"), 0),
        (("2024-03-11T20:00:00+01:00", "2024-03-11T18:20:00+01:00"), 1),
        (("2024-03-11T18:20:00+01:00", "2024-03-11"), None),
        (("2024-03-11", "2024-03-11"), None),
        (("2024-03-11", "2024-03-12T08:00:00Z", "2024-03-12"), 0),
    ],
)
def test_the_first_is_told_only_where_dates_tell(dates: tuple[str, ...], first: int | None) -> None:
    """Of two articles of one day neither is the first unless both say at what time they appeared."""
    words = "The harbour will be closed before the autumn storms begin, and not a day later"
    piled = [article(f"p{k}", words, published=day) for k, day in enumerate(dates)]
    said = [statement(a, words) for a in piled]
    (utterance,), _, _ = grouped(piled, said)
    assert utterance.first_article_id == (None if first is None else piled[first].article_id)
    assert (utterance.first_seen or "")[:10] == "2024-03-11"


def test_a_long_sentence_without_a_rare_word_is_no_stock_phrase() -> None:
    """Nine words in the same order are no chance, however common each of them is."""
    said = "it was here and it will be here when none of us are"
    pile = [article(f"O{k}", said) for k in range(3)]
    given = [statement(a, said) for a in pile]
    assert len(grouped(pile, given)[0]) == 1


def test_an_outlet_passes_it_on() -> None:
    """Where one article gives words to a person and another to a newspaper, the person said them."""
    quote = "The harbour will not close this winter"
    where = [article(name, quote) for name in ("Alder", "Birch", "Cedar")]
    person, outlet = ("sp-z", "Mira Holt"), ("sp-a", "The Guardian")
    given = [
        statement(a, quote, speaker_id=who[0], speaker=who[1], speaker_how="name")
        for a, who in zip(where, (person, outlet, outlet), strict=True)
    ]
    articles = {a.article_id: a for a in where}
    assert describe(given[:2], [], articles)[0].speaker == "Mira Holt"
    assert describe(given, [], articles)[0].speaker == "Mira Holt"
    assert describe(given[1:], [], articles)[0].speaker == "The Guardian"
