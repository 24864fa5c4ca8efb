"""How far a tagger is to be trusted where the rules agree, disagree or are silent: fitted on annotated passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from gongkai.labelling.matching import match
from gongkai.labelling.passages import Passage
from gongkai.narrative.calibration import Calibration, log_odds
from gongkai.narrative.claims import as_claim, find_spans
from gongkai.narrative.decoding import Span
from gongkai.narrative.rules import find_opinions
from gongkai.narrative.scoring import Model
from gongkai.narrative.second_opinion import Weighing, compare

LEAST_CONFIDENCE = 0.4
"""The best of 0, 0.3, 0.4, 0.45 and 0.5 by claim F1 in five-fold cross-validation on the dev annotations."""
FEWEST = 10
"""Cases of a kind, right ones and wrong ones, that are enough to fit a curve to."""

Case = tuple[float, bool]
"""Log-odds of a span's probability, and whether it was right."""


def fit_weighing(model: Model, passages: Sequence[Passage]) -> Weighing:
    """Platt scaling for each standing of a span, and for the rules' indicator in the place of an opposed one."""
    spans = find_spans([p.text for p in passages], [p.year for p in passages], model)
    cases: dict[str, list[Case]] = defaultdict(list)
    for passage, found in zip(passages, spans, strict=True):
        for span, standing, other in compare(found, find_opinions(passage.text)):
            odds = log_odds(span.probability)
            cases[standing].append((odds, _is_right(passage, span)))
            if other:
                cases["instead"].append((odds, _is_right(passage, replace(span, indicator=other))))
    fitted = {name: curve for name, of_kind in cases.items() if (curve := fit_calibration(of_kind))}
    return Weighing(**fitted, least=LEAST_CONFIDENCE if fitted else 0.0)


def fit_calibration(cases: Sequence[Case]) -> Calibration | None:
    """The logistic curve through the cases; None where there are too few to tell."""
    from sklearn.linear_model import LogisticRegression

    right = [is_right for _, is_right in cases]
    if min(right.count(True), right.count(False)) < FEWEST:
        return None
    fitted = LogisticRegression().fit([[odds] for odds, _ in cases], right)
    return Calibration(slope=round(float(fitted.coef_[0, 0]), 4), intercept=round(float(fitted.intercept_[0]), 4))


def _is_right(passage: Passage, span: Span) -> bool:
    claim = as_claim(passage.text, span, passage.year, 1.0)
    return any(pair.is_right for pair in match(passage, [claim]))
