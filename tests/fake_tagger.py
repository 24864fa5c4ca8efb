"""A model made by hand: it takes every number before 件 for requests received, this year's and whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from gongkai.narrative.labels import N_ATTRIBUTES, tags
from gongkai.narrative.second_opinion import Weighing

Array = np.ndarray[Any, Any]

INDICATOR = "requests.received"
_COUNT = re.compile("0+件")  # the model reads every digit as 0
_SURE = 9.0


class FakeTagger:
    """What `find_claims` needs of a `Tagger`; `seen` are the texts that it was given, as the model reads them."""

    indicators = (INDICATOR,)
    window, overlap = 254, 40
    weighing = Weighing()

    def __init__(self) -> None:
        self.seen: list[str] = []

    def score(self, texts: Sequence[str]) -> list[tuple[Array, Array]]:
        self.seen += texts
        return [(_logits(text), np.zeros((len(text), N_ATTRIBUTES))) for text in texts]


def _logits(text: str) -> Array:
    logits = np.zeros((len(text), len(tags(FakeTagger.indicators))))
    logits[:, 0] = _SURE
    for match in _COUNT.finditer(text):
        logits[match.start() : match.end()] = (0, 0, _SURE)
        logits[match.start()] = (0, _SURE, 0)
    return logits
