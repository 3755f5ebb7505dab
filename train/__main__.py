"""From corpus to shipped weights in one command, seeded and resumable.

    python -m train --data ../shared/data --out train/runs/NAME [--stages light,settle,...]

Stages, each of which starts from the files of the ones before it:

1. ``light``    the small BiLSTM tagger on the annotated articles
2. ``settle``   the same weights further, with half the dropout and smaller batches
3. ``roles``    from the mean of those two, sources and contents counted five times; two runs, averaged
4. ``export``   decoding and confidence tuned on articles that trained nothing; int8 files for the package

Three more, left out by default because they take hours on two cores:

- ``teacher``  the MiniLM encoder under the same head
- ``label``    the models' averaged probabilities for the annotated and the unlabelled articles
- ``distil``   the model of ``roles`` with fewer units (``narrow``), taught by those labels; two runs, each
  with half of the unlabelled articles, averaged

Each training stage logs to ``log.jsonl`` and keeps a checkpoint per epoch in its folder; started
again, it goes on from the last one.  ``docs/attribution.md`` has the figures of each.
"""

from __future__ import annotations

import argparse
import copy
import functools
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from newstemma.attribute.tagger.windows import windows
from newstemma.attribute.tagger.words import read
from train import corpus, distil, export, fit, minilm, tune
from train.modules import LightEncoder, Sizes, Tagging
from train.narrow import narrow
from train.network import TorchNetwork, unlabelled
from train.teacher import teacher

LIGHT = fit.Plan(epochs=14)
SETTLE = fit.Plan(epochs=6, words=3072, rate=1e-3, head_rate=1e-3, warmup=0.02, seed=11)
ROLES = fit.Plan(epochs=3, words=3072, rate=8e-4, head_rate=8e-4, warmup=0.03, seed=31)
ROLE_WEIGHT = 5.0  # the cue loss has the same; at 1 the encoder hears little of the roles
RUNS = 2
TEACHER = fit.Plan(epochs=3, words=3072, rate=1.5e-4, head_rate=1e-3, average=0.995, seed=2)
STUDENT = fit.Plan(epochs=6, words=3072, rate=1e-3, head_rate=1e-3, warmup=0.03, seed=21)
STUDENTS = 2  # each sees all annotated and its share of the unlabelled articles
LIGHT_SIZES = Sizes()
SETTLE_SIZES = Sizes(dropout=0.15, word_drop=0.05)
ROLES_SIZES = Sizes(dropout=0.2)
TEACHER_SIZES = Sizes(dropout=0.15)
STUDENT_SIZES = Sizes(hidden=112, head_hidden=48, dropout=0.15, word_drop=0.05)
UNLABELLED = "news_unlabelled/stories_2014.jsonl"
WEIGHTS = Path(__file__).resolve().parent.parent / "src" / "newstemma" / "attribute" / "weights"


@dataclass(frozen=True, slots=True)
class Job:
    """Where things are."""

    data: Path
    out: Path
    weights: Path

    def articles(self, part: str) -> list[dict[str, Any]]:
        """The articles to learn from, or those to tune on: train articles kept out, and half of dev.

        42 articles are too few to choose a threshold by, so every other dev article helps; the
        rest of dev sets no constant.
        """
        annotated = self.data / "attribution_en"
        learn, kept = corpus.split(corpus.read_jsonl(annotated / "train.jsonl"))
        return learn if part == "learn" else [*kept, *corpus.read_jsonl(annotated / "dev.jsonl")[::2]]

    def windows(self) -> list[corpus.Window]:
        """Annotated training windows."""
        return [w for article in self.articles("learn") for w in corpus.labelled(article)]


def fresh_light(sizes: Sizes, seed: int) -> Tagging:
    """A small tagger before training."""
    torch.manual_seed(seed)
    pieces = minilm.reduced_embeddings(sizes.embedding)
    return Tagging(LightEncoder(sizes, pieces, minilm.vocabulary().index("[UNK]")), sizes)


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
    model = fresh_light(LIGHT_SIZES, LIGHT.seed)
    fit.train(model, job.windows(), minilm.splitter(), LIGHT, job.out / "light")


def settle(job: Job) -> None:
    """Stage 2."""
    model = trained(fresh_light(SETTLE_SIZES, SETTLE.seed), job.out / "light")
    fit.train(model, job.windows(), minilm.splitter(), SETTLE, job.out / "settle")


def roles(job: Job) -> None:
    """Stage 3."""
    begun = [trained(fresh_light(ROLES_SIZES, 0), job.out / name) for name in ("light", "settle")]
    loss = functools.partial(fit.gold_loss, role_weight=ROLE_WEIGHT)
    models = []
    for number in range(RUNS):
        plan = replace(ROLES, seed=ROLES.seed + number)
        folder = job.out / f"roles{number}"
        model = fit.soup(begun)
        models.append(fit.train(model, job.windows(), minilm.splitter(), plan, folder, loss))
    keep(fit.soup(models), job.out / "roles")


def keep(model: Tagging, folder: Path) -> None:
    """Store a mean of models where a stage would store its own."""
    folder.mkdir(exist_ok=True)
    torch.save({"average": model.state_dict()}, folder / "last.pt")


def teach(job: Job) -> None:
    """The teacher."""
    fit.train(fresh_teacher(), job.windows(), minilm.splitter(), TEACHER, job.out / "teacher")


def ensemble(job: Job) -> list[Tagging]:
    """The models that label: those of the stages that were run."""
    made = {"roles": lambda: fresh_light(ROLES_SIZES, 0), "teacher": fresh_teacher}
    return [
        trained(make(), job.out / name)
        for name, make in made.items()
        if (job.out / name / "last.pt").exists()
    ]


def label(job: Job) -> None:
    """The ensemble's view of all articles."""
    models, split = ensemble(job), minilm.splitter()
    distil.save(distil.label(models, job.windows(), split), job.out / "annotated.pkl")
    articles = corpus.read_jsonl(job.data / UNLABELLED)
    for number in range(STUDENTS):
        more = []
        for article in articles[number::STUDENTS]:
            reading = read(article["text"])
            more.extend(unlabelled(reading, windows(reading)))
        distil.save(distil.label(models, more, split), job.out / f"unlabelled{number}.pkl")


def student(job: Job) -> None:
    """Students of those labels."""
    annotated = distil.load(job.out / "annotated.pkl")
    begun = trained(fresh_light(ROLES_SIZES, 0), job.out / "roles")
    begun = narrow(begun, job.windows(), minilm.splitter(), STUDENT_SIZES)
    loss = functools.partial(distil.soft_loss, role_weight=ROLE_WEIGHT)
    models = []
    for number in range(STUDENTS):
        found = [*annotated, *distil.load(job.out / f"unlabelled{number}.pkl")]
        plan = replace(STUDENT, seed=STUDENT.seed + number)
        model, folder = copy.deepcopy(begun), job.out / f"student{number}"
        models.append(fit.train(model, found, minilm.splitter(), plan, folder, loss))
    keep(fit.soup(models), job.out / "student")


def write(job: Job) -> None:
    """Stage 4, from the furthest stage that was run."""
    names = [n for n in ("student", "roles", "settle", "light") if (job.out / n / "last.pt").exists()]
    sizes = STUDENT_SIZES if names[0] == "student" else SETTLE_SIZES
    model = trained(fresh_light(sizes, 0), job.out / names[0])
    network = TorchNetwork(model, minilm.splitter())
    decoding, confidence, steps = tune.tune(job.articles("tune"), network)
    print(json.dumps({"from": names[0], "steps": steps}))
    export.write(model, job.weights, minilm.vocabulary(), (decoding, confidence, ("en",)))


STAGES: dict[str, Callable[[Job], None]] = {
    "light": light,
    "settle": settle,
    "roles": roles,
    "teacher": teach,
    "label": label,
    "distil": student,
    "export": write,
}
USUAL = "light,settle,roles,export"


def main() -> None:
    """Run the stages asked for, in order."""
    parser = argparse.ArgumentParser(prog="python -m train", description="Train the tagger")
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints, logs and labels")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the package's files go")
    parser.add_argument("--stages", default=USUAL, help="some of: " + ", ".join(STAGES))
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    job = Job(args.data, args.out, args.weights)
    for name in args.stages.split(","):
        STAGES[name](job)


if __name__ == "__main__":
    main()
