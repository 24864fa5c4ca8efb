"""Fine-tuning of the tagger on annotated passages, measured on others."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import torch
from datasets import Dataset
from transformers import Trainer, TrainingArguments, set_seed

from gongkai.errors import ConfigError
from gongkai.labelling.passages import Passage, narrative_labels
from gongkai.narrative.claims import find_claims
from gongkai.narrative.labels import tags
from gongkai.narrative.scoring import Array
from gongkai.narrative.second_opinion import Weighing
from gongkai.report import Claim
from gongkai.training.augment import load_augmenter
from gongkai.training.dataset import RowMaker, collate, training_rows
from gongkai.training.evaluation import evaluate
from gongkai.training.settings import TaggerSettings
from gongkai.training.tagger import TaggerNetwork, TorchScorer, character_encoder, new_network
from gongkai.training.weighing import fit_weighing

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase


@dataclass(frozen=True)
class TrainedTagger:
    """One finished run, a `narrative.scoring.Model`; `weighing` is fitted on the dev passages."""

    network: TaggerNetwork
    tokenizer: PreTrainedTokenizerBase
    settings: TaggerSettings
    seed: int
    weighing: Weighing
    seconds: float

    @property
    def indicators(self) -> list[str]:
        return narrative_labels()

    @property
    def window(self) -> int:
        return self.settings.window

    @property
    def overlap(self) -> int:
        return self.settings.overlap

    def score(self, texts: Sequence[str]) -> list[tuple[Array, Array]]:
        """See `narrative.scoring.Scorer`."""
        return self._scorer.score(texts)

    @cached_property
    def _scorer(self) -> TorchScorer:
        return TorchScorer(self.network, character_encoder(self.tokenizer), tags(self.indicators))

    def predict(self, passages: Sequence[Passage]) -> list[list[Claim]]:
        """The claims of each passage, with calibrated confidence."""
        return find_claims([p.text for p in passages], [p.year for p in passages], tagger=self)

    def save(self, folder: Path) -> None:
        """The torch side of a model directory; `export` adds the ONNX side."""
        folder.mkdir(parents=True, exist_ok=True)
        self.network.save(folder)
        self.tokenizer.save_pretrained(folder)
        sizes = {"window": self.settings.window, "overlap": self.settings.overlap}
        text = json.dumps({**sizes, "weighing": self.weighing.model_dump()}, indent=1)
        (folder / "gongkai.json").write_text(text + "\n", encoding="utf-8")


def train_seeds(
    settings: TaggerSettings, train: Sequence[Passage], dev: Sequence[Passage], output: Path
) -> Iterator[dict[str, Any]]:
    """One run for each seed of the settings; the best by claim F1 on `dev` is in `output` at the end.

    Yields:
        seed, scores on `dev` and seconds of each run.
    """
    best = -1.0
    for seed in settings.training.seeds:
        run = train_tagger(settings, train, dev, seed, output / "runs")
        measurement = evaluate(run, dev)
        if measurement.claims.f1 > best:
            best = measurement.claims.f1
            run.save(output)
        yield {"seed": seed, **measurement.summary(), "seconds": round(run.seconds)}


def train_tagger(
    settings: TaggerSettings, train: Sequence[Passage], dev: Sequence[Passage], seed: int, checkpoints: Path
) -> TrainedTagger:
    """One run with one seed.

    Raises:
        ConfigError: the encoder is not there, or does not take as much text as a window holds.
    """
    began = time.monotonic()
    set_seed(seed)
    tag_names = tags(narrative_labels())
    network, tokenizer = new_network(
        settings.encoder,
        tag_names,
        dropout=settings.training.dropout,
        attribute_weight=settings.training.attribute_weight,
        pretrained=settings.pretrained,
    )
    n_positions = network.classifier.config.max_position_embeddings
    if settings.window + 2 > n_positions:
        problem = f"it takes {n_positions} tokens, and a window makes {settings.window + 2}"
        raise ConfigError(settings.encoder, problem, "Make the window smaller, or give another encoder")
    encoder = character_encoder(tokenizer)
    maker = RowMaker(encoder, settings.window, settings.overlap)
    augmenter = load_augmenter(settings.augmentation) if settings.augmentation else None
    training = settings.training
    rows = list(training_rows(train, maker, augmenter, training.copies, training.unknown_year, seed))
    _TaggerTrainer(
        settings,
        model=network,
        args=_arguments(settings, seed, checkpoints),
        train_dataset=Dataset.from_list([{**row, "length": len(row["labels"])} for row in rows]),
        data_collator=_without_length(collate),
    ).train()
    run = TrainedTagger(network, tokenizer, settings, seed, Weighing(), time.monotonic() - began)
    return replace(run, weighing=fit_weighing(run, dev))


class _TaggerTrainer(Trainer):
    """Trains the two heads, which begin at random, faster than the encoder below them."""

    def __init__(self, settings: TaggerSettings, **arguments: Any) -> None:
        self.settings = settings
        super().__init__(**arguments)

    def create_optimizer(self, *_: Any) -> torch.optim.Optimizer:
        settings, network = self.settings, cast(Any, self.model)
        heads = {id(p) for module in (network.attributes, network.classifier.classifier) for p in module.parameters()}
        groups = [
            {"params": [p for p in network.parameters() if (id(p) in heads) is is_head], "lr": rate}
            for is_head, rate in (
                (True, settings.training.head_learning_rate),
                (False, settings.training.learning_rate),
            )
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=settings.training.weight_decay, fused=True)
        return self.optimizer


def _without_length(collator: Callable[[list[dict[str, Any]]], Any]) -> Callable[[list[dict[str, Any]]], Any]:
    """The column `length` is for the sampler, which batches rows of like length, not for the model."""
    return lambda rows: collator([{name: row[name] for name in row if name != "length"} for row in rows])


def _arguments(settings: TaggerSettings, seed: int, checkpoints: Path) -> TrainingArguments:
    training = settings.training
    return TrainingArguments(
        output_dir=str(checkpoints),
        num_train_epochs=1,  # the copies are the epochs
        per_device_train_batch_size=training.batch_size,
        learning_rate=training.learning_rate,
        warmup_steps=training.warmup_ratio,  # below 1: a share of all steps
        weight_decay=training.weight_decay,
        lr_scheduler_type="linear",
        bf16=training.bf16,
        use_cpu=not torch.cuda.is_available(),
        train_sampling_strategy="group_by_length",
        length_column_name="length",
        logging_steps=50,
        save_strategy="no",
        seed=seed,
        remove_unused_columns=False,
        report_to="none",
        disable_tqdm=True,
    )
