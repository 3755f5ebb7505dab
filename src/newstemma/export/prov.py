"""Who has what from whom in W3C PROV-O (Recommendation of 30 April 2013), as JSON-LD with its context inside.

- An utterance is an entity, attributed to its speaker, an agent.
- A witness (a version, lost ones too) is an entity, part of its article. It ``hadPrimarySource`` the
utterance if the best tree hangs it there; else it was quoted from its parent (``wasQuotedFrom``, if it
quotes), or derived from it (``wasDerivedFrom``). The probability stands with the qualified form of the same
step.
- An article was derived from the articles that it credits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newstemma.export.pile import Pile, Tables
from newstemma.export.text import day_time, iri, urn
from newstemma.records import Article, Edge, Speaker, Utterance, Witness
from newstemma.store.rows_to_text import as_json

__all__ = ["tables_to_prov"]

_LINK = {"@type": "@id"}
CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "nst": "urn:newstemma:term:",
    **{
        f"prov:{name}": _LINK
        for name in ("wasAttributedTo", "wasQuotedFrom", "hadPrimarySource", "wasDerivedFrom", "entity")
    },
    "dcterms:isPartOf": _LINK,
    "dcterms:source": _LINK,
    "prov:generatedAtTime": {"@type": "xsd:dateTime"},
    "nst:probability": {"@type": "xsd:double"},
}
_QUALIFIED = {
    "prov:wasQuotedFrom": ("prov:qualifiedQuotation", "prov:Quotation"),
    "prov:hadPrimarySource": ("prov:qualifiedPrimarySource", "prov:PrimarySource"),
    "prov:wasDerivedFrom": ("prov:qualifiedDerivation", "prov:Derivation"),
}


def tables_to_prov(tables: Tables) -> Iterator[str]:
    """A JSON-LD document: ``@context`` and a ``@graph`` of agents, articles, utterances and witnesses."""
    yield '{"@context": ' + as_json(CONTEXT) + ', "@graph": ['
    first = True
    for node in _nodes(Pile(tables)):
        yield ("\n" if first else ",\n") + as_json({k: v for k, v in node.items() if v is not None})
        first = False
    yield "\n]}\n"


def _nodes(pile: Pile) -> Iterator[dict[str, Any]]:
    for speaker in pile.speakers.values():
        yield _agent(speaker)
    credited: dict[str, set[str]] = {}
    for credit in pile.credits:
        if credit.credited_article_id and credit.credited_article_id != credit.article_id:
            credited.setdefault(credit.article_id, set()).add(credit.credited_article_id)
    for article in pile.articles.values():
        yield _article(article, sorted(credited.get(article.article_id, ())))
    for utterance in pile.utterances.values():
        yield _utterance(utterance)
        parents = {e.child: e for e in pile.edges.get(utterance.utterance_id, ()) if e.in_tree}
        for witness in pile.witnesses.get(utterance.utterance_id, ()):
            yield _witness(pile, witness, parents.get(witness.witness_id))


def _agent(speaker: Speaker) -> dict[str, Any]:
    kinds = {"person": "prov:Person", "body": "prov:Organization"}
    kind = kinds.get(speaker.kind)
    return {
        "@id": urn(speaker.speaker_id),
        "@type": ["prov:Agent", kind] if kind else "prov:Agent",
        "rdfs:label": speaker.name,
    }


def _article(article: Article, credited: list[str]) -> dict[str, Any]:
    return {
        "@id": urn(article.article_id),
        "@type": "prov:Entity",
        "dcterms:title": article.title,
        "dcterms:publisher": article.outlet,
        "dcterms:issued": article.published,
        "prov:generatedAtTime": day_time(article.published),
        "dcterms:source": iri(article.url),
        "prov:wasDerivedFrom": [urn(i) for i in credited] or None,
    }


def _utterance(utterance: Utterance) -> dict[str, Any]:
    return {
        "@id": urn(utterance.utterance_id),
        "@type": "prov:Entity",
        "prov:value": utterance.text,
        "dcterms:created": utterance.said_on,
        "prov:wasAttributedTo": urn(utterance.speaker_id) if utterance.speaker_id else None,
    }


def _witness(pile: Pile, witness: Witness, edge: Edge | None) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": urn(witness.witness_id),
        "@type": "prov:Entity",
        "rdfs:label": f"{witness.sigil}: {witness.name}",
        "prov:value": witness.text,
        "nst:status": witness.status,
        "dcterms:isPartOf": urn(witness.article_id) if witness.article_id else None,
    }
    if edge is None:
        return node
    relation = _relation(pile, witness, edge)
    qualified, kind = _QUALIFIED[relation]
    step = {"@type": kind, "prov:entity": urn(edge.parent), "nst:probability": edge.probability}
    return node | {relation: urn(edge.parent), qualified: step}


def _relation(pile: Pile, witness: Witness, edge: Edge) -> str:
    if edge.parent == edge.utterance_id:
        return "prov:hadPrimarySource"
    statement = pile.statements.get(witness.statement_id or "")
    quoted = statement is not None and statement.kind in {"direct", "mixed"}
    return "prov:wasQuotedFrom" if quoted else "prov:wasDerivedFrom"
