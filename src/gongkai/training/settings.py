"""Training settings: frozen, read from YAML, with wrong keys and values refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gongkai.errors import ConfigError


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def load(cls, path: Path, **overrides: Any) -> Self:
        """Reads a YAML file; `overrides` replace its top-level keys.

        Raises:
            ConfigError: no such file, no YAML, or a key or value that is not allowed.
        """
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            return cls.model_validate({**data, **overrides})
        except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError) as error:
            raise ConfigError(
                str(path), f"cannot be read ({error})", "Give a YAML file like those in configs/"
            ) from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            allowed = ", ".join(cls.model_fields)
            message = first["msg"].removeprefix("Value error, ")
            problem = f"{place}: {message}" if place else message
            raise ConfigError(str(path), problem, f"Allowed at the top: {allowed}") from error


class Masking(Settings):
    rate: float = Field(gt=0, lt=1)
    mean_span: float = Field(ge=1)


class Schedule(Settings):
    batch_size: int = Field(gt=0)
    max_steps: int = Field(gt=0)
    learning_rate: float = Field(gt=0)
    warmup_steps: int = Field(ge=0)
    weight_decay: float = Field(ge=0)
    save_steps: int = Field(gt=0)
    logging_steps: int = Field(gt=0)
    seed: int
    bf16: bool


class PretrainSettings(Settings):
    """`configs/pretrain.yaml`. `architecture` goes to `BertConfig` as it is."""

    architecture: dict[str, int | str]
    block_length: int = Field(gt=0)
    masking: Masking
    training: Schedule

    @model_validator(mode="after")
    def _blocks_fit(self) -> Self:
        n_positions = int(self.architecture.get("max_position_embeddings", 0))
        if self.block_length > n_positions:
            raise ValueError(f"block_length {self.block_length} exceeds max_position_embeddings {n_positions}")
        return self


class TaggerTraining(Settings):
    copies: int = Field(gt=0)
    batch_size: int = Field(gt=0)
    learning_rate: float = Field(gt=0)
    head_learning_rate: float = Field(gt=0)
    warmup_ratio: float = Field(ge=0, lt=1)
    weight_decay: float = Field(ge=0)
    dropout: float = Field(ge=0, lt=1)
    unknown_year: float = Field(ge=0, le=1)
    attribute_weight: float = Field(ge=0)
    seeds: tuple[int, ...] = Field(min_length=1)
    bf16: bool


class TaggerSettings(Settings):
    """`configs/tagger.yaml`. `encoder` is a folder or the name of a Hugging Face encoder; `augmentation` a YAML
    file, or null for none. Relative paths count from the directory that the command runs in."""

    encoder: str
    pretrained: bool = True
    window: int = Field(ge=64)
    overlap: int = Field(ge=0)
    augmentation: str | None
    training: TaggerTraining

    @model_validator(mode="after")
    def _windows_move_on(self) -> Self:
        if self.window < 6 * self.overlap:
            raise ValueError(f"window {self.window} is less than six times overlap {self.overlap}")
        return self
