"""From the model's own probability to a confidence that can be taken at its word."""

from __future__ import annotations

import math

from pydantic import BaseModel, ConfigDict

_EDGE = 1e-6


class Calibration(BaseModel):
    """Platt scaling: the confidence is the logistic function of `slope` * log-odds + `intercept`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slope: float = 1.0
    intercept: float = 0.0

    def confidence(self, probability: float) -> float:
        """In 0 to 1: of all claims with this confidence, about this share is right."""
        return 1 / (1 + math.exp(-(self.slope * log_odds(probability) + self.intercept)))


def log_odds(probability: float) -> float:
    """Finite for 0 and 1 too."""
    clipped = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(clipped / (1 - clipped))
