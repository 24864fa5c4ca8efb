"""Many sources: order, laziness, and that nothing which one of them does reaches another."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
import slow_to_start
from fake_tagger import FakeTagger
from misbehaving import Poison, Spoilt, tell_sources, tell_threads, work

from gongkai import Failure, Report, batch, extract, extract_many
from gongkai.batch import ReportSource
from gongkai.workers import LOOK_AHEAD, Lost, run_isolated

NO_REPORT = "此文与本题无关。\n" * 3
WORKERS = [pytest.param(1, id="in-process"), pytest.param(2, id="two-workers")]


@pytest.fixture
def text(example: Callable[[str], Path], tagger: object) -> Path:
    """A report to extract, which needs the model."""
    return example(".txt")


def outcome(result: Report | Failure) -> str:
    return "Report" if isinstance(result, Report) else f"{result.error}/{result.reason}"


@pytest.mark.parametrize("workers", WORKERS)
def test_results_come_in_order_and_a_failure_stops_nothing(
    workers: int, text: Path, example: Callable[[str], Path]
) -> None:
    sources: list[ReportSource] = [text, NO_REPORT, "missing.pdf", b"", example(".docx"), text]
    results = list(extract_many(sources, workers))
    assert [outcome(result) for result in results] == [
        "Report",
        "NotAReport/None",
        "UnreadableInput/missing",
        "UnreadableInput/empty",
        "Report",
        "Report",
    ]
    assert results[0] == results[5] == extract(text)
    names = [result.name for result in results if isinstance(result, Failure)]
    assert names == ["<text>", "missing.pdf", "<bytes>"]


@pytest.mark.parametrize("workers", WORKERS)
def test_every_kind_of_source(workers: int, text: Path) -> None:
    data = text.read_bytes()
    with text.open("rb") as file:
        results = list(extract_many([text, str(text), data, io.BytesIO(data), file, data.decode()], workers))
    assert [outcome(result) for result in results] == ["Report"] * 6
    reports = [result for result in results if isinstance(result, Report)]
    assert [report.source.name for report in reports] == [
        str(text),
        str(text),
        "<bytes>",
        "<bytes>",
        str(text),
        "<text>",
    ]
    assert all(report.values == reports[0].values for report in reports)


@pytest.mark.parametrize("workers", WORKERS)
def test_an_open_file_that_cannot_be_read_is_a_failure(workers: int, text: Path) -> None:
    spoilt = cast(BinaryIO, Spoilt())
    first, second = extract_many([spoilt, text], workers)
    assert isinstance(first, Failure)
    assert (first.name, first.error, first.reason) == ("spoilt.html", "UnreadableInput", "missing")
    assert isinstance(second, Report)


@pytest.mark.parametrize("workers", WORKERS)
def test_sources_are_taken_as_needed(workers: int) -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        for taken in itertools.count(1):  # noqa: B007 - the count is what is asked for
            yield b""

    results = extract_many(endless(), workers)
    for _ in range(10):
        assert isinstance(next(results), Failure)
    assert taken <= 10 + workers * LOOK_AHEAD


@pytest.mark.parametrize(
    ("workers", "timeout", "message"),
    [(0, None, "workers"), (-1, None, "workers"), (1, 0.0, "timeout"), (2, -1.0, "timeout")],
)
def test_impossible_settings_are_refused_at_once(workers: int, timeout: float | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        extract_many([], workers, timeout=timeout)


def test_a_source_that_crashes_its_worker_is_one_failure(text: Path) -> None:
    results = list(extract_many([text, Poison(b"x"), text, Poison(b"x"), text], 2))
    assert [outcome(result) for result in results] == ["Report", "WorkerError/crashed"] * 2 + ["Report"]
    crashed = results[1]
    assert isinstance(crashed, Failure)
    assert "exit code 7" in crashed.message


def test_a_source_that_takes_too_long_is_one_failure(text: Path) -> None:
    (result,) = extract_many([text], timeout=0.000_001)
    assert isinstance(result, Failure)
    assert (result.name, result.error, result.reason) == (str(text), "WorkerError", "timeout")
    assert "took more than 1e-06 s" in result.message


def test_a_bug_is_a_failure_of_its_source(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one test with a false `extract`: a bug that stayed in would be a worse one."""

    def broken(*_: object, **__: object) -> Report:
        raise KeyError("nope")

    monkeypatch.setattr(batch, "extract", broken)
    (result,) = extract_many([text])
    assert isinstance(result, Failure)
    assert (result.name, result.error, result.reason) == (str(text), "KeyError", "bug")
    assert "report it" in result.message


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("{body}", id="script-without-main-guard"),
        pytest.param("if __name__ == '__main__':\n    {body}", id="script-with-main-guard"),
    ],
)
def test_workers_start_from_a_script(code: str, text: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(code.format(body=_use(text)), encoding="utf-8")
    assert _python(script) == "Report Report"


def test_workers_start_from_a_console(text: Path) -> None:
    assert _python("-i", stdin=_use(text) + "\n") == "Report Report"


def test_a_module_beside_the_reports_does_not_get_into_the_workers(text: Path, tmp_path: Path) -> None:
    (tmp_path / "decimal.py").write_text("raise SystemExit('wrong module')")
    script = tmp_path / "elsewhere" / "script.py"
    script.parent.mkdir()
    script.write_text(_use(text), encoding="utf-8")
    assert _python(script, folder=tmp_path) == "Report Report"


@pytest.mark.parametrize(
    ("workers", "told", "expected"), [(2, None, "1"), (2, "", "1"), (2, "3", "3"), (1, None, ""), (1, "3", "3")]
)
def test_workers_side_by_side_use_one_thread_each(
    workers: int, told: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_THREADS", raising=False)
    if told is not None:
        monkeypatch.setenv("GONGKAI_THREADS", told)
    monkeypatch.setattr(batch, "attempt", tell_threads)
    told_each: list[object] = list(extract_many(["a.txt"] * 3, workers, timeout=60))
    assert told_each == [expected] * 3


def _use(path: Path) -> str:
    return (
        "from gongkai import extract_many; "
        f"print(*[type(result).__name__ for result in extract_many([{str(path)!r}] * 2, workers=2)])"
    )


def _python(*arguments: str | Path, stdin: str = "", folder: Path | None = None) -> str:
    command = [sys.executable, "-W", "error", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, cwd=folder, capture_output=True, text=True, check=True, timeout=60
    ).stdout.strip()


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("exit", Lost("crashed", 3)),
        ("segfault", Lost("crashed", -11)),
        ("raise", Lost("crashed", 1)),
        ("hang", Lost("timeout", -9)),
        ("print", "print"),
        ("large", "large" * 1_000_000),
    ],
)
def test_what_an_item_does_stays_with_it(item: str, expected: Any) -> None:
    items = ["a", item, "b", "c", item, "d"]
    assert list(run_isolated(work, items, 2, 1.0)) == [
        ("a", "a"),
        (item, expected),
        ("b", "b"),
        ("c", "c"),
        (item, expected),
        ("d", "d"),
    ]


def test_the_start_of_a_worker_does_not_count_as_time_of_an_item() -> None:
    limit = slow_to_start.SECONDS / 2
    assert [result for _, result in run_isolated(slow_to_start.echo, ["a", "b"], 1, limit)] == ["a", "b"]


@pytest.mark.parametrize(
    ("warm_up", "items", "expected"),
    [(["w"], ["a", "exit", "b"], ["a", Lost("crashed", 3), "b"]), ([], ["a"], [Lost("timeout", -9)])],
)
def test_what_a_worker_loads_to_warm_up_does_not_count_as_time_of_an_item(
    warm_up: list[str], items: list[str], expected: list[Any]
) -> None:
    results = run_isolated(slow_to_start.load_and_echo, items, 1, slow_to_start.SECONDS / 2, warm_up=warm_up)
    assert [result for _, result in results] == expected


def test_a_worker_that_dies_while_it_warms_up_is_lost_with_its_item() -> None:
    assert list(run_isolated(work, ["a"], 1, None, warm_up=["exit"])) == [("a", Lost("crashed", 3))]


def test_workers_warm_up_with_a_report_that_needs_the_model(
    monkeypatch: pytest.MonkeyPatch, fake_tagger: FakeTagger
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(batch, "attempt", tell_sources)
        told: list[Any] = list(extract_many(["a.txt", "b.txt"], timeout=60))
    assert [sources[1:] for sources in told] == [["a.txt"], ["a.txt", "b.txt"]]
    (report,) = extract_many([told[0][0]])
    assert isinstance(report, Report)
    assert fake_tagger.seen


def test_leaving_early_ends_the_workers_at_once() -> None:
    results = run_isolated(work, itertools.chain(["a"], itertools.repeat("hang")), 2, None)
    assert next(results) == ("a", "a")
    begin = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begin < 5
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_large_item_gets_through() -> None:
    large = "x" * 20_000_000
    assert [result == large for _, result in run_isolated(work, [large], 1, 30)] == [True]
