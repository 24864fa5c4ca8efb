"""Settings: what is shipped loads, what is wrong is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.errors import ConfigError
from gongkai.training.augment import load_augmenter
from gongkai.training.settings import PretrainSettings, TaggerSettings

CONFIGS = Path(__file__).parent.parent.parent / "configs"


@pytest.mark.parametrize("name", ["tagger", "macbert"])
def test_shipped_tagger_settings_load(name: str) -> None:
    settings = TaggerSettings.load(CONFIGS / f"{name}.yaml")
    assert settings.augmentation is not None
    assert load_augmenter(CONFIGS.parent / settings.augmentation).figures.rate > 0
    assert len(settings.training.seeds) == 3


def test_shipped_pretraining_settings_load() -> None:
    settings = PretrainSettings.load(CONFIGS / "pretrain.yaml")
    assert settings.architecture["max_position_embeddings"] == 256


def test_another_encoder_needs_no_other_keys() -> None:
    ours, other = (yaml.safe_load((CONFIGS / f"{name}.yaml").read_text("utf-8")) for name in ("tagger", "macbert"))
    assert other["encoder"] == "hfl/chinese-macbert-base"
    assert (set(other), set(other["training"])) == (set(ours), set(ours["training"]))


TAGGER = yaml.safe_load((CONFIGS / "tagger.yaml").read_text("utf-8"))
PRETRAIN = yaml.safe_load((CONFIGS / "pretrain.yaml").read_text("utf-8"))


def changed(data: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """`data` with one key, such as `training.seeds`, set, or left out if the value is None."""
    first, _, rest = place.partition(".")
    new = changed(data[first], rest, value) if rest else value
    return {**{key: kept for key, kept in data.items() if key != first}, **({} if new is None else {first: new})}


BAD_TAGGERS = [
    ("encodr", "models/base", "encodr: Extra inputs are not permitted"),
    ("training.lerning_rate", 0.1, r"training\.lerning_rate: Extra inputs"),
    ("encoder", None, "encoder: Field required"),
    ("training.seeds", None, r"training\.seeds: Field required"),
    ("training.seeds", [], r"training\.seeds: .*at least 1"),
    ("training.seeds", ["one"], r"training\.seeds\.0: .*valid integer"),
    ("training.learning_rate", 0, r"training\.learning_rate: .*greater than 0"),
    ("training.learning_rate", "fast", r"training\.learning_rate: .*valid number"),
    ("training.unknown_year", 1.5, r"training\.unknown_year: .*less than or equal to 1"),
    ("training.dropout", 1, r"training\.dropout: .*less than 1"),
    ("training.bf16", "perhaps", r"training\.bf16: .*valid boolean"),
    ("training.copies", 0, r"training\.copies: .*greater than 0"),
    ("training", "all", "training: "),
    ("window", 63, "window: .*greater than or equal to 64"),
    ("overlap", 43, "window 254 is less than six times overlap 43"),
]


@pytest.mark.parametrize(("place", "value", "message"), BAD_TAGGERS)
def test_wrong_tagger_settings_are_named(place: str, value: Any, message: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(yaml.safe_dump(changed(TAGGER, place, value)), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"wrong\.yaml: {message}.*Allowed at the top: encoder, "):
        TaggerSettings.load(path)


BAD_PRETRAINING = [
    ("masking.rate", 1, r"masking\.rate: .*less than 1"),
    ("masking.mean_span", 0.5, r"masking\.mean_span: .*greater than or equal to 1"),
    ("masking.kind", "words", r"masking\.kind: Extra inputs"),
    ("training.max_steps", -1, r"training\.max_steps: .*greater than 0"),
    ("block_length", 257, "block_length 257 exceeds max_position_embeddings 256"),
    ("architecture.max_position_embeddings", None, "block_length 128 exceeds max_position_embeddings 0"),
]


@pytest.mark.parametrize(("place", "value", "message"), BAD_PRETRAINING)
def test_wrong_pretraining_settings_are_named(place: str, value: Any, message: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(yaml.safe_dump(changed(PRETRAIN, place, value)), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"wrong\.yaml: {message}"):
        PretrainSettings.load(path)


@pytest.mark.parametrize("data", [b"", b"- a\n- b\n", b"text", b"a: [", "编码: 一".encode("gbk")])
def test_files_that_hold_no_settings_are_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match=r"odd\.yaml: cannot be read"):
        TaggerSettings.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.yaml: cannot be read .*configs/"):
        TaggerSettings.load(tmp_path / "gone.yaml")


def test_settings_can_be_overridden_and_not_changed() -> None:
    settings = TaggerSettings.load(CONFIGS / "tagger.yaml", encoder="elsewhere", augmentation=None)
    assert (settings.encoder, settings.augmentation) == ("elsewhere", None)
    with pytest.raises(ValueError, match="frozen"):
        settings.window = 5  # type: ignore[misc]
