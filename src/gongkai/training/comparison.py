"""The tagger next to what it has to beat: rules, and itself without pre-training, augmentation, or half its lessons."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev
from typing import Any

from gongkai.labelling.passages import Passage
from gongkai.training.evaluation import evaluate, evaluate_rules
from gongkai.training.finetuning import train_tagger
from gongkai.training.settings import TaggerSettings

RULES = "rules"
TestSets = Mapping[str, Sequence[Passage]]
Record = dict[str, Any]


@dataclass(frozen=True)
class Variant:
    """What is changed about the shipped settings. `share` is that of the training passages; the steps stay as many."""

    name: str
    share: float = 1.0
    pretrained: bool = True
    augmented: bool = True


VARIANTS = (
    Variant("shipped"),
    Variant("without pre-training", pretrained=False),
    Variant("without augmentation", augmented=False),
    Variant("half of the annotations", share=0.5),
    Variant("a quarter of the annotations", share=0.25),
)


def compare(
    settings: TaggerSettings, train: Sequence[Passage], dev: Sequence[Passage], tests: TestSets, store: Path
) -> Iterator[Record]:
    """Measures every variant with every seed of the settings, and the rules, on each test set.

    A run that `store` already holds, from before an interruption, is not done again.

    Yields:
        variant, seed, and per test set the figures of `Measurement.summary`.
    """
    store.mkdir(parents=True, exist_ok=True)
    by_rule = {name: evaluate_rules(passages).summary() for name, passages in tests.items()}
    yield {"variant": RULES, "seed": 0, "scores": by_rule}
    for seed in settings.training.seeds:
        for variant in VARIANTS:
            path = store / f"{variant.name.replace(' ', '_')}-{seed}.json"
            if not path.exists():
                record = _run(variant, settings, train, dev, tests, seed, store)
                path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
            yield json.loads(path.read_text(encoding="utf-8"))


def comparison_table(records: Sequence[Record]) -> str:
    """A Markdown table: a row a variant and test set, mean and spread (standard deviation) over the seeds."""
    names = list(dict.fromkeys(record["variant"] for record in records))
    tests = list(records[0]["scores"])
    figures = ("claim_f1", "strict_span_f1", "period_accuracy", "scope_accuracy", "false_per_thousand")
    head = "| | measured on | seeds | " + " | ".join(name.replace("_", " ") for name in figures) + " |"
    lines = [head, "| --- | --- | --- |" + " --- |" * len(figures)]
    for name in names:
        for test in tests:
            scores = [record["scores"][test] for record in records if record["variant"] == name]
            cells = [_mean_and_spread([score[figure] for score in scores]) for figure in figures]
            lines.append(f"| {name} | {test} | {len(scores)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _run(
    variant: Variant,
    settings: TaggerSettings,
    train: Sequence[Passage],
    dev: Sequence[Passage],
    tests: TestSets,
    seed: int,
    store: Path,
) -> Record:
    chosen = random.Random(seed).sample(list(train), round(len(train) * variant.share))
    copies = round(settings.training.copies / variant.share)
    changes = {"pretrained": variant.pretrained, "training": settings.training.model_copy(update={"copies": copies})}
    if not variant.augmented:
        changes["augmentation"] = None
    run = train_tagger(settings.model_copy(update=changes), chosen, dev, seed, store / "runs")
    scores = {name: evaluate(run, passages).summary() for name, passages in tests.items()}
    return {"variant": variant.name, "seed": seed, "scores": scores, "seconds": round(run.seconds)}


def _mean_and_spread(values: Sequence[float]) -> str:
    spread = f" ± {stdev(values):.3f}" if len(values) > 1 else ""
    return f"{mean(values):.3f}{spread}"
