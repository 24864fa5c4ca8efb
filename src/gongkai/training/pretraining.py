"""Masked language modelling on official text: the base model before it has seen a claim."""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from transformers import BertConfig, BertForMaskedLM, Trainer, TrainingArguments

from gongkai.errors import ConfigError
from gongkai.narrative.encoding import DIGIT, model_text
from gongkai.training.settings import Masking, PretrainSettings
from gongkai.training.tagger import attention_for_training
from gongkai.training.tokenizer import MASK, SPECIAL, build_tokenizer

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

NEIGHBOURS = (-1, 1, -2, 2)
LOCAL_LAYERS = 2
SHARPNESS = 1.2
"""Heads so begun, their layers, and the size of their weights; see `start_local`. Set by the loss after 400 steps."""
SUFFIXES = {".txt", ".xz"}
N_HELD_OUT = 512
"""Blocks that are not trained on, for the loss on unseen text; of a small corpus, a tenth."""


def read_corpus(path: Path) -> Iterator[str]:
    """The texts of a file (.txt or .txt.xz), or of all such files below a folder, one string a file.

    Raises:
        ConfigError: there is no such file, the folder holds none, or one is damaged or not in UTF-8.
    """
    paths = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES) if path.is_dir() else [path]
    if not paths or not all(p.is_file() for p in paths):
        raise ConfigError(str(path), "no text to train on", "Give a .txt or .txt.xz file, or a folder of such files")
    yield from map(_read_text, paths)


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise ConfigError(
            str(path), f"cannot be read ({error})", "Give plain text in UTF-8, or such text as .xz"
        ) from error


def encode_corpus(texts: Iterable[str], tokenizer: PreTrainedTokenizerFast, block_length: int) -> np.ndarray[Any, Any]:
    """All texts in a row, cut into blocks: uint16 array of shape (blocks, block_length)."""
    ids = tokenizer.get_vocab()
    unknown = ids[str(tokenizer.unk_token)]
    table = np.full(0x110000, unknown, dtype=np.uint16)
    for character, number in ids.items():
        if character not in SPECIAL:
            table[ord(character)] = number
    codes = [np.frombuffer(model_text(text).encode("utf-32-le"), dtype=np.uint32) for text in texts]
    tokens = table[np.concatenate(codes)]
    n_blocks = len(tokens) // block_length
    return tokens[: n_blocks * block_length].reshape(n_blocks, block_length)


class Blocks(torch.utils.data.Dataset[dict[str, Any]]):
    """The rows of an array of token ids."""

    def __init__(self, blocks: np.ndarray[Any, Any]) -> None:
        self.blocks = blocks

    def __len__(self) -> int:
        return len(self.blocks)

    def __getitem__(self, index: int) -> dict[str, Any]:
        return {"input_ids": self.blocks[index]}


@dataclass
class SpanMasker:
    """Collates blocks and hides spans of them. Digits are never hidden: which digit stood there cannot be known, and
    that one stood there is known too easily."""

    masking: Masking
    mask_id: int
    digit_id: int
    first_ordinary_id: int
    vocabulary_size: int
    n_positions: int
    rng: np.random.Generator

    def __call__(self, rows: Sequence[dict[str, Any]]) -> dict[str, torch.Tensor]:
        """`input_ids` and `position_ids` of shape (batch, length); `labels`, the hidden tokens' ids, of shape (n,);
        `hidden`, their places in the flattened batch, of shape (n,)."""
        original = np.stack([row["input_ids"] for row in rows]).astype(np.int64)
        hidden = self._spans(original.shape) & (original != self.digit_id)
        fate = self.rng.random(original.shape)
        ids = np.where(hidden & (fate < 0.8), self.mask_id, original)
        random = self.rng.integers(self.first_ordinary_id, self.vocabulary_size, original.shape)
        ids = np.where(hidden & (fate >= 0.9), random, ids)
        batch, length = original.shape
        starts = self.rng.integers(0, self.n_positions - length + 1, (batch, 1))
        return {
            "input_ids": torch.from_numpy(ids),
            "position_ids": torch.from_numpy(starts + np.arange(length)),
            "hidden": torch.from_numpy(np.flatnonzero(hidden)),
            "labels": torch.from_numpy(original[hidden]),
        }

    def _spans(self, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
        """True on spans of geometric length that cover `rate` of the tokens."""
        mean = self.masking.mean_span
        starts = self.rng.random(shape) < -np.log1p(-self.masking.rate) / mean
        lengths = np.where(starts, self.rng.geometric(1 / mean, shape), 0)
        place = np.arange(shape[1])
        ends = np.maximum.accumulate(np.where(starts, place + lengths, 0), axis=1)
        return place < ends


class SpanBert(BertForMaskedLM):  # type: ignore[no-untyped-call]
    """Predicts at hidden tokens only, which saves a third of the time. Same weights as `BertForMaskedLM`."""

    def forward(
        self, input_ids: torch.Tensor, position_ids: torch.Tensor, hidden: torch.Tensor, labels: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        """Takes what `SpanMasker` makes; `loss` is the mean over the hidden tokens."""
        states = self.bert(input_ids, position_ids=position_ids).last_hidden_state
        logits = self.cls(states.flatten(0, 1)[hidden])
        return {"loss": cross_entropy(logits.float(), labels)}


def pretrain(corpus: Path, settings: PretrainSettings, output: Path, checkpoints: Path) -> dict[str, Any]:
    """Trains a base model from nothing, or goes on from the last of `checkpoints`, and saves it to `output`.

    Returns:
        parameters, blocks, steps and tokens seen, seconds (of this run alone, where it goes on from a checkpoint),
        loss on held-out text.

    Raises:
        ConfigError: there is no text at `corpus`, or too little.
    """
    texts = list(read_corpus(corpus))
    tokenizer = build_tokenizer(texts, int(settings.architecture["max_position_embeddings"]))
    blocks = encode_corpus(texts, tokenizer, settings.block_length)
    if len(blocks) < 2:
        raise ConfigError(str(corpus), "too little text", f"Give more than {2 * settings.block_length} characters")
    order = np.random.default_rng(settings.training.seed).permutation(len(blocks))
    n_held_out = min(N_HELD_OUT, max(1, len(blocks) // 10))
    blocks, held_out = blocks[order[n_held_out:]], blocks[order[:n_held_out]]
    model = _new_model(settings, tokenizer)
    trainer = Trainer(
        model=model,
        args=_arguments(settings, checkpoints),
        train_dataset=Blocks(blocks),
        eval_dataset=Blocks(held_out),
        data_collator=_masker(settings, tokenizer),
    )
    last = last_checkpoint(checkpoints, settings.training.max_steps)
    result = trainer.train(resume_from_checkpoint=str(last) if last else None)
    trainer.data_collator = _masker(settings, tokenizer)  # a new one hides the same characters after any interruption
    summary = {
        "parameters": model.num_parameters(),
        "blocks": len(blocks),
        "held_out_blocks": n_held_out,
        "steps": result.global_step,
        "tokens": result.global_step * settings.training.batch_size * settings.block_length,
        "seconds": round(result.metrics["train_runtime"]),
        "held_out_loss": round(trainer.evaluate()["eval_loss"], 4),
    }
    save_base(trainer, tokenizer, output, summary)
    return summary


def last_checkpoint(folder: Path, max_steps: int) -> Path | None:
    """The last one that is whole (of its files, the trainer's state is written last) and from which there is something
    left to do: from that of the last step, transformers would do one step too many."""
    states = folder.glob("checkpoint-*/trainer_state.json")
    by_step = {int(path.parent.name.removeprefix("checkpoint-")): path.parent for path in states}
    return by_step.get(max((step for step in by_step if step < max_steps), default=0))


def save_base(trainer: Any, tokenizer: PreTrainedTokenizerFast, output: Path, summary: dict[str, Any]) -> None:
    """Model (half precision: 16 bits hold all that such weights know), tokenizer, loss curve and summary."""
    model: Any = BertForMaskedLM(trainer.model.config)
    model.load_state_dict(trainer.model.state_dict())
    model.to(torch.float16).save_pretrained(output)
    tokenizer.save_pretrained(output)
    curve = [{"step": row["step"], "loss": row["loss"]} for row in trainer.state.log_history if "loss" in row]
    text = json.dumps({"summary": summary, "curve": curve}, indent=1)
    (output / "pretraining.json").write_text(text + "\n", encoding="utf-8")


def _new_model(settings: PretrainSettings, tokenizer: PreTrainedTokenizerFast) -> SpanBert:
    torch.manual_seed(settings.training.seed)
    fixed = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    architecture: dict[str, Any] = {**settings.architecture, **fixed, "attn_implementation": attention_for_training()}
    config = BertConfig(vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id, **architecture)
    model = SpanBert(config)
    start_local(model)
    return model


def start_local(model: BertForMaskedLM) -> None:
    """Lets the network look at neighbours from the first step, which random weights take thousands of steps to find.

    Positions begin as waves of falling frequency; in the lower layers, each head but the last begins by attending to
    the place `NEIGHBOURS` away: its queries are the waves of that place.
    """
    positions = model.bert.embeddings.position_embeddings.weight
    rates = wave_rates(positions.shape[1])
    with torch.no_grad():
        angles = torch.arange(len(positions))[:, None] * rates
        waves = torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)
        positions.copy_(waves * model.config.initializer_range * 2**0.5)
        for layer in list(model.bert.encoder.layer)[:LOCAL_LAYERS]:
            attention: Any = layer.attention
            for head, distance in enumerate(NEIGHBOURS):
                _attend(attention.self, head, distance, rates)


def wave_rates(width: int) -> torch.Tensor:
    """Radians a position, for each pair of a `width` of sines and cosines."""
    return torch.exp(torch.arange(0, width, 2) * (-math.log(10_000.0) / width))


def _attend(attention: Any, head: int, distance: int, rates: torch.Tensor) -> None:
    """Sets one head's keys to some of the waves, and its queries to the same waves `distance` further on."""
    size = attention.attention_head_size
    pairs = torch.linspace(0, len(rates) * 2 // 3, size // 2).long()
    for place, pair in enumerate(pairs.tolist()):
        turn = float(rates[pair]) * distance
        sine, cosine = 2 * pair, 2 * pair + 1
        row = head * size + 2 * place
        attention.key.weight[row, sine] += SHARPNESS
        attention.key.weight[row + 1, cosine] += SHARPNESS
        attention.query.weight[row, sine] += SHARPNESS * math.cos(turn)
        attention.query.weight[row, cosine] += SHARPNESS * math.sin(turn)
        attention.query.weight[row + 1, cosine] += SHARPNESS * math.cos(turn)
        attention.query.weight[row + 1, sine] -= SHARPNESS * math.sin(turn)


def _masker(settings: PretrainSettings, tokenizer: PreTrainedTokenizerFast) -> SpanMasker:
    ids = tokenizer.get_vocab()
    return SpanMasker(
        masking=settings.masking,
        mask_id=ids[MASK],
        digit_id=ids[DIGIT],
        first_ordinary_id=len(SPECIAL),
        vocabulary_size=len(tokenizer),
        n_positions=int(settings.architecture["max_position_embeddings"]),
        rng=np.random.default_rng(settings.training.seed),
    )


def _arguments(settings: PretrainSettings, checkpoints: Path) -> TrainingArguments:
    training = settings.training
    return TrainingArguments(
        output_dir=str(checkpoints),
        per_device_train_batch_size=training.batch_size,
        per_device_eval_batch_size=training.batch_size,
        max_steps=training.max_steps,
        learning_rate=training.learning_rate,
        warmup_steps=training.warmup_steps,
        weight_decay=training.weight_decay,
        lr_scheduler_type="linear",
        optim="adamw_torch_fused",
        adam_beta2=0.98,
        bf16=training.bf16,
        use_cpu=not torch.cuda.is_available(),
        logging_steps=training.logging_steps,
        save_steps=training.save_steps,
        save_total_limit=2,
        seed=training.seed,
        prediction_loss_only=True,
        remove_unused_columns=False,
        report_to="none",
        disable_tqdm=True,
    )
