"""Text of a cell or line -> the entries of the lexicon that it can stand for.

Matching goes from strict to tolerant, and stops at the first step that finds something:

1. the same characters, once numbering, bracketed notes, white space, punctuation and script are evened out;
2. the same once light words (数, 量, 的, 政府, …) are left out too;
3. one character different in a label of eight or more, if no other label is nearly as near and no word that turns the
   meaning (不, 未, 非, …) is involved.

Near twins stay apart because step 3 refuses whatever lies close to two labels: 政务微博 and 政务微信 differ in one
character, so a text one character off from either is close to both and matches neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from gongkai.characters import to_simplified
from gongkai.forms import common
from gongkai.tables.lexicon import NOTE, Axis, Entry, wordings

MAX_LABEL_LENGTH = 120
"""Characters. The longest official label with its bracketed note has 70."""

_MIN_TYPO_LENGTH = 8  # characters of the evened label; shorter ones are too close to one another
_MIN_LIGHT_LENGTH = 3  # what must be left of a label without its light words

_NUMBER_WORD = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"\s*(?:第[{_NUMBER_WORD}]{{1,3}}部分|[{_NUMBER_WORD}]{{1,3}}\s*[、.,:)]|\([{_NUMBER_WORD}]{{1,3}}\)|\(\d{{1,2}}\)"
    rf"|\d{{1,2}}\s*[.、,:)]|\d{{1,2}}(?=\s*[\u4e00-\u9fff\"“《]))[、.,:]?\s*"
)
_AMONG = re.compile(r"\s*其中\s*[::,,]?\s*(?=\S)")
_BRACKETS = re.compile(rf"\((?![{_NUMBER_WORD}]{{1,3}}\))[^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\]")
_OPEN_BRACKET = re.compile(r"(?<=[\u4e00-\u9fff]{2})\s*\([^()]*$")
_LAST_BRACKET = re.compile(r"\(([^()]+)\)\s*$")
_NOT_KEY = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_UNIT = re.compile(
    r"[(,]\s*(?:计量|统计)?(?:单位)?\s*[::]?\s*\d*(千元|百万元|万元|亿元|元)\s*\)|单位\s*[::]\s*(千元|百万元|万元|亿元|元)"
)
_LIGHT = re.compile(r"政府信息|政府|[数量总件条个项次篇的之等和及与或者本年度]")
_YEAR_COLUMN = re.compile(r"((?:19|20)\d\d)年度?(?:统计)?数?")
_TURNING = frozenset("不未非无否同反已没部上去历下次率拟应咨内外0123456789")


@dataclass(frozen=True, slots=True)
class Match:
    """The entries that a text can stand for (none: unknown text). `numbered`: it began with 一、, (二), 3. or the like.
    `unit`: a unit of money printed in the label. `partial`: the text is only the beginning of the entries' labels.
    `loose`: it is not the wording of the entries, only near it."""

    entries: tuple[Entry, ...] = ()
    numbered: bool = False
    unit: str | None = None
    partial: bool = False
    loose: bool = False

    def __bool__(self) -> bool:
        return bool(self.entries)

    def on(self, axis: Axis) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.axis is axis)


NO_MATCH = Match()


@lru_cache(maxsize=65536)
def label_key(text: str) -> tuple[str, bool]:
    """The label without numbering, 其中, bracketed notes, white space and punctuation, in simplified characters and
    half-width letters; and whether it was numbered."""
    folded = unicodedata.normalize("NFKC", to_simplified(text))
    for written, meant in common().respelled.items():
        folded = folded.replace(written, meant)
    bare, numbered = _strip_numbering(folded)
    bare = _AMONG.sub("", bare, count=1) if _AMONG.match(bare) else bare
    bare, numbered_again = _strip_numbering(bare)
    unbracketed = _OPEN_BRACKET.sub("", _strip_brackets(bare))
    key = _NOT_KEY.sub("", unbracketed) or _NOT_KEY.sub("", bare)
    return re.sub(r"单位(?:千元|百万元|万元|亿元|元)$", "", key), numbered or numbered_again


@lru_cache(maxsize=65536)
def match_label(text: str) -> Match:
    """What `text` can stand for; text longer than any label stands for nothing."""
    if len(text) > MAX_LABEL_LENGTH:
        return NO_MATCH
    key, numbered = label_key(text)
    if found := _exact(key, text) or _ignored_by_prefix(key) or _year_column(key):
        return Match(found, numbered, _printed_unit(text))
    if found := _light_index().get(_light(key), ()) or _typo(key):
        return Match(found, numbered, _printed_unit(text), loose=True)
    return NO_MATCH


@lru_cache(maxsize=65536)
def match_exactly(text: str) -> Match:
    """Like `match_label`, first step only."""
    key, numbered = label_key(text)
    found = _exact(key, text)
    return Match(found, numbered, _printed_unit(text)) if found else NO_MATCH


@lru_cache(maxsize=4096)
def match_beginning(text: str) -> Match:
    """The columns and rows whose labels begin with `text`, which lost its second line: 本年新 begins two columns."""
    key, numbered = label_key(text)
    if len(key) < _MIN_LIGHT_LENGTH:
        return NO_MATCH
    found = {
        entry: None
        for known, entries in _index().items()
        if known.startswith(key)
        for entry in entries
        if entry.axis in (Axis.COLUMN, Axis.ROW)
    }
    return Match(tuple(found), numbered, _printed_unit(text), partial=True) if found else NO_MATCH


def _exact(key: str, text: str) -> tuple[Entry, ...]:
    """The entries with this key; for a heading whose bracket names a row under it, 行政诉讼（复议后起诉）, that row."""
    found = _index().get(key, ())
    if not any(entry.has_children for entry in found):
        return found
    bracket = _LAST_BRACKET.search(unicodedata.normalize("NFKC", text))
    inner = _index().get(label_key(bracket[1])[0], ()) if bracket else ()
    ids = {entry.id for entry in found}
    return tuple(entry for entry in inner if entry.parent in ids) or found


def _strip_numbering(text: str) -> tuple[str, bool]:
    match = _NUMBERING.match(text)
    return (text[match.end() :], True) if match else (text, False)


def _strip_brackets(text: str) -> str:
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    return text


def _printed_unit(text: str) -> str | None:
    match = _UNIT.search(unicodedata.normalize("NFKC", to_simplified(text)))
    return (match[1] or match[2]) if match else None


def _light(key: str) -> str:
    rest = _LIGHT.sub("", key)
    return rest if len(rest) >= _MIN_LIGHT_LENGTH else key


@lru_cache
def _index() -> Mapping[str, tuple[Entry, ...]]:
    index: defaultdict[str, dict[tuple[object, ...], Entry]] = defaultdict(dict)
    for wording in wordings():
        index[label_key(wording.text)[0]][wording.entry.key] = wording.entry
    return {key: tuple(found.values()) for key, found in index.items()}


@lru_cache
def _light_index() -> Mapping[str, tuple[Entry, ...]]:
    """Labels without light words; what two different entries of one table and axis share that way is left out."""
    index: defaultdict[str, dict[tuple[object, ...], Entry]] = defaultdict(dict)
    for key, entries in _index().items():
        for entry in entries:
            is_local = entry.id.startswith("local.")  # these are known so that nothing else is taken for them
            if entry.axis in (Axis.ROW, Axis.COLUMN, Axis.TITLE, Axis.END) and not is_local:
                index[_light(key)][entry.key] = entry
    return {key: tuple(found.values()) for key, found in index.items() if len(key) >= _MIN_LIGHT_LENGTH}


def _year_column(key: str) -> tuple[Entry, ...]:
    """`2012年度` heads a column of figures of the tables that print more than one year."""
    match = _YEAR_COLUMN.fullmatch(key)
    return (Entry(Axis.COLUMN, match[1], "statistics", role="year"),) if match else ()


@lru_cache
def _ignored_prefixes() -> tuple[str, ...]:
    return tuple(label_key(prefix)[0] for prefix in common().ignored_prefixes)


def _ignored_by_prefix(key: str) -> tuple[Entry, ...]:
    return (Entry(Axis.IGNORED, NOTE),) if key.startswith(_ignored_prefixes()) else ()


def _typo(key: str) -> tuple[Entry, ...]:
    if len(key) < _MIN_TYPO_LENGTH:
        return ()
    near = process.extract(key, list(_index()), scorer=Levenshtein.distance, score_cutoff=2, limit=3)
    if not near or near[0][1] != 1 or (len(near) > 1 and _different(near[0][0], near[1][0])):
        return ()
    return () if _turns_meaning(key, near[0][0]) else _index()[near[0][0]]


def _different(one: str, other: str) -> bool:
    return not {entry.key for entry in _index()[one]} & {entry.key for entry in _index()[other]}


def _turns_meaning(one: str, other: str) -> bool:
    changed: set[str] = set()
    for edit in Levenshtein.editops(one, other):
        if edit.tag != "insert":
            changed.add(one[edit.src_pos])
        if edit.tag != "delete":
            changed.add(other[edit.dest_pos])
    return bool(changed & _TURNING)
