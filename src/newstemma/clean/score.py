"""How much a line, taken by itself, looks like article text.

Nothing here depends on the neighbours, so a line keeps its score when others are dropped; with the attraction
between neighbours (choose.py) this makes cleaning idempotent: what was kept is kept again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.clean.lexicon import chrome_kind, is_agency, is_credit
from newstemma.clean.lines import Line
from newstemma.params.clean import KIND_WEIGHTS, SHAPES

__all__ = ["Judgement", "carries_statement", "judge", "points_at_picture"]

_CODE = re.compile(
    r"@media\b|function\s*\(|\bvar \w+\s*=|[{};]\s*$|=>|\bdocument\.\w|\bwindow\.\w|\w\(\);?$|"
    r"^[.#][\w-]+\s*\{|\w\('[^']*'\)"
)
_MAY_BE_CODE = re.compile(r"[{}=]|\(['\")]|@media|function|document\.|window\.|;$")
_COPYRIGHT = re.compile(
    r"^\W{0,3}(?:©|\(c\)\s|copyright\b)|(?:©|copyright)\s*(?:©\s*)?(?:19|20)\d\d", re.IGNORECASE
)
_BAR = re.compile(r"\s[|·•›»>]\s|\s/\s|[|›»]")
_MAY_BE_BAR = re.compile(r"[|·•›»>/]")
_ADDRESS = re.compile(
    r"https?://|www\.|\b[\w.-]+@[\w-]+\.\w|(?:^|\s)@\w{3,}|\b[\w-]+\.(?:com|org|net|de|fr|ru|es|uk|co)\b",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"(?:^|\s)#\w+")
_BULLET = re.compile(r"^(?:[-–—•*·▪●]|\d{1,2}[.)])\s")
_BRACKETED = re.compile(r"^[(\[][^()\[\]]{1,80}[)\]]\.?$")
# "— Jane Doe (@janedoe) October 4, 2014": who wrote the post above, which is a statement.
_POST_BY = re.compile(r"[—–;-]{1,2}\s?[^\n]{1,80}\(@\w{2,20}\)")
# "FORT HOLM, Kelmaria —": a dateline on a line of its own.
_DATELINE = re.compile(r"^[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я .'-]{2,40}(?:,\s[^.!?]{2,40})?\s?[-–—]$")
_PHOTO_WORDS = r"(?:photo|picture|image|photograph|graphic|foto|bild|grafik|фото|графика)"
_AGENCY_WORDS = (
    r"(?:AP|AFP|EPA|REUTERS|Reuters|Getty(?: Images)?|TASS|ТАСС|dpa|PA|CEN|SWNS|Rex|Shutterstock|"
    r"Bloomberg|EFE|ANSA)"
)
_CAPTION_ENDS = (
    # "Name or scene - Agency International, 1920, 15.02.2022"
    re.compile(r"(?:^|\s)-\s[^.!?]{3,60},\s*\d{3,4}(?:,\s*\d{1,2}\.\d{1,2}\.\d{4})?$"),
    # "Scene. Photo: Jane Doe", "Scene. / Picture: Harbour Daily", "Scene. File picture"
    re.compile(rf"(?:^|[.)”»/])\s*{_PHOTO_WORDS}\b\s*(?:by\b|:|/|©|-)[^.]{{0,60}}$", re.IGNORECASE),
    re.compile(rf"[.)]\s+(?:file|archive|library)\s+{_PHOTO_WORDS}\.?$", re.IGNORECASE),
    re.compile(rf"\([^()]{{0,60}}{_PHOTO_WORDS}[^()]{{0,40}}\)\.?$", re.IGNORECASE),
    # "Scene. AGENCY/Jane Doe", "Scene. Jane Doe/AP", "Scene (Jane Doe/AP)", "Scene. Credit Jane Doe/AP"
    re.compile(r"(?:^|[.)”]\s?|\()[A-Z][A-Z .]{1,30}/\s?[\w .’'-]{3,40}\)?$"),
    re.compile(rf"(?:^|[.)”]\s?|\()[\w .’'-]{{3,40}}\s?/\s?{_AGENCY_WORDS}\)?$"),
    re.compile(r"[.)”]\s?Credit:?\s[A-Z][^.]{3,60}$|^Credit:?\s[A-Z][^.]{3,60}$"),
    # "Scene (Harbour Post/J. Roe)", "Scene (archive)", "Scene. Photo J. Roe", "Getty Jane Roe on the quay",
    # "quay.jpg"
    re.compile(r"\([^()]{2,40}/[^()]{2,40}\)\.?$|\((?:archiv\w*|file|архив)\)\.?$", re.IGNORECASE),
    re.compile(rf"[.!?…]\s*{_PHOTO_WORDS}\s+[^.]{{0,3}}[A-ZÀ-ÞА-Я][^:]{{2,40}}$", re.IGNORECASE),
    re.compile(r"[.!?)”]\s*©\s?[^.]{2,50}$"),
    re.compile(r"^\S+\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE),
    re.compile(rf"\[(?:{_AGENCY_WORDS}|Getty|EuroPics)[^\[\]]{{0,40}}\]$|[.)]\s*{_AGENCY_WORDS}$"),
)  # fmt: skip
# One of these stands in every such caption; most lines have none, and are spared the longer patterns.
_CAPTION_SIGNS = (
    "/",
    "©",
    "[",
    "(",
    "redit",
    "photo",
    "picture",
    "image",
    "graphic",
    "foto",
    "bild",
    "grafik",
    "фото",
    "графика",
)
_BY_AGENCY = re.compile(rf"^(?:{_AGENCY_WORDS}|Getty)(?:/[\w ]{{2,30}})?\s[A-Z][\w']*:?\s\w")
_LOOKED_AT = 1000
# The text of an embedded post, and words by which captions point at the picture.
_POST = re.compile(r"pic\.twitter\.com/|https?://t\.co/\w")
_POINTING = re.compile(
    r"^[^.:“\"]{2,30}:\s|\b(?:pictured|left|right|cent(?:re|er)|seen|above|below|shows?|poses?|posing|walks?|stands?|arrives?|"
    r"abgebildet|links|rechts|zeigt|à gauche|à droite|montre|izquierda|derecha|muestra|слева|справа|на фото|"
    r"на снимке)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a line is, and how strongly it is article text (log-odds)."""

    kind: str
    score: float


def judge(line: Line) -> Judgement:
    """A line's kind by its words and shape, and its score."""
    kind = _kind(line)
    score = _shape(line, kind) + KIND_WEIGHTS.get(kind, 0.0)
    if kind not in _NEVER_STATEMENTS and carries_statement(line):
        score += SHAPES.statement
    return Judgement(kind, score)


def points_at_picture(line: Line) -> bool:
    """Whether a line has a word by which captions point at what is to be seen, or a label before a colon."""
    return _POINTING.search(line.text[:_LOOKED_AT]) is not None


_NEVER_STATEMENTS = {"related", "code", "tags", "caption", "comment", "author"}


def carries_statement(line: Line) -> bool:
    """Whether a line tells what somebody said: a quotation of some length, or a verb of saying in a
    sentence."""
    if not (line.ended or line.half_ended) or line.size < 6:
        return False
    if line.quoted_words >= 4 and (line.has_cue or line.size >= 8):
        return True
    return line.has_cue and line.size >= 8 and line.function_share > 0.15


def _kind(line: Line) -> str:
    by_shape = _kind_by_shape(line)
    if by_shape is not None:
        return by_shape
    chrome = chrome_kind(line)
    if chrome in {"caption", "promo", "related", "share"} and line.size >= 45 and line.ended:
        chrome = None  # several sentences: a paragraph that only begins like a caption or an offer
    if chrome is not None:
        return chrome
    if line.size <= 60 and _is_caption(line):
        return "caption"
    if line.size < 40 and _COPYRIGHT.search(line.text[:200]):
        return "copyright"
    return "prose" if line.ended or line.half_ended or line.size >= 15 else "heading"


def _kind_by_shape(line: Line) -> str | None:
    text = line.text[:_LOOKED_AT]
    code = len(_CODE.findall(text)) if _MAY_BE_CODE.search(text) else 0
    if code >= 2 or (code and line.function_share < 0.12):
        return "code"
    if "#" in text and len(_HASHTAG.findall(text)) >= 0.6 * max(1.0, line.size):
        return "tags"
    if not line.words:
        return "rule"
    if (line.size <= 12 and _POST_BY.match(text)) or _DATELINE.match(text):
        return "signature"
    return "credit" if is_credit(line) else None


def _may_be_caption(tail: str) -> bool:
    lowered = tail.lower()
    return any(sign in lowered for sign in _CAPTION_SIGNS) or not tail.endswith(
        (".", "”", '"', "»", "?", "!")
    )


def _is_caption(line: Line) -> bool:
    tail = line.text[-200:]
    if _may_be_caption(tail) and line.quoted_words < 6 and any(p.search(tail) for p in _CAPTION_ENDS):
        return True
    if not line.ended and _BY_AGENCY.match(line.text):
        return True
    bracketed = _BRACKETED.match(line.text[:100])
    return bracketed is not None and not is_agency(line.text) and line.size <= 5 and not line.ended


def _shape(line: Line, kind: str) -> float:
    size = line.size
    if line.ended or line.half_ended:
        score = next(weight for least, weight in SHAPES.ended if size >= least)
    else:
        score = next(weight for least, weight in SHAPES.open if size >= least)
        if size >= 30 and _POINTING.search(line.text[:_LOOKED_AT]):
            score = SHAPES.open[1][1]
        if size >= 9 and (_BULLET.match(line.text) or kind == "signature"):
            score = max(score, SHAPES.item)
        if size >= 15 and line.function_share >= 0.3 and not _POINTING.search(line.text[:_LOOKED_AT]):
            score = max(score, SHAPES.unpointed)
        if _POST.search(line.text[-300:]):
            score = SHAPES.post
        elif size >= 9 and (line.quoted_words >= 4 or line.has_cue):
            score = max(score, SHAPES.told)
    return score + _marks(line)


def _marks(line: Line) -> float:
    """Quotation marks, capitals, separators, addresses."""
    size, text = line.size, line.text[:_LOOKED_AT]
    score = 0.0
    if line.quoted_words >= 3 and line.capital_share < 0.6:
        score += SHAPES.quotation
    if size >= 5 and line.has_cue:
        score += SHAPES.cue
    if size >= 4 and not line.ended and line.capital_share > 0.75:
        score += SHAPES.title_case
    if line.shouted:
        score += SHAPES.upper_case
    if size < 40 and _MAY_BE_BAR.search(text) and len(_BAR.findall(text)) >= 2:
        score += SHAPES.separators
    if size < 12 and _ADDRESS.search(text) and not _POST.search(text):
        score += SHAPES.address
    if _POST_BY.search(text[-200:]):
        score += SHAPES.statement
    return score
