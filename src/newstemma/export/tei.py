"""Stemmata and versions in TEI P5: a critical apparatus by parallel segmentation (Guidelines, chapter 13).

The header lists the witnesses of every utterance; ``witness/@corresp`` names the parent in the best tree.
The body has a ``div`` per utterance: the aligned versions as ``app`` (``lem`` of the fullest version,
``rdg`` of the others, empty where a version has nothing), then the versions that cannot be aligned, whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newstemma.export.apparatus import Place, apparatus
from newstemma.export.pile import Pile, Tables
from newstemma.export.text import attribute, content, iri
from newstemma.records import Article, Edge, Utterance, Witness

__all__ = ["tables_to_tei"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>Versions of statements in a pile of news articles</title></titleStmt>
<publicationStmt><p>Made by newstemma from the articles below.</p></publicationStmt>
<sourceDesc>
"""
_MIDDLE = """</sourceDesc>
</fileDesc>
<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
</teiHeader>
<text>
<body>
"""
_EMPTY = "<p>No statement of this pile stands in two versions.</p>\n"


def tables_to_tei(tables: Tables) -> Iterator[str]:
    """A TEI document with an apparatus for every utterance of at least two witnesses."""
    pile = Pile(tables)
    yield _HEAD
    found = False
    for utterance, told in pile.retold():
        found = True
        yield from _list(pile, utterance, told)
    if not found:
        yield _EMPTY
    yield _MIDDLE
    for utterance, told in pile.retold():
        yield from _division(utterance, told)
    if not found:
        yield _EMPTY
    yield "</body>\n</text>\n</TEI>\n"


def _list(pile: Pile, utterance: Utterance, told: Sequence[Witness]) -> Iterator[str]:
    parents = {e.child: e for e in pile.edges.get(utterance.utterance_id, ()) if e.in_tree}
    yield f'<listWit xml:id="{attribute(utterance.utterance_id)}-witnesses">\n'
    for w in told:
        yield _witness(w, pile.articles.get(w.article_id or ""), parents.get(w.witness_id))
    yield "</listWit>\n"


def _witness(witness: Witness, article: Article | None, edge: Edge | None) -> str:
    parent = f' corresp="#{attribute(edge.parent)}"' if edge and edge.parent != edge.utterance_id else ""
    lost = "lost: " if witness.status == "lost" else ""
    parts = [f'<abbr type="siglum">{content(witness.sigil)}</abbr> {lost}{content(witness.name)}']
    if article is not None and article.title:
        parts.append(f"<title>{content(article.title)}</title>")
    if witness.published:
        parts.append(f'<date when="{attribute(witness.published)}">{content(witness.published)}</date>')
    page = iri(article.url) if article is not None else None
    if page:
        parts.append(f'<ref target="{attribute(page)}">{content(page)}</ref>')
    return f'<witness xml:id="{attribute(witness.witness_id)}"{parent}>{" ".join(parts)}</witness>\n'


def _division(utterance: Utterance, told: Sequence[Witness]) -> Iterator[str]:
    ids = {w.sigil: w.witness_id for w in told}
    yield f'<div type="utterance" xml:id="{attribute(utterance.utterance_id)}">\n'
    day = f", {content(utterance.said_on)}" if utterance.said_on else ""
    yield f"<head>{content(utterance.speaker or 'Unknown speaker')}{day}</head>\n"
    aligned = apparatus(told)
    if aligned is not None:
        yield f"<ab>{' '.join(_place(p, ids) for p in aligned.places)}</ab>\n"
        for w in aligned.apart:
            yield f'<ab type="version" corresp="#{attribute(w.witness_id)}">{content(w.text or "")}</ab>\n'
    else:
        yield "<ab/>\n"
    yield "</div>\n"


def _place(place: Place, ids: dict[str, str]) -> str:
    if not place.readings:
        return content(place.text)
    (lemma, sigla), *others = place.readings
    readings = [_reading("lem", lemma, sigla, ids), *(_reading("rdg", w, s, ids) for w, s in others)]
    return f"<app>{''.join(readings)}</app>"


def _reading(element: str, words: str, sigla: Sequence[str], ids: dict[str, str]) -> str:
    wit = " ".join(f"#{attribute(ids[s])}" for s in sigla)
    return f'<{element} wit="{wit}">{content(words)}</{element}>' if words else f'<{element} wit="{wit}"/>'
