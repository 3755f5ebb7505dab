"""Links cleaned: what two links to one page have in common, without what tells how a reader came there."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from newstemma.fetch.reasons import Miss
from newstemma.params.fetch import MAX_LINK, OTHER_SERVICES, TRACKING

__all__ = ["clean_link", "is_link", "joined", "page_key", "same_site"]

_LINK = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_GOOGLE_AMP = re.compile(r"/amp/(s/)?([^/]+\.[^/]+/.*)", re.DOTALL)
_AMP_CACHE = re.compile(r"/[cvi]/(s/)?([^/]+\.[^/]+(?:/.*)?)", re.DOTALL)
_SAFE = "/%:@!$&'()*+,;=~-._"
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.])")
_AMP_PATH = re.compile(r"/amp(?:\.html)?/?$|(?<=/)amp/(?=.)|\.amp(?=\.html$|$)")
_NO_PAGE = TRACKING | {"amp", "amp_js_v", "outputtype", "usqp"}


def is_link(text: str) -> bool:
    """Whether a string is an http or https address."""
    return _LINK.match(text.strip()) is not None


def clean_link(text: str) -> str:
    """An address as it is asked for: no tracking parameters, fragment or password, AMP caches undone.

    Raises:
        Miss: ``bad-link``.
    """
    text = "".join(c for c in text.strip() if c.isprintable())
    if len(text) > MAX_LINK:
        raise Miss("bad-link", f"The address has {len(text):,} characters.")
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError as error:
        raise Miss("bad-link", f"It is no address ({error}).") from error
    if scheme not in _PORTS or not host:
        kind = f"addresses with {scheme}:" if scheme and scheme not in _PORTS else "addresses without a host"
        raise Miss("bad-link", f"We do not fetch {kind}.")
    if port in OTHER_SERVICES:
        raise Miss("bad-link", f"Port {port} is another service's, not the web's.")
    parts = _uncached(parts._replace(scheme=scheme, netloc=_netloc(scheme, host, port)))
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((parts.scheme, parts.netloc, path, _query(parts.query), ""))


def _netloc(scheme: str, host: str, port: int | None) -> str:
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise Miss("bad-link", f"{host} is no host name ({error}).") from error
    if not host or any(c.isspace() for c in host):
        raise Miss("bad-link", "It has no host name.")
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, _PORTS[scheme]) else f"{host}:{port}"


def _query(query: str) -> str:
    """Without tracking parameters; a query without any is left exactly as it is."""
    from courlan.clean import clean_query

    cleaned = clean_query(query, strict=False) if query else ""
    pairs = parse_qsl(query, keep_blank_values=True)
    names = {name for name, _ in parse_qsl(cleaned, keep_blank_values=True)}
    kept = [(n, v) for n, v in pairs if n in names and n.lower() not in TRACKING]
    if len(kept) == len(pairs):
        return quote(query, safe=_SAFE + "?[]{}|")
    return urlencode(kept)


def _uncached(parts: SplitResult) -> SplitResult:
    """The publisher's own address of a page in an AMP cache."""
    host = parts.hostname or ""
    found = None
    if re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host):
        found = _GOOGLE_AMP.fullmatch(parts.path)
    elif host.endswith(".cdn.ampproject.org"):
        found = _AMP_CACHE.fullmatch(parts.path)
    if found is None:
        return parts
    target = urlsplit(("https" if found.group(1) else "http") + "://" + unquote(found.group(2)))
    return target._replace(netloc=(target.hostname or host).lower(), query=parts.query)


def joined(base: str, location: str) -> str:
    """The cleaned address that a page or redirect at ``base`` points to.

    Raises:
        Miss: ``bad-link``.
    """
    try:
        return clean_link(urljoin(base, location.strip()))
    except ValueError as error:
        raise Miss("bad-link", f"It is no address ({error}).") from error


def page_key(url: str) -> str:
    """What two addresses of one page share.

    Without scheme, ``www.``, mobile and AMP forms, parameters that only track, final slash and fragment.
    """
    parts = urlsplit(url)
    host = _MOBILE.sub("", parts.netloc.lower())
    path = _AMP_PATH.sub("", parts.path).rstrip("/") or "/"
    query = [p for p in parse_qsl(parts.query, keep_blank_values=True) if p[0].lower() not in _NO_PAGE]
    return f"{host}{path}" + (f"?{urlencode(sorted(query))}" if query else "")


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one registered domain (or one host, where there is none)."""
    first, second = urlsplit(one).hostname, urlsplit(other).hostname
    if first == second:
        return True
    from courlan import extract_domain

    domains = extract_domain(one, fast=True), extract_domain(other, fast=True)
    return domains[0] is not None and domains[0] == domains[1]
