"""Written numbers and what they are worth. A bug in reading leaves a line in a table here."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.narrative.numerals import Number, alternatives, number_pattern, parse_number, words

EXACT = [
    ("0", 0), ("7", 7), ("007", 7), ("45", 45), ("12345", 12345), ("123456789012", 123456789012), ("0.5", "0.5"),
    ("360.54242", "360.54242"), ("2.50", "2.50"), ("1,234", 1234), ("12,345.6", "12345.6"), ("1,234,567", 1234567),
    ("12，345", 12345), ("12, 345", 12345), ("12 ,345", 12345), ("9 300", 9300), ("1 234 567", 1234567),
    ("1 2 6", 126), ("1\n73", 173), ("4 1 . 7", "41.7"), ("１２３", 123), ("１２，３４５．６", "12345.6"), ("０", 0),
    ("3.5万", 35000), ("3.5 万", 35000), ("1.5  万", 15000), ("2万", 20000), ("12345万", 123450000),
    ("1.8亿", 180000000), ("16.4亿", 1640000000), ("1.2万亿", 1200000000000), ("1亿2000万", 120000000),
    ("1亿 2000万", 120000000), ("2亿3千万", 230000000), ("3千2百", 3200), ("5千", 5000), ("1万2千", 12000),
    ("12万5千", 125000), ("1万零50", 10050), ("1亿零300万", 103000000), ("3百", 300), ("2千万", 20000000),
    ("１．８億", 180000000), ("3萬", 30000), ("1.279万", 12790), ("零", 0), ("〇", 0), ("○", 0), ("一", 1), ("两", 2),
    ("兩", 2), ("九", 9), ("十", 10), ("百", 100), ("千", 1000), ("万", 10000), ("十一", 11), ("一十五", 15),
    ("二十", 20), ("九十九", 99), ("一百", 100), ("一百零五", 105), ("一百〇二", 102), ("一百一十", 110),
    ("一百一", 110), ("百五", 150), ("三百六十五", 365), ("两百", 200), ("一千", 1000), ("一千零一", 1001),
    ("一千零三十", 1030), ("一千三百二十六", 1326), ("三千二", 3200), ("三千〇二", 3002), ("三千零二", 3002),
    ("三千二百", 3200), ("一万", 10000), ("一万二", 12000), ("一万零二", 10002), ("一万零三百", 10300),
    ("一万三百五", 10350), ("两万五千", 25000), ("三十五万", 350000), ("三百五十万二", 3502000),
    ("一百二十三万四千五百六十七", 1234567), ("一千万", 10000000), ("一亿", 100000000), ("一亿二", 120000000),
    ("一亿三千万", 130000000), ("一亿零三百万", 103000000), ("一亿零三万零五", 100030005),
    ("一千二百三十四亿", 123400000000), ("一万亿", 10**12), ("一万二千亿", 1200000000000), ("二〇一九", 2019),
    ("二零一九", 2019), ("二○一一", 2011), ("一二三四五", 12345), ("九八", 98), ("二〇", 20), ("壹佰贰拾叁", 123),
    ("貳萬", 20000), ("叁仟伍佰", 3500), ("玖拾", 90), ("伍仟零陆", 5006), ("壹拾柒", 17), ("廿", 20), ("廿三", 23),
    ("卅", 30), ("卅一", 31), ("卌", 40), ("一百廿三", 123), ("廿万", 200000), ("一点八亿", 180000000),
    ("三点二五万", 32500), ("十二点五万", 125000),
]  # fmt: skip
BOUNDS = [
    ("1600多", 1600), ("1600余", 1600), ("1600 余", 1600), ("三千二百余", 3200), ("三千二百餘", 3200),
    ("2.7万余", 27000), ("30余万", 300000), ("30多万", 300000), ("三十多万", 300000), ("三十余万", 300000),
    ("一百五十多万", 1500000), ("百余", 100), ("千余", 1000), ("万余", 10000), ("十余", 10), ("十余万", 100000),
    ("千余万", 10000000), ("廿余", 20), ("卅多", 30), ("十几", 10), ("二十几", 20), ("10几", 10), ("20几", 20),
    ("十几万", 100000), ("十几亿", 1000000000), ("一百几十", 110), ("几十", 10), ("几百", 100), ("好几百", 100),
    ("几千万", 10000000), ("几十万", 100000), ("数十", 10), ("数百", 100), ("数十万", 100000), ("数万", 10000),
    ("数百余", 100), ("上百", 100), ("上千", 1000), ("上万", 10000), ("上千万", 10000000), ("9 300余", 9300),
    ("9,300余", 9300), ("1亿多", 100000000), ("1.2亿余", 120000000),
]  # fmt: skip
RANGES = [
    ("两三", 2), ("三五", 3), ("七八", 7), ("三两", 2), ("三四十", 30), ("四五百", 400), ("两三千", 2000),
    ("两三万", 20000), ("十二三", 12), ("一百二三十", 120), ("一千二三", 1200), ("三十来", 30), ("十来", 10),
    ("百十来", 110), ("20来", 20), ("三百来万", 3000000), ("3—5", 3), ("3-5", 3), ("3－5", 3), ("3~5", 3),
    ("3～5", 3), ("3–5", 3), ("3——5", 3), ("3 - 5", 3), ("3至5", 3), ("两到三", 2), ("三至五", 3), ("十至十五", 10),
    ("3—5万", 30000), ("3—5万余", 30000), ("3万至5万", 30000), ("9000—1万", 9000), ("1.5万—2万", 15000),
    ("1,200-1,300", 1200),
]  # fmt: skip
NONE = [
    "", " ", "余", "多", "几", "数", "来", "半", "点", "三期", "5%", "第三", "1.2.3", "1.", ".5", "1,23", "-5", "+5",
    "1e5", "十三十", "百千", "一百千", "一万二万", "5—3", "5—5", "2019-05", "3—", "好几", "数数十",
    "一二百三四百五六百七千", "件", "abc", "½", "²", "Ⅲ", "①", "٣",
]  # fmt: skip


@pytest.mark.parametrize(("written", "value"), EXACT)
def test_exact_number(written: str, value: object) -> None:
    assert parse_number(written) == Number(Decimal(str(value)))


@pytest.mark.parametrize(("written", "value"), BOUNDS)
def test_number_that_is_a_least(written: str, value: int) -> None:
    assert parse_number(written) == Number(Decimal(value), is_bound=True)


@pytest.mark.parametrize(("written", "value"), RANGES)
def test_range_is_worth_its_first_figure(written: str, value: int) -> None:
    assert parse_number(written) == Number(Decimal(value), is_range=True)


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_number(written: str) -> None:
    assert parse_number(written) is None


def test_values_are_written_without_idle_decimals() -> None:
    values = [number.value for written in ("3.5万", "1.8亿", "2.50") if (number := parse_number(written))]
    assert [str(value) for value in values] == ["35000", "180000000", "2.50"]


@pytest.mark.parametrize(("text", "number"), [
    ("总数十二件", "十二"), ("条数百余", "百余"), ("网上百余条", "百余"), ("收到45多于去年", "45"),
    ("收到45来信", "45"), ("2019百强", "2019"), ("1600余3件", "1600"), ("12,3456", "12"), ("1,234,5678", "1,234"),
    ("数十二", "十二"), ("上十件", "十"),
])  # fmt: skip
def test_first_number_in_a_text(text: str, number: str) -> None:
    found = re.search(number_pattern(), text)
    assert found
    assert found[0] == number


def test_longest_alternative_is_taken() -> None:
    found = re.match(alternatives(["人", "人次", "人(次)"]), "人(次)")
    assert found
    assert found[0] == "人(次)"


def test_numerals_of_the_data_are_single_characters() -> None:
    assert all(len(sign) == 1 for name in ("digits", "multipliers", "tens") for sign in words()[name])


def in_words(number: int) -> str:
    """Standard Chinese numerals, written group by group of four places: a second opinion, not made from the parser."""
    if number == 0:
        return "零"
    groups = [(number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    out = ""
    for group, unit in groups:
        if group:
            needs_nought = bool(out) and (group < 1000 or out.endswith("零"))
            out += ("零" if needs_nought else "") + _group_in_words(group) + unit
    return out.removeprefix("一") if out.startswith("一十") else out


def _group_in_words(group: int) -> str:
    out = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // place % 10
        if digit:
            out += "零一二三四五六七八九"[digit] + unit
        elif out and group % place and not out.endswith("零"):
            out += "零"
    return out


@given(st.one_of(st.integers(0, 10**12 - 1), st.integers(0, 100_000), st.integers(0, 11).map(lambda n: 10**n)))
@settings(deadline=None)
def test_standard_numerals_read_back(number: int) -> None:
    assert parse_number(in_words(number)) == Number(Decimal(number))


@given(st.integers(0, 10**12 - 1))
@settings(deadline=None)
def test_formal_and_liang_numerals_read_back(number: int) -> None:
    formal = in_words(number).translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    spoken = re.sub("二(?=[百千万亿])", "两", in_words(number))
    assert parse_number(formal) == parse_number(spoken) == Number(Decimal(number))


@given(st.integers(0, 10**12 - 1), st.integers(0, 99999), st.sampled_from([",", "，", ", ", " ", ""]))
@settings(deadline=None)
def test_arabic_figures_read_back(number: int, decimals: int, separator: str) -> None:
    written = f"{number:,}.{decimals}"
    assert parse_number(written.replace(",", separator)) == Number(Decimal(written.replace(",", "")))


@given(st.decimals(0, 99999, places=3), st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
@settings(deadline=None)
def test_scaled_figures_read_back(figure: Decimal, scale: tuple[str, int]) -> None:
    sign, factor = scale
    assert parse_number(f"{figure}{sign}余") == Number(figure * factor, is_bound=True)


@given(st.integers(1, 10**8), st.sampled_from("余多"))
@settings(deadline=None)
def test_any_number_can_be_a_least(number: int, word: str) -> None:
    assert parse_number(f"{number}{word}") == Number(Decimal(number), is_bound=True)
    if number < 10 or number % 10 == 0:
        assert parse_number(in_words(number) + word) == Number(Decimal(number), is_bound=True)


@given(st.one_of(st.text(), st.text("0123456789一二两三十百千万亿零〇廿点余多几数上来,. —至")))
@settings(deadline=None)
def test_no_text_is_too_much(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.value >= 0
