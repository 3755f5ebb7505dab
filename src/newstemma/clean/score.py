"""How much a line, taken by itself, looks like article text.

Nothing here depends on the neighbours, so a line keeps its score when others are dropped; with the attraction
between neighbours (choose.py) this makes cleaning idempotent: what was kept is kept again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.clean.lexicon import chrome_kind, is_agency, is_credit, key_of
from newstemma.clean.lines import Line
from newstemma.params.clean import KIND_WEIGHTS, SHAPES

__all__ = ["Judgement", "carries_statement", "judge"]

_CUES = (
    "said|says|say|told|tells|added|adds|stated|states|noted|notes|explained|warned|claimed|claims|argued|insisted|stressed|announced|"
    "reported|reports|according|declared|denied|confirmed|tweeted|wrote|asked|replied|recalled|acknowledged|suggested|"
    "sagte|sagt|erklärte|erklärt|teilte|betonte|berichtete|berichtet|warnte|zufolge|laut|schrieb|meinte|kündigte|forderte|"
    "dit|déclaré|affirmé|expliqué|indiqué|selon|ajouté|annoncé|assuré|estime|souligné|précisé|raconte|confié|"
    "dijo|dice|afirmó|aseguró|explicó|declaró|señaló|según|añadió|indicó|anunció|advirtió|contó|sostuvo|"
    "сказал|сказала|заявил|заявила|заявили|сообщил|сообщила|сообщили|сообщает|отметил|отметила|подчеркнул|подчеркнула|добавил|добавила|"
    "словам|рассказал|рассказала|пояснил|пояснила|написал|написала|считает|утверждает|ответил|ответила|говорит|заверил"
)
_CUE = re.compile(rf"\b(?:{_CUES})\b", re.IGNORECASE)
_CODE = re.compile(
    r"@media\b|function\s*\(|\bvar \w+\s*=|[{};]\s*$|=>|\bdocument\.\w|\bwindow\.\w|\w\(\);?$|</?\w+[^>]{0,80}>|^[.#][\w-]+\s*\{"
)
_COPYRIGHT = re.compile(
    r"^\W{0,3}(?:©|\(c\)\s|copyright\b)|©\s*(?:19|20)\d\d|copyright\s+(?:©\s*)?(?:19|20)\d\d", re.IGNORECASE
)
_BAR = re.compile(r"\s[|·•›»>]\s|\s/\s|[|›»]")
_ADDRESS = re.compile(
    r"https?://|www\.|\b[\w.-]+@[\w-]+\.\w|(?:^|\s)@\w{3,}|\b[\w-]+\.(?:com|org|net|de|fr|ru|es|uk|co)\b",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"(?:^|\s)#\w+")
_BULLET = re.compile(r"^(?:[-–—•*·▪●]|\d{1,2}[.)])\s")
_BRACKETED = re.compile(r"^[(\[][^()\[\]]{1,80}[)\]]\.?$")
# "Name or scene - Agency, 1920, 15.02.2022", "Scene. AGENCY/Photographer", "Photographer / Agency", "Jane Doe/AP"
_CAPTION_END = re.compile(
    r"(?:^|\s)-\s[^.!?]{3,60},\s*\d{3,4}(?:,\s*\d{1,2}\.\d{1,2}\.\d{4})?$"
    r"|[.)]\s*(?:(?:photo|picture|image|foto|фото)\b[^.]{0,60}|[A-Z][A-Z .]{1,30}/\s?[\w .’'-]{3,40}|[\w .’'-]{3,40}/\s?(?:AP|AFP|EPA|Reuters|Getty(?: Images)?|TASS|dpa))$"
    r"|\s/\s?(?:photo|picture|image|foto|фото)\s*:?\s[^.]{2,60}$|[.)]\s+(?:file|archive)\s+(?:photo|picture|image)\.?$",
    re.IGNORECASE,
)
_PHOTO_CREDIT = re.compile(
    r"^[\w .’'-]{3,40}/\s?(?:AP|AFP|EPA|Reuters|REUTERS|Getty(?: Images)?|TASS|ТАСС|dpa|Shutterstock|Flickr|Facebook|Instagram|Twitter|YouTube|Bloomberg)(?:[ ,/].{0,30})?$"
)
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a line is, and how strongly it is article text (log-odds)."""

    kind: str
    score: float


def judge(line: Line) -> Judgement:
    """A line's kind by its words and shape, and its score."""
    kind = _kind(line)
    score = _shape(line) + KIND_WEIGHTS.get(kind, 0.0)
    if kind not in {"related", "code", "tags", "caption"} and carries_statement(line):
        score += SHAPES.statement
    return Judgement(kind, score)


def carries_statement(line: Line) -> bool:
    """Whether a line tells what somebody said: a quotation of some length, or a verb of saying in a sentence."""
    ended = line.ended or line.half_ended
    if not ended or line.size < 6:
        return False
    cue = _CUE.search(line.text[:4000]) is not None
    return (line.quoted_words >= 4 and (cue or line.size >= 8)) or (
        cue and line.size >= 8 and line.function_share > 0.15
    )


def _kind(line: Line) -> str:
    text = line.text
    if _is_code(line):
        return "code"
    if len(_HASHTAG.findall(text[:_THOUSAND])) >= 0.6 * max(1.0, line.size):
        return "tags"
    if is_credit(text):
        return "credit"
    chrome = chrome_kind(text)
    if chrome in {"caption", "promo"} and _is_paragraph(line):
        chrome = None
    if chrome is not None:
        return chrome
    if line.size <= 60 and _is_caption(line):
        return "caption"
    if _COPYRIGHT.search(text[:200]) and line.size < 40:
        return "copyright"
    return "prose" if line.ended or line.half_ended or line.size >= 15 else "heading"


def _is_code(line: Line) -> bool:
    hits = len(_CODE.findall(line.text[:_THOUSAND]))
    return hits >= 1 and (line.function_share < 0.12 or hits >= 3)


def _is_paragraph(line: Line) -> bool:
    """Several sentences: a paragraph that only begins like a caption or an offer."""
    return line.size >= 45 and line.ended


def _is_caption(line: Line) -> bool:
    text = line.text[-300:]
    if _CAPTION_END.search(text) and line.quoted_words < 6:
        return True
    if _PHOTO_CREDIT.match(line.text[:120]):
        return True
    bracketed = _BRACKETED.match(line.text[:100])
    return bracketed is not None and not is_agency(line.text) and line.size <= 5 and not line.ended


def _shape(line: Line) -> float:
    shapes = SHAPES
    size, ended = line.size, line.ended or line.half_ended
    if size >= 25 and ended:
        score = shapes.long_sentences
    elif size >= 12 and ended:
        score = shapes.sentence
    elif size >= 5 and ended:
        score = shapes.short_sentence
    elif ended:
        score = shapes.few_words_ended
    elif size >= 30:
        score = shapes.long_open
    elif size >= 15:
        score = shapes.middling_open if line.function_share >= 0.2 else shapes.heading
    else:
        score = shapes.heading if size >= 2 else shapes.lone_word
    return score + _marks(line)


def _marks(line: Line) -> float:
    """Quotation marks, capitals, separators, addresses."""
    shapes, size, text = SHAPES, line.size, line.text
    score = 0.0
    if line.quoted_words >= 3 and line.capital_share < 0.6:
        score += shapes.quotation
    if size >= 5 and _CUE.search(text[:4000]):
        score += shapes.cue
    if size >= 4 and line.capital_share > 0.75 and not line.ended:
        score += shapes.title_case
    if line.shouted:
        score += shapes.upper_case
    if len(_BAR.findall(text[:_THOUSAND])) >= 2 and size < 40:
        score += shapes.separators
    if size < 12 and _ADDRESS.search(text[:_THOUSAND]):
        score += shapes.address
    if _BULLET.match(text):
        score += shapes.bullet
    return score


def same_words(a: str, b: str) -> bool:
    """Whether two lines are the same but for marks, case and white space."""
    return key_of(a) == key_of(b)
