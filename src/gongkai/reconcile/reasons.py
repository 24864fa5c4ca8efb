"""Why something was not compared: the codes of `Comparison.reason`, beside the gaps of cells (`cells.Gap`)."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    NO_COUNTERPART = "no_counterpart"  # no official table has a cell for it
    NO_FIGURE = "no_figure"  # the claim has none
    OTHER_PERIOD = "other_period"  # last year's, another year's, cumulative
    PART = "part"  # of one office, level or kind; the whole is not comparable with it
    MAY_BE_PART = "may_be_part"  # less than the cell, and one site or account among others
    EACH = "each"  # 各1件: it counts for several
    OTHER_FIGURE = "other_figure"  # a surer claim of the same label agrees with the cell
    LOW_CONFIDENCE = "low_confidence"  # it differs, and the model is not sure what it is
    AMBIGUOUS = "ambiguous"  # a term of the sum is stated several times, differently
    NOT_EXHAUSTIVE = "not_exhaustive"  # the parts that are stated need not be all
