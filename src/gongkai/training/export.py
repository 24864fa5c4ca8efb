"""A fine-tuned tagger as ONNX, in floating point and in 8-bit integers; the integers only if they cost no quality."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from gongkai.errors import ModelError
from gongkai.labelling.passages import Passage
from gongkai.narrative.scoring import ONNX_FILE, Tagger
from gongkai.training.evaluation import evaluate
from gongkai.training.tagger import TaggerNetwork

if TYPE_CHECKING:
    import onnxruntime

RECORD = "export.json"
OPSET = 18
TOLERANCE = 1e-3
"""Largest difference between a logit of torch and of ONNX in floating point."""
LARGEST_LOSS = 0.003
"""Claim F1 that 8-bit integers may cost."""
CHECKED_SHAPES = ((1, 3), (2, 17), (5, 130), (3, 250))
"""Batch and length of the inputs that both runtimes are compared on; the sample has another one."""
SAMPLE_SHAPE = (2, 9)


def export(folder: Path, dev: Sequence[Passage]) -> dict[str, Any]:
    """Writes `onnx/model.onnx` into a model directory: in 8-bit integers if claim F1 on `dev` falls by no more than
    `LARGEST_LOSS`, else in floating point.

    Returns:
        both F1 scores, the largest difference from torch, and which of the two was kept.

    Raises:
        ModelError: ONNX and torch disagree.
    """
    network = TaggerNetwork.load(folder)
    target = folder / ONNX_FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        exact, small = Path(scratch) / "float.onnx", Path(scratch) / "int8.onnx"
        _to_onnx(network, exact)
        difference = _largest_difference(network, exact)
        if difference > TOLERANCE:
            raise ModelError(str(target), f"ONNX differs from torch by {difference:.1e}", "Look at the export settings")
        _quantise(exact, small)
        scores = {path.stem: _claim_f1(folder, path, dev) for path in (exact, small)}
        kept = "int8" if scores["float"] - scores["int8"] <= LARGEST_LOSS else "float"
        shutil.copy(small if kept == "int8" else exact, target)
    result = {"claim_f1": scores, "largest_difference": difference, "kept": kept}
    (folder / RECORD).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return result


class _Outputs(nn.Module):
    """The two outputs as a tuple, which is what the exporter names."""

    def __init__(self, network: TaggerNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        out = self.network(input_ids, attention_mask)
        return out["logits"], out["attributes"]


def _to_onnx(network: TaggerNetwork, path: Path) -> None:
    network.classifier.set_attn_implementation("eager")  # plain matrix products, which onnxruntime has fast kernels for
    axes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length", max=_n_positions(network))}
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):  # the exporter talks much
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Outputs(network),
            _inputs(SAMPLE_SHAPE, 10),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits", "attributes"],
            dynamic_shapes=(axes, axes),
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
        )


def _n_positions(network: TaggerNetwork) -> int:
    return int(network.classifier.config.max_position_embeddings)


def _inputs(shape: tuple[int, int], n_tokens: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Random ids, and a mask that leaves out the end of the first row."""
    ids = torch.randint(0, n_tokens, shape, generator=torch.Generator().manual_seed(sum(shape)))
    mask = torch.ones(shape, dtype=torch.long)
    mask[0, -1] = 0
    return ids, mask


def _largest_difference(network: TaggerNetwork, path: Path) -> float:
    session = _session(path)
    n_tokens = network.classifier.config.vocab_size
    worst = 0.0
    for batch, length in CHECKED_SHAPES:
        ids, mask = _inputs((batch, min(length, _n_positions(network))), n_tokens)
        with torch.inference_mode():
            expected = network(ids, mask)
        actual = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
        for name, values in zip(("logits", "attributes"), actual, strict=True):
            apart = np.abs(expected[name].numpy() - values)[mask.numpy() == 1]
            worst = max(worst, float(apart.max()))
    return worst


def _session(path: Path) -> onnxruntime.InferenceSession:
    import onnxruntime

    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def _quantise(exact: Path, small: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(exact, small, per_channel=True, weight_type=QuantType.QInt8)


def _claim_f1(folder: Path, onnx: Path, dev: Sequence[Passage]) -> float:
    tagger = Tagger(folder, onnx)
    return evaluate(tagger, dev).claims.f1
