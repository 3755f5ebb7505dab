"""An article as the mention finder sees it: tokens with their sentences, and what is capitalised only
there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from newstemma.records import Article, Statement
from newstemma.spans import Span, merge
from newstemma.text.normalise import fold
from newstemma.text.tokens import Token, paragraphs, sentences, tokens

__all__ = ["Page", "page_of"]


@dataclass(frozen=True, slots=True)
class Page:
    """One article, cut once for every step."""

    article: Article
    text: str
    tokens: list[Token]
    starts: list[int]
    """Start of each token."""
    sentences: list[int]
    """Start of each sentence."""
    sentence_starts: frozenset[int]
    """Indexes of tokens that begin a sentence (marks passed over)."""
    lower: frozenset[str]
    """Folded words that also stand in lower case somewhere in the article."""
    inside: frozenset[str]
    """Words with a capital that do not open a sentence, a line or a quotation."""
    quoted: tuple[Span, ...]
    """Contents of direct and mixed statements, merged."""
    quoted_starts: list[int]
    headlines: tuple[Span, ...]
    """Lines in which nearly every word is capitalised."""

    def in_headline(self, position: int) -> bool:
        """Whether a character lies in a line of capitalised words."""
        i = bisect_right(self.headlines, position, key=lambda s: s.start) - 1
        return i >= 0 and position < self.headlines[i].end

    def sentence(self, position: int) -> int:
        """Index of the sentence at a character."""
        return max(0, bisect_right(self.sentences, position) - 1)

    def first_token(self, position: int) -> int:
        """Index of the first token that starts at or after a character."""
        return bisect_right(self.starts, position - 1)

    def in_quotation(self, position: int) -> bool:
        """Whether a character lies in directly quoted content."""
        i = bisect_right(self.quoted_starts, position) - 1
        return i >= 0 and position < self.quoted[i].end

    @property
    def german(self) -> bool:
        """Whether common nouns are capitalised."""
        return self.article.language == "de"


def page_of(article: Article, statements: list[Statement]) -> Page:
    """Cut an article into tokens and sentences; note what is quoted in it."""
    text = article.text
    toks, glued = _unglued(tokens(text))
    sents = sorted({*(s.start for s in sentences(text)), *glued})
    quoted = merge(
        span for s in statements if s.kind != "indirect" and s.nested_in is None for span in s.content_spans
    )
    starts = [t.start for t in toks]
    opening = _sentence_starts(toks, sents)
    written = {t.text for t in toks}
    return Page(
        article=article,
        text=text,
        tokens=toks,
        starts=starts,
        sentences=sents,
        sentence_starts=opening,
        lower=frozenset(fold(word) for word in written if word.islower()),
        inside=frozenset(t.text for i, t in enumerate(toks) if t.text[0].isupper() and i not in opening),
        quoted=quoted,
        quoted_starts=[s.start for s in quoted],
        headlines=() if article.language == "de" else _headlines(text, toks, starts),
    )


# "Hall.While": a point between sentences whose space was lost, but not in "Shop.Com".
_GLUED = re.compile(r"(?<=[a-zà-ÿа-я])\.(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я])(?!(?:Com|Org|Net|Info|Fr|De|Uk|Ca|Co)\b)")


def _unglued(toks: list[Token]) -> tuple[list[Token], list[int]]:
    """Tokens of which none spans the end of a sentence, and where the sentences begin that it hid."""
    out: list[Token] = []
    hidden: list[int] = []
    for token in toks:
        begin = token.start
        for point in _GLUED.finditer(token.text) if "." in token.text else ():
            cut = token.start + point.start()
            out += [
                Token(token.text[begin - token.start : point.start()], begin, cut),
                Token(".", cut, cut + 1),
            ]
            begin = cut + 1
            hidden.append(begin)
        out.append(
            token if begin == token.start else Token(token.text[begin - token.start :], begin, token.end)
        )
    return out, hidden


_OPENING = frozenset([":", "“", "„", "«", '"', "•", "*", "—", "–", "(", "["])


def _sentence_starts(toks: list[Token], sents: list[int]) -> frozenset[int]:
    """The first word of each sentence, and of each quotation or line, where a capital letter says nothing."""
    wanted = set(sents)
    out: set[int] = set()
    pending = False
    previous = ""
    for i, token in enumerate(toks):
        if token.start in wanted or previous in _OPENING:
            pending = True
        if pending and token.is_word:
            out.add(i)
            pending = False
        previous = token.text
    return frozenset(out)


_HEADLINE_WORDS = 5
_HEADLINE_LENGTH = 300
_HEADLINE_SHARE = 0.75


def _headlines(text: str, toks: list[Token], starts: list[int]) -> tuple[Span, ...]:
    """Lines of five words or more, not ended as a sentence, most of whose longer words are capitalised."""
    out = []
    for line in paragraphs(text):
        if len(line) > _HEADLINE_LENGTH or text[line.end - 1] in ".,;:…":
            continue
        inside = toks[bisect_right(starts, line.start - 1) : bisect_right(starts, line.end - 1)]
        long = [t.text for t in inside if t.is_word and len(t.text) > 3]
        capital = sum(1 for w in long if w[0].isupper() or w[0].isdigit())
        if len(inside) >= _HEADLINE_WORDS and capital >= max(4, _HEADLINE_SHARE * len(long)):
            out.append(line)
    return tuple(out)
