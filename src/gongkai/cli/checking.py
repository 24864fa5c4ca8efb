"""The work of `gongkai check`: jobs in, the findings of their reports to a writer, a verdict out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from gongkai.batch import Job
from gongkai.cli.exit_codes import FOUND, NOT_ALL_CHECKED, FailOn
from gongkai.cli.formats import TextFormat
from gongkai.cli.output import CsvWriter, JsonLinesWriter, JsonWriter, Writer, finding_objects
from gongkai.cli.reading import read_reports
from gongkai.cli.streams import open_output, printable_standard_output
from gongkai.frames import Rows
from gongkai.report import Failure, Report, Severity


@dataclass(slots=True)
class Verdict:
    """How many reports were checked and how many could not be; their findings by severity; and how many of the reports
    have a conflict."""

    reports: int = 0
    failures: int = 0
    conflicting: int = 0
    findings: Counter[Severity] = field(default_factory=Counter)

    def add(self, result: Report | Failure) -> None:
        if isinstance(result, Failure):
            self.failures += 1
            return
        severities = Counter(finding.severity for finding in result.findings)
        self.reports += 1
        self.conflicting += severities["conflict"] > 0
        self.findings += severities

    def exit_code(self, fail_on: FailOn) -> int:
        if self.failures:
            return NOT_ALL_CHECKED
        return FOUND if any(self.findings[severity] for severity in fail_on.severities) else 0


@dataclass(frozen=True, slots=True)
class CheckTarget:
    """Where the findings go. `format` None: for reading; `path` None: standard output."""

    format: TextFormat | None = None
    path: Path | None = None
    color: bool = True


def check_to(target: CheckTarget, jobs: list[Job], workers: int, timeout: float | None) -> Verdict:
    """Does all jobs.

    Raises:
        OutputError: the target cannot be written; before any job is done, where that can be known.
    """
    verdict = Verdict()
    with open_output(target.path) as stream:
        writer = _make_writer(target, stream, verdict)
        for result in read_reports(jobs, workers, timeout, target.path):
            verdict.add(result)
            writer.write(result)
        writer.close()
    return verdict


def _make_writer(target: CheckTarget, stream: IO[bytes], verdict: Verdict) -> Writer:
    if target.format is TextFormat.JSON:
        return JsonWriter(stream, array=True, to_objects=finding_objects)
    if target.format is TextFormat.JSONL:
        return JsonLinesWriter(stream, finding_objects)
    if target.format is TextFormat.CSV:
        return CsvWriter(stream, Rows.FINDINGS, byte_order_mark=target.path is not None)
    from gongkai.cli.findings_view import FindingsWriter

    return FindingsWriter(printable_standard_output(), verdict, color=target.color)
