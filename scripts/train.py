"""Fine-tunes the tagger with every seed of the configuration, keeps the best on the dev annotations and exports it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from gongkai.labelling.passages import load_passages
from gongkai.training.export import export
from gongkai.training.finetuning import train_seeds
from gongkai.training.settings import TaggerSettings

ROOT = Path(__file__).parent.parent
ANNOTATIONS = ROOT / "annotations"


def main(
    config: Annotated[Path, typer.Option(help="Settings.")] = ROOT / "configs" / "tagger.yaml",
    train: Annotated[list[Path] | None, typer.Option(help="Annotations to learn from.")] = None,
    dev: Annotated[list[Path] | None, typer.Option(help="Annotations to choose the best seed by.")] = None,
    output: Annotated[Path, typer.Option(help="Where the best run goes.")] = ROOT / "build" / "tagger",
) -> None:
    learned = load_passages(train or [ANNOTATIONS / "train.json"])
    measured = load_passages(dev or [ANNOTATIONS / "dev.json"])
    for run in train_seeds(TaggerSettings.load(config), learned, measured, output):
        typer.echo(json.dumps(run))
    typer.echo(json.dumps(export(output, measured)))


if __name__ == "__main__":
    typer.run(main)
