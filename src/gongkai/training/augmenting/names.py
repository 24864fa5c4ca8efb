"""Other places, other offices, other words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from gongkai.labelling.passages import Passage
from gongkai.narrative.numerals import alternatives
from gongkai.training.augmenting.editing import Edit, apply, is_free
from gongkai.training.augmenting.words import words

_NAME = r"[^省市县区旗盟]"
_BELOW_PROVINCE = re.compile(
    rf"(?P<city>{_NAME}{{2,9}}?(?:市|自治州|地区|盟))?"
    rf"(?P<county>{_NAME}{{1,10}}?(?:自治县|自治旗|县|区|旗|市))?"
    r"(?P<township>[^局委办]{2,6}?(?:镇|乡|街道))?"
)
_SUFFIX = re.compile(r"(?:自治[区州县旗]|地区|街道|[省市县区旗州盟镇乡])$")


def other_places(passage: Passage, rng: random.Random) -> Passage:
    """The places that the issuer's name holds, replaced by others of their level in text and issuer."""
    if not passage.issuer:
        return passage
    new: dict[str, str] = {}
    for name in _places(passage.issuer):
        level = [other for other in _level(name) if other != name and other not in new.values()]
        if level:
            chosen = rng.choice(level)
            new[name] = chosen
            if len(_stem(name)) > 1:
                new.setdefault(_stem(name), _stem(chosen))
    return _renamed(passage, new)


def other_offices(passage: Passage, rng: random.Random) -> Passage:
    """Each office named in text or issuer replaced by another of its level, the same one everywhere."""
    both = f"{passage.issuer or ''}\n{passage.text}"
    found = sorted({match[0] for match in _office_pattern().finditer(both)})
    new = {}
    for name in found:
        group = next(group for group in words()["offices"] if name in group)
        new[name] = rng.choice([other for other in group if other != name])
    return _renamed(passage, new)


def other_words(passage: Passage, rng: random.Random, share: float) -> Passage:
    """A share of the words that have synonyms exchanged for one of them; the labels stay right."""
    edits = []
    for match in _synonym_pattern().finditer(passage.text):
        others = [word for word in _synonyms()[match[0]] if word != match[0]]
        if others and rng.random() < share and is_free(passage, *match.span()):
            edits.append(Edit(*match.span(), rng.choice(others)))
    return apply(passage, edits)


def _places(issuer: str) -> Iterator[str]:
    """广东省, 佛山市, 南海区, 西樵镇 of 广东省佛山市南海区西樵镇人民政府."""
    province = next((name for name in words()["provinces"] if issuer.startswith(name)), "")
    if province:
        yield province
    match = _BELOW_PROVINCE.match(issuer, len(province))
    for name in match.groups() if match else ():
        if name and not any(part in name for part in words()["not_places"]):
            yield name


def _level(name: str) -> list[str]:
    """Places with the same word for their level, as 县; cities like 北京市 are provinces."""
    if name in words()["provinces"]:
        is_city = name.endswith("市")
        return [other for other in words()["provinces"] if other.endswith("市") == is_city]
    suffix = _SUFFIX.search(name)
    return list(words()["places"].get(suffix[0], [])) if suffix else []


def _stem(name: str) -> str:
    """广东 of 广东省, 秀山 of 秀山土家族苗族自治县, 内蒙古 of 内蒙古自治区."""
    stem = _SUFFIX.sub("", name)
    short = next((short for short in words()["short_names"] if name.startswith(short)), stem[:2])
    return short if name.endswith("自治区") or stem.endswith("族") else stem


def _renamed(passage: Passage, new: Mapping[str, str]) -> Passage:
    if not new:
        return passage
    pattern = _pattern(tuple(new))
    matches = [match for match in pattern.finditer(passage.text) if is_free(passage, *match.span())]

    renamed = apply(passage, [Edit(*match.span(), new[match[0]]) for match in matches])
    return replace(renamed, issuer=passage.issuer and pattern.sub(lambda match: new[match[0]], passage.issuer))


@lru_cache(maxsize=8192)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternatives(names))


@cache
def _office_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(name for group in words()["offices"] for name in group))


@cache
def _synonyms() -> dict[str, list[str]]:
    """Each word's group."""
    return {word: group for group in words()["synonyms"] for word in group}


@cache
def _synonym_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(_synonyms()))
