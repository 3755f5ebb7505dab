"""A text as lines: white space made plain, wrapped paragraphs joined, and what each line looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from newstemma.text.language import function_words, script_of
from newstemma.text.normalise import straight_marks

__all__ = ["Line", "split_lines"]

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
# Zero-width marks carry nothing; joiners (U+200C, U+200D) do in some scripts and stay.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffc\u202a-\u202e]"
)
# Markup and program code that a careless extraction left inside lines.
_LEFTOVER = re.compile(
    r"<!--.{0,2000}?-->"
    r"|</?(?:a|b|i|p|br|div|span|em|strong|img|iframe|script|h[1-6]|ul|ol|li|blockquote|figure|font)\b[^<>\n]{0,400}>"
    r"|&(?:amp;)*nbsp;"
)
_SCRIPT = re.compile(r"(?:^|\s)(?:[\w$]+\.)*[\w$]*\(?function\s*\([^\n]*$", re.MULTILINE)
_WORD = re.compile(r"\w+(?:[’'.\-‑]\w+)*")
_WIDE = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3\u0e00-\u0e7f]")
_THAI = re.compile(r"[\u0e00-\u0e7f]{12}")
_ENDED = re.compile(r"(?<!\.\.)[.!?。！？।؟…][\"'”’»“)\]*]*$|\.\.\.[\"'”’»“]+$")
_TEASER = re.compile(r"(?:\.\.\.|…)$")
_HALF_ENDED = re.compile(r"[\w,.!?…][”»]$|[,;:]$|\)\.?$")
_OPEN = "“„«‹「『"
_CLOSE = '”»›」』“"'
_SINGLE = re.compile(r"(?:^|[\s(:])['‘](?=\w)")
_SINGLE_END = re.compile(r"[\w,.!?…]['’](?=$|[\s.,;:!?)])")
_LOOKED_AT = 2000
# Verbs and prepositions of saying in the forms that news uses.
_CUES = frozenset(
    """said say says tell tells told added adds stated states noted notes explained explains warned warns
    claimed claims argued argues insisted insists stressed stresses announced announces reported reports
    according declared denied denies confirmed confirms tweeted wrote asked replied recalled acknowledged
    suggested suggests sagte sagt erklärt erklärte teilte betont betonte berichtet berichtete warnt warnte
    zufolge laut schrieb meint meinte kündigte fordert forderte dit déclaré affirmé expliqué indiqué selon
    ajouté annoncé assuré assure estime souligne souligné précise précisé raconte confié dijo dice afirma
    afirmó asegura aseguró explica explicó declara declaró señala señaló según añadió indicó anunció advirtió
    contó sostuvo сказал сказала заявил заявила заявили заявляет сообщил сообщила сообщили сообщает отметил
    отметила подчеркнул подчеркнула добавил добавила добавили словам рассказал рассказала пояснил пояснила
    написал написала считает утверждает ответил ответила говорит говорится заверил заверила""".split()
)


@dataclass(frozen=True)
class Line:
    """A line of a page and its measurable looks; of very long lines only the first 2,000 characters count."""

    text: str

    @cached_property
    def key(self) -> str:
        """Lower case, straight marks, nothing but words at the ends: what equal lines have in common."""
        key = straight_marks(self.text[:_LOOKED_AT]).casefold().strip()
        start, end = _LEADING.match(key), len(key)
        begin = start.end() if start else 0
        while end > begin and _TRAILING.match(key, end - 1):
            end -= 1
        return key[begin:end]

    @cached_property
    def words(self) -> list[str]:
        """Its words."""
        return _WORD.findall(self.text[:_LOOKED_AT])

    @cached_property
    def lowered(self) -> list[str]:
        """Its words in lower case."""
        return [w.lower() for w in self.words]

    @cached_property
    def size(self) -> float:
        """Words; two signs of a script without spaces count as one."""
        if self.text.isascii():
            return float(len(self.words))
        wide = len(_WIDE.findall(self.text[:_LOOKED_AT]))
        return (
            wide / 2 + len([w for w in self.words if not _WIDE.match(w)]) if wide else float(len(self.words))
        )

    @cached_property
    def ended(self) -> bool:
        """Whether it ends as a sentence does, closing marks included; three points end a teaser, not a
        sentence."""
        tail = self.text[-12:]
        if _TEASER.search(tail):
            return self.size >= 25
        if _ENDED.search(tail):
            return True
        if _SINGLE_END.search(self.text[-3:]) and _SINGLE.search(self.text[:_LOOKED_AT]):
            return True
        return _THAI.search(self.text[-40:]) is not None  # Thai has no full stop

    @cached_property
    def half_ended(self) -> bool:
        """Whether it ends in a closing quotation mark, a comma, a colon or a bracket: part of running
        text."""
        return _HALF_ENDED.search(self.text[-4:]) is not None

    @cached_property
    def quoted_words(self) -> int:
        """Words between the first opening and the last closing quotation mark."""
        text = self.text[:_LOOKED_AT]
        starts = [i for i in (text.find(c) for c in _OPEN) if i >= 0]
        if starts:
            start, end = min(starts), max(text.rfind(c) for c in _CLOSE)
            return len(_WORD.findall(text[start : end if end > start else len(text)]))
        first, last = text.find('"'), text.rfind('"')
        if 0 <= first < last:
            return len(_WORD.findall(text[first:last]))
        return self._single_quoted(text)

    @staticmethod
    def _single_quoted(text: str) -> int:
        start = _SINGLE.search(text)
        ends = [m.end() for m in _SINGLE_END.finditer(text)] if start else []
        return len(_WORD.findall(text[start.start() : ends[-1]])) if start and ends else 0

    @cached_property
    def has_cue(self) -> bool:
        """Whether it has a verb of saying."""
        return not _CUES.isdisjoint(self.lowered)

    @cached_property
    def function_share(self) -> float:
        """The share of its words that are among the commonest of any language."""
        if not self.words:
            return 0.0
        known = function_words()
        return sum(1 for w in self.lowered if w in known) / len(self.lowered)

    @cached_property
    def capital_share(self) -> float:
        """The share of its longer words that begin with a capital."""
        longer = [w for w in self.words if len(w) > 3 and not w[0].isdigit()]
        return sum(1 for w in longer if w[0].isupper()) / len(longer) if longer else 0.0

    @property
    def shouted(self) -> bool:
        """Whether all its letters are capitals, in a script that has them."""
        return self.text.isupper() and self.size >= 2

    @cached_property
    def script(self) -> str | None:
        """The script that most of its letters are in."""
        return "latin" if self.text.isascii() and self.words else script_of(self.text)


_LEADING = re.compile(r"[^\w(\[#@>©¿¡]+")
_TRAILING = re.compile(r"[^\w)\]!?]")


def split_lines(text: str) -> list[str]:
    """The lines that are not blank, each without outer or double white space.

    Paragraphs that were wrapped at a fixed width are joined again; their own line breaks are not paragraphs.
    Markup and program code that were left in the text are taken out.
    """
    plain = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    if "<" in plain or "&" in plain:
        plain = _LEFTOVER.sub(" ", plain)
    if "function" in plain:
        plain = _SCRIPT.sub("", plain)
    blocks = []
    for block in _BLANK.split(plain):
        lines = [
            squeezed for squeezed in (_SPACES.sub(" ", raw).strip() for raw in block.split("\n")) if squeezed
        ]
        if lines:
            blocks.append(lines)
    width = _wrapping(blocks)
    out: list[str] = []
    for lines in blocks:
        out.extend(_joined(lines, width) if width and _wrapped(lines, width) else lines)
    return out


_BLANK = re.compile(r"\n[^\S\n]*\n")
# Plain text is wrapped at 60 to 100 signs; a line may fall short of the width by one long word.
_MIN_WIDTH, _MAX_WIDTH, _SLACK = 58, 100, 22


def _wrapping(blocks: list[list[str]]) -> int | None:
    """The width at which the text was wrapped: paragraphs of three and more full lines, and no longer
    lines."""
    long = [lines for lines in blocks if len(lines) >= 3]
    if not long:
        return None
    width = max(len(line) for lines in blocks for line in lines)
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    wrapped = [lines for lines in long if _wrapped(lines, width)]
    return width if 2 * len(wrapped) >= len(long) else None


def _wrapped(lines: list[str], width: int) -> bool:
    """Whether the lines between two blank ones are wrapped paragraphs: full, but for those that end one."""
    full = lines[:-1]
    if not full or any(len(line) < width - _SLACK and not Line(line).ended for line in full):
        return False
    return sum(1 for line in full if not Line(line).ended) * 2 > len(full)


def _joined(lines: list[str], width: int) -> list[str]:
    """Wrapped lines as paragraphs; a short line with a full stop ends one."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        paragraphs[-1].append(line)
        if len(line) < width - _SLACK and Line(line).ended:
            paragraphs.append([])
    return [" ".join(parts) for parts in paragraphs if parts]
