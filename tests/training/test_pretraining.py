"""Masked language modelling: what is hidden, and a whole small run with an interruption."""

from __future__ import annotations

import json
import lzma
import random
from functools import wraps
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoModelForMaskedLM, AutoTokenizer

from gongkai.errors import ConfigError
from gongkai.training.pretraining import (
    SpanBert,
    SpanMasker,
    encode_corpus,
    last_checkpoint,
    pretrain,
    read_corpus,
)
from gongkai.training.settings import Masking, PretrainSettings
from gongkai.training.tokenizer import build_tokenizer

MASK, DIGIT, FIRST, SIZE, POSITIONS = 4, 5, 5, 90, 80
LENGTH = 48

Batch = dict[str, torch.Tensor]


def masker(rate: float = 0.2, mean_span: float = 1.5) -> SpanMasker:
    masking = Masking(rate=rate, mean_span=mean_span)
    return SpanMasker(masking, MASK, DIGIT, FIRST, SIZE, POSITIONS, np.random.default_rng(7))


def blocks(n: int) -> np.ndarray[Any, Any]:
    """Ordinary tokens, a tenth of them digits."""
    rng = np.random.default_rng(3)
    ids = rng.integers(DIGIT + 1, SIZE, (n, LENGTH)).astype(np.uint16)
    ids[rng.random(ids.shape) < 0.1] = DIGIT
    return ids


def batch(original: np.ndarray[Any, Any], **settings: float) -> Batch:
    return masker(**settings)([{"input_ids": row} for row in original])


@pytest.mark.parametrize(("rate", "mean_span"), [(0.15, 1.0), (0.2, 1.5), (0.2, 3.0), (0.4, 2.0)])
def test_as_much_is_hidden_as_asked(rate: float, mean_span: float) -> None:
    original = blocks(1500)
    made = batch(original, rate=rate, mean_span=mean_span)
    assert len(made["hidden"]) / (original != DIGIT).sum() == pytest.approx(rate, rel=0.1)


def test_longer_spans_are_hidden_where_asked() -> None:
    def in_a_row(mean_span: float) -> float:
        """Share of the hidden tokens behind another hidden one."""
        hidden = batch(np.full((500, LENGTH), DIGIT + 1), rate=0.1, mean_span=mean_span)["hidden"].numpy()
        return float((np.diff(hidden) == 1).mean())

    assert in_a_row(1) < 0.2 < 0.6 < in_a_row(4)


def test_digits_are_never_hidden_and_nothing_else_changes() -> None:
    original = blocks(300)
    made = batch(original)
    flat, hidden = original.flatten(), made["hidden"].numpy()
    assert (flat[hidden] != DIGIT).all()
    visible = np.setdiff1d(np.arange(flat.size), hidden)
    assert (made["input_ids"].numpy().flatten()[visible] == flat[visible]).all()


def test_labels_are_what_was_hidden() -> None:
    original = blocks(300)
    made = batch(original)
    assert made["labels"].numpy().tolist() == original.flatten()[made["hidden"].numpy()].tolist()


def test_most_of_the_hidden_tokens_become_masks_and_the_rest_ordinary_ones() -> None:
    original = blocks(1500)
    made = batch(original)
    shown = made["input_ids"].numpy().flatten()[made["hidden"].numpy()]
    assert (shown == MASK).mean() == pytest.approx(0.8, abs=0.02)
    assert (shown == made["labels"].numpy()).mean() == pytest.approx(0.1, abs=0.02)
    others = shown[shown != MASK]
    assert others.min() >= FIRST
    assert others.max() < SIZE


def test_positions_run_on_within_the_model() -> None:
    positions = batch(blocks(500))["position_ids"].numpy()
    assert (np.diff(positions, axis=1) == 1).all()
    assert (positions.min(), positions.max()) == (0, POSITIONS - 1)


def test_blocks_as_long_as_the_model_begin_at_its_first_position() -> None:
    made = SpanMasker(Masking(rate=0.2, mean_span=1), MASK, DIGIT, FIRST, SIZE, LENGTH, np.random.default_rng(1))(
        [{"input_ids": row} for row in blocks(20)]
    )
    assert (made["position_ids"].numpy() == np.arange(LENGTH)).all()


LINE = "各级机关应当及时公开5项信息，便于群众办事。"
SETTINGS: dict[str, Any] = {
    "architecture": {
        "hidden_size": 40,
        "num_hidden_layers": 1,
        "num_attention_heads": 5,
        "intermediate_size": 40,
        "max_position_embeddings": 48,
    },
    "block_length": 32,
    "masking": {"rate": 0.2, "mean_span": 1.5},
    "training": {
        "batch_size": 2,
        "max_steps": 4,
        "learning_rate": 0.001,
        "warmup_steps": 1,
        "weight_decay": 0.01,
        "save_steps": 2,
        "logging_steps": 1,
        "seed": 1,
        "bf16": False,
    },
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.txt"
    rng = random.Random(1)
    lines = ["".join(rng.sample(LINE, len(LINE))) for _ in range(20)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_run_that_is_interrupted_goes_on(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = PretrainSettings.model_validate(SETTINGS)
    base, checkpoints = tmp_path / "base", tmp_path / "checkpoints"
    n_calls = 0
    forward = SpanBert.forward

    @wraps(forward)  # the trainer looks at the names of its arguments
    def interrupted(self: SpanBert, *args: Any, **inputs: torch.Tensor) -> Batch:
        nonlocal n_calls
        n_calls += self.training
        if n_calls == 3:
            raise KeyboardInterrupt
        return forward(self, *args, **inputs)

    monkeypatch.setattr(SpanBert, "forward", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pretrain(corpus, settings, base, checkpoints)
    assert [path.name for path in checkpoints.iterdir()] == ["checkpoint-2"]

    n_calls = 10
    summary = pretrain(corpus, settings, base, checkpoints)
    assert (summary["steps"], n_calls - 10) == (4, 2)
    _check_base(base, summary)


def _check_base(base: Path, summary: dict[str, Any]) -> None:
    """It loads with transformers, and predicts."""
    written = json.loads((base / "pretraining.json").read_text(encoding="utf-8"))
    assert written["summary"] == summary
    assert [row["step"] for row in written["curve"]] == [1, 2, 3, 4]
    model, tokenizer = AutoModelForMaskedLM.from_pretrained(base), AutoTokenizer.from_pretrained(base)
    assert model.num_parameters() == summary["parameters"]
    logits = model(**tokenizer("公开[MASK]息1条", return_tensors="pt")).logits
    assert logits.shape == (1, 8, len(tokenizer))
    assert torch.isfinite(logits).all()


CHECKPOINTS = [
    # steps of whole checkpoints, of broken ones, of the whole run, and the one to go on from
    ([], [], 2000, None),
    ([500], [], 2000, 500),
    ([500, 1000], [], 2000, 1000),  # 1000 is before 500 in the order of names
    ([500], [1000], 2000, 500),  # killed while the last one was written
    ([], [500], 2000, None),
    ([1500, 2000], [], 2000, 1500),  # killed after the last step, before the model was saved
    ([1500, 2000], [], 4000, 2000),  # finished, and now meant to be longer
]


@pytest.mark.parametrize(("whole", "broken", "max_steps", "expected"), CHECKPOINTS)
def test_a_run_goes_on_from_the_last_whole_checkpoint(
    whole: list[int], broken: list[int], max_steps: int, expected: int | None, tmp_path: Path
) -> None:
    for step in [*whole, *broken]:
        (tmp_path / f"checkpoint-{step}").mkdir()
        (tmp_path / f"checkpoint-{step}" / "optimizer.pt").touch()
    for step in whole:
        (tmp_path / f"checkpoint-{step}" / "trainer_state.json").touch()
    assert last_checkpoint(tmp_path, max_steps) == (tmp_path / f"checkpoint-{expected}" if expected else None)


def test_a_finished_run_is_not_trained_further(corpus: Path, tmp_path: Path) -> None:
    settings = PretrainSettings.model_validate(SETTINGS)
    base, checkpoints = tmp_path / "base", tmp_path / "checkpoints"
    first, again = (pretrain(corpus, settings, base, checkpoints) for _ in range(2))
    assert again["steps"] == first["steps"] == SETTINGS["training"]["max_steps"]
    _check_base(base, again)


def test_held_out_blocks_are_not_trained_on(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[bool, set[bytes]] = {True: set(), False: set()}
    collate = SpanMasker.__call__

    def watched(self: SpanMasker, rows: list[dict[str, Any]]) -> Batch:
        seen[len(seen[True]) < n_learned].update(row["input_ids"].tobytes() for row in rows)
        return collate(self, rows)

    n_blocks = sum(len(text) for text in read_corpus(corpus)) // SETTINGS["block_length"]
    n_learned = n_blocks - max(1, n_blocks // 10)
    monkeypatch.setattr(SpanMasker, "__call__", watched)
    steps = {**SETTINGS["training"], "max_steps": -(-n_learned // 2)}
    summary = pretrain(
        corpus, PretrainSettings.model_validate({**SETTINGS, "training": steps}), tmp_path / "b", tmp_path / "c"
    )
    assert summary["blocks"] == len(seen[True]) == n_learned
    assert summary["held_out_blocks"] == len(seen[False]) == n_blocks - n_learned
    assert not seen[True] & seen[False]


def test_too_little_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("一句话。", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"short\.txt: too little text"):
        pretrain(path, PretrainSettings.model_validate(SETTINGS), tmp_path / "base", tmp_path / "checkpoints")


def test_texts_are_read_from_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "in" / "b.txt.xz").write_bytes(lzma.compress("乙".encode()))
    (tmp_path / "c.pdf").write_bytes(b"no text")
    assert list(read_corpus(tmp_path)) == ["甲", "乙"]
    assert list(read_corpus(tmp_path / "in" / "b.txt.xz")) == ["乙"]


@pytest.mark.parametrize("name", ["gone.txt", "empty"])
def test_a_corpus_without_text_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=f"{name}: no text to train on"):
        list(read_corpus(tmp_path / name))


def test_the_corpus_is_cut_into_blocks_character_by_character() -> None:
    tokenizer = build_tokenizer([LINE], 48)
    cut = encode_corpus(["公開1\n", "项😀，，多余"], tokenizer, 4)
    assert cut.shape == (2, 4)
    assert tokenizer.convert_ids_to_tokens(cut.flatten().tolist()) == ["公", "开", "0", "\n", "项", "[UNK]", "，", "，"]


@pytest.mark.parametrize(("name", "data"), [("a.txt.xz", b"\xfd7zXZ\x00 broken"), ("a.txt", "政府".encode("gb18030"))])
def test_a_damaged_text_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ConfigError, match=name):
        list(read_corpus(tmp_path))
