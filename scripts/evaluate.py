"""Measures a tagger, or the rule baseline, on annotated files: Label Studio exports or inline marks (.jsonl)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from gongkai.labelling.passages import load_passages
from gongkai.narrative.scoring import Tagger, default_folder
from gongkai.training.evaluation import evaluate, evaluate_rules, worst_errors
from gongkai.training.metrics import Measurement
from gongkai.training.pictures import save_confusion_matrix, save_precision_recall


def main(
    files: Annotated[list[Path], typer.Argument(help="Annotated files.")],
    model: Annotated[Path | None, typer.Option(help="Model directory; by default the one that is shipped.")] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Measure the rule baseline instead.")] = False,
    errors: Annotated[int, typer.Option(help="How many errors to show in context.")] = 20,
    labels: Annotated[bool, typer.Option(help="Show a row for every label.")] = True,
    pictures: Annotated[Path | None, typer.Option(help="Folder for the confusion matrix and the curve.")] = None,
) -> None:
    passages = load_passages(files)
    result = evaluate_rules(passages) if rules else evaluate(Tagger(model or default_folder()), passages)
    console = Console()
    if labels:
        console.print(label_table(result))
    for error in worst_errors(result, errors):
        console.print(str(error), markup=False, highlight=False)
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        save_confusion_matrix(result, pictures / "confusion.png")
        save_precision_recall(result, pictures / "precision_recall.png")
    console.print(summary_table(result, len(passages)))


def summary_table(result: Measurement, n_passages: int) -> Table:
    table = Table(
        "measure", "figure", title=f"{n_passages} passages, {result.claims.right + result.claims.missed} claims"
    )
    for name, value in result.summary().items():
        table.add_row(name, f"{value:.4f}")
    return table


def label_table(result: Measurement) -> Table:
    table = Table("label", "claims", "precision", "recall", "F1")
    for label, score in result.labels.items():
        n_gold = score.right + score.missed
        table.add_row(label, str(n_gold), f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}")
    return table


if __name__ == "__main__":
    typer.run(main)
