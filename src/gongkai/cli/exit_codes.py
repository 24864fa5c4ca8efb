"""What the exit code of a command says."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.report import Severity

SOME_FAILED = 1
NOT_DONE = 2  # wrong usage, as typer has it, or an output that cannot be written

# `gongkai check` answers as grep and diff do: 1 is an answer, and 2, which outweighs it, that there is none or not all.
FOUND = 1
NOT_ALL_CHECKED = 2


class FailOn(StrEnum):
    """Which findings are an exit code of 1: those of this severity and above."""

    CONFLICT = "conflict"
    DOUBT = "doubt"
    NEVER = "never"

    @property
    def severities(self) -> tuple[Severity, ...]:
        return _SEVERITIES[self]


_SEVERITIES: dict[FailOn, tuple[Severity, ...]] = {
    FailOn.CONFLICT: ("conflict",),
    FailOn.DOUBT: ("conflict", "doubt"),
    FailOn.NEVER: (),
}
