"""Pages on speakers and voices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from newstemma.params.report import UNHEARD_ROWS, VOICES
from newstemma.params.serve import PAGE_ROWS
from newstemma.report.people_view import facts_of, said_row, voice_views
from newstemma.report.pile import Pile
from newstemma.report.sureness import counted
from newstemma.report.timeline_svg import Event, Shape, timeline_svg
from newstemma.report.version_view import chips_of
from newstemma.report.visible import clip
from newstemma.report.when import moment, when
from newstemma.report.wording import heading
from newstemma.serve.ask import Ask, Kind, Missing, View, pager, table_rows
from newstemma.serve.heard import by_affiliation
from newstemma.text.normalise import squeeze

__all__ = ["KINDS"]

_CHANGES = 40


def _speakers(ask: Ask) -> View:
    place = pager(ask.library.count("SELECT COUNT(*) FROM speakers"), ask.page)
    rows = ask.library.rows(
        "SELECT rowid FROM speakers ORDER BY n_statements DESC, name, rowid LIMIT ? OFFSET ?",
        [PAGE_ROWS, (place.page - 1) * PAGE_ROWS],
    )
    order = [r["rowid"] for r in rows]
    speakers = ask.library.get("speakers", "rowid", order)
    speakers.sort(key=lambda s: (-s.n_statements, s.name))
    return View("Speakers", {"rows": [(s, facts_of(s)) for s in speakers], "pager": place})


def _speaker(ask: Ask) -> View:
    found = ask.library.get("speakers", "speaker_id", [ask.at])
    if not found:
        raise Missing(f"There is no speaker {ask.at}.")
    speaker = found[0]
    place = pager(
        ask.library.count("SELECT COUNT(*) FROM utterances WHERE speaker_id = ?", [ask.at]), ask.page
    )
    rows = ask.library.rows(
        "SELECT utterance_id FROM utterances WHERE speaker_id = ?"
        " ORDER BY COALESCE(said_on, first_seen) IS NULL, COALESCE(said_on, first_seen), rowid"
        " LIMIT ? OFFSET ?",
        [ask.at, PAGE_ROWS, (place.page - 1) * PAGE_ROWS],
    )
    ids = [r["utterance_id"] for r in rows]
    pile = ask.library.utterances(ids)
    links = ask.library.links(pile)
    versions = Counter(pile.outlet(w.article_id) for w in pile.witnesses if w.article_id)
    return View(
        speaker.name,
        {
            "speaker": speaker,
            "facts": facts_of(speaker),
            "rows": [(said_row(pile, links, pile.utterances[k]), links.card(k)) for k in ids],
            "pager": place,
            "timelines": _timelines(pile, links),
            "versions": sorted(versions.items(), key=lambda p: (-p[1], p[0])),
            "changes": _changes(pile, links),
            "others": _like(ask, speaker),
            "statements": ask.library.rows(
                "SELECT statement_id, content, article_id FROM statements WHERE speaker_id = ? LIMIT 200",
                [ask.at],
            ),
        },
    )


def _like(ask: Ask, speaker: Any) -> list[dict[str, Any]]:
    """Other speakers, for a merge: those with the same last word of the name first."""
    last = speaker.name.rpartition(" ")[2]
    return ask.library.rows(
        "SELECT speaker_id, name, n_statements FROM speakers WHERE speaker_id <> ?"
        " ORDER BY (name LIKE '%' || ?) DESC, n_statements DESC, name LIMIT 60",
        [speaker.speaker_id, last],
    )


def _timelines(pile: Pile, links: Any) -> list[Markup]:
    """When the statements were told, a line for every outlet."""
    events = []
    for w in pile.witnesses:
        if w.article_id and w.article_id in pile.articles:
            outlet, words = pile.outlet(w.article_id), clip(squeeze(w.text or ""), 80)
            title = f"{outlet}, {when(w.published) or 'no date'}: “{words}”"
            events.append(Event(outlet, title, moment(w.published), links.card(w.utterance_id)))
    label = f"{counted(len(events), 'version')} over time"
    shapes = Shape(1080, above=False), Shape(340, above=True)
    return [timeline_svg(events, [], shape, label) for shape in shapes] if events else []


def _changes(pile: Pile, links: Any) -> list[Mapping[str, Any]]:
    """What was changed in the speaker's words on their way."""
    witnesses = {w.witness_id: w for w in pile.witnesses}
    by_step: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for change in pile.changes:
        by_step[change.utterance_id, change.parent, change.child].append(change)
    found: list[Mapping[str, Any]] = []
    for (utterance_id, parent, child), changes in by_step.items():
        chips = chips_of(changes)
        if chips and parent in witnesses and child in witnesses:
            words = clip(squeeze(heading(pile, pile.utterances[utterance_id]).text), 120)
            found.append(
                {
                    "href": links.card(utterance_id),
                    "words": words,
                    "step": f"{witnesses[parent].name} → {witnesses[child].name}",
                    "chips": chips,
                }
            )
    return found[:_CHANGES]


def _voices(ask: Ask) -> View:
    heard = ask.library.rows(
        "SELECT rowid FROM voices WHERE n_quoted > 0 OR n_reported > 0"
        " ORDER BY n_quoted_words DESC, n_reported DESC, n_spoken_about DESC, name LIMIT ?",
        [VOICES],
    )
    unheard = ask.library.rows(
        "SELECT rowid FROM voices WHERE n_quoted = 0 AND n_reported = 0 AND n_spoken_about > 0"
        " ORDER BY n_spoken_about DESC, name LIMIT ?",
        [UNHEARD_ROWS + VOICES],
    )
    voices = ask.library.get("voices", "rowid", [r["rowid"] for r in (*heard, *unheard)])
    names = [v.name for v in voices if not (v.n_quoted or v.n_reported)][: UNHEARD_ROWS * 2]
    mentions = ask.library.get("mentions", "entity", names)
    pile = ask.library.part(
        voices=voices,
        speakers=ask.library.get("speakers", "speaker_id", (v.speaker_id for v in voices)),
        mentions=mentions,
        articles=ask.library.names_of(m.article_id for m in mentions),
    )
    found = voice_views(pile, ask.library.links(pile))
    page = {
        "voices_heard": found.heard,
        "voices_unheard": found.unheard,
        "voices_named": found.named,
        "voices_more": max(0, ask.library.count("SELECT COUNT(*) FROM voices") - len(voices)),
    }
    return View("Voices", {"page": page, "affiliations": by_affiliation(ask)})


KINDS = (
    Kind("/speakers", "speakers", _speakers, lambda ask: table_rows(ask, "speakers")),
    Kind(
        "/speakers/{at}",
        "speaker",
        _speaker,
        lambda ask: table_rows(ask, "utterances", "speaker_id = ?", [ask.at]),
        picture=lambda ask: _first(_speaker(ask).values["timelines"]),
    ),
    Kind("/voices", "voices_page", _voices, lambda ask: table_rows(ask, "voices")),
)
"""The pages of this file."""


def _first(pictures: list[Markup]) -> Markup:
    return pictures[0] if pictures else Markup("")
