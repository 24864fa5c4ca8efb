"""A tagger trained on with what annotators labelled meanwhile, and measured against the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.labelling.passages import Passage
from gongkai.narrative.scoring import Tagger
from gongkai.training.evaluation import evaluate
from gongkai.training.settings import TaggerSettings

HELD_OUT = 10
"""One in so many annotated passages is measured on instead of learned from, so that the dev split knows the reports
that are labelled here."""


@dataclass(frozen=True)
class Split:
    learned: list[Passage]
    measured: list[Passage]


def split(annotated: Sequence[Passage], train: Sequence[Passage], dev: Sequence[Passage]) -> Split:
    """The project's own split with the annotated passages added. Which of them are measured on depends on their text
    alone: in the next round they are the same. No text is both learned from and measured on; a text that is in `train`
    and annotated again has the newer marks."""
    in_dev = {passage.text for passage in dev}
    newer = {passage.text: passage for passage in annotated if passage.text not in in_dev}
    held_out = [passage for text, passage in newer.items() if is_held_out(text)]
    older = [passage for passage in train if passage.text not in newer and passage.text not in in_dev]
    return Split(
        learned=[*older, *(passage for text, passage in newer.items() if not is_held_out(text))],
        measured=[*dev, *held_out],
    )


def is_held_out(text: str) -> bool:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) % HELD_OUT == 0


def retrain(settings: TaggerSettings, passages: Split, current: Path, output: Path) -> dict[str, float]:
    """Trains on the model directory `current`, whatever encoder the settings name, and writes `output`, another one.

    Returns:
        claim F1 of both on the measured passages, as they are used: `{"old": …, "new": …}`.

    Raises:
        ConfigError: `current` lacks what training needs beside inference.
        ModelError: the new model could not be exported.
    """
    from gongkai.training.export import export
    from gongkai.training.finetuning import train_seeds

    continued = settings.model_copy(update={"encoder": str(current)})
    for _ in train_seeds(continued, passages.learned, passages.measured, output):
        pass
    export(output, passages.measured)
    models = {"old": current, "new": output}
    return {name: evaluate(Tagger(folder), passages.measured).claims.f1 for name, folder in models.items()}
