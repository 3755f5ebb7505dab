"""Articles a second of each stage that looks at one article at a time, by processor time on one thread.

    OMP_NUM_THREADS=1 python bench/articles.py [--articles FILE] [--limit N]

Cleaning is timed on the texts as they are, as plain text and as rows are cleaned; speakers are timed in two
parts, inside the article (mentions) and across articles. Each stage is timed once, after a first article has
loaded what it needs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from newstemma.attribute.articles_to_statements import articles_to_statements
from newstemma.attribute.mentions_to_speakers import mentions_to_speakers
from newstemma.attribute.statements_to_mentions import statements_to_mentions
from newstemma.clean.documents_to_articles import documents_to_articles
from newstemma.credit.articles_to_credits import articles_to_credits
from newstemma.date.articles_to_dates import articles_to_dates
from newstemma.read.files_to_documents import files_to_documents

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "data" / "news_unlabelled" / "stories_2014.jsonl"


def timed(name: str, count: int, work: Callable[[], T]) -> T:
    """What the work gives; prints how many articles a second of processor time it took."""
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
    print(f"{name:<26}{count / max(seconds, 1e-9):8.0f} articles a second of processor time")
    return result


def stages(path: Path) -> None:
    """Every stage once, on the articles of a JSONL file."""
    documents, _ = files_to_documents([path])
    articles, _ = timed("clean", documents.num_rows, lambda: documents_to_articles(documents))
    n = articles.num_rows
    statements, _ = timed("attribute", n, lambda: articles_to_statements(articles))
    mentions, _ = timed("speakers, in the article", n, lambda: statements_to_mentions(articles, statements))
    timed("speakers, across articles", n, lambda: mentions_to_speakers(articles, statements, mentions))
    timed("dates", n, lambda: articles_to_dates(articles))
    timed("credits", n, lambda: articles_to_credits(articles))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="JSONL with a field text")
    parser.add_argument("--limit", type=int, default=500)
    args = parser.parse_args()
    if not args.articles.exists():
        raise SystemExit(f"{args.articles} is missing: name a JSONL file of articles with --articles")
    lines = args.articles.read_text(encoding="utf-8").splitlines(keepends=True)[: args.limit]
    with tempfile.TemporaryDirectory() as folder:
        for name, part in (("one", lines[:1]), ("all", lines)):
            path = Path(folder, f"{name}.jsonl")
            path.write_text("".join(part), encoding="utf-8")
            print(f"{len(part)} article{'s' if len(part) > 1 else ', loading included'}")
            stages(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
