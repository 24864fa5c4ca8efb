"""Label texts: what is evened out, and what must stay apart."""

from __future__ import annotations

import random

import pytest

from gongkai.tables.labels import MAX_LABEL_LENGTH, Match, match_beginning, match_exactly, match_label
from gongkai.tables.lexicon import Axis, wordings

ROWS = [wording for wording in wordings() if wording.entry.axis is Axis.ROW]
HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]
LABEL_CHARACTERS = sorted({character for wording in ROWS for character in wording.text})


def ids(match: Match) -> set[str]:
    return {entry.id for entry in match.entries}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        # white space and line breaks
        ("本年新\n制作数量", "made"),
        ("商业 企业", "business"),
        ("规　章", "rules"),
        ("统 计 数", "value"),
        ("(三) 不予 公开", "requests.denied"),
        # widths and punctuation
        ("（三）不予公开", "requests.denied"),
        ("(三)不予公开", "requests.denied"),
        ("本年增／减", "items_change"),
        ("危及“三安全一稳定”", "requests.denied.security_stability"),
        ('3.危及"三安全一稳定"', "requests.denied.security_stability"),
        ("不是<<条例>>所指政府信息", "requests.denied.not_government_information"),
        ("申请人无正当理由逾期不补正,行政机关不再处理其政府信息公开申请", "requests.other.uncorrected"),
        # traditional characters, also as converted by machine; romanisation behind characters
        ("規範性文件", "normative_documents"),
        ("規范性文件", "normative_documents"),
        ("未經復議直接起訴", "direct"),
        ("主動公開政府信息數(shù)", "disclosed.total"),
        ("申請(qǐng)答覆數(shù)", "requests.replied"),
        # numbering of every kind, or none
        ("一、本年新收政府信息公开申请数量", "requests.received"),
        ("1.属于国家秘密的公文类信息数", "local.secret_documents"),
        ("1、政府公报公开政府信息数", "disclosed.gazette"),
        ("1．政府公报公开政府信息数", "disclosed.gazette"),
        ("1﹒政府公報公開政府信息數", "disclosed.gazette"),
        ("（1）政府公报公开政府信息数", "disclosed.gazette"),
        ("①政府公报公开政府信息数", "disclosed.gazette"),
        ("5要求行政机关确认或重新出具已获取信息", "requests.not_processed.reconfirmation"),
        ("第一部分 主动公开情况", "part1"),
        ("本年新收政府信息公开申请数量", "requests.received"),
        # 其中
        ("其中：主动公开规范性文件数", "disclosed.normative_documents"),
        ("其中主动公开规范性文件数", "disclosed.normative_documents"),
        ("其中：1.涉及国家秘密", "requests.denied.state_secret"),
        # instructions of the office in brackets
        ("主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "disclosed.total"),
        ("专职人员数（不包括政府公报及政府网站工作人员数", "staff.full_time"),
        ("规章（由有权制定的机关填写）", "rules"),
        ("本年增/减（比2018年少的写成负数，例如-6）", "items_change"),
        ("其他对外管理服务事项（指行政许可以外的，含行政处罚、行政强制）", "other_services"),
        # a unit in the heading, also with a figure typed into it
        ("本年收费金额（单位：万元）", "fee_amount"),
        ("本年收费金额(单位:0万元)", "fee_amount"),
        ("采购总金额(万元)", "procurement_amount"),
        # light words, other spellings, one wrong character
        ("行政规范性文件件数", "normative_documents"),
        ("现行有效件", "in_force"),
        ("本年增/", "items_change"),
        ("其它对外管理服务事项", "other_services"),
        ("维持具有行政行为或者驳回原告诉讼请求数", "litigation.upheld"),
        ("没有现存信息需要另行制作", "requests.unavailable.needs_creation"),
    ],
)
def test_differences_that_do_not_matter(text: str, id: str) -> None:
    assert ids(match_label(text)) == {id}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("政务微博公开政府信息数", "disclosed.weibo"),
        ("政务微信公开政府信息数", "disclosed.wechat"),
        ("政府网站公开政府信息数", "disclosed.website"),
        ("同意公开答复数", "requests.granted"),
        ("同意部分公开答复数", "requests.partially_granted"),
        ("不同意公开答复数", "requests.denied"),
        ("予以公开", "requests.granted"),
        ("不予公开", "requests.denied"),
        ("否决公开答复总数", "local.refused"),  # not 不予公开: older tables count what does not exist among these
        ("制发规范性文件总数", "normative_documents.issued"),
        ("主动公开规范性文件数", "disclosed.normative_documents"),
        ("属于国家秘密", "requests.denied.state_secret"),
        ("属于国家秘密的公文类信息数", "local.secret_documents"),
        ("依申请公开信息目录数", "local.catalogue"),
        ("依申请公开信息收取的费用", "fees.requests"),
        ("主动公开信息收费总数", "local.proactive_fees"),
        ("处理政府信息公开的专项经费", "funding.total"),
        ("处理政府信息公开的实际支出", "local.expenses"),
        ("行政复议", "reconsideration"),
        ("行政诉讼", "litigation"),
        ("行政复议数", "reconsideration.total"),
        ("行政诉讼数", "litigation.total"),
        ("行政申诉数", "local.appeals"),
        ("维持具体行政行为数", "reconsideration.upheld"),
        ("维持具体行政行为或者驳回原告诉讼请求数", "litigation.upheld"),
        ("未经复议直接起诉", "direct"),
        ("复议后起诉", "after_reconsideration"),
        ("参加或举办新闻发布会总次数", "responses.press_conferences"),
        ("主要负责同志参加新闻发布会次数", "responses.press_conferences_by_head"),
        ("专职人员数", "staff.full_time"),
        ("政府信息公开指定专职人员数", "staff.total"),
        ("网上申请数", "requests.online"),
        ("电子邮件申请数", "local.email"),
        ("上一年项目数量", "items_last_year"),
        ("本年项目数量", "items"),
        ("采购项目数量", "projects"),
    ],
)
def test_near_twins_each_mean_their_own(text: str, id: str) -> None:
    assert ids(match_label(text)) == {id}


@pytest.mark.parametrize(
    "text",
    [
        "政务抖音公开政府信息数",
        "政务微视公开政府信息数",
        "未按时办结数",
        "结转下年度政府信息公开申请数量",
        "本机关掌握相关政府信息",
        "属于本行政机关公开数",
        "申请信息存在数",
        "有正当理由大量反复申请",
        "未主动公开政府信息数",
        "分管负责同志参加新闻发布会次数",
        "废止规范性文件总数",
        "现行无效件数",
        "行政处分",
        "行政许可256",
        "商业",
        "结果",
        "规",
        "",
        "其中：",
    ],
)
def test_near_twins_of_no_entry(text: str) -> None:
    assert not match_label(text)


def test_a_word_that_turns_the_meaning_is_never_overlooked() -> None:
    known = {wording.text for wording in wordings()}
    turned = [(word + wording.text, wording.entry) for wording in ROWS for word in "不未非无没"]
    turned += [(w.text.replace(word, "", 1), w.entry) for w in ROWS for word in "不未非无没" if word in w.text]
    assert [text for text, entry in turned if text not in known and entry in match_label(text).entries] == []


@pytest.mark.parametrize("alphabet", [HAN, LABEL_CHARACTERS], ids=["any characters", "characters of labels"])
def test_random_characters_mean_nothing(alphabet: list[str]) -> None:
    """Drawn here and not by Hypothesis, which mixes in strings that it finds in the code: true labels."""
    rng = random.Random(20)
    texts = ["".join(rng.choices(alphabet, k=rng.randint(5, 40))) for _ in range(500)]
    assert [text for text in texts if match_exactly(text) or match_label(text)] == []


def test_text_longer_than_any_label_means_nothing() -> None:
    note = "（" + "说明" * (MAX_LABEL_LENGTH // 2) + "）"
    assert match_label("规章（说明）")
    assert not match_label("规章" + note)


@pytest.mark.parametrize(
    ("text", "numbered"),
    [("（七）总计", True), ("(7)总计", True), ("七、总计", True), ("3.其他", True), ("3其他", True), ("总计", False)],
)
def test_whether_a_label_was_numbered(text: str, numbered: bool) -> None:
    """Only rows are: this tells （七）总计 from the column 总计."""
    match = match_label(text)
    assert len(match.on(Axis.ROW)) == 1
    assert len(match.on(Axis.COLUMN)) > 1
    assert match.numbered is numbered


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("采购总金额（万元）", "万元"),
        ("采购总金额(单位：元)", "元"),
        ("本年收费金额（单位：萬元）", "万元"),
        ("本年收费金额 单位：万元", "万元"),
        ("采购总金额", None),
        ("规章（件）", None),
    ],
)
def test_unit_of_money_in_a_label(text: str, unit: str | None) -> None:
    assert match_label(text).unit == unit


@pytest.mark.parametrize(("text", "year"), [("2012年度", "2012"), ("2009年", "2009"), ("２０１０年度统计数", "2010")])
def test_a_year_heads_a_column(text: str, year: str) -> None:
    (entry,) = match_label(text).entries
    assert (entry.axis, entry.id, entry.role) == (Axis.COLUMN, year, "year")


def test_exact_matching_has_no_tolerance_for_typing_errors() -> None:
    assert match_exactly("（一）予 以公開")
    assert not match_exactly("维持具有行改行为数")


def test_the_beginning_of_a_broken_label() -> None:
    """本年新 begins 本年新制作数量 and 本年新公开数量: the header as a whole must tell which."""
    match = match_beginning("本年新")
    assert match.partial
    assert ids(match) >= {"made", "published"}
    assert not match_beginning("本年")
    assert not match_beginning("新数量")
