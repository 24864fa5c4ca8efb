"""The same text in other characters, one for one: no offset moves."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import cache
from typing import Any

from gongkai.labelling.passages import Passage

_PAIRS = dict(zip("，；：（）！？。", ",;:()!?.", strict=True))
_TO_HALF = re.compile(r"(?<!\d)[，；：（）！？。]|[，；：（）！？。](?!\d)")
_TO_FULL = re.compile(r"(?<!\d)[,;:()!?]|[,;:()!?](?!\d)")
_FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_KINDS_OF_TRADITIONAL = ("s2t", "s2tw")


def to_traditional(passage: Passage, rng: random.Random) -> Passage:
    """OpenCC's conversion, which minds the words around; where it changes the length, that of each character alone."""
    convert = _converter(rng.choice(_KINDS_OF_TRADITIONAL)).convert
    text: str = convert(passage.text)
    if len(text) != len(passage.text):
        text = "".join(out if len(out := convert(character)) == 1 else character for character in passage.text)
    return replace(passage, text=text)


def other_punctuation(passage: Passage, rng: random.Random) -> Passage:
    """Full-width punctuation as half-width where there is more of it, else the other way; within numbers it stays."""
    if _count(_TO_HALF, passage.text) >= _count(_TO_FULL, passage.text):
        kept = "。" if rng.random() < 0.5 else ""
        text = _TO_HALF.sub(lambda match: match[0] if match[0] == kept else _PAIRS[match[0]], passage.text)
    else:
        back = {half: full for full, half in _PAIRS.items()}
        text = _TO_FULL.sub(lambda match: back[match[0]], passage.text)
    return replace(passage, text=text)


def to_fullwidth_digits(passage: Passage, rng: random.Random) -> Passage:
    """All digits, and the decimal points between them: １．８亿元."""
    text = re.sub(r"(?<=\d)\.(?=\d)", "．", passage.text)
    return replace(passage, text=text.translate(_FULL_DIGITS))


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


@cache
def _converter(name: str) -> Any:
    """Loads in a quarter of a second."""
    from opencc import OpenCC

    return OpenCC(name)
