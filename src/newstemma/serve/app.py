"""The local pages as an application: every address as a page, as JSON and as CSV, pictures as SVG."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

import newstemma
from newstemma.errors import NewstemmaError
from newstemma.params.serve import POST_BYTES
from newstemma.report.tables_to_report import asset, environment
from newstemma.serve import (
    pages_corrections,
    pages_narratives,
    pages_people,
    pages_pile,
    pages_statements,
    pages_steps,
)
from newstemma.serve.ask import Ask, Kind, Missing
from newstemma.serve.downloads import json_lines
from newstemma.serve.library import Library
from newstemma.serve.pages_articles import Raw, article_kinds
from newstemma.serve.pages_find import find_kind
from newstemma.serve.pictures import standalone
from newstemma.serve.prepare import prepared
from newstemma.serve.safety import Guard, is_ours
from newstemma.store.corrections import undo
from newstemma.store.rows_to_text import csv_lines

__all__ = ["Settings", "make_app"]

_HERE = Path(__file__).parent
_D3 = ("dispatch", "selection", "drag")
"""D3's modules that are built in (static/d3, from npm, ISC licence), each after those that it needs."""
_ADDRESSES = {"Overview": "/", "Statements": "/utterances"}
_PAGES = tuple(
    (f"/{name.lower()}" if name not in _ADDRESSES else _ADDRESSES[name], name)
    for name in "Overview Find Statements Articles Speakers Outlets Narratives Voices Conflicts".split()
    + "Failures Corrections Tables".split()
)


def _no_raw(_path: str, _row: str | None) -> str | None:
    return None


@dataclass(frozen=True)
class Settings:
    """How the pages are served.

    Attributes:
        hosts: names besides those of this machine under which they may be asked for.
        raw: an article's raw input, where it is at hand.
        correct: brings the folder's tables up to date with its corrections; None where that is not possible.
        token: proves that a form is ours; made anew for every start.
    """

    hosts: Iterable[str] = ()
    raw: Raw = _no_raw
    correct: Callable[[Path], None] | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))


def make_app(folder: Path, settings: Settings | None = None) -> Starlette:
    """The application for one run folder.

    Args:
        folder: a run folder; its index is made if there is none that fits.
        settings: how it is served.

    Raises:
        UsageError: not a run folder.
    """
    site = _Site(folder, settings or Settings())
    routes = [
        Route("/static/{version}/style.css", site.style),
        Route("/static/{version}/script.js", site.script),
        Route("/static/{version}/brush.js", site.brush),
        Route("/corrections", site.correct, methods=["POST"]),
    ]
    for kind in site.kinds:
        routes += site.routes(kind)
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=tuple(site.settings.hosts))],
        exception_handlers={404: site.not_found, Missing: site.not_found, NewstemmaError: site.failed},
    )


class _Site:
    """What all answers have in common."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.index = prepared(folder)
        self.lock = threading.Lock()
        self.kinds: tuple[Kind, ...] = (
            *pages_statements.KINDS,
            *pages_steps.KINDS,
            *article_kinds(settings.raw),
            *pages_people.KINDS,
            *pages_narratives.KINDS,
            *pages_pile.KINDS,
            *pages_corrections.kinds(folder),
            find_kind(folder),
        )

    def routes(self, kind: Kind) -> list[Route]:
        """The page's address with each of its endings."""
        base = "/overview" if kind.path == "/" else kind.path
        found = [
            Route(f"{base}.json", self._answer(kind, self._json)),
            Route(f"{base}.csv", self._answer(kind, self._csv)),
        ]
        if kind.picture is not None:
            found.append(Route(f"{base}.svg", self._answer(kind, self._svg)))
        return [*found, Route(kind.path, self._answer(kind, self._html))]

    def _answer(
        self, kind: Kind, shape: Callable[[Kind, Ask, Request], Response]
    ) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            at = "/steps/".join(request.path_params.values())
            return shape(kind, Ask(Library(self.index), at, dict(request.query_params)), request)

        return endpoint

    def _html(self, kind: Kind, ask: Ask, request: Request) -> Response:
        with ask.library:
            view = kind.view(ask)
            return HTMLResponse(
                self._page(kind.template, request, view.title, view.values, _downloads(kind, request))
            )

    def _page(
        self, template: str, request: Request, title: str, values: Mapping[str, Any], downloads: Any = ()
    ) -> str:
        query = [(k, v) for k, v in request.query_params.items() if k != "page"]
        path = request.url.path

        def here(page: int) -> str:
            return f"{path}?{urlencode([*query, ('page', str(page))])}"

        common = {
            "title": title, "path": path, "site_pages": _PAGES, "here": here, "downloads": downloads,
            "version": _version(), "made": newstemma.__version__, "token": self.settings.token,
            "can_correct": self.settings.correct is not None,
        }  # fmt: skip
        return (
            environment(_HERE / "templates")
            .get_template(f"{template}.html.jinja")
            .render(common | dict(values))
        )

    def _json(self, kind: Kind, ask: Ask, _request: Request) -> Response:
        if kind.whole is not None:
            with ask.library:
                return JSONResponse(kind.whole(ask))
        return StreamingResponse(_closing(ask, json_lines(kind.rows(ask))), media_type="application/json")

    def _csv(self, kind: Kind, ask: Ask, request: Request) -> Response:
        name = request.url.path.strip("/").replace("/", "-")
        headers = {"content-disposition": f'attachment; filename="{_plain(name)}"'}
        lines = csv_lines(kind.rows(ask))
        return StreamingResponse(_closing(ask, lines), media_type="text/csv; charset=utf-8", headers=headers)

    def _svg(self, kind: Kind, ask: Ask, request: Request) -> Response:
        assert kind.picture is not None
        with ask.library:
            picture = kind.picture(ask)
        if not picture:
            return PlainTextResponse("There is nothing to draw.", 404)
        name = request.url.path.strip("/").replace("/", "-")
        headers = {"content-disposition": f'attachment; filename="{_plain(name)}"'}
        return Response(standalone(picture), media_type="image/svg+xml", headers=headers)

    def style(self, _request: Request) -> Response:
        """All styles: the report's and those of the pages."""
        return Response(
            _style(), media_type="text/css", headers={"cache-control": "max-age=31536000, immutable"}
        )

    def script(self, _request: Request) -> Response:
        """The report's little script, which the pages share."""
        headers = {"cache-control": "max-age=31536000, immutable"}
        return Response(str(asset("script.js")), media_type="text/javascript", headers=headers)

    def brush(self, _request: Request) -> Response:
        """D3's modules for dragging, and what we do with them; only for pages with a histogram."""
        headers = {"cache-control": "max-age=31536000, immutable"}
        return Response(_brush(), media_type="text/javascript", headers=headers)

    def not_found(self, request: Request, error: Exception) -> Response:
        """No such page or row."""
        message = str(error) if isinstance(error, Missing) else "There is no page at this address."
        if request.url.path.endswith((".json", ".csv", ".svg")):
            return PlainTextResponse(message, 404)
        return HTMLResponse(self._page("message", request, "Not found", {"message": message}), 404)

    def failed(self, request: Request, error: Exception) -> Response:
        """What was asked for cannot be done; the message says why."""
        return HTMLResponse(self._page("message", request, "That did not work", {"message": str(error)}), 400)

    def _apply(self, pairs: list[tuple[str, str]], correct: Callable[[Path], None]) -> None:
        """Write a correction down and bring everything up to date; what cannot be applied is taken back."""
        with self.lock:
            with Library(self.index) as library:
                key = pages_corrections.take(self.folder, library, pairs)
            try:
                correct(self.folder)
            except NewstemmaError:
                if key is not None:
                    undo(self.folder, key, "newstemma, as it cannot be applied")
                raise
            self.index = prepared(self.folder)

    async def correct(self, request: Request) -> Response:
        """Take a correction, and bring the tables up to date with it."""
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > POST_BYTES:
                return PlainTextResponse("This is too long for a correction.", 413)
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        if not is_ours(request.headers, dict(pairs), self.settings.token):
            return PlainTextResponse("This form was not sent by these pages. Open the page again.", 403)
        if self.settings.correct is None:
            return PlainTextResponse("These pages are served without corrections.", 403)
        await run_in_threadpool(self._apply, pairs, self.settings.correct)
        return RedirectResponse(_back(dict(pairs).get("back", "/")), 303)


def _back(path: str) -> str:
    """An address of these pages; never another place."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if fine else "/"


def _downloads(kind: Kind, request: Request) -> list[tuple[str, str]]:
    base = "/overview" if kind.path == "/" else request.url.path
    query = f"?{request.url.query}" if request.url.query and kind.path in ("/search", "/find") else ""
    found = [("JSON", f"{base}.json{query}"), ("CSV", f"{base}.csv{query}")]
    return found + ([("SVG (the picture)", f"{base}.svg{query}")] if kind.picture else [])


def _closing(ask: Ask, lines: Iterable[str]) -> Iterable[str]:
    """The lines; at their end, or when nobody listens any more, the library is closed."""
    with ask.library:
        yield from lines


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)


@cache
def _style() -> str:
    return f"{asset('style.css')}\n{(_HERE / 'static' / 'serve.css').read_text(encoding='utf-8')}"


@cache
def _brush() -> str:
    static = _HERE / "static"
    parts = [static / "d3" / f"d3-{name}.min.js" for name in _D3] + [static / "brush.js"]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


@cache
def _version() -> str:
    return hashlib.sha256((_style() + str(asset("script.js")) + _brush()).encode()).hexdigest()[:12]
