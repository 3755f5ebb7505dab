"""What the independent sources of an utterance are, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.records import Source, Utterance, Witness
from newstemma.report.pile import Pile
from newstemma.report.sureness import listed

__all__ = ["all_of", "origin_sentence"]


def all_of(n: int, noun: str = "articles") -> str:
    """``both``, or ``all 5``, or ``the article``."""
    return "the article" if n == 1 else f"both {noun}" if n == 2 else f"all {n} {noun}"


def origin_sentence(pile: Pile, utterance: Utterance) -> str | None:
    """Where the branches of the likeliest tree begin; None if there is no tree."""
    witnesses = {w.witness_id: w for w in pile.witnesses_of.get(utterance.utterance_id, ())}
    sources = [s for s in pile.sources_of.get(utterance.utterance_id, ()) if s.witness_id in witnesses]
    if not sources:
        return None
    if any(s.circular for s in sources):
        return _circle(sources, witnesses)
    heads = sorted(sources, key=lambda s: (-len(s.collapsed), -s.probability, witnesses[s.witness_id].sigil))
    n = len(pile.articles_with(utterance.utterance_id))
    if len(heads) == 1:
        head = witnesses[heads[0].witness_id]
        if head.status == "lost":
            missing = f"{head.name}, whose own version is not in the pile"
            return f"In the likeliest tree {all_of(n)} go back to {missing}."
        if n == 1:
            return None
        return f"In the likeliest tree {_rest(n)} back to {head.name}."
    names = [_named(witnesses[s.witness_id]) for s in heads]
    return f"In the likeliest tree the words arrive by {len(heads)} ways: {listed(names, 6)}."


def _rest(n: int) -> str:
    return "the other article goes" if n == 2 else f"the other {n - 1} articles go"


def _named(witness: Witness) -> str:
    return f"{witness.name} (own version not in the pile)" if witness.status == "lost" else witness.name


def _circle(sources: Sequence[Source], witnesses: dict[str, Witness]) -> str:
    turning = next(s for s in sources if s.circular)
    names = [witnesses[k].name for k in (turning.witness_id, *turning.collapsed) if k in witnesses]
    return f"Credits run in a circle: {listed(list(dict.fromkeys(names)), 6)} lead back to each other."
