"""Measure cleaning: lines of pages, titles, dates, bylines; hold the figures against floors.

    python eval/clean.py [--misses] [--write-floors]

Pages of two kinds: of our own making (eval/data/clean_pages.toml), and real articles beside the checkout
(labels of lines in eval/data/clean_lines.json, no text). The figure is F1 of the lines that are the article,
apart for the sites that were held out while the rules were written. A statement lost is counted by itself:
there must be none.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newstemma.clean.lines import Line, split_lines
from newstemma.clean.page_text import PageText, read_page_text
from newstemma.clean.score import carries_statement

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PAGES = ROOT / "eval" / "data" / "clean_pages.toml"
LABELS = ROOT / "eval" / "data" / "clean_lines.json"
FLOORS = ROOT / "eval" / "floors" / "clean.json"
MARGIN = 0.5  # points a new floor stays under the measured figure

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


@dataclass(frozen=True)
class Page:
    """A page with what is right: for each line True (article), False (chrome) or None (either)."""

    name: str
    group: str
    text: str
    labels: tuple[bool | None, ...]
    title: str | None = None
    published: str | None = None
    byline: str | None = None


def made_pages() -> Iterator[Page]:
    """Every article on every site of its language."""
    data = tomllib.loads(PAGES.read_text(encoding="utf-8"))
    for site in data["site"]:
        for article in data["article"]:
            if article["language"] == site["language"]:
                yield made_page(site, article)


def made_page(site: dict[str, Any], article: dict[str, Any]) -> Page:
    """An article as a site would show it, turned to naive text."""
    year, month, day = article["published"].split("-")
    names = {"y": year, "m": month, "dd": day, "d": str(int(day))}
    date = site["date"].format(month=MONTHS[site["language"]].split()[int(month) - 1], **names)

    def filled(lines: list[str]) -> list[str]:
        return [line.format(title=article["title"], byline=article["byline"], date=date) for line in lines]

    body: list[str] = []
    labels: list[bool | None] = []
    for number, paragraph in enumerate(article["paragraphs"], 1):
        between = filled(site.get("between", {}).get(str(number), []))
        body += [paragraph, *between]
        labels += [True, *[False] * len(between)]
    if "credit" in article:
        body.append(article["credit"])
        labels.append(True)
    head, tail = filled(site["head"]), filled(site["tail"])
    group = "held out" if site.get("held_out") else "seen"
    return Page(
        name=f"{site['name']}: {article['title']}",
        group=group,
        text="\n\n".join([*head, *body, *tail]),
        labels=(*[False] * len(head), *labels, *[False] * len(tail)),
        title=article["title"],
        published=article["published"] if unambiguous(date, site["language"]) else None,
        byline=article["byline"]
        if any("{byline}" in line and line != "{byline}" for line in site["head"])
        else None,
    )


def unambiguous(date: str, language: str) -> bool:
    """Whether a reader can tell the day: not 2/5/2024 on an English page."""
    parts = date.split("/")
    return language != "en" or len(parts) != 3 or int(parts[0]) > 12


def real_pages() -> Iterator[Page]:
    """Labelled articles beside the checkout; none if they are not there."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    stories = SHARED / "data" / "news_unlabelled" / "stories_2014.jsonl"
    texts: dict[str, str] = {}
    if stories.exists():
        rows = map(json.loads, stories.read_text(encoding="utf-8").splitlines())
        texts = {row["id"]: row["text"] for row in rows}
    for name in labels["seeds"]:
        path = SHARED / "seeds" / name
        if path.exists():
            texts[name] = path.read_text(encoding="utf-8-sig")
    for kind, group in (("articles", "news"), ("unseen", "news unseen"), ("seeds", "seeds")):
        for name, marks in labels[kind].items():
            if name in texts:
                yield labelled(name, group, texts[name], marks)


def labelled(name: str, group: str, text: str, marks: dict[str, list[int]]) -> Page:
    """A real page with the labels of its lines."""
    count = len(split_lines(text))
    chrome, either = set(marks["chrome"]), set(marks["either"])
    return Page(name, group, text, tuple(None if i in either else i not in chrome for i in range(count)))


@dataclass
class Tally:
    """Counts of one group."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    lost_statements: int = 0
    pages: int = 0

    @property
    def f1(self) -> float:
        """F1 of article lines in per cent."""
        return 100 * 2 * self.right / max(1, 2 * self.right + self.extra + self.missed)


def count(page: Page, found: PageText, tally: Tally, misses: list[str]) -> None:
    """Add a page to its tally."""
    assert len(found.kept) == len(page.labels), f"{page.name}: the labels are of another text"
    tally.pages += 1
    kept_keys = {Line(line).key for line, kept in zip(found.lines, found.kept, strict=True) if kept}
    for i, (line, kept, label) in enumerate(zip(found.lines, found.kept, page.labels, strict=True)):
        if label is None or (not kept and not label):
            continue
        tally.right += kept and label
        tally.extra += kept and not label
        tally.missed += label and not kept
        lost = label and not kept and carries_statement(Line(line)) and Line(line).key not in kept_keys
        tally.lost_statements += lost
        if kept != label:
            what = "LOST STATEMENT" if lost else "missed" if label else "extra"
            misses.append(f"{page.group} {page.name[:40]} line {i} {what} [{found.kinds[i]}] {line[:90]}")


def facts(pages: list[Page], found: list[PageText], misses: list[str]) -> dict[str, float]:
    """Shares of made pages whose title, date and byline are right, null where nothing is stated."""
    right = dict.fromkeys(("title", "published", "byline"), 0)
    for page, text in zip(pages, found, strict=True):
        day = text.published.value[:10] if text.published else None
        for name, got, wanted in (
            ("title", text.title, page.title),
            ("published", day, page.published),
            ("byline", text.byline, page.byline),
        ):
            right[name] += got == wanted
            if got != wanted:
                misses.append(f"{page.group} {page.name[:40]} {name}: {got!r}, not {wanted!r}")
    return {name: 100 * n / len(pages) for name, n in right.items()}


def measure(misses: list[str]) -> dict[str, float]:
    """All figures in per cent, except statements lost (a number)."""
    made = list(made_pages())
    pages = [*made, *real_pages()]
    start = time.perf_counter()
    found = [read_page_text(page.text) for page in pages]
    seconds = time.perf_counter() - start
    tallies: dict[str, Tally] = {}
    for page, text in zip(pages, found, strict=True):
        count(page, text, tallies.setdefault(page.group, Tally()), misses)
    figures = {f"f1 {group}": tally.f1 for group, tally in sorted(tallies.items())}
    figures |= {f"made {name}": value for name, value in facts(made, found[: len(made)], misses).items()}
    figures["statements lost"] = float(sum(t.lost_statements for t in tallies.values()))
    counts = ", ".join(f"{t.pages} {group}" for group, t in sorted(tallies.items()))
    print(f"{len(pages)} pages ({counts}), {len(pages) / seconds:.0f} a second")
    return figures


def digest() -> str:
    """SHA-256 of the labelled data."""
    return hashlib.sha256(PAGES.read_bytes() + LABELS.read_bytes()).hexdigest()


def gate(figures: dict[str, float], *, write: bool) -> int:
    """Hold the figures against the floors; with ``write`` raise the floors, never lower them."""
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    pinned = known.get("sha256") == digest()
    floors: dict[str, float] = known.get("floors", {}) if pinned else {}
    rates = {name: value for name, value in figures.items() if name != "statements lost"}
    if write:
        floors = {n: max(floors.get(n, 0.0), round(v - MARGIN, 1)) for n, v in rates.items()}
        FLOORS.write_text(
            json.dumps({"sha256": digest(), "floors": floors}, indent=1) + "\n", encoding="utf-8"
        )
        return 0
    under = [
        f"{n} is {rates[n]:.1f}, under its floor of {f}"
        for n, f in floors.items()
        if n in rates and rates[n] < f
    ]
    if figures["statements lost"]:
        under.append(f"{figures['statements lost']:.0f} paragraphs with statements are lost; none may be")
    if not pinned:
        print("no floors for these labels: run with --write-floors")
    print("\n".join(under))
    return 1 if under else 0


def main() -> int:
    """Print the figures; 1 if one is under its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print every line and fact that is wrong")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors to the figures")
    args = parser.parse_args()
    misses: list[str] = []
    figures = measure(misses)
    for name, value in figures.items():
        print(f"{name:<18} {value:6.1f}")
    if args.misses:
        print("\n".join(misses))
    return gate(figures, write=args.write_floors)


if __name__ == "__main__":
    sys.exit(main())
