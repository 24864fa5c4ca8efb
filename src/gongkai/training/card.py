"""Model cards: the README.md of a model directory, written from what was measured."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import numpy as np

from gongkai.labelling.passages import Passage, narrative_labels
from gongkai.narrative.scoring import Tagger
from gongkai.narrative.second_opinion import Weighing
from gongkai.training.comparison import Record, comparison_table
from gongkai.training.evaluation import evaluate
from gongkai.training.pictures import save_confusion_matrix, save_precision_recall
from gongkai.training.pretraining import N_HELD_OUT
from gongkai.training.settings import PretrainSettings, TaggerSettings

N_POINTS = 20
"""Points of the loss curve that the base model's card shows, at most; the first and the last are among them."""


@dataclass(frozen=True)
class Comparison:
    """What `compare` yielded, and how many copies of each passage its runs learned from."""

    copies: int
    records: Sequence[Record]


def write_base_card(folder: Path, settings: PretrainSettings) -> None:
    """From `pretraining.json`, which the training left in `folder`."""
    training = json.loads((folder / "pretraining.json").read_text(encoding="utf-8"))
    places = np.linspace(0, len(training["curve"]) - 1, min(N_POINTS, len(training["curve"]))).round()
    curve = [training["curve"][int(place)] for place in places]
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    _write(
        folder,
        "base.md",
        summary=training["summary"],
        curve=curve,
        config=config,
        settings=settings,
        n_held_out=training["summary"].get("held_out_blocks", N_HELD_OUT),  # older files hold no number: it was this
    )


def write_tagger_card(
    folder: Path,
    settings: TaggerSettings,
    train: Sequence[Passage],
    dev: Sequence[Passage],
    tests: Mapping[str, Sequence[Passage]],
    compared: Comparison,
) -> None:
    """Measures the shipped model on every test set, draws its pictures, and puts the comparison beside it."""
    tagger = Tagger(folder)
    on_dev = evaluate(tagger, dev)
    save_confusion_matrix(on_dev, folder / "confusion.png")
    save_precision_recall(on_dev, folder / "precision_recall.png")
    _write(
        folder,
        "tagger.md",
        settings=settings,
        n_indicators=len(narrative_labels()),
        n_parameters=_n_parameters(folder),
        export=json.loads((folder / "export.json").read_text(encoding="utf-8")),
        n_train=len(train),
        n_train_claims=_n_claims(train),
        n_dev=len(dev),
        n_dev_claims=_n_claims(dev),
        comparison=comparison_table(compared.records),
        comparison_copies=compared.copies,
        shipped=[
            (f"{name}{remark}", evaluate(model, passages).summary())
            for name, passages in tests.items()
            for remark, model in (("", tagger), (", tagger alone", _alone(folder)))
        ],
        labels=on_dev.labels,
        figures=list(on_dev.summary()),
    )


def _alone(folder: Path) -> Tagger:
    """The shipped model without the rules' second opinion."""
    tagger = Tagger(folder)
    tagger.weighing = Weighing()
    return tagger


def _write(folder: Path, template: str, **values: Any) -> None:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gongkai.training", "cards"),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, not HTML
    )
    text = environment.get_template(template).render(**values)
    (folder / "README.md").write_text(text, encoding="utf-8")


def _n_claims(passages: Sequence[Passage]) -> int:
    return sum(len(passage.marks) for passage in passages)


def _n_parameters(folder: Path) -> int:
    from gongkai.training.tagger import TaggerNetwork

    return sum(parameter.numel() for parameter in TaggerNetwork.load(folder).parameters())
