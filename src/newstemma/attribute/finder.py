"""Which finder reads a text: the choice of method, in one place.

1. The quotation-mark machine reads the text once.
2. The trained tagger finds attributions if its weights know the language; else the rules of the language's
   pack do; a language with neither gets its direct quotations only, without sources.
3. Sources keep web addresses whole. Contents that are quotations are snapped to their marks, and lose the
   addressee that stands before "that". No content begins with the dateline of its line.
4. For quotations that the tagger leaves unclaimed the rules are asked: a cue in the paragraph before or
   after, say, is outside its view. Plain indirect statements ("X told Y that …") that it passes over in a
   kind of text it was not trained on are taken from the rules too.
5. A content that is another's statement, reporting words and all, gives that statement too.
6. Quotations that nothing has claimed become statements without a source.
7. Near-identical attributions become one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from newstemma.attribute import packs
from newstemma.attribute.addressees import without_addressee
from newstemma.attribute.datelines import without_dateline
from newstemma.attribute.domains import addresses, whole_addresses
from newstemma.attribute.found import Found
from newstemma.attribute.language import guess_language
from newstemma.attribute.leftover import left_over
from newstemma.attribute.marks import Marks
from newstemma.attribute.merge import merged, snapped
from newstemma.attribute.nested import inner
from newstemma.attribute.packs import Pack
from newstemma.attribute.rules import find_by_rules
from newstemma.attribute.tagger import Tagged, Tagger
from newstemma.attribute.unattributed import Cover, completed, stands_free
from newstemma.params.attribute import CLAIMED, DOUBTFUL, MIN_ORPHAN_WORDS, PLAIN_FORMS, SURE_RULE
from newstemma.spans import Span, merge
from newstemma.text.quotes import Quotation
from newstemma.text.tokens import words

__all__ = ["FINDERS", "attribute_text", "find", "tagger"]


def attribute_text(text: str, language: str | None = None) -> list[Found]:
    """All attributions of any text, cleaned or not; the language is guessed if it is not given."""
    return find(text, language or guess_language(text))


def find(text: str, language: str | None) -> list[Found]:
    """All attributions of a text, in the order of their contents.

    Args:
        text: any text.
        language: ISO 639-1 code; None if unknown.
    """
    marks = Marks(text)
    tagged = _by_tagger(text, language)
    raw = _by_rules(text, language, marks) if tagged is None else tagged
    named = addresses(text)
    found = [without_dateline(text, snapped(text, whole_addresses(text, f, named), marks)) for f in raw]
    if tagged is not None and language is not None and language in packs.languages():
        found = _beside_rules(text, found, marks, packs.load(language))
    return merged(completed(text, marks, found))


def _beside_rules(text: str, tagged: list[Found], marks: Marks, pack: Pack) -> list[Found]:
    """The tagger's finds, mended and completed by the rules'."""
    rules = find_by_rules(text, pack, marks, left_over(text, marks, tagged, pack))
    rules = [without_dateline(text, f) for f in rules]
    found = _without_doubtful([without_addressee(text, f, pack) for f in tagged], rules)
    return [
        *found,
        *_for_unclaimed(text, found, rules, marks),
        *_plain_indirect(text, found, rules, pack),
        *inner(found, rules),
    ]


@cache
def tagger() -> Tagger | None:
    """The trained tagger, loaded once per process; None in an installation without its weights."""
    weights = resources.files("newstemma.attribute").joinpath("weights")
    return Tagger.load() if weights.joinpath("settings.json").is_file() else None


def _by_tagger(text: str, language: str | None) -> list[Found] | None:
    """What the trained tagger finds; None where there is none for the language."""
    trained = tagger()
    if trained is None or language not in trained.languages:
        return None
    return [_found(tagged) for tagged in trained.tag(text)]


def _found(tagged: Tagged) -> Found:
    return Found(
        merge(Span(*piece) for piece in tagged.content),
        None if tagged.cue is None else Span(*tagged.cue),
        None if tagged.source is None else Span(*tagged.source),
        tagged.confidence,
        "model",
    )


def _by_rules(text: str, language: str | None, marks: Marks) -> list[Found]:
    """What the language's pack finds; nothing without a pack."""
    if language is None or language not in packs.languages():
        return []
    return find_by_rules(text, packs.load(language), marks)


def _without_doubtful(found: list[Found], rules: list[Found]) -> list[Found]:
    """``found`` less its doubtful finds on a cue of which a plain rule makes something else."""
    cues = Cover(f.cue for f in rules if f.form in PLAIN_FORMS and f.cue is not None)
    return [f for f in found if f.confidence >= DOUBTFUL or f.cue is None or not cues.share(f.cue)]


def _for_unclaimed(text: str, found: list[Found], rules: list[Found], marks: Marks) -> list[Found]:
    """The rules' attributions of whole quotations that no content of ``found`` covers."""
    covered = Cover(piece for f in found for piece in f.content)
    return [
        f
        for f in rules
        if f.confidence >= SURE_RULE
        and all(covered.share(piece) < CLAIMED for piece in f.content)
        and all(_whole(text, marks.exactly(piece)) for piece in f.content)
    ]


def _plain_indirect(text: str, found: list[Found], rules: list[Found], pack: Pack) -> list[Found]:
    """The rules' plainest indirect statements, where ``found`` has neither their cue nor their content."""
    cues = Cover(f.cue for f in found if f.cue is not None)
    contents = Cover(piece for f in found for piece in f.content)
    return [
        f
        for f in rules
        if f.form in PLAIN_FORMS
        and f.cue is not None
        and not cues.share(f.cue)
        and _is_named(text, f, pack)
        and all(contents.share(piece) < CLAIMED for piece in f.content)
        and sum(len(words(piece.of(text))) for piece in f.content) >= MIN_ORPHAN_WORDS
    ]


def _is_named(text: str, found: Found, pack: Pack) -> bool:
    """Whether the source begins with a capital or a determiner, as names and plain subjects do; at the end of
    a sentence ("…, she added.") a pronoun is as plain."""
    first = words(found.source.of(text))[:1] if found.source is not None else []
    plain = pack.determiners | (pack.pronouns if found.form == "trailing" else frozenset())
    return bool(first) and (first[0][0].isupper() or first[0] in plain)


def _whole(text: str, quotation: Quotation | None) -> bool:
    """Whether a piece is a quotation that can be a statement by itself."""
    return quotation is not None and stands_free(text, quotation) and len(words(quotation.inner.of(text))) > 2


def _rules_alone(text: str, language: str | None) -> list[Found]:
    return _by_rules(text, language, Marks(text))


def _tagger_alone(text: str, language: str | None) -> list[Found]:
    return _by_tagger(text, language) or []


FINDERS: Mapping[str, Callable[[str, str | None], list[Found]]] = {
    "merged": find,
    "rules": _rules_alone,
    "tagger": _tagger_alone,
}
"""The finders by name, for measuring them apart."""
