"""Reads thousands of damaged reports: each must end in a `Report` or a `GongkaiError`, and in time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from fuzzing.run import cases, fuzz, seed_files
from fuzzing.tally import Tally

EXAMPLES = Path(__file__).parent.parent / "examples"


def main(
    folders: Annotated[list[Path] | None, typer.Argument(help="Undamaged files; the examples if not given.")] = None,
    count: Annotated[int, typer.Option(help="Damaged inputs to make.")] = 20_000,
    start: Annotated[int, typer.Option(help="Number of the first one, to go on after an interruption.")] = 0,
    seed: Annotated[int, typer.Option(help="Another seed, other damage.")] = 0,
    workers: Annotated[int, typer.Option(help="Processes.")] = 2,
    timeout: Annotated[float, typer.Option(help="Seconds for one input.")] = 5.0,
    keep: Annotated[Path, typer.Option(help="Folder for the inputs that found a bug.")] = Path("build/fuzz"),
) -> None:
    """Damage files and read them; exit code 1 if one crashed, hung, or ended in anything but a report or our error."""
    tally = Tally(keep)
    numbers = range(start, start + count)
    fuzz(cases(seed_files(folders or [EXAMPLES]), seed, numbers), tally, workers=workers, timeout=timeout)
    Console().print(tally.table())
    if tally.n_bugs:
        print(f"The inputs of the bugs are in {keep}.")
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
