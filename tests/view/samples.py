"""Reports made by hand, with all that a review page has to show; every place and figure in them is invented."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from drafting import Draft, Figures, claim_of, position_of

from gongkai.forms import forms
from gongkai.report import Comparison, Evidence, Finding, Report, Warning


def _text_vs_table(
    report: Report, claim: str, *cells: tuple[str, str | None], finding: str | None = None
) -> Comparison:
    at = claim_of(report, claim)
    values = [position_of(report, *cell) for cell in cells]
    right = sum((report.values[i].value or Decimal(0) for i in values), Decimal(0))
    return Comparison(
        kind="text_vs_table",
        rule="text_vs_table",
        outcome="conflicts" if finding else "agrees",
        indicator=report.claims[at].indicator,
        left=report.claims[at].value,
        right=right,
        left_evidence=Evidence(claims=[at]),
        right_evidence=Evidence(values=values),
        finding=finding,
    )


def _columns_sums(report: Report) -> Iterable[Comparison]:
    """For every row of the request table: total against the other columns; all of them agree."""
    rows: dict[str, dict[str, int]] = {}
    for i, value in enumerate(report.values):
        if value.applicant:
            rows.setdefault(value.indicator, {})[value.applicant] = i
    for indicator, cells in rows.items():
        total = report.values[cells["total"]].value
        parts = [i for applicant, i in cells.items() if applicant != "total"]
        yield Comparison(
            kind="identity",
            rule="requests.columns",
            outcome="agrees",
            indicator=indicator,
            left=total,
            right=total,
            left_evidence=Evidence(values=[cells["total"]]),
            right_evidence=Evidence(values=parts),
        )


def finding_of(finding_id: str, comparison: Comparison, severity: Any, message: str, **fields: Any) -> Finding:
    left, right = comparison.left_evidence, comparison.right_evidence
    return Finding(
        id=finding_id,
        kind=comparison.kind,
        severity=severity,
        indicator=comparison.indicator,
        message=message,
        left=comparison.left,
        right=comparison.right,
        delta=comparison.left - comparison.right
        if comparison.left is not None and comparison.right is not None
        else None,
        values=[*left.values, *right.values],
        claims=[*left.claims, *right.claims],
        left_evidence=left,
        right_evidence=right,
        **fields,
    )


ARTICLE_20: Figures = {
    ("normative_documents.issued", None): "6",
    ("normative_documents.in_force", None): "58",
    ("licensing.decisions", None): "20417",
    ("penalties.decisions", None): "",
    ("coercion.decisions", None): "/",
    ("administrative_fees.amount", None): "286.4015",
}
REQUESTS: Figures = {
    ("requests.received", "natural_person"): "40",
    ("requests.received", "business"): "2",
    ("requests.received", "total"): "42",
    ("requests.carried_in", "natural_person"): "1",
    ("requests.carried_in", "total"): "1",
    ("requests.granted", "natural_person"): "17",
    ("requests.granted", "total"): "17",
    ("requests.partially_granted", "natural_person"): "2",
    ("requests.partially_granted", "total"): "2",
    ("requests.denied.third_party_rights", "natural_person"): "3",
    ("requests.denied.third_party_rights", "total"): "3",
    ("requests.concluded", "natural_person"): "36",
    ("requests.concluded", "business"): "4",
    ("requests.concluded", "total"): "40",
    ("requests.carried_out", "natural_person"): "3",
    ("requests.carried_out", "total"): "3",
}
LOST = "共发布信息余条"


def draft() -> Draft:
    """A county's report: three sections of text, the three tables, and a closing one."""
    made = Draft()
    tables = {table.id: table for table in forms()["2021"].tables}
    made.say("榆河县2023年政府信息公开工作年度报告")
    made.say(
        "本报告依据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自2023年1月1日起，至2023年12月31日止。"
    )
    made.head("一", "总体情况")
    made.head("一（一）", "主动公开情况")
    made.say(
        "全年通过县政府门户网站公开信息[[1286条|disclosed.website]]，通过政务微信公开[[412条|disclosed.wechat]]，制发行政规范性文件"
        "[[6件|normative_documents.issued]]；各乡镇公示栏" + LOST + "，均在规定时限内更新。"
    )
    made.head("一（二）", "依申请公开情况")
    made.say(
        "全年共收到政府信息公开申请[[45件|requests.received]]，其中自然人申请[[40件|requests.natural_person]]；上年结转"
        "[[1件|requests.carried_in]]。予以公开[[17件|requests.granted]]，部分公开[[两件|requests.partially_granted=2]]，"
        "不予公开[[3件|requests.denied]]，其余均已依法告知。结转下年度继续办理[[4件|requests.carried_out]]。"
    )
    made.say(
        "较上年的[[38件|requests.received;period=last_year]]有所增加。全年未发生因政府信息公开引起的[[行政诉讼|litigation.total=0]]。"
    )
    made.head("二", "主动公开政府信息情况")
    made.tabulate(tables["article20"], ARTICLE_20)
    made.head("三", "收到和处理政府信息公开申请情况")
    made.tabulate(tables["requests"], REQUESTS, skipped=["requests.not_processed.publication"])
    made.head("四", "政府信息公开行政复议、行政诉讼情况")
    made.tabulate(tables["disputes"], {("reconsideration.upheld", None): "1", ("reconsideration.total", None): "1"})
    made.head("五", "存在的主要问题及改进情况")
    made.say("一年来，政府信息公开工作仍有不足：一是部分乡镇更新不及时；二是政策解读形式较为单一。下一步将逐项改进。")
    made.head("六", "其他需要报告的事项")
    made.say("无其他需要报告的事项。")
    return made


def review_report() -> Report:
    """Findings of every severity and of several kinds, claims of every standing, cells of every kind."""
    report = draft().report()
    total = "total"
    received = _text_vs_table(report, "45件", ("requests.received", total), finding="received-45-42")
    carried = _text_vs_table(report, "4件", ("requests.carried_out", total), finding="carried-4-3")
    agreeing = [
        _text_vs_table(report, "6件", ("normative_documents.issued", None)),
        _text_vs_table(report, "40件", ("requests.received", "natural_person")),
        _text_vs_table(report, "1件", ("requests.carried_in", total)),
        _text_vs_table(report, "17件", ("requests.granted", total)),
        _text_vs_table(report, "两件", ("requests.partially_granted", total)),
        _text_vs_table(report, "3件", *_denials(report)),
        _text_vs_table(
            report, "行政诉讼", ("litigation.direct.total", None), ("litigation.after_reconsideration.total", None)
        ),
    ]
    uncompared = [
        Comparison(
            kind="text_vs_table",
            rule="text_vs_table",
            outcome="uncompared",
            indicator=report.claims[i].indicator,
            left=report.claims[i].value,
            left_evidence=Evidence(claims=[i]),
            reason=reason,
        )
        for i, reason in (
            (claim_of(report, "1286条"), "no_cell"),
            (claim_of(report, "412条"), "no_cell"),
            (claim_of(report, "38件"), "other_period"),
        )
    ]
    balance = _balance(report)
    lost = report.text.index(LOST)
    missing = Comparison(
        kind="missing_figure",
        rule="missing_figure",
        outcome="conflicts",
        indicator="disclosed.other",
        left_evidence=Evidence(start=lost, end=lost + len(LOST)),
        finding="lost",
    )
    blank = Comparison(
        kind="blank_cell",
        rule="blank_cell",
        outcome="conflicts",
        indicator="penalties.decisions",
        left_evidence=Evidence(values=[position_of(report, "penalties.decisions")]),
        finding="blank",
    )
    findings = [
        finding_of(
            "received-45-42",
            received,
            "conflict",
            "正文“一（二）”称收到政府信息公开申请45件，表格“本年新收政府信息公开申请数量·总计”为42，相差3。",
        ),
        finding_of(
            "carried-4-3",
            carried,
            "doubt",
            "正文“一（二）”称结转下年度继续办理4件，表格“结转下年度继续办理·总计”为3，相差1。",
        ),
        finding_of(
            "balance",
            balance,
            "conflict",
            "“自然人”一列：新收40＋上年结转1，合计41；办理结果总计36＋结转下年度3，合计39，相差2。",
        ),
        finding_of("lost", missing, "doubt", "正文“一（一）”“共发布信息余条”缺少数字。"),
        finding_of("blank", blank, "note", "表格“行政处罚处理决定数量”为空白，应填数字（没有的填0）。"),
    ]
    comparisons = [received, carried, *agreeing, *uncompared, balance, *_columns_sums(report), missing, blank]
    warning = Warning(
        code="unplaced",
        message="the figure 12 in the row 行政备案 belongs to no row of the form",
        cells=["行政备案", "12"],
    )
    return report.model_copy(update={"findings": findings, "comparisons": comparisons, "warnings": [warning]})


def _denials(report: Report) -> list[tuple[str, str | None]]:
    reasons = dict.fromkeys(
        value.indicator for value in report.values if value.indicator.startswith("requests.denied.")
    )
    return [(reason, "total") for reason in reasons]


def _balance(report: Report) -> Comparison:
    left = [position_of(report, name, "natural_person") for name in ("requests.received", "requests.carried_in")]
    right = [position_of(report, name, "natural_person") for name in ("requests.concluded", "requests.carried_out")]
    return Comparison(
        kind="identity",
        rule="requests.balance",
        outcome="conflicts",
        indicator="requests.received",
        applicant="natural_person",
        left=Decimal(41),
        right=Decimal(39),
        left_evidence=Evidence(values=left),
        right_evidence=Evidence(values=right),
        finding="balance",
    )
