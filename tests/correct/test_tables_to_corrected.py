"""Corrections flow into all tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pytest
from invented import invented

from newstemma.correct.tables_to_corrected import tables_to_corrected
from newstemma.records import TABLES
from newstemma.store.corrections import Correction, make_correction
from newstemma.tables import check

Tables = Mapping[str, pa.Table]


def applied(*corrections: Correction, to: Tables | None = None) -> Tables:
    """Tables (of the hand-made run) with corrections; every table keeps its contract."""
    found = tables_to_corrected(to or invented(), corrections)
    assert found.idle == []
    texts = {a["article_id"]: a["text"] for a in found.tables["articles"].to_pylist()}
    for name in TABLES:
        check(name, found.tables[name], texts)
    return found.tables


def rows(tables: Tables, table: str, /, **where: Any) -> list[dict[str, Any]]:
    """Rows of a table with these values."""
    return [r for r in tables[table].to_pylist() if all(r[k] == v for k, v in where.items())]


def test_nothing_to_correct_changes_nothing() -> None:
    """Without corrections, or with ones that name nothing, the tables stay; the latter are told."""
    tables = invented()
    assert tables_to_corrected(tables, []).tables == tables
    lost = make_correction("set-date", ["a-nowhere"], value="2024")
    found = tables_to_corrected(tables, [lost])
    assert found.idle == [lost.key]
    assert all(found.tables[n].equals(tables[n]) for n in ("articles", "witnesses", "edges", "narratives"))


def test_a_date_reaches_articles_witnesses_and_first_seen() -> None:
    """The article, its versions and where the utterance was first seen follow, and it says by whom."""
    tables = applied(make_correction("set-date", ["a-copy"], value="2020-01-01", who="Ann"))
    (article,) = rows(tables, "articles", article_id="a-copy")
    assert article["published"] == "2020-01-01"
    assert article["published_how"].startswith("correction: Ann, ")
    assert {w["published"] for w in rows(tables, "witnesses", article_id="a-copy")} == {"2020-01-01"}
    (utterance,) = rows(tables, "utterances", utterance_id="u-line")
    assert utterance["first_article_id"] == "a-copy"


def test_an_outlet_reaches_articles_and_witnesses() -> None:
    """The name of the outlet is the name of its versions."""
    tables = applied(make_correction("set-outlet", ["a-copy"], value="The Fen"))
    assert rows(tables, "articles", article_id="a-copy")[0]["outlet"] == "The Fen"
    assert {w["name"] for w in rows(tables, "witnesses", article_id="a-copy")} == {"The Fen"}


def two_speakers() -> tuple[Tables, dict[str, Any], dict[str, Any]]:
    """The hand-made run with a second speaker, and both speakers' rows."""
    tables = applied(make_correction("split-speaker", ["st-va"], value="Ruth Lacey"))
    (first,), (second,) = (rows(tables, "speakers", name=n) for n in ("Ilse Tarnow", "Ruth Lacey"))
    return tables, first, second


def test_two_speakers_become_one() -> None:
    """All statements, utterances and voices of the second are the first's, whose other name is kept."""
    before, first, second = two_speakers()
    ids, names = [first["speaker_id"], second["speaker_id"]], [first["name"], second["name"]]
    tables = applied(make_correction("merge-speakers", ids, names=names), to=before)
    (joined,) = tables["speakers"].to_pylist()
    assert joined["speaker_id"] == first["speaker_id"]
    assert "Ruth Lacey" in joined["aliases"]
    assert rows(before, "utterances", speaker_id=second["speaker_id"])
    for name in ("statements", "utterances", "voices"):
        assert rows(tables, name, speaker_id=second["speaker_id"]) == [], name
    assert joined["n_statements"] == first["n_statements"] + 1


def test_speakers_are_found_by_name_after_another_run() -> None:
    """Ids of speakers may change between runs; their names are enough."""
    before, first, second = two_speakers()
    names = [first["name"], second["name"]]
    tables = applied(make_correction("merge-speakers", ["sp-old1", "sp-old2"], names=names), to=before)
    assert tables["speakers"].num_rows == 1


def test_a_statement_gets_another_speaker() -> None:
    """The chosen statement has the new speaker, the others keep theirs."""
    tables = applied(make_correction("split-speaker", ["st-va"], value="Ruth Lacey"))
    (statement,) = rows(tables, "statements", statement_id="st-va")
    assert (statement["speaker"], statement["speaker_how"]) == ("Ruth Lacey", "correction")
    (speaker,) = rows(tables, "speakers", name="Ruth Lacey")
    assert (speaker["speaker_id"], speaker["n_statements"]) == (statement["speaker_id"], 1)
    assert rows(tables, "statements", statement_id="st-wire")[0]["speaker"] == "Ilse Tarnow"
    assert rows(tables, "voices", name="Ruth Lacey")


def speaker_of(tables: Tables, statement: str) -> tuple[Any, Any, Any]:
    """A statement's speaker as the statements, the speakers and its utterance have it."""
    (row,) = rows(tables, "statements", statement_id=statement)
    (witness,) = rows(tables, "witnesses", statement_id=statement)
    (utterance,) = rows(tables, "utterances", utterance_id=witness["utterance_id"])
    names = [s["name"] for s in rows(tables, "speakers", speaker_id=row["speaker_id"])]
    return row["speaker"], names[0] if names else None, utterance["speaker"]


def test_who_said_a_statement_reaches_every_table() -> None:
    """The statement, its utterance, the speakers and the voices have the new name; others keep theirs."""
    tables = applied(make_correction("set-speaker", ["st-va"], value="Ruth Lacey", who="Ann"))
    assert speaker_of(tables, "st-va") == ("Ruth Lacey",) * 3
    assert speaker_of(tables, "st-vb") == ("Ilse Tarnow",) * 3
    assert rows(tables, "voices", name="Ruth Lacey")[0]["n_quoted"] == 1
    assert {v["scope"] for v in rows(tables, "voices_in", name="Ruth Lacey")} >= {"article", "outlet"}
    before = rows(invented(), "speakers", name="Ilse Tarnow")[0]["n_statements"]
    assert rows(tables, "speakers", name="Ilse Tarnow")[0]["n_statements"] <= before
    (a,), (b,) = (rows(tables, "witnesses", statement_id=s) for s in ("st-va", "st-vb"))
    assert a["utterance_id"] != b["utterance_id"], "one utterance has one speaker"
    for narrative in invented()["narratives"].to_pylist():
        if "u-salt" in narrative["utterance_ids"]:
            (now,) = rows(tables, "narratives", narrative_id=narrative["narrative_id"])
            assert {a["utterance_id"], b["utterance_id"]} <= set(now["utterance_ids"])


def test_a_speaker_is_found_by_another_name() -> None:
    """A name that one speaker of the run is also called means that speaker; nobody new is made."""
    tables = applied(make_correction("set-speaker", ["st-circle"], value="tarnow"))
    assert speaker_of(tables, "st-circle") == ("Ilse Tarnow",) * 3
    assert tables["speakers"].num_rows == 1


def test_nobody_may_be_known_to_have_said_it() -> None:
    """A statement without a speaker has none anywhere; its utterance keeps the one that others give it."""
    tables = applied(make_correction("set-speaker", ["st-wire2", "st-copy"], value="unknown"))
    assert speaker_of(tables, "st-wire2") == (None, None, None)
    assert speaker_of(tables, "st-copy") == (None, None, "Ilse Tarnow")
    assert [s["name"] for s in tables["speakers"].to_pylist()] == ["Ilse Tarnow"]


def test_what_is_given_back_joins_its_utterance_again() -> None:
    """A statement whose speaker was wrong and is set right is one utterance with the same words again."""
    apart = applied(make_correction("set-speaker", ["st-copy"], value="Ruth Lacey"))
    again = applied(make_correction("set-speaker", ["st-copy"], value="Ilse Tarnow"), to=apart)
    (a,), (b,) = (rows(apart, "witnesses", statement_id=s) for s in ("st-copy", "st-wire"))
    assert a["utterance_id"] != b["utterance_id"]
    (a,), (b,) = (rows(again, "witnesses", statement_id=s) for s in ("st-copy", "st-wire"))
    assert a["utterance_id"] == b["utterance_id"]


def test_speakers_are_corrected_in_the_order_in_which_readers_did_it() -> None:
    """A speaker who came by one correction can be taken together with another by the next."""
    split = make_correction("split-speaker", ["st-va"], value="Ruth Lacey")
    _, first, second = two_speakers()
    ids, names = [first["speaker_id"], second["speaker_id"]], [first["name"], second["name"]]
    tables = applied(split, make_correction("merge-speakers", ids, names=names))
    assert tables["speakers"].num_rows == 1
    assert rows(tables, "witnesses", statement_id="st-va")[0]["utterance_id"] == "u-salt"


def credits_to(name: str, tables: Tables) -> list[str]:
    """The ids of the credits of a source."""
    return [c["credit_id"] for c in rows(tables, "credits", credited=name)]


def test_a_rejected_credit_gives_no_lost_witness_and_no_addressee() -> None:
    """What it gave is gone from the trees, sources and statements; the other credits stay."""
    before = applied(make_correction("set-outlet", ["a-vb"], value="Radio Reader"))
    assert "Radio Moor" in {w["name"] for w in rows(before, "witnesses", status="lost")}
    found = [
        make_correction("reject-credit", [key], names=["Radio Moor"])
        for key in credits_to("Radio Moor", before)
    ]
    tables = applied(*found)
    assert credits_to("Radio Moor", tables) == []
    assert credits_to("Tramwire", tables) == credits_to("Tramwire", before)
    assert "Radio Moor" not in {w["name"] for w in rows(tables, "witnesses", status="lost")}
    assert "Radio Moor" not in {s["addressee"] for s in tables["statements"].to_pylist()}
    assert rows(tables, "utterances", addressee="Radio Moor") == []
    known = {w["witness_id"] for w in tables["witnesses"].to_pylist()}
    assert {s["witness_id"] for s in tables["sources"].to_pylist()} <= known
    evidence = [e["detail"] for row in tables["edges"].to_pylist() for e in row["evidence"]]
    assert not any("Radio Moor" in detail for detail in evidence)


def test_a_rejected_credit_is_found_by_name_after_another_run() -> None:
    """Where another version finds the same name at another place, its article and name are enough."""
    tables = applied(make_correction("reject-credit", ["c-old"], names=["tramwire"], value="a-copy"))
    assert rows(tables, "credits", article_id="a-copy", credited="Tramwire") == []
    assert rows(tables, "credits", article_id="a-german", credited="Tramwire")


def test_a_lost_witness_that_explains_nothing_any_more_goes() -> None:
    """Where readers know other parents for all that hung from it, it is in no table and no source."""
    said = ["st-va", "st-vb"]
    tables = applied(
        make_correction("confirm-edge", said, names=["a-va", ""]),
        make_correction("confirm-edge", said, names=["a-vb", "a-va"]),
    )
    assert rows(tables, "witnesses", utterance_id="u-salt", status="lost") == []
    known = {w["witness_id"] for w in rows(tables, "witnesses", utterance_id="u-salt")}
    edges = rows(tables, "edges", utterance_id="u-salt")
    assert {e["child"] for e in edges} == known
    assert {e["parent"] for e in edges} <= {"u-salt", *known}
    for child in known:
        assert sum(e["probability"] for e in edges if e["child"] == child) == pytest.approx(1)
    (source,) = rows(tables, "sources", utterance_id="u-salt")
    assert source["witness_id"] in known
    assert rows(tables, "utterances", utterance_id="u-salt")[0]["sources_expected"] == pytest.approx(1)


def test_the_last_word_on_a_step_holds() -> None:
    """Another parent confirmed later takes the first one's place; both would be a tie."""
    said = ["st-wire", "st-copy", "st-german"]
    first = make_correction("confirm-edge", said, names=["a-german", "a-copy"])
    last = make_correction("confirm-edge", said, names=["a-german", "a-wire"], who="Bo")
    tables = applied(first, last)
    (german,), (wire,) = (rows(tables, "witnesses", statement_id=s) for s in ("st-german", "st-wire"))
    (edge,) = rows(tables, "edges", child=german["witness_id"], parent=wire["witness_id"])
    assert edge["in_tree"]
    assert edge["probability"] > 0.999


def test_versions_are_set_apart_and_taken_together() -> None:
    """Splitting makes two utterances with trees of their own; merging makes one with all versions."""
    before = invented()
    tables = applied(make_correction("split-utterance", ["st-copy"]))
    assert tables["utterances"].num_rows == before["utterances"].num_rows + 1
    (witness,) = rows(tables, "witnesses", statement_id="st-copy")
    own = witness["utterance_id"]
    assert [w["statement_id"] for w in rows(tables, "witnesses", utterance_id=own, status="extant")] == [
        "st-copy"
    ]
    assert sum(e["probability"] for e in rows(tables, "edges", child=witness["witness_id"])) == pytest.approx(
        1
    )
    joined = applied(make_correction("merge-utterances", ["st-wire", "st-va"]))
    (a,), (b,) = (rows(joined, "witnesses", statement_id=s) for s in ("st-wire", "st-va"))
    assert a["utterance_id"] == b["utterance_id"]
    sigla = [w["sigil"] for w in rows(joined, "witnesses", utterance_id=a["utterance_id"])]
    assert len(sigla) == len(set(sigla))
    ids = {u for n in joined["narratives"].to_pylist() for u in n["utterance_ids"]}
    assert ids <= {u["utterance_id"] for u in joined["utterances"].to_pylist()}


def known_step(kind: str) -> Correction:
    """A correction of who the copy has it from, as a page makes it: not the wire but the echo."""
    return make_correction(kind, ["st-wire", "st-copy"], names=["a-copy", ""], who="Bo")


def test_a_confirmed_step_is_certain_and_a_rejected_one_is_out() -> None:
    """The other parents' probabilities follow, and sources are counted again."""
    sure = applied(known_step("confirm-edge"))
    (copy,) = rows(sure, "witnesses", statement_id="st-copy")
    edges = rows(sure, "edges", child=copy["witness_id"])
    (root,) = [e for e in edges if e["parent"] == "u-line"]
    assert root["in_tree"]
    assert root["probability"] > 0.999
    assert root["evidence"][-1]["detail"].startswith("confirmed by Bo on ")
    never = applied(known_step("reject-edge"))
    (gone,) = [e for e in rows(never, "edges", child=copy["witness_id"]) if e["parent"] == "u-line"]
    assert not gone["in_tree"]
    assert gone["probability"] < 0.001
    more, fewer = (rows(t, "utterances", utterance_id="u-line")[0]["sources_expected"] for t in (sure, never))
    assert more > fewer


def test_the_same_corrections_give_the_same_tables() -> None:
    """Applying them twice to the same tables gives the same bytes."""
    corrections = [make_correction("set-date", ["a-copy"], value="2024-03-02"), known_step("confirm-edge")]
    one, two = (tables_to_corrected(invented(), corrections).tables for _ in range(2))
    assert all(one[n].equals(two[n]) for n in TABLES)
