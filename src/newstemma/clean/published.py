"""The publication date, from the words of a page.

Only places that state it count: a labelled line, a dateline, a line that is nothing but a date, a caption, an
address. A date in running prose is what the article speaks about, and is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newstemma.clean.calendar import dates_in, iso_of, parse
from newstemma.clean.lexicon import says_published, says_updated
from newstemma.clean.lines import Line
from newstemma.clean.metadata import Found

__all__ = [
    "Published",
    "best",
    "from_captions",
    "from_given",
    "from_lines",
    "from_markup",
    "from_url",
    "is_date_line",
]


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date and how it was found, with the words it rests on."""

    value: str
    how: str
    rank: int
    """Smaller is more certain."""
    near: int = 0
    """Lines between the words and the article."""


_RANKS = {"given": 0, "metadata": 1, "published": 3, "dateline": 4, "date line": 5, "date line over title": 6,
          "date line below": 7, "date line above": 8, "caption": 9, "url": 10, "updated": 11}  # fmt: skip
# A page's own clock stands at its head; a date this many lines nearer to the article is the article's.
_NEARER = 2

_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_.-]|$)|[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)"
)
_FILLER = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\w+tag\b|\bmittwoch\b|"
    r"\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b|"
    r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|"
    r"\b(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b|"
    r"\b(?:at|um|on|am|le|el|à|a las|в|uhr|г|года|h|est|edt|cet|msk|мск|pst|pdt|bst|ist|gmt|utc)\b",
    re.IGNORECASE,
)
# Names of screenshots, and the lines below embedded posts, have dates of their own.
_NOT_DATE = re.compile(
    r"screen ?shot|@\w|\.(?:jpe?g|png|gif)\b|\bposted by\b.*\bon\b.*\d:\d\d", re.IGNORECASE
)
_DIGITS = re.compile(r"\d")
_DASH = re.compile(
    r"^[^\w\n]{0,4}(?:[(/\[][^()/\[\]]{2,40}[)/\]][^\w\n]{0,4})?\s*[-–—:]+|^\.?\s*[(/][^()/]{2,40}[)/]"
)
_PLACE = re.compile(r"^[\w .,'’()/-]{0,60}$")


def from_given(value: str | None, language: str | None = None) -> Published | None:
    """The date that stood in the row's own column, in whatever form."""
    iso = parse(value, language)
    return Published(iso, f"given: {value}", _RANKS["given"]) if iso else None


def from_markup(kind: str, found: Found | None) -> Published | None:
    """A date of the page's markup; ``kind`` is ``metadata`` or ``updated``."""
    if found is None:
        return None
    prefix = "updated " if kind == "updated" else ""
    return Published(found.value, prefix + found.how, _RANKS[kind])


def from_url(url: str | None) -> Published | None:
    """The day in an address such as ``/2022/02/15/``."""
    m = _URL_DATE.search(url or "")
    if m is None:
        return None
    y, mo, d = (g for g in m.groups() if g)
    iso = iso_of(int(y), int(mo), int(d))
    return Published(iso, f"url: {m.group().strip('/_-')}", _RANKS["url"]) if iso else None


def is_date_line(line: Line, language: str | None = None) -> bool:
    """Whether a line is a publication date and little else (a weekday, an hour, a section, a name)."""
    return _date_of_line(line, language) is not None


def _date_of_line(line: Line, language: str | None) -> tuple[str, str] | None:
    """The date of such a line, and ``updated`` or ``published`` if a label says so, else ``date line``."""
    if len(line.text) > 200 or not _DIGITS.search(line.text) or _NOT_DATE.search(line.text):
        return None
    dates = dates_in(line.text, language)
    if not dates or line.quoted_words >= 3:
        return None
    labelled = says_published(line)
    if not _little_else(line, line.text[: dates[0].start] + " " + line.text[dates[-1].end :], labelled):
        return None
    if not labelled:
        return dates[0].value, "date line"
    return dates[0].value, "updated" if says_updated(line) and len(dates) == 1 else "published"


def _little_else(line: Line, rest: str, labelled: bool) -> bool:
    """Whether the words beside the date are few, and no sentence."""
    words = [w for w in Line(_FILLER.sub(" ", rest)).words if not w.isdigit()]
    if labelled:
        return len(words) <= 9
    if len(words) <= 2:
        return True
    return len(words) <= 6 and not line.ended and Line(" ".join(words)).function_share <= 0.4


@dataclass(frozen=True, slots=True)
class Place:
    """Where the article stands on its page: indices of its first and last paragraph, and of its title."""

    first: int
    last: int
    title: int | None


def from_lines(
    lines: Sequence[Line], kinds: Sequence[str], place: Place, language: str | None
) -> Iterator[Published]:
    """Every publication date that lines above the article, or just below it, state.

    Args:
        lines: the page.
        kinds: what each line was taken for.
        place: where the article stands.
        language: for the order of numbers.
    """
    for i, line in enumerate(lines):
        if i > place.last and (i > place.last + 3 or kinds[i] in _ENDS):
            break  # what is dated below here is another story, a teaser or a comment
        if kinds[i] != "date" or place.first + 1 < i <= place.last:
            continue
        dated = _date_of_line(line, language)
        if dated is not None:
            name = dated[1]
            rank = _RANKS[_placed(name, i, place)]
            yield Published(dated[0], f"{name}: {line.text}", rank, max(place.first - i, i - place.last))
    above = place.first if place.title is None else max(place.title + 1, place.first - _NEARER)
    for line in lines[above : place.first + 1]:
        yield from _dateline(line, language)


_ENDS = {"related", "comment", "comments", "author", "heading", "prose", "menu"}


def _placed(kind: str, i: int, place: Place) -> str:
    if kind != "date line":
        return kind
    if i > place.last:
        return "date line below"
    if place.title is None or i >= place.title:
        return kind
    return "date line over title" if i == place.title - 1 else "date line above"


def _dateline(line: Line, language: str | None) -> Iterator[Published]:
    """ "KYIV, March 3, 2022 (Agency) —" at the head of the first paragraph."""
    for date in dates_in(line.text[:120], language)[:1]:
        before, after = line.text[: date.start], line.text[date.end : date.end + 60]
        if (
            _PLACE.match(before)
            and len(Line(before).words) <= 7
            and Line(before).function_share < 0.5
            and _DASH.match(after)
        ):
            yield Published(date.value, f"dateline: {line.text[: date.end].strip()}", _RANKS["dateline"])


def from_captions(captions: Sequence[str], language: str | None) -> Published | None:
    """The day at the end of captions, if all that have one agree."""
    found: dict[str, str] = {}
    for caption in captions:
        for date in dates_in(caption[-60:], language)[-1:]:
            if not caption[-60:][date.end :].strip(" .)]"):
                found.setdefault(date.value[:10], caption)
    if len(found) != 1:
        return None
    value, caption = next(iter(found.items()))
    return Published(value, f"caption: {caption}", _RANKS["caption"])


def best(candidates: Sequence[Published | None]) -> Published | None:
    """The most certain one; of equally certain ones that disagree on the day, one clearly nearer.

    If none of them is clearly nearer to the article, the next less certain ones are asked.
    """
    found = [c for c in candidates if c is not None]
    if not found:
        return None
    rank = min(c.rank for c in found)
    top = sorted((c for c in found if c.rank == rank), key=lambda c: c.near)
    day = top[0].value[:10]
    others = [c for c in top if c.value[:10] != day]
    if others and others[0].near - top[0].near <= _NEARER:
        return best([c for c in found if c.rank > rank])
    return max((c for c in top if c.value[:10] == day), key=lambda c: len(c.value))
