"""ninjs against its schema, FollowTheMoney against its model."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa
import pytest

from newstemma.export.ftm import tables_to_ftm
from newstemma.export.ninjs import tables_to_ninjs

Tables = Mapping[str, pa.Table]

_STRING = {"type": "string"}
_URI = {"type": "string", "format": "uri", "pattern": "^[a-z]+:"}


def _listed(required: list[str], **properties: object) -> dict[str, object]:
    item = {"type": "object", "additionalProperties": False, "required": required, "properties": properties}
    return {"type": "array", "minItems": 1, "items": item}


# The properties of IPTC ninjs 2.1 that we write, with the types and the closed objects of its schema.
NINJS = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": _URI,
        "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component"]},
        "representationtype": {"enum": ["full", "partial"]},
        "language": _STRING,
        "versioncreated": {
            "type": "string",
            "format": "date-time",
            "pattern": r"T\d\d:\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$",
        },
        "title": _STRING,
        "by": _STRING,
        "headlines": _listed(["value"], role=_STRING, contenttype=_STRING, value=_STRING),
        "bodies": _listed(
            ["value"],
            role=_STRING,
            contenttype=_STRING,
            charcount={"type": "number"},
            wordcount={"type": "number"},
            value=_STRING,
        ),
        "people": _listed([], name=_STRING, rel=_STRING, uri=_URI, literal=_STRING),
        "organisations": _listed([], name=_STRING, rel=_STRING, uri=_URI, literal=_STRING),
        "infosources": _listed([], name=_STRING, role=_STRING, uri=_URI, literal=_STRING),
        "renditions": _listed(["name"], name=_STRING, href=_URI, contenttype=_STRING, title=_STRING),
        "standard": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"name": _STRING, "version": _STRING, "schema": _URI},
        },
    },
}

# Properties of the FollowTheMoney model by schema: type of value, and which are required.
FTM = {
    "Article": (
        {"title", "fileName", "author", "publisher", "publishedAt", "sourceUrl", "language", "bodyText"},
        {"fileName"},
    ),
    "Person": ({"name", "alias", "position"}, {"name"}),
    "Organization": ({"name", "alias"}, {"name"}),
    "LegalEntity": ({"name", "alias"}, {"name"}),
    "Documentation": ({"document", "entity", "role", "summary", "date"}, {"document", "entity"}),
    "UnknownLink": ({"subject", "object", "role"}, {"subject", "object"}),
}
_REFERENCES = {"document", "entity", "subject", "object"}


def test_articles_are_news_in_json(tables: Tables) -> None:
    """Every line is valid; the text is whole; a date without a time is not made one."""
    jsonschema = pytest.importorskip("jsonschema")
    items = [json.loads(line) for line in tables_to_ninjs(tables)]
    for item in items:
        jsonschema.validate(item, NINJS)
    assert [i["bodies"][0]["value"] for i in items] == tables["articles"].column("text").to_pylist()
    assert items[0]["people"] == [{"name": "Ada Quill", "rel": "quoted", "uri": "urn:newstemma:sp-1"}]
    assert items[1]["infosources"] == [{"name": "-Mire Post"}, {"name": "Fen Gazette"}]
    assert "versioncreated" not in items[1]


def test_entities_keep_the_model(tables: Tables) -> None:
    """Known schemas and properties, lists of texts, required ones there, references to entities of the
    file."""
    entities = {e["id"]: e for e in map(json.loads, tables_to_ftm(tables))}
    assert sorted(e["schema"] for e in entities.values()) == [
        "Article", "Article", "Documentation", "Documentation", "Person", "UnknownLink",
    ]  # fmt: skip
    for entity in entities.values():
        known, required = FTM[entity["schema"]]
        assert required <= entity["properties"].keys() <= known
        for name, values in entity["properties"].items():
            assert values
            assert all(isinstance(v, str) and v for v in values)
            assert name not in _REFERENCES or all(v in entities for v in values)
    assert entities["a-1"]["properties"]["language"] == ["eng"]


def test_the_library_accepts_the_entities(tables: Tables) -> None:
    """Where followthemoney is installed, its own model reads every line and drops nothing."""
    model = pytest.importorskip("followthemoney").model
    for line in tables_to_ftm(tables):
        given = json.loads(line)
        entity = model.get_proxy(given, cleaned=False)
        entity.schema.validate(entity.to_dict())
        assert set(entity.to_dict()["properties"]) == set(given["properties"])
