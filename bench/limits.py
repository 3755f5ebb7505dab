#!/usr/bin/env python3
"""What the limits of a document rest on: processor seconds and memory of the worst texts we could think of.

    python bench/limits.py [--characters 300000]

Each text goes through ``per_article`` in a process of its own, which has loaded its models before. The limits
in ``params/flow.py`` are to leave room above the worst of them.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys

PROGRAM = """
import json, resource, sys, time
import pyarrow as pa
from newstemma.per_article import per_article
from newstemma.records import Document
from newstemma.tables import to_table
sys.path.insert(0, sys.argv[3])
from limits import TEXTS, document
per_article(to_table(Document, [document("warm", "It rains, said the man. " * 40)]), {})
loaded, start = time.process_time(), time.process_time()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
made = per_article(to_table(Document, [document(sys.argv[1], TEXTS[sys.argv[1]](int(sys.argv[2])))]), {})
print(json.dumps({
    "loading": loaded, "seconds": time.process_time() - start,
    "megabytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024,
    "statements": made["statements"].num_rows, "failures": made["failures"].column("reason").to_pylist(),
}))
"""

_WORDS = ("harbour crane ferry council minister budget storm bridge school tide market signal winter engine "
          "railway payment border").split()  # fmt: skip


def prose(size: int) -> str:
    """Plain paragraphs with a statement in every other sentence."""
    chance, out, length = random.Random(1), [], 0
    while length < size:
        words = " ".join(chance.choice(_WORDS) for _ in range(14))
        out.append(f"“The {words},” said Ida Lund of the {chance.choice(_WORDS)} office. The {words}.")
        length += len(out[-1]) + 1
        if len(out) % 3 == 0:
            out.append("\n\n")
    return " ".join(out)[:size]


def one_line(size: int) -> str:
    """Words without an end of a sentence or a line."""
    chance = random.Random(2)
    return " ".join(chance.choice(_WORDS) for _ in range(size // 7))[:size]


def names(size: int) -> str:
    """A list of names, each a possible source."""
    chance = random.Random(3)
    return ", ".join(
        f"{chance.choice(_WORDS).title()} {chance.choice(_WORDS).title()}" for _ in range(size // 15)
    )


def quotes(size: int) -> str:
    """Nothing but quotation marks that open and never close."""
    return ("“said " * (size // 6))[:size]


def dates(size: int) -> str:
    """One date behind the other."""
    return ("on 3 March 2024, last Monday, two weeks ago, " * (size // 45 + 1))[:size]


def one_word(size: int) -> str:
    """A single word of that length."""
    return "a" * size


def markup(size: int) -> str:
    """A page of nested boxes."""
    box = "<div><p>The crane has to go, said Ida Lund.</p>"
    return "<html><body>" + box * (size // len(box)) + "</body></html>"


def mixed(size: int) -> str:
    """Letters of many scripts, with marks between them."""
    chance = random.Random(4)
    return "".join(chance.choice("аßéñ漢字नमस्ते العربية .,;:«»\u201c\u201d\u2019\n") for _ in range(size))


TEXTS = {f.__name__: f for f in (prose, one_line, names, quotes, dates, one_word, markup, mixed)}


def document(name: str, content: str) -> object:
    """A document of that content."""
    from newstemma.records import Document

    media = "html" if content.startswith("<html>") else "text"
    return Document("d-0123456789abcdef", f"{name}.txt", None, None, media, content)


def main() -> int:
    """Print a line for each text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--characters", type=int, default=300_000)
    args = parser.parse_args()
    folder = __file__.rsplit("/", 1)[0]
    print("text        seconds  a million characters  MB more   rows")
    for name in TEXTS:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, name, str(args.characters), folder],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            print(f"{name:10} ended with {done.returncode}: {done.stderr.strip().splitlines()[-1][:90]}")
            continue
        r = json.loads(done.stdout.splitlines()[-1])
        rate = r["seconds"] / args.characters * 1e6
        print(f"{name:10} {r['seconds']:8.1f} {rate:21.1f} {r['megabytes']:8} {r['statements']:6}  ", end="")
        print(",".join(r["failures"]), f"(loading {r['loading']:.1f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
