"""A look at a fetched page: is it an article's, or a wall, a shell, an error; which address is its own.

No script is run. What counts is running text (sentences in paragraphs), so that menus do not hide an empty
page and an article about cookies is not taken for a consent form.

1. A page that refreshes to another address at once is a redirect.
2. Blocks are told apart: the page's furniture (menus, sidebars, footers), boxes that paywalls name as such,
   blocks made of the words of consent, and the rest, which is the running text.
3. Little running text, and short blocks that refuse programs, ask for consent or for a subscription, or say
   that there is no such page; or a script that would fill it: the wall or shell that it is.
4. None of these: a page if there is any text, else empty.

Words count in short blocks and titles only, so that an article about paywalls is not taken for one. How often
the rules are right is measured by eval/page_forms.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from newstemma.fetch.addresses import joined, page_key, same_site
from newstemma.fetch.blocks import Block, blocks, count_words
from newstemma.fetch.reasons import Miss
from newstemma.fetch.wall_words import (
    ABSENCE,
    CONSENT,
    DOORS,
    LETTER,
    MISSING,
    OFFER,
    PAY,
    READ,
    REFUSED,
    SCRIPTED,
    THING,
    WALL,
)
from newstemma.params.fetch import (
    CONSENT_HITS,
    CONSENT_SHARE,
    GATE_WORDS,
    LOOK_BYTES,
    NO_TEXT_WORDS,
    SHORT_BLOCK_WORDS,
    SHORT_PAGE_WORDS,
    TEASER_WORDS,
    WALL_WORDS,
)

__all__ = ["Look", "charset_of"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_REFRESH = re.compile(r"\s*(\d{1,3})(?:\.\d+)?\s*[;,]\s*(?:url\s*=)?\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?\s*(true|false)', re.IGNORECASE)
_GATE_HOST = re.compile(r"(?:consent|(?:my)?privacy|cookies?|guce)\.", re.IGNORECASE)
_GATE_PATH = re.compile(
    r"/(?:collect)?consent(?:/|$)|/zustimmung(?:/|$)|/cookie-?(?:consent|wall)", re.IGNORECASE
)
_ROOTS = ("root", "app", "__next", "__nuxt", "main-app", "react-root", "svelte")


def charset_of(content_type: str | None) -> str | None:
    """The character set that a Content-Type names."""
    found = _CHARSET.search(content_type or "")
    return found.group(1).lower() if found else None


@dataclass(frozen=True)
class Look:
    """One page as it came.

    Attributes:
        url: the address that it came from.
        body: its bytes, unpacked.
        charset: the character set that the server named.
    """

    url: str
    body: bytes
    charset: str | None

    @cached_property
    def tree(self) -> Any:
        """The page as lxml reads it; None if it cannot."""
        body = self.body[:LOOK_BYTES]
        if not body.strip():
            return None
        for encoding in (self.charset, None):
            try:
                return html.document_fromstring(body, html.HTMLParser(encoding=encoding, huge_tree=True))
            except (LookupError, ValueError, AssertionError, etree.LxmlError):
                continue
        return None

    @cached_property
    def words(self) -> int:
        """Words of running text, in blocks that have some."""
        return sum(b.words for b in self._blocks if b.words >= 5)

    @cached_property
    def _blocks(self) -> list[Block]:
        return [] if self.tree is None else blocks(self.tree)

    @cached_property
    def _running(self) -> int:
        """Words of running text that are not the page's furniture, a wall's box or a consent form."""
        told = [b for b in self._blocks if b.words >= 5 and not b.aside]
        words = sum(b.words for b in told)
        if words >= 4 * GATE_WORDS:  # far beyond every limit, whatever part of it asks for consent
            return words
        return sum(b.words for b in told if not b.asks_consent)

    @cached_property
    def _title(self) -> str:
        title = self.tree.findtext(".//title") if self.tree is not None else None
        return " ".join((title or "").split())[:300]

    @cached_property
    def _said(self) -> str:
        """The beginning of all that a reader would see, the title included."""
        return " ".join(" ".join([self._title, *(b.text for b in self._blocks)]).split())[:6000]

    @property
    def text_key(self) -> str:
        """The running text, for telling whether a page seen twice has changed."""
        return "\n".join(" ".join(b.text.split()) for b in self._blocks if b.words >= 5)

    def canonical(self) -> str | None:
        """The page's own address by ``rel=canonical`` or ``og:url``, if it can be believed.

        It must be on the same site, and not the front page of it unless this is the front page.
        """
        if self.tree is None:
            return None
        for element, attribute in self._claims():
            try:
                claimed = joined(self.url, element.get(attribute) or "")
            except Miss:
                continue
            front = urlsplit(claimed).path == "/" and not urlsplit(claimed).query
            if same_site(claimed, self.url) and (not front or page_key(claimed) == page_key(self.url)):
                return claimed
        return None

    def _claims(self) -> list[tuple[Any, str]]:
        links = [e for e in self.tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
        metas = [e for e in self.tree.iter("meta") if (e.get("property") or "").lower() == "og:url"]
        return [(e, "href") for e in links[:1] if e.get("href")] + [
            (e, "content") for e in metas[:1] if e.get("content")
        ]

    def refresh(self) -> str | None:
        """Where a page with little text sends its reader by ``<meta http-equiv=refresh>``."""
        if self.tree is None or self.words >= SHORT_PAGE_WORDS:
            return None
        for element in self.tree.iter("meta"):
            if (element.get("http-equiv") or "").strip().lower() == "refresh":
                found = _REFRESH.match(element.get("content") or "")
                if found and int(found.group(1)) <= 5:
                    return found.group(2)
        return None

    def check(self) -> None:
        """Hold the page against the walls and shells that are no article.

        Raises:
            Miss: ``empty``, ``consent-wall``, ``paywall``, ``gone`` or ``empty-by-script``.
        """
        if self.tree is None or not self._said:
            raise Miss("empty-by-script" if self._filled_by_script() else "empty", "It holds no text.")
        found = f"It has {self._running} words of running text"
        if self._running < SHORT_PAGE_WORDS and (self._says(REFUSED) or self._guards_its_door()):
            raise Miss("forbidden", f"{found} and refuses programs.")
        if self._asks_consent():
            raise Miss("consent-wall", f"{found} and asks for consent.")
        if self._asks_money():
            raise Miss("paywall", f"{found} and asks for a subscription.")
        if self._running < SHORT_PAGE_WORDS and (self._says(MISSING) or self._misses_itself()):
            raise Miss("gone", f"{found} and says that there is no such page.")
        if self._running < SHORT_PAGE_WORDS and self._filled_by_script():
            raise Miss("empty-by-script", f"{found}; a script would bring the rest.")

    def _guards_its_door(self) -> bool:
        """Whether a page with next to no text speaks of checks."""
        return self._running < NO_TEXT_WORDS and len(set(DOORS.findall(self._said.lower()))) >= 2

    def _misses_itself(self) -> bool:
        """Whether a page with next to no text says in its title or a short block that it is not there."""
        if self._running >= NO_TEXT_WORDS:
            return False
        texts = (
            self._title,
            *(b.text for b in self._blocks if b.words <= SHORT_BLOCK_WORDS and not b.furniture),
        )
        return any(THING.search(text) and ABSENCE.search(text) for text in texts)

    def _says(self, words: re.Pattern[str]) -> bool:
        """Whether the title or a short block says one of these."""
        short = (b.text for b in self._blocks if b.words <= SHORT_BLOCK_WORDS)
        return any(words.search(text) for text in (self._title, *short))

    def _asks_consent(self) -> bool:
        if self._running >= GATE_WORDS:
            return False
        body = " ".join(b.text for b in self._blocks if not b.furniture)[:6000]
        hits = len(CONSENT.findall(body))
        if _is_gate(self.url):
            return hits > 0
        dense = hits >= CONSENT_HITS and hits >= CONSENT_SHARE * count_words(body)
        return dense and self._running < SHORT_PAGE_WORDS

    def _asks_money(self) -> bool:
        """A wall's own words or box below a teaser; an offer, or the markup's word, below less."""
        if self._running >= TEASER_WORDS:
            return False
        short = [b.text for b in self._blocks if b.words <= SHORT_BLOCK_WORDS and not b.furniture]
        offers = [text for text in short if not LETTER.search(text)]
        if any(b.boxed and not LETTER.search(b.text) for b in self._blocks) or any(map(WALL.search, offers)):
            return True
        if self._running < WALL_WORDS and any(PAY.search(text) and READ.search(text) for text in offers):
            return True
        free = {value.lower() for value in _FREE.findall(self._scripts())}
        if self._running >= WALL_WORDS or free == {"true"}:
            return False
        return "false" in free or any(map(OFFER.search, offers))

    def _filled_by_script(self) -> bool:
        if self.tree is None or next(self.tree.iter("script"), None) is None:
            return False
        hints = [*(e.text_content() for e in self.tree.iter("noscript")), *(b.text for b in self._blocks)]
        if any(SCRIPTED.search(" ".join(hint.split())[:1000]) for hint in hints):
            return True
        roots = [e for e in self.tree.iter("div", "main") if (e.get("id") or "").lower() in _ROOTS]
        return any(count_words(e.text_content()) < SHORT_PAGE_WORDS for e in roots) or not self.words

    def _scripts(self) -> str:
        kinds = (e for e in self.tree.iter("script") if "ld+json" in (e.get("type") or ""))
        return " ".join((e.text or "")[:100_000] for e in kinds)


def _is_gate(url: str) -> bool:
    """Whether an address is one of those to which publishers send readers for their consent."""
    parts = urlsplit(url)
    return _GATE_HOST.match(parts.netloc) is not None or _GATE_PATH.search(parts.path) is not None
