"""A look at a fetched page: is it an article's, or a wall, a shell, an error; which address is its own.

No script is run. What counts is running text (sentences in paragraphs), so that menus do not hide an empty
page and an article about cookies is not taken for a consent form.

1. A page that refreshes to another address at once is a redirect.
2. Enough running text: a page.
3. Little of it, with words of consent, of subscription, of a missing page, or with a script that would fill
   it: the wall or shell that it is.
4. Little of it and none of these: a page if there is any text, else empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from newstemma.fetch.addresses import joined, page_key, same_site
from newstemma.fetch.reasons import Miss
from newstemma.params.fetch import SHORT_PAGE_WORDS, WALL_WORDS

__all__ = ["Look", "charset_of"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_REFRESH = re.compile(r"\s*(\d{1,3})(?:\.\d+)?\s*[;,]\s*(?:url\s*=)?\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_PAID = re.compile(r'"isAccessibleForFree"\s*:\s*"?\s*false', re.IGNORECASE)
_CONSENT = re.compile(
    r"\bcookies?\b.{0,200}\b(?:consent|accept|agree|preferences|settings|reject)|"
    r"\b(?:consent|accept|agree)\b.{0,120}\bcookies?\b|before you continue|we value your privacy|"
    r"your privacy choices|\bzustimm\w*|\beinwillig\w*|cookies? akzeptieren|"
    r"accepter (?:les |tous les )?cookies|"
    r"\bconsentement\b|aceptar (?:las |todas las )?cookies|\bconsentimiento\b|"
    r"принять (?:все )?(?:файлы )?cookie|согласие на обработку",
    re.IGNORECASE | re.DOTALL,
)
_SUBSCRIBE = re.compile(
    r"\bsubscri(?:be|bers?|ption)\b.{0,80}\b(?:read|continue|access|unlock|article|only|now)|"
    r"\b(?:only|exclusive\w*|reserved)\b.{0,40}\bsubscribers?\b|already a (?:subscriber|member)|"
    r"to (?:continue|keep) reading|\b(?:premium|members?)[- ]only\b|paywall|"
    r"\b(?:weiterlesen|lesen) (?:sie )?mit\b|jetzt abonnieren|nur für abonnenten|"
    r"réservé (?:à nos |aux )abonn\w*|abonnez-vous|suscr[ií]b\w*|solo para suscriptores|"
    r"(?:только )?для подписчиков|оформите подписку",
    re.IGNORECASE | re.DOTALL,
)
_MISSING = re.compile(
    r"\b(?:page|article|story) (?:was |is |could |has )?(?:not (?:be )?found|not available|no longer|"
    r"been removed)|"
    r"\b404\b|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|"
    r"страница не найдена",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"(?:enable|turn on|activate|requires?|need) (?:\w+ ){0,2}javascript|"
    r"javascript (?:is|must|muss|aktivieren)|"
    r"activer javascript|active javascript|habilit\w+ javascript|включите javascript",
    re.IGNORECASE,
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
        if not self.body.strip():
            return None
        for encoding in (self.charset, None):
            try:
                return html.document_fromstring(self.body, html.HTMLParser(encoding=encoding, huge_tree=True))
            except (LookupError, ValueError, AssertionError, etree.LxmlError):
                continue
        return None

    @cached_property
    def words(self) -> int:
        """Words of running text, in blocks that have some."""
        return sum(n for n in (_count(t) for t in self._blocks) if n >= 5)

    @cached_property
    def _blocks(self) -> list[str]:
        if self.tree is None:
            return []
        return [t for t in ("".join(_own(e)) for e in self.tree.iter(etree.Element)) if t.strip()]

    @cached_property
    def _said(self) -> str:
        """The beginning of all that a reader would see, the title included."""
        title = self.tree.findtext(".//title") if self.tree is not None else None
        return " ".join(" ".join([title or "", *self._blocks]).split())[:6000]

    @property
    def text_key(self) -> str:
        """The running text, for telling whether a page seen twice has changed."""
        return "\n".join(" ".join(t.split()) for t in self._blocks if _count(t) >= 5)

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
        if self.words >= WALL_WORDS:
            return
        found = f"It has {self.words} words of running text"
        if _asks_consent(self.url) or (self.words < WALL_WORDS / 2 and _CONSENT.search(self._said)):
            raise Miss("consent-wall", f"{found} and asks for consent.")
        if _SUBSCRIBE.search(self._said) or _PAID.search(self._scripts()):
            raise Miss("paywall", f"{found} and asks for a subscription.")
        if self.words < SHORT_PAGE_WORDS and _MISSING.search(self._said):
            raise Miss("gone", f"{found} and says that there is no such page.")
        if self.words < SHORT_PAGE_WORDS and self._filled_by_script():
            raise Miss("empty-by-script", f"{found}; a script would bring the rest.")

    def _filled_by_script(self) -> bool:
        if self.tree is None or next(self.tree.iter("script"), None) is None:
            return False
        hints = " ".join(e.text_content() for e in self.tree.iter("noscript"))
        if _SCRIPTED.search(hints + self._said):
            return True
        roots = [e for e in self.tree.iter("div", "main") if (e.get("id") or "").lower() in _ROOTS]
        return any(_count(e.text_content()) < SHORT_PAGE_WORDS for e in roots) or not self.words

    def _scripts(self) -> str:
        kinds = (e for e in self.tree.iter("script") if "ld+json" in (e.get("type") or ""))
        return " ".join((e.text or "")[:100_000] for e in kinds)


_HIDDEN = {"script", "style", "noscript", "template", "head", "title", "svg", "select", "option",
           "iframe"}  # fmt: skip
_INLINE = {"a", "b", "i", "em", "strong", "span", "u", "q", "abbr", "cite", "small", "mark", "sub", "sup",
           "time", "code", "font", "br", "bdi", "s", "del", "ins"}  # fmt: skip


def _own(element: Any) -> list[str]:
    """The text of a block without the blocks inside it; nothing for inline and hidden elements."""
    if element.tag in _INLINE or element.tag in _HIDDEN:
        return []
    out = [element.text or ""]
    stack = list(reversed(element))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            out.append(item)
            continue
        stack.append(item.tail or "")
        if item.tag in _INLINE:
            stack.extend(reversed(item))
            out.append(item.text or "")
    return out


def _count(text: str) -> int:
    """Words; scripts without spaces between words count two characters as one."""
    return len(_WORD.findall(text)) + len(_CJK.findall(text)) // 2


def _asks_consent(url: str) -> bool:
    parts = urlsplit(url)
    return parts.netloc.startswith(("consent.", "privacy.", "cookies.")) or "/consent/" in parts.path
