# The same few commands for people and for CI. Each creates the environment that it needs; nothing else must be installed.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test lint format bench fuzz plants clean

demo: $(VENV)/.core  ## install the package and extract every report in examples/
	$(BIN)/gongkai extract examples

test: $(VENV)/.dev  ## install what the tests need and run all of them
	$(BIN)/python -m pytest

lint: $(VENV)/.dev  ## ruff (lint and format) and strict mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev  ## speed, growth, memory and cold start, next to other libraries
	$(BIN)/python scripts/benchmark.py

fuzz: $(VENV)/.dev  ## 20,000 damaged inputs
	$(BIN)/python scripts/fuzz.py --count 20000

plants: $(VENV)/.dev  ## thousands of planted errors, and how many reconciliation detects
	$(BIN)/python scripts/plant_errors.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip

$(VENV)/.core: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.core
	$(PIP) install --constraint constraints.txt --editable ".[dev,train]"
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
