"""Speed, growth, memory and cold start, side by side with other libraries, and what was aimed at.

Every figure is measured in this run. `--readme` puts them into the READMEs.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from benchmarking.claims import REPORT_LENGTH, one_core, speed
from benchmarking.extraction import COPIES, format_times, growth, race
from benchmarking.processes import extract_command, import_times, memory, process_seconds
from benchmarking.timing import Aim
from generated import READMES, fenced, write_section
from gongkai.narrative.scoring import default_folder

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PASSAGES = ROOT / "annotations" / "dev.json"
SUFFIXES = (".docx", ".html", ".md", ".pdf", ".txt")
WIDTH = 100
HEAVY_IMPORT = "import torch, transformers"


def print_races(console: Console, paths: list[Path]) -> Aim:
    """`extract` understands every figure, `read_html` gives the cells of all tables."""
    table = _table("web pages, ms", "official tables", "pandas.read_html", "ratio", "whole report")
    races = [race(path) for path in paths]
    for result in races:
        theirs = _ms(result.read_html_seconds) if result.read_html_seconds else "fails"
        ratio = f"{result.ratio:.2f}" if result.ratio else ""
        table.add_row(result.path.name, _ms(result.tables_seconds), theirs, ratio, _ms(result.extract_seconds))
    console.print(table, "")
    ratios = [result.ratio for result in races if result.ratio]
    return Aim("time of the official tables / time of read_html, worst page", max(ratios, default=None), 1.0)


def print_formats(console: Console, paths: list[Path]) -> None:
    table = _table("a report, by format", "files", "kB", "ms", "ms per kB")
    for row in format_times(paths):
        per_kilobyte = _ms(row.seconds / row.kilobytes)
        table.add_row(row.suffix, str(row.n_files), f"{row.kilobytes:.1f}", _ms(row.seconds), per_kilobyte)
    console.print(table, "")


def print_growth(console: Console, paths: list[Path]) -> list[Aim]:
    table = _table("ms for copies in one document", *map(str, COPIES), "exponent")
    results = [growth(path) for path in paths]
    for result in results:
        table.add_row(result.path.name, *map(_ms, result.seconds), f"{result.exponent:.2f}")
    console.print(table, "")
    return [Aim(f"growth exponent, {result.path.suffix}", result.exponent, 1.15) for result in results]


def print_memory(console: Console, paths: list[Path]) -> None:
    table = _table(f"MB of memory, {COPIES[-1]} copies in one document", "document", "ready", "peak")
    for path in paths:
        result = memory(path, COPIES[-1])
        cells = [result.document, result.ready, result.peak] if result else []
        table.add_row(path.name, *(f"{megabytes:.1f}" for megabytes in cells))
    console.print(table, "")


def print_cold_start(console: Console, path: Path, heavy_python: str) -> Aim:
    ours, heavy = process_seconds(extract_command(path), [heavy_python, "-c", HEAVY_IMPORT])
    table = _table("a whole process", "ms")
    table.add_row(f"gongkai extract {path.name} --format json", _ms(ours) if ours else "failed")
    table.add_row(f'python -c "{HEAVY_IMPORT}"', _ms(heavy) if heavy else "not installed here")
    console.print(table, "")
    if heavy is None:
        console.print("To compare: pip install 'gongkai[train]', or --heavy-python PATH of a Python that has them.\n")
    return Aim("cold start / that of torch and transformers", ours / heavy if ours and heavy else None, 0.2)


def print_imports(console: Console, path: Path) -> None:
    table = _table("imports of that process, by package", "ms")
    for name, milliseconds in import_times(path):
        table.add_row(name, f"{milliseconds:.1f}")
    console.print(table, "")


def print_claims(console: Console) -> list[Aim]:
    result, alone = speed(PASSAGES), one_core(PASSAGES)
    table = _table(
        "claims in free text, characters a second", "find_claims", "transformers.pipeline", "share of the CPU"
    )
    theirs = f"{result.pipeline:,.0f}" if result.pipeline else "not installed here"
    table.add_row("the dev annotations", f"{result.ours:,.0f}", theirs, f"{result.share_of_processor:.0%}")
    console.print(table, "")
    if alone:
        table = _table("the model on one core", "load, ms", f"{REPORT_LENGTH:,} characters, ms", "MB before", "MB")
        cells = (_ms(alone.load), _ms(alone.report), f"{alone.megabytes_before:.0f}", f"{alone.megabytes:.0f}")
        table.add_row(default_folder().name, *cells)
        console.print(table, "")
    return [
        Aim(
            "time of find_claims / that of the pipeline",
            result.pipeline / result.ours if result.pipeline else None,
            0.2,
        ),
        Aim("loading the model, s", alone.load if alone else None, 0.3),
        Aim(f"{REPORT_LENGTH:,} characters on one core, s", alone.report if alone else None, 0.25),
    ]


def print_aims(console: Console, aims: list[Aim]) -> None:
    table = _table("aim", "measured", "below", "")
    for aim in aims:
        measured = "" if aim.measured is None else f"{aim.measured:.2f}"
        table.add_row(aim.what, measured, f"{aim.below:g}", aim.verdict)
    console.print(table, "")


def main(
    folder: Annotated[Path, typer.Argument(help="Reports to measure with.")] = EXAMPLES,
    heavy_python: Annotated[str, typer.Option(help="Interpreter with torch and transformers.")] = sys.executable,
    readme: Annotated[bool, typer.Option("--readme", help="Write the figures into the READMEs too.")] = False,
) -> None:
    """Measure everything and print it; exit code 1 if an aim is missed."""
    console = Console(record=True, width=WIDTH, markup=False, highlight=False)
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.stem != "README")
    pages, texts = ([path for path in paths if path.suffix == suffix] for suffix in (".html", ".txt"))
    largest = [max(files, key=lambda path: path.stat().st_size) for files in (texts, pages)]
    console.print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs\n"
    )
    aims = [print_races(console, pages)]
    print_formats(console, paths)
    aims += print_growth(console, largest)
    print_memory(console, largest)
    aims.append(print_cold_start(console, texts[0], heavy_python))
    print_imports(console, texts[0])
    aims += print_claims(console)
    print_aims(console, aims)
    if readme:
        section = fenced(console.export_text())
        for path in READMES:
            write_section(path, "benchmark", section)
    if any(aim.verdict == "FAIL" for aim in aims):
        raise typer.Exit(1)


def _table(title: str, *heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(title, min_width=40)
    for head in heads:
        table.add_column(head, justify="right")
    return table


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f}"


if __name__ == "__main__":
    typer.run(main)
