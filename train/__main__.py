"""From corpus to shipped weights in one command, seeded and resumable.

    python -m train --data ../shared/data --out train/runs/NAME [--stages light,teacher,...]

Stages, each of which starts from the files of the ones before it:

1. ``light``    the small BiLSTM tagger on the annotated articles
2. ``teacher``  the MiniLM encoder under the same head, on the same articles
3. ``label``    both models' averaged probabilities for the annotated and the unlabelled articles
4. ``distil``   the small tagger once more, from its own weights, on those probabilities
5. ``export``   decoding and confidence tuned on held-out train articles; int8 files for the package
6. ``card``     figures of the shipped files on dev, by publisher, for the model card

Each training stage logs to ``log.jsonl`` and keeps a checkpoint per epoch in its folder; started
again, it goes on from the last one.  Figures are comparable only on one kind of processor.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from newstemma.attribute.tagger.windows import windows
from newstemma.attribute.tagger.words import read
from train import corpus, distil, export, fit, minilm, tune
from train.modules import LightEncoder, Sizes, Tagging
from train.network import TorchNetwork, unlabelled
from train.teacher import teacher

LIGHT = fit.Plan(epochs=14)
TEACHER = fit.Plan(epochs=3, words=3072, rate=1.5e-4, head_rate=1e-3, average=0.995, seed=2)
STUDENT = fit.Plan(epochs=4, rate=1.5e-3, head_rate=1.5e-3, seed=3)
TEACHER_SIZES = Sizes(dropout=0.15)
UNLABELLED = "news_unlabelled/stories_2014.jsonl"
WEIGHTS = Path(__file__).resolve().parent.parent / "src" / "newstemma" / "attribute" / "weights"


@dataclass(frozen=True, slots=True)
class Job:
    """Where things are."""

    data: Path
    out: Path
    weights: Path

    def articles(self, part: str) -> list[dict[str, Any]]:
        """The learn, tune or dev articles."""
        if part == "dev":
            return corpus.read_jsonl(self.data / "attribution_en" / "dev.jsonl")
        learn, kept = corpus.split(corpus.read_jsonl(self.data / "attribution_en" / "train.jsonl"))
        return learn if part == "learn" else kept

    def windows(self) -> list[corpus.Window]:
        """Annotated training windows."""
        return [w for article in self.articles("learn") for w in corpus.labelled(article)]


def fresh_light() -> Tagging:
    """A small tagger before training."""
    words = minilm.vocabulary()
    torch.manual_seed(LIGHT.seed)
    pieces = minilm.reduced_embeddings(Sizes().embedding)
    return Tagging(LightEncoder(Sizes(), pieces, words.index("[UNK]")), Sizes())


def fresh_teacher() -> Tagging:
    """A teacher before training."""
    torch.manual_seed(TEACHER.seed)
    return teacher(TEACHER_SIZES)


def trained(model: Tagging, folder: Path) -> Tagging:
    """A model with the averaged weights of its last checkpoint."""
    model.load_state_dict(torch.load(folder / "last.pt", weights_only=True)["average"])
    return model.eval()


def light(job: Job) -> None:
    """Stage 1."""
    fit.train(fresh_light(), job.windows(), minilm.splitter(), LIGHT, job.out / "light")


def teach(job: Job) -> None:
    """Stage 2."""
    fit.train(fresh_teacher(), job.windows(), minilm.splitter(), TEACHER, job.out / "teacher")


def label(job: Job) -> None:
    """Stage 3."""
    models = [trained(fresh_light(), job.out / "light"), trained(fresh_teacher(), job.out / "teacher")]
    split = minilm.splitter()
    found = distil.label(models, job.windows(), split)
    more = []
    for article in corpus.read_jsonl(job.data / UNLABELLED):
        reading = read(article["text"])
        more.extend(unlabelled(reading, windows(reading)))
    distil.save([*found, *distil.label(models, more, split)], job.out / "labels.pkl")


def student(job: Job) -> None:
    """Stage 4."""
    model = trained(fresh_light(), job.out / "light")
    found = distil.load(job.out / "labels.pkl")
    fit.train(model, found, minilm.splitter(), STUDENT, job.out / "student", distil.soft_loss)


def write(job: Job) -> None:
    """Stage 5."""
    folder = job.out / ("student" if (job.out / "student" / "last.pt").exists() else "light")
    model = trained(fresh_light(), folder)
    network = TorchNetwork(model, minilm.splitter())
    decoding, confidence, steps = tune.tune(job.articles("tune"), network)
    print(json.dumps({"from": folder.name, "steps": steps}))
    export.write(model, job.weights, minilm.vocabulary(), (decoding, confidence, ("en",)))


STAGES: dict[str, Callable[[Job], None]] = {
    "light": light,
    "teacher": teach,
    "label": label,
    "distil": student,
    "export": write,
}


def main() -> None:
    """Run the stages asked for, in order."""
    parser = argparse.ArgumentParser(prog="python -m train", description="Train the tagger")
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints, logs and labels")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the package's files go")
    parser.add_argument("--stages", default=",".join(STAGES), help="some of: " + ", ".join(STAGES))
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    job = Job(args.data, args.out, args.weights)
    for name in args.stages.split(","):
        STAGES[name](job)


if __name__ == "__main__":
    main()
