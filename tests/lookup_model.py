"""A model directory made by hand, in milliseconds and without torch: each character has its tag wherever it stands.

Figures are requests received, 诉讼 is litigation. What the rest of a window holds moves all scores a little, as in a
real model, so that padding which is not masked would show.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model
from tokenizers import Tokenizer, models

from gongkai.narrative.labels import N_ATTRIBUTES, tags

INDICATORS = ["requests.received", "litigation.total"]
CHARACTERS = "0诉讼收到申请件年未发生，。\ue001\ue002\ue003"
TAGS = {"0": "I-requests.received", "件": "I-requests.received", "诉": "B-litigation.total", "讼": "I-litigation.total"}
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
WINDOW, OVERLAP = 120, 20
SURE = 6.0


def make_model(folder: Path, *, tag_of_unknown: str = "O") -> Path:
    """Writes the directory; characters outside `CHARACTERS` all take `tag_of_unknown`."""
    (folder / "onnx").mkdir(parents=True)
    names = tags(INDICATORS)
    write_json(folder / "config.json", {"id2label": dict(enumerate(names))})
    write_json(folder / "gongkai.json", {"window": WINDOW, "overlap": OVERLAP, "weighing": {}})
    ids = {token: number for number, token in enumerate((*SPECIAL, *CHARACTERS))}
    Tokenizer(models.WordLevel(ids, unk_token="[UNK]")).save(str(folder / "tokenizer.json"))
    known = {**dict.fromkeys(CHARACTERS, "O"), **TAGS, "[UNK]": tag_of_unknown}
    table = np.zeros((len(ids), len(names) + N_ATTRIBUTES), dtype=np.float32)
    for token, name in known.items():
        table[ids[token], names.index(name)] = SURE
    table[:, -1] = np.arange(len(ids)) / 10  # so that windows differ in their mean
    write_network(folder / "onnx" / "model.onnx", table, len(names))
    return folder


def write_json(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def write_network(path: Path, table: np.ndarray[Any, Any], n_tags: int) -> None:
    """Each token's row of `table`, plus a tenth of the mean row of the tokens that the mask leaves in."""
    node = helper.make_node
    nodes = [
        node("Gather", ["table", "input_ids"], ["rows"]),
        node("Cast", ["attention_mask"], ["flat_mask"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["flat_mask", "last"], ["mask"]),
        node("Mul", ["rows", "mask"], ["kept"]),
        node("ReduceSum", ["kept", "middle"], ["total"]),
        node("ReduceSum", ["mask", "middle"], ["count"]),
        node("Div", ["total", "count"], ["mean"]),
        node("Mul", ["mean", "influence"], ["context"]),
        node("Add", ["rows", "context"], ["scores"]),
        node("Split", ["scores", "widths"], ["logits", "attributes"], axis=2),
    ]
    influence = np.float32(0.1)
    constants = {
        "influence": influence,
        "table": table,
        "last": [2],
        "middle": [1],
        "widths": [n_tags, table.shape[1] - n_tags],
    }
    inputs = [_value(name, TensorProto.INT64, []) for name in ("input_ids", "attention_mask")]
    outputs = [
        _value(name, TensorProto.FLOAT, [width])
        for name, width in (("logits", n_tags), ("attributes", table.shape[1] - n_tags))
    ]
    graph = helper.make_graph(
        nodes, "lookup", inputs, outputs, [numpy_helper.from_array(np.asarray(c), n) for n, c in constants.items()]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    save_model(model, str(path))


def _value(name: str, kind: int, rest: list[int]) -> Any:
    return helper.make_tensor_value_info(name, kind, ["batch", "length", *rest])
