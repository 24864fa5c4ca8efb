"""Reports that nobody would write: one hostile in every text, one of any length."""

from __future__ import annotations

from typing import Any

from drafting import position_of
from samples import draft, finding_of, review_report

from gongkai.report import Comparison, Evidence, Meta, Report, Source, Warning

HOSTILE = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "</style><script>window.hit=1</script>",
    "<!--<script>",
    "--><img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "' onmouseover='window.hit=1",
    "{{ 7*7 }}{% raw %}",
    "\u2028window.hit=1//\u2029",
    "\x00\x1b[31m\x7f\u202egnihtyna",
    "\ud83d<b>\udc00",
    "<base href='https://example.invalid/'><meta http-equiv=refresh content=0>",
    "<a href='javascript:window.hit=1'>",
    "</details></section></textarea></title><plaintext>",
)


def hostile_report() -> Report:
    """Every text of the report is hostile; its parts are made without checks, as no reader would."""
    base = review_report()
    attack = " ".join(HOSTILE)
    text = base.text.replace("公示栏", attack) + attack
    meta = Meta.model_construct(
        title=attack, issuer=attack, year=2023, form="2021", document_number=attack, index_number=attack, published=None
    )
    fields: dict[str, Any] = {
        "source": Source.model_construct(name=attack, media_type=attack, sha256=attack),
        "meta": meta,
        "text": text,
        "sections": [section.model_copy(update={"number": attack, "title": attack}) for section in base.sections],
        "values": [
            *(value.model_copy(update={"raw": attack, "value": None}) for value in base.values[:20]),
            *(value.model_copy(update={"raw": f"{value.raw}{attack}", "unit": attack}) for value in base.values[20:]),
            base.values[0].model_copy(update={"indicator": attack, "applicant": attack, "start": 10**9, "end": -1}),
        ],
        "claims": [
            claim.model_copy(update={"indicator": attack, "unit": attack, "period": attack, "section": attack})
            for claim in base.claims
        ],
        "findings": [
            finding.model_copy(
                update={"id": f"{attack}{i}", "indicator": attack, "message": attack, "values": [-1, 10**6]}
            )
            for i, finding in enumerate(base.findings)
        ],
        "comparisons": [
            comparison.model_copy(update={"rule": attack, "reason": attack, "indicator": attack, "finding": attack})
            for comparison in base.comparisons
        ],
        "warnings": [
            Warning.model_construct(
                code=attack, message=attack, start=0, end=9, indicator=attack, applicant=attack, cells={attack: attack}
            )
        ],
    }
    return base.model_copy(update=fields)


def long_report(n_characters: int) -> Report:
    """The review report with paragraphs full of claims between its first section and its tables."""
    made = draft()
    while len(made.text) < n_characters:
        number = len(made.claims)
        made.say(
            f"第{number}项：本单位收到政府信息公开申请[[{number}件|requests.received;scope=part]]，"
            f"予以公开[[{number + 1}件|requests.granted;scope=part]]，其余均在法定期限内依法答复并告知救济途径，"
            "相关情况已按照规定在政府信息公开平台和本单位公示栏予以公布，接受社会监督。"
        )
    report = made.report()
    anchors = [position_of(report, "requests.received", "total"), position_of(report, "requests.granted", "total")]
    comparisons = [
        Comparison(
            kind="text_vs_table",
            rule="text_vs_table",
            outcome="conflicts" if i % 7 == 0 else "agrees",
            indicator=claim.indicator,
            left=claim.value,
            right=claim.value,
            left_evidence=Evidence(claims=[i]),
            right_evidence=Evidence(values=[anchors[i % 2]]),
            finding=f"f{i}" if i % 7 == 0 else None,
        )
        for i, claim in enumerate(report.claims)
    ]
    findings = [
        finding_of(comparison.finding, comparison, "conflict", f"第{i}处与表格不一致。")
        for i, comparison in enumerate(comparisons)
        if comparison.finding
    ]
    return report.model_copy(update={"comparisons": comparisons, "findings": findings})
