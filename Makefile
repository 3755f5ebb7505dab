# The checks of the project; `make` lists them.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help setup example check lint types test eval bench clean

help:
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(BIN)/newstemma: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[test]'
	touch $@

setup: $(BIN)/newstemma ## make a virtual environment with everything

example: setup ## trace the pile that ships; the report is runs/example/report.html
	$(BIN)/newstemma trace examples/pile --out runs/example --overwrite

lint: setup ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## strict mypy
	$(BIN)/mypy

test: setup ## all tests
	$(BIN)/python -m pytest -n auto

check: lint types test ## lint, types and tests

eval: setup ## every accuracy figure, held against its floor
	$(BIN)/python eval/run.py

bench: setup ## every speed figure
	$(BIN)/python bench/run.py

clean: ## remove what can be made again
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
