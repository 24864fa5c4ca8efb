"""Names of public bodies: telling them from other text, and finding the one that a text keeps speaking of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from gongkai.meta.words import words

LONGEST_NAME = 40
"""Characters. 某某市某某区人民政府某某街道办事处 has under 30."""

_SELF_REFERENCE = re.compile(r"[我本](街道|中心|[局委厅办镇乡区县旗州市省])(?!法)")
# Where a text never says 我区 or the like, it is taken for that of a place.
_PLACES = ("街道", "镇", "乡", "区", "县", "市")
_STEM = 2  # ideographs before the ending; one (沛县) cannot be told from ordinary words
_LONGEST_PREFIX = 12  # ideographs in front of the stem
_MIN_COUNT = 2
# A longer name must make up this share of the occurrences of the shorter one that it ends in: of five mentions of
# 云山区, three as 襄州市云山区.
_SHARE_OF_LONGER = 0.6


def is_body_name(text: str) -> bool:
    """Whether all of a folded text can be the name of a public body; 区政府办公室 can, though it names none."""
    return len(text) <= LONGEST_NAME and bool(_name().fullmatch(text)) and not _foreign_word().search(text)


def is_generic(name: str) -> bool:
    """Whether the name says what kind of body it is, but not which one: 区政府办公室, 市教育局, 本站."""
    return bool(_generic().match(name))


def most_named(text: str) -> str | None:
    """The place that a folded text names most often, at least twice; where the text calls itself 我局 or 我委, the body
    of that kind instead."""
    endings = _endings(text)
    counts = _counts(text, endings)
    bases = {name: count for name, count in counts.items() if _is_base(name, endings) and count >= _MIN_COUNT}
    most = max(bases.values(), default=0)
    return max((_extended(name, counts) for name in bases if bases[name] == most), key=len, default=None)


def _extended(base: str, counts: Mapping[str, int]) -> str:
    """The name with what mostly stands before it: of 云山区, 襄州市云山区."""
    name, enough = base, max(_MIN_COUNT, _SHARE_OF_LONGER * counts[base])
    while longer := [other for other in counts if other.endswith(name) and len(other) == len(name) + 1]:
        best = max(longer, key=counts.__getitem__)
        if counts[best] < enough or best[0] in words().not_before_places:
            break
        name = best
    return name


def _endings(text: str) -> tuple[str, ...]:
    references = Counter(match[1] for match in _SELF_REFERENCE.finditer(text)).most_common(1)
    return words().self_references.get(references[0][0], _PLACES) if references else _PLACES


def _counts(text: str, endings: tuple[str, ...]) -> Counter[str]:
    """How often each string of ideographs up to one of the endings occurs."""
    name = re.compile(rf"(?<=([\u4e00-\u9fff]{{{_STEM}}}))(?:{'|'.join(endings)})")
    counts: Counter[str] = Counter()
    for ending in name.finditer(text):
        for start in range(ending.start() - _STEM, max(-1, ending.start() - _STEM - _LONGEST_PREFIX), -1):
            if not "\u4e00" <= text[start] <= "\u9fff":
                break
            counts[text[start : ending.end()]] += 1
    return counts


def _is_base(name: str, endings: tuple[str, ...]) -> bool:
    """Whether it is the shortest form of a name: a stem of two ideographs and the ending."""
    stem = next((name.removesuffix(ending) for ending in endings if name.endswith(ending)), "")
    is_name = len(stem) == _STEM and not set(stem) & set(words().not_in_places)
    return is_name and not name.endswith(words().not_places) and not is_generic(name)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff·]{{1,}}(?:{'|'.join(words().body_endings)})(?:\([\u4e00-\u9fff]{{2,16}}\))?")


@cache
def _foreign_word() -> re.Pattern[str]:
    return re.compile("|".join(words().not_in_names))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile("|".join(words().generic_names))
