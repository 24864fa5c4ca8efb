"""The tokenizer of the base model: one token a character, in transformers as in our own encoder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from gongkai.narrative.encoding import CharacterEncoder, model_text
from gongkai.training.tokenizer import RARE, SPECIAL, build_tokenizer, is_chinese, vocabulary

CORPUS = ["各部门應當公开信息１２条，龘䶮不常见。", f"{'é' * RARE}{'ñ' * (RARE - 1)}§"]
MAX_LENGTH = 64


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return build_tokenizer(CORPUS, MAX_LENGTH)


KNOWN = [
    ("龘", True),  # Chinese, once in the corpus, and rare
    ("应", True),  # simplified, of a traditional character
    ("應", False),
    ("鳌", False),  # Chinese, but neither in the corpus nor in level 1
    ("一", True),
    ("座", True),  # first and last of the level are 啊 and 座
    ("啊", True),
    ("〇", True),
    ("0", True),
    ("1", False),
    ("x", True),
    ("X", False),
    ("，", True),
    (",", False),
    ("\n", True),
    (" ", True),
    ("é", True),
    ("ñ", False),
    ("§", False),
]


@pytest.mark.parametrize(("character", "is_known"), KNOWN)
def test_which_characters_are_known(character: str, is_known: bool) -> None:
    assert (character in vocabulary(CORPUS)) is is_known


def test_all_of_level_1_is_known() -> None:
    """Rows 16 to 55 of GB2312, as the codec has them, without the five places that are free at the end of row 55."""
    codes = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)][:-5]
    level = {code.decode("gb2312") for code in codes}
    assert len(level) == 3755
    assert all(map(is_chinese, level))
    read = {model_text(character) for character in level}  # a few of them are traditional forms, too
    assert read <= set(vocabulary([]))
    assert len(level - read) < 20


def test_the_vocabulary_is_sorted_and_has_no_character_twice() -> None:
    known = vocabulary(CORPUS)
    assert known == sorted(set(known))
    assert {len(character) for character in known} == {1}


TOKENS = [
    ("公开12条", ["公", "开", "0", "0", "条"]),
    ("鳌😀𠮷", ["[UNK]", "[UNK]", "[UNK]"]),
    ("甲 \n乙", ["甲", " ", "\n", "乙"]),
    ("AB:(", ["a", "b", "：", "（"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_one_character_is_one_token(tokenizer: PreTrainedTokenizerFast, text: str, expected: list[str]) -> None:
    ids = tokenizer(text)["input_ids"]
    assert tokenizer.convert_ids_to_tokens(ids) == ["[CLS]", *expected, "[SEP]"]


def test_it_loads_by_itself(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    tokenizer.save_pretrained(tmp_path)
    again = AutoTokenizer.from_pretrained(tmp_path)
    assert again.get_vocab() == tokenizer.get_vocab()
    assert (again.model_max_length, again.mask_token, again.pad_token_id) == (MAX_LENGTH, "[MASK]", 0)
    pair = again("公开1条", "办结2件。")
    assert pair == tokenizer("公开1条", "办结2件。")
    assert again.decode(pair["input_ids"], skip_special_tokens=True) == "公开0条办结0件。"
    assert [number for _, number in sorted((n, t) for t, n in again.get_vocab().items())][: len(SPECIAL)] == list(
        SPECIAL
    )


TEXTS = [
    "收到申請１２３件，其中(信函)4.5万件。",
    "[MASK][UNK] [cls]",
    "İstanbul ǅ ß ﬁ e\u0301 ÀÉ",
    "😀𠮷\ud800\u200d\ufeff\x00\r\n\t\u3000",
    "鳌，龘",
    "",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_our_encoder_agrees(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    agree(tokenizer, text)


@settings(deadline=None, max_examples=60)
@given(text=st.text())
def test_our_encoder_agrees_on_any_text(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    agree(tokenizer, text)


def agree(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    encoder = CharacterEncoder(tokenizer.get_vocab(), cls="[CLS]", sep="[SEP]", unknown="[UNK]")
    ids = encoder.encode(model_text(text)).tolist()
    assert len(ids) == len(text) + 2
    assert tokenizer(model_text(text))["input_ids"] == ids
