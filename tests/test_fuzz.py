"""The short form of `make fuzz`, and that it would see what it looks for."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import misbehaving
import pytest
from rich.console import Console

from fuzzing.judge import Case, Verdict
from fuzzing.mutations import MUTATIONS, mutate
from fuzzing.run import cases, fuzz, seed_files
from fuzzing.tally import Tally

COUNT = 300
SECONDS = 5.0  # for one input: what is promised for any


def test_damaged_inputs_end_in_a_report_or_our_error(examples: Path, tmp_path: Path) -> None:
    tally = Tally(tmp_path / "bugs")
    fuzz(cases(seed_files([examples]), seed=1, numbers=range(COUNT)), tally, workers=2, timeout=SECONDS)
    assert tally.n_inputs == COUNT
    logs = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.log")]
    assert logs == []


def test_a_case_is_the_same_every_time(examples: Path) -> None:
    files = seed_files([examples])
    first, second = (list(cases(files, seed=3, numbers=range(10))) for _ in range(2))
    assert first == second
    assert [case.data() for case in first] == [case.data() for case in second]


def test_formats_come_in_turn(examples: Path) -> None:
    suffixes = [case.path.suffix for case in cases(seed_files([examples]), seed=3, numbers=range(10))]
    assert suffixes[:5] == sorted(set(suffixes)) == suffixes[5:]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@pytest.mark.parametrize("data", [b"", b"x"])
def test_nothing_is_too_small_to_damage(mutation: object, data: bytes) -> None:
    assert all(len(mutate(f"{mutation}/{n}", data, data)) <= 4 * len(data) for n in range(50))


def test_what_is_looked_for_is_seen(example: Callable[[str], Path], tmp_path: Path) -> None:
    tally = Tally(tmp_path)
    bad = list(cases([example(".txt")], seed=9, numbers=range(4)))
    fuzz(bad, tally, workers=2, timeout=1.0, judge=misbehaving.judge)
    assert (tally.n_inputs, tally.n_bugs) == (4, 3)
    assert [path.read_bytes() for path in sorted(tmp_path.glob("*.txt"))] == [case.data() for case in bad[1:]]
    logs = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.log"))]
    for log, expected in zip(logs, ["exit code 3", "no result after 1 s", "Traceback: nope"], strict=True):
        assert expected in log


def test_the_table_says_what_came_of_each_format(example: Callable[[str], Path], tmp_path: Path) -> None:
    tally = Tally(tmp_path)
    for number, verdict in enumerate([Verdict("report", 0.1), Verdict("report", 0.5), Verdict("KeyError", 0.2, "…")]):
        tally.add(Case(9, number, example(".md"), example(".md")), verdict)
    text = io.StringIO()
    Console(file=text, width=100).print(tally.table())
    for expected in ("3 damaged inputs, 1 bugs", "2 report", "1 ! KeyError", "0.50 s (input 1)"):
        assert expected in text.getvalue()
