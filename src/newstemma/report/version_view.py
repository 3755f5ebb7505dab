"""The versions of an utterance side by side, with their differences marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from newstemma.params.report import CLIP_CARD, GONE_END, GONE_WHOLE
from newstemma.records import Article, Change, Edge, Utterance, Witness
from newstemma.report.links import Links
from newstemma.report.pile import Pile
from newstemma.report.sureness import percent
from newstemma.report.tree import reading_order
from newstemma.report.variant_table import Reading, VariantTable, variant_table
from newstemma.report.variants import KINDS, Passage, Piece, Redline, redline
from newstemma.report.views import Chip, VersionView
from newstemma.report.visible import anchor, clip, language_tag, visible
from newstemma.report.when import when
from newstemma.report.wording import gaps_of, language_name
from newstemma.text.normalise import squeeze
from newstemma.text.tokens import words

__all__ = ["chips_of", "collation", "version_views"]

_CHIP = 90
_TELLING = {
    "direct": "quoted",
    "indirect": "paraphrased",
    "mixed": "partly quoted",
}


@dataclass(frozen=True)
class _Family:
    """One utterance's witnesses and what connects them."""

    pile: Pile
    shown: Links
    witnesses: Mapping[str, Witness]
    parent_of: Mapping[str, str]
    changes: Mapping[tuple[str, str], list[Change]]
    first: Witness
    unsure: frozenset[str]

    def base_of(self, witness: Witness) -> tuple[Witness | None, str]:
        """What a version is compared with, and why that one."""
        parent = self.witnesses.get(self.parent_of.get(witness.witness_id, ""))
        if parent is not None and parent.status == "extant":
            unsure = witness.witness_id in self.unsure
            return (
                parent,
                f"Compared with {parent.sigil}, {'one of its possible sources' if unsure else 'its source'}",
            )
        for (other, child), found in sorted(self.changes.items()):
            if child == witness.witness_id and found[0].relation == "sibling" and other in self.witnesses:
                base = self.witnesses[other]
                return base, f"Compared with {base.sigil}, which goes back to the same lost source"
        if witness is self.first or parent is not None or not self._same_language(witness):
            lost = parent is not None
            return None, "Its source’s version is not in the pile" if lost else "The first of its branch"
        return self.first, f"A branch of its own; compared with {self.first.sigil}"

    def _same_language(self, witness: Witness) -> bool:
        mine, theirs = (self.pile.articles.get(w.article_id or "") for w in (witness, self.first))
        return mine is not None and theirs is not None and mine.language == theirs.language


def version_views(
    pile: Pile, shown: Links, utterance: Utterance, unsure: frozenset[str] = frozenset()
) -> list[VersionView]:
    """All extant versions in the order of the tree: a source stands before what was made from it.

    Args:
        pile: the run.
        shown: what can be linked to.
        utterance: whose versions.
        unsure: witness ids of which the tree cannot tell the parent.
    """
    family, ordered = _family(pile, shown, utterance, unsure)
    return [_view(w, family) for w in ordered] if family else []


def collation(
    pile: Pile, shown: Links, utterance: Utterance, base: Witness | None, most: int
) -> VariantTable | None:
    """The versions under each other, word by word.

    Args:
        pile: the run.
        shown: what can be linked to.
        utterance: whose versions.
        base: the version that the others are aligned with.
        most: versions that have a card.
    """
    family, ordered = _family(pile, shown, utterance, frozenset())
    if family is None or base is None:
        return None
    rows = {w.witness_id: _reading(w, family) for w in ordered[:most]}
    first = rows.pop(base.witness_id, None)
    return variant_table(first, list(rows.values())) if first else None


def _reading(witness: Witness, family: _Family) -> Reading:
    base, _ = family.base_of(witness)
    return Reading(
        key=witness.witness_id,
        sigil=witness.sigil,
        name=witness.name,
        href=f"#{anchor(witness.witness_id)}",
        passage=_passage(witness, family.pile),
        parent=base.witness_id if base else None,
        changes=family.changes.get((base.witness_id, witness.witness_id), []) if base else [],
    )


def _family(
    pile: Pile, shown: Links, utterance: Utterance, unsure: frozenset[str]
) -> tuple[_Family | None, list[Witness]]:
    """The utterance's extant witnesses in reading order, with what connects them."""
    utterance_id = utterance.utterance_id
    witnesses = pile.witnesses_of.get(utterance_id, [])
    edges = pile.edges_of.get(utterance_id, [])
    known = {w.witness_id: w for w in witnesses}
    ordered = [known[k] for k in reading_order(utterance, witnesses, edges) if known[k].status == "extant"]
    if not ordered:
        return None, []
    by_pair: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in pile.changes_of.get(utterance_id, ()):
        by_pair[change.parent, change.child].append(change)
    family = _Family(
        pile=pile,
        shown=shown,
        witnesses=known,
        parent_of=_parents(edges),
        changes=by_pair,
        first=ordered[0],
        unsure=unsure,
    )
    return family, ordered


def _parents(edges: Sequence[Edge]) -> dict[str, str]:
    return {e.child: e.parent for e in edges if e.in_tree}


def _view(witness: Witness, family: _Family) -> VersionView:
    pile = family.pile
    base, why = family.base_of(witness)
    typed = family.changes.get((base.witness_id, witness.witness_id), []) if base else []
    version = _passage(witness, pile)
    compared = redline(_passage(base, pile) if base else None, version, typed)
    article = pile.articles.get(witness.article_id or "")
    shared = compared.shared if compared.how == "reworded" else None
    return VersionView(
        witness_id=witness.witness_id,
        key=anchor(witness.witness_id),
        sigil=witness.sigil,
        name=witness.name,
        note=when(witness.published) or "no date",
        telling=_telling(witness, pile),
        compared=why,
        shared=f"{percent(shared)} of the shorter one’s content words are in both"
        if shared is not None
        else None,
        how=compared.how,
        text=_markup(compared),
        chips=chips_of(typed),
        href=_href(witness, family.shown),
        language=language_tag(article.language) if article else None,
        tongue=_foreign(article, pile, family),
        first=base is None,
    )


def _foreign(article: Article | None, pile: Pile, family: _Family) -> str | None:
    """The name of a version's language, where the versions are not all in one."""
    found = (pile.articles.get(w.article_id or "") for w in family.witnesses.values())
    languages = {a.language for a in found if a is not None}
    return language_name(article.language) if article is not None and len(languages) > 1 else None


def _passage(witness: Witness, pile: Pile) -> Passage:
    """The witness's place in its article; its own text if it has none."""
    article = pile.articles.get(witness.article_id or "")
    language = article.language if article else None
    if article is None or witness.start is None or witness.end is None:
        text = witness.text or ""
        return Passage(text, 0, len(text), language)
    return Passage(article.text, witness.start, witness.end, language, gaps_of(pile, witness))


def _telling(witness: Witness, pile: Pile) -> str:
    if not witness.attributed:
        return "told without a speaker"
    statement = pile.statements.get(witness.statement_id or "")
    if statement is None:
        return "attributed"
    kind = _TELLING.get(statement.kind, statement.kind)
    return f"{kind}, as “{clip(squeeze(statement.source), 60)}”" if statement.source else kind


def _href(witness: Witness, shown: Links) -> str | None:
    """The words in the article: the statement, the marked sentence, or at least the article."""
    places = (
        shown.statement(witness.statement_id),
        shown.href(f"in-{anchor(witness.witness_id)}", witness.article_id),
        shown.article(witness.article_id),
    )
    return next((p for p in places if p), None)


def _markup(compared: Redline) -> Markup:
    """Pieces as ``del`` and ``ins`` with the kind of change beside them; cut at the card's length."""
    out: list[str] = []
    room = CLIP_CARD
    for piece in compared.pieces:
        if piece.state == "gone" and out and not out[-1].endswith((" ", "\n")):
            out.append(" ")
        if room <= 0:
            out.append(" …")
            break
        text = _gone(piece.text) if piece.state == "gone" else clip(piece.text, room)
        room -= len(text)
        out.append(_piece(piece, text))
    return Markup("".join(out))  # noqa: S704 - _piece escapes


def _gone(text: str) -> str:
    """What is struck out; of a long passage only its ends, and how many words it has."""
    if len(text) <= GONE_WHOLE:
        return text
    end = text[-GONE_END:].partition(" ")[2]
    return f"{clip(text, GONE_END * 2)} {end} [{len(words(text)):,} words]"


def _piece(piece: Piece, text: str) -> str:
    shown = escape(visible(text))
    if piece.state == "same":
        return str(shown)
    if piece.state in ("shared", "gap"):
        return f'<span class="{piece.state}">{shown}</span>'
    family, label = KINDS.get(piece.kind or "wording", ("form", piece.kind or ""))
    if piece.state == "gone":
        return f'<del class="{family}">{shown}</del> '
    plain = piece.kind in ("wording", "addition", "cut")
    tag = "" if plain else f'<sup class="kind">{escape(label)}</sup>'
    return f'<ins class="{family}">{shown}</ins>{tag}'


def chips_of(changes: Sequence[Change]) -> list[Chip]:
    """The changes worth a line each."""
    return [_chip(c) for c in _merged(changes)]


def _merged(changes: Sequence[Change]) -> list[Change]:
    """The changes worth a line: plain wording is seen in the text, and equal changes need one line."""
    seen: dict[tuple[str, str, str], Change] = {}
    for change in changes:
        if change.kind not in ("wording", "cut", "addition"):
            seen.setdefault((change.kind, change.before, change.after), change)
    return list(seen.values())


def _chip(change: Change) -> Chip:
    family, label = KINDS.get(change.kind, ("form", change.kind))
    whole = change.kind in ("translation", "quoted", "attribution_dropped")
    before, after = (_short(change.before), _short(change.after))
    told = "" if whole else f"{before} → {after}" if before and after else f"“{before or after}”"
    detail = _short(change.detail or "")
    if not told or not detail or detail == told:
        return Chip(family, label, detail or told)
    return Chip(family, label, f"{told} ({detail})")


def _short(text: str) -> str:
    return clip(squeeze(text), _CHIP)
