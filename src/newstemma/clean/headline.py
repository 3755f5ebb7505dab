"""The title and the byline among the first lines of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newstemma.clean.lexicon import is_agency
from newstemma.clean.lines import Line
from newstemma.clean.score import Judgement, carries_statement
from newstemma.params.clean import CERTAIN_TITLE_SCORE, TITLE_SCORE, TITLE_WINDOW
from newstemma.text.language import function_words

__all__ = ["byline_of", "find_title", "is_personal"]

_BY = re.compile(
    r"^\W{0,3}(?:(?:story|report|text|article|words|written|posted|interview|reported|analysis)\s+)?"
    r"(?:by|von|par|por|di|door|автор|авторы|текст|автор текста|autor|autora|auteur|texte|redacción|od)"
    r"(?:\s*:\s*|\s+)(?P<name>\S.{1,90})$",
    re.IGNORECASE,
)
# "Jane Roe, special correspondent in Veshen": a byline without "by".
_WITH_ROLE = re.compile(
    r"^(?P<name>[A-ZÀ-ÞА-Я][\w’'.-]+(?:\s+[\w’'.-]+){1,3}),\s+"
    r"(?:our |notre |nuestr[oa] |unser(?:e|er)? |наш )?"
    r"(?:special |senior |chief |foreign |political |staff )*"
    r"(?:correspondent|reporter|writer|editor|envoyée? spéciale?|correspondante?|journaliste|rédact\w+|"
    r"enviad[oa] especial|corresponsal|redact\w+|korrespondent\w*|reporterin|redakteur\w*|"
    r"корреспондент|обозреватель|редактор)\b",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"\s*(?:[|·•,–—-]\s*)?(?:\b(?:published|posted|updated|on|am|le|el)\b|\d).*$|\s*[|·•–—]\s.*$",
    re.IGNORECASE,
)
_PART = re.compile(r"^[A-ZÀ-ÞА-ЯЁІЇЄ][\w’'.-]*$|^(?:de|da|di|del|van|von|der|den|al|el|la|le|bin|ibn|zu)$")
_JOIN = re.compile(r"\s*(?:,|&|\b(?:and|und|et|y|e|en|и|і)\b)\s*")
_CONTENT = re.compile(r"[^\W\d_]{3,}")


def byline_of(line: Line) -> str | None:
    """The names of a byline ("By Jane Doe and John Roe"), or None if the line is none."""
    if line.size > 14 or (line.ended and not line.text.endswith(".")):
        return None
    with_role = _WITH_ROLE.match(line.text)
    if with_role is not None:
        return with_role["name"]
    m = _BY.match(line.text)
    if m is None:
        return None
    name = _NAME_END.sub("", m["name"]).strip(" .,;*_")
    words = name.split()
    if not 1 <= len(words) <= 10 or not any(w[0].isupper() for w in words):
        return None
    lower = [w for w in words if w[0].islower() and not _PART.match(w) and not _JOIN.fullmatch(f" {w} ")]
    return name if len(lower) <= 2 and words[0][0].isalpha() else None


def is_personal(byline: str) -> bool:
    """Whether a byline names persons only; one that names an agency or a staff is a credit as well."""
    for name in _JOIN.split(byline):
        parts = name.split()
        if is_agency(name) or not 2 <= len(parts) <= 4 or not all(_PART.match(p) for p in parts):
            return False
    return True


def find_title(lines: Sequence[Line], judged: Sequence[Judgement]) -> int | None:
    """The index of the line that is the article's title, or None.

    The title stands above the article's first paragraph, is no sentence of its own, and its words come again
    in the article; what is said twice above the article is the title for certain. A sentence above a title
    (what a section is about, say) must be a single one, and the title then certain.

    Args:
        lines: the page.
        judged: what each line is by itself.
    """
    solid = [i for i, j in enumerate(judged) if j.score >= _PARAGRAPH and _is_solid(lines[i], j)]
    bodies = solid[:2] or [len(lines)]
    for body, needed in zip(bodies, (TITLE_SCORE, CERTAIN_TITLE_SCORE), strict=False):
        if body is not bodies[0] and carries_statement(lines[bodies[0]]):
            return None
        best = _best_title(lines, judged, body)
        if best is not None and best[1] >= needed and (body == bodies[0] or best[0] > bodies[0]):
            return best[0]
    return None


def _is_solid(line: Line, judgement: Judgement) -> bool:
    """A sentence with its full stop; headlines may end in a quotation, and have none."""
    return (
        judgement.kind == "prose"
        and (line.ended or line.size >= 25)
        and _QUOTED_END.search(line.text) is None
    )


_QUOTED_END = re.compile(r"[^.!?…,\s][”»\"“]$")


# A line of this score is at least a full sentence.
_PARAGRAPH = 3.5


def _best_title(lines: Sequence[Line], judged: Sequence[Judgement], body: int) -> tuple[int, float] | None:
    """The best candidate above line ``body``, and its score."""
    candidates = [i for i in range(min(body, TITLE_WINDOW)) if _may_be_title(lines[i], judged[i])]
    if not candidates:
        return None
    below = {w.casefold() for line in lines[body : body + 12] for w in _CONTENT.findall(line.text[:3000])}
    keys = [lines[i].key for i in candidates]
    scored = []
    for place, i in enumerate(candidates):
        score = _title_score(lines[i], below) + 4.0 * (keys.count(keys[place]) > 1)
        score += 1.0 * (i == candidates[-1]) + 0.5 * (place == 0) + 1.0 * _near_repeat(i, candidates, lines)
        score += _followed(i, judged) - 1.0 * lines[i].shouted
        score -= 2.0 * any(judged[k].kind == "prose" and judged[k].score >= 2.0 for k in range(i))
        scored.append((i, score))
    return max(scored, key=lambda s: (s[1], -s[0]))


_BAR = re.compile(r"\s[|·•›»]\s.*\s[|·•›»]\s")
_NO_TITLE_END = re.compile(r"[.;:,–—-]$|\.\.\.$|…$|https?://\S+$")


def _may_be_title(line: Line, judgement: Judgement) -> bool:
    if judgement.kind not in {"heading", "prose"} or not 2 <= line.size <= 30 or len(line.text) > 250:
        return False
    if _BAR.search(line.text):
        return False
    return _NO_TITLE_END.search(line.text.rstrip("\"'”’»“")) is None and "http" not in line.text


def _title_score(line: Line, below: set[str]) -> float:
    words = {w.casefold() for w in _CONTENT.findall(line.text)} - function_words()
    shared = len(words & below) / len(words) if words else 0.0
    size = 2.0 if 5 <= line.size <= 20 else 1.0 if line.size >= 3 else -1.0
    # Every word of an outlet's name may come in the article; of a title's, more words have to.
    return size + (3.0 if line.size >= 5 else 1.5) * shared


def _followed(i: int, judged: Sequence[Judgement]) -> float:
    """What the next lines say: a date or byline follows a title, a menu follows the outlet's name."""
    for judgement in judged[i + 1 : i + 4]:
        if judgement.kind in {"date", "byline"}:
            return 1.5
        if judgement.kind in {"menu", "comments"}:
            return -1.0
        if judgement.kind in {"heading", "prose"}:
            break
    return 0.0


def _near_repeat(i: int, candidates: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether an earlier candidate has most of its words in this one: a short title and its full form
    below."""
    mine = {w.casefold() for w in _CONTENT.findall(lines[i].text)}
    earlier = ({w.casefold() for w in _CONTENT.findall(lines[k].text)} for k in candidates if k < i)
    return any(len(theirs) >= 4 and len(mine & theirs) >= 0.8 * len(theirs) for theirs in earlier)
