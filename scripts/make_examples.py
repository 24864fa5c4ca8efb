"""Writes the example reports and what the tests expect of them, from the data files in `example_sources/reports`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from example_sources import pdf, plain, web, word
from example_sources.gold import gold_json
from example_sources.source import HERE, Source

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
GOLD = ROOT / "tests" / "fixtures" / "examples"

RENDERERS: dict[str, Callable[[Source], bytes]] = {
    "one_cell_a_line": plain.one_cell_a_line,
    "bars_behind_cells": plain.bars_behind_cells,
    "one_row_a_line": plain.one_row_a_line,
    "tab_before_cells": plain.tab_before_cells,
    "markdown": plain.markdown,
    "old_portal": web.old_portal,
    "modern_page": web.modern_page,
    "word_page": web.word_page,
    "merged_cells": word.merged_cells,
    "nested_and_tracked": word.nested_and_tracked,
    "printed_from_word": pdf.printed_from_word,
    "set_by_program": pdf.set_by_program,
}

# Formats whose bytes depend on the versions of the libraries that write them; `--check` compares their gold only.
_BINARY = {".docx", ".pdf"}


def main(
    names: Annotated[list[str] | None, typer.Argument(help="beginnings of file names; all without")] = None,
    check: Annotated[bool, typer.Option(help="write nothing; exit 1 if a file is not what its source makes")] = False,
) -> None:
    sources = [Source.load(path) for path in sorted((HERE / "reports").glob("*.yaml"))]
    chosen = [source for source in sources if source.file.startswith(tuple(names or [""]))]
    outdated = [path for source in chosen for path in _outdated(source, check)]
    for path in outdated:
        typer.echo(f"{'outdated' if check else 'written'}: {path.relative_to(ROOT)}")
    if check and outdated:
        raise typer.Exit(1)


def _outdated(source: Source, check: bool) -> list[Path]:
    """The files of one example that differ from what its source makes; written unless `check`."""
    made = {GOLD / f"{source.file}.json": gold_json(source)}
    if not (check and Path(source.file).suffix in _BINARY):
        made[EXAMPLES / source.file] = RENDERERS[source.renderer](source)
    outdated = [path for path, content in made.items() if not path.exists() or path.read_bytes() != content]
    if not check:
        for path in outdated:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made[path])
    return outdated


if __name__ == "__main__":
    typer.run(main)
