"""Sections of Markdown files that scripts write: what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")


def section_of(text: str, name: str) -> str:
    """What stands in the section; KeyError where there is none of that name."""
    match = _pattern(name).search(text)
    if match is None:
        raise KeyError(f"no section {name!r}: it begins with <!-- begin {name} --> and ends with <!-- end {name} -->")
    return match["content"]


def with_section(text: str, name: str, content: str) -> str:
    """`text` with the section's content replaced by `content`."""
    section_of(text, name)
    return _pattern(name).sub(lambda match: f"{match['begin']}{content}{match['end']}", text)


def fenced(text: str) -> str:
    return f"\n```text\n{text.rstrip()}\n```\n"


def write_section(path: Path, name: str, content: str) -> None:
    path.write_text(with_section(path.read_text(encoding="utf-8"), name, content), encoding="utf-8")


def _pattern(name: str) -> re.Pattern[str]:
    marker = re.escape(name)
    return re.compile(f"(?P<begin><!-- begin {marker} -->)(?P<content>.*?)(?P<end><!-- end {marker} -->)", re.DOTALL)
