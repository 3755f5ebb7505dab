"""Which words stand for an utterance, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from newstemma.params.report import HEADING_SHARE
from newstemma.records import Statement, Utterance, Witness
from newstemma.report.pile import Pile
from newstemma.report.visible import language_tag
from newstemma.spans import Span, text_of

__all__ = ["Heading", "gaps_of", "heading", "language_name", "words_of"]

_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """The words that stand for an utterance.

    Attributes:
        text: the words, pieces of an interrupted quotation joined by an ellipsis.
        witness: whose they are; None if no extant witness has any.
        language: their language, fit for a ``lang`` attribute.
    """

    text: str
    witness: Witness | None
    language: str | None


def language_name(code: str | None) -> str | None:
    """A language's English name; its code if we have none."""
    return _LANGUAGES.get(code, code) if code else None


def heading(pile: Pile, utterance: Utterance) -> Heading:
    """The version nearest to the utterance in the tree among those that are about as full as the fullest.

    The fullest alone would often be a translation or an embroidery of the version that it was made from. What
    an article says in its own voice is put in nobody's mouth while another version names the speaker.
    """
    witnesses = pile.witnesses_of.get(utterance.utterance_id, ())
    told = [w for w in witnesses if w.status == "extant" and w.text]
    told = [w for w in told if w.attributed] or told
    if not told:
        return Heading(utterance.text, None, None)
    full = HEADING_SHARE * max(len(w.text or "") for w in told)
    depth = _depths(pile, utterance.utterance_id)
    best = min(
        (w for w in told if len(w.text or "") >= full),
        key=lambda w: (depth.get(w.witness_id, 99), len(w.sigil), w.sigil, w.witness_id),
    )
    article = pile.articles.get(best.article_id or "")
    return Heading(words_of(pile, best), best, language_tag(article.language) if article else None)


def _depths(pile: Pile, utterance_id: str) -> Mapping[str, int]:
    """Steps from the utterance to each witness in the best tree."""
    children: dict[str, list[str]] = {}
    for step in pile.steps_of.get(utterance_id, ()):
        children.setdefault(step.parent, []).append(step.child)
    depth, queue = {utterance_id: 0}, [utterance_id]
    for node in queue:
        for child in children.get(node, ()):
            if child not in depth:
                depth[child] = depth[node] + 1
                queue.append(child)
    return depth


def words_of(pile: Pile, witness: Witness) -> str:
    """A witness's words without what interrupts them (", he said,")."""
    statement = _own(pile, witness)
    article = pile.articles.get(witness.article_id or "")
    listed_only = article is not None and not article.text  # a page that needs names only has no texts
    if statement is None or article is None or listed_only:
        return (witness.text or "").strip()
    return text_of(article.text, statement.content_spans).strip()


def gaps_of(pile: Pile, witness: Witness) -> tuple[Span, ...]:
    """The places inside a witness's span that are not its words."""
    statement = _own(pile, witness)
    if statement is None:
        return ()
    pieces = sorted(statement.content_spans)
    return tuple(Span(a.end, b.start) for a, b in pairwise(pieces) if a.end < b.start)


def _own(pile: Pile, witness: Witness) -> Statement | None:
    """The witness's statement, if the witness is just that statement."""
    statement = pile.statements.get(witness.statement_id or "")
    if statement is None or not statement.content_spans:
        return None
    place = (statement.content_start, statement.content_end)
    return statement if place == (witness.start, witness.end) else None
