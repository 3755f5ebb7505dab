"""Witnesses as the model sees them: extant ones with their words and credits, and lost ones by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newstemma.ids import make_id
from newstemma.records import Witness
from newstemma.stemma.governing import Governing, governing
from newstemma.stemma.intervals import UNKNOWN, Interval, is_before, parse
from newstemma.stemma.pile import Pile
from newstemma.text.normalise import fold, straight_marks
from newstemma.text.tokens import words

__all__ = ["View", "as_witness", "extant_views", "folded_words", "lost_views"]

_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_PRIMARY = ("interview", "agency", "document", "outlet", "link", "byline")


@dataclass(frozen=True, slots=True)
class View:
    """One node of an utterance's graph.

    Attributes:
        witness_id: its id.
        sigil: A, B … for extant, α, β … for lost.
        name: what a reader calls it.
        article_id: the article; None for a lost one.
        outlet: ``outlet_key`` of its outlet, or of the credited name of a lost one; may be empty.
        language: of the article, or None.
        kind: ``direct``, ``mixed``, ``indirect``, ``none`` (told without attribution) or ``lost``.
        attributed: whether the words are given to a speaker.
        words: its words in folded form.
        published: when.
        credits: the sources that it names for these words.
        span: place of the words in the article.
        primary: of a lost one: an agency, or the outlet of an interview.
    """

    witness_id: str
    sigil: str
    name: str
    article_id: str | None
    outlet: str
    language: str | None
    kind: str
    attributed: bool
    words: tuple[str, ...]
    published: Interval = UNKNOWN
    credits: tuple[Governing, ...] = ()
    span: tuple[int, int] | None = None
    primary: bool = False

    @property
    def lost(self) -> bool:
        """Whether it is credited and not in the pile."""
        return self.kind == "lost"

    @property
    def quoted(self) -> bool:
        """Whether it is given as a quotation."""
        return self.kind in ("direct", "mixed")


@lru_cache(maxsize=4096)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text in the form in which they are compared."""
    return tuple(fold(w) for w in words(straight_marks(text)))


def extant_views(witnesses: Sequence[Witness], pile: Pile, venue: str = "") -> list[View]:
    """The extant witnesses of one utterance, in an order that depends on nothing but their content."""
    return sorted((_view(w, pile, venue) for w in witnesses), key=_order)


def _order(view: View) -> tuple[float, int, str, str]:
    return (view.published.low, len(view.sigil), view.sigil, view.witness_id)


def _view(witness: Witness, pile: Pile, venue: str) -> View:
    article = pile.articles.get(witness.article_id or "")
    statement = pile.statements.get(witness.statement_id or "")
    return View(
        witness_id=witness.witness_id,
        sigil=witness.sigil,
        name=witness.name,
        article_id=witness.article_id,
        outlet=article.outlet if article else "",
        language=article.language if article else None,
        kind=statement.kind if statement else "none",
        attributed=witness.attributed,
        words=folded_words(witness.text or ""),
        published=parse(witness.published),
        credits=governing(witness, pile, venue),
        span=None if witness.start is None or witness.end is None else (witness.start, witness.end),
    )


def lost_views(utterance_id: str, views: Sequence[View]) -> list[View]:
    """One lost witness for each credited source that no extant witness of the utterance can be.

    A credited outlet that has a witness here is that witness, unless it is certain that it came later: then
    the credit means an earlier version that is lost.
    """
    if not any(v.credits for v in views):
        return []
    named: dict[str, list[Governing]] = defaultdict(list)
    holders: dict[str, list[int]] = defaultdict(list)
    for i, view in enumerate(views):
        holders[view.outlet].append(i)
        holders[view.article_id or ""].append(i)
    for j, view in enumerate(views):
        for credit in view.credits:
            known = holders.get(credit.key, []) + holders.get(credit.article_id or "?", [])
            if not any(i != j and not is_before(view.published, views[i].published) for i in known):
                named[credit.key].append(credit)
    lost = [_lost(utterance_id, key, credits) for key, credits in sorted(named.items())]
    return sorted(lost, key=lambda v: (v.name, v.outlet))


def _lost(utterance_id: str, key: str, credits: Sequence[Governing]) -> View:
    counts = Counter(c.name for c in credits)
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    kinds = {c.kind for c in credits}
    kind = next((k for k in _PRIMARY if k in kinds), "outlet")
    return View(
        witness_id=make_id("w", utterance_id, "lost", key),
        sigil="",
        name=name,
        article_id=None,
        outlet=key,
        language=None,
        kind="lost",
        attributed=True,
        words=(),
        primary=kind in ("interview", "agency", "document"),
    )


def _sigil(k: int) -> str:
    return _GREEK[k % len(_GREEK)] + (str(k // len(_GREEK) + 1) if k >= len(_GREEK) else "")


def as_witness(utterance_id: str, view: View, k: int) -> Witness:
    """A lost view as a row of the witnesses table, the k-th (from 0) of its utterance."""
    return Witness(
        utterance_id=utterance_id,
        witness_id=view.witness_id,
        statement_id=None,
        article_id=None,
        sigil=_sigil(k),
        status="lost",
        name=view.name,
        start=None,
        end=None,
        text=None,
        attributed=True,
        published=None,
    )
