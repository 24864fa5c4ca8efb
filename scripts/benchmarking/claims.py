"""The tagger: characters a second next to the same weights in transformers, share of what the processor can do, and
what loading it and reading one report cost."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarking.processes import high_water_mark
from benchmarking.timing import best_of, best_of_each
from gongkai import find_claims
from gongkai.labelling.passages import Passage, load_passages
from gongkai.narrative.encoding import model_text
from gongkai.narrative.scoring import THREADS_VARIABLE, Tagger, default_folder
from gongkai.workers import Lost, run_isolated

PIPELINE_BATCH = 16
REPORT_LENGTH = 5_000
MATRIX = 1_024
"""Rows and columns of the matrices whose product shows what the processor can do."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second, all on the same passages; `pipeline` None: transformers is not installed here."""

    ours: float
    pipeline: float | None
    share_of_processor: float


@dataclass(frozen=True, slots=True)
class OneCore:
    """On one core, in a process of its own: seconds to load the model, seconds for a report of `REPORT_LENGTH`
    characters, megabytes held at most, and megabytes before the model was loaded."""

    load: float
    report: float
    megabytes: float
    megabytes_before: float


def speed(annotations: Path) -> Speed:
    """Of `find_claims` with all its work against `transformers.pipeline` with the same weights, which only tags."""
    passages = load_passages([annotations])
    texts, years = [p.text for p in passages], [p.year for p in passages]
    tagger = Tagger(default_folder())
    calls: list[Any] = [partial(find_claims, texts, years, tagger=tagger)]
    pipeline = _pipeline()
    if pipeline:
        calls.append(partial(pipeline, [model_text(text) for text in texts], batch_size=PIPELINE_BATCH))
    seconds = best_of_each(*calls, clock=time.perf_counter)
    n_characters = sum(map(len, texts))
    rates = [n_characters / second for second in seconds]
    return Speed(rates[0], rates[1] if pipeline else None, rates[0] * _operations_a_character() / _matrix_rate())


def one_core(annotations: Path) -> OneCore | None:
    """None where the process could not be watched."""
    before = os.environ.get(THREADS_VARIABLE)
    os.environ[THREADS_VARIABLE] = "1"  # for the child
    try:
        ((_, result),) = run_isolated(_measure_one_core, [annotations], 1, None)
    finally:
        os.environ.pop(THREADS_VARIABLE) if before is None else os.environ.update({THREADS_VARIABLE: before})
    return None if isinstance(result, Lost) else result


def _measure_one_core(annotations: Path) -> OneCore:
    text = _text_of_length(load_passages([annotations]), REPORT_LENGTH)
    find_claims([])
    before = high_water_mark()
    began = time.perf_counter()
    tagger = Tagger(default_folder())
    load = time.perf_counter() - began
    report = best_of(partial(find_claims, [text], [2019], tagger=tagger), clock=time.perf_counter)
    return OneCore(load, report, high_water_mark(), before)


def _text_of_length(passages: list[Passage], length: int) -> str:
    return "\n".join(passage.text for passage in passages)[:length]


def _pipeline() -> Any:
    try:
        import torch
        from transformers import pipeline
    except ImportError:
        return None
    return pipeline("token-classification", model=str(default_folder()), dtype=torch.float32, device="cpu")


def _operations_a_character() -> float:
    """Multiplications and additions of the matrix products for one character; attention itself is left out."""
    config = json.loads((default_folder() / "config.json").read_text(encoding="utf-8"))
    width, inner = config["hidden_size"], config["intermediate_size"]
    layer = 4 * width * width + 2 * width * inner
    operations: float = 2.0 * (config["num_hidden_layers"] * layer + width * len(config["id2label"]))
    return operations


def _matrix_rate() -> float:
    """Operations a second of a product of two float matrices in numpy, with all cores."""
    left, right = (np.random.default_rng(n).random((MATRIX, MATRIX), dtype=np.float32) for n in (1, 2))
    return 2.0 * MATRIX**3 / best_of(partial(np.matmul, left, right), clock=time.perf_counter)
