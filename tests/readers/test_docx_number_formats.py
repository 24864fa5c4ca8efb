"""Word's number formats, each at its first numbers, at its carries and beyond its end."""

from __future__ import annotations

import pytest

from gongkai.readers.docx_number_formats import format_number


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (12, "decimalFullWidth", "１２"),
        (3, "decimalEnclosedCircle", "③"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (21, "decimalEnclosedCircleChinese", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (2, "decimalEnclosedFullstop", "⒉"),
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (15, "chineseCountingThousand", "十五"),
        (20, "chineseCountingThousand", "二十"),
        (99, "japaneseCounting", "九十九"),
        (100, "chineseCountingThousand", "一百"),
        (103, "chineseCountingThousand", "一百零三"),
        (110, "chineseCountingThousand", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"),
        (2022, "taiwaneseCountingThousand", "二千零二十二"),
        (10_000, "chineseCountingThousand", "10000"),
        (10, "ideographDigital", "一〇"),
        (22, "taiwaneseDigital", "二二"),
        (11, "chineseLegalSimplified", "壹拾壹"),
        (6, "ideographLegalTraditional", "陸"),
        (1, "ideographTraditional", "甲"),
        (11, "ideographTraditional", "11"),
        (12, "ideographZodiac", "亥"),
        (10, "ideographEnclosedCircle", "㊉"),
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (4000, "lowerRoman", "4000"),
        (26, "upperLetter", "Z"),
        (28, "lowerLetter", "bb"),
        (10**8, "lowerLetter", str(10**8)),
        (5, "none", ""),
        (0, "chineseCounting", "0"),
        (-1, "upperLetter", "-1"),
        (3, "unheardOf", "3"),
    ],
)
def test_number_formats(number: int, number_format: str, expected: str) -> None:
    assert format_number(number, number_format) == expected
