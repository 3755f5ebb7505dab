#!/usr/bin/env python3
"""Hold a run on the five seed articles against the facts in the table of ../shared/seeds/README.md.

    python eval/seeds.py [RUN_DIR]        (without RUN_DIR it traces ../shared/seeds)

The words by which statements are found are read from that table when this runs, so that nothing of the
articles stands here. Each fact is printed with "holds" or "FAILS" and what was found instead.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
Rows = list[dict[str, Any]]
Answer = tuple[bool, str]


@dataclass(frozen=True)
class Seeds:
    """A run's tables as rows, and the quoted words of each fact."""

    tables: Mapping[str, Rows]
    quotes: list[list[str]]

    def article(self, number: str) -> dict[str, Any]:
        """The article whose file name begins with that number."""
        return next(a for a in self.tables["articles"] if Path(a["path"]).name.startswith(number))

    def of(self, table: str, number: str) -> Rows:
        """Rows of a table that belong to one article."""
        wanted = self.article(number)["article_id"]
        return [r for r in self.tables[table] if r["article_id"] == wanted]

    def utterances(self, number: str, words: str) -> set[str]:
        """The utterances that an article's statement with these words belongs to."""
        start = plain(words)
        ids = {s["statement_id"] for s in self.of("statements", number) if start in plain(s["content"])}
        text = self.article(number)["text"]
        at = plain(text).find(start)
        return {
            w["utterance_id"]
            for w in self.of("witnesses", number)
            if w["statement_id"] in ids or (at >= 0 and w["start"] <= at < w["end"])
        }

    def lost(self, utterance: str) -> Rows:
        """The lost witnesses of an utterance."""
        return [
            w for w in self.tables["witnesses"] if w["utterance_id"] == utterance and w["status"] == "lost"
        ]

    def parent(self, utterance: str, number: str) -> str:
        """The parent of an article's witness in the best tree."""
        witness = next(w for w in self.of("witnesses", number) if w["utterance_id"] == utterance)
        return str(next(
            e["parent"] for e in self.tables["edges"]
            if e["in_tree"] and e["child"] == witness["witness_id"]
        ))  # fmt: skip


def plain(words: str) -> str:
    """Words with straight marks, of the same length."""
    return words.translate(str.maketrans("“”’‘", "\"\"''"))


def read_quotes(readme: Path) -> list[list[str]]:
    """For each row of the table, the strings in double quotation marks."""
    rows = [line for line in readme.read_text(encoding="utf-8").splitlines() if line.startswith("|")][2:]
    return [[q.strip(" .") for q in re.findall(r'"([^"]+)"', row)] for row in rows]


def same_utterance(seeds: Seeds, fact: int) -> Answer:
    """The two translations of one sentence are one utterance by one named speaker."""
    first, second = seeds.quotes[fact]
    both = seeds.utterances("000", first) & seeds.utterances("003", second)
    speakers = {u["speaker"] for u in seeds.tables["utterances"] if u["utterance_id"] in both}
    return len(both) == 1 and any("Lavrov" in (s or "") for s in speakers), f"{both or 'apart'} {speakers}"


def one_interview(seeds: Seeds, _: int) -> Answer:
    """Both hang below one lost witness, dated where one of them dates it."""
    found = []
    for fact in (0, 1):
        first, second = seeds.quotes[fact]
        for u in seeds.utterances("000", first) & seeds.utterances("003", second):
            lost = {w["witness_id"]: w for w in seeds.lost(u)}
            parents = {seeds.parent(u, n) for n in ("000", "003")}
            said = next(r["said_on"] for r in seeds.tables["utterances"] if r["utterance_id"] == u)
            name = next((lost[p]["name"] for p in parents if p in lost), None)
            one = len(parents) == 1 and name is not None and "arabiya" in name.lower()
            found.append((one and said == "2022-04-29", name, said))
    return bool(found) and all(ok for ok, *_ in found), str(found)


def two_utterances(seeds: Seeds, fact: int) -> Answer:
    """What one deputy minister said is not what the other said."""
    (ryabkov,) = seeds.quotes[fact]
    left = seeds.utterances("002", ryabkov)
    grushko = {s["statement_id"] for s in seeds.of("statements", "001") if "Grushko" in (s["speaker"] or "")}
    right = {w["utterance_id"] for w in seeds.of("witnesses", "001") if w["statement_id"] in grushko}
    return bool(left and right) and not left & right, f"{left} {right}"


def four_speakers(seeds: Seeds, _: int) -> Answer:
    """Two spellings, three titles and pronouns are one person, three other people stay apart."""
    by_name: dict[str, set[str]] = {}
    for name in ("Lavrov", "Grushko", "Ryabkov", "Fomin"):
        by_name[name] = {s["speaker_id"] for s in seeds.tables["speakers"] if name in s["name"]}
    ids = [i for found in by_name.values() for i in found]
    titles = re.compile(r"^(?:the )?(?:Russian )?(?:foreign minister|minister|top diplomat)$", re.IGNORECASE)
    spoken = {s["speaker"] for s in seeds.tables["statements"] if titles.match(s["source"] or "")}
    one_each = all(len(found) == 1 for found in by_name.values()) and len(set(ids)) == 4
    return one_each and len(spoken) == 1 and "Lavrov" in str(spoken), f"{by_name} titles: {spoken}"


def credited(seeds: Seeds, _: int) -> Answer:
    """Every named source is credited where it is named."""
    wanted = {"001": ["novosti"], "002": ["tass", "rt", "sputnik"], "003": ["al arabiya", "kremlin"]}
    missing = []
    for number, names in wanted.items():
        found = " | ".join(c["credited"].lower().replace("-", " ") for c in seeds.of("credits", number))
        missing += [(number, n, found) for n in names if not re.search(rf"\b{n}\b", found)]
    return not missing, str(missing)


def dated(seeds: Seeds, _: int) -> Answer:
    """Relative and numeric dates are placed, and none is invented."""
    value = {n: {d["text"].lower(): d["value"] for d in seeds.of("dates", n)} for n in ("000", "001", "004")}
    january = [v for t, v in value["001"].items() if t.endswith("january 26")]
    december = [v for t, v in value["004"].items() if "december of last year" in t]
    published = {n: seeds.article(n)["published"] for n in ("000", "001", "002", "004")}
    ok = january == ["2022-01-26"] and december == ["2021-12"]
    ok &= (published["002"], published["004"]) == ("2021-12-29", "2022-02-15") and published["000"] is None
    return ok, f"{january} {december} {published}"


def growth(seeds: Seeds, _: int) -> Answer:
    """A growth that its own figures contradict is flagged with the computed one."""
    found = [c["detail"] for c in seeds.tables["conflicts"] if c["kind"] == "number"]
    return any("62.8" in d for d in found), str(found)


def two_dates(seeds: Seeds, _: int) -> Answer:
    """Two dates for one proposal are flagged."""
    found = [c["detail"] for c in seeds.tables["conflicts"] if c["kind"] == "date"]
    return any("2009" in d and "2008" in d for d in found), str(found)


def attribution_lost(seeds: Seeds, fact: int) -> Answer:
    """A sentence that one article attributes and another tells in its own voice."""
    (words,) = seeds.quotes[fact]
    text = plain(seeds.article("000")["text"])
    at = text.find(plain(words))
    own = [w for w in seeds.of("witnesses", "000") if w["start"] <= at < w["end"] and not w["attributed"]]
    changes = [
        c for c in seeds.tables["changes"]
        if c["kind"] == "attribution_dropped" and c["child"] in {w["witness_id"] for w in own}
    ]  # fmt: skip
    utterances = {w["utterance_id"] for w in own}
    speakers = {u["speaker"] for u in seeds.tables["utterances"] if u["utterance_id"] in utterances}
    return bool(changes) and "Lavrov" in str(
        speakers
    ), f"{len(own)} witnesses, {len(changes)} changes, {speakers}"


def never_quoted(seeds: Seeds, _: int) -> Answer:
    """Parties that are spoken about have no words of their own."""
    found = {}
    for voice in seeds.tables["voices"]:
        if voice["name"].lower().removeprefix("the ") in {"nato", "united states", "us", "usa", "u.s."}:
            found[voice["name"]] = (voice["n_quoted"], voice["n_spoken_about"])
    names = " ".join(found).lower()
    ok = "nato" in names and len(found) >= 2 and all(q == 0 and s > 0 for q, s in found.values())
    return ok, str(found)


def clean(seeds: Seeds, fact: int) -> Answer:
    """Nothing of the page around the article is left in its text."""
    texts = [plain(a["text"]) for a in seeds.tables["articles"]]
    left = [q for q in seeds.quotes[fact] if any(plain(q) in t for t in texts)]
    return len(texts) == 5 and not left, f"{len(texts)} articles, left: {left}"


FACTS: list[tuple[str, Callable[[Seeds, int], Answer]]] = [
    ("two translations of one sentence are one utterance", same_utterance),
    ("so are two translations of another", same_utterance),
    ("both hang below one lost interview, dated", one_interview),
    ("two deputies' statements stay apart", two_utterances),
    ("spellings and titles are four speakers", four_speakers),
    ("credits", credited),
    ("dates placed, none invented", dated),
    ("growth against its two figures", growth),
    ("two dates for one proposal", two_dates),
    ("attribution lost", attribution_lost),
    ("spoken about, never quoted", never_quoted),
    ("clean text", clean),
]


def answers(tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, bool, str]]:
    """(fact, whether it holds, what was found) for every fact."""
    rows = {name: table.to_pylist() for name, table in tables.items()}
    seeds = Seeds(rows, read_quotes(SEEDS / "README.md"))
    for number, (name, check) in enumerate(FACTS):
        yield name, *check(seeds, number)


def main() -> int:
    """Print every fact; 1 if one fails."""
    if not SEEDS.is_dir():
        print("the seeds are not beside the checkout (../shared is missing): nothing measured")
        return 0
    if len(sys.argv) > 1:
        tables = {p.stem: pq.read_table(p) for p in sorted(Path(sys.argv[1]).glob("*.parquet"))}
    else:
        import newstemma

        tables = dict(newstemma.trace([SEEDS]).tables)
    held = 0
    for name, holds, found in answers(tables):
        held += holds
        print(f"{'holds' if holds else 'FAILS'}  {name}" + ("" if holds else f": {found}"))
    print(f"{held} of {len(FACTS)} facts hold")
    return 0 if held == len(FACTS) else 1


if __name__ == "__main__":
    sys.exit(main())
