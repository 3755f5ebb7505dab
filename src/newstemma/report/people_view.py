"""Who said what, and who is only spoken about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newstemma.params.report import CLIP_ROW, PLACES, ROWS_OPEN, SAID_ROWS, SPEAKERS, UNHEARD_ROWS, VOICES
from newstemma.records import Article, Speaker, Statement, Utterance, Voice, Witness
from newstemma.report.article_view import unheard_mentions
from newstemma.report.links import Links
from newstemma.report.pile import Pile
from newstemma.report.said import is_bound, said_words
from newstemma.report.sureness import counted, listed
from newstemma.report.views import Fact, Place, SaidRow, SpeakerView, VoiceView
from newstemma.report.visible import anchor, clip
from newstemma.report.when import moment
from newstemma.report.wording import heading
from newstemma.text.normalise import fold, squeeze

__all__ = ["Voices", "facts_of", "said_row", "speaker_views", "voice_views"]

_KIND = {"direct": "quoted", "indirect": "paraphrased", "mixed": "partly quoted"}


def speaker_views(pile: Pile, shown: Links) -> tuple[list[SpeakerView], int, int]:
    """Speakers with what they said, the most heard first; whom the words cannot be given to come last.

    Returns:
        The views, the number of rows in them, and the number of speakers left out.
    """
    said: dict[str | None, list[Utterance]] = defaultdict(list)
    for utterance in pile.utterances.values():
        known = utterance.speaker_id if utterance.speaker_id in pile.speakers else None
        said[known].append(utterance)
    order = sorted((k for k in said if k is not None), key=lambda k: _rank(pile.speakers[k], said[k]))
    keys: list[str | None] = [*order[:SPEAKERS], *([None] if None in said else [])]
    total = sum(len(said[k]) for k in keys)
    views, room = [], SAID_ROWS
    for key in keys:
        view = _speaker_view(pile, shown, key, said[key], room, total <= ROWS_OPEN)
        room = max(0, room - len(view.rows))
        views.append(view)
    return views, sum(len(v.rows) for v in views), max(0, len(order) - SPEAKERS)


def _rank(speaker: Speaker, said: Sequence[Utterance]) -> tuple[int, str, str]:
    return (-len(said), speaker.name, speaker.speaker_id)


def _speaker_view(
    pile: Pile, shown: Links, key: str | None, said: Sequence[Utterance], room: int, open_: bool
) -> SpeakerView:
    speaker = pile.speakers.get(key) if key else None
    ordered = sorted(
        said, key=lambda u: (-len(pile.articles_with(u.utterance_id)), u.first_seen or "9", u.utterance_id)
    )
    rows = [said_row(pile, shown, u) for u in ordered[:room]]
    articles = {a for u in said for a in pile.articles_with(u.utterance_id)}
    return SpeakerView(
        key=anchor(key) if key else "speaker-not-resolved",
        name=speaker.name if speaker else "Speaker not resolved",
        facts=facts_of(speaker) if speaker else [],
        count=f"{counted(len(said), 'statement')} in {counted(len(articles), 'article')}",
        rows=rows,
        more=len(said) - len(rows),
        open=open_,
    )


def facts_of(speaker: Speaker) -> list[Fact]:
    """Roles and other names of a speaker."""
    same = {fold(speaker.name)}
    aliases = [a for a in speaker.aliases if fold(a) not in same]
    roles = listed(speaker.roles, 3)
    if speaker.affiliation and fold(speaker.affiliation) not in fold(roles):
        roles = f"{roles} ({speaker.affiliation})" if roles else speaker.affiliation
    facts = [Fact("Role", roles), Fact("Also called", listed(aliases, 5))]
    return [f for f in facts if f.value]


def said_row(pile: Pile, shown: Links, utterance: Utterance) -> SaidRow:
    """An utterance in its speaker's list."""
    witnesses = pile.witnesses_of.get(utterance.utterance_id, [])
    words = heading(pile, utterance)
    best = words.witness
    article = pile.articles.get(best.article_id or "") if best else None
    statement = pile.statements.get(best.statement_id or "") if best else None
    n = len(pile.articles_with(utterance.utterance_id))
    href = (shown.statement(best.statement_id) or shown.article(best.article_id)) if best else None
    return SaidRow(
        text=clip(squeeze(words.text), CLIP_ROW),
        language=words.language,
        kind=_KIND.get(statement.kind, statement.kind) if statement else "told without a speaker",
        said=said_words(statement) if statement and not is_bound(statement) else None,
        outlet=f"{pile.outlet(best.article_id)}, {_day(article)}" if best else "no article",
        href=href,
        retold=f"told by {n} articles" if n > 1 else None,
        retold_href=shown.card(utterance.utterance_id),
        via=_via(witnesses, statement),
    )


def _day(article: Article | None) -> str:
    known = moment(article.published) if article else None
    return known.short if known else "no date"


def _via(witnesses: Sequence[Witness], statement: Statement | None) -> str | None:
    """Through whom it came, as credited: the addressee, or the lost sources."""
    lost = [w.name for w in witnesses if w.status == "lost"]
    if statement is not None and statement.addressee and statement.addressee not in lost:
        return f"to {statement.addressee}"
    return f"credited to {listed(lost)}" if lost else None


@dataclass(frozen=True)
class Voices:
    """Parties that are heard, parties that are only spoken about, those named without a bar, and the rest."""

    heard: Sequence[VoiceView]
    unheard: Sequence[VoiceView]
    named: str
    more: int


def voice_views(pile: Pile, shown: Links) -> Voices:
    """Who is heard and who is only spoken about."""
    heard = [v for v in pile.voices if v.n_quoted or v.n_reported]
    unheard = [v for v in pile.voices if not (v.n_quoted or v.n_reported) and v.n_spoken_about]
    heard.sort(key=lambda v: (-v.n_quoted_words, -v.n_reported, -v.n_spoken_about, v.name))
    unheard.sort(key=lambda v: (-v.n_spoken_about, v.name))
    most_words = max((v.n_quoted_words for v in heard), default=1) or 1
    most = max((max(v.n_reported, v.n_spoken_about) for v in pile.voices), default=1) or 1
    found = _places(pile, shown)
    rest = unheard[UNHEARD_ROWS:]
    return Voices(
        heard=[_voice(v, pile, shown, most_words, most) for v in heard[:VOICES]],
        unheard=[
            _with_places(_voice(v, pile, shown, most_words, most), found) for v in unheard[:UNHEARD_ROWS]
        ],
        named=", ".join(f"{v.name} ({v.n_spoken_about})" for v in rest[:VOICES]),
        more=max(0, len(heard) - VOICES) + max(0, len(rest) - VOICES),
    )


def _places(pile: Pile, shown: Links) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Party → (outlet, address) of each place on the page where it is spoken about."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for m in unheard_mentions(pile):
        href = shown.href(anchor(m.mention_id), m.article_id)
        if href:
            found[fold(squeeze(m.entity or ""))].append((pile.outlet(m.article_id), href))
    return found


def _with_places(view: VoiceView, found: Mapping[str, Sequence[tuple[str, str]]]) -> VoiceView:
    here = found.get(fold(squeeze(view.name)), ())
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for outlet, href in here[:PLACES]:
        by_outlet[outlet].append(href)
    places = [Place(outlet, hrefs) for outlet, hrefs in by_outlet.items()]
    return replace(view, places=places, more_places=max(0, len(here) - PLACES))


def _voice(voice: Voice, pile: Pile, shown: Links, most_words: int, most: int) -> VoiceView:
    return VoiceView(
        name=voice.name,
        kind=voice.kind if voice.kind != "unknown" else "",
        quoted=voice.n_quoted,
        quoted_words=voice.n_quoted_words,
        reported=voice.n_reported,
        about=voice.n_spoken_about,
        articles=voice.n_articles,
        quoted_width=_width(voice.n_quoted_words, most_words),
        reported_width=_width(voice.n_reported, most),
        about_width=_width(voice.n_spoken_about, most),
        href=shown.speaker(voice.speaker_id) if voice.speaker_id in pile.speakers else None,
    )


def _width(value: int, most: int) -> str:
    return f"{100 * value / most:.1f}%"
