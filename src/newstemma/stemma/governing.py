"""Which credits speak for which statement, and which credited sources are missing from the pile.

A credit in an article does not speak for every statement in it. In falling strength: the statement was made
to the credited one (its addressee), the credit stands in the same sentence, in the same paragraph, or it
speaks for the article as a whole ("Source: X", a byline, a dateline). Any other credit is about other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newstemma.records import Witness
from newstemma.spans import Span
from newstemma.stemma.pile import Pile, PlacedCredit
from newstemma.text.names import outlet_key
from newstemma.text.tokens import sentences

__all__ = ["LEVELS", "Governing", "governing"]

LEVELS = ("near", "paragraph", "line")
"""Strength of a credit for a statement, the strongest first."""


@dataclass(frozen=True, slots=True)
class Governing:
    """A source that an article names for a statement.

    Attributes:
        key: ``outlet_key`` of the credited.
        name, kind: as in the credits table; an addressee without a credit row has the kind ``interview``.
        level: one of ``LEVELS``.
        text: the words of the credit.
        article_id: the article of the pile that is meant, if it is known.
        elsewhere: whether it is named in another paragraph, and counts as in the same because the words were
            said to it.
    """

    key: str
    name: str
    kind: str
    level: str
    text: str
    article_id: str | None
    elsewhere: bool = False


def governing(witness: Witness, pile: Pile, venue: str = "") -> tuple[Governing, ...]:
    """The sources named for a witness, one per key at its strongest level; never the outlet itself.

    Args:
        witness: an extant witness.
        pile: its article's credits.
        venue: ``outlet_key`` of the one to whom the utterance was made, as other witnesses have it: an
            article that names this one anywhere has the utterance from there.
    """
    article = pile.articles.get(witness.article_id or "")
    if article is None or witness.article_id is None:
        return ()
    found: dict[str, Governing] = {}
    statement = pile.statements.get(witness.statement_id or "")
    if statement is not None and statement.addressee and outlet_key(statement.addressee):
        key = outlet_key(statement.addressee)
        found[key] = Governing(
            key, statement.addressee, "interview", "near", f"to {statement.addressee}", None
        )
    for credit in pile.credits.get(witness.article_id, ()):
        level = _level(witness, credit, pile)
        elsewhere = credit.key == venue and level in (None, "line")
        if elsewhere:
            level = "paragraph"
        if level is None or _is_the_utterance(credit):
            continue
        known = found.get(credit.key)
        if known is None or LEVELS.index(level) < LEVELS.index(known.level) or _better_words(known, level):
            linked = credit.article_id or (known.article_id if known else None)
            kind = "interview" if known and known.kind == "interview" else credit.kind
            found[credit.key] = Governing(
                credit.key, credit.name, kind, level, credit.text, linked, elsewhere
            )
    found.pop(article.outlet, None)
    return tuple(found[key] for key in sorted(found))


def _is_the_utterance(credit: PlacedCredit) -> bool:
    """Whether a document without a name of its own is meant ("in a statement"): that is the utterance itself.

    A named one ("the Harbour Board website") is a source that somebody else may have seen or not.
    """
    return credit.kind == "document" and credit.name == credit.name.lower()


def _better_words(known: Governing, level: str) -> bool:
    """An addressee that is also credited in words gets those words."""
    return known.level == level and known.text == f"to {known.name}"


def _level(witness: Witness, credit: PlacedCredit, pile: Pile) -> str | None:
    if credit.line:
        return "line"
    if witness.start is None or witness.end is None or witness.article_id is None:
        return None
    told = Span(witness.start, witness.end)
    if credit.kind == "link" and credit.article_id is not None:
        return "near" if credit.paragraph.overlaps(told) else "line"
    if not credit.paragraph.overlaps(told):
        return None
    text = credit.paragraph.of(pile.texts[witness.article_id])
    for sentence in _sentences(text):
        place = Span(sentence.start + credit.paragraph.start, sentence.end + credit.paragraph.start)
        if place.start <= credit.start < place.end:
            return "near" if place.overlaps(told) else "paragraph"
    return "paragraph"


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[Span, ...]:
    """A paragraph's sentences; it is asked for again for every witness and every credit in it."""
    return tuple(sentences(text))
