"""JSON-LD formats, read by rdflib."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pytest

from newstemma.export.prov import tables_to_prov
from newstemma.export.schemaorg import tables_to_schemaorg
from newstemma.export.webannotation import CONTEXT, tables_to_webannotation

rdflib = pytest.importorskip("rdflib")
Tables = Mapping[str, pa.Table]
# rdflib's own JSON-LD parser uses a class that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

# The terms of http://www.w3.org/ns/anno.jsonld that we use, so that the test needs no network.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "id": "@id",
    "type": "@type",
    **{
        t: f"oa:{t}"
        for t in (
            "Annotation",
            "TextualBody",
            "SpecificResource",
            "TextQuoteSelector",
            "TextPositionSelector",
        )
    },
    **{t: f"oa:{t}" for t in ("identifying", "classifying", "linking", "describing")},
    **{t: f"oa:{t}" for t in ("exact", "prefix", "suffix")},
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@id": "as:items", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "scope": {"@id": "oa:hasScope", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "start": "oa:start",
    "end": "oa:end",
    "value": "rdf:value",
    "format": "dc:format",
}


def graph_of(document: dict[str, Any]) -> Any:
    """The triples of a JSON-LD document."""
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def test_annotations_are_web_annotations(tables: Tables) -> None:
    """Every annotation has a target with a source and both selectors, as rdflib reads it."""
    page = json.loads("".join(tables_to_webannotation(tables)))
    assert page["@context"] == CONTEXT
    graph = graph_of(page | {"@context": ANNO})
    oa = rdflib.Namespace(ANNO["oa"])
    annotations = list(graph.subjects(rdflib.RDF.type, oa.Annotation))
    assert len(annotations) == 4
    for annotation in annotations:
        assert list(graph.objects(annotation, oa.hasBody))
        for target in graph.objects(annotation, oa.hasTarget):
            assert list(graph.objects(target, oa.hasSource))
            selectors = list(graph.objects(target, oa.hasSelector))
            kinds = {kind for s in selectors for kind in graph.objects(s, rdflib.RDF.type)}
            assert kinds == {oa.TextQuoteSelector, oa.TextPositionSelector}


def test_selectors_find_their_words(tables: Tables) -> None:
    """Position and quotation name the same characters of the article."""
    texts = {f"urn:newstemma:{r['article_id']}": r["text"] for r in tables["articles"].to_pylist()}
    for item in json.loads("".join(tables_to_webannotation(tables)))["items"]:
        target = item["target"]
        quote, position = target["selector"]
        text = texts[target["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_provenance_follows_the_tree(tables: Tables) -> None:
    """The lost witness has the utterance as primary source, A quotes from it, B is derived from A."""
    document = json.loads("".join(tables_to_prov(tables)))
    graph = graph_of(document)
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    ids = ("u-1", "w-1", "w-2", "w-3", "sp-1", "a-1", "a-2")
    name = {i: rdflib.URIRef(f"urn:newstemma:{i}") for i in ids}
    assert (name["w-3"], prov.hadPrimarySource, name["u-1"]) in graph
    assert (name["w-1"], prov.wasQuotedFrom, name["w-3"]) in graph
    assert (name["w-2"], prov.wasDerivedFrom, name["w-1"]) in graph
    assert (name["u-1"], prov.wasAttributedTo, name["sp-1"]) in graph
    assert (name["a-2"], prov.wasDerivedFrom, name["a-1"]) in graph
    assert (name["a-2"], prov.wasDerivedFrom, name["w-1"]) not in graph
    (step,) = graph.objects(name["w-2"], prov.qualifiedDerivation)
    assert (step, prov.entity, name["w-1"]) in graph
    (time,) = graph.objects(name["a-1"], prov.generatedAtTime)
    assert time.datatype == rdflib.XSD.dateTime
    assert not list(graph.objects(name["a-2"], prov.generatedAtTime))


def test_claims_appear_in_articles(tables: Tables) -> None:
    """The claim has both appearances and its first; only the direct statement is a quotation."""
    graph = graph_of(json.loads("".join(tables_to_schemaorg(tables))))
    schema = rdflib.Namespace("https://schema.org/")
    (claim,) = [s for s in graph.subjects(schema.author) if (s, rdflib.RDF.type, schema.Claim) in graph]
    assert {str(a)[-3:] for a in graph.objects(claim, schema.appearance)} == {"a-1", "a-2"}
    assert [str(a)[-3:] for a in graph.objects(claim, schema.firstAppearance)] == ["a-1"]
    (quotation,) = graph.subjects(rdflib.RDF.type, schema.Quotation)
    assert (quotation, schema.exampleOfWork, claim) in graph
    assert str(next(graph.objects(quotation, schema.text))) == "The bridge will stay shut until Monday,"


def test_no_script_becomes_a_link(tables: Tables) -> None:
    """An article's ``javascript:`` address reaches no export as a link."""
    for write in (tables_to_prov, tables_to_schemaorg, tables_to_webannotation):
        assert "javascript:" not in "".join(write(tables))
