"""Plants thousands of errors into the reports, one at a time, and counts those that reconciliation detects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from planting.run import Result, run
from planting.tally import by_basis, by_kind, missed, row, rows, table

ROOT = Path(__file__).parent.parent
FOLDERS = [ROOT / "examples", ROOT.parent / "shared" / "reports"]
GOLD = ROOT / "tests" / "fixtures" / "examples"
WIDTH = 120


def print_result(console: Console, result: Result) -> None:
    total = row("all", result.outcomes)
    console.print(table("reconciled, by kind", rows(result.outcomes, by_kind), total), "")
    console.print(table("by what makes it detectable", rows(result.outcomes, by_basis), total), "")
    if result.again:
        title = "extracted again from the text"
        console.print(table(title, rows(result.again, by_kind), row("all", result.again)), "")
    for key, count, example in missed(result.outcomes):
        plant = example.plant
        console.print(f"missed {count:4} {key}: {plant.document.name} {plant.kind} {plant.old!r} -> {plant.new!r}")
    for name, messages in result.false_conflicts.items():
        for message in messages:
            console.print(f"false conflict in {name}: {message}")
    for aim, is_met in result.aims.items():
        console.print("pass" if is_met else "FAIL", aim)


def main(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders; the examples and ../shared if not given.")
    ] = None,
    per_cell: Annotated[int, typer.Option(help="Kinds of errors drawn for each cell; claims get every kind.")] = 1,
    end_to_end: Annotated[int, typer.Option(help="Detectable plants to extract again from the changed text.")] = 200,
    seed: Annotated[int, typer.Option(help="Another seed, other errors.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Plant errors and print what was detected; exit code 1 if an aim is missed."""
    result = run(folders or FOLDERS, GOLD, seed=seed, per_cell=per_cell, end_to_end=end_to_end)
    if as_json:
        print(json.dumps(result.to_dict(), ensure_ascii=False, indent=1))
    else:
        print_result(Console(width=WIDTH, markup=False, highlight=False), result)
    if not all(result.aims.values()):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
