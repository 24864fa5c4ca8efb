"""What scanning, pasting and careless typing do to a text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from gongkai.characters import fold
from gongkai.labelling.passages import Passage
from gongkai.narrative.encoding import find_years
from gongkai.narrative.numerals import words as number_words
from gongkai.training.augmenting.editing import Edit, apply, is_free
from gongkai.training.augmenting.quantities import take_apart
from gongkai.training.augmenting.words import words

_PUNCTUATION = re.compile(r"[，。；：、,;:]")
_SENTENCE_START = re.compile(r"(?:^|(?<=[。；！？\n]))\s*(?=\S)")
_FIGURE = re.compile(r"\d[\d,，.．\s]*[万亿萬億]*")


def lose_characters(passage: Passage, rng: random.Random, share: float) -> Passage:
    """Takes away characters that are in no mark and do not decide what a figure means."""
    edits = []
    for place in _places(passage.text, rng, share):
        character = fold(passage.text[place])
        if character.isalpha() and character not in _kept() and not _would_join(passage.text, place, place + 1):
            edits.append(Edit(place, place + 1, ""))
    return apply(passage, _free(passage, edits))


def lose_figures(passage: Passage, rng: random.Random, share: float) -> Passage:
    """共发布信息余条: the digits of a figure are gone, and with them its mark."""
    edits = []
    for mark in passage.marks:
        rest = _FIGURE.sub("", passage.surface(mark))
        if mark.end - mark.start > len(rest) and rng.random() < share:
            edits += [Edit(mark.start, mark.end, ""), Edit(mark.end, mark.end, rest)]  # the rest comes back unmarked
    return apply(passage, edits)


def double_punctuation(passage: Passage, rng: random.Random, share: float) -> Passage:
    places = [match for match in _PUNCTUATION.finditer(passage.text) if rng.random() < share]
    edits = [Edit(match.end(), match.end(), match[0]) for match in places if not _is_in_number(passage.text, match)]
    return apply(passage, _free(passage, edits))


def lose_punctuation(passage: Passage, rng: random.Random, share: float) -> Passage:
    """Not behind a number, which could run into the next word: 网上3，次日."""
    edits = [
        Edit(*match.span(), "")
        for match in _PUNCTUATION.finditer(passage.text)
        if rng.random() < share and not _is_numeric(passage.text[max(0, match.start() - 1) : match.start()])
    ]
    return apply(passage, _free(passage, edits))


def add_bullets(passage: Passage, rng: random.Random, share: float) -> Passage:
    """Numbers, or headings in brackets, in front of sentences and clauses."""
    style = rng.choice(words()["bullets"])
    starts = [match.end() for match in _SENTENCE_START.finditer(passage.text) if rng.random() < share]
    starts = [start for start in starts if not _is_numeric(passage.text[start]) and is_free(passage, start, start)]
    return apply(passage, [Edit(start, start, bullet) for start, bullet in zip(starts, style, strict=False)])


def add_spaces(passage: Passage, rng: random.Random, share: float) -> Passage:
    """Between characters, digits of one number too."""
    return apply(passage, [Edit(place, place, " ") for place in _gaps(passage, rng, share)])


def break_lines(passage: Passage, rng: random.Random, share: float) -> Passage:
    """Line breaks within sentences, as in text copied from a page."""
    between = [place for place in _gaps(passage, rng, share) if not _is_digit(passage.text[place - 1 : place + 1])]
    return apply(passage, [Edit(place, place, "\n") for place in between])


def _places(text: str, rng: random.Random, share: float) -> list[int]:
    """A share of the places in `text`, in order; for small shares, one now and then."""
    count = min(len(text), int(len(text) * share + rng.random()))
    return sorted(rng.sample(range(len(text)), count))


def _gaps(passage: Passage, rng: random.Random, share: float) -> Iterator[int]:
    """Places where something can come between two characters and every mark still says the same."""
    years = [match.span() for match in find_years(passage.text)]
    for place in _places(passage.text, rng, share):
        if place and not any(start < place < end for start, end in years) and _can_part(passage, place):
            yield place


def _can_part(passage: Passage, place: int) -> bool:
    """Not within a written number, unless between two digits."""
    mark = next((mark for mark in passage.marks if mark.start < place < mark.end), None)
    pair = passage.text[place - 1 : place + 1]
    if _is_digit(pair):
        return True
    if mark is None or (mark.value == 0 and not any(map(_is_numeric, passage.surface(mark)))):
        return not all(map(_is_numeric, pair)) and not pair.isspace()
    written = take_apart(passage.surface(mark))
    return written is not None and bool(written.measure) and mark.end - place == len(written.measure)


def _would_join(text: str, start: int, end: int) -> bool:
    """Whether two numbers, or a number and what could become its measure word, meet when text[start:end] goes."""
    return _is_numeric(text[max(0, start - 1) : start]) or (start == 0 and _is_numeric(text[end : end + 1]))


def _is_in_number(text: str, match: re.Match[str]) -> bool:
    before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return _is_numeric(before) and _is_numeric(behind)


def _is_digit(text: str) -> bool:
    return all(character.isdecimal() for character in text) and bool(text)


def _is_numeric(character: str) -> bool:
    return bool(character) and (fold(character) in _numeric())


def _free(passage: Passage, edits: list[Edit]) -> list[Edit]:
    return [edit for edit in edits if is_free(passage, edit.start, edit.end)]


@cache
def _numeric() -> frozenset[str]:
    return frozenset([*"0123456789.,", *number_words()["digits"], *number_words()["multipliers"], *"余多几数"])


@cache
def _kept() -> frozenset[str]:
    return frozenset("".join(words()["kept_characters"])) | _numeric()
