"""A sentence to what the pile has of it.

1. The question is cut into sentences; a question of one or two telling words is looked up by its words alone.
2. Every version of every utterance is compared with every sentence of the question, by meaning (multilingual
   sentence embedding) and by telling words, weighted by rarity.
3. Utterances with a near version are the answer, the closest first; among equals the one that more tell.
4. Sentences outside all statements that are near in meaning stand beside them: what is told, and by nobody
said.

No judgement is made on what is true; if nothing is near, the answer is empty, and that is an answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from newstemma.find.answer import Answer, Clash, Hit, Passage, Theme, Version
from newstemma.find.index import Index
from newstemma.params.find import (
    CANDIDATES,
    COVERED,
    FEW_WORDS,
    HITS,
    NEAR,
    PASSAGES,
    QUESTION_CHARACTERS,
    QUESTION_SENTENCES,
    SAME,
)
from newstemma.records import Witness
from newstemma.text.embedding import embed
from newstemma.text.normalise import squeeze
from newstemma.text.similarity import content_stems, negated
from newstemma.text.tokens import sentences

__all__ = ["text_to_answer"]


@dataclass(frozen=True, slots=True)
class _Question:
    """The sentences that are looked up, and their telling words."""

    text: str
    note: str | None
    sentences: list[str]
    stems: list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Match:
    """The closest version of an utterance."""

    version: int
    sentence: int
    similarity: float
    closeness: str


_RANK = {"words": 0, "meaning": 1, "near": 2}


def text_to_answer(index: Index, text: str, limit: int = HITS) -> Answer:
    """Find the utterances, narratives and passages that say what the text says.

    Args:
        index: the run that is asked.
        text: a word, a sentence or a whole article, in any language of the embedder.
        limit: utterances in the answer at most.

    Returns:
        The answer; ``nothing`` is true if nothing in the pile is near.
    """
    question = _question(text)
    if not question.sentences:
        return Answer(question.text, question.note, 0, [], [], [])
    few = max(map(len, question.stems)) <= FEW_WORDS
    best = _by_words(index, question) if few else _by_meaning(index, question)
    ranked = sorted(best.items(), key=lambda item: _order(index, *item))
    hits = [_hit(index, question, utterance, match) for utterance, match in ranked[:limit]]
    themes = dict.fromkeys(n for h in hits for n in h.narrative_ids)
    passages = [] if few else _passages(index, question)
    return Answer(question.text, question.note, len(best), hits, [_theme(index, n) for n in themes], passages)


def _question(text: str) -> _Question:
    shown = squeeze(text[:QUESTION_CHARACTERS].encode("utf-8", "replace").decode("utf-8"))
    listed = [place.of(shown) for place in sentences(shown)]
    telling = [(s, stems) for s in listed if (stems := content_stems(s))]
    note = None
    if not telling:
        note = "There is no word in it that could be looked up."
    elif len(telling) > QUESTION_SENTENCES:
        note = f"Only its first {QUESTION_SENTENCES} sentences of {len(telling)} were looked up."
    kept = telling[:QUESTION_SENTENCES]
    brief = shown if len(shown) <= 600 else shown[:600].rsplit(" ", 1)[0] + " …"
    return _Question(brief, note, [s for s, _ in kept], [stems for _, stems in kept])


def _by_words(index: Index, question: _Question) -> dict[str, _Match]:
    """Utterances that have all words of a very short question, in a version or in the speaker's name."""
    wanted = frozenset().union(*question.stems)
    found: dict[str, _Match] = {}
    for row, (w, _) in enumerate(index.versions):
        speaker = index.utterances[w.utterance_id].speaker or ""
        if wanted <= index.stems[row] | content_stems(speaker):
            found.setdefault(w.utterance_id, _Match(row, 0, 0.0, "words"))
    return found


def _by_meaning(index: Index, question: _Question) -> dict[str, _Match]:
    """For every utterance its closest version, if that is near enough."""
    if not index.versions:
        return {}
    likeness = index.vectors @ embed(question.sentences).T
    nearest = np.argmax(likeness, axis=1)
    in_words = _covering(index, question)
    near = np.flatnonzero(likeness.max(axis=1) >= NEAR).tolist()
    found: dict[str, _Match] = {}
    for row in sorted({*near, *in_words}):
        at = in_words.get(row, int(nearest[row]))
        similarity = round(float(likeness[row, at]), 3)
        how = "words" if row in in_words else "meaning" if similarity >= SAME else "near"
        match = _Match(row, at, similarity, how)
        utterance = index.versions[row][0].utterance_id
        if utterance not in found or _closer(match, found[utterance]):
            found[utterance] = match
    return found


def _covering(index: Index, question: _Question) -> dict[int, int]:
    """Versions that have nearly all telling words of a sentence of the question: row → that sentence."""
    found: dict[int, int] = {}
    for at, stems in enumerate(question.stems):
        if len(stems) <= FEW_WORDS:
            continue
        weight: dict[int, float] = defaultdict(float)
        for stem in sorted(stems):
            for row in index.postings.get(stem, ()):
                weight[row] += index.rarity.weight(stem)
        enough = COVERED * index.rarity.total(stems)
        for row, reached in weight.items():
            if reached >= enough:
                found.setdefault(row, at)
    return found


def _closer(a: _Match, b: _Match) -> bool:
    return (_RANK[a.closeness], -a.similarity) < (_RANK[b.closeness], -b.similarity)


def _order(index: Index, utterance: str, match: _Match) -> tuple[int, float, int, str]:
    told = index.utterances[utterance].n_articles
    return _RANK[match.closeness], -match.similarity, -told, utterance


def _hit(index: Index, question: _Question, utterance: str, match: _Match) -> Hit:
    u = index.utterances[utterance]
    told = index.witnesses[utterance]
    closest, words = index.versions[match.version]
    first = next((w for w in told if w.article_id == u.first_article_id and w.article_id), None)
    clashes = {
        c.conflict_id: Clash(c.conflict_id, c.kind, c.detail, c.text_a, c.text_b)
        for w in told
        for c in index.conflicts_of.get(w.statement_id or "", ())
    }
    return Hit(
        utterance_id=utterance,
        speaker=u.speaker,
        said_on=u.said_on,
        addressee=u.addressee,
        closeness=match.closeness,
        similarity=match.similarity,
        negation_differs=_differs(question, match, words, _denied(index, closest)),
        closest=_version(index, closest),
        closest_words=words,
        first=_version(index, first) if first else None,
        versions=[_version(index, w) for w in told],
        sources_expected=u.sources_expected,
        sources_low=u.sources_low,
        sources_high=u.sources_high,
        conflicts=[clashes[i] for i in sorted(clashes)],
        narrative_ids=index.narratives_of.get(utterance, []),
    )


def _differs(question: _Question, match: _Match, words: str, denied: str | None) -> bool:
    """Whether just one of two sentences that are close in meaning has a negation, its cue's included."""
    if match.similarity < SAME:
        return False
    return negated(question.sentences[match.sentence]) != (negated(words) != (denied is not None))


def _denied(index: Index, w: Witness) -> str | None:
    """The cue of a version, if it says that the speaker did not say so: "did not say", "denied"."""
    statement = index.statements.get(w.statement_id or "")
    cue = statement.cue if statement else None
    return cue if cue and negated(cue) else None


def _version(index: Index, w: Witness) -> Version:
    return Version(
        w.sigil, w.status, w.name, w.article_id, w.published, w.start, w.end, w.text, w.attributed,
        _denied(index, w),
    )  # fmt: skip


def _theme(index: Index, narrative: str) -> Theme:
    n = index.narratives[narrative]
    return Theme(n.narrative_id, n.label, n.first_seen, n.last_seen, n.n_articles, n.n_speakers, n.n_outlets)


def _passages(index: Index, question: _Question) -> list[Passage]:
    """Sentences outside all statements that are close in meaning, the closest first."""
    listed = index.unattributed
    shared: Counter[int] = Counter()
    for stems in question.stems:
        for stem in stems:
            shared.update(listed.having.get(stem, ()))
    rows = [row for row, _ in sorted(shared.items(), key=lambda i: (-i[1], i[0]))[:CANDIDATES]]
    if not rows:
        return []
    texts = [listed.places[r][1].of(index.articles[listed.places[r][0]].text) for r in rows]
    likeness = (embed(texts) @ embed(question.sentences).T).max(axis=1)
    ranked = sorted(
        zip(rows, texts, likeness, strict=True), key=lambda item: (-round(float(item[2]), 3), item[0])
    )
    return [_passage(index, r, t, float(s)) for r, t, s in ranked[:PASSAGES] if s >= SAME]


def _passage(index: Index, row: int, text: str, similarity: float) -> Passage:
    article_id, place = index.unattributed.places[row]
    a = index.articles[article_id]
    name = a.outlet or a.title or a.path
    return Passage(article_id, name, a.published, place.start, place.end, text, round(similarity, 3))
