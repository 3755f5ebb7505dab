"""Two dates for one event: "proposed in 2009", "the proposal of June 5, 2008".

Two sentences are compared if they name the same thing (a name of at least two words that is not a speaker's)
and the same action of the kind that happens once, with a date beside it. For an action that is said to be the
last or the first of its kind, a name of one word is enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from newstemma.narrative.sentences import Sentence
from newstemma.narrative.words import EVENTS, UNIQUE
from newstemma.params.narrative import COMMON_SENTENCES, EVENT_GAP, NAME_GAP
from newstemma.records import DateExpression
from newstemma.text.normalise import fold
from newstemma.text.similarity import stem as stem_of
from newstemma.text.tokens import Token, tokens

__all__ = ["Event", "date_conflicts", "events_of", "two_dates"]

_UNIQUE_LENGTH = 6  # letters of an action's beginning: "inspection" and "inspected" meet at "inspec"
_CERTAIN = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class Event:
    """A dated action on a named thing."""

    sentence: Sentence
    name: str
    stem: str
    date: DateExpression


def date_conflicts(
    rows: Sequence[Sentence], dates: Iterable[DateExpression], persons: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Event, Event, str]]:
    """Pairs of sentences that give one event two dates.

    Args:
        rows: all sentences.
        dates: all time expressions.
        persons: folded names of speakers by article: much happens to a person more than once.

    Yields:
        The two events and the reason in a sentence.
    """
    events: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events_of(rows, dates, persons):
        events[event.name, event.stem].append(event)
    for _, same in sorted(events.items()):
        yield from two_dates(same)


def events_of(
    rows: Sequence[Sentence], dates: Iterable[DateExpression], persons: Mapping[str, frozenset[str]]
) -> Iterator[Event]:
    """The dated actions in sentences, in their order; see ``date_conflicts``."""
    placed: dict[str, list[DateExpression]] = defaultdict(list)
    for d in dates:
        if d.type == "DATE" and _CERTAIN.match(d.value):
            placed[d.article_id].append(d)
    for expressions in placed.values():
        expressions.sort(key=lambda d: (d.start, d.end))
    for row in rows:
        inside = _inside(placed.get(row.article_id, ()), row)
        if inside:
            yield from _events(row, inside, persons.get(row.article_id, frozenset()))


def two_dates(same: Sequence[Event]) -> Iterator[tuple[Event, Event, str]]:
    """Of dated actions of one kind on one thing those whose dates differ, each two dates once."""
    told: set[frozenset[str]] = set()
    for a, b in combinations(same[:COMMON_SENTENCES], 2):
        values = frozenset((a.date.value, b.date.value))
        if a.sentence == b.sentence or values in told or _compatible(a.date.value, b.date.value):
            continue
        told.add(values)
        yield a, b, _reason(a.name, a, b)


def _inside(placed: Sequence[DateExpression], row: Sentence) -> Sequence[DateExpression]:
    """The dates that begin in a sentence; they are in order of places."""
    first = bisect_left(placed, row.span.start, key=lambda d: d.start)
    return placed[first : bisect_left(placed, row.span.end, lo=first, key=lambda d: d.start)]


def _events(row: Sentence, inside: Sequence[DateExpression], persons: frozenset[str]) -> Iterator[Event]:
    listed = [t for t in tokens(row.text) if t.is_word]
    names = {n for n in _names(row.text, listed) if n not in persons}
    dated = {fold(t.text) for d in inside for t in tokens(d.text)}
    short = {
        n
        for n in map(fold, _single_names(listed))
        if n not in dated and not any(n in p.split() for p in persons)
    }
    taken: set[tuple[str, int]] = set()
    for at in range(len(listed)):
        stem = _action(listed, at)
        if stem is None or (at and listed[at].text[0].isupper()):  # inside a name it is no action
            continue
        beside = _around(listed, at)
        near = [d for d in inside if _distance(row, listed, at, d) <= EVENT_GAP]
        for date in sorted(near, key=lambda d: (_distance(row, listed, at, d), d.start))[:1]:
            for name in sorted(names | short if stem.startswith("last ") else names):
                if name.split()[-1] in beside and (name + stem, date.start) not in taken:
                    taken.add((name + stem, date.start))
                    yield Event(row, name, stem, date)


def _around(listed: Sequence[Token], at: int) -> frozenset[str]:
    """Folded words near an action: what it happens to stands there."""
    return frozenset(fold(t.text) for t in listed[max(0, at - NAME_GAP) : at + NAME_GAP + 1])


def _action(listed: Sequence[Token], at: int) -> str | None:
    """The action that a word stands for, if it is one that happens once."""
    word = fold(listed[at].text)
    if at and len(word) >= _UNIQUE_LENGTH and not word[0].isdigit() and fold(listed[at - 1].text) in UNIQUE:
        return "last " + stem_of(word)[:_UNIQUE_LENGTH]
    if not word.startswith(EVENTS):  # for most words, and soon seen
        return None
    return next(s for s in EVENTS if word.startswith(s))


def _distance(row: Sentence, listed: Sequence[Token], at: int, date: DateExpression) -> int:
    """Words between the action and the date."""
    start, end = date.start - row.span.start, date.end - row.span.start
    inside = [i for i, t in enumerate(listed) if t.start < end and start < t.end]
    return min((abs(i - at) for i in inside), default=EVENT_GAP + 1)


def _names(text: str, listed: Sequence[Token]) -> Iterator[str]:
    """Runs of at least two capitalised words, folded; the first word of the sentence may belong to one."""
    run: list[str] = []
    last_end = 0
    for token in [*listed, Token(".", len(text), len(text))]:
        joined = text[last_end : token.start].strip(" ") == ""
        if token.text[:1].isupper() and (joined or not run):
            run.append(fold(token.text))
        else:
            if len(run) > 1:
                yield " ".join(run).removeprefix("the ")
            run = [fold(token.text)] if token.text[:1].isupper() else []
        last_end = token.end


def _single_names(listed: Sequence[Token]) -> Iterator[str]:
    """Words with a capital inside the sentence."""
    return (t.text for t in listed[1:] if t.text[0].isupper() and len(t.text) > 3)


def _compatible(a: str, b: str) -> bool:
    """Whether the coarser date contains the finer."""
    return a.startswith(b) or b.startswith(a)


def _reason(name: str, a: Event, b: Event) -> str:
    step = a.stem if a.stem.startswith("last ") else f"{a.stem}…"
    return f"The same step (“{step}”) on “{name.title()}” is dated “{a.date.text}” and “{b.date.text}”."
