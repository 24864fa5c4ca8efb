"""The whole way from a Hugging Face encoder, here a tiny one made on the spot, to claims: train, save, export, find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from transformers import AutoModelForTokenClassification, AutoTokenizer, BertConfig, BertForMaskedLM, set_seed

from gongkai.errors import ConfigError, ModelError
from gongkai.labelling.inline import parse_inline
from gongkai.labelling.passages import Passage, narrative_labels
from gongkai.narrative.claims import find_claims
from gongkai.narrative.encoding import YEAR_MARKS, model_text
from gongkai.narrative.labels import N_ATTRIBUTES, tags
from gongkai.narrative.scoring import Tagger
from gongkai.training import export as exporting
from gongkai.training.evaluation import evaluate
from gongkai.training.export import export
from gongkai.training.finetuning import TrainedTagger, train_seeds, train_tagger
from gongkai.training.metrics import measure
from gongkai.training.retraining import Split, retrain
from gongkai.training.settings import TaggerSettings
from gongkai.training.tagger import TaggerNetwork, TorchScorer, character_encoder, new_network

POSITIONS = 128
SENTENCES = [
    "全年收到申请[[{}件|requests.received]]",
    "又收到[[{}件|requests.received]]",
    "未发生[[诉讼|litigation.total=0]]",
    "各项工作有序开展",
    "今后继续努力",
]
"""One look at a character tells its tag: as much as the tiny encoder learns in a second."""


def passage(number: int) -> Passage:
    """Three of the sentences, with figures of their own."""
    rng = np.random.default_rng(number)
    chosen = rng.permutation(len(SENTENCES))[:3]
    text = "，".join(SENTENCES[place].format(*rng.integers(1, 9999, 1)) for place in chosen)
    plain, marks = parse_inline(f"{text}。")
    return Passage(f"p-{number}", plain, marks, "某县", 2019)


TRAIN = [passage(number) for number in range(24)]
DEV = [passage(number) for number in range(100, 108)]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """More threads cost such small matrices more than they give."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `hfl/chinese-macbert-base` is one: weights, configuration and a vocabulary of word pieces."""
    folder = tmp_path_factory.mktemp("encoder")
    special = ["[PAD]", *(f"[unused{number}]" for number in range(1, 5)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    characters = sorted(set("".join(model_text(p.text) for p in [*TRAIN, *DEV])) | set("0123456789ab"))
    vocabulary = [*special, *characters, *(f"##{character}" for character in characters), "ab", "##ab"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    tokenizer = {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": POSITIONS}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=POSITIONS,
    )
    set_seed(1)
    BertForMaskedLM(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def settings(encoder: Path) -> TaggerSettings:
    """Those of `configs/macbert.yaml`, but for the encoder and what makes them small."""
    config = Path(__file__).parent.parent.parent / "configs" / "macbert.yaml"
    small = TaggerSettings.load(config, encoder=str(encoder), window=64, overlap=8, augmentation=None)
    changes = {"copies": 15, "batch_size": 8, "learning_rate": 0.01, "head_learning_rate": 0.02}
    training = small.training.model_copy(update={**changes, "bf16": False, "seeds": (1,), "dropout": 0.0})
    return small.model_copy(update={"training": training})


@pytest.fixture(scope="module")
def run(settings: TaggerSettings, tmp_path_factory: pytest.TempPathFactory) -> TrainedTagger:
    return train_tagger(settings, TRAIN, DEV, 1, tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def folder(run: TrainedTagger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model directory, saved and exported."""
    made = tmp_path_factory.mktemp("tagger")
    run.save(made)
    summary = export(made, DEV)
    (made / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    return made


def test_it_learns(run: TrainedTagger) -> None:
    measured = measure(DEV, run.predict(DEV))
    assert measured.claims.f1 > 0.9
    assert run.seconds > 0


def test_it_loads_with_transformers(run: TrainedTagger, folder: Path) -> None:
    model, tokenizer = AutoModelForTokenClassification.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    assert list(model.config.id2label.values()) == tags(narrative_labels())
    assert model.get_input_embeddings().num_embeddings == len(tokenizer)
    assert set(YEAR_MARKS) <= set(tokenizer.get_vocab())
    text = f"未发生诉讼，{YEAR_MARKS[0]}收到申请"  # runs of figures would be word pieces
    ids = tokenizer(text, return_tensors="pt")
    assert ids["input_ids"][0].tolist() == character_encoder(run.tokenizer).encode(text).tolist()
    assert model.dtype == torch.float32
    assert torch.allclose(model(**ids).logits, run.network.classifier(**ids).logits, atol=1e-2)  # stored in 16 bits


def test_onnx_agrees_with_torch_at_other_shapes(folder: Path) -> None:
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["largest_difference"] < 1e-4
    assert summary["kept"] in ("int8", "float")
    network = TaggerNetwork.load(folder)
    session = onnxruntime.InferenceSession(str(folder / "onnx" / "model.onnx"), providers=["CPUExecutionProvider"])
    for shape in ((1, 2), (1, POSITIONS), (4, 33), (9, 5)):
        ids = torch.randint(10, 40, shape)
        mask = torch.ones_like(ids)
        mask[-1, shape[1] // 2 + 1 :] = 0
        found = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
        with torch.inference_mode():
            expected = network(ids, mask)
        for name, values, width in zip(
            ("logits", "attributes"), found, (len(tags(narrative_labels())), N_ATTRIBUTES), strict=True
        ):
            assert values.shape == (*shape, width)
            close = 1e-3 if summary["kept"] == "float" else 0.35 * float(expected[name].abs().max())
            assert np.abs(values - expected[name].numpy())[mask.numpy() == 1].max() < close


def test_the_folder_finds_claims_with_honest_offsets(folder: Path) -> None:
    tagger = Tagger(folder)
    assert (tagger.window, tagger.overlap) == (64, 8)
    texts = [p.text for p in DEV] + ["\n".join(p.text for p in DEV), "😀𠮷\r\n全年收到申请４５件，", ""]
    found = find_claims(texts, [2019] * len(texts), tagger=tagger)
    assert measure(DEV, found[: len(DEV)]).claims.f1 > 0.9
    assert [(claim.text, claim.value) for claim in found[-2]] == [("４５件", Decimal(45))]
    assert all(
        text[claim.start : claim.end] == claim.text
        for text, claims in zip(texts, found, strict=True)
        for claim in claims
    )


def test_torch_and_onnx_give_the_same_claims(run: TrainedTagger, folder: Path) -> None:
    network = TaggerNetwork.load(folder)
    scorer = TorchScorer(network, character_encoder(run.tokenizer), tags(narrative_labels()))
    texts = [model_text(p.text)[:length] for p, length in zip(DEV, range(5, 64, 8), strict=False)]
    for (logits, attributes), (same_logits, same_attributes) in zip(
        scorer.score(texts), Tagger(folder).score(texts), strict=True
    ):
        assert logits.shape == same_logits.shape
        assert attributes.shape == same_attributes.shape
        assert (logits.argmax(axis=1) == same_logits.argmax(axis=1)).mean() > 0.9


def test_integers_are_kept_only_if_they_cost_no_quality(
    run: TrainedTagger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.save(tmp_path)
    kept = []
    for loss in (1.0, -1.0):  # what they may cost: anything, or less than nothing
        monkeypatch.setattr(exporting, "LARGEST_LOSS", loss)
        kept.append((export(tmp_path, DEV)["kept"], (tmp_path / "onnx" / "model.onnx").stat().st_size))
    assert [kind for kind, _ in kept] == ["int8", "float"]
    assert kept[0][1] < kept[1][1]


def test_a_network_that_onnx_gets_wrong_is_refused(
    run: TrainedTagger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.save(tmp_path)
    monkeypatch.setattr(exporting, "_largest_difference", lambda *_: 0.5)
    with pytest.raises(ModelError, match=r"model\.onnx: ONNX differs from torch by 5\.0e-01"):
        export(tmp_path, DEV)
    assert not (tmp_path / "onnx" / "model.onnx").exists()


def test_the_best_seed_is_kept(settings: TaggerSettings, tmp_path: Path) -> None:
    few = settings.training.model_copy(update={"copies": 1, "seeds": (1, 2)})
    records = list(train_seeds(settings.model_copy(update={"training": few}), TRAIN, DEV, tmp_path))
    assert [record["seed"] for record in records] == [1, 2]
    assert {"claim_f1", "strict_span_f1", "false_per_thousand"} <= set(records[0])
    assert {"config.json", "model.safetensors", "attributes.safetensors", "tokenizer.json", "gongkai.json"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_two_runs_with_one_seed_are_the_same(settings: TaggerSettings, tmp_path: Path) -> None:
    few = settings.model_copy(update={"training": settings.training.model_copy(update={"copies": 1})})
    first, second, other = (
        train_tagger(few, TRAIN, DEV, seed, tmp_path).network.attributes.weight for seed in (1, 1, 2)
    )
    assert torch.equal(first, second)
    assert not torch.equal(first, other)


def test_without_pretraining_the_weights_are_others(encoder: Path) -> None:
    names = tags(narrative_labels())
    given, random = (
        new_network(str(encoder), names, dropout=0.1, attribute_weight=0.3, pretrained=pretrained)[0].classifier.bert
        for pretrained in (True, False)
    )
    original = BertForMaskedLM.from_pretrained(encoder).bert.embeddings.word_embeddings.weight
    assert torch.equal(given.embeddings.word_embeddings.weight[: len(original)], original)
    assert not torch.equal(random.embeddings.word_embeddings.weight[: len(original)], original)


def test_a_window_longer_than_the_encoder_takes_is_refused(settings: TaggerSettings, tmp_path: Path) -> None:
    long = settings.model_copy(update={"window": POSITIONS - 1})
    with pytest.raises(ConfigError, match=f"it takes {POSITIONS} tokens, and a window makes {POSITIONS + 1}"):
        train_tagger(long, TRAIN, DEV, 1, tmp_path)


def test_a_tagger_brings_its_heads_along(run: TrainedTagger, folder: Path) -> None:
    network, tokenizer = new_network(str(folder), tags(narrative_labels()), dropout=0.1, attribute_weight=0.3)
    assert torch.equal(network.attributes.weight, run.network.attributes.weight)
    assert torch.allclose(network.classifier.classifier.weight, run.network.classifier.classifier.weight, atol=1e-3)
    assert len(tokenizer) == len(run.tokenizer)


def test_a_tagger_that_is_trained_on_is_compared_with_itself_before(
    settings: TaggerSettings, folder: Path, tmp_path: Path
) -> None:
    few = settings.training.model_copy(update={"copies": 1, "learning_rate": 1e-5, "head_learning_rate": 1e-5})
    changed = settings.model_copy(update={"training": few, "encoder": "no/such/folder"})
    scores = retrain(changed, Split(TRAIN, DEV), folder, tmp_path)
    assert scores["old"] == evaluate(Tagger(folder), DEV).claims.f1
    assert scores["new"] == evaluate(Tagger(tmp_path), DEV).claims.f1 > 0.9  # not learned anew in so few steps


@pytest.mark.parametrize("name", ["no/such/folder", "empty"])
def test_a_missing_encoder_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=rf"{name}: no such encoder"):
        new_network(str(tmp_path / name), ["O"], dropout=0.1, attribute_weight=0.3)


def test_a_batch_without_marks_teaches_no_attributes(encoder: Path) -> None:
    network, _ = new_network(str(encoder), tags(narrative_labels()), dropout=0.0, attribute_weight=0.3)
    ids = torch.full((2, 6), 9)
    inputs: dict[str, Any] = {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": torch.zeros_like(ids)}
    without = network(**inputs, periods=torch.full_like(ids, -100), scopes=torch.full_like(ids, -100))["loss"]
    some = network(**inputs, periods=torch.zeros_like(ids), scopes=torch.zeros_like(ids))["loss"]
    assert torch.isfinite(without)
    assert without < some
