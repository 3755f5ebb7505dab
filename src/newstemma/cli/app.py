"""The commands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

import newstemma
from newstemma.cli import export as export_
from newstemma.cli import find as find_
from newstemma.cli import show as show_
from newstemma.cli import single
from newstemma.cli.explain import explain as explain_
from newstemma.cli.fetch import fetch as fetch_
from newstemma.cli.fetch import manners
from newstemma.cli.outlets import own_outlets
from newstemma.cli.serve import serve as serve_
from newstemma.cli.trace import how, target
from newstemma.cli.trace import trace as trace_
from newstemma.cli.watch import Watch, seconds
from newstemma.cli.watch import watch as watch_
from newstemma.params.fetch import DELAY
from newstemma.params.serve import PORT

__all__ = ["app"]

app = typer.Typer(
    name="newstemma",
    help="Who said what in a pile of news articles, who copied whom, and from how many sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_JOBS = os.cpu_count() or 1

RunDir = Annotated[Path, typer.Argument(metavar="DIR", help="A run folder made by trace.")]
Delay = Annotated[float, typer.Option(min=0, help="Seconds between two requests to one host.")]
Contact = Annotated[
    str, typer.Option(metavar="TEXT", help="Your address, told to the sites, so that they can complain.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private networks and this machine too.")
]
Files = Annotated[list[Path], typer.Argument(metavar="FILES...", help="Text files, or JSONL rows with text.")]


@app.command()
def trace(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files or folders with articles; links, lists of links."),
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the tables and the report go.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A finished run that the articles are added to.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that work at once.")] = _JOBS,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an existing run folder.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    engine: Annotated[str, typer.Option(help="local, or spark for a cluster.")] = "local",
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="The cluster's address: spark://HOST:PORT.")
    ] = None,
    outlets: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own list of outlets, in TOML.")
    ] = None,
    delay: Delay = DELAY,
    contact: Contact = "",
    allow_private: AllowPrivate = False,
) -> None:
    """Trace the statements of articles: tables and a report in DIR.

    Reads text, Markdown, HTML, WARC, and rows of JSONL, CSV and Parquet with a column text or html; links are
    fetched into DIR first. A run that was stopped goes on where it was: give the same command again.
    """
    own_outlets(outlets)
    options = manners(delay, contact, allow_private)
    raise typer.Exit(trace_(paths, target(out, into, overwrite), how(jobs, engine, master, quiet), options))


@app.command()
def fetch(
    links: Annotated[list[str], typer.Argument(metavar="LINK...", help="Links, and files with links.")],
    into: Annotated[Path, typer.Option(metavar="DIR", help="Pages go into DIR/fetched, as WARC.")],
    again: Annotated[bool, typer.Option("--again", help="Try links once more that failed before.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    delay: Delay = DELAY,
    contact: Contact = "",
    allow_private: AllowPrivate = False,
) -> None:
    """Fetch pages into a WARC; what is there already is not fetched again.

    robots.txt is obeyed, and a host is asked one thing at a time. The pages can be traced without the net:
    newstemma trace DIR/fetched --out RUN
    """
    raise typer.Exit(fetch_(links, into, manners(delay, contact, allow_private, again), quiet))


@app.command()
def watch(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Feeds, OPML, sitemaps, or files that list them.")
    ],
    into: Annotated[Path, typer.Option(metavar="DIR", help="The run folder that grows.")],
    every: Annotated[str, typer.Option(help="From round to round: 90s, 15m, 2h.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, for cron.")] = False,
    about: Annotated[str, typer.Option(help="Tell only of statements with all these words.")] = "",
    jobs: Annotated[int, typer.Option(min=1, help="Processes that work at once.")] = _JOBS,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print news and errors only.")] = False,
    delay: Delay = DELAY,
    contact: Contact = "",
    allow_private: AllowPrivate = False,
) -> None:
    """Watch feeds: fetch and trace what is new, and tell when a statement gets a witness, change or source.

    News are lines in DIR/watch.log too. A watch that was stopped loses nothing: give the same command again.
    """
    options = manners(delay, contact, allow_private)
    job = Watch(sources, into, about, jobs, quiet, options)
    raise typer.Exit(watch_(job, seconds(every), once))


@app.command()
def edits(
    folder: RunDir, format: Annotated[str, typer.Option(help="table, csv or jsonl.")] = "table"
) -> None:
    """Print what publishers changed in articles of a run that were fetched more than once."""
    from newstemma.cli.edits import edits as edits_

    edits_(folder, format)


@app.command()
def show(
    folder: RunDir,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A table's name, such as statements.")],
    limit: Annotated[
        int | None,
        typer.Option(
            min=0, help="Rows to print; 0 prints all. Left out: 50 of a table, all as csv or jsonl."
        ),
    ] = None,
    columns: Annotated[
        str, typer.Option(help="Columns to print, with commas between; empty: a choice.")
    ] = "",
    format: Annotated[str, typer.Option(help="table, csv or jsonl.")] = "table",
) -> None:
    """Print a table of a run."""
    show_.show(folder, table, limit, columns, format)


@app.command()
def sql(
    folder: RunDir,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="DuckDB SQL; tables by their names.")],
    format: Annotated[str, typer.Option(help="table, csv or jsonl.")] = "table",
) -> None:
    """Query the tables of a run with SQL."""
    show_.sql(folder, query, format)


@app.command()
def explain(
    folder: RunDir,
    edge: Annotated[
        str,
        typer.Argument(metavar="EDGE", help='A witness: "u-1a2b:B", "u-1a2b:A>B", or an outlet\'s name.'),
    ],
) -> None:
    """Say why a witness has its words from where it has them, what else could be, and what changed."""
    explain_(folder, edge)


@app.command()
def export(
    folder: RunDir,
    format: Annotated[
        str,
        typer.Option(
            help="jsonl, csv, webannotation, prov, schemaorg, graphml, dot, tei, ninjs or ftm.",
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="PATH", help="A file, or for csv and jsonl a folder; else stdout.")
    ] = None,
    table: Annotated[str | None, typer.Option(metavar="TABLE", help="One table, for csv and jsonl.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what is there.")] = False,
) -> None:
    """Write a run in the format of another tool."""
    export_.export(folder, format, out, table, overwrite)


@app.command()
def find(
    folder: RunDir,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A word, a sentence, an article; - reads it.")],
    limit: Annotated[int, typer.Option(min=1, help="Statements to print at most.")] = 10,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
) -> None:
    """Ask a run who said something, who first, in which versions, from how many sources."""
    find_.find(folder, text, limit, format)


@app.command()
def mcp(folder: RunDir) -> None:
    """Serve a run to an assistant (Model Context Protocol over standard input and output)."""
    find_.mcp(folder)


@app.command()
def serve(
    folder: RunDir,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = PORT,
    host: Annotated[
        str, typer.Option(help="Address; others than this machine see it only if asked.")
    ] = "127.0.0.1",
    open: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    sources: Annotated[
        Path | None, typer.Option(metavar="PATH", help="What was traced, to show raw texts beside articles.")
    ] = None,
) -> None:
    """Look at a run as local pages, with search, downloads and corrections."""
    serve_(folder, host, port, open, sources)


@app.command()
def attribute(
    files: Files,
    format: Annotated[str, typer.Option(help="jsonl: one line per article.")] = "jsonl",
) -> None:
    """Print the statements of articles; offsets count characters of the text as given, uncleaned."""
    raise typer.Exit(single.attribute(files, format))


@app.command()
def dates(
    files: Files,
    format: Annotated[str, typer.Option(help="jsonl: one line per article.")] = "jsonl",
) -> None:
    """Print the time expressions of articles; a row's "published" is the anchor of relative ones."""
    raise typer.Exit(single.dates(files, format))


@app.command()
def stemma(
    file: Annotated[Path, typer.Argument(metavar="WITNESSES.json", help='{"witnesses": {name: text}}')],
    root: Annotated[str | None, typer.Option(help="The witness that all others come from, if known.")] = None,
    trees: Annotated[int, typer.Option(min=0, metavar="K", help="List the K best trees too.")] = 0,
) -> None:
    """Print the tree of any text's witnesses, with the probability of every edge."""
    raise typer.Exit(single.stemma(file, root, trees))


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"newstemma {newstemma.__version__}")
