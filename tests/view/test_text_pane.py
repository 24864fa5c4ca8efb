"""A report's text as blocks: headings, paragraphs, and where the tables stand."""

from __future__ import annotations

import pytest
from drafting import claim_of
from samples import LOST, review_report

from gongkai.report import Report
from gongkai.view.items import Items, excerpt
from gongkai.view.standing import Standing, report_standings
from gongkai.view.stretches import line_spans, table_stretches
from gongkai.view.text_pane import Block, Piece, text_parts


@pytest.fixture(scope="module")
def report() -> Report:
    return review_report()


@pytest.fixture(scope="module")
def blocks(report: Report) -> list[Block]:
    return blocks_of(report)


def blocks_of(report: Report) -> list[Block]:
    return [block for part in text_parts(report, Items(report, report_standings(report))) for block in part]


def pieces_of(blocks: list[Block]) -> list[Piece]:
    return [piece for block in blocks for line in block.lines for piece in line]


def text_of(block: Block) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in block.lines)


def test_no_line_is_lost(report: Report, blocks: list[Block]) -> None:
    written = [line.strip() for line in report.text.split("\n") if line.strip()]
    assert "\n".join(map(text_of, blocks)).split("\n") == written


def test_headings_with_their_depth(blocks: list[Block]) -> None:
    headings = [(text_of(block), block.depth, block.section) for block in blocks if block.kind == "heading"]
    assert headings[:3] == [
        ("一、总体情况", 0, 0),
        ("一（一）、主动公开情况", 1, 1),
        ("一（二）、依申请公开情况", 1, 2),
    ]
    assert len(headings) == 8


def test_the_tables_are_apart_with_all_their_cells(report: Report, blocks: list[Block]) -> None:
    tables = [block for block in blocks if block.kind == "table"]
    assert sum(table.n_cells for table in tables) == len(report.values)
    assert [text_of(table).split("\n")[0] for table in tables] == ["规章", "本年新收政府信息公开申请数量", "行政复议"]
    anchored = {anchor for piece in pieces_of(tables) for anchor in piece.anchors}
    assert anchored == {f"r{i}" for i, value in enumerate(report.values) if value.raw}


def test_prose_between_cells_divides_a_table(report: Report) -> None:
    broken = report.model_copy(update={"text": report.text.replace("未经复议直接起诉\n", "以上数据已核实。\n")})
    assert len(list(table_stretches(broken, line_spans(broken.text)))) == 4


def test_a_claim_is_where_it_stands(report: Report, blocks: list[Block]) -> None:
    (piece,) = (piece for piece in pieces_of(blocks) if piece.items == (f"c{claim_of(report, '45件')}",))
    assert (piece.text, piece.kind, piece.standing, piece.is_last) == ("45件", "claim", Standing.CONFLICT, True)
    assert piece.label == "本年新收政府信息公开申请数量，45件，矛盾"


def test_words_that_evidence_names_are_marked(blocks: list[Block]) -> None:
    (piece,) = (piece for piece in pieces_of(blocks) if piece.kind == "stretch")
    assert (piece.text, piece.standing) == (LOST, Standing.DOUBT)


def test_claims_inside_named_words_look_like_claims(report: Report) -> None:
    start = report.claims[0].start - 4
    finding = report.findings[-1]
    around = finding.left_evidence.model_copy(update={"values": [], "start": start, "end": report.claims[0].end + 2})
    overlapping = report.model_copy(update={"findings": [finding.model_copy(update={"left_evidence": around})]})
    pieces = [piece for piece in pieces_of(blocks_of(overlapping)) if "s0" in piece.items]
    assert [(piece.kind, piece.items[0]) for piece in pieces] == [("stretch", "s0"), ("claim", "c0"), ("stretch", "s0")]


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [(-1, 3, None), (5, 2, None), (10**6, 10**6 + 2, None), (0, None, None), (3, 3, (3, 4)), (3, 5, (3, 5))],
)
def test_places_of_values(start: int, end: int | None, place: tuple[int, int] | None, report: Report) -> None:
    """Outside of the text is no place; one without characters is widened."""
    value = report.values[0].model_copy(update={"start": start, "end": end})
    odd = report.model_copy(update={"values": [value]})
    assert Items(odd, report_standings(odd)).values[0].place == place


def test_excerpts_stay_in_their_line_and_show_where_they_are_cut() -> None:
    text = f"前一行\n{'甲' * 40}45件{'乙' * 40}\n后一行"
    start = text.index("45件")
    cut = excerpt(text, (start, start + 3))
    assert (cut.before, cut.text, cut.behind) == (f"…{'甲' * 32}", "45件", f"{'乙' * 32}…")
    whole = excerpt("共45件。\n次行", (1, 4))
    assert (whole.before, whole.text, whole.behind) == ("共", "45件", "。")
