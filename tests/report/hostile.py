"""A run in which every string that comes from outside is an attack."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from invented import article, edge, statement, tables, witness

from newstemma.records import Failure, Speaker, Utterance

EVIL = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}</style></script>\u202eevil\u2066\x00"
)


def hostile() -> dict[str, pa.Table]:
    """A run in which every string from outside is an attack."""
    body = (
        f"{EVIL.replace(chr(0), '')} said “{EVIL}”, and more.\n\n"
        + "x" * 1_000_000
        + "\n\njavascript:alert(3)"
    )
    a = article(
        "a1", EVIL, body, EVIL, title=EVIL, url="javascript:alert(4)", language='en" onload="x', path=EVIL
    )
    b = article("b1", "Other", body, "2023-01-01", title=EVIL, url=f"https://x.example/{EVIL}")
    said: dict[str, Any] = {
        "speaker_id": EVIL,
        "speaker": EVIL,
        "speaker_how": EVIL,
        "addressee": EVIL,
        "said_on": EVIL,
    }
    first = statement("s1", a, EVIL, cue="said", **said)
    second = statement("s2", b, EVIL, cue="said", **said)
    wa, wb = witness("u-x", "A", first, a), witness("u-x", "B", second, b)
    utterance = Utterance("u-x", EVIL, EVIL, EVIL, EVIL, EVIL, 2, 2, 1.5, 1, 2, a.article_id, EVIL)
    return tables(
        {
            "articles": [a, b],
            "statements": [first, second],
            "speakers": [Speaker(EVIL, EVIL, "person", [EVIL], [EVIL], EVIL, 1, 1)],
            "utterances": [utterance],
            "witnesses": [wa, wb],
            "edges": [edge(wa, None, 1.0), edge(wb, wa, 0.5)],
            "failures": [Failure(EVIL, None, EVIL, EVIL, EVIL)],
        }
    )
