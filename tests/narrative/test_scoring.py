"""The model directory: what is missing or damaged is named, and how texts are batched makes no difference."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lookup_model
import numpy as np
import pytest
from lookup_model import make_model, write_json, write_network

from gongkai.errors import ModelError
from gongkai.narrative import scoring
from gongkai.narrative.claims import find_claims
from gongkai.narrative.scoring import MODEL_VARIABLE, TOKENS_PER_BATCH, Tagger, default_folder, n_processors, n_threads


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("model") / "tagger")


@pytest.fixture
def folder(good: Path, tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    return Path(shutil.copytree(good, tmp_path / "tagger"))


def test_a_good_directory_loads(good: Path) -> None:
    tagger = Tagger(good)
    assert tagger.indicators == lookup_model.INDICATORS
    assert (tagger.window, tagger.overlap) == (lookup_model.WINDOW, lookup_model.OVERLAP)
    assert [claim.text for claim in find_claims(["收到45件"], tagger=tagger)[0]] == ["45件"]


FILES = ["gongkai.json", "config.json", "tokenizer.json", "onnx/model.onnx"]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: this file of the model is missing\. .*{MODEL_VARIABLE}"):
        Tagger(folder)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\x00\xff damaged", b'"text"', b"null"])
def test_a_damaged_file_is_named(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError, match=rf"{name}: this file of the model is damaged \("):
        Tagger(folder)


@pytest.mark.parametrize("name", FILES)
def test_half_a_file_is_named(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match=rf"{name}: this file of the model is damaged \("):
        Tagger(folder)


def test_a_directory_in_place_of_a_file_is_named(folder: Path) -> None:
    (folder / "config.json").unlink()
    (folder / "config.json").mkdir()
    with pytest.raises(ModelError, match=r"config\.json: this file of the model is missing"):
        Tagger(folder)


GOOD_SETTINGS: dict[str, Any] = {"window": 120, "overlap": 20, "weighing": {"least": 0}}
BAD_SETTINGS = [
    {"window": "wide"},
    {"window": None},
    {"window": 0, "overlap": 0},
    {"window": -5, "overlap": -5},
    {"overlap": 100},
    {"weighing": {"alone": {"slope": "steep"}}},
    {"weighing": {"agreed": {"slope": 1, "offset": 0}}},
    {"weighing": {"sometimes": {}}},
    {"weighing": 1},
]


@pytest.mark.parametrize("changes", BAD_SETTINGS)
def test_settings_that_cannot_be_are_refused(folder: Path, changes: dict[str, Any]) -> None:
    write_json(folder / "gongkai.json", {**GOOD_SETTINGS, **changes})
    with pytest.raises(ModelError, match=r"gongkai\.json: this file of the model is damaged"):
        Tagger(folder)


BAD_LABELS: list[Any] = [
    {},
    None,
    ["O", "B-requests.received", "I-requests.received"],
    {"0": "O"},
    {"0": "LABEL_0", "1": "LABEL_1"},
    {"0": "O", "2": "B-requests.received"},
    {"0": "O", "1": "I-requests.received", "2": "B-requests.received"},
    {"0": "O", "1": "B-requests.recieved", "2": "I-requests.recieved"},
    {"0": "O", "1": 5, "2": 6},
]


@pytest.mark.parametrize("labels", BAD_LABELS)
def test_labels_of_another_kind_of_model_are_refused(folder: Path, labels: Any) -> None:
    write_json(folder / "config.json", {"id2label": labels})
    with pytest.raises(ModelError, match=r"config\.json: this file of the model is damaged"):
        Tagger(folder)


def test_a_network_of_another_kind_is_refused(folder: Path) -> None:
    write_network(folder / "onnx" / "model.onnx", np.zeros((5, 3 + 6), dtype=np.float32), 3)
    with pytest.raises(ModelError, match=r"model\.onnx: .*outputs are \[3, 6\] wide, not \[5, 6\]"):
        Tagger(folder)


def test_a_vocabulary_without_its_special_tokens_is_refused(folder: Path) -> None:
    data = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    del data["model"]["vocab"]["[SEP]"]
    write_json(folder / "tokenizer.json", data)
    with pytest.raises(ModelError, match=r"tokenizer\.json: .*no \[SEP\] in it"):
        Tagger(folder)


def test_the_model_is_named_by_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(folder))
    assert default_folder() == folder
    assert scoring.default_tagger().folder == folder
    assert scoring.default_tagger() is scoring.default_tagger()
    assert [claim.text for claim in find_claims(["收到45件"])[0]] == ["45件"]
    monkeypatch.setenv(MODEL_VARIABLE, str(folder / "gone"))
    with pytest.raises(ModelError, match=r"gone/gongkai\.json: this file of the model is missing"):
        find_claims(["收到45件"])


def test_without_it_the_model_is_the_projects_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    assert default_folder().parts[-2:] == ("models", "tagger")


@pytest.mark.parametrize(
    ("given", "expected"),
    [("1", 1), ("3", 3), ("", None), ("0", None), ("-2", None), ("many", None), ("1.5", None), ("²", None)],
)
def test_threads_are_those_of_the_environment(
    given: str, expected: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_THREADS", given)
    assert n_threads() == (expected or n_processors())


def test_processors_are_counted_where_the_system_has_no_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.sched_getaffinity")
    assert n_processors() >= 1


@pytest.mark.parametrize("tokens", [1, 64, TOKENS_PER_BATCH])
def test_batching_changes_no_score(good: Path, tokens: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lengths are mixed, so that some texts are padded; each is compared with itself alone."""
    tagger = Tagger(good)
    texts = ["收到申请00件，" * n for n in (9, 1, 17, 3, 0, 1, 30)] + ["诉", "讼诉" * 100, "未知"]
    alone = [tagger.score([text])[0] for text in texts]
    monkeypatch.setattr(scoring, "TOKENS_PER_BATCH", tokens)
    together = tagger.score(texts)
    for text, (logits, attributes), (same_logits, same_attributes) in zip(texts, alone, together, strict=True):
        assert logits.shape == (len(text), 5)
        np.testing.assert_allclose(same_logits, logits, atol=1e-5)
        np.testing.assert_allclose(same_attributes, attributes, atol=1e-5)


def test_batching_changes_no_claim(good: Path) -> None:
    tagger = Tagger(good)
    texts = [f"收到申请{number}件。" * (1 + number % 7) + "未发生诉讼。" for number in range(40)]
    alone = [find_claims([text], tagger=tagger)[0] for text in texts]
    assert find_claims(texts, tagger=tagger) == alone
    assert all(alone)


def test_texts_of_like_length_are_scored_together(good: Path) -> None:
    tagger = Tagger(good)
    shapes: list[tuple[int, ...]] = []
    run: Callable[..., Any] = tagger._session.run

    class Watched:
        def run(self, names: None, inputs: dict[str, np.ndarray[Any, Any]]) -> Any:
            shapes.append(inputs["input_ids"].shape)
            return run(names, inputs)

    tagger._session = Watched()
    tagger.score(["字" * 10, "字" * 500, "字" * 9, "字" * 498])
    assert shapes == [(4, 502)] if TOKENS_PER_BATCH >= 4 * 502 else len(shapes) > 1
    shapes.clear()
    tagger.score(["字" * 254] * 20)
    assert sum(rows for rows, _ in shapes) == 20
    assert max(rows * width for rows, width in shapes) <= TOKENS_PER_BATCH
