"""The gate that holds figures against floors."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    """The module eval/gate.py."""
    spec = importlib.util.spec_from_file_location("eval_gate", ROOT / "eval/gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_figure_under_its_floor_fails(
    gate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One figure below is enough, and is named; at the floor is good."""
    held = gate.Gate(tmp_path / "floors.json", 0.0)
    assert held.hold({"precision": 80.0, "recall": 60.0}, write=True) == 0
    assert held.hold({"precision": 80.0, "recall": 60.0}) == 0
    assert held.hold({"precision": 79.9, "recall": 99.0}) == 1
    assert "precision is 79.9, under its floor of 80.0" in capsys.readouterr().out


def test_floors_only_rise(gate: ModuleType, tmp_path: Path) -> None:
    """Writing lower figures changes nothing; a new name is added beside the old ones."""
    path = tmp_path / "floors.json"
    held = gate.Gate(path, 0.5)
    held.hold({"precision": 80.0}, write=True)
    held.hold({"precision": 70.0, "recall": 50.0}, write=True)
    assert json.loads(path.read_text())["floors"] == {"precision": 79.5, "recall": 49.5}


def test_other_inputs_are_no_progress(gate: ModuleType, tmp_path: Path) -> None:
    """Once the corpus is another one, even better figures fail until the floors are measured anew."""
    corpus = tmp_path / "corpus"
    corpus.write_text("one")
    held = gate.Gate(tmp_path / "floors.json", 0.0, {"corpus": corpus})
    held.hold({"precision": 80.0}, write=True)
    corpus.write_text("two")
    assert held.hold({"precision": 99.0}) == 1


def test_every_gate_has_a_script() -> None:
    """What eval/run.py names is there."""
    text = (ROOT / "eval/run.py").read_text(encoding="utf-8")
    named = {line.split('["')[1].split('"')[0] for line in text.splitlines() if '": ["' in line}
    assert named
    assert all((ROOT / "eval" / name).is_file() for name in named)
