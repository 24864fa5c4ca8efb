"""Writes the counts and the agreement of annotators into annotations/README.md."""

from __future__ import annotations

from generated import ROOT, write_section
from gongkai.labelling.agreement import agreement
from gongkai.labelling.checks import label_counts, n_distracting_numbers
from gongkai.labelling.passages import Passage, load_passages

ANNOTATIONS = ROOT / "annotations"


def counts_section() -> str:
    """Passages, claims and numbers that are none, by file; then the label that is marked least often."""
    files = {name: load_passages([ANNOTATIONS / f"{name}.json"]) for name in ("train", "dev")}
    everything = [passage for passages in files.values() for passage in passages]
    rows = [_row(f"`{name}.json`", passages) for name, passages in files.items()]
    label, count = min(label_counts(everything).items(), key=lambda item: item[1])
    table = "\n".join(
        [
            "| | passages | claims | statements of none | last year's and older | parts | numbers that are no claim |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
            *rows,
            _row("together", everything),
        ]
    )
    return f"\n{table}\n\nThe label marked least often is `{label}`: {count} times.\n"


def agreement_section() -> str:
    first = {p.id: p for p in load_passages([ANNOTATIONS / "train.json", ANNOTATIONS / "dev.json"])}
    second = load_passages([ANNOTATIONS / "second_marking.json"])
    result = agreement([first[passage.id] for passage in second], second)
    return (
        f"\n{len(second)} passages: claim F1 {result.claims.f1:.3f} (indicator, value, overlapping span), strict span "
        f"F1 {result.spans.f1:.3f};\nof the claims that both marked, the same period "
        f"{result.share('period'):.3f} and the same scope {result.share('scope'):.3f}.\n"
    )


def _row(name: str, passages: list[Passage]) -> str:
    marks = [(passage, mark) for passage in passages for mark in passage.marks]
    none = sum(mark.value == 0 and not any(c.isnumeric() for c in p.surface(mark)) for p, mark in marks)
    other = sum(mark.period != "this_year" for _, mark in marks)
    parts = sum(mark.scope == "part" for _, mark in marks)
    distractors = sum(map(n_distracting_numbers, passages))
    cells = [name, *(f"{n:,}" for n in (len(passages), len(marks), none, other, parts, distractors))]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    write_section(ANNOTATIONS / "README.md", "counts", counts_section())
    write_section(ANNOTATIONS / "README.md", "agreement", agreement_section())
