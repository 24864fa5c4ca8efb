"""The command `gongkai`: takes the arguments, calls the library, tells how it went.

The library is imported where it is used, so that `gongkai --help` does not wait for it.
"""

from __future__ import annotations

import atexit
import gc
from pathlib import Path
from typing import Annotated

import typer

from gongkai import __version__
from gongkai.cli.formats import Format, choose_format
from gongkai.errors import GongkaiError

SOME_FAILED = 1
NOT_DONE = 2  # wrong usage, as typer has it, or an output that cannot be written

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: it goes into the README as it is
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gongkai {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read Chinese government information disclosure annual reports (政府信息公开工作年度报告) as data."""
    # Spares the end of the process the search for garbage in all that was loaded: a tenth of the time of a short run.
    atexit.register(gc.freeze)


@app.command()
def extract(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Reports, directories of reports, or - for standard input."),
    ],
    output_format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Without it, print tables for reading.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write to a file; its ending may tell the format."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", "-w", metavar="N", min=1, help="Processes to work in.")] = 1,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=0.1, help="Give up on a report after this time.")
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="Print tables without colours.")] = False,
) -> None:
    """Extract the official tables of reports.

    Reports may be web pages, Word files (.docx), PDFs, text or Markdown. Of a directory, all such files are read, those
    of its subdirectories too, but none called README.

    Exit code: 0 all were read, 1 some could not be read, 2 wrong usage or the output cannot be written.
    """
    from gongkai.cli.extracting import Target, extract_to
    from gongkai.cli.sources import find_jobs, is_directory, refuse_overwriting

    jobs = find_jobs(files)
    refuse_overwriting(jobs, output)
    is_array = len(files) > 1 or is_directory(files[0])
    target = Target(choose_format(output_format, output), output, is_array, not no_color)
    try:
        failed = extract_to(target, jobs, workers, timeout)
    except GongkaiError as error:
        typer.echo(error, err=True)
        raise typer.Exit(NOT_DONE) from None
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def schema() -> None:
    """Print the JSON schema of a report."""
    from gongkai.schema import schema_text

    typer.echo(schema_text(), nl=False)
