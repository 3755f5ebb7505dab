"""The truth about the example pile, held against the pile and against itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

ROOT, LOST = "@", "lost:"
Truth = dict[str, Any]


def squeeze(text: str) -> str:
    """One plain space between words."""
    return " ".join(text.split())


def witnesses(truth: Truth) -> Iterator[tuple[Truth, Truth]]:
    """Every (utterance, witness)."""
    for utterance in truth["utterances"]:
        for witness in utterance["witnesses"]:
            yield utterance, witness


def quote_of(truth: Truth, utterance: str, article: str) -> str:
    """The words of one witness."""
    (found,) = [w["quote"] for u, w in witnesses(truth) if (u["id"], w["article"]) == (utterance, article)]
    return str(found)


def test_every_article_is_in_the_pile_and_the_other_way_round(truth: Truth, visible: dict[str, str]) -> None:
    """The truth names the files and rows of the pile, all and no others."""
    assert set(truth["articles"]) == set(visible)


def test_every_quote_stands_in_its_article(truth: Truth, visible: dict[str, str]) -> None:
    """Each witness's words occur in the visible text of its article."""
    missing = [(w["article"], w["quote"]) for _, w in witnesses(truth)
               if squeeze(w["quote"]) not in visible[w["article"]]]  # fmt: skip
    assert missing == []


def test_titles_stand_in_their_articles(truth: Truth, visible: dict[str, str], pile: Path) -> None:
    """Each title occurs in the text, or is the title column of its row."""
    rows = [
        json.loads(line) for line in (pile / "strait_digest.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    columns = {f"strait_digest.jsonl#{row['id']}": row["title"] for row in rows}
    missing = [key for key, article in truth["articles"].items()
               if squeeze(article["title"]) not in columns.get(key, visible[key])]  # fmt: skip
    assert missing == []


def test_the_undated_article_has_no_date(truth: Truth, visible: dict[str, str]) -> None:
    """The article without a publication date does not give one away, and it is the only one."""
    (undated,) = [key for key, article in truth["articles"].items() if article["published"] is None]
    assert "2024" not in visible[undated]


def test_articles_are_short_and_in_five_languages(truth: Truth, visible: dict[str, str]) -> None:
    """Twenty articles of up to 450 words, in English, Russian, French, German and Spanish."""
    assert len(visible) == 20
    assert {a["language"] for a in truth["articles"].values()} == {"en", "ru", "fr", "de", "es"}
    assert [key for key, text in visible.items() if not 150 <= len(text.split()) <= 450] == []


def test_ids_are_unique_and_references_exist(truth: Truth) -> None:
    """Utterances have one id each, and everything that is referred to is there."""
    ids = [u["id"] for u in truth["utterances"]]
    assert len(ids) == len(set(ids))
    assert {u["speaker"] for u in truth["utterances"]} <= set(truth["speakers"])
    assert {p[side] for p in truth["not_same"] for side in "ab"} <= set(ids)
    assert {c["utterance"] for c in truth["changes"]} <= set(ids)
    articles = {w["article"] for _, w in witnesses(truth)}
    articles |= {row["article"] for part in ("credits", "dates", "boilerplate") for row in truth[part]}
    assert articles <= set(truth["articles"])


def test_an_article_is_one_witness_of_an_utterance(truth: Truth) -> None:
    """No article stands twice among the witnesses of one utterance."""
    for utterance in truth["utterances"]:
        articles = [w["article"] for w in utterance["witnesses"]]
        assert len(articles) == len(set(articles)), utterance["id"]


def test_trees_are_acyclic_and_reach_every_witness(truth: Truth) -> None:
    """Each tree hangs below the utterance, has all its witnesses and no circle; a circular one has none."""
    for utterance in truth["utterances"]:
        articles = {w["article"] for w in utterance["witnesses"]}
        if "circular" in utterance:
            assert utterance["edges"] == []
            assert set(utterance["circular"]) <= articles
            continue
        nodes = {n for edge in utterance["edges"] for n in edge}
        assert {n for n in nodes if n != ROOT and not n.startswith(LOST)} == articles, utterance["id"]
        graph: TopologicalSorter[str] = TopologicalSorter()
        for parent, child in utterance["edges"]:
            graph.add(child, parent)
        order = list(graph.static_order())
        assert order[0] == ROOT
        assert {child for _, child in utterance["edges"]} == nodes - {ROOT}, utterance["id"]


def later(a: str | None, b: str | None) -> bool:
    """Whether a is certainly later than b: by the day, or by the clock where both clocks are known."""
    if a is None or b is None:
        return False
    x, y = datetime.fromisoformat(a), datetime.fromisoformat(b)
    if "T" in a and "T" in b and (x.tzinfo is None) == (y.tzinfo is None):
        return x > y
    return x.date() > y.date()


def test_no_edge_runs_against_certain_dates(truth: Truth) -> None:
    """A parent is never published after its child, and nothing is told before it was said."""
    published = {key: article["published"] for key, article in truth["articles"].items()}
    for utterance in truth["utterances"]:
        for parent, child in utterance["edges"]:
            assert not later(published.get(parent), published.get(child)), (utterance["id"], parent, child)
        if (utterance["said_on"] or "")[:5] == "2024-":
            early = [w["article"] for w in utterance["witnesses"]
                     if later(utterance["said_on"], published[w["article"]])]  # fmt: skip
            assert early == [], utterance["id"]


def test_independent_sources_are_the_branches_of_the_tree(truth: Truth) -> None:
    """The number of sources is the number of the root's children."""
    for utterance in truth["utterances"]:
        branches = sum(parent == ROOT for parent, _ in utterance["edges"])
        assert utterance["sources"] == (1 if "circular" in utterance else branches), utterance["id"]


def test_changes_are_seen_in_the_words(truth: Truth, visible: dict[str, str]) -> None:
    """Before is in the parent and not in the child's version, after in the child; the tree has the step."""
    trees = {u["id"]: [tuple(e) for e in u["edges"]] for u in truth["utterances"]}
    for c in truth["changes"]:
        tree = trees[c["utterance"]]
        parents = {p for p, k in tree if k == c["child"]}
        if c["relation"] == "sibling":
            assert parents & {p for p, k in tree if k == c["parent"]}, c
        else:
            assert c["parent"] in parents, c
        assert c["before"] in visible[c["parent"]], c
        assert c["after"] in visible[c["child"]], c
        version = quote_of(truth, c["utterance"], c["child"])
        assert not c["before"] or c["before"] not in version, c


def test_kinds_are_those_of_the_tables(truth: Truth) -> None:
    """Changes, credits and conflicts have kinds that the tables know."""
    changes = {"number", "date", "name", "negation", "hedge", "speaker", "attribution_dropped", "cut",
               "addition", "quoted", "translation", "wording"}  # fmt: skip
    assert {c["kind"] for c in truth["changes"]} <= changes
    credits = {"agency", "outlet", "interview", "document", "byline", "link"}
    assert {k for c in truth["credits"] for k in c["kinds"]} <= credits
    assert {c["kind"] for c in truth["conflicts"]} <= {"number", "date", "polarity", "attribution"}


def test_a_translation_crosses_languages(truth: Truth) -> None:
    """The two versions of a translation are in two languages, those of any other change in one."""
    language = {key: article["language"] for key, article in truth["articles"].items()}
    for c in truth["changes"]:
        crosses = language[c["parent"]] != language[c["child"]]
        assert crosses == (c["kind"] == "translation"), c


def test_credits_are_named_in_the_article(truth: Truth, visible: dict[str, str]) -> None:
    """What is credited, or one of its other names, stands in the article; a target has that outlet."""
    for c in truth["credits"]:
        names = [c["credited"], *c["also"]]
        assert any(n.casefold() in visible[c["article"]].casefold() for n in names), c
        if c["credited_article"] and not c["optional"]:
            assert truth["articles"][c["credited_article"]]["outlet"] in names, c


def test_dates_stand_in_their_articles(truth: Truth, visible: dict[str, str]) -> None:
    """Each time expression occurs in its article, with one value for the same words."""
    assert [d for d in truth["dates"] if d["text"] not in visible[d["article"]]] == []
    words = [(d["article"], d["text"]) for d in truth["dates"]]
    assert len(words) == len(set(words))


def test_boilerplate_stands_in_the_article_and_in_no_statement(truth: Truth, visible: dict[str, str]) -> None:
    """Each menu line occurs on its page and shares nothing with a quotation there."""
    quotes = {(w["article"], w["quote"]) for _, w in witnesses(truth)}
    for row in truth["boilerplate"]:
        assert row["text"] in visible[row["article"]], row
        assert not any(row["text"] in quote for article, quote in quotes if article == row["article"]), row


def test_conflicts_stand_in_their_articles(truth: Truth, visible: dict[str, str]) -> None:
    """Both sides of each conflict occur in every article that they are given for."""
    sides = [t for c in truth["conflicts"] for side in "ab" for t in c[side]]
    assert [t for t in sides if squeeze(t["text"]) not in visible[t["article"]]] == []


def test_who_is_never_quoted_is_everywhere_and_says_nothing(truth: Truth, visible: dict[str, str]) -> None:
    """The parties that nobody quotes are spoken about in many articles and are the speaker of nothing."""
    speakers = {s["name"] for s in truth["speakers"].values()}
    for name in truth["voices"]["never_quoted"]:
        assert name not in speakers
        assert sum(name in text for text in visible.values()) >= 8


def test_the_one_sided_outlet_quotes_one_side(truth: Truth) -> None:
    """Every statement in the one-sided article is by one speaker."""
    for entry in truth["voices"]["one_sided"]:
        speakers = {u["speaker"] for u, w in witnesses(truth) if w["article"] == entry["article"]}
        assert speakers == {entry["only"]}


def test_the_difficulties_are_there(truth: Truth, visible: dict[str, str]) -> None:
    """Two Halviks, a minister in many spellings, marks that do not pair, a circle of credits."""
    assert {"petra_halvik", "jonas_halvik"} <= set(truth["speakers"])
    assert (
        sum(any(a in text for text in visible.values()) for a in truth["speakers"]["velsky"]["aliases"]) >= 7
    )
    assert any(text.count("“") != text.count("”") for text in visible.values())
    circles = [u["circular"] for u in truth["utterances"] if "circular" in u]
    pairs = {(c["article"], c["credited_article"]) for c in truth["credits"]}
    assert all({(a, b), (b, a)} <= pairs for a, b in circles)
    assert circles
