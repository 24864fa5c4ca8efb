"""Which year a figure speaks of."""

from __future__ import annotations

import pytest

from gongkai.narrative.periods import resolve_period

CASES = [
    ("2016年受理【30件】。", "other_year", 2019, "2016"),
    ("受理45件，2017年为【30件】。", "other_year", 2019, "2017"),
    ("2018年为【30件】。", "other_year", 2019, "last_year"),
    ("2019年为【30件】。", "other_year", 2019, "this_year"),
    ("前年为【30件】。", "other_year", 2019, "2017"),
    ("以往为【30件】。", "other_year", 2019, "last_year"),
    ("【30件】是2015年的数字。", "other_year", 2019, "2015"),
    ("2012年的旧事。受理【30件】。", "other_year", None, "last_year"),
    ("2016年受理【30件】。", "last_year", 2019, "last_year"),
    ("上年【30件】。", "last_year", 2019, "last_year"),
    ("全年受理【30件】。", "last_year", 2019, "this_year"),
    ("受理【30件】，去年数。", "last_year", None, "last_year"),
    ("累计【30件】。", "cumulative", None, "cumulative"),
    ("自2008年受理【30件】。", "cumulative", 2019, "cumulative"),
    ("五年【30件】。", "cumulative", 2019, "cumulative"),
    ("全年共收到申请【30件】。", "cumulative", 2019, "this_year"),
    ("2019年收到【30件】。", "cumulative", 2019, "this_year"),
]


@pytest.mark.parametrize(("marked", "period", "year", "expected"), CASES)
def test_the_year_is_read_from_the_sentence(marked: str, period: str, year: int | None, expected: str) -> None:
    start = marked.index("【")
    assert resolve_period(marked.replace("【", "").replace("】", ""), start, period, year) == expected
