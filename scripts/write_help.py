"""Writes the help texts of the command line into the READMEs."""

from __future__ import annotations

from typer.testing import CliRunner

from generated import READMES, fenced, write_section
from gongkai.cli import app

COMMANDS = ((), ("extract",), ("check",), ("plot",), ("claims",))


def help_section() -> str:
    """The help of each command, in the 80 columns that the test runner gives it."""
    outputs = [CliRunner().invoke(app, [*command, "--help"], prog_name="gongkai").output for command in COMMANDS]
    return "".join(map(fenced, outputs))


if __name__ == "__main__":
    for readme in READMES:
        write_section(readme, "help", help_section())
