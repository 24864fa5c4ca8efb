"""Passages and claims, written with inline marks."""

from __future__ import annotations

from gongkai.labelling.inline import parse_inline
from gongkai.labelling.matching import as_claims
from gongkai.labelling.passages import Passage
from gongkai.report import Claim


def passage(marked: str, name: str = "p", year: int | None = 2019) -> Passage:
    text, marks = parse_inline(marked)
    return Passage(name, text, marks, "某县", year)


def claims(marked: str, *confidences: float) -> list[Claim]:
    """What a model would have found, were these its marks and so sure it was of each."""
    found = as_claims(passage(marked))
    return [claim.model_copy(update={"confidence": sure}) for claim, sure in zip(found, confidences, strict=True)]
