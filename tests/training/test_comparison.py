"""The comparison: which runs it does with what, which it need not do again, and the table it makes of them.

Training is stood in for by a function that notes what it was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fake_tagger import FakeTagger
from marked import passage

from gongkai.labelling.passages import Passage
from gongkai.narrative.second_opinion import Weighing
from gongkai.training import comparison
from gongkai.training.comparison import RULES, VARIANTS, Record, compare, comparison_table
from gongkai.training.evaluation import evaluate, evaluate_rules
from gongkai.training.settings import TaggerSettings

TRAIN = [passage(f"收到[[{number}件|requests.received]]", f"t-{number}") for number in range(1, 11)]
DEV = [passage("收到[[45件|requests.received]]，办结[[40件|requests.concluded]]", "d-1")]
HELD_OUT = [passage("全年共收到政府信息公开申请[[45件|requests.received]]", "h-1")]
SEEDS = (1, 2)
COPIES = 8


MUTE = Weighing(least=1)
"""With which a tagger finds nothing."""


@dataclass
class Run(FakeTagger):
    """A finished run, as far as the comparison looks at it."""

    weighing: Weighing = MUTE
    seconds: float = 61.4

    def __post_init__(self) -> None:
        super().__init__()


class Trainings(list[tuple[TaggerSettings, list[Passage], int]]):
    """Stands in for `train_tagger`: notes settings, passages and seed of each run. `stop_at` is the run that fails."""

    stop_at: int | None = None

    def __call__(
        self, settings: TaggerSettings, train: Sequence[Passage], dev: Sequence[Passage], seed: int, checkpoints: Path
    ) -> Run:
        assert list(dev) == DEV
        if len(self) == self.stop_at:
            raise KeyboardInterrupt
        self.append((settings, list(train), seed))
        return Run()


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> Trainings:
    noted = Trainings()
    monkeypatch.setattr(comparison, "train_tagger", noted)
    return noted


@pytest.fixture
def settings(tmp_path: Path) -> TaggerSettings:
    """Those of `configs/tagger.yaml`, with files of their own."""
    augmentation = tmp_path / "augmentation.yaml"
    augmentation.write_text("digits: 1", encoding="utf-8")
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "model.safetensors").write_bytes(b"weights")
    config = Path(__file__).parent.parent.parent / "configs" / "tagger.yaml"
    loaded = TaggerSettings.load(config, encoder=str(tmp_path / "base"), augmentation=str(augmentation))
    return with_training(loaded, seeds=SEEDS, copies=COPIES)


def with_training(settings: TaggerSettings, **changes: Any) -> TaggerSettings:
    return settings.model_copy(update={"training": settings.training.model_copy(update=changes)})


def compared(settings: TaggerSettings, store: Path, **changes: Any) -> list[Record]:
    given = {"train": TRAIN, "dev": DEV, "tests": {"dev": DEV, "held out": HELD_OUT}, **changes}
    return list(compare(settings, store=store, **given))


def test_every_variant_is_trained_with_every_seed(
    settings: TaggerSettings, trainings: Trainings, tmp_path: Path
) -> None:
    records = compared(settings, tmp_path / "store")
    names = [variant.name for variant in VARIANTS]
    assert [(record["variant"], record["seed"]) for record in records] == [
        (RULES, 0),
        *((name, seed) for seed in SEEDS for name in names),
    ]
    assert [seed for *_, seed in trainings] == [seed for seed in SEEDS for _ in names]


CHANGED = {
    # share of the passages, copies of each, pre-trained, augmented
    "shipped": (10, COPIES, True, True),
    "without pre-training": (10, COPIES, False, True),
    "without augmentation": (10, COPIES, True, False),
    "half of the annotations": (5, 2 * COPIES, True, True),
    "a quarter of the annotations": (2, 4 * COPIES, True, True),
}


@pytest.mark.parametrize("place", range(len(VARIANTS)), ids=[variant.name for variant in VARIANTS])
def test_a_variant_changes_what_it_says_and_nothing_else(
    place: int, settings: TaggerSettings, trainings: Trainings, tmp_path: Path
) -> None:
    compared(with_training(settings, seeds=(1,)), tmp_path / "store")
    used, passages, _ = trainings[place]
    n_passages, copies, pretrained, augmented = CHANGED[VARIANTS[place].name]
    assert (len(passages), used.training.copies, used.pretrained) == (n_passages, copies, pretrained)
    assert used.augmentation == (settings.augmentation if augmented else None)
    restored = with_training(used, copies=COPIES)
    assert restored.model_copy(update={"pretrained": True, "augmentation": settings.augmentation}) == with_training(
        settings, seeds=(1,)
    )


def test_a_share_is_drawn_by_the_seed_and_keeps_the_order(
    settings: TaggerSettings, trainings: Trainings, tmp_path: Path
) -> None:
    compared(settings, tmp_path / "store")
    compared(settings, tmp_path / "another store")
    drawn = [passages for _, passages, _ in trainings]
    assert drawn[: len(drawn) // 2] == drawn[len(drawn) // 2 :]
    assert drawn[0] == TRAIN  # as `train_seeds` learns it
    halves = [passages for passages in drawn if len(passages) == len(TRAIN) // 2]
    assert halves[0] != halves[1]  # another seed
    assert all(sorted(half, key=TRAIN.index) == half for half in halves)


def test_each_record_holds_what_was_measured(settings: TaggerSettings, trainings: Trainings, tmp_path: Path) -> None:
    by_rule, shipped, *_ = compared(settings, tmp_path / "store")
    assert by_rule["scores"] == {
        "dev": evaluate_rules(DEV).summary(),
        "held out": evaluate_rules(HELD_OUT).summary(),
    }
    assert shipped["scores"] == {
        "dev": {**evaluate(FakeTagger(), DEV).summary(), "claim_f1_with_rules": 0.0},
        "held out": {**evaluate(FakeTagger(), HELD_OUT).summary(), "claim_f1_with_rules": 0.0},
    }
    assert shipped["seconds"] == 61


@pytest.mark.parametrize("n_done", [0, 1, len(VARIANTS) + 1])
def test_an_interrupted_comparison_goes_on(
    n_done: int, settings: TaggerSettings, trainings: Trainings, tmp_path: Path
) -> None:
    n_runs = len(SEEDS) * len(VARIANTS)
    whole = compared(settings, tmp_path / "whole")
    trainings.clear()
    trainings.stop_at = n_done
    with pytest.raises(KeyboardInterrupt):
        compared(settings, tmp_path / "store")
    trainings.stop_at = None
    assert compared(settings, tmp_path / "store") == whole
    assert len(trainings) == n_runs
    assert compared(settings, tmp_path / "store") == whole
    assert len(trainings) == n_runs


def test_a_record_that_was_being_written_is_made_again(
    settings: TaggerSettings, trainings: Trainings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def torn(path: Path, text: str, **options: Any) -> int:
        write(path, text[: len(text) // 2], **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", torn)
        with pytest.raises(KeyboardInterrupt):
            compared(settings, tmp_path / "store")
    assert len(compared(settings, tmp_path / "store")) == 1 + len(SEEDS) * len(VARIANTS)


def test_another_seed_adds_its_runs_to_the_others(
    settings: TaggerSettings, trainings: Trainings, tmp_path: Path
) -> None:
    compared(settings, tmp_path / "store")
    trainings.clear()
    records = compared(with_training(settings, seeds=(1, 2, 3)), tmp_path / "store")
    assert {seed for *_, seed in trainings} == {3}
    assert len(records) == 1 + 3 * len(VARIANTS)


OTHER_DATA: dict[str, dict[str, Any]] = {
    "passages": {"train": [*TRAIN[1:], passage("收到[[99件|requests.received]]")]},
    "marks": {"train": [*TRAIN[1:], passage("收到[[1件|requests.received;scope=part]]")]},
    "test set": {"tests": {"dev": DEV, "held out": DEV}},
    "one test set more": {"tests": {"dev": DEV, "held out": HELD_OUT, "third": DEV}},
    "name of a test set": {"tests": {"dev": DEV, "another": HELD_OUT}},
}


@pytest.mark.parametrize("changes", OTHER_DATA.values(), ids=OTHER_DATA)
def test_runs_on_other_passages_are_not_taken_for_these(
    changes: dict[str, Any], settings: TaggerSettings, trainings: Trainings, tmp_path: Path
) -> None:
    compared(settings, tmp_path / "store")
    trainings.clear()
    records = compared(settings, tmp_path / "store", **changes)
    assert len(trainings) == len(SEEDS) * len(VARIANTS)
    assert len({tuple(record["scores"]) for record in records}) == 1


@pytest.mark.parametrize("changed", ["settings", "augmentation.yaml", "base/model.safetensors"])
def test_runs_of_other_settings_or_weights_are_not_taken_for_these(
    changed: str, settings: TaggerSettings, trainings: Trainings, tmp_path: Path
) -> None:
    compared(settings, tmp_path / "store")
    trainings.clear()
    if changed == "settings":
        settings = with_training(settings, learning_rate=0.1)
    else:
        (tmp_path / changed).write_bytes(b"others")
    compared(settings, tmp_path / "store")
    assert len(trainings) == len(SEEDS) * len(VARIANTS)


def record(variant: str, **scores: float) -> Record:
    """Measured on two test sets, on the second 0.25 worse."""
    names = ("claim_f1", "strict_span_f1", "period_accuracy", "scope_accuracy", "false_per_thousand")
    first = dict.fromkeys(names, 0.5) | scores
    return {"variant": variant, "scores": {"dev": first, "held out": {n: score - 0.25 for n, score in first.items()}}}


def test_the_table_gives_means_and_spreads() -> None:
    records = [
        record(RULES, false_per_thousand=34.5678),
        record("shipped", claim_f1=0.75, claim_f1_with_rules=0.875),
        record("half", claim_f1=0.5),
        record("shipped", claim_f1=1.0, scope_accuracy=0.8),
        record("shipped", claim_f1=0.5),
    ]
    assert comparison_table(records).split("\n") == [
        "| | measured on | seeds | claim f1 | strict span f1 | period accuracy | scope accuracy | false per thousand "
        "| claim f1 with rules |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| rules | dev | 1 | 0.500 | 0.500 | 0.500 | 0.500 | 34.568 |  |",
        "| rules | held out | 1 | 0.250 | 0.250 | 0.250 | 0.250 | 34.318 |  |",
        "| shipped | dev | 3 | 0.750 ± 0.250 | 0.500 ± 0.000 | 0.500 ± 0.000 | 0.600 ± 0.173 | 0.500 ± 0.000 | 0.875 |",
        "| shipped | held out | 3 | 0.500 ± 0.250 | 0.250 ± 0.000 | 0.250 ± 0.000 | 0.350 ± 0.173 | 0.250 ± 0.000 "
        "| 0.625 |",
        "| half | dev | 1 | 0.500 | 0.500 | 0.500 | 0.500 | 0.500 |  |",
        "| half | held out | 1 | 0.250 | 0.250 | 0.250 | 0.250 | 0.250 |  |",
    ]
