"""The networks: a light BiLSTM tagger, a MiniLM teacher, and the per-cue head that both use."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from newstemma.attribute.tagger.words import SHAPES
from train.batches import Batch

STATES = 4
CHUNK = 48  # cues marked together, sorted by region length so that little is padding
BUCKETS = 33  # signed logarithmic distances from the cue


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the light model."""

    embedding: int = 96
    hidden: int = 160
    layers: int = 2
    head: int = 96
    head_hidden: int = 64
    dropout: float = 0.3
    word_drop: float = 0.08


class TurnedLSTM(nn.Module):
    """A bidirectional LSTM whose backward direction starts at each sequence's own end."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.ahead = nn.LSTM(inputs, hidden, batch_first=True)
        self.back = nn.LSTM(inputs, hidden, batch_first=True)

    def forward(self, x: Tensor, reverse: Tensor) -> Tensor:
        index = reverse.unsqueeze(-1)
        ahead, _ = self.ahead(x)
        back, _ = self.back(x.gather(1, index.expand_as(x)))
        return torch.cat([ahead, back.gather(1, index.expand_as(back))], -1)


class LightEncoder(nn.Module):
    """Word vectors (mean of WordPiece embeddings, shape, quotation state) through a BiLSTM."""

    def __init__(self, sizes: Sizes, pieces: Tensor, unknown: int) -> None:
        super().__init__()
        self.unknown, self.word_drop = unknown, sizes.word_drop
        self.pieces = nn.EmbeddingBag.from_pretrained(pieces, freeze=False, mode="mean")
        self.shapes = nn.Embedding(SHAPES, 8)
        self.states = nn.Embedding(STATES, 8)
        widths = [sizes.embedding + 16] + [2 * sizes.hidden] * (sizes.layers - 1)
        self.layers = nn.ModuleList(TurnedLSTM(width, sizes.hidden) for width in widths)
        self.drop = nn.Dropout(sizes.dropout)
        self.width = 2 * sizes.hidden

    def forward(self, batch: Batch) -> Tensor:
        vectors = self.pieces(batch.pieces, batch.offsets)
        if self.training and self.word_drop:
            lost = torch.rand(len(vectors), 1) < self.word_drop
            vectors = torch.where(lost, self.pieces.weight[self.unknown], vectors)
        words = vectors.new_zeros(*batch.mask.shape, vectors.shape[-1])
        words[batch.mask] = vectors
        x = torch.cat([words, self.shapes(batch.shapes), self.states(batch.states)], -1)
        for layer in self.layers:
            x = layer(self.drop(x), batch.reverse)
        return self.drop(x)


@dataclass(frozen=True, slots=True)
class CueSet:
    """Cues of a batch: window row, cue words and region, all window-relative."""

    rows: Tensor
    starts: Tensor
    ends: Tensor
    lows: Tensor
    highs: Tensor

    def take(self, which: Tensor) -> CueSet:
        """Some of the cues."""
        columns = (self.rows, self.starts, self.ends, self.lows, self.highs)
        return CueSet(*(column[which] for column in columns))


def padding(tensor: Tensor, width: int) -> tuple[int, ...]:
    """What to append to axis 1 to make it ``width`` long."""
    return (*(0, 0) * (tensor.dim() - 2), 0, width - tensor.shape[1])


def distance_buckets(offsets: Tensor) -> Tensor:
    """0-32: sign and rounded 3 x log2(1 + distance), 16 for the cue itself."""
    size = torch.round(3 * torch.log2(1 + offsets.abs().float())).clamp(max=16)
    return (16 + offsets.sign() * size).long()


class Tagging(nn.Module):
    """Cue labels for each word, and source/content logits for each cue's region."""

    def __init__(self, encoder: nn.Module, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = encoder
        self.cue = nn.Linear(encoder.width, 3)
        self.word = nn.Linear(encoder.width, sizes.head)
        self.anchor = nn.Linear(encoder.width, sizes.head, bias=False)
        self.distance = nn.Embedding(BUCKETS, sizes.head)
        self.inside = nn.Embedding(2, sizes.head)
        self.state = nn.Embedding(STATES, sizes.head)
        self.lstm = TurnedLSTM(sizes.head, sizes.head_hidden)
        self.roles = nn.Linear(2 * sizes.head_hidden, 2)
        self.valid = nn.Linear(4 * sizes.head_hidden, 1)
        self.drop = nn.Dropout(sizes.dropout)
        for table in (self.distance, self.inside, self.state):
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Word states and cue logits."""
        states = self.encoder(batch)
        return states, self.cue(states)

    def heads(self, states: Tensor, batch: Batch, cues: CueSet) -> tuple[Tensor, Tensor, Tensor]:
        """Role logits [C, R, 2], validity logits [C] and the region mask [C, R]."""
        vectors = self.word(states), self.anchor(states)
        lengths = cues.highs - cues.lows
        longest = int(lengths.max())
        order = torch.argsort(lengths, stable=True)
        parts = [self._chunk(vectors, batch, cues.take(part)) for part in order.split(CHUNK)]
        back = torch.argsort(order)
        roles, masks = (
            torch.cat([nn.functional.pad(x, padding(x, longest)) for x in tensors])[back]
            for tensors in ([part[0] for part in parts], [part[2] for part in parts])
        )
        return roles, torch.cat([part[1] for part in parts])[back], masks

    def _chunk(
        self, vectors: tuple[Tensor, Tensor], batch: Batch, cues: CueSet
    ) -> tuple[Tensor, Tensor, Tensor]:
        reach = torch.arange(int((cues.highs - cues.lows).max()))
        at = cues.lows[:, None] + reach
        mask = at < cues.highs[:, None]
        at = torch.where(mask, at, cues.lows[:, None])
        rows = cues.rows[:, None]
        inside = (at >= cues.starts[:, None]) & (at < cues.ends[:, None]) & mask
        away = torch.where(
            at < cues.starts[:, None],
            at - cues.starts[:, None],
            (at - cues.ends[:, None] + 1).clamp(min=0),
        )
        word, anchor = vectors
        share = inside.float() / inside.sum(1, keepdim=True).clamp(min=1)
        middle = (anchor[rows, at] * share.unsqueeze(-1)).sum(1, keepdim=True)
        x = word[rows, at] + middle + self.distance(distance_buckets(away))
        x = x + self.inside(inside.long()) + self.state(batch.states[rows, at])
        lengths = (cues.highs - cues.lows)[:, None]
        reverse = torch.where(mask, lengths - 1 - reach, reach.expand(len(lengths), -1))
        y = self.lstm(self.drop(nn.functional.gelu(x)), reverse)
        y = self.drop(y)
        mean = (y * share.unsqueeze(-1)).sum(1)
        peak = y.masked_fill(~mask.unsqueeze(-1), -2.0).amax(1)
        return self.roles(y), self.valid(torch.cat([mean, peak], -1)).squeeze(-1), mask
