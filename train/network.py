"""The trained torch model behind the package's own pipeline, to tune and measure it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from newstemma.attribute.tagger.pieces import WordPieces
from newstemma.attribute.tagger.pipeline import Encoded, Span
from newstemma.attribute.tagger.windows import Regions
from newstemma.attribute.tagger.words import Reading
from train.batches import Batch, make_batch
from train.corpus import Window
from train.modules import CueSet, Tagging

Floats = NDArray[np.float32]


def unlabelled(reading: Reading, spans: Sequence[Span], name: str = "") -> list[Window]:
    """Windows without gold labels."""
    regions = Regions(reading)
    return [
        Window(name, reading, regions, start, end, np.zeros(end - start, np.int64), ())
        for start, end in spans
    ]


class TorchNetwork:
    """Implements ``newstemma.attribute.tagger.pipeline.Network``."""

    def __init__(self, model: Tagging, split: WordPieces) -> None:
        self._model, self._split = model.eval(), split

    @torch.no_grad()
    def encode(self, reading: Reading, spans: Sequence[Span]) -> Encoded:
        if not spans:
            none = np.zeros((0, 3), np.float32)
            return Encoded(none, none, none)
        batch = make_batch(unlabelled(reading, spans), self._split)
        states, logits = self._model(batch)
        flat = states[batch.mask].float()
        return Encoded(logits[batch.mask].float().numpy(), flat.numpy(), flat.numpy())

    @torch.no_grad()
    def roles(
        self, encoded: Encoded, reading: Reading, cues: Sequence[Span], regions: Sequence[Span]
    ) -> tuple[list[Floats], Floats]:
        columns = [[0, *cue, *region] for cue, region in zip(cues, regions, strict=True)]
        states = torch.from_numpy(encoded.words)[None]
        quotes = torch.from_numpy(reading.states)[None]
        none = torch.zeros(0)
        batch = Batch((), none, none, none, quotes, none, none, none)
        roles, valid, _ = self._model.heads(states, batch, CueSet(*torch.tensor(columns).unbind(1)))
        found = [roles[n, : hi - lo].numpy() for n, (lo, hi) in enumerate(regions)]
        return found, valid.numpy()
