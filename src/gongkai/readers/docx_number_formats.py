"""Word's number formats (ECMA-376 17.18.59, ST_NumberFormat), as far as they occur in Chinese documents."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("千", "百", "十", "")
_SIMPLIFIED_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹貳參肆伍陸柒捌玖拾佰仟")
_MAX_COUNTING = 9999

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_MAX_ROMAN = 3999
_LETTERS = 26
_MAX_LETTER_REPEATS = 3  # 27 is aa, 53 is aaa; a longer row of letters is no label


def format_number(number: int, number_format: str) -> str:
    """The number as Word writes it, in decimal digits where the format is unknown or does not reach so far."""
    if number_format == "none":
        return ""
    write = _FORMATS.get(number_format)
    return (write(number) if write and number > 0 else "") or str(number)


def _counting(number: int) -> str:
    """十五, 一百零三. Word's formats of this kind differ above 99 only, where no list gets to."""
    return _spelled(number).removeprefix("一") if 10 <= number < 20 else _spelled(number)


def _spelled(number: int) -> str:
    if number > _MAX_COUNTING:
        return ""
    text = ""
    for digit, unit in zip(f"{number:04d}", _UNITS, strict=True):
        if digit != "0":
            text += _DIGITS[int(digit)] + unit
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    if number > _MAX_ROMAN:
        return ""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text + _ROMAN_ONES[number]


def _letter(number: int) -> str:
    repeats, letter = divmod(number - 1, _LETTERS)
    return chr(ord("a") + letter) * (repeats + 1) if repeats < _MAX_LETTER_REPEATS else ""


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _row(symbols: str) -> Callable[[int], str]:
    """The n-th of these symbols."""
    return lambda number: symbols[number - 1 : number]


def _range(first: str, last: str) -> Callable[[int], str]:
    return _row("".join(map(chr, range(ord(first), ord(last) + 1))))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _range("①", "⑳"),
    "decimalEnclosedCircleChinese": _range("①", "⑳"),
    "decimalEnclosedParen": _range("⑴", "⒇"),
    "decimalEnclosedFullstop": _range("⒈", "⒛"),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": lambda number: _spelled(number).translate(_SIMPLIFIED_LEGAL),
    "ideographLegalTraditional": lambda number: _spelled(number).translate(_TRADITIONAL_LEGAL),
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _range("㊀", "㊉"),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
}
