"""How a mirror or a crawler rewrites the characters of a report: replaced punctuation, traditional characters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from opencc import OpenCC

from example_sources.source import Source
from example_sources.tables import Block, PrintedTable, printed_blocks


def worded_blocks(source: Source) -> list[Block]:
    """The report as its file shows it: `printed_blocks` with every text rewritten."""
    rewrite = _rewriter(source)
    return [_reworded(block, rewrite) for block in printed_blocks(source)]


def _reworded(block: Block, rewrite: Callable[[str], str]) -> Block:
    if isinstance(block, PrintedTable):
        return replace(block, cells=tuple(cell._replace(text=rewrite(cell.text)) for cell in block.cells))
    return replace(block, text=rewrite(block.text))


def _rewriter(source: Source) -> Callable[[str], str]:
    def rewrite(text: str) -> str:
        for old, new in source.replace.items():
            text = text.replace(old, new)
        return _mirrored(text, source.romanise) if source.romanise else text

    return rewrite


def _mirrored(text: str, romanise: Mapping[str, str]) -> str:
    """Traditional characters one by one, as mirrors make them, some with their pronunciation: `數(shù)`."""
    converter = _to_traditional()
    characters = (converter.convert(character) for character in text)
    return "".join(f"{c}({romanise[c]})" if c in romanise else c for c in characters)


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")
