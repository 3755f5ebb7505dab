"""Narrow a trained light model: the LSTM units that matter least go, and the rest make up for them.

Structured optimal brain surgeon (Hassibi and Stork 1993), as for linear layers: with M the second moments of
a layer's outputs, the weights that read them change least if unit j goes whose ``|w_j|^2 / (M^-1)_jj`` is the
smallest, and if each unit that goes is replaced by its least-squares estimate from those that stay.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from newstemma.attribute.tagger.pieces import WordPieces
from train.batches import Batch, batches, make_batch
from train.corpus import Window
from train.fit import cue_set
from train.modules import Sizes, Tagging, TurnedLSTM

RIDGE = 1e-3  # of the mean second moment, added to each
SAMPLE = 300  # windows whose outputs are measured


def units_left(moments: Tensor, readers: Tensor, width: int) -> list[int]:
    """The units of a bidirectional layer that stay, ``width`` of each direction.

    Args:
        moments: second moments of the outputs, a constant 1 last, [2 x hidden + 1] squared.
        readers: the weights that read the outputs, [readers, 2 x hidden].
        width: units to keep in a direction.
    """
    inverse = torch.linalg.inv(ridged(moments))
    weights = torch.cat([readers.double(), torch.zeros(len(readers), 1).double()], 1)
    hidden = len(moments) // 2
    sides = [list(range(hidden)), list(range(hidden, 2 * hidden))]
    while len(sides[0]) > width:
        for side in sides:
            cost = (weights.square().sum(0) / inverse.diagonal().clamp(min=1e-12)).tolist()
            unit = min(side, key=cost.__getitem__)
            row = inverse[unit] / inverse[unit, unit]
            weights = weights - weights[:, unit : unit + 1] * row
            inverse = inverse - torch.outer(inverse[:, unit], row)
            side.remove(unit)
    return sides[0] + sides[1]


def ridged(moments: Tensor) -> Tensor:
    """The moments with a little more on the diagonal, so that they can be inverted."""
    return moments + RIDGE * moments.diagonal().mean() * torch.eye(len(moments), dtype=moments.dtype)


def second_moments(rows: Tensor) -> Tensor:
    """Mean outer product of the rows, a 1 appended to each."""
    own = torch.cat([rows, torch.ones(len(rows), 1)], 1).double()
    return own.T @ own / len(own)


def reading(weights: Tensor, moments: Tensor, left: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Weights that read the units left in place of all, and what is added to the bias."""
    keep = [*left, len(moments) - 1]
    estimate = torch.linalg.solve(ridged(moments[keep][:, keep]), moments[keep])[:, :-1].float()
    new = weights @ estimate.T
    return new[:, :-1], new[:, -1]


def narrower(layer: TurnedLSTM, left: list[int], moments: Tensor) -> TurnedLSTM:
    """A layer with some of its units; the inputs stay."""
    hidden = layer.ahead.hidden_size
    width = len(left) // 2
    new = TurnedLSTM(layer.ahead.input_size, width)
    parts = ((layer.ahead, new.ahead, left[:width], 0), (layer.back, new.back, left[width:], hidden))
    for old, side, units, first in parts:
        own = [*range(first, first + hidden), 2 * hidden]
        rows = torch.tensor([gate * hidden + unit - first for gate in range(4) for unit in units])
        recurrent, shift = reading(old.weight_hh_l0, moments[own][:, own], [unit - first for unit in units])
        side.weight_hh_l0.copy_(recurrent[rows])
        side.bias_hh_l0.copy_((old.bias_hh_l0 + shift)[rows])
        side.weight_ih_l0.copy_(old.weight_ih_l0[rows])
        side.bias_ih_l0.copy_(old.bias_ih_l0[rows])
    return new


def reads_less(layer: nn.Linear, moments: Tensor, left: Sequence[int]) -> nn.Linear:
    """A linear layer that reads the units left."""
    weight, shift = reading(layer.weight, moments, left)
    new = nn.Linear(weight.shape[1], len(weight), bias=layer.bias is not None)
    new.weight.copy_(weight)
    if layer.bias is not None:
        new.bias.copy_(layer.bias + shift)
    return new


def inputs_less(layer: TurnedLSTM, moments: Tensor, left: Sequence[int]) -> TurnedLSTM:
    """A recurrent layer that reads the units left."""
    new = TurnedLSTM(len(left), layer.ahead.hidden_size)
    for old, side in ((layer.ahead, new.ahead), (layer.back, new.back)):
        weight, shift = reading(old.weight_ih_l0, moments, left)
        side.weight_ih_l0.copy_(weight)
        side.bias_ih_l0.copy_(old.bias_ih_l0 + shift)
        side.weight_hh_l0.copy_(old.weight_hh_l0)
        side.bias_hh_l0.copy_(old.bias_hh_l0)
    return new


def recurrences(layer: TurnedLSTM) -> Tensor:
    """What the layer's own recurrences read, [8 x hidden, 2 x hidden]."""
    return torch.block_diag(layer.ahead.weight_hh_l0, layer.back.weight_hh_l0)


@torch.no_grad()
def outputs(model: Tagging, windows: Sequence[Window], split: WordPieces) -> list[Tensor]:
    """The outputs of each recurrent layer on some windows, the head's last, as rows."""
    layers = [*model.encoder.layers, model.lstm]
    seen: list[list[Tensor]] = [[] for _ in layers]
    hooks = [
        layer.register_forward_hook(lambda _m, _i, y, own=own: own.append(y))
        for layer, own in zip(layers, seen, strict=True)
    ]
    found: list[list[Tensor]] = [[] for _ in layers]
    for group in batches(windows, 3072, None):
        batch: Batch = make_batch(group, split)
        for own in seen:
            own.clear()
        states, _ = model.eval()(batch)
        cues, gold = cue_set(batch, [])
        if gold:
            model.heads(states, batch, cues)
        for own, rows in zip(seen[:-1], found[:-1], strict=True):
            rows.extend(y[batch.mask] for y in own)
        found[-1].extend(y.reshape(-1, y.shape[-1]) for y in seen[-1])
    for hook in hooks:
        hook.remove()
    return [torch.cat(rows) for rows in found]


@torch.no_grad()
def narrow(model: Tagging, windows: Sequence[Window], split: WordPieces, sizes: Sizes) -> Tagging:
    """A model of the narrower ``sizes`` that does nearly what ``model`` does on ``windows``."""
    step = max(1, len(windows) // SAMPLE)
    first, second, last = (second_moments(rows) for rows in outputs(model, windows[::step], split))
    new = copy.deepcopy(model)
    low, high = new.encoder.layers
    left = units_left(first, torch.cat([recurrences(low), *inputs(high)]), sizes.hidden)
    low, high = narrower(low, left, first), inputs_less(high, first, left)
    readers = [5 * new.cue.weight, new.word.weight, new.anchor.weight, recurrences(high)]
    left = units_left(second, torch.cat(readers), sizes.hidden)
    new.encoder.layers = nn.ModuleList([low, narrower(high, left, second)])
    new.cue, new.word = reads_less(new.cue, second, left), reads_less(new.word, second, left)
    # The anchor has no bias, and needs none: what shifts it shifts the word as well.
    new.word.bias.add_(reading(new.anchor.weight, second, left)[1])
    new.anchor = reads_less(new.anchor, second, left)
    mean, peak = new.valid.weight.chunk(2, 1)
    left = units_left(last, torch.cat([new.roles.weight, mean, recurrences(new.lstm)]), sizes.head_hidden)
    new.lstm = narrower(new.lstm, left, last)
    new.roles = reads_less(new.roles, last, left)
    weight, shift = reading(mean, last, left)
    new.valid = nn.Linear(4 * sizes.head_hidden, 1)
    new.valid.weight.copy_(torch.cat([weight, peak[:, left]], 1))
    new.valid.bias.copy_(model.valid.bias + shift)
    new.encoder.width, new.encoder.word_drop = 2 * sizes.hidden, sizes.word_drop
    new.encoder.drop, new.drop = nn.Dropout(sizes.dropout), nn.Dropout(sizes.dropout)
    return new


def inputs(layer: TurnedLSTM) -> tuple[Tensor, Tensor]:
    """The weights by which a layer reads its input."""
    return layer.ahead.weight_ih_l0, layer.back.weight_ih_l0
