"""Retold utterances as cards: the words, the stemma, the versions, the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newstemma.params.report import CLIP_CARD, CLIP_ROW, LEAST_WEIGHT, RIVALS, VERSIONS
from newstemma.records import Edge, Evidence, Statement, Utterance, Witness
from newstemma.report.links import Links
from newstemma.report.origins import origin_sentence
from newstemma.report.pile import Pile
from newstemma.report.said import is_bound, on_or_in, said_how, said_words
from newstemma.report.sureness import counted, how_sure, percent, sources_words
from newstemma.report.tree import CONTAMINATION
from newstemma.report.tree_view import Drawing, tree_views
from newstemma.report.version_view import collation, version_views
from newstemma.report.views import Reason, Rival, StepView, UtteranceRow, UtteranceView
from newstemma.report.visible import anchor, clip
from newstemma.report.when import when
from newstemma.report.wording import heading, language_name
from newstemma.text.normalise import squeeze

__all__ = ["card_size", "sigil_name", "tellers", "utterance_row", "utterance_view"]

_FULL_BAR = 6.0
"""Weight (in units of log odds) that fills a bar: e⁶ is 400 to 1."""


_NODE, _VERSION, _REASON = 1_500, 2_000, 260
"""About how many characters of HTML a node, a version and a reason take (measured on the example)."""


def card_size(pile: Pile, utterance: Utterance) -> int:
    """About how many characters of HTML the utterance's card takes."""
    witnesses = pile.witnesses_of.get(utterance.utterance_id, ())
    reasons = sorted((len(e.evidence) for e in pile.edges_of.get(utterance.utterance_id, ())), reverse=True)
    listed = sum(reasons[: min(len(witnesses), VERSIONS) * (1 + RIVALS)])
    return _NODE * len(witnesses) + _VERSION * min(len(witnesses), VERSIONS) + _REASON * listed


def tellers(pile: Pile, utterance: Utterance) -> str:
    """By how many articles and outlets it is told."""
    articles = pile.articles_with(utterance.utterance_id)
    outlets = {pile.articles[a].outlet for a in articles}
    of = "" if None in outlets else f" of {counted(len(outlets), 'outlet')}"
    return f"told by {counted(len(articles), 'article')}{of}"


def utterance_row(pile: Pile, shown: Links, utterance: Utterance) -> UtteranceRow:
    """A retold utterance without a card, in one line."""
    first = next((w for w in pile.witnesses_of[utterance.utterance_id] if w.article_id), None)
    return UtteranceRow(
        speaker=utterance.speaker or "Speaker not resolved",
        text=clip(squeeze(heading(pile, utterance).text), CLIP_ROW),
        tellers=tellers(pile, utterance),
        sources=sources_words(utterance.sources_expected, utterance.sources_low, utterance.sources_high),
        href=shown.statement(first.statement_id) if first else None,
    )


def utterance_view(
    pile: Pile,
    shown: Links,
    number: int,
    utterance: Utterance,
    most: int = VERSIONS,
    steps_at: str | None = None,
) -> UtteranceView:
    """Everything about one utterance.

    Args:
        pile: the run.
        shown: what can be linked to.
        number: in the list, from 1; 0 for none.
        utterance: what is shown.
        most: versions, and steps with their evidence, that are shown.
        steps_at: the address below which every step has a page of its own, if it has.
    """
    key = utterance.utterance_id
    witnesses, edges = pile.witnesses_of.get(key, []), pile.edges_of.get(key, [])
    best = heading(pile, utterance)
    dated = _dated(pile, utterance, witnesses, best.witness)
    said = (said_words(dated) if dated else None) or _plain_day(utterance)
    names = {w.witness_id: sigil_name(w) for w in witnesses} | {key: "the utterance itself"}
    steps = _step_views(witnesses, edges, names)
    unsure = frozenset(s.witness_id for s in steps if s.sure == "cannot tell")
    versions = version_views(pile, shown, utterance, unsure)
    linked = frozenset(v.key for v in versions[:most]) | frozenset(s.key for s in steps[:most])
    drawing = Drawing(utterance, witnesses, said, linked, steps_at)
    trees, hidden = tree_views(drawing, edges, names, f"Stemma{f' {number}' if number else ''}")
    first = pile.articles.get(utterance.first_article_id or "")
    return UtteranceView(
        key=anchor(key),
        number=number,
        speaker=utterance.speaker or "Speaker not resolved",
        speaker_href=shown.speaker(utterance.speaker_id) if utterance.speaker_id in pile.speakers else None,
        said=said or "day not known",
        said_how=said_how(dated, pile.outlet(dated.article_id)) if dated else None,
        addressee=utterance.addressee,
        text=clip(best.text, CLIP_CARD),
        language=best.language,
        tongue=language_name(best.language) if best.language not in (None, "en") else None,
        worded=sigil_name(best.witness) if best.witness else None,
        tellers=tellers(pile, utterance),
        sources=sources_words(utterance.sources_expected, utterance.sources_low, utterance.sources_high),
        origin=origin_sentence(pile, utterance),
        first=_first(pile, utterance),
        first_href=shown.article(utterance.first_article_id) if first else None,
        trees=trees,
        hidden=hidden,
        collation=collation(pile, shown, utterance, best.witness, most),
        versions=versions[:most],
        more_versions=max(0, len(versions) - most),
        steps=steps[:most],
        more_steps=max(0, len(steps) - most),
        ties=_ties(steps),
        seconds=[e.detail for edge in edges for e in edge.evidence if e.kind == CONTAMINATION],
        circular=pile.is_circular(key),
    )


def _first(pile: Pile, utterance: Utterance) -> str | None:
    """Where and when it was seen first, as far as dates tell."""
    if utterance.first_seen is None:
        return None
    if utterance.first_article_id is None:
        return f"{when(utterance.first_seen)}, in several articles; cannot tell in which"
    witnesses = pile.witnesses_of[utterance.utterance_id]
    undated = sum(w.status == "extant" and not w.published for w in witnesses)
    also = f" ({undated} without a date)" if undated else ""
    return f"{pile.outlet(utterance.first_article_id)}, {when(utterance.first_seen)}{also}"


def _dated(
    pile: Pile, utterance: Utterance, witnesses: Sequence[Witness], best: Witness | None
) -> Statement | None:
    """A statement that gives the utterance's day: whose own words do so rather than one that is bounded."""
    shown = best.statement_id if best else None
    found = [s for w in witnesses if (s := pile.statements.get(w.statement_id or "")) and s.said_on]
    same = [s for s in found if s.said_on == utterance.said_on]
    ranked = sorted(same, key=lambda s: (is_bound(s), s.statement_id != shown, s.statement_id))
    return ranked[0] if ranked else None


def _plain_day(utterance: Utterance) -> str | None:
    if utterance.said_on is None:
        return None
    return f"said {on_or_in(utterance.said_on)} {when(utterance.said_on)}"


def sigil_name(witness: Witness) -> str:
    """How a witness is called in words: ``C (Harbour Daily)``."""
    return f"{witness.sigil} ({witness.name})" if witness.sigil else witness.name


def _step_views(
    witnesses: Sequence[Witness], edges: Sequence[Edge], names: Mapping[str, str]
) -> list[StepView]:
    """The evidence of every step of the best tree, with the other parents that were possible."""
    by_child: dict[str, list[Edge]] = {}
    for edge in edges:
        by_child.setdefault(edge.child, []).append(edge)
    views = []
    for witness in sorted(witnesses, key=lambda w: (w.status == "lost", len(w.sigil), w.sigil, w.witness_id)):
        ranked = sorted(by_child.get(witness.witness_id, ()), key=lambda e: (-e.probability, e.parent))
        best = next((e for e in ranked if e.in_tree), None)
        if best is not None:
            views.append(_step_view(witness, best, [e for e in ranked if e is not best], names))
    return views


def _step_view(witness: Witness, best: Edge, others: Sequence[Edge], names: Mapping[str, str]) -> StepView:
    rivals = [e for e in others[:RIVALS] if e.probability >= 0.005]
    return StepView(
        witness_id=witness.witness_id,
        key=f"why-{anchor(witness.witness_id)}",
        child=names[witness.witness_id],
        parent=names.get(best.parent, "a witness that is not in the tables"),
        chance=percent(best.probability),
        sure=how_sure(best.probability, others[0].probability if others else 0.0),
        reasons=_reasons(best.evidence),
        rivals=[
            Rival(names.get(e.parent, "another"), percent(e.probability), _reasons(e.evidence))
            for e in rivals
        ],
    )


def _reasons(evidence: Sequence[Evidence]) -> list[Reason]:
    return [
        Reason(
            side="for" if e.weight > 0 else "against" if e.weight < 0 else "neutral",
            weight=f"{e.weight:+.1f}".replace("-", "−") if round(e.weight, 1) else "0",
            size=round(100 * min(1.0, abs(e.weight) / _FULL_BAR)),
            detail=e.detail,
        )
        for e in sorted(evidence, key=lambda e: (-abs(e.weight), e.kind, e.detail))
        if abs(e.weight) >= LEAST_WEIGHT or len(evidence) == 1
    ]


def _ties(steps: Sequence[StepView]) -> list[str]:
    """Witnesses whose parent cannot be told."""
    return [s.child for s in steps if s.sure == "cannot tell"]
