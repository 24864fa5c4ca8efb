"""The tagger next to what it has to beat: rules, and itself without pre-training, augmentation, or half its lessons."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, stdev
from typing import Any

from gongkai.labelling.passages import Passage
from gongkai.narrative.second_opinion import Weighing
from gongkai.training.evaluation import evaluate, evaluate_rules
from gongkai.training.finetuning import TrainedTagger, train_tagger
from gongkai.training.settings import TaggerSettings

RULES = "rules"
WITH_RULES = "claim_f1_with_rules"
"""Claim F1 of a tagger with the rules' second opinion, which `find_claims` asks for."""
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

    A run that `store` already holds, from before an interruption, is not done again, unless settings, passages,
    augmentation or the encoder's weights are others now.

    Yields:
        variant, seed, and per test set the figures of `Measurement.summary` and `WITH_RULES`.
    """
    store.mkdir(parents=True, exist_ok=True)
    made_from = _digest(settings, [("train", train), ("dev", dev), *tests.items()])
    by_rule = {name: evaluate_rules(passages).summary() for name, passages in tests.items()}
    yield {"variant": RULES, "seed": 0, "scores": by_rule}
    for seed in settings.training.seeds:
        for variant in VARIANTS:
            path = store / f"{variant.name.replace(' ', '_')}-{seed}.json"
            record = _kept(path, made_from)
            if record is None:
                record = _run(variant, settings, train, dev, tests, seed, store) | {"made_from": made_from}
                _keep(path, record)
            yield record


def comparison_table(records: Sequence[Record]) -> str:
    """A Markdown table: a row a variant and test set, mean and spread (standard deviation) over the seeds."""
    names = list(dict.fromkeys(record["variant"] for record in records))
    tests = list(records[0]["scores"])
    figures = ("claim_f1", "strict_span_f1", "period_accuracy", "scope_accuracy", "false_per_thousand", WITH_RULES)
    head = "| | measured on | seeds | " + " | ".join(name.replace("_", " ") for name in figures) + " |"
    lines = [head, "| --- | --- | --- |" + " --- |" * len(figures)]
    for name in names:
        for test in tests:
            scores = [record["scores"][test] for record in records if record["variant"] == name]
            cells = [_mean_and_spread([score[figure] for score in scores if figure in score]) for figure in figures]
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
    chosen = _chosen(train, variant.share, seed)
    copies = round(settings.training.copies / variant.share)
    changes = {"pretrained": variant.pretrained, "training": settings.training.model_copy(update={"copies": copies})}
    if not variant.augmented:
        changes["augmentation"] = None
    run = train_tagger(settings.model_copy(update=changes), chosen, dev, seed, store / "runs")
    scores = {name: _scores(run, passages) for name, passages in tests.items()}
    return {"variant": variant.name, "seed": seed, "scores": scores, "seconds": round(run.seconds)}


def _scores(run: TrainedTagger, passages: Sequence[Passage]) -> dict[str, float]:
    """The tagger's own figures, which the variants are told apart by, and beside them what the rules make of it."""
    alone = evaluate(replace(run, weighing=Weighing()), passages)
    return {**alone.summary(), WITH_RULES: round(evaluate(run, passages).claims.f1, 4)}


def _chosen(passages: Sequence[Passage], share: float, seed: int) -> list[Passage]:
    """A share of the passages in their order, so that the whole of them is learned from as `train_seeds` does it."""
    places = random.Random(seed).sample(range(len(passages)), round(len(passages) * share))
    return [passages[place] for place in sorted(places)]


def _digest(settings: TaggerSettings, sets: Sequence[tuple[str, Sequence[Passage]]]) -> str:
    """Of all data that a record depends on, but for its seed."""
    chosen = settings.model_dump_json(exclude={"training": {"seeds"}})
    contents = [(name, [replace(passage, source="") for passage in passages]) for name, passages in sets]
    digest = hashlib.sha256(repr([chosen, contents]).encode())
    files = [*sorted(Path(settings.encoder).glob("*.safetensors")), Path(settings.augmentation or "")]
    for path in filter(Path.is_file, files):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _kept(path: Path, made_from: str) -> Record | None:
    """The record of a finished run, if it was made from the same."""
    if not path.exists():
        return None
    record: Record = json.loads(path.read_text(encoding="utf-8"))
    return record if record.get("made_from") == made_from else None


def _keep(path: Path, record: Record) -> None:
    """Writes the record whole or not at all."""
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)


def _mean_and_spread(values: Sequence[float]) -> str:
    if not values:
        return ""
    spread = f" ± {stdev(values):.3f}" if len(values) > 1 else ""
    return f"{mean(values):.3f}{spread}"
