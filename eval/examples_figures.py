"""The figures of a run on ``examples/pile``; ``examples.py`` says what each one means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from examples_matching import (
    COVERED,
    LOST,
    UTTERANCE,
    Key,
    Matched,
    Row,
    coverage,
    fold,
    names_agree,
)
from examples_measures import Edge, bcubed, f1, mean, nearest_extant, percent


def score_statements(m: Matched) -> dict[str, float]:
    """Statements found, found with the right speaker, and right among those of the run."""
    asked = [
        (u, (u["id"], w["article"]), w)
        for u in m.truth["utterances"]
        for w in u["witnesses"]
        if w["attributed"] and not u["optional"]
    ]
    found = right = 0
    for utterance, key, witness in asked:
        statement = m.statement_of.get(key)
        if statement is None:
            m.miss(f"statement  {key[1]}: {witness['quote'][:70]}")
            continue
        found += 1
        named = names_agree(m.names(utterance["speaker"]), statement["speaker"])
        right += named or m.miss(f"speaker    {key[1]}: {statement['speaker']!r} for {utterance['speaker']}")
    true_ids = {s["statement_id"] for s in m.statement_of.values()}
    of_pile = [s for s in m.rows["statements"] if s["article_id"] in m.key_of]
    parts = [s for s in of_pile if s["statement_id"] in true_ids or inside_a_quote(s, m)]
    speakers = {u["id"]: u["speaker"] for u in m.truth["utterances"]}
    gold = {k: speakers[k[0]] for k in m.statement_of}
    ids = {k: s["speaker_id"] or s["statement_id"] for k, s in m.statement_of.items()}
    return {
        "statements_found": percent(found, len(asked)),
        "statements_recall": percent(right, len(asked)),
        "statements_precision": percent(len(parts), len(of_pile)) if of_pile else 0.0,
        "speakers_bcubed": bcubed(gold, ids) if gold else 0.0,
    }


def inside_a_quote(statement: Row, m: Matched) -> bool:
    """Whether a statement is a part of a true one (the second half of a quotation, say)."""
    key, content = m.key_of[statement["article_id"]], fold(statement["content"])
    quotes = (w["quote"] for u in m.truth["utterances"] for w in u["witnesses"] if w["article"] == key)
    return any(
        bool(content) and (content in fold(q) or coverage(fold(q), content) >= COVERED) for q in quotes
    )


def score_utterances(m: Matched) -> dict[str, float]:
    """Same-utterance pairs and clusters; pairs inside one article are left out of the pairs."""
    asked = [u for u in m.truth["utterances"] if not u["optional"]]
    keys = [(u["id"], w["article"]) for u in asked for w in u["witnesses"]]
    predicted = {k: m.utterance_of.get(k, f"not found {k}") for k in keys}
    pairs = [(a, b) for a, b in combinations(keys, 2) if a[1] != b[1]]
    gold_pairs = {(a, b) for a, b in pairs if a[0] == b[0]}
    run_pairs = {(a, b) for a, b in pairs if predicted[a] == predicted[b]}
    for a, b in sorted(run_pairs - gold_pairs):
        m.miss(f"joined     {a[0]} ({a[1]}) and {b[0]} ({b[1]})")
    for a, b in sorted(gold_pairs - run_pairs):
        m.miss(f"apart      {a[0]}: {a[1]} and {b[1]}")
    run = {u["id"]: {m.utterance_of[key] for key in known(m, u["id"])} for u in asked}
    apart = [(run[pair["a"]], run[pair["b"]]) for pair in m.truth["not_same"]]
    apart = [(a, b) for a, b in apart if a and b]
    kept = [(a, b) for a, b in apart if not a & b]
    return {
        "pair_precision": percent(len(gold_pairs & run_pairs), len(run_pairs)) if run_pairs else 0.0,
        "pair_recall": percent(len(gold_pairs & run_pairs), len(gold_pairs)),
        "pair_f1": f1(gold_pairs, run_pairs),
        "bcubed": bcubed({k: k[0] for k in keys}, predicted),
        "not_same_kept": percent(len(kept), len(apart)) if apart else 0.0,
    }


def known(m: Matched, utterance: str) -> list[Key]:
    """The true witnesses of an utterance that the run has."""
    return [key for key in m.utterance_of if key[0] == utterance]


def run_utterance(m: Matched, utterance: str) -> str | None:
    """The run's utterance that holds most witnesses of a true one."""
    votes: defaultdict[str, int] = defaultdict(int)
    for key in known(m, utterance):
        votes[m.utterance_of[key]] += 1
    return min(votes, key=lambda v: (-votes[v], v)) if votes else None


def score_trees(m: Matched) -> dict[str, float]:
    """Parents, roots, lost witnesses, numbers of sources and circles."""
    expected = {u["utterance_id"]: u["sources_expected"] for u in m.rows["utterances"]}
    circles = {s["utterance_id"] for s in m.rows["sources"] if s["circular"]}
    runs = {true["id"]: run_utterance(m, true["id"]) for true in m.several}
    names = witness_names(m)
    trees = [
        score_tree(m, true, run_edges(m, runs[true["id"]], names)) for true in m.several if true["edges"]
    ]
    lost = [hit for true in m.several for hit in lost_found(m, true, runs[true["id"]])]
    circular = [
        runs[true["id"]] in circles or m.miss(f"circle     {true['id']}")
        for true in m.several
        if "circular" in true
    ]
    return {
        "parents_f1": mean(parents for parents, _ in trees),
        "root_f1": mean(roots for _, roots in trees),
        "lost_recall": percent(sum(lost), len(lost)),
        "sources_error": mean(abs((expected.get(runs[u["id"]]) or 0.0) - u["sources"]) for u in m.several),
        "circular_recall": percent(sum(circular), len(circular)),
    }


def run_edges(m: Matched, run: str | None, names: Mapping[str, str]) -> set[Edge]:
    """The edges of the run's best tree, between the truth's keys of articles."""
    tree = [e for e in m.rows["edges"] if e["utterance_id"] == run and e["in_tree"]]
    return {(names.get(e["parent"], UTTERANCE), names[e["child"]]) for e in tree if e["child"] in names}


def score_tree(m: Matched, true: Row, edges: set[Edge]) -> tuple[float, float]:
    """F1 of parents and of roots of one utterance; a witness that the run lacks is neither."""
    extant = {w["article"] for w in true["witnesses"]}
    gold = nearest_extant([(parent, child) for parent, child in true["edges"]], extant)
    got = nearest_extant(edges, extant)
    for parent, child in sorted(gold - got):
        m.miss(f"parent     {true['id']}: {child} < {parent}")
    present = extant & {child for _, child in edges}
    return f1(gold, got), f1(extant - {c for _, c in gold}, present - {c for _, c in got})


def lost_found(m: Matched, true: Row, run: str | None) -> list[bool]:
    """For each true lost witness, whether the run's utterance has one of that name."""
    lost = sorted({parent.removeprefix(LOST) for parent, _ in true["edges"] if parent.startswith(LOST)})
    named = [w["name"] for w in m.rows["witnesses"] if w["utterance_id"] == run and w["status"] == "lost"]
    return [
        any(names_agree([name], other) for other in named) or m.miss(f"lost       {true['id']}: {name}")
        for name in lost
    ]


def witness_names(m: Matched) -> dict[str, str]:
    """witness_id to the truth's key of its article, or to a name of its own if it is lost."""
    ids = {w["witness_id"]: w["article_id"] for w in m.rows["witnesses"]}
    return {w: m.key_of.get(article, article) if article else LOST + w for w, article in ids.items()}


def score_changes(m: Matched) -> dict[str, float]:
    """Changes recalled, all and by kind; the parent may be any version, since copies are alike."""
    names, hits = witness_names(m), defaultdict[str, list[bool]](list)
    for true in m.truth["changes"]:
        run = run_utterance(m, true["utterance"])
        rows = [c for c in m.rows["changes"] if c["utterance_id"] == run]
        hit = any(same_change(true, row, names) for row in rows)
        label = f"change     {true['utterance']}: {true['kind']} {true['parent']} > {true['child']}"
        hits[true["kind"]].append(hit or m.miss(label))
    figures = {f"changes_recall.{kind}": percent(sum(h), len(h)) for kind, h in sorted(hits.items())}
    every = [hit for kind in hits.values() for hit in kind]
    return {"changes_recall": percent(sum(every), len(every)), **figures}


def same_change(true: Row, row: Row, names: Mapping[str, str]) -> bool:
    """Kind, child and the words that the truth gives agree; siblings may stand either way round."""
    if true["kind"] != row["kind"]:
        return False
    parent, child = names.get(row["parent"]), names.get(row["child"])
    sides = [(child, row["before"], row["after"])]
    if true["relation"] == "sibling":
        sides.append((parent, row["after"], row["before"]))
    return any(
        end == true["child"] and shares(true["before"], before) and shares(true["after"], after)
        for end, before, after in sides
    )


def shares(true: str, run: str) -> bool:
    """Whether the run's words hold the true ones or are a part of them; no true words, no demand."""
    a, b = fold(true), fold(run)
    return not a or (bool(b) and (a in b or b in a))
