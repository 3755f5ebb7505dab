#!/usr/bin/env python3
"""Publication dates on pages with known dates: real articles, put on pages of our own making.

    python eval/published.py [--misses] [--write-floors]

1. Real articles whose date the corpora give (PolNeAR and TempEval-3 in English, Wikinews in German) are
   cleaned as they are: whatever date is found must be the right one ("as given").
2. The same articles are put on pages (FORMS), as naive text and as HTML, each with its date in one usual
   place, beside dates that are none: a page's own clock, related stories, comments, a copyright line. "right"
   is the share of pages whose date is found, "wrong" the share on which another day is.
3. Pages that state no date must get none ("silent").

Forms are seen or held out: all were written before the first run, and the rules were changed for the seen
ones; of the held-out ones, microdata alone was missing.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path

from newstemma.clean.documents_to_articles import documents_to_articles
from newstemma.records import Article, Document
from newstemma.tables import to_records, to_table

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
FORMS = ROOT / "eval" / "data" / "published_forms.toml"
FLOORS = ROOT / "eval" / "floors" / "published.json"
MARGIN = 0.5
PER_CORPUS = 40
"""Articles of each corpus, spread over it."""
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
}
TITLES = {"en": "What the council decided", "de": "Was der Rat beschlossen hat"}


@dataclass(frozen=True)
class Known:
    """A real article, and the day on which it was published."""

    name: str
    language: str
    text: str
    day: date


def known() -> Iterator[Known]:
    """Every n-th article of each corpus; none if the corpora are not beside the checkout."""
    for path, language in (("attribution_en/dev", "en"), ("dates/tbaq", "en"), ("attribution_de/dev", "de")):
        file = DATA / f"{path}.jsonl"
        if not file.exists():
            continue
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        for row in rows[:: max(1, len(rows) // PER_CORPUS)]:
            m = re.search(r"\d{4}-\d{2}-\d{2}", row.get("date") or row.get("published") or row["id"])
            if m and len(row["text"]) > 400:
                yield Known(row["id"], language, row["text"], date.fromisoformat(m.group()))


def filled(template: str, article: Known) -> str:
    """A form with its places filled: {d} {month} {y} of the article, {later} and {clock} of other days."""
    day, names = article.day, MONTHS[article.language]
    later, clock, before = day + timedelta(9), day + timedelta(777), day - timedelta(41)
    values = {"title": TITLES[article.language], "iso": day.isoformat(), "later_iso": later.isoformat()}
    for prefix, one in (("", day), ("later_", later), ("clock_", clock), ("before_", before)):
        month, weekday = names[one.month - 1], DAYS[article.language][one.weekday()]
        values |= {
            f"{prefix}d": str(one.day), f"{prefix}dd": f"{one.day:02}", f"{prefix}m": str(one.month),
            f"{prefix}mm": f"{one.month:02}", f"{prefix}month": month, f"{prefix}y": str(one.year),
            f"{prefix}mon": month[:3], f"{prefix}weekday": weekday, f"{prefix}wd": weekday[:3],
        }  # fmt: skip
    for key, value in values.items():
        template = template.replace("{" + key + "}", value)
    return template


def page(form: dict[str, str], article: Known) -> Document:
    """The article on a page of that form."""
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", article.text) if p.strip()]
    lead = filled(form.get("dateline", ""), article)
    paragraphs[0] = lead + paragraphs[0]
    html = form["media"] == "html"
    body = "\n".join(f"<p>{escape(p)}</p>" for p in paragraphs) if html else "\n\n".join(paragraphs)
    content = filled(form["page"], article).replace("{body}", body)
    url = filled(form["url"], article) if "url" in form else None
    return Document("d-1", "1", None, None, form["media"], content, url=url)


def found(document: Document) -> Article | None:
    """The cleaned article, or None where no text was left."""
    table, _ = documents_to_articles(to_table(Document, [document]))
    articles = to_records(Article, table)
    return articles[0] if articles else None


def outcome(document: Document, day: date | None, misses: str) -> str:
    """``right``, ``wrong`` or ``none``."""
    article = found(document)
    value = article.published[:10] if article and article.published else None
    wanted = day.isoformat() if day else None
    if value is not None and value != wanted and misses:
        print(f"   {misses}: {value} for {wanted}, {article.published_how if article else None}")
    return "none" if value is None else "right" if value == wanted else "wrong"


def measure(misses: bool) -> dict[str, float]:
    """The figures, by kind of page."""
    articles = list(known())
    forms = tomllib.loads(FORMS.read_text(encoding="utf-8"))["form"]
    tally: dict[str, Counter[str]] = {}
    for n, article in enumerate(articles):
        as_given = Document("d-1", "1", None, None, "text", article.text)
        tally.setdefault("as given", Counter())[
            outcome(as_given, article.day, article.name if misses else "")
        ] += 1
        fitting = [f for f in forms if f["language"] in (article.language, "any")]
        for form in fitting[n % 3 :: 3]:
            silent = form.get("silent") == "yes"
            group = "silent" if silent else f"{form['media']} {'held out' if 'held' in form else 'seen'}"
            name = f"{form['name']} {article.name}" if misses else ""
            result = outcome(page(form, article), None if silent else article.day, name)
            tally.setdefault(group, Counter())[result] += 1
            if misses and result == "none" and not silent:
                print(f"   {name}: nothing found")
    return figures(tally)


def figures(tally: dict[str, Counter[str]]) -> dict[str, float]:
    """Shares in per cent."""
    out: dict[str, float] = {}
    for group, counts in sorted(tally.items()):
        total = counts.total()
        if group != "silent":
            out[f"{group} right"] = 100 * counts["right"] / total
        out[f"{group} not wrong"] = 100 * (total - counts["wrong"]) / total
        print(f"{group:15} {dict(sorted(counts.items()))}")
    return out


def main() -> int:
    """Print the figures; 1 if one is below its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print every page that is not right")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors to the figures")
    args = parser.parse_args()
    if not DATA.exists():
        print("the corpora are not beside the checkout; nothing measured")
        return 0
    values = measure(args.misses)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    for name, value in values.items():
        print(f"{name:28} {value:5.1f}  floor {floors.get(name, 0.0):5.1f}")
    if args.write_floors:
        raised = {k: max(floors.get(k, 0.0), round(v - MARGIN, 1)) for k, v in values.items()}
        FLOORS.write_text(json.dumps({"floors": raised}, indent=1) + "\n", encoding="utf-8")
    return int(any(value < floors.get(name, 0.0) for name, value in values.items()))


if __name__ == "__main__":
    sys.exit(main())
