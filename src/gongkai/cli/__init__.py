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
from gongkai.cli.exit_codes import NOT_DONE, SOME_FAILED, FailOn
from gongkai.cli.formats import Format, TextFormat, check_pages, choose_format, choose_rows
from gongkai.errors import GongkaiError, UnreadableInput
from gongkai.frames import Rows

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: it goes into the README as it is
)


Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Reports, directories of reports, or - for standard input.")
]
Workers = Annotated[int, typer.Option("--workers", "-w", metavar="N", min=1, help="Processes to work in.")]
Timeout = Annotated[float | None, typer.Option(metavar="SECONDS", min=0.1, help="Give up on a report after this time.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Print without colours.")]


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
    files: Files,
    output_format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Without it, print tables for reading.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write to a file; its ending may tell the format."),
    ] = None,
    rows: Annotated[
        Rows | None, typer.Option(help="What a row of csv or parquet is.", show_default=Rows.VALUES.value)
    ] = None,
    workers: Workers = 1,
    timeout: Timeout = None,
    no_color: NoColor = False,
) -> None:
    """Extract the official tables of reports and the claims of their text.

    Reports may be web pages, Word files (.docx), PDFs, text or Markdown. Of a directory, all such files are read, those
    of its subdirectories too, but none called README.

    With --format html, each report becomes a page to review it on; for several, --output names a directory.

    Exit code: 0 all were read, 1 some could not be read, 2 wrong usage or the output cannot be written.
    """
    from gongkai.cli.extracting import Target, extract_to
    from gongkai.cli.sources import find_jobs, is_directory, refuse_overwriting

    jobs = find_jobs(files)
    refuse_overwriting(jobs, output)
    is_array = len(files) > 1 or is_directory(files[0])
    chosen = choose_format(Format, output_format, output)
    check_pages(chosen, output, is_array)
    target = Target(chosen, choose_rows(rows, chosen), output, is_array, not no_color)
    try:
        failed = extract_to(target, jobs, workers, timeout)
    except GongkaiError as error:
        typer.echo(error, err=True)
        raise typer.Exit(NOT_DONE) from None
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def check(
    files: Files,
    output_format: Annotated[
        TextFormat | None, typer.Option("--format", "-f", help="Without it, print findings for reading.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write to a file; its ending may tell the format."),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The findings for which the exit code is 1.")] = FailOn.CONFLICT,
    workers: Workers = 1,
    timeout: Timeout = None,
    no_color: NoColor = False,
) -> None:
    """Hold the figures of reports against each other.

    Within its tables, within its text, and between the two, each report says the same twice. A finding is a conflict
    where both cannot be true, a doubt where wording, rounding, period or scope leave a way out, and a note where a
    figure is missing. In every format, a row is a finding.

    Exit code: 0 nothing found, 1 a finding as severe as --fail-on says, or more, 2 some could not be read, wrong usage,
    or the output cannot be written.
    """
    from gongkai.cli.checking import CheckTarget, check_to
    from gongkai.cli.sources import find_jobs, refuse_overwriting

    jobs = find_jobs(files)
    refuse_overwriting(jobs, output)
    target = CheckTarget(choose_format(TextFormat, output_format, output), output, not no_color)
    try:
        verdict = check_to(target, jobs, workers, timeout)
    except GongkaiError as error:
        typer.echo(error, err=True)
        raise typer.Exit(NOT_DONE) from None
    raise typer.Exit(verdict.exit_code(fail_on))


@app.command()
def plot(
    files: Files,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PICTURE", help="The picture to write: a .png or .svg file.")
    ],
    indicators: Annotated[
        list[str] | None,
        typer.Option("--indicator", "-i", metavar="NAME", help="A figure to draw over the years; may be repeated."),
    ] = None,
    workers: Workers = 1,
    timeout: Timeout = None,
) -> None:
    """Draw the requests of a report, or figures of several.

    One report becomes a picture of how its requests flowed: what came, and what became of it. Several, or one with
    --indicator, become figures over the years, a line an issuer. Needs the extra plots and a font for Chinese.

    Exit code: 0 all were read and drawn, 1 some could not be read, 2 wrong usage, or the picture cannot be made.
    """
    from gongkai.cli.plotting import plot_to
    from gongkai.cli.sources import find_jobs, refuse_overwriting

    jobs = find_jobs(files)
    refuse_overwriting(jobs, output)
    try:
        failed = plot_to(output, jobs, indicators or [], workers, timeout)
    except GongkaiError as error:
        typer.echo(error, err=True)
        raise typer.Exit(NOT_DONE) from None
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def claims(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A plain text, or - for standard input.")] = "-",
    year: Annotated[
        int | None, typer.Option("--year", "-y", metavar="N", help="The year that the text reports on.")
    ] = None,
    output_format: Annotated[
        TextFormat | None, typer.Option("--format", "-f", help="Without it, print a table for reading.")
    ] = None,
    no_color: NoColor = False,
) -> None:
    """Find the claims of free text that is no report.

    A claim is a figure, or a statement that there was none. Its start and end count the characters of the text, each
    line end as one.

    Exit code: 0 the text was read, 1 it could not be read, 2 wrong usage, or the model or the output is at fault.
    """
    from gongkai.cli.claiming import write_claims

    try:
        write_claims(file, year, output_format, color=not no_color)
    except GongkaiError as error:
        typer.echo(error, err=True)
        raise typer.Exit(SOME_FAILED if isinstance(error, UnreadableInput) else NOT_DONE) from None


@app.command()
def schema() -> None:
    """Print the JSON schema of a report."""
    from gongkai.schema import schema_text

    typer.echo(schema_text(), nl=False)
