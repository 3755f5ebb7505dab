"""The figures of a run that stand on their own: articles, credits, dates, conflicts and voices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from examples_figures import run_utterance, shares
from examples_matching import Matched, Row, by_article, fold, names_agree
from examples_measures import percent

COLUMNS: dict[str, Callable[[Row, Row], bool]] = {
    "published": lambda true, run: (run["published"] or "")[:10] == (true["published"] or "")[:10],
    "outlet": lambda true, run: names_agree([true["outlet"]], run["outlet"]),
    "title": lambda true, run: fold(run["title"]) == fold(true["title"]),
    "language": lambda true, run: bool(run["language"] == true["language"]),
}
"""What is asked of each article, and when it is right; a date by its day, and null where none is given."""


def score_articles(m: Matched) -> dict[str, float]:
    """What is known of each article, how much of its menus is gone, and how much of its quotations kept."""
    rows = {key: found[0] for key, found in by_article(m.rows["articles"], m.key_of).items()}
    texts = {key: fold(row["text"]) for key, row in rows.items()}
    true = m.truth["articles"]
    figures = {}
    for column, right in COLUMNS.items():
        wrong = [key for key in true if key not in rows or not right(true[key], rows[key])]
        for key in wrong:
            m.miss(f"{column:10} {key}: {rows.get(key, {}).get(column)!r} for {true[key][column]!r}")
        figures[f"{column}_right"] = percent(len(true) - len(wrong), len(true))
    gone = [menu_gone(m, texts.get(row["article"]), row) for row in m.truth["boilerplate"]]
    kept = [
        fold(w["quote"]) in texts.get(w["article"], "") or m.miss(f"lost text  {w['article']}: {w['quote']}")
        for utterance in m.truth["utterances"]
        for w in utterance["witnesses"]
    ]
    return {
        **figures,
        "boilerplate_removed": percent(sum(gone), len(gone)),
        "quotes_kept": percent(sum(kept), len(kept)),
    }


def menu_gone(m: Matched, text: str | None, row: Row) -> bool:
    """Whether a line that is not the article has been left out of its text; no text, no credit."""
    if text is None:
        return False
    return fold(row["text"]) not in text or m.miss(f"menu       {row['article']}: {row['text']}")


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
    """Time expressions with their values, and the days on which utterances were made."""
    run = by_article(m.rows["dates"], m.key_of)
    hits = [
        any(r["value"] == d["value"] and shares(d["text"], r["text"]) for r in run[d["article"]])
        or m.miss(f"date       {d['article']}: {d['text']} = {d['value']}")
        for d in m.truth["dates"]
    ]
    said_on = {u["utterance_id"]: u["said_on"] or "" for u in m.rows["utterances"]}
    asked = [u for u in m.truth["utterances"] if u["said_on"] and not u["optional"]]
    days = [
        said_on.get(run_utterance(m, u["id"]) or "", "")[:10] == u["said_on"]
        or m.miss(f"said on    {u['id']}: {said_on.get(run_utterance(m, u['id']) or '')} for {u['said_on']}")
        for u in asked
    ]
    return {
        "dates_recall": percent(sum(hits), len(hits)),
        "said_on_recall": percent(sum(days), len(days)),
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
