"""Writes one drawn report, to look at it: `python -m tests.layouts render --form 2019 --layout flattened_002`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer
from hypothesis import HealthCheck, Phase, given, seed, settings

from .composing import MODIFIERS, reports
from .official_forms import FORMS
from .printed import PrintedReport
from .registry import LAYOUTS

app = typer.Typer(no_args_is_help=True)
DRAWS = 4  # Hypothesis draws the simplest report first, all zeros: a later one shows more


def known(name: str, names: Collection[str]) -> str:
    if name not in names:
        raise typer.BadParameter(f"{name} is none of {', '.join(names)}")
    return name


def known_form(name: str) -> str:
    return known(name, FORMS)


def known_layout(name: str) -> str:
    return known(name, LAYOUTS)


def known_modifiers(names: list[str] | None) -> list[str]:
    return [known(name, MODIFIERS) for name in names or []]


@app.command()
def render(
    form: Annotated[str, typer.Option(callback=known_form)] = "2019",
    layout: Annotated[str, typer.Option(callback=known_layout)] = "html_spans",
    modifier: Annotated[list[str] | None, typer.Option(callback=known_modifiers, help="may be repeated")] = None,
    number: Annotated[int, typer.Option("--seed", help="another seed, another report")] = 0,
    output: Annotated[Path | None, typer.Option("-o", help="where to write; text is printed without it")] = None,
) -> None:
    """Draws a report and writes it in a layout."""
    report = drawn_report(form, layout, modifier or [], number)
    content, suffix = LAYOUTS[layout].render(report)
    if output:
        output.write_bytes(content)
        typer.echo(f"{output}: {report!r}")
    elif suffix in (".txt", ".md"):
        typer.echo(content.decode())
    else:
        raise typer.BadParameter(f"{suffix} is no text: name a file with -o")


@app.command(name="list")
def names() -> None:
    """Prints the names of all layouts and modifiers."""
    typer.echo("layouts:   " + " ".join(LAYOUTS))
    typer.echo("modifiers: " + " ".join(MODIFIERS))


def drawn_report(form: str, layout: str, modifiers: list[str], number: int) -> PrintedReport:
    drawn: list[PrintedReport] = []
    chosen = [name for name in MODIFIERS if name in modifiers]

    @seed(number)
    @settings(
        max_examples=DRAWS,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(reports(form, LAYOUTS[layout], chosen))
    def draw(report: PrintedReport) -> None:
        drawn.append(report)

    draw()
    return drawn[-1]


if __name__ == "__main__":
    app()
