"""Who carries a narrative or a story: articles, outlets, speakers, days; who brought it in first."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from newstemma.ids import make_id
from newstemma.narrative.labels import fit, key_terms, shorten
from newstemma.narrative.points import Point, Told
from newstemma.params.narrative import BURST, BURST_LEAST, STORY_LABELS
from newstemma.records import Narrative, Place, Reach
from newstemma.text.similarity import content_stems
from newstemma.text.tokens import sentences

__all__ = ["Carrier", "Carriers", "Name", "headline", "narrative", "story"]


@dataclass(frozen=True, slots=True)
class Name:
    """A label and key terms."""

    label: str
    terms: list[str]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a narrative or story consists of."""

    utterances: list[str]
    articles: list[str]
    said: list[str]
    claims: list[Place]
    stories: list[str]


@dataclass(frozen=True, slots=True)
class Carrier:
    """What narratives need to know of an article; ``headline`` is its title, or else its first sentence."""

    article_id: str
    outlet: str | None
    published: str | None
    headline: str


class Carriers:
    """Articles and utterances, looked up by each other: all of a pile, or those that some rows need.

    Args:
        articles: the articles.
        told: the utterances.
        commonness: in how many headlines of the whole pile each stem stands; None to count these here.
    """

    def __init__(
        self,
        articles: Iterable[Carrier],
        told: Iterable[Told],
        commonness: Mapping[str, int] | None = None,
    ) -> None:
        self.articles = {a.article_id: a for a in articles}
        self.utterances = {u.utterance_id: u for u in told}
        self._commonness = commonness

    @cached_property
    def commonness(self) -> Mapping[str, int]:
        """In how many headlines each stem stands."""
        if self._commonness is not None:
            return self._commonness
        return Counter(t for a in self.articles.values() for t in content_stems(a.headline))

    @cached_property
    def utterances_in(self) -> dict[str, list[str]]:
        """Article → utterances, in order of ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for utterance in sorted(self.utterances):
            for article in self.utterances[utterance].articles:
                found[article].append(utterance)
        return found


def headline(title: str | None, text: str) -> str:
    """The title, or else the first sentence."""
    return title or next((place.of(text) for place in sentences(text[:1000])), "")


def narrative(pile: Carriers, group: Sequence[Point], name: Name, story_of: Mapping[str, str]) -> Narrative:
    """The row of a group of points.

    Args:
        pile: the run.
        group: the points.
        name: the label and the key terms.
        story_of: the story of an article, where it has one.
    """
    told = sorted((p.utterance for p in group if p.utterance), key=lambda u: u.utterance_id)
    ids = [u.utterance_id for u in told]
    articles = sorted({a for p in group for a in p.articles})
    claims = [p.place for p in group if p.place is not None]
    stories = sorted({story_of[a] for a in articles if a in story_of})
    said = sorted(u.said_on for u in told if u.said_on)
    identifier = make_id("n", *ids, *(f"{c.article_id}:{c.start}" for c in claims))
    return _row(pile, identifier, name, _Parts(ids, articles, said, claims, stories), "narrative")


def story(pile: Carriers, articles: Sequence[str]) -> Narrative | None:
    """The row of a group of articles; None if they have no words to name it by."""
    ids = sorted({u for a in articles for u in pile.utterances_in.get(a, ())})
    beginnings = [b for a in sorted(articles) if (b := pile.articles[a].headline)]
    label = _story_label(pile, beginnings, ids)
    if not label:
        return None
    name = Name(shorten(label), key_terms(beginnings, pile.commonness))
    return _row(
        pile, make_id("story", *sorted(articles)), name, _Parts(ids, sorted(articles), [], [], []), "story"
    )


def _story_label(pile: Carriers, beginnings: Sequence[str], ids: Sequence[str]) -> str:
    """The utterance that shares most with what the articles begin with; without one the first beginning.

    A word counts for every beginning that has it; a long utterance has to share more.
    """
    common = Counter(t for b in beginnings for t in content_stems(b))
    texts = [pile.utterances[u].text for u in ids[:STORY_LABELS]]
    worth = [(round(_worth(text, common), 4), -k) for k, text in enumerate(texts)]
    best, at = max(worth, default=(0.0, 0))
    return texts[-at] if best > 0 else next(iter(sorted(beginnings)), "")


def _worth(text: str, common: Mapping[str, int]) -> float:
    terms = content_stems(text)
    return fit(text) * math.fsum(common.get(t, 0) for t in sorted(terms)) / math.sqrt(max(len(terms), 6))


def _row(pile: Carriers, identifier: str, name: Name, parts: _Parts, level: str) -> Narrative:
    days = sorted(d for a in parts.articles if (d := pile.articles[a].published))
    seen = sorted([*days, *parts.said])
    first = _first(pile, parts.articles)
    speakers = Counter(s for u in parts.utterances if (s := pile.utterances[u].speaker))
    outlets = Counter(o for a in parts.articles if (o := pile.articles[a].outlet))
    return Narrative(
        narrative_id=identifier,
        label=name.label,
        key_terms=name.terms,
        utterance_ids=parts.utterances,
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        n_articles=len(parts.articles),
        n_speakers=len({s for u in parts.utterances if (s := pile.utterances[u].speaker_id)}),
        n_outlets=len(outlets),
        level=level,
        article_ids=parts.articles,
        story_ids=parts.stories,
        first_article_id=first,
        first_speaker=_first_speaker(pile, first, parts.utterances),
        bursts=_bursts(days),
        speakers=_most_first(speakers),
        outlets=_most_first(outlets),
        claims=parts.claims,
        river=[Reach(day, n) for day, n in sorted(Counter(d[:10] for d in days).items())],
    )


def _most_first(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


def _first(pile: Carriers, articles: Sequence[str]) -> str | None:
    """The article with the earliest day; a date without a day does not count."""
    dated = [(d, a) for a in articles if len(d := pile.articles[a].published or "") >= len("2022-02-15")]
    return min(dated)[1] if dated else None


def _first_speaker(pile: Carriers, article: str | None, utterances: Sequence[str]) -> str | None:
    there = set(pile.utterances_in.get(article or "", ()))
    return next((s for u in utterances if u in there and (s := pile.utterances[u].speaker)), None)


def _bursts(days: Sequence[str]) -> list[str]:
    """Days with far more articles than the mean of the days on which there are any."""
    counts = Counter(d[:10] for d in days if len(d) >= len("2022-02-15"))
    if len(counts) < 2:
        return []
    mean = counts.total() / len(counts)
    return sorted(d for d, n in counts.items() if n >= BURST_LEAST and n >= BURST * mean)
