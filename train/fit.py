"""The training loop: one for the light model and the teacher, on gold labels or a teacher's."""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from newstemma.attribute.tagger.decode import cue_spans
from newstemma.attribute.tagger.pieces import WordPieces
from train.batches import Batch, batches, make_batch
from train.corpus import Cue, Window
from train.modules import CueSet, Tagging

CUE_WEIGHT, VALID_WEIGHT = 5.0, 0.3
CANDIDATE, CANDIDATE_PEAK = 0.1, 0.2  # cue probabilities at which a span is tried as a false cue


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    epochs: int
    words: int = 4608  # padded words a batch
    rate: float = 2e-3
    head_rate: float = 2e-3
    decay: float = 0.01
    warmup: float = 0.06
    average: float = 0.998  # decay of the running mean of the weights
    seed: int = 1


def false_cues(logits: Tensor, batch: Batch) -> list[tuple[int, int, int]]:
    """Spans the model takes for cues that touch no gold cue: (row, start, end)."""
    found = []
    probabilities = logits.detach().float().softmax(-1).numpy()
    for row, window in enumerate(batch.windows):
        spans = cue_spans(probabilities[row, : len(window)], CANDIDATE, CANDIDATE_PEAK)
        for start, end, _ in spans:
            if not window.tags[start:end].any():
                found.append((row, start, end))
    most = sum(len(window.cues) for window in batch.windows) + 8
    keep = torch.randperm(len(found))[:most].tolist()
    return [found[number] for number in keep]


def cue_set(batch: Batch, wrong: Sequence[tuple[int, int, int]]) -> tuple[CueSet, list[Cue]]:
    """Gold cues of the batch, then the wrong ones."""
    gold = [(row, cue) for row, w in enumerate(batch.windows) for cue in w.cues]
    columns = [[row, c.start, c.end, c.low, c.high] for row, c in gold]
    for row, start, end in wrong:
        low, high = region(batch.windows[row], start, end)
        columns.append([row, start, end, low, high])
    table = torch.tensor(columns, dtype=torch.long).reshape(-1, 5)
    return CueSet(*table.unbind(1)), [cue for _, cue in gold]


def region(window: Window, start: int, end: int) -> tuple[int, int]:
    """The region of a cue, clipped to its window."""
    low, high = window.regions.of(window.start + start, window.start + end)
    return max(low, window.start) - window.start, min(high, window.end) - window.start


def role_labels(cues: Sequence[Cue], width: int) -> Tensor:
    """Source and content labels, padded: [C, width, 2]."""
    labels = np.zeros((len(cues), width, 2), np.float32)
    for row, cue in enumerate(cues):
        labels[row, : cue.high - cue.low, 0] = cue.source
        labels[row, : cue.high - cue.low, 1] = cue.content
    return torch.from_numpy(labels)


def gold_loss(model: Tagging, batch: Batch, role_weight: float = 1.0) -> Tensor:
    """Loss of one batch against the annotation."""
    states, logits = model(batch)
    loss = CUE_WEIGHT * nn.functional.cross_entropy(logits.flatten(0, 1), batch.tags.flatten())
    cues, gold = cue_set(batch, false_cues(logits, batch))
    if not len(cues.rows):
        return loss
    roles, valid, mask = model.heads(states, batch, cues)
    right = torch.zeros(len(valid))
    right[: len(gold)] = 1
    loss = loss + VALID_WEIGHT * nn.functional.binary_cross_entropy_with_logits(valid, right)
    if gold:
        each = nn.functional.binary_cross_entropy_with_logits(
            roles[: len(gold)], role_labels(gold, roles.shape[1]), reduction="none"
        )
        loss = loss + role_weight * each[mask[: len(gold)]].mean()
    return loss


class Average:
    """A running mean of a model's weights."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.model = copy.deepcopy(model).eval()
        self._decay, self._steps = decay, 0

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self._steps += 1
        decay = min(self._decay, (1 + self._steps) / (10 + self._steps))
        for mean, value in zip(self.model.parameters(), model.parameters(), strict=True):
            mean.lerp_(value, 1 - decay)


@torch.no_grad()
def soup(models: Sequence[Tagging]) -> Tagging:
    """The mean of several models' weights (Wortsman et al. 2022), for models of one origin."""
    mean = copy.deepcopy(models[0])
    for values in zip(mean.parameters(), *(m.parameters() for m in models), strict=True):
        values[0].copy_(torch.stack(values[1:]).mean(0))
    return mean


def rate_at(progress: float, warmup: float) -> float:
    """Linear warm-up, then a cosine to a twentieth."""
    if progress < warmup:
        return progress / warmup
    return 0.05 + 0.475 * (1 + math.cos(math.pi * (progress - warmup) / (1 - warmup)))


@dataclass
class Log:
    """Writes each epoch's figures as a JSON line and on the screen."""

    path: Path

    def __call__(self, **figures: Any) -> None:
        line = json.dumps(figures)
        print(line, flush=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def train(
    model: Tagging,
    windows: Sequence[Window],
    split: WordPieces,
    plan: Plan,
    folder: Path,
    loss_of: Callable[[Tagging, Batch], Tensor] = gold_loss,
) -> Tagging:
    """Train with checkpoints after each epoch in ``folder``; resumes from the last one."""
    folder.mkdir(parents=True, exist_ok=True)
    log = Log(folder / "log.jsonl")
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": head, "lr": plan.head_rate}],
        weight_decay=plan.decay,
    )
    peaks = (plan.rate, plan.head_rate)
    average = Average(model, plan.average)
    steps = sum(1 for _ in batches(windows, plan.words, None)) * plan.epochs
    checkpoint = folder / "last.pt"
    first = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        average.model.load_state_dict(saved["average"])
        optimiser.load_state_dict(saved["optimiser"])
        first, average._steps = saved["epoch"], saved["steps"]
    else:
        log(plan=asdict(plan), windows=len(windows))
    for epoch in range(first, plan.epochs):
        torch.manual_seed(plan.seed * 1000 + epoch)
        generator = np.random.default_rng([plan.seed, epoch])
        model.train()
        began, total, count = time.monotonic(), 0.0, 0
        for group in batches(windows, plan.words, generator):
            rate = rate_at(min(average._steps / steps, 1), plan.warmup)
            for parameters, peak in zip(optimiser.param_groups, peaks, strict=True):
                parameters["lr"] = peak * rate
            loss = loss_of(model, make_batch(group, split))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            average.update(model)
            total, count = total + loss.detach().item(), count + 1
            if count % 50 == 0:
                print(
                    f"epoch {epoch} step {count} loss {total / count:.4f} {time.monotonic() - began:.0f}s",
                    flush=True,
                )
        log(epoch=epoch, loss=round(total / count, 4), seconds=round(time.monotonic() - began))
        torch.save(
            {
                "model": model.state_dict(),
                "average": average.model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "epoch": epoch + 1,
                "steps": average._steps,
            },
            checkpoint,
        )
    return average.model
