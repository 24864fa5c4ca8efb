"""What the command line names -> the jobs to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from gongkai.batch import Job

STDIN = "-"
PAGE_ENDING = ".review.html"  # the pages that `gongkai extract` writes into a directory: no reports
# The old .doc is among them although it cannot be read: its failure says how to convert it, silence would lose it.
SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".shtml", ".xhtml", ".docx", ".doc", ".pdf"})


def find_jobs(arguments: Iterable[str]) -> list[Job]:
    """One job a file; a directory stands for the reports in it and below it, sorted by path."""
    return [job for argument in arguments for job in _jobs(argument)]


def is_directory(argument: str) -> bool:
    return argument != STDIN and Path(argument).is_dir()


def refuse_overwriting(jobs: Iterable[Job], output: Path | None) -> None:
    """Protects the report of who mistypes the name of the output."""
    if output is None or not output.exists():
        return
    for job in jobs:
        if isinstance(job.source, Path) and job.source.exists() and job.source.samefile(output):
            raise typer.BadParameter(f"'{output}' is one of the reports to read.", param_hint="--output")


def _jobs(argument: str) -> list[Job]:
    if argument == STDIN:
        return [Job(sys.stdin.buffer, "<stdin>")]
    if not is_directory(argument):
        return [Job(Path(argument))]
    jobs = [Job(path) for path in sorted(_walk(Path(argument))) if _looks_like_report(path)]
    if not jobs:
        endings = " ".join(sorted(SUFFIXES))
        raise typer.BadParameter(f"no report in '{argument}', that is no file in {endings}.", param_hint="FILE")
    return jobs


def _walk(directory: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in files)


def _looks_like_report(path: Path) -> bool:
    is_hidden = path.name.startswith((".", "~$"))  # ~$report.docx: Word has report.docx open
    is_ours = path.name.endswith(PAGE_ENDING)
    return path.suffix.lower() in SUFFIXES and path.stem.upper() != "README" and not is_hidden and not is_ours
