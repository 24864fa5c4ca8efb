"""Pre-trains the base model on a file or a folder of texts. Run again after an interruption, it goes on from the last
checkpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich import print_json

from gongkai.training.card import write_base_card
from gongkai.training.pretraining import pretrain
from gongkai.training.settings import PretrainSettings

ROOT = Path(__file__).parent.parent


def main(
    corpus: Annotated[Path, typer.Argument(help="A .txt or .txt.xz file, or a folder of such files.")],
    config: Annotated[Path, typer.Option(help="Settings.")] = ROOT / "configs" / "pretrain.yaml",
    output: Annotated[Path, typer.Option(help="Where the model goes.")] = ROOT / "models" / "base",
    checkpoints: Annotated[Path, typer.Option(help="Where checkpoints go.")] = ROOT / "build" / "pretraining",
) -> None:
    settings = PretrainSettings.load(config)
    print_json(data=pretrain(corpus, settings, output, checkpoints))
    write_base_card(output, settings)


if __name__ == "__main__":
    typer.run(main)
