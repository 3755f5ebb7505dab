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
    by_article,
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


def score_credits(m: Matched) -> dict[str, float]:
    """Credits (article, and who is credited) recalled and right; of those found, kind and target right."""
    run = by_article(m.rows["credits"], m.key_of)
    asked = [c for c in m.truth["credits"] if not c["optional"]]
    found = [(c, hits) for c in asked if (hits := [r for r in run[c["article"]] if credits_same(c, r)])]
    for c in asked:
        if not any(c is hit for hit, _ in found):
            m.miss(f"credit     {c['article']}: {c['credited']}")
    kinds = [any(r["kind"] in c["kinds"] for r in hits) for c, hits in found]
    inside = [(c, hits) for c, hits in found if c["credited_article"]]
    targets = [({m.key_of.get(r["credited_article_id"]) for r in hits}, c) for c, hits in inside]
    linked = [c["credited_article"] in keys for keys, c in targets]
    rows = [(article, r) for article, rs in run.items() for r in rs]
    right = [any(c["article"] == a and credits_same(c, r) for c in m.truth["credits"]) for a, r in rows]
    for (article, row), ok in zip(rows, right, strict=True):
        if not ok:
            m.miss(f"no credit  {article}: {row['kind']} {row['credited']!r} ({row['text'][:40]!r})")
    return {
        "credits_recall": percent(len(found), len(asked)),
        "credits_precision": percent(sum(right), len(rows)) if rows else 0.0,
        "credits_kind": percent(sum(kinds), len(kinds)) if kinds else 0.0,
        "credits_linked": percent(sum(linked), len(linked)) if linked else 0.0,
    }


def credits_same(true: Row, row: Row) -> bool:
    """Whether a credit of the run names the one that the truth lists."""
    return names_agree([true["credited"], *true["also"]], row["credited"])


def score_dates(m: Matched) -> dict[str, float]:
    """Publication dates right (none invented), and time expressions with their values."""
    articles = by_article(m.rows["articles"], m.key_of)
    published = {key: rows[0]["published"] for key, rows in articles.items()}
    right = 0
    for key, article in m.truth["articles"].items():
        same = (published.get(key, "?") or "")[:10] == (article["published"] or "")[:10]
        right += same or m.miss(f"published  {key}: {published.get(key)} for {article['published']}")
    run = by_article(m.rows["dates"], m.key_of)
    hits = [
        any(r["value"] == d["value"] and shares(d["text"], r["text"]) for r in run[d["article"]])
        or m.miss(f"date       {d['article']}: {d['text']} = {d['value']}")
        for d in m.truth["dates"]
    ]
    return {
        "published_right": percent(right, len(m.truth["articles"])),
        "dates_recall": percent(sum(hits), len(hits)),
    }


def score_conflicts(m: Matched) -> dict[str, float]:
    """Conflicts recalled, all and by kind: the kind, and the words of both sides, in either order."""
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for true in m.truth["conflicts"]:
        hit = any(same_conflict(true, row, m.key_of) for row in m.rows["conflicts"])
        hits[true["kind"]].append(hit or m.miss(f"conflict   {true['kind']}: {true['id']}"))
    every = [hit for kind in hits.values() for hit in kind]
    by_kind = {f"conflicts_recall.{kind}": percent(sum(h), len(h)) for kind, h in sorted(hits.items())}
    return {"conflicts_recall": percent(sum(every), len(every)), **by_kind}


def same_conflict(true: Row, row: Row, key_of: Mapping[str, str]) -> bool:
    """Whether a conflict of the run has the truth's kind and a text of each of its sides."""
    if row["kind"] != true["kind"]:
        return False
    a, b = ((key_of.get(row[f"article_{s}"]), row[f"text_{s}"]) for s in "ab")

    def on(side: str, end: tuple[str | None, str]) -> bool:
        return any(end[0] == t["article"] and shares(t["text"], end[1]) for t in true[side])

    return (on("a", a) and on("b", b)) or (on("a", b) and on("b", a))


def score_voices(m: Matched) -> dict[str, float]:
    """Parties that are only spoken about, parties that are quoted, and outlets that quote one side."""
    voices, right, asked = m.rows["voices"], 0, 0
    truth = m.truth["voices"]
    for name in truth["never_quoted"]:
        rows = [v for v in voices if names_agree([name], v["name"]) or names_agree([v["name"]], name)]
        silent = any(v["n_spoken_about"] for v in rows) and not any(v["n_quoted"] for v in rows)
        right, asked = right + (silent or m.miss(f"voice      never quoted: {name}")), asked + 1
    for speaker in truth["quoted"]:
        heard = any(v["n_quoted"] and names_agree(m.names(speaker), v["name"]) for v in voices)
        right, asked = right + (heard or m.miss(f"voice      quoted: {speaker}")), asked + 1
    for entry in truth["one_sided"]:
        ids = {a for a, key in m.key_of.items() if key == entry["article"]}
        there = [v["name"] for v in voices if ids & set(v["quoted_by"])]
        only = bool(there) and all(names_agree(m.names(entry["only"]), name) for name in there)
        right, asked = right + (only or m.miss(f"voice      only {entry['only']}: {there}")), asked + 1
    return {"voices_right": percent(right, asked)}
