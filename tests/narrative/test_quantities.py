"""Counts and amounts in running text, each bracketed in its text: ⟨45件⟩. A bug leaves a line in a table here."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.characters import fold
from gongkai.narrative.numerals import words
from gongkai.narrative.quantities import Quantity, find_quantities, may_state_something, parse_quantity

COUNTS = [
    ("收到⟨45件⟩。", 45, "件"), ("收到⟨45⟩。", 45, ""), ("收到⟨45⟩", 45, ""), ("⟨0件⟩", 0, "件"),
    ("⟨12,345条⟩", 12345, "条"), ("共⟨12，345条⟩", 12345, "条"), ("共⟨12, 345条⟩", 12345, "条"),
    ("共⟨１２３份⟩", 123, "份"), ("共⟨45 件⟩", 45, "件"), ("共\n⟨11\n条⟩。", 11, "条"), ("共⟨一百零五件⟩", 105, "件"),
    ("共⟨三千二件⟩", 3200, "件"), ("共⟨一万二份⟩", 12000, "份"), ("共⟨壹佰贰拾叁件⟩", 123, "件"),
    ("共⟨廿三件⟩", 23, "件"), ("共⟨卅件⟩", 30, "件"), ("共⟨两次⟩", 2, "次"), ("共⟨二〇一九条⟩", 2019, "条"),
    ("接待⟨3.5万人次⟩", 35000, "人次"), ("接待⟨3.5 万人次⟩", 35000, "人次"), ("话务⟨368.2万⟩，", 3682000, ""),
    ("⟨三期⟩", 3, "期"), ("⟨1千余人次⟩", 1000, "人次", "at_least"), ("共⟨12件次⟩", 12, "件次"),
    ("共⟨12人（次）⟩", 12, "人(次)"), ("共⟨12人/次⟩", 12, "人/次"), ("共⟨3版次⟩", 3, "版次"),
    ("共⟨3趟次⟩", 3, "趟次"), ("共⟨3张次⟩", 3, "张次"), ("共⟨3户次⟩", 3, "户次"), ("共⟨3条次⟩", 3, "条次"),
    ("扣船⟨22艘⟩", 22, "艘"), ("帐篷⟨22顶⟩", 22, "顶"), ("车⟨3辆⟩", 3, "辆"), ("做这事的⟨3个⟩人", 3, "个"),
    ("办班⟨一期⟩", 1, "期"), ("⟨一百三十七 条⟩", 137, "条"), ("共⟨兩宗⟩", 2, "宗"), ("共⟨九百六十條⟩", 960, "条"),
    ("共⟨二處⟩", 2, "处"), ("共⟨１２個⟩", 12, "个"), ("住建局⟨47件⟩次之", 47, "件"), ("上年转出⟨39⟩对不上", 39, ""),
    ("办理⟨22⟩部分公开", 22, ""), ("共⟨12⟩部门", 12, ""), ("发布⟨12⟩条例", 12, ""), ("网站⟨45⟩本级", 45, ""),
    ("⟨45⟩通过网站", 45, ""), ("共⟨5⟩单位", 5, ""), ("共⟨3⟩处罚", 3, ""), ("答复⟨45⟩来信", 45, ""),
    ("发生⟨3起⟩诉讼", 3, "起"), ("手机APP⟨12条⟩", 12, "条"), ("较年初⟨5件⟩", 5, "件"), ("为⟨0⟩；", 0, ""),
    ("申请（⟨0⟩）件", 0, ""), ("申请（⟨12⟩）件", 12, ""), ("⟨零件⟩", 0, "件"), ("⟨零起⟩", 0, "起"),
    ("⟨零宗⟩", 0, "宗"), ("⟨〇件⟩", 0, "件"), ("⟨○件⟩", 0, "件"), ("为⟨零⟩。", 0, ""), ("复议⟨零⟩", 0, ""),
    ("均为⟨零⟩,", 0, ""), ("⟨零⟩投诉", 0, ""), ("归⟨零⟩。", 0, ""), ("总数⟨十二件⟩", 12, "件"),
    ("条数⟨三十条⟩", 30, "条"), ("与⟨二十件⟩", 20, "件"), ("⟨四十五⟩，", 45, ""), ("其中⟨45件⟩多为", 45, "件"),
    ("⟨45件⟩多于", 45, "件"), ("余⟨3件⟩", 3, "件"), ("共⟨12件⟩余3", 12, "件", "exact"), ("预约⟨3件⟩", 3, "件"),
    ("最近⟨3次⟩", 3, "次"),
]  # fmt: skip
MONEY = [
    ("⟨1.8亿元⟩", 180000000, "元"), ("⟨1.8億元⟩", 180000000, "元"), ("⟨16.4亿元⟩", 1640000000, "元"),
    ("⟨1亿2000万元⟩", 120000000, "元"), ("⟨2亿3千万元⟩", 230000000, "元"), ("⟨三十五万元⟩", 350000, "元"),
    ("⟨十万元⟩", 100000, "元"), ("⟨八千元⟩", 8000, "元"), ("⟨二萬元⟩", 20000, "元"), ("⟨贰万元⟩", 20000, "元"),
    ("⟨叁佰圆整⟩", 300, "圆整"), ("⟨5万元整⟩", 50000, "元整"), ("⟨１２，３４５．６万元⟩", 123456000, "元"),
    ("⟨1.5  万元⟩", 15000, "元"), ("⟨8 614.27万元⟩", 86142700, "元"), ("⟨一点八亿元⟩", 180000000, "元"),
    ("⟨十四元六角⟩", "14.6", "元"), ("⟨十四元六角五分⟩", "14.65", "元"), ("⟨30元5角⟩", "30.5", "元"),
    ("⟨30元零5分⟩", "30.05", "元"), ("⟨0.5元⟩", "0.5", "元"), ("⟨180分钱⟩", "1.8", "分钱"), ("⟨5角⟩", "0.5", "角"),
    ("⟨5毛钱⟩", "0.5", "毛钱"), ("⟨3块钱⟩", 3, "块钱"), ("⟨200元人民币⟩", 200, "元人民币"), ("⟨零元⟩", 0, "元"),
    ("⟨2.7万余元⟩", 27000, "元", "at_least"), ("⟨十余万元⟩", 100000, "元", "at_least"), ("节约⟨3万元⟩", 30000, "元"),
    ("⟨3—5万元⟩", 30000, "元", "about"),
]  # fmt: skip
PRECISIONS = [
    ("⟨约45件⟩", 45, "件", "about"), ("⟨約45件⟩", 45, "件", "about"), ("⟨约 45 件⟩", 45, "件", "about"),
    ("⟨近百人⟩", 100, "人", "about"), ("超⟨百人⟩", 100, "人", "at_least"), ("⟨逾百场⟩", 100, "场", "at_least"),
    ("累计⟨逾3000条⟩", 3000, "条", "at_least"), ("大约⟨30件⟩", 30, "件", "about"),
    ("大约有⟨30件⟩", 30, "件", "about"), ("将近⟨百人⟩", 100, "人", "about"), ("接近⟨30件⟩", 30, "件", "about"),
    ("超⟨30件⟩", 30, "件", "at_least"), ("超过⟨30件⟩", 30, "件", "at_least"), ("超过了⟨30件⟩", 30, "件", "at_least"),
    ("突破⟨30万条⟩", 300000, "条", "at_least"), ("不少于⟨4次⟩", 4, "次", "at_least"),
    ("至少⟨4次⟩", 4, "次", "at_least"), ("不足⟨20条⟩", 20, "条", "about"), ("不到⟨20条⟩", 20, "条", "about"),
    ("不超过⟨5个⟩", 5, "个", "about"), ("⟨5件⟩以内", 5, "件", "about"), ("⟨20条⟩以上", 20, "条", "at_least"),
    ("⟨20条⟩左右", 20, "条", "about"), ("⟨20条⟩上下", 20, "条", "about"), ("⟨20条⟩有余", 20, "条", "at_least"),
    ("⟨3万元⟩多", 30000, "元", "at_least"), ("⟨1600多份⟩", 1600, "份", "at_least"),
    ("⟨1600余份⟩", 1600, "份", "at_least"), ("⟨9 300余个⟩", 9300, "个", "at_least"),
    ("⟨三千二百余条⟩", 3200, "条", "at_least"), ("⟨三千二百餘條⟩", 3200, "条", "at_least"),
    ("⟨百余条⟩", 100, "条", "at_least"), ("网上⟨百余条⟩", 100, "条", "at_least"), ("⟨数十次⟩", 10, "次", "at_least"),
    ("⟨几百件⟩", 100, "件", "at_least"), ("⟨上百场⟩", 100, "场", "at_least"), ("⟨十几次⟩", 10, "次", "at_least"),
    ("⟨三十多万份⟩", 300000, "份", "at_least"), ("⟨三十来条⟩", 30, "条", "about"), ("⟨两三次⟩", 2, "次", "about"),
    ("⟨三四十件⟩", 30, "件", "about"), ("⟨十二三件⟩", 12, "件", "about"), ("⟨3—5次⟩", 3, "次", "about"),
    ("⟨3至5次⟩", 3, "次", "about"), ("⟨两到三次⟩", 2, "次", "about"), ("⟨约1600余件⟩", 1600, "件", "at_least"),
    ("⟨近2万余件⟩", 20000, "件", "at_least"), ("节约⟨30件⟩", 30, "件", "exact"),
]  # fmt: skip
TORN = [
    ("网站⟨1 2 6 条⟩，", 126, "条"), ("网站⟨1\n73条⟩，", 173, "条"), ("网站⟨11  7条⟩，", 117, "条"),
    ("网站⟨1 7人⟩", 17, "人"), ("发布⟨1 ,560条⟩", 1560, "条"), ("发布⟨1 ,4 0 5条⟩", 1405, "条"),
    ("金额⟨6,1 3 0,0 0 0元⟩", 6130000, "元"), ("共⟨93 7600 元⟩", 937600, "元"),
    ("金额⟨2 316 .4万元⟩", 23164000, "元"), ("金额⟨4 1 . 7 万元⟩", 417000, "元"),
    ("金额⟨１ ．２４亿元⟩", 124000000, "元"), ("答复⟨13 0 余次⟩", 130, "次", "at_least"),
    ("经费⟨1 8.6 万元⟩", 186000, "元"), ("经费⟨0 .5万元⟩", 5000, "元"),
]  # fmt: skip
NO_COUNTS = [
    "半价", "半天", "两个半", "两个半小时", "百分之三", "百分之三十二点五", "千分之五", "三分之一", "5%", "５％",
    "5 %", "5‰", "3个百分点", "五成", "3倍", "八折", "第三期", "第3期", "第1、2期", "第一至第三期", "第 三 次会",
    "一切", "一致", "统一", "统一部署", "统一组织", "唯一一", "一网通办", "三公经费", "两会", "十三五", "十四五规划",
    "七五普法", "五一", "一次性告知", "一件事", "五个一", "成千上万条", "两个维护", "四个意识", "百姓", "千方百计",
    "万一", "20个工作日", "15日内", "3年", "三年", "两年多", "二〇一九年", "2019年", "2018—2020年", "3个月", "5月1日",
    "2019-05-01", "2019.5.1", "2019/5/1", "8:30", "8：30-17：30", "3小时", "3个季度", "12课时", "3号楼", "12层",
    "12号", "3楼", "5室", "1240平方米", "2.1万亩", "38微克", "3千米", "3万千瓦", "1.2公里", "5吨", "3美元", "3万美元",
    "1.2亿立方米", "1/3", "3:2", "0734-8225678", "029- 8593 1003", "400-123-4567", "13812345678", "A4纸", "5G网",
    "PM2.5", "H5", "零距离", "零容忍", "零跑腿", "零差错", "从零开始", "零星", "零售", "几次", "数次", "多次", "余条",
    "几乎", "数字", "数量", "三级", "十八大", "12345678901234567890", "12岁", "三角", "①", "½",
]  # fmt: skip
SEVERAL = [
    ("⟨12⟩、⟨3⟩、⟨4件⟩", [12, 3, 4]), ("⟨12件⟩、⟨13件⟩", [12, 13]),
    ("申请⟨45件⟩，其中网络⟨20件⟩、信函⟨25件⟩", [45, 20, 25]), ("2019年收到⟨45件⟩，较2018年多⟨3件⟩，增长5%", [45, 3]),
    ("由⟨54个⟩减到⟨38个⟩", [54, 38]), ("第3期印⟨300份⟩", [300]), ("⟨一件⟩一次性告知，⟨两件⟩统一答复", [1, 2]),
    ("⟨1.2万条⟩、⟨３千余條⟩", [12000, 3000]), ("5月1日办⟨3场⟩⟨120人次⟩", [3, 120]),
    ("邮编⟨421800⟩，热线⟨12345⟩转办⟨30件⟩", [421800, 12345, 30]), ("⟨2019⟩ ⟨45件⟩", [2019, 45]),
    ("分别为⟨十二⟩、⟨十三件⟩", [12, 13]),
]  # fmt: skip
WHOLE = [
    ("1 2 6 条", 126), ("1\n73条", 173), (" 45件 ", 45), ("4 1 . 7 万元", 417000), ("5 人 次", 5),
    ("二 十 三 条", 23), ("三", 3), ("零", 0), ("百余", 100), ("约45件", 45), ("近 百 场", 100),
    ("约1.8亿元", 180000000), ("45", 45), ("两", 2),
]  # fmt: skip
NOT_WHOLE = [
    "", " ", "45件申请", "申请45件", "3个人", "行政诉讼", "费用", "第三期", "一切", "零距离", "百分之三", "5%", "3年",
    "20个工作日", "8:30", "超过30件", "30件以上", "12、3件", "十四元六角八", "1 2 6 条件", "两个半", "半价", "5—3件",
    "2019-05-01", "约", "条",
]  # fmt: skip
CLAIMS = [
    "未收取任何费用", "未发生行政复议案件", "無行政訴訟", "没有专职人员", "沒有收費", "行政复议为零", "不存在结转",
    "没有收到", "收到两件", "办理一百零五件", "共四十五", "收到 3", "收费０元", "卅件", "〇件", "没收到", "免收",
    "两\n次", "萬餘條", "百余", "空白",
]  # fmt: skip
NO_CLAIMS = ["", " ", "概述", "一、概述", "政府信息公开工作年度报告", "加强组织领导", "（一）主动公开情况", "\n"]
IN_UNITS = [
    ("1.8亿元", "万元", 18000), ("1.8亿元", "元", 180000000), ("35元", "万元", "0.0035"),
    ("十四元六角", "元", "14.6"), ("十四元六角", "万元", "0.00146"), ("3.5", "万元", "3.5"), ("2.3万件", "件", 23000),
    ("45件", "万元", 45), ("45件", "元", 45), ("2万元", "件", 20000), ("约2.3万元", "万元", "2.3"),
    ("0元", "万元", 0),
]  # fmt: skip
# What a search that goes back over what it has read would take too long for.
LONG_TEXTS = [
    "1", "一二三", "万亿", " ", "1 ", "1\n", "111 ", "111,", "1,2 3 ", "1.", "1-", "1:", "第1、", "一点", "数十",
    "1余万", "约 ", "1到", "1元1角",
]  # fmt: skip
NUMERIC = st.text(
    "0123456789０９一二两三十百千万亿零〇廿点半余多几数上来约近逾第,，. \n—-至:/"
    "件个次部分元角人(（次）)条例、。统不超过年%"
)
ANY_TEXT = st.one_of(st.text(), NUMERIC)

Case = tuple[str, object, str] | tuple[str, object, str, str]


def bracketed(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without brackets, and the stretches that were in them."""
    found = enumerate(re.finditer("⟨([^⟩]*)⟩", marked))
    spans = [(match.start() - 2 * n, match.end() - 2 * n - 2) for n, match in found]
    return re.sub("[⟨⟩]", "", marked), spans


@pytest.mark.parametrize("case", [*COUNTS, *MONEY, *PRECISIONS, *TORN], ids=lambda case: case[0])
def test_quantity_in_a_text(case: Case) -> None:
    marked, value, measure, *precision = case
    text, spans = bracketed(marked)
    found = find_quantities(text)
    assert [(q.start, q.end) for q in found][:1] == spans
    assert (found[0].value, found[0].measure) == (Decimal(str(value)), measure)
    assert found[0].precision == (precision[0] if precision else "exact")


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_counts_nothing(text: str) -> None:
    assert find_quantities(text) == []
    assert [q.value for q in find_quantities(f"按{text}，共公开7条")] == [7]


@pytest.mark.parametrize(
    "text", ["（十二）主动公开", "十一、主动公开", "概述\n十一、主动公开", "一、概述", "（一）概述"]
)
def test_numeral_of_a_heading_counts_nothing(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(("marked", "values"), SEVERAL)
def test_quantities_side_by_side(marked: str, values: list[int]) -> None:
    text, spans = bracketed(marked)
    found = find_quantities(text)
    assert [(q.start, q.end) for q in found] == spans
    assert [q.value for q in found] == values


def test_cells_of_a_row_are_not_joined() -> None:
    assert [q.value for q in find_quantities("12 34 56 0")] == [12, 34, 56, 0]


@pytest.mark.parametrize(("text", "value"), WHOLE)
def test_whole_text_is_a_quantity(text: str, value: int) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.start, quantity.end, quantity.value) == (0, len(text), Decimal(value))


@pytest.mark.parametrize("text", NOT_WHOLE)
def test_whole_text_is_no_quantity(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(("text", "unit", "value"), IN_UNITS)
def test_value_in_an_indicators_unit(text: str, unit: str, value: object) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.in_unit(unit) == Decimal(str(value))


def test_money_is_known_by_its_unit() -> None:
    assert [q.is_money for q in find_quantities("收费3元、5角，共2件，为45。")] == [True, True, False, False]


@pytest.mark.parametrize("text", CLAIMS)
def test_text_that_may_state_something(text: str) -> None:
    assert may_state_something(text)


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_text_that_states_nothing(text: str) -> None:
    assert not may_state_something(text)


@given(ANY_TEXT)
@settings(deadline=None)
def test_quantities_are_in_order_and_apart(text: str) -> None:
    found = find_quantities(text)
    ends = [0, *(q.end for q in found)]
    assert all(end <= q.start < q.end <= len(text) for end, q in zip(ends, found, strict=False))


@given(ANY_TEXT)
@settings(deadline=None)
def test_slice_says_the_same(text: str) -> None:
    for quantity in find_quantities(text):
        whole = parse_quantity(text[quantity.start : quantity.end])
        assert whole is not None
        assert (whole.value, whole.measure) == (quantity.value, quantity.measure)


@given(ANY_TEXT)
@settings(deadline=None)
def test_text_with_a_quantity_may_state_something(text: str) -> None:
    assert may_state_something(text) or not find_quantities(text)


@given(st.integers(0, 10**9), st.sampled_from(["件", "人次", "条", "份", "场"]), st.sampled_from(["{}", "{:,}"]))
@settings(deadline=None)
def test_figure_in_a_sentence_is_found(number: int, measure: str, style: str) -> None:
    figure = style.format(number) + measure
    expected = Quantity(4, 4 + len(figure), Decimal(number), measure, "exact")
    assert find_quantities(f"全年收到{figure}。") == [expected]


@pytest.mark.parametrize("unit", LONG_TEXTS)
def test_time_is_linear(unit: str) -> None:
    """Forty times the text takes about forty times as long; a search that goes back would take 1600 times."""
    short, long = (_seconds(unit * (length // len(unit))) for length in (5_000, 200_000))
    assert long < 400 * short + 0.5


def _seconds(text: str) -> float:
    find_quantities("1件")
    parse_quantity("1件")
    start = time.process_time()
    for read in (find_quantities, parse_quantity, may_state_something):
        read(text)
    return time.process_time() - start


def test_words_of_the_data_are_folded_and_named_once() -> None:
    """What is not folded would never be met in folded text."""
    listed = [*words()["measures"], *words()["money"], *words()["not_counts"], *words()["not_numbers"]]
    assert [word for word in listed if fold(word) != word] == []
    assert len(set(listed)) == len(listed)
