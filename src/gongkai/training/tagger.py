"""The network that is fine-tuned: a token classifier of transformers with a second, small head for period and scope."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.functional import cross_entropy
from transformers import AddedToken, AutoConfig, AutoModelForTokenClassification, AutoTokenizer, PreTrainedTokenizerBase

from gongkai.errors import ConfigError
from gongkai.narrative.encoding import YEAR_MARKS, CharacterEncoder, pad
from gongkai.narrative.labels import N_ATTRIBUTES, PERIODS
from gongkai.training.dataset import IGNORED

ATTRIBUTES_FILE = "attributes.safetensors"
BATCH = 32


class TaggerNetwork(nn.Module):
    """`classifier` is any `AutoModelForTokenClassification`; the attribute head reads its last hidden states."""

    def __init__(self, classifier: Any, attribute_weight: float = 0.0) -> None:
        super().__init__()
        self.classifier = classifier
        self.attributes = nn.Linear(classifier.config.hidden_size, N_ATTRIBUTES)
        self.attribute_weight = attribute_weight

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        labels: torch.Tensor | None = None,
        periods: torch.Tensor | None = None,
        scopes: torch.Tensor | None = None,
    ) -> dict[str, torch.Tensor]:
        """`logits` of shape (batch, length, tags), `attributes` of (batch, length, 6); `loss` if there are labels."""
        out = self.classifier(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        attributes = self.attributes(out.hidden_states[-1])
        result = {"logits": out.logits, "attributes": attributes}
        if labels is not None and periods is not None and scopes is not None:
            period, scope = attributes[..., : len(PERIODS)], attributes[..., len(PERIODS) :]
            beside = _loss(period, periods) + _loss(scope, scopes)
            result["loss"] = _loss(out.logits, labels) + self.attribute_weight * beside
        return result

    def save(self, folder: Path) -> None:
        """In Hugging Face's layout, the attribute head in a file of its own. Weights are stored in 16 bits, and loaded
        in the 32 that the configuration names: the difference is far below what rounding costs anyway."""
        halves = {name: tensor.half() for name, tensor in self.classifier.state_dict().items()}
        self.classifier.save_pretrained(folder, state_dict=halves)
        save_file(self.attributes.state_dict(), folder / ATTRIBUTES_FILE)

    @classmethod
    def load(cls, folder: Path) -> TaggerNetwork:
        network = cls(AutoModelForTokenClassification.from_pretrained(folder, dtype=torch.float32))
        network.attributes.load_state_dict(load_file(folder / ATTRIBUTES_FILE))
        return network.eval()


def _loss(logits: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
    """Mean cross entropy; 0 where nothing is to be learned, as in a batch without a mark."""
    flat = classes.flatten()
    if not bool((flat != IGNORED).any()):
        return logits.sum() * 0
    return cross_entropy(logits.flatten(0, 1).float(), flat, ignore_index=IGNORED)


def attention_for_training() -> str:
    """On a CPU, plain matrix products take a third less time than torch's fused attention (0.27 s against 0.38 s for a
    step of 16 rows of 128 tokens on two cores)."""
    return "sdpa" if torch.cuda.is_available() else "eager"


def new_network(
    encoder: str, tag_names: list[str], *, dropout: float, attribute_weight: float, pretrained: bool = True
) -> tuple[TaggerNetwork, PreTrainedTokenizerBase]:
    """A network on the weights of `encoder`, or, without `pretrained`, on random ones; with tokens for marked years.
    An encoder that is a tagger already brings its heads along.

    Raises:
        ConfigError: there is no such encoder on this machine.
    """
    names = {
        "num_labels": len(tag_names),
        "id2label": dict(enumerate(tag_names)),
        "label2id": {n: i for i, n in enumerate(tag_names)},
    }
    dropouts = {"hidden_dropout_prob": dropout, "classifier_dropout": dropout}
    attention = attention_for_training()
    try:
        tokenizer = AutoTokenizer.from_pretrained(encoder)
        config = AutoConfig.from_pretrained(encoder, **names, **dropouts, attn_implementation=attention)
        if pretrained:
            classifier = AutoModelForTokenClassification.from_pretrained(encoder, config=config, dtype=torch.float32)
        else:
            classifier = AutoModelForTokenClassification.from_config(config, dtype=torch.float32)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ConfigError(
            encoder, f"no such encoder ({error})", "Give a folder, or the name of a downloaded encoder"
        ) from error
    _add_year_marks(classifier, tokenizer)
    network = TaggerNetwork(classifier, attribute_weight)
    if pretrained and (head := Path(encoder) / ATTRIBUTES_FILE).is_file():
        network.attributes.load_state_dict(load_file(head))
    return network, tokenizer


def character_encoder(tokenizer: PreTrainedTokenizerBase) -> CharacterEncoder:
    return CharacterEncoder(
        tokenizer.get_vocab(),
        cls=str(tokenizer.cls_token),
        sep=str(tokenizer.sep_token),
        unknown=str(tokenizer.unk_token),
    )


class TorchScorer:
    """Scores windows with a network in memory, for measurements during training; see `narrative.scoring.Scorer`."""

    def __init__(self, network: TaggerNetwork, encoder: CharacterEncoder, tag_names: list[str]) -> None:
        self.network, self.encoder, self.tags = network.eval(), encoder, tag_names

    def score(self, texts: Sequence[str]) -> list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
        device = self.network.attributes.weight.device
        scores: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = []
        for start in range(0, len(texts), BATCH):
            rows = [self.encoder.encode(text) for text in texts[start : start + BATCH]]
            mask = pad([np.ones(len(row), dtype=np.int64) for row in rows], 0)
            with torch.inference_mode():
                out = self.network(torch.from_numpy(pad(rows, 0)).to(device), torch.from_numpy(mask).to(device))
            scores += [
                (logits[1 : len(row) - 1].float().cpu().numpy(), attributes[1 : len(row) - 1].float().cpu().numpy())
                for logits, attributes, row in zip(out["logits"], out["attributes"], rows, strict=True)
            ]
        return scores


def _add_year_marks(classifier: Any, tokenizer: PreTrainedTokenizerBase) -> None:
    """Tokens for marked years, which begin as copies of the digit's."""
    digit = tokenizer.convert_tokens_to_ids("0")
    marks = [AddedToken(mark, normalized=False) for mark in YEAR_MARKS]  # BERT's normaliser would empty them
    if tokenizer.add_tokens(marks) == 0:
        return
    classifier.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    weights = classifier.get_input_embeddings().weight
    with torch.no_grad():
        weights[-len(YEAR_MARKS) :] = weights[digit] + 0.02 * torch.randn(len(YEAR_MARKS), weights.shape[1])
