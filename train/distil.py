"""Distillation: several teachers' averaged probabilities become the labels of a small student."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from newstemma.attribute.tagger.decode import cue_spans
from newstemma.attribute.tagger.pieces import WordPieces
from train.batches import Batch, batches, make_batch
from train.corpus import Cue, Soft, SoftCue, Window
from train.fit import CUE_WEIGHT, VALID_WEIGHT, region
from train.modules import CueSet, Tagging

TEACHER_SHARE = 0.6  # of the label, on annotated text; the rest is gold
TRIED, TRIED_PEAK = 0.1, 0.2  # cue probabilities from which a span is shown to the student
Row = tuple[int, int, int, int, int]


def save(windows: Sequence[Window], path: Path) -> None:
    """Keep labelled windows."""
    path.write_bytes(pickle.dumps(list(windows), protocol=pickle.HIGHEST_PROTOCOL))


def load(path: Path) -> list[Window]:
    """Windows that ``save`` kept; only ever our own file."""
    found: list[Window] = pickle.loads(path.read_bytes())
    return found


@torch.no_grad()
def label(
    models: Sequence[Tagging], windows: Sequence[Window], split: WordPieces, words: int = 6144
) -> list[Window]:
    """The windows with the averaged view of the models, mixed with gold where there is any."""
    found = []
    for number, group in enumerate(batches(windows, words, None)):
        batch = make_batch(group, split)
        outputs = [model.eval()(batch) for model in models]
        tags = torch.stack([logits.softmax(-1) for _, logits in outputs]).mean(0).numpy()
        rows = tried(batch, tags)
        marks = average_roles(models, [states for states, _ in outputs], batch, rows)
        found.extend(softened(batch, tags, rows, marks))
        if number % 50 == 0:
            print(f"labelled {len(found)} of {len(windows)}", flush=True)
    return found


def tried(batch: Batch, tags: NDArray[np.float32]) -> list[Row]:
    """Gold cues, and spans the teachers take for cues that touch none: row, cue, region."""
    rows: list[Row] = []
    for row, w in enumerate(batch.windows):
        rows.extend((row, c.start, c.end, c.low, c.high) for c in w.cues)
        for start, end, _ in cue_spans(tags[row, : len(w)], TRIED, TRIED_PEAK):
            if not w.tags[start:end].any():
                rows.append((row, start, end, *region(w, start, end)))
    return rows


def average_roles(
    models: Sequence[Tagging], states: Sequence[Tensor], batch: Batch, rows: Sequence[Row]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean role probabilities [C, R, 2] and validity probabilities [C]."""
    if not rows:
        return np.zeros((0, 0, 2), np.float32), np.zeros(0, np.float32)
    cues = CueSet(*torch.tensor(rows).unbind(1))
    outputs = [m.heads(s, batch, cues) for m, s in zip(models, states, strict=True)]
    roles = torch.stack([o[0].sigmoid() for o in outputs]).mean(0)
    valid = torch.stack([o[1].sigmoid() for o in outputs]).mean(0)
    return roles.numpy(), valid.numpy()


def softened(
    batch: Batch,
    tags: NDArray[np.float32],
    rows: Sequence[Row],
    marks: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> list[Window]:
    """The batch's windows with soft labels."""
    cues: list[list[SoftCue]] = [[] for _ in batch.windows]
    for (row, *place), roles, valid in zip(rows, *marks, strict=True):
        w = batch.windows[row]
        gold = next((c for c in w.cues if (c.start, c.end) == tuple(place[:2])), None)
        cues[row].append(soft_cue(place, roles, float(valid), gold, annotated=bool(w.article)))
    found = []
    for row, w in enumerate(batch.windows):
        own = tags[row, : len(w)].copy()
        if w.article:
            own = TEACHER_SHARE * own + (1 - TEACHER_SHARE) * np.eye(3, dtype=np.float32)[w.tags]
        found.append(replace(w, soft=Soft(own.astype(np.float32), tuple(cues[row]))))
    return found


def soft_cue(
    place: Sequence[int],
    roles: NDArray[np.float32],
    valid: float,
    gold: Cue | None,
    *,
    annotated: bool,
) -> SoftCue:
    """One cue's labels: the teachers' alone, or mixed with gold on annotated text."""
    start, end, low, high = place
    source, content = roles[: high - low, 0].copy(), roles[: high - low, 1].copy()
    share = TEACHER_SHARE if annotated else 1.0
    if gold is not None:
        source = share * source + (1 - share) * gold.source
        content = share * content + (1 - share) * gold.content
    right = share * valid + (1 - share) * (gold is not None)
    weight = 1.0 if gold is not None else right
    return SoftCue(start, end, low, high, source, content, right, weight)


def soft_loss(model: Tagging, batch: Batch, role_weight: float = 1.0) -> Tensor:
    """Loss of one batch of windows with soft labels."""
    states, logits = model(batch)
    tags = torch.zeros_like(logits)
    rows, cues = [], []
    for row, w in enumerate(batch.windows):
        assert w.soft is not None
        tags[row, : len(w)] = torch.from_numpy(w.soft.tags)
        cues.extend(w.soft.cues)
        rows.extend((row, c.start, c.end, c.low, c.high) for c in w.soft.cues)
    each = -(tags * logits.log_softmax(-1)).sum(-1)
    loss = CUE_WEIGHT * each[batch.mask].mean()
    if not rows:
        return loss
    roles, valid, mask = model.heads(states, batch, CueSet(*torch.tensor(rows).unbind(1)))
    right = torch.tensor([c.valid for c in cues])
    loss = loss + VALID_WEIGHT * nn.functional.binary_cross_entropy_with_logits(valid, right)
    labels = np.zeros((*roles.shape,), np.float32)
    for number, cue in enumerate(cues):
        labels[number, : cue.high - cue.low, 0] = cue.source
        labels[number, : cue.high - cue.low, 1] = cue.content
    errors = nn.functional.binary_cross_entropy_with_logits(
        roles, torch.from_numpy(labels), reduction="none"
    ).mean(-1)
    weights = torch.tensor([c.weight for c in cues])[:, None] * mask
    return loss + role_weight * (errors * weights).sum() / weights.sum().clamp(min=1)
