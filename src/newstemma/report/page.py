"""The whole page as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newstemma.params.report import (
    ARTICLE_ROWS,
    CARDS_BYTES,
    CLIP_ROW,
    LARGE_FROM,
    MATRIX,
    MOST_CHANGED,
    RETOLD_CARDS,
    RETOLD_ROWS,
)
from newstemma.records import Utterance
from newstemma.report.article_view import Shown, article_rows, article_views
from newstemma.report.families import family_views
from newstemma.report.matrix import matrix
from newstemma.report.outlets import flows
from newstemma.report.overview import overview
from newstemma.report.people_view import speaker_views, voice_views
from newstemma.report.pile import Pile
from newstemma.report.pile_view import (
    conflict_views,
    credit_views,
    failure_views,
    narrative_views,
)
from newstemma.report.ranking import most_changed, telling_changes
from newstemma.report.sureness import counted
from newstemma.report.utterance_view import card_size, utterance_row, utterance_view
from newstemma.report.views import Fact, Page, Section
from newstemma.report.views_between import ChangedRow
from newstemma.report.visible import clip
from newstemma.report.wording import heading
from newstemma.text.normalise import squeeze

__all__ = ["make_page"]


def make_page(pile: Pile, manifest: Mapping[str, Any]) -> Page:
    """Everything that the templates show.

    1. which utterances get a card, and which articles fit on the page
    2. the articles, so that it is known which places can be linked to
    3. the sections that link to them
    """
    carded = _carded(pile)
    shown = article_views(pile, [u.utterance_id for u in carded])
    listed = pile.retold[len(carded) :]
    speakers, said_shown, speakers_more = speaker_views(pile, shown)
    voices = voice_views(pile, shown)
    conflicts, conflicts_more = conflict_views(pile, shown)
    credits_, credits_more = credit_views(pile, shown)
    families, overlaps_more = family_views(pile, shown)
    narratives, narratives_more = narrative_views(pile, shown)
    failures, failures_more = failure_views(pile)
    rows = article_rows(pile, shown)
    return Page(
        large=len(shown.articles) > LARGE_FROM,
        overview=overview(pile, shown),
        sections=_sections(pile, len(narratives)),
        retold=[utterance_view(pile, shown, k, u) for k, u in enumerate(carded, 1)],
        retold_rows=[utterance_row(pile, shown, u) for u in listed[:RETOLD_ROWS]],
        retold_more=max(0, len(listed) - RETOLD_ROWS),
        speakers=speakers,
        said_total=len(pile.utterances),
        said_shown=said_shown,
        speakers_more=speakers_more,
        voices_heard=voices.heard,
        voices_unheard=voices.unheard,
        voices_named=voices.named,
        voices_more=voices.more,
        conflicts=conflicts,
        conflicts_more=conflicts_more,
        credits=credits_,
        credits_more=credits_more,
        families=families,
        overlaps_more=overlaps_more,
        matrix=matrix(flows(pile), MATRIX),
        changed=_changed(pile, shown),
        narratives=narratives,
        narratives_more=narratives_more,
        articles=shown.articles,
        article_rows=rows[:ARTICLE_ROWS],
        articles_more=max(0, len(rows) - ARTICLE_ROWS),
        failures=failures,
        failures_more=failures_more,
        made=_made(manifest),
    )


def _changed(pile: Pile, shown: Shown) -> list[ChangedRow]:
    """The utterances that were changed most on their way."""
    return [
        ChangedRow(
            speaker=u.speaker or "Speaker not resolved",
            text=clip(squeeze(heading(pile, u).text), CLIP_ROW),
            changes=counted(telling_changes(pile, u.utterance_id), "change"),
            href=shown.card(u.utterance_id),
        )
        for u in most_changed(pile)[:MOST_CHANGED]
    ]


def _carded(pile: Pile) -> list[Utterance]:
    """The most retold utterances, as many as there is room for."""
    room = CARDS_BYTES
    for n, utterance in enumerate(pile.retold[:RETOLD_CARDS]):
        room -= card_size(pile, utterance)
        if room < 0:
            return pile.retold[: max(1, n)]
    return pile.retold[:RETOLD_CARDS]


def _sections(pile: Pile, narratives: int) -> list[Section]:
    shared = sum(o.kind != "boilerplate" for o in pile.overlaps)
    found = [
        Section("timeline", "When", ""),
        Section("retold", "Retold statements", f"{len(pile.retold):,}"),
        Section("said", "Who said what", f"{len(pile.speakers):,}"),
        Section("voices", "Who is heard", ""),
        Section("conflicts", "Conflicts", f"{len(pile.conflicts):,}"),
        Section("credits", "Credits and shared passages", f"{len(pile.credits) + shared:,}"),
        Section("narratives", "Same point", f"{narratives:,}"),
        Section("articles", "Articles", f"{len(pile.articles):,}"),
        Section("failures", "Not read", f"{len(pile.failures):,}"),
    ]
    absent = {"narratives": not narratives, "failures": not pile.failures}
    return [s for s in found if not absent.get(s.key)]


def _made(manifest: Mapping[str, Any]) -> Sequence[Fact]:
    """How the page came about; nothing that differs between two runs on the same input."""
    inputs = manifest.get("inputs") or ()
    facts = [
        Fact("newstemma", str(manifest.get("newstemma", ""))),
        Fact("Files read", f"{len(inputs):,}" if inputs else ""),
    ]
    return [f for f in facts if f.value]
