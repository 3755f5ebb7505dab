"""Reading a page as a browser would, as far as tests need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Read(HTMLParser):
    """Every id, link, tag and piece of text of a page, and whether its tags balance."""

    ids: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    open_: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a" and values.get("href"):
            self.hrefs.append(values["href"] or "")
        if tag not in VOID:
            self.open_.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open_.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open_ or self.open_[-1] != tag:
            self.wrong.append(tag)
        else:
            self.open_.pop()

    def handle_data(self, data: str) -> None:
        if not self.open_ or self.open_[-1] not in ("style", "script"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        """Everything that is shown, without markup."""
        return "".join(self.texts)


def read(page: str) -> Read:
    """A page, read to its end."""
    reader = Read()
    reader.feed(page)
    reader.close()
    reader.wrong += reader.open_
    return reader
