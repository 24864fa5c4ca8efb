"""Many sources: each becomes a `Report` or a `Failure`, in the order given, whatever happens to the others."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from gongkai.errors import GongkaiError, UnreadableInput, WorkerError
from gongkai.narrative.scoring import THREADS_VARIABLE
from gongkai.pipeline import extract
from gongkai.readers import MAX_BYTES
from gongkai.report import Failure, Report

if TYPE_CHECKING:
    from gongkai.workers import Lost

ReportSource = str | Path | bytes | BinaryIO

_logger = logging.getLogger(__name__)
_logger.addHandler(logging.NullHandler())  # tracebacks are for those who ask for the log

_BUG = "This is a bug of gongkai: please report it, with the file if it may be shared."
_LOST = {
    "crashed": "Try it alone, with one worker, to see the cause; it may need more memory than there is.",
    "timeout": "Allow more time, or look whether the file is a report at all.",
}
# What a worker reads before its first source. It takes no source's time then to load word lists, forms and model.
_SMALL_REPORT = """\
某县人民政府2021年政府信息公开工作年度报告
一、总体情况
全年收到政府信息公开申请1件。
二、主动公开政府信息情况
五、存在的主要问题及改进情况
"""


@dataclass(frozen=True, slots=True)
class Job:
    """One source and the name to report it under; without a name, that of the source."""

    source: ReportSource
    name: str | None = None


def extract_many(
    sources: Iterable[ReportSource], workers: int = 1, *, timeout: float | None = None
) -> Iterator[Report | Failure]:
    """Extracts one source after the other, taking them from `sources` as it goes.

    Args:
        sources: what `extract` takes: paths, bytes, open binary files, texts.
        workers: processes to work in. With 1, and no `timeout`, everything happens in this process; else in child
            processes, where even a source that crashes the interpreter is only a `Failure` of its own. Two and more
            run the model on one thread each, unless `GONGKAI_THREADS` says otherwise.
        timeout: seconds that one source may take before it becomes a `Failure`; the start of a worker, which loads the
            model, is not counted.

    Raises:
        ValueError: `workers` is below 1, or `timeout` is not above 0.
    """
    return extract_jobs(map(Job, sources), workers, timeout)


def extract_jobs(jobs: Iterable[Job], workers: int = 1, timeout: float | None = None) -> Iterator[Report | Failure]:
    """`extract_many` with a name for each source."""
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, not {workers}")
    if timeout is not None and timeout <= 0:
        raise ValueError(f"timeout must be more than 0 seconds, not {timeout}")
    if workers == 1 and timeout is None:
        return map(attempt, jobs)
    return _in_workers(jobs, workers, timeout)


def attempt(job: Job | Failure) -> Report | Failure:
    """The report, or what went wrong; never an exception. A job that has failed already stays so."""
    if isinstance(job, Failure):
        return job
    try:
        return extract(job.source, name=job.name)
    except GongkaiError as error:
        return failure(error)
    except Exception as error:
        # A mistake of ours must not end a run over thousands of reports. The log keeps the traceback.
        name = _name(job)
        _logger.exception("%s: unexpected error", name)
        problem = f"unexpected {type(error).__name__} ({error})"
        return Failure(name=name, error=type(error).__name__, reason="bug", message=f"{problem}. {_BUG}")


def failure(error: GongkaiError) -> Failure:
    """The error as a result."""
    return Failure(
        name=error.name,
        error=type(error).__name__,
        reason=getattr(error, "reason", None),
        message=f"{error.problem}. {error.advice}",
    )


def _in_workers(jobs: Iterable[Job], workers: int, timeout: float | None) -> Iterator[Report | Failure]:
    from gongkai.workers import Lost, run_isolated  # not above: who reads one report should not wait for it

    environment, warm_up = _environment(workers), [Job(_SMALL_REPORT, "<warm-up>")]
    for job, result in run_isolated(attempt, map(_portable, jobs), workers, timeout, environment, warm_up):
        yield _lost(job, result, timeout) if isinstance(result, Lost) else result


def _environment(workers: int) -> dict[str, str]:
    """What the children are told: to use one thread each, unless the user has said how many."""
    is_told = workers == 1 or os.environ.get(THREADS_VARIABLE)
    # Children with a model thread for every processor each would only be in one another's way.
    return {} if is_told else {THREADS_VARIABLE: "1"}


def _portable(job: Job) -> Job | Failure:
    """The job in a form that another process can do: an open file is read here, as far as any reader would."""
    if isinstance(job.source, str | Path | bytes):
        return job
    name = _name(job)
    try:
        return Job(job.source.read(MAX_BYTES + 1), name)
    except (OSError, ValueError) as error:
        return failure(UnreadableInput(name, "missing", f"it cannot be read ({error})", "Open it in binary mode."))


def _lost(job: Job | Failure, lost: Lost, timeout: float | None) -> Failure:
    took_too_long = f"took more than {timeout:g} s and was ended" if timeout else ""
    problem = took_too_long if lost.reason == "timeout" else f"crashed its worker process (exit code {lost.exit_code})"
    name = job.name if isinstance(job, Failure) else _name(job)
    return failure(WorkerError(name, lost.reason, problem, _LOST[lost.reason]))


def _name(job: Job) -> str:
    if job.name:
        return job.name
    if isinstance(job.source, bytes):
        return "<bytes>"
    if isinstance(job.source, str) and ("\n" in job.source or "\r" in job.source):
        return "<text>"
    return str(getattr(job.source, "name", "<bytes>") if hasattr(job.source, "read") else job.source)
