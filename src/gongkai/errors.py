"""Everything that `gongkai` raises on purpose.

    GongkaiError
    ├── UnreadableInput   the bytes cannot be turned into text and tables
    ├── NotAReport        readable, but not an annual report on information disclosure
    ├── NoTables          a report, but there is nothing in it that could be extracted
    ├── FormError         a form definition (YAML) is wrong: unknown key, unknown indicator
    ├── ModelError        the model directory is missing, damaged or of another kind
    ├── AnnotationError   an annotation file cannot be used: bad mark, wrong span, unknown label
    ├── ConfigError       a training configuration is wrong, or names what is not there
    ├── ServerError       Label Studio cannot be reached, or does not do what it was asked
    ├── WorkerError       a worker process died over the input, or its time was up
    └── OutputError       the result cannot be written where the user asked for it

Each error names the file, says what is wrong with it and what to do, in that order.
Errors of the libraries underneath (lxml, python-docx, pdfplumber) never get past the reader that called them.
"""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "missing",  # no such file
    "empty",  # no bytes, or no text
    "unknown_format",  # not a format that we read
    "old_word",  # binary .doc
    "scanned",  # a PDF made of pictures
    "damaged",  # truncated or corrupt
    "encrypted",  # needs a password
    "too_large",  # more bytes, or more after unpacking, than we take
    "too_complex",  # nested or repeated beyond what a report can be
]


class GongkaiError(Exception):
    """Base of the tree. `str(error)` is one line: file, what is wrong, what to do."""

    def __init__(self, name: str, problem: str, advice: str) -> None:
        self.name = name
        self.problem = problem
        self.advice = advice
        super().__init__(f"{name}: {problem}. {advice}")


class UnreadableInput(GongkaiError):
    """The input cannot be read; `reason` is one word that a program can act on."""

    def __init__(self, name: str, reason: Reason, problem: str, advice: str) -> None:
        self.reason = reason
        super().__init__(name, problem, advice)


class NotAReport(GongkaiError):
    """The input is readable but is no annual report on government information disclosure."""


class NoTables(GongkaiError):
    """A report without a single official table that can be read, as when they are pictures or attachments."""


class FormError(GongkaiError):
    """A form definition file is wrong; the message lists what would have been allowed."""


class ModelError(GongkaiError):
    """The tagger cannot be loaded; the message names the file of the model directory that is at fault."""


class AnnotationError(GongkaiError):
    """An annotation file cannot be used as it is; the message names the task or line."""


class ConfigError(GongkaiError):
    """A training configuration is wrong; the message lists what would have been allowed."""


class ServerError(GongkaiError):
    """Label Studio cannot be reached, or does not do what it was asked; `reason` is one word that a program can act on:
    only after `unreachable` and `failed` may the same request succeed a moment later."""

    def __init__(
        self,
        name: str,
        reason: Literal["unreachable", "failed", "token", "forbidden", "missing", "rejected", "not_installed"],
        problem: str,
        advice: str,
    ) -> None:
        self.reason = reason
        super().__init__(name, problem, advice)


class WorkerError(GongkaiError):
    """The worker process that read the input died or was ended; only `extract_many` meets it, as a `Failure`."""

    def __init__(self, name: str, reason: Literal["crashed", "timeout"], problem: str, advice: str) -> None:
        self.reason = reason
        super().__init__(name, problem, advice)


class OutputError(GongkaiError):
    """The result cannot be written, or not in the format asked for."""
