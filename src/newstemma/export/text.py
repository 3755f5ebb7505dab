"""Text that formats can hold: control characters made visible, identifiers, dates."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["attribute", "content", "day_time", "iri", "urn", "visible"]

# What XML 1.0 cannot hold (section 2.2): C0 controls but tab, line feed and return; surrogates; U+FFFE,
# U+FFFF.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$")
# Characters that an IRI may hold beside letters and digits (RFC 3987, without quotation marks and brackets).
_IN_IRI = "!#$%&'()*+,-./:;=?@_~"


def visible(text: str) -> str:
    """The text with every character that XML cannot hold replaced by its picture (NUL becomes ␀) or by �.

    >>> visible("a\\x00b")
    'a␀b'
    """
    return _NOT_XML.sub(lambda m: chr(0x2400 + ord(m.group())) if ord(m.group()) < 32 else "\ufffd", text)


def content(text: str) -> str:
    """The text as the content of an XML element; a return is kept as a reference, which parsers keep too."""
    plain = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\r", "&#13;")


def attribute(text: str) -> str:
    """The text as an XML attribute's value, between double quotation marks."""
    return content(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def urn(identifier: str) -> str:
    """The identifier of a row as an IRI that names it anywhere."""
    return f"urn:newstemma:{identifier}"


def iri(url: str | None) -> str | None:
    """A web address in a form that every parser of IRIs accepts; None if it is none.

    Only http and https are passed on, so that no ``javascript:`` link of a hostile page reaches another tool.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc or re.search(r"\s", parts.netloc):
        return None
    return quote(url.strip().encode("utf-8", "replace"), safe=_IN_IRI)


def day_time(published: str | None) -> str | None:
    """A date with time and zone as xsd:dateTime, with seconds; None if the time or the zone is not known."""
    found = _DATE_TIME.match(published or "")
    if not published or not found or not found.group(1):
        return None
    zone = found.group(1)
    clock = published[: -len(zone)]
    return (clock if clock.count(":") == 2 else clock + ":00") + zone
