"""Other measure words, none, or a space before them."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from gongkai.characters import fold
from gongkai.training.augmenting.quantities import Written
from gongkai.training.augmenting.words import words

_ENDS = re.compile(r"\s*(?:$|[，。；！？）,;!?)】\n]|[、.：:](?!\s*\d))")
_NUMBER_BEHIND = re.compile(r"\s*[，,]\s*\d")
_GAPS = (" ", " ", " ", "  ", "\u3000")
_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?[万亿]?")


def other_measure(written: Written, rng: random.Random) -> Written:
    """Another word of a group that counts the same things."""
    group = _group(fold(written.measure), written.label)
    fitting = [word for word in group if word != fold(written.measure) and _fits(word, written)]
    return replace(written, measure=rng.choice(fitting)) if fitting else written


def without_measure(written: Written, rng: random.Random) -> Written:
    """Only a plain number at the end of a clause can do without: 网上提交13，信函4。"""
    can_stand_alone = written.measure and not written.is_money and _PLAIN.fullmatch(written.number)
    if not can_stand_alone or not _ENDS.match(written.behind) or _NUMBER_BEHIND.match(written.behind):
        return written
    return replace(written, gap="", measure="")


def other_gap(written: Written, rng: random.Random) -> Written:
    """A space between number and measure word, or none where there was one."""
    if not written.measure:
        return written
    return replace(written, gap="" if written.gap else rng.choice(_GAPS))


def _group(measure: str, label: str | None) -> list[str]:
    """The words that `measure` can change places with, for what `label` names."""
    for group in words()["measure_groups"]:
        labels = group["labels"]
        fits = "others" in labels if label is None else label in labels or label.split(".")[0] in labels
        if fits and measure in group["words"]:
            return list(group["words"])
    return []


def _fits(word: str, written: Written) -> bool:
    """人 needs the end of its phrase: 41人, but 2名联络员."""
    return word not in words()["closing_measures"] or not written.behind[:1].isalpha()
