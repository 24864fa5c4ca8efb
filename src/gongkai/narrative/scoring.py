"""The tagger at run time: a model directory, its vocabulary, and onnxruntime."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from gongkai.errors import ModelError
from gongkai.forms import vocabulary
from gongkai.narrative.encoding import CharacterEncoder, pad
from gongkai.narrative.labels import N_ATTRIBUTES, tags
from gongkai.narrative.second_opinion import Weighing

if TYPE_CHECKING:
    import onnxruntime

Array = np.ndarray[Any, Any]

MODEL_VARIABLE = "GONGKAI_MODEL"
"""Environment variable: a model directory to use in place of the one that comes with the package."""
THREADS_VARIABLE = "GONGKAI_THREADS"
"""Environment variable: how many threads the model may use."""
ONNX_FILE = "onnx/model.onnx"
TOKENS_PER_BATCH = 2048
"""Padded tokens that are scored at once: small enough to stay in the processor's cache."""
SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""Optimisations of onnxruntime that are left out: its fused kernel takes six times as long as addition and layer norm
one after the other, which is a quarter of the whole."""
_SPECIAL = {"cls": "[CLS]", "sep": "[SEP]", "unknown": "[UNK]"}


class Scorer(Protocol):
    """Anything that scores windows of model text, character by character."""

    def score(self, texts: Sequence[str]) -> list[tuple[Array, Array]]:
        """For each text: logits of shape (len(text), tags), attributes of shape (len(text), 6)."""


class Model(Scorer, Protocol):
    """A scorer with all that turns its scores into claims: the tagger, or one that is still in training."""

    @property
    def indicators(self) -> Sequence[str]:
        """What the tags stand for, in their order."""

    @property
    def window(self) -> int:
        """Characters that it sees at once."""

    @property
    def overlap(self) -> int:
        """Characters that two windows share, at least."""

    @property
    def weighing(self) -> Weighing:
        """How far it is trusted where the rules say the same, something else, or nothing."""


class Tagger:
    """A model directory, loaded; `onnx` is another ONNX file to use with it.

    `window` and `overlap` are the sizes that it was trained with, in characters.
    """

    def __init__(self, folder: Path, onnx: Path | None = None) -> None:
        self.folder = folder
        self.window, self.overlap, self.weighing = _read_settings(folder / "gongkai.json")
        self.indicators = _read_indicators(folder / "config.json")
        self.tags = tags(self.indicators)
        self.encoder = CharacterEncoder(_read_vocabulary(folder / "tokenizer.json"), **_SPECIAL)
        self._n_threads = n_threads()
        self._session = _open_session(onnx or folder / ONNX_FILE, [len(self.tags), N_ATTRIBUTES])

    def score(self, texts: Sequence[str]) -> list[tuple[Array, Array]]:
        """See `Scorer`. Texts of like length are scored together, so that little is padded."""
        batches = _batches(texts)
        if len(batches) > 1 and self._n_threads > 1:
            with ThreadPoolExecutor(self._n_threads) as pool:  # whole batches side by side: nothing waits for another
                results = list(pool.map(self._score_batch, ([texts[n] for n in batch] for batch in batches)))
        else:
            results = [self._score_batch([texts[n] for n in batch]) for batch in batches]
        by_number = {
            n: score
            for batch, scores in zip(batches, results, strict=True)
            for n, score in zip(batch, scores, strict=True)
        }
        return [by_number[number] for number in range(len(texts))]

    def _score_batch(self, texts: list[str]) -> list[tuple[Array, Array]]:
        rows = [self.encoder.encode(text) for text in texts]
        mask = pad([np.ones(len(row), dtype=np.int64) for row in rows], 0)
        logits, attributes = self._session.run(None, {"input_ids": pad(rows, 0), "attention_mask": mask})
        inner = [slice(1, len(text) + 1) for text in texts]
        return [(logits[place, part], attributes[place, part]) for place, part in enumerate(inner)]


def default_folder() -> Path:
    """Where the model is: `GONGKAI_MODEL`, else inside the installed package, else in the source tree."""
    if given := os.environ.get(MODEL_VARIABLE):
        return Path(given)
    package = Path(__file__).parent.parent
    installed = package / "models" / "tagger"
    return installed if installed.exists() else package.parent.parent / "models" / "tagger"


def default_tagger() -> Tagger:
    """The tagger of `default_folder()`, loaded once a process.

    Raises:
        ModelError: the directory, or a file in it, is missing or damaged.
    """
    return _tagger(default_folder())


@lru_cache(maxsize=2)
def _tagger(folder: Path) -> Tagger:
    return Tagger(folder)


def _batches(texts: Sequence[str]) -> list[list[int]]:
    """The texts' numbers, longest first, in batches whose padded size stays within `TOKENS_PER_BATCH`."""
    batches: list[list[int]] = []
    for number in sorted(range(len(texts)), key=lambda number: len(texts[number])):
        width = len(texts[number]) + 2
        if batches and width * (len(batches[-1]) + 1) <= TOKENS_PER_BATCH:
            batches[-1].append(number)
        else:
            batches.append([number])
    return batches[::-1]


def _open_session(path: Path, widths: list[int]) -> onnxruntime.InferenceSession:
    """The ONNX model, whose outputs have to be of `widths`."""
    import onnxruntime

    _require(path)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1  # `Tagger.score` runs several batches at once instead
    try:
        session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
        )
    except Exception as error:
        raise _damaged(path, error) from error
    if (found := [output.shape[-1] for output in session.get_outputs()]) != widths:
        raise _damaged(path, f"its outputs are {found} wide, not {widths}")
    return session


def n_threads() -> int:
    """Threads of the model: `GONGKAI_THREADS`, else one for every processor that this process may use."""
    given = os.environ.get(THREADS_VARIABLE, "")
    return int(given) if given.isdecimal() and int(given) else n_processors()


def n_processors() -> int:
    """Processors that this process may use; where the system does not say, all there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read_settings(path: Path) -> tuple[int, int, Weighing]:
    """Window, overlap and weighing."""
    settings = _read_json(path)
    try:
        window, overlap = int(settings["window"]), int(settings["overlap"])
        weighing = Weighing.model_validate(settings["weighing"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path, repr(error)) from error
    if window < 1 or not 0 <= 6 * overlap <= window:
        raise _damaged(path, f"windows of {window} characters cannot share {overlap}")
    return window, overlap, weighing


def _read_indicators(path: Path) -> list[str]:
    """The indicators that the model tags, in its order."""
    try:
        labels = _read_json(path)["id2label"]
        names = [labels[str(number)] for number in range(len(labels))]
        indicators = [name[2:] for name in names[1::2]]
    except (KeyError, TypeError) as error:
        raise _damaged(path, repr(error)) from error
    if not indicators or names != tags(indicators) or set(indicators) - set(vocabulary().indicators):
        raise _damaged(path, "its labels are not B- and I- of known indicators")
    return indicators


def _read_vocabulary(path: Path) -> dict[str, int]:
    from tokenizers import Tokenizer

    _require(path)
    try:
        vocabulary: dict[str, int] = Tokenizer.from_file(str(path)).get_vocab()
    except Exception as error:
        raise _damaged(path, error) from error
    if missing := set(_SPECIAL.values()) - set(vocabulary):
        raise _damaged(path, f"no {', '.join(sorted(missing))} in it")
    return vocabulary


def _read_json(path: Path) -> Any:
    _require(path)
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from error


def _require(path: Path) -> None:
    if not path.is_file():
        advice = f"Install gongkai again, or name a model directory in {MODEL_VARIABLE}"
        raise ModelError(str(path), "this file of the model is missing", advice)


def _damaged(path: Path, error: object) -> ModelError:
    advice = f"Install gongkai again, or name another model directory in {MODEL_VARIABLE}"
    return ModelError(str(path), f"this file of the model is damaged ({error})", advice)
