"""The tagger as its users call it, on texts of our own and on hostile ones."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.attribute.tagger import Tagged, Tagger

STORY = (
    "Marta Keller, the port's director, said on Monday that the new pier would open in March.\n\n"
    '"We have waited nine years for this," she told reporters. "Nobody will wait a day longer."\n\n'
    "According to the harbour union, 200 jobs are at risk.\n\n"
    "The city council rejected the claim."
)


def words(text: str, found: Tagged) -> tuple[str, str, str]:
    """Source, cue and content as strings."""
    source = text[slice(*found.source)] if found.source else ""
    cue = text[slice(*found.cue)] if found.cue else ""
    return source, cue, " … ".join(text[start:end] for start, end in found.content)


def check(text: str, found: list[Tagged]) -> None:
    """Spans lie in the text, are not empty, and contents are sorted and disjoint."""
    for tagged in found:
        spans = [*tagged.content, *(s for s in (tagged.cue, tagged.source) if s)]
        assert tagged.content
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in zip(tagged.content, tagged.content[1:], strict=False))
        assert 0.0 <= tagged.confidence <= 1.0


def test_a_story(tagger: Tagger) -> None:
    """Indirect speech, a quotation in two halves, and "according to"."""
    found = [words(STORY, tagged) for tagged in tagger.tag(STORY)]
    sources = [source.rstrip(",") for source, _, _ in found]
    assert sources[:3] == ["Marta Keller, the port's director", "she", "the harbour union"]
    contents = [content for _, _, content in found]
    assert "the new pier would open in March" in contents[0]
    assert "We have waited nine years" in contents[1]
    assert "Nobody will wait a day longer" in contents[1]
    assert "200 jobs are at risk" in contents[2]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“The bridge is safe,” said Ola Brandt.", "Ola Brandt", "The bridge is safe"),
        ("Officials warned that the dam could fail.", "Officials", "the dam could fail"),
        ("Ms. Okoye believes prices will fall.", "Ms. Okoye", "prices will fall"),
        ("“We will appeal.”\n― Ana Ruiz, lawyer", "Ana Ruiz", "We will appeal"),
        ("The mayor wrote on Twitter: “Shame on them.”", "The mayor", "Shame on them"),
    ],
)
def test_kinds_of_speech(tagger: Tagger, text: str, source: str, content: str) -> None:
    """One statement each: quotation, indirect speech, thought, signature, colon."""
    found = [words(text, tagged) for tagged in tagger.tag(text)]
    assert len(found) == 1
    assert source in found[0][0]
    assert content in found[0][2]


def test_plain_narration_has_no_statement(tagger: Tagger) -> None:
    """Nobody speaks in a report of events."""
    assert tagger.tag("The train left at noon. It reached the coast two hours later.") == []


def test_the_same_text_gets_the_same_answer(tagger: Tagger) -> None:
    """A second call, a second tagger and a text seen in between change nothing."""
    first = tagger.tag(STORY)
    tagger.tag("Something else entirely, he said.")
    assert tagger.tag(STORY) == first
    assert Tagger.load().tag(STORY) == first


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .,:\n\"'“”„«»''``―-\u2028\u200b\ud800日本он"), max_size=300))
def test_any_text_will_do(text: str) -> None:
    """Strange characters never break offsets."""
    check(text, LOADED.tag(text))


LOADED = Tagger.load()
NOISE = random.Random(7)
HOSTILE = {
    "empty": "",
    "blank": " \n\t\n ",
    "one mark": '"',
    "20,000 marks": '"' * 20_000,
    "20,000 mixed marks": "".join(NOISE.choices("\"“”„«»'`", k=20_000)),
    "one endless line": "she said that it was so and " * 36_000,
    "one endless word": "x" * 1_000_000,
    "scripts": "Он сказал, что «всё хорошо». 彼は「はい」と言った。 قال إن الأمر انتهى. " * 50,
    "lines without words": "\n" * 100_000,
    "unbalanced": "“ he said “ no ” ” she added “\n" * 300,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts(tagger: Tagger, name: str) -> None:
    """Whatever comes, the answer is well-formed and comes in time linear in the text."""
    text = HOSTILE[name]
    began = time.monotonic()
    check(text, tagger.tag(text))
    assert time.monotonic() - began < 60 + len(text) / 10_000


def test_loading_is_fast() -> None:
    """The weights load in a second or so, even on a busy machine."""
    times = []
    for _ in range(3):
        began = time.monotonic()
        Tagger.load()
        times.append(time.monotonic() - began)
    assert min(times) < 1.0


def test_languages(tagger: Tagger) -> None:
    """The tagger says which languages it was trained for."""
    assert "en" in tagger.languages
