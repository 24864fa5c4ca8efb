"""The body whose report it is. In simplified characters always, as it serves to compare the reports of one body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gongkai.meta.bodies import is_body_name, is_generic, most_named
from gongkai.meta.fields import Field
from gongkai.meta.page import Page, fold_years
from gongkai.meta.signature import Closing
from gongkai.meta.title import Title

# How a preamble, and the first sentence behind the first heading, name the body. Not compiled before they are needed,
# as most titles name it.
_PREAMBLE = (
    r"由([\u4e00-\u9fff()]{3,40}?)(?:负责)?(?:编制|编写|汇总|综合|根据|按照|依据|依照)",
    r"(?:现将|现公布|现发布|公布|发布|编制)([\u4e00-\u9fff()]{3,30}?)(?:20\d\d年|关于|政府信息公开)",
    r"20\d\d年(?:度|来|以来)?,?([\u4e00-\u9fff()]{3,30}?)(?:坚持|认真|深入|全面|紧紧|紧扣|紧密|围绕|严格|高度|积极|不断|切实|持续|以|在|按照|根据|贯彻)",
    r"(?:与|联系|咨询|致电|反映|洽)([\u4e00-\u9fff()]{3,40}?)(?:\(|联系|反映|咨询)",
)
_AFTER_OPENING = 800  # characters behind the first heading that still introduce the report
_OFFICE = re.compile(r"(?:党政|政务公开|政府信息公开|信息公开)(?:综合)?(?:办公室|办|科|股|中心)$")


def find_issuer(
    title: Title | None, page: Page, fields: Sequence[Field], closing: Closing, hints: Mapping[str, str]
) -> str | None:
    """The body named by the title, else by the preamble, the signature, the index block, a line of its own, or the text
    as a whole.

    A name such as 市教育局 is completed from the other places, where one of them says which 市 it is.
    """
    names = filter(None, _candidates(title, page, fields, closing, hints))
    first = next(names, None)
    if first is None or not is_generic(first):
        return first
    specific = [name for name in names if not is_generic(name)]
    complete = next((name for name in specific if name.endswith(first)), None)
    if complete or (title and title.issuer):
        return complete or first
    return next(iter(specific), first)


def _candidates(
    title: Title | None, page: Page, fields: Sequence[Field], closing: Closing, hints: Mapping[str, str]
) -> Iterator[str | None]:
    yield title.issuer if title else None
    yield from _in_preamble(page)
    yield closing.signature.issuer
    yield from _labelled(fields, "issuer")
    yield next((cell.folded for cell in page.opening_cells if _is_specific(cell.folded)), None)
    sources = [*_labelled(fields, "source"), _body(fold_years(hints.get("contentsource", "")))]
    yield from (source for source in sources if source and _is_specific(source))
    yield most_named(page.folded)


def _in_preamble(page: Page) -> Iterator[str | None]:
    text = page.folded[: len(page.opening) + _AFTER_OPENING]
    for pattern in _PREAMBLE:
        for match in re.finditer(pattern, text):
            name = _body(match[1])
            if name and not is_generic(name):
                yield name


def _is_specific(line: str) -> bool:
    return is_body_name(line) and not is_generic(line)


def _labelled(fields: Sequence[Field], kind: str) -> Iterator[str | None]:
    return (_body(field.folded) for field in fields if field.kind == kind)


def _body(name: str) -> str | None:
    """The name without the office that answers questions, if it is the name of a body."""
    bare = _OFFICE.sub("", name.strip()) or name
    return bare if is_body_name(bare) else None
