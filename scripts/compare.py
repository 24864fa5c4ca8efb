"""Trains what the tagger is compared with, measures everything, and writes the tagger's model card.

Each finished run is kept, so that the command goes on after an interruption.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from gongkai.labelling.passages import load_passages
from gongkai.training.card import Comparison, write_tagger_card
from gongkai.training.comparison import compare, comparison_table
from gongkai.training.settings import TaggerSettings

ROOT = Path(__file__).parent.parent
ANNOTATIONS = ROOT / "annotations"


def main(
    held_out: Annotated[
        list[Path] | None, typer.Option("--on", help="More annotated files to measure on, beside the dev annotations.")
    ] = None,
    config: Annotated[Path, typer.Option(help="Settings.")] = ROOT / "configs" / "tagger.yaml",
    copies: Annotated[
        int | None, typer.Option(help="Copies of each passage in place of the settings', for less time.")
    ] = None,
    store: Annotated[Path, typer.Option(help="Where finished runs are kept.")] = ROOT / "build" / "comparison",
    model: Annotated[Path, typer.Option(help="The model whose card is written.")] = ROOT / "models" / "tagger",
) -> None:
    settings = _with_copies(TaggerSettings.load(config), copies)
    train, dev = (load_passages([ANNOTATIONS / f"{name}.json"]) for name in ("train", "dev"))
    tests = {"dev annotations": dev} | {path.stem: load_passages([path]) for path in held_out or []}
    records = []
    for record in compare(settings, train, dev, tests, store):
        records.append(record)
        typer.echo(json.dumps(record))
    typer.echo(comparison_table(records))
    write_tagger_card(
        model, TaggerSettings.load(config), train, dev, tests, Comparison(settings.training.copies, records)
    )


def _with_copies(settings: TaggerSettings, copies: int | None) -> TaggerSettings:
    if copies is None:
        return settings
    return settings.model_copy(update={"training": settings.training.model_copy(update={"copies": copies})})


if __name__ == "__main__":
    typer.run(main)
