"""Generated variants of annotated passages: `configs/augmentation.yaml` says how often, `augmenting` how."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from gongkai.labelling.passages import Passage
from gongkai.training.augmenting.characters import other_punctuation, to_fullwidth_digits, to_traditional
from gongkai.training.augmenting.clauses import shuffle_clauses, shuffle_items
from gongkai.training.augmenting.cutting import cut
from gongkai.training.augmenting.figures import FORMS, Form, new_figure, new_form
from gongkai.training.augmenting.measures import other_gap, other_measure, without_measure
from gongkai.training.augmenting.names import other_offices, other_places, other_words
from gongkai.training.augmenting.noise import (
    add_bullets,
    add_spaces,
    break_lines,
    double_punctuation,
    lose_characters,
    lose_figures,
    lose_punctuation,
)
from gongkai.training.augmenting.quantities import Change, rewrite
from gongkai.training.augmenting.years import shift_years
from gongkai.training.settings import Settings

Rate = Field(default=0.0, ge=0, le=1)
Transformation = Callable[[Passage, random.Random], Passage]


class Dose(Settings):
    """`rate` is the share of the passages; `share` that of the places in them where the change can be made."""

    rate: float = Rate
    share: float = Field(default=1.0, ge=0, le=1)


def _equal_weights() -> dict[Form, float]:
    return dict.fromkeys(FORMS, 1.0)


class Forms(Dose):
    """`weights` say how often a number is written in each form, compared with the others that fit it."""

    weights: dict[Form, Annotated[float, Field(ge=0)]] = Field(default_factory=_equal_weights)


class Augmenter(Settings):
    """`configs/augmentation.yaml`: what is not named there is not done. A plain number is a share of the passages."""

    figures: Dose = Dose()
    forms: Forms = Forms()
    measures: Dose = Dose()
    without_measure: Dose = Dose()
    gaps: Dose = Dose()
    years: float = Rate
    places: float = Rate
    offices: float = Rate
    synonyms: Dose = Dose()
    clauses: float = Rate
    items: float = Rate
    cutting: float = Rate
    lost_figures: Dose = Dose()
    lost_characters: Dose = Dose()
    lost_punctuation: Dose = Dose()
    doubled_punctuation: Dose = Dose()
    bullets: Dose = Dose()
    traditional: float = Rate
    punctuation: float = Rate
    fullwidth_digits: float = Rate
    spaces: Dose = Dose()
    line_breaks: Dose = Dose()

    def vary(self, passage: Passage, rng: random.Random) -> Passage:
        """A variant of `passage`: its marks aligned with the new text, their values what is written there now. Years
        named by periods move with those of the text."""
        changes = [(dose.share, change) for dose, change in self._changes() if rng.random() < dose.rate]
        passage = rewrite(passage, rng, changes) if changes else passage
        for rate, transform in self._transformations():
            if rng.random() < rate:
                passage = transform(passage, rng)
        return passage

    def _changes(self) -> Iterator[tuple[Dose, Change]]:
        """What is done to quantities, one after the other."""
        yield self.figures, new_figure
        yield self.forms, new_form(self.forms.weights)
        yield self.measures, other_measure
        yield self.without_measure, without_measure
        yield self.gaps, other_gap

    def _transformations(self) -> Iterator[tuple[float, Transformation]]:
        """What is done to whole passages: first what they say, then its order, then how it is written."""
        yield self.years, shift_years
        yield self.places, other_places
        yield self.offices, other_offices
        yield self.synonyms.rate, partial(other_words, share=self.synonyms.share)
        yield self.clauses, shuffle_clauses
        yield self.items, shuffle_items
        yield self.cutting, cut
        yield self.lost_figures.rate, partial(lose_figures, share=self.lost_figures.share)
        yield self.lost_characters.rate, partial(lose_characters, share=self.lost_characters.share)
        yield self.lost_punctuation.rate, partial(lose_punctuation, share=self.lost_punctuation.share)
        yield self.doubled_punctuation.rate, partial(double_punctuation, share=self.doubled_punctuation.share)
        yield self.bullets.rate, partial(add_bullets, share=self.bullets.share)
        yield self.traditional, to_traditional
        yield self.punctuation, other_punctuation
        yield self.fullwidth_digits, to_fullwidth_digits
        yield self.spaces.rate, partial(add_spaces, share=self.spaces.share)
        yield self.line_breaks.rate, partial(break_lines, share=self.line_breaks.share)


def load_augmenter(path: str | Path) -> Augmenter:
    """
    Raises:
        ConfigError: the file cannot be read, or has a key or value that is not allowed.
    """
    return Augmenter.load(Path(path))
