"""Where a row is shown: on one page, or on pages of its own."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Links"]


class Links(Protocol):
    """Addresses of rows; None where a row is not shown."""

    def href(self, key: str, article_id: str | None = None) -> str | None:
        """An id inside an article (a passage, a credit, a mention)."""

    def statement(self, statement_id: str | None) -> str | None:
        """A statement's words in its article."""

    def card(self, utterance_id: str | None) -> str | None:
        """An utterance with its stemma."""

    def article(self, article_id: str | None) -> str | None:
        """An article."""

    def speaker(self, speaker_id: str | None) -> str | None:
        """A speaker with everything said."""

    def section(self, name: str) -> str:
        """What stands in a section of the report: ``retold``, ``said``, ``voices``, …"""
