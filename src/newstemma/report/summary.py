"""A run in a few plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from newstemma.params.report import SUMMARY_SENTENCES, SUMMARY_UTTERANCES
from newstemma.records import Narrative, Utterance, Voice
from newstemma.report.pile import Pile, make_pile
from newstemma.report.sureness import counted, listed, sources_words
from newstemma.report.visible import clip, visible
from newstemma.report.wording import heading
from newstemma.text.normalise import squeeze

__all__ = ["Sentence", "in_words", "never_quoted", "sentences"]

_QUOTE = 90
_NAME = 70
_STORIES, _STORIES_FROM = 2, 6
"""Stories that the summary names; articles from which it does: of five the titles say enough."""
_MENTIONS = 3
"""Times a party must be spoken about before the summary says that it is never quoted: one time is chance."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the summary, and where the page shows what it says: an utterance's id or a section's."""

    text: str
    utterance_id: str | None = None
    section: str = "articles"


def in_words(tables: Mapping[str, pa.Table]) -> list[str]:
    """Three to six sentences that say what is in the pile and what to look at; no sentence judges.

    Args:
        tables: all tables of a run, by name.
    """
    return [s.text for s in sentences(make_pile(tables))]


def sentences(pile: Pile) -> list[Sentence]:
    """``in_words`` for tables that are read already, with where to look."""
    stories = _stories(pile)
    told = _retold(pile, SUMMARY_UTTERANCES - (stories is not None))
    found = [_counts(pile), stories, *told, _unheard(pile), _conflicts(pile), _circles(pile)]
    kept = [s for s in found if s is not None][:SUMMARY_SENTENCES]
    return [replace(s, text=visible(s.text[:1].upper() + s.text[1:])) for s in kept]


def _counts(pile: Pile) -> Sentence:
    outlets = len({a.outlet for a in pile.articles.values() if a.outlet})
    undated = sum(a.published is None for a in pile.articles.values())
    articles = counted(len(pile.articles), "article")
    from_ = f" from {counted(outlets, 'outlet')}" if outlets else ""
    dates = f" ({undated:,} without a date)" if undated else ""
    statements = counted(len(pile.statements), "statement")
    speakers = counted(len(pile.speakers), "speaker")
    return Sentence(f"{articles}{from_}{dates}; {statements} by {speakers}.")


def _stories(pile: Pile) -> Sentence | None:
    """What most articles are about: the largest stories by the title of their first article."""
    found = [n for n in pile.narratives if n.level == "story" and n.n_articles > 1]
    found.sort(key=lambda n: (-n.n_articles, -len(n.utterance_ids), n.narrative_id))
    if not found or len(pile.articles) < _STORIES_FROM:
        return None
    named = [f"“{_story_name(pile, n)}” ({counted(n.n_articles, 'article')})" for n in found[:_STORIES]]
    if len(found) == 1:
        return Sentence(f"One story is told by several articles: {named[0]}.", section="narratives")
    most = "the largest are" if len(named) > 1 else "the largest is"
    return Sentence(
        f"{len(found):,} stories are told by several articles; {most} {listed(named)}.", section="narratives"
    )


def _story_name(pile: Pile, story: Narrative) -> str:
    article = pile.articles.get(story.first_article_id or next(iter(story.article_ids), ""))
    return clip(squeeze((article.title if article else None) or story.label), _NAME)


def _retold(pile: Pile, most: int) -> list[Sentence]:
    """The most retold utterances and what they rest on."""
    if not pile.retold:
        none = Sentence("No statement was found in more than one article.", section="said")
        return [none] if len(pile.articles) > 1 else []
    told = [s for u in pile.retold[:most] if (s := _rests(pile, u))]
    changed = sum(bool(pile.changes_of.get(u.utterance_id)) for u in pile.retold)
    n = len(pile.retold)
    if n > 1:
        text = f"{n:,} statements are told by more than one article; {changed:,} of them with changed words."
        told.append(Sentence(text, section="retold"))
    return told


def _rests(pile: Pile, utterance: Utterance) -> Sentence | None:
    rest = sources_words(utterance.sources_expected, utterance.sources_low, utterance.sources_high)
    if rest is None:
        return None
    n = len(pile.articles_with(utterance.utterance_id))
    who = f" ({utterance.speaker})" if utterance.speaker else ""
    words = clip(squeeze(heading(pile, utterance).text), _QUOTE)
    return Sentence(
        f"The {n} articles that carry “{words}”{who} rest on {rest}.", utterance.utterance_id, "retold"
    )


def never_quoted(pile: Pile) -> list[Voice]:
    """Parties that are spoken about and never quoted, most spoken about first."""
    found = [v for v in pile.voices if not v.n_quoted and v.n_spoken_about]
    return sorted(found, key=lambda v: (-v.n_spoken_about, v.name, v.speaker_id or ""))


def _unheard(pile: Pile) -> Sentence | None:
    parties = [
        v for v in never_quoted(pile) if v.n_spoken_about >= _MENTIONS and v.kind in ("person", "body")
    ]
    if not parties:
        return None
    first = parties[0]
    where = counted(first.n_articles, "article")
    text = f"{first.name} is spoken about {first.n_spoken_about:,} times in {where} and never quoted"
    others = [f"{v.name} ({v.n_spoken_about:,})" for v in parties[1:3]]
    if others:
        text += f"; nor {'is' if len(others) == 1 else 'are'} {listed(others)}"
    return Sentence(f"{text}.", section="voices")


def _conflicts(pile: Pile) -> Sentence | None:
    if not pile.conflicts:
        return None
    kinds = sorted({c.kind for c in pile.conflicts})
    n = len(pile.conflicts)
    verb = "pair of passages disagrees" if n == 1 else "pairs of passages disagree"
    on = listed([_KIND.get(k, k) for k in kinds], 4)
    return Sentence(f"{n:,} {verb} (on {on}).", section="conflicts")


_KIND = {"number": "numbers", "date": "dates", "polarity": "yes or no", "attribution": "who said it"}


def _circles(pile: Pile) -> Sentence | None:
    turning = sorted({s.utterance_id for s in pile.sources if s.circular})
    if not turning:
        return None
    statements = counted(len(turning), "statement")
    text = f"For {statements} the named sources lead back to each other in a circle."
    return Sentence(text, turning[0], "credits")
