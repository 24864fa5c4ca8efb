"""Checks annotation files: ends with 1 and the list of what is wrong, or prints what the files hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongkai.labelling.checks import (
    check_passages,
    label_counts,
    load_reviewed,
    n_distracting_numbers,
    unmarked_figures,
)
from gongkai.labelling.passages import load_passages

ANNOTATIONS = Path(__file__).parent.parent / "annotations"
SHIPPED = [ANNOTATIONS / "train.json", ANNOTATIONS / "dev.json"]
REVIEWED = ANNOTATIONS / "unmarked.txt"


def main(
    files: Annotated[list[Path] | None, typer.Argument(help="Label Studio exports or inline files.")] = None,
    write_reviewed: Annotated[bool, typer.Option(help="Put all unmarked figures on the reviewed list.")] = False,
) -> None:
    passages = load_passages(files or SHIPPED)
    if write_reviewed:
        lines = [figure.line() for passage in passages for figure in unmarked_figures(passage)]
        REVIEWED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    problems = check_passages(passages, load_reviewed(REVIEWED))
    for problem in problems:
        typer.echo(str(problem))
    labels = label_counts(passages)
    rarest, least = min(labels.items(), key=lambda item: item[1])
    typer.echo(
        f"{len(passages)} passages, {sum(labels.values())} claims, "
        f"{sum(map(n_distracting_numbers, passages))} distracting numbers; rarest label {rarest} ({least})"
    )
    raise typer.Exit(bool(problems))


if __name__ == "__main__":
    typer.run(main)
