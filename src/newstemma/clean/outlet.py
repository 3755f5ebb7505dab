"""Which outlet a page is from."""

from __future__ import annotations

import re

from newstemma.clean.lexicon import chrome_kind, is_agency
from newstemma.clean.lines import Line
from newstemma.clean.metadata import Found, host_of
from newstemma.clean.page_text import PageText
from newstemma.text.normalise import fold

__all__ = ["masthead", "outlet_key"]

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?,?\s*)?(?:by\s+)?"
    r"(?P<name>[^\W\d_][\w .&'’-]{2,50}?)"
    r"(?:\s*[,.|]|\s+(?:all rights|alle rechte|tous droits|todos los|все права)|\s*(?:19|20)\d\d|$)",
    re.IGNORECASE,
)
# Words in the names of newspapers, broadcasters and news sites, in the languages of the lexicon.
_PRESS = frozenset(
    """daily post times herald mail news gazette courier observer tribune journal press guardian telegraph
    chronicle examiner star sun mirror record independent standard weekly review monitor watch digest wire
    online today tv radio broadcasting zeitung bote anzeiger tageblatt rundschau kurier nachrichten blatt
    rundfunk merkur presse allgemeine courrier gazette dépêche écho figaro monde voix quotidien diario
    periódico noticias faro voz heraldo correo prensa vanguardia mundo país вестник новости газета известия
    правда время курьер ведомости голос труд радио corriere giornale gazzetta correio folha jornal dagblad
    courant nieuws gazeta kurier вісник""".split()
)


def outlet_key(outlet: str | None, url: str | None = None) -> str | None:
    """A form of the outlet by which its documents are put together: its folded name, else its host."""
    if outlet:
        return fold(" ".join(outlet.split()))
    return host_of(url)


def masthead(page: PageText) -> Found | None:
    """The outlet that page text names itself: in its copyright line, or in its first line above the title.

    A first line counts only if it is short, is no menu, stands above the title, and either has a word that
    newspapers have in their names or comes again on the page ("told the Harbour Watch").
    """
    for line in page.lines[-12:]:
        m = _COPYRIGHT.search(line[:200])
        if m and _may_be_name(m["name"]) and not _is_photo(line):
            return Found(m["name"].strip(), "copyright", line)
    if not page.lines or page.kinds[0] != "above-title":
        return None
    first = re.split(r"\s+[-–—|:]\s+", page.lines[0])[0].strip()
    if not _may_be_name(first) or _known_chrome(first):
        return None
    words = {w.casefold() for w in Line(first).words}
    again = sum(1 for line in page.lines[1:] if first.casefold() in line.casefold())
    named = bool(words & _PRESS) or any(fold(w).endswith(("zeitung", "bote", "blatt", "post")) for w in words)
    if (
        (named and len(words) >= 2)
        or again
        or (_emphatic(first) and page.kinds[:4].count("above-title") >= 3)
    ):
        return Found(_cased(first, page), "masthead", page.lines[0])
    return None


_ARTICLE = re.compile(r"(?:The|Der|Die|Das|Le|La|L['’]|Les|El|Il|O|De|Het)\s", re.IGNORECASE)


def _emphatic(name: str) -> bool:
    """Whether a first line is a name in capitals or with an article before it: THE BOLLARD."""
    return len(name.split()) >= 2 and (name.isupper() or _ARTICLE.match(name) is not None)


def _is_photo(line: str) -> bool:
    return re.search(r"photo|foto|фото|image|picture", line, re.IGNORECASE) is not None


def _known_chrome(name: str) -> bool:
    return chrome_kind(Line(name)) is not None or is_agency(name)


def _may_be_name(name: str) -> bool:
    words = name.split()
    return 1 <= len(words) <= 6 and len(name) >= 4 and not any(c.isdigit() for c in name)


def _cased(name: str, page: PageText) -> str:
    """A name in capitals as the page writes it elsewhere, if it does."""
    if not name.isupper():
        return name
    key = name.casefold()
    for line in page.lines[1:]:
        at = line.casefold().find(key)
        found = line[at : at + len(key)]
        if at >= 0 and not found.isupper():
            return found
    return name
