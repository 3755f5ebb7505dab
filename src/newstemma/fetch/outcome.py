"""What became of a link: the record of it that stands in the WARC beside the pages."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from newstemma.ids import digest
from newstemma.params.fetch import SAME_PAGE, SKETCH, SKETCHED_WORDS, VERSION_RUN

__all__ = ["PAGE", "Outcome", "sketch_of"]

PAGE = "page"
"""The reason of an outcome that is a page."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a link.

    Attributes:
        link: the link as it was asked for (cleaned).
        reason: ``page``, or why there is none (a key of ``reasons.ADVICE``).
        detail: what was found and what to do; empty for a page.
        status: the HTTP status of the last reply, if any.
        final: the address at the end of the redirects.
        page: what all links to the same page share.
        when: when it was settled, ISO 8601 in UTC.
        text_sha: the digest of the page's running text, which tells a changed page.
        etag: the reply's ETag, for asking again.
        modified: the reply's Last-Modified.
        sketch: the least digests of the running text's word runs, by which two pages are compared.
    """

    link: str
    reason: str
    detail: str
    status: int | None
    final: str
    page: str
    when: str
    text_sha: str | None = None
    etag: str | None = None
    modified: str | None = None
    sketch: str | None = None

    @property
    def good(self) -> bool:
        """Whether the link gave a page, or led to one that another link gave."""
        return self.reason in {PAGE, "same-page"}

    def like(self, other: Outcome) -> bool:
        """Whether two pages can be one: their texts share something, as far as it is known."""
        mine, theirs = (set((o.sketch or "").split()) for o in (self, other))
        if not mine or not theirs:
            return True
        least = sorted(mine | theirs)[
            : max(len(mine), len(theirs))
        ]  # bottom-k sketches: Cohen and Kaplan 2007
        return sum(m in mine and m in theirs for m in least) >= SAME_PAGE * len(least)

    def as_json(self) -> bytes:
        """The outcome as the WARC keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")

    @classmethod
    def from_json(cls, data: bytes) -> Outcome | None:
        """The outcome that ``as_json`` wrote; None for anything else."""
        try:
            loaded: Any = json.loads(data)
            return cls(**loaded)
        except (ValueError, TypeError):
            return None


def sketch_of(text: str) -> str:
    """The least digests of a text's runs of words; two texts share about as many as they share runs."""
    words = re.findall(r"\w", text) if " " not in text.strip() else text.casefold().split()
    words = words[:SKETCHED_WORDS]
    runs = {tuple(words[i : i + VERSION_RUN]) for i in range(max(1, len(words) - VERSION_RUN + 1))}
    return " ".join(sorted(digest(*run)[:8] for run in runs)[:SKETCH])
