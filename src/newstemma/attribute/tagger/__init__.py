"""The trained attribution tagger: who said what in a text, with the words that say so.

``Tagger.load()`` reads the shipped weights; ``Tagger.tag(text)`` finds the attributions.  How the
model works and how it was trained and measured: ``weights/MODEL_CARD.md`` and
``docs/attribution.md``.
"""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable

from newstemma.attribute.tagger.network import ShippedNetwork
from newstemma.attribute.tagger.pipeline import Decoding, candidates
from newstemma.attribute.tagger.select import Confidence, Tagged, select
from newstemma.attribute.tagger.words import read

__all__ = ["Tagged", "Tagger"]


class Tagger:
    """Finds attributions in a text; the same text always gets the same answer."""

    def __init__(
        self,
        network: ShippedNetwork,
        decoding: Decoding,
        confidence: Confidence,
        languages: frozenset[str],
    ) -> None:
        self._network = network
        self._decoding = decoding
        self._confidence = confidence
        self.languages = languages

    @classmethod
    def load(cls, folder: Traversable | None = None) -> Tagger:
        """The tagger with the shipped weights, or those of another folder of the same form."""
        if folder is None:
            folder = files("newstemma.attribute").joinpath("weights")
        settings = json.loads(folder.joinpath("settings.json").read_text(encoding="utf-8"))
        confidence = settings["confidence"]
        return cls(
            ShippedNetwork(folder),
            Decoding(**settings["decoding"]),
            Confidence(confidence["intercept"], tuple(confidence["weights"]), confidence["threshold"]),
            frozenset(settings["languages"]),
        )

    def tag(self, text: str) -> list[Tagged]:
        """The attributions of ``text`` in the order of their cues.

        Spans are half-open character offsets into ``text``.  Any text will do: the empty one, one
        endless line, nothing but quotation marks.
        """
        reading = read(text)
        return select(reading, candidates(reading, self._network, self._decoding), self._confidence)
