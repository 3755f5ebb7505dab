"""Who carries a narrative or a story: articles, outlets, speakers, days; who brought it in first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from newstemma.ids import make_id
from newstemma.params.narrative import BURST
from newstemma.records import Article, Narrative, Utterance, Witness
from newstemma.text.embedding import embed
from newstemma.text.normalise import squeeze
from newstemma.text.tokens import sentences

__all__ = ["Carriers", "narrative", "story"]

_LABEL = 220  # characters of a label: two lines in the report
_BURST_LEAST = 3
_CENTRAL = 200  # utterances of a story among which the most central is sought


class Carriers:
    """Articles, utterances and witnesses, looked up by each other.

    Args:
        articles: the articles.
        told: the utterances.
        witnesses: their versions.
    """

    def __init__(
        self, articles: Sequence[Article], told: Sequence[Utterance], witnesses: Iterable[Witness]
    ) -> None:
        self.articles = {a.article_id: a for a in articles}
        self.utterances = {u.utterance_id: u for u in told}
        self.versions: dict[str, list[Witness]] = defaultdict(list)
        for w in witnesses:
            if w.article_id:
                self.versions[w.utterance_id].append(w)

    @cached_property
    def utterances_in(self) -> dict[str, list[str]]:
        """Article → utterances, in order of ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for utterance in sorted(self.versions):
            for article in sorted({w.article_id for w in self.versions[utterance] if w.article_id}):
                found[article].append(utterance)
        return found


def narrative(
    pile: Carriers, group: Sequence[Utterance], words: tuple[str, list[str]], story_of: Mapping[str, str]
) -> Narrative:
    """The row of a group of utterances.

    Args:
        pile: the run.
        group: the utterances.
        words: the label and the key terms.
        story_of: the story of an article, where it has one.
    """
    ids = sorted(u.utterance_id for u in group)
    articles = sorted({w.article_id for i in ids for w in pile.versions[i] if w.article_id})
    stories = sorted({story_of[a] for a in articles if a in story_of})
    said = sorted(u.said_on for u in group if u.said_on)
    return _row(pile, make_id("n", *ids), words, (ids, articles, said), ("narrative", stories))


def story(pile: Carriers, articles: Sequence[str]) -> Narrative | None:
    """The row of a group of articles; None if they have no words to name it by."""
    ids = sorted({u for a in articles for u in pile.utterances_in.get(a, ())})
    label = _story_label(pile, articles, ids)
    if not label:
        return None
    parts: tuple[list[str], list[str], list[str]] = (ids, sorted(articles), [])
    return _row(pile, make_id("story", *sorted(articles)), (label, []), parts, ("story", []))


def _story_label(pile: Carriers, articles: Sequence[str], ids: Sequence[str]) -> str:
    """The utterance nearest to what the articles begin with; without utterances the first headline."""
    beginnings = [b for a in articles if (b := _headline(pile.articles[a]))]
    texts = [pile.utterances[u].text for u in ids[:_CENTRAL]]
    if texts and beginnings:
        likeness = embed(texts) @ embed(beginnings).mean(axis=0)
        return texts[int(np.argmax(np.round(likeness, 4)))]
    return next(iter(sorted(beginnings)), "")


def _headline(a: Article) -> str:
    """The title, or else the first sentence."""
    return a.title or next((place.of(a.text) for place in sentences(a.text[:1000])), "")


def _row(
    pile: Carriers,
    identifier: str,
    words: tuple[str, list[str]],
    parts: tuple[list[str], list[str], list[str]],
    place: tuple[str, list[str]],
) -> Narrative:
    (label, terms), (utterances, articles, said) = words, parts
    days = sorted(d for a in articles if (d := pile.articles[a].published))
    seen = sorted([*days, *said])
    first = _first(pile, articles)
    return Narrative(
        narrative_id=identifier,
        label=_shorten(label),
        key_terms=terms,
        utterance_ids=utterances,
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        n_articles=len(articles),
        n_speakers=len({s for u in utterances if (s := pile.utterances[u].speaker_id)}),
        n_outlets=len({pile.articles[a].outlet or a for a in articles}),
        level=place[0],
        article_ids=articles,
        story_ids=place[1],
        first_article_id=first,
        first_speaker=_first_speaker(pile, first, utterances),
        bursts=_bursts(days),
    )


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
    return sorted(d for d, n in counts.items() if n >= _BURST_LEAST and n >= BURST * mean)


def _shorten(text: str) -> str:
    """The first words of a long label, marked as cut."""
    line = squeeze(text)
    return line if len(line) <= _LABEL else line[:_LABEL].rsplit(" ", 1)[0] + " …"
