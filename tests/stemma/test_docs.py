"""The worked example of docs/stemma.md."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from newstemma.graph.matrix_tree import marginals


def test_the_worked_example_is_true(root: Path) -> None:
    """The numbers in the document are those that the code gives."""
    inf = -np.inf
    found = marginals(
        np.array([0.0, -2.0, 0.0]), np.array([[inf, 3.0, 1.0], [inf, inf, 1.0], [-1.0, -1.0, inf]])
    )
    text = (root / "docs" / "stemma.md").read_text(encoding="utf-8")
    for k, name in enumerate(("Post", "Echo", "Mail")):
        row = next(line for line in text.splitlines() if line.startswith(f"| {name}'s parent"))
        told = [float(x) for x in re.findall(r"\d(?:\.\d+)?", row)]
        want = [found.root[k], *(found.edges[i, k] for i in range(3) if i != k)]
        assert np.allclose(told, want, atol=6e-4), (name, want)
