"""The character vocabulary of the base model and its tokenizer in Hugging Face's layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_uppercase
from typing import TYPE_CHECKING

from gongkai.narrative.encoding import model_text

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

PAD, UNKNOWN, CLS, SEP, MASK = SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
RARE = 20
"""Occurrences. Characters other than Chinese ones that the corpus holds less often than this are left unknown."""


def build_tokenizer(texts: Iterable[str], max_length: int) -> PreTrainedTokenizerFast:
    """A tokenizer that knows all Chinese characters of `texts`, those of GB2312 level 1, punctuation, digits (as one)
    and Latin letters. Everything else is one `[UNK]` a character."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    ids = {token: number for number, token in enumerate((*SPECIAL, *vocabulary(texts)))}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token=UNKNOWN))
    # `model_text` does more (traditional characters, full-width forms); these make plain simplified text work alone.
    halves = [normalizers.Replace(half, full) for half, full in zip(",:;!?()", "，：；！？（）", strict=True)]
    letters = [normalizers.Replace(letter, letter.lower()) for letter in ascii_uppercase]  # `Lowercase` makes two of İ
    tokenizer.normalizer = normalizers.Sequence([normalizers.Replace(Regex("[1-9]"), "0"), *halves, *letters])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{CLS} $A {SEP}", pair=f"{CLS} $A {SEP} $B {SEP}", special_tokens=[(CLS, ids[CLS]), (SEP, ids[SEP])]
    )
    tokenizer.decoder = decoders.Fuse()
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        model_max_length=max_length,
        pad_token=PAD,
        unk_token=UNKNOWN,
        cls_token=CLS,
        sep_token=SEP,
        mask_token=MASK,
    )


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The characters to know, sorted."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(model_text(text))
    seen = {character for character, count in counts.items() if is_chinese(character) or count >= RARE}
    known = "".join(_gb2312_level_1()) + "abcdefghijklmnopqrstuvwxyz" + "".join(map(chr, range(0x20, 0x7F)))
    return sorted(seen | set(model_text(known)) | set("\n，。、；：！？（）《》〈〉【】〔〕…·％〇"))


def is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character == "〇"


def _gb2312_level_1() -> Iterator[str]:
    """The 3,755 most used characters: rows 16 to 55 of the national standard's code table."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            if (row, cell) < (0xD7, 0xFA):
                yield bytes([row, cell]).decode("gb2312")
