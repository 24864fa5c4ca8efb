"""Which generation of the form a report uses."""

from __future__ import annotations

import pytest
from drawings import REQUEST_HEADER, read_drawn, row

ITEMS_2019 = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n规章 | 0 | 0 | 0"
ITEMS_2021 = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 0 | 0 | 0"
# A local table from before 2014, with rows that only the form of 2014 has too.
OLDER = "指标 | 单位 | 2013年 | 历年累计\n政务微博公开政府信息数 | 条 | 3 | 9\n政务微信公开政府信息数 | 条 | 1 | 2"


@pytest.mark.parametrize(
    ("blocks", "form"),
    [
        ([ITEMS_2019], "2019"),
        ([ITEMS_2021], "2021"),
        (["统计指标 | 统计数\n政务微博公开政府信息数 | 3"], "2014"),
        (["指标名称 | 单位 | 2009年度 | 历年累计\n主动公开信息数 | 条 | 3 | 9\n网上咨询数 | 次 | 1 | 2"], None),
        ([OLDER], None),
        ([f"{REQUEST_HEADER}\n{row('予以公开', 1, 0, 0, 0, 0, 0, 1)}"], None),  # 2019 and 2021 print it alike
        ([f"{REQUEST_HEADER}\n{row('3.其他', 1, 0, 0, 0, 0, 0, 1)}"], "2021"),
    ],
)
@pytest.mark.parametrize("year", [2009, 2020, 2023])
def test_the_form_is_told_by_its_rows_and_columns_never_by_the_year(
    blocks: list[str], form: str | None, year: int
) -> None:
    reading = read_drawn(*blocks, year=year)
    assert reading.values
    assert reading.form == form
