"""A small run made by hand: seven invented articles on an invented tram line, with every kind of row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa

from newstemma.records import (
    TABLES,
    Article,
    Change,
    Conflict,
    Credit,
    DateExpression,
    Edge,
    Evidence,
    Failure,
    Mention,
    Narrative,
    Overlap,
    Source,
    Speaker,
    Statement,
    Utterance,
    Voice,
    Witness,
)
from newstemma.spans import Span
from newstemma.tables import check, to_table

MANIFEST = {"newstemma": "0.1.0", "inputs": [{"path": "x", "sha256": "0"}] * 7, "seconds": {"read": 1.0}}

WIRE = (
    "LINDMOOR (Tramwire) — The new tram line will carry 340 passengers an hour, "
    "the head of the depot said on Monday.\n\n"
    "“We may open the line in May, but only if the bridge is ready,” Ilse Tarnow told reporters. "
    "She added that the council had been slow.\n\nThe bridge is 120 years old."
)
COPY = (
    "The new tram line will carry 430 passengers an hour, "
    "the head of the depot said on Monday, Tramwire reports.\n\n"
    "“We open the line in May,” Ilse Tarnow told reporters.\n\nThe bridge is 120 years old."
)
GERMAN = (
    "Die neue Linie befördert 340 Fahrgäste in der Stunde.\n\n"
    "„Vielleicht eröffnen wir die Linie im Mai, aber nur, wenn die Brücke fertig ist“, "
    "sagte Ilse Tarnow laut Tramwire."
)
TOLD = (
    "The line opens in May.\n\nThe council could not be reached. The council says nothing. The council waits."
)
VOICE_A = (
    "“Every winter we ask the council for salt and every winter they send us a form,” "
    "Tarnow told Radio Moor.\n\n"
    "The bridge was built in 1904."
)
VOICE_B = (
    "In an interview with Radio Moor the head of the depot said that each year in the cold months "
    "the councillors answer her request for grit with paperwork.\n\n"
    "The bridge was built in 1911, the archive says."
)
CIRCLE = "According to Moor Watch, the depot was fined twice. Moor Watch has it from us."


def article(key: str, outlet: str | None, text: str, published: str | None, **more: Any) -> Article:
    """An article with the usual columns filled."""
    values: dict[str, Any] = {
        "path": f"{key}.html",
        "row_id": None,
        "url": f"https://{key}.example/tram",
        "outlet": outlet,
        "outlet_how": f"site-name: {outlet}",
        "title": f"Tram line, as {outlet} has it",
        "byline": None,
        "published_how": f"dateline: {published}" if published else None,
        "language": "en",
    }
    return Article(article_id=f"a-{key}", text=text, published=published, **(values | more))


def statement(key: str, in_: Article, content: str, **more: Any) -> Statement:
    """A statement whose words, cue and source are looked up in the article."""
    parts = content.split("|")
    at, pieces = 0, []
    for part in parts:
        at = in_.text.index(part, at)
        pieces.append(Span(at, at + len(part)))
        at += len(part)
    values: dict[str, Any] = {"kind": "direct", "nested_in": None, "how": "model", "confidence": 0.9}
    for column in ("cue", "source"):
        words = more.pop(column, None)
        start = in_.text.index(words) if words else None
        values |= {column: words, f"{column}_start": start}
        values[f"{column}_end"] = start + len(words) if words and start is not None else None
    start, end = pieces[0].start, pieces[-1].end
    return Statement(
        statement_id=f"st-{key}",
        article_id=in_.article_id,
        content_start=start,
        content_end=end,
        content=in_.text[start:end],
        content_spans=pieces,
        **(values | more),
    )


def witness(utterance: str, sigil: str, said: Statement | None, of: Article, **more: Any) -> Witness:
    """An extant witness."""
    values: dict[str, Any] = {
        "statement_id": said.statement_id if said else None,
        "start": said.content_start if said else None,
        "end": said.content_end if said else None,
        "text": said.content if said else None,
        "attributed": said is not None,
    }
    return Witness(
        utterance_id=utterance,
        witness_id=f"w-{utterance[2:]}-{sigil}",
        article_id=of.article_id,
        sigil=sigil,
        status="extant",
        name=of.outlet or of.title or of.path,
        published=of.published,
        **(values | more),
    )


def lost(utterance: str, sigil: str, name: str) -> Witness:
    """A lost witness."""
    key = f"w-{utterance[2:]}-lost{ord(sigil)}"
    return Witness(utterance, key, None, None, sigil, "lost", name, None, None, None, True, None)


def edge(child: Witness, parent: Witness | None, probability: float, in_tree: bool = True) -> Edge:
    """A step, from the utterance itself if there is no parent."""
    evidence = [
        Evidence("credit", 2.5, f"{child.name} names its source for these words"),
        Evidence("words", -0.8, "2 words are missing: bridge, ready"),
    ]
    above = parent.witness_id if parent else child.utterance_id
    return Edge(child.utterance_id, above, child.witness_id, probability, in_tree=in_tree, evidence=evidence)


def tables(rows: Mapping[str, Iterable[Any]]) -> dict[str, pa.Table]:
    """All tables of a run; those that are not given are empty."""
    made = {name: to_table(record, rows.get(name, ())) for name, record in TABLES.items()}
    texts = {a.article_id: a.text for a in rows.get("articles", ())}
    for name, table in made.items():
        check(name, table, texts)
    return made


def invented() -> dict[str, pa.Table]:
    """The run.

    A wire story with a copy, a translation and an echo that names nobody; an interview in two renderings
    below a lost broadcast; a circle of credits; a conflict; an article without a date; a failure.
    """
    wire = article("wire", "Tramwire", WIRE, "2023-03-06T11:20:00+01:00", byline="by Olin Feste")
    copy = article("copy", "Moor Gazette", COPY, "2023-03-06T15:00:00+01:00")
    german = article("german", "Moorbote", GERMAN, "2023-03-07", language="de", title="Neue Linie im Mai")
    told = article("told", "Lamp", TOLD, None, published_how=None)
    voice_a = article("va", "Evening Moor", VOICE_A, "2023-03-20")
    voice_b = article("vb", "Radio Reader", VOICE_B, "2023-03-21")
    circle = article("circle", "Depot News", CIRCLE, "2023-04")
    articles = [wire, copy, german, told, voice_a, voice_b, circle]

    s = {
        "wire": statement(
            "wire",
            wire,
            "We may open the line in May, but only if the bridge is ready",
            source="Ilse Tarnow",
            cue="told",
        ),
        "wire2": statement(
            "wire2", wire, "the council had been slow", kind="indirect", source="She", cue="added"
        ),
        "wire3": statement(
            "wire3",
            wire,
            "The new tram line will carry 340 passengers an hour",
            kind="indirect",
            source="the head of the depot",
            cue="said",
        ),
        "copy": statement("copy", copy, "We open the line in May", source="Ilse Tarnow", cue="told"),
        "copy3": statement(
            "copy3",
            copy,
            "The new tram line will carry 430 passengers an hour",
            kind="indirect",
            source="the head of the depot",
            cue="said",
        ),
        "german": statement(
            "german",
            german,
            GERMAN[GERMAN.index("Vielleicht") : GERMAN.index("“,")],
            source="Ilse Tarnow",
            cue="sagte",
        ),
        "va": statement(
            "va",
            voice_a,
            "Every winter we ask the council for salt and every winter they send us a form",
            source="Tarnow",
            cue="told",
        ),
        "vb": statement(
            "vb",
            voice_b,
            VOICE_B[VOICE_B.index("each year") : VOICE_B.index(".")],
            kind="indirect",
            source="the head of the depot",
            cue="said",
        ),
        "circle": statement(
            "circle",
            circle,
            "the depot was fined twice",
            kind="indirect",
            source="Moor Watch",
            cue="According to",
        ),
    }
    speaker = {"speaker_id": "sp-tarnow", "speaker": "Ilse Tarnow", "speaker_how": "name"}
    said = {"said_on": "2023-03-06", "said_on_how": "weekday: Monday"}
    s = {
        k: _with(v, **(speaker | (said if k in ("wire", "wire3", "copy") else {}))) if k != "circle" else v
        for k, v in s.items()
    }
    s["wire2"] = _with(s["wire2"], speaker_how="pronoun")
    s["va"] = _with(
        s["va"], addressee="Radio Moor", said_on="2023-03-20", said_on_how="published: not after 2023-03-20"
    )

    a, b = witness("u-line", "A", s["wire"], wire), witness("u-line", "B", s["copy"], copy)
    c = witness("u-line", "C", s["german"], german)
    end = TOLD.index("\n")
    d = witness("u-line", "D", None, told, start=0, end=end, text=TOLD[:end])
    va, vb = witness("u-salt", "A", s["va"], voice_a), witness("u-salt", "B", s["vb"], voice_b)
    radio = lost("u-salt", "α", "Radio Moor")
    n1, n2 = witness("u-number", "A", s["wire3"], wire), witness("u-number", "B", s["copy3"], copy)
    ci = witness("u-fine", "A", s["circle"], circle)
    watch = lost("u-fine", "α", "Moor Watch")
    w2 = witness("u-slow", "A", s["wire2"], wire)
    edges = [
        edge(a, None, 0.97),
        edge(b, a, 0.93),
        edge(c, a, 0.9),
        edge(d, b, 0.48),
        edge(d, a, 0.46, in_tree=False),
        edge(b, None, 0.07, in_tree=False),
        edge(c, None, 0.1, in_tree=False),
        edge(radio, None, 1.0),
        edge(va, radio, 0.95),
        edge(vb, radio, 0.93),
        edge(vb, va, 0.05, in_tree=False),
        edge(n1, None, 1.0),
        edge(n2, n1, 1.0),
        edge(watch, None, 0.6),
        edge(ci, watch, 1.0),
        edge(w2, None, 1.0),
    ]
    utterances = [
        _utterance(a, "Ilse Tarnow", "2023-03-06", (1.1, 1, 2), 4, first=wire),
        _utterance(va, "Ilse Tarnow", None, (1.0, 1, 1), 2, first=voice_a, addressee="Radio Moor"),
        _utterance(n1, "Ilse Tarnow", "2023-03-06", (1.0, 1, 1), 2, first=wire),
        _utterance(ci, None, None, (1.0, 1, 1), 1, first=circle),
        _utterance(w2, "Ilse Tarnow", None, (1.0, 1, 1), 1, first=wire),
    ]
    gap = COPY.index("line in May") + len("line in May")
    changes = [
        Change(
            "u-line",
            a.witness_id,
            b.witness_id,
            "edge",
            "hedge",
            "may",
            "",
            "bare possibility dropped",
            *_at(WIRE, "may"),
            gap,
            gap,
        ),
        Change(
            "u-line",
            a.witness_id,
            b.witness_id,
            "edge",
            "cut",
            "but only if the bridge is ready",
            "",
            None,
            *_at(WIRE, "but only if the bridge is ready"),
            gap,
            gap,
        ),
        Change(
            "u-line",
            a.witness_id,
            c.witness_id,
            "edge",
            "translation",
            s["wire"].content,
            s["german"].content,
            "en → de",
            a.start,
            a.end,
            c.start,
            c.end,
        ),
        Change(
            "u-line",
            b.witness_id,
            d.witness_id,
            "edge",
            "attribution_dropped",
            "Ilse Tarnow told",
            TOLD[:end],
            "said by Ilse Tarnow there, simply so here",
            *_at(COPY, "Ilse Tarnow told"),
            0,
            end,
        ),
        Change(
            "u-number",
            n1.witness_id,
            n2.witness_id,
            "edge",
            "number",
            "340",
            "430",
            "340 → 430",
            *_at(WIRE, "340"),
            *_at(COPY, "430"),
        ),
        Change(
            "u-salt",
            vb.witness_id,
            va.witness_id,
            "sibling",
            "wording",
            s["vb"].content,
            s["va"].content,
            "reworded as a whole",
            vb.start,
            vb.end,
            va.start,
            va.end,
        ),
    ]
    return tables(
        {
            "articles": articles,
            "statements": s.values(),
            "speakers": [
                Speaker(
                    "sp-tarnow",
                    "Ilse Tarnow",
                    "person",
                    ["Ilse Tarnow", "Tarnow"],
                    ["head of the depot"],
                    "Lindmoor trams",
                    8,
                    5,
                )
            ],
            "mentions": [
                Mention(
                    f"m-{k}",
                    "a-told",
                    m.start(),
                    m.end(),
                    m.group(),
                    "the council",
                    "body",
                    "name",
                    None,
                    None,
                    None,
                )
                for k, m in enumerate(re.finditer("The council", TOLD))
            ],
            "dates": [
                DateExpression("d-1", "a-wire", *_at(WIRE, "Monday"), "Monday", "DATE", "2023-03-06", None)
            ],
            "credits": [
                Credit(
                    "c-1",
                    "a-copy",
                    *_at(COPY, "Tramwire reports"),
                    "Tramwire reports",
                    "Tramwire",
                    "agency",
                    "a-wire",
                ),
                Credit(
                    "c-2",
                    "a-german",
                    *_at(GERMAN, "laut Tramwire"),
                    "laut Tramwire",
                    "Tramwire",
                    "agency",
                    "a-wire",
                ),
                Credit(
                    "c-3",
                    "a-va",
                    *_at(VOICE_A, "told Radio Moor"),
                    "told Radio Moor",
                    "Radio Moor",
                    "interview",
                ),
            ],
            "overlaps": [
                Overlap(
                    "o-1",
                    "a-copy",
                    *_at(COPY, "The bridge is 120 years old."),
                    "a-wire",
                    *_at(WIRE, "The bridge is 120 years old."),
                    "verbatim",
                    1.0,
                )
            ],
            "utterances": utterances,
            "witnesses": [a, b, c, d, va, vb, radio, n1, n2, ci, watch, w2],
            "edges": edges,
            "sources": [
                Source(
                    "u-line", "so-1", a.witness_id, 0.97, [b.witness_id, c.witness_id, d.witness_id], False
                ),
                Source("u-salt", "so-2", radio.witness_id, 1.0, [va.witness_id, vb.witness_id], False),
                Source("u-number", "so-3", n1.witness_id, 1.0, [n2.witness_id], False),
                Source("u-fine", "so-4", watch.witness_id, 0.6, [ci.witness_id], True),
                Source("u-slow", "so-5", w2.witness_id, 1.0, [], False),
            ],
            "changes": changes,
            "narratives": [
                Narrative(
                    "n-1",
                    s["wire"].content,
                    ["line", "May"],
                    ["u-line", "u-number"],
                    "2023-03-06",
                    "2023-03-07",
                    4,
                    1,
                    4,
                )
            ],
            "voices": [
                Voice(
                    "Ilse Tarnow",
                    "person",
                    "sp-tarnow",
                    "Lindmoor trams",
                    4,
                    47,
                    3,
                    1,
                    5,
                    ["a-copy", "a-german", "a-va", "a-wire"],
                ),
                Voice("the council", "body", None, None, 0, 0, 0, 7, 3, []),
            ],
            "conflicts": [
                Conflict(
                    "x-1",
                    "date",
                    None,
                    None,
                    "a-va",
                    *_at(VOICE_A, "The bridge was built in 1904."),
                    "The bridge was built in 1904.",
                    "a-vb",
                    *_at(VOICE_B, "The bridge was built in 1911"),
                    "The bridge was built in 1911",
                    "The bridge is dated 1904 here and 1911 there.",
                ),
            ],
            "failures": [
                Failure("scan.pdf", None, "read", "not-text", "It holds no text; give the text of the page.")
            ],
        }
    )


def _with(row: Statement, **values: Any) -> Statement:
    return replace(row, **values)


def _at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _utterance(
    best: Witness,
    speaker: str | None,
    said_on: str | None,
    sources: tuple[float, int, int],
    n: int,
    *,
    first: Article,
    addressee: str | None = None,
) -> Utterance:
    who = "sp-tarnow" if speaker else None
    return Utterance(
        best.utterance_id,
        who,
        speaker,
        said_on,
        addressee,
        best.text or "",
        n,
        n,
        *sources,
        first.article_id,
        first.published,
    )
