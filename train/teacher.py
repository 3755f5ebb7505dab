"""The teacher: the MiniLM encoder under the same cue layer and per-cue head as the light model."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from newstemma.attribute.tagger.words import SHAPES
from train import minilm
from train.batches import Batch
from train.modules import STATES, Sizes, Tagging

LONGEST = 510  # sub-words a window; the encoder has positions for 512
PIECES = 4  # sub-words read of one word


class MiniLMEncoder(nn.Module):
    """MiniLM over the sub-words of a window, averaged per word.

    A separator stands before each line; shape and quotation state are added to the input
    embeddings and start at zero, so that training begins from the pretrained encoder.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.bert = minilm.encoder()
        self.separator = minilm.vocabulary().index("[SEP]")
        self.width = self.bert.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, self.width)
        self.states = nn.Embedding(STATES, self.width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.states.weight)
        self.word_drop = sizes.word_drop / 2

    def forward(self, batch: Batch) -> Tensor:
        ids, owner = self.sub_words(batch)
        mask = ids > 0
        if self.training:
            lost = (torch.rand(ids.shape) < self.word_drop) & (owner >= 0)
            ids = torch.where(lost, 103, ids)  # [MASK], which the encoder was trained with
        at = owner.clamp(min=0)
        inputs = self.bert.embeddings.word_embeddings(ids)
        extra = self.shapes(batch.shapes.gather(1, at)) + self.states(batch.states.gather(1, at))
        inputs = inputs + extra * (owner >= 0).unsqueeze(-1)
        hidden = self.bert(inputs_embeds=inputs, attention_mask=mask.long()).last_hidden_state
        words = hidden.new_zeros(*batch.mask.shape, self.width)
        counts = hidden.new_zeros(*batch.mask.shape, 1)
        own = (owner >= 0).unsqueeze(-1).to(hidden.dtype)
        words = words.scatter_add(1, at.unsqueeze(-1).expand_as(hidden), hidden * own)
        return words / counts.scatter_add(1, at.unsqueeze(-1), own).clamp(min=1)

    def sub_words(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Padded sub-word ids and the word each belongs to (-1 for separators and padding)."""
        edges = [*batch.offsets.tolist(), len(batch.pieces)]
        pieces = batch.pieces.tolist()
        rows: list[tuple[list[int], list[int]]] = []
        word = 0
        for shapes, length in zip(batch.shapes.tolist(), batch.mask.sum(1).tolist(), strict=True):
            ids, owner = [], []
            for at in range(length):
                if shapes[at] >= SHAPES // 2:
                    ids.append(self.separator)
                    owner.append(-1)
                own = pieces[edges[word] : min(edges[word + 1], edges[word] + PIECES)]
                ids.extend(own)
                owner.extend([at] * len(own))
                word += 1
            rows.append((ids[:LONGEST], owner[:LONGEST]))
        longest = max(len(ids) for ids, _ in rows)
        padded = [[*ids, *[0] * (longest - len(ids))] for ids, _ in rows]
        owners = [[*owner, *[-1] * (longest - len(owner))] for _, owner in rows]
        return torch.tensor(padded), torch.tensor(owners)


def teacher(sizes: Sizes) -> Tagging:
    """A fresh teacher."""
    return Tagging(MiniLMEncoder(sizes), sizes)
