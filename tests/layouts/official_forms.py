"""The three generations of the official form, written down from the printed forms and independently of `gongkai.forms`.

2014  政府信息公开情况统计表: one column of statistics
2019  国办公开办函〔2019〕60号: five tables on article 20, requests by applicant, disputes
2021  国办公开办函〔2021〕30号: the same with revised rows and columns
"""

from __future__ import annotations

from .form_model import (
    Column,
    DisputeBranch,
    DisputeTable,
    Group,
    ItemTable,
    Line,
    OfficialForm,
    RequestTable,
    Statistic,
)

REQUEST_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = "申请人情况"
ORGANIZATIONS = "法人或其他组织"
OUTCOMES = "三、本年度办理结果"
ITEM_HEADER = "信息内容"
STATISTICS_HEADERS = ("统计指标", "单位", "统计数")

_APPLICANT_COLUMNS = (
    Column("自然人", "natural_person"),
    Column("商业企业", "business"),
    Column("科研机构", "research"),
    Column("社会公益组织", "nonprofit"),
    Column("法律服务机构", "legal_service"),
    Column("其他", "other_organization"),
    Column("总计", "total"),
)
_INTAKE = (
    Line("一、本年新收政府信息公开申请数量", "requests.received"),
    Line("二、上年结转政府信息公开申请数量", "requests.carried_in"),
)
_GRANTED = (
    Line("（一）予以公开", "requests.granted"),
    Line("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "requests.partially_granted"),
)
_REFUSALS = (
    Group(
        "（三）不予公开",
        "requests.denied",
        (
            Line("1.属于国家秘密", "requests.denied.state_secret"),
            Line("2.其他法律行政法规禁止公开", "requests.denied.forbidden_by_law"),
            Line("3.危及“三安全一稳定”", "requests.denied.security_stability"),
            Line("4.保护第三方合法权益", "requests.denied.third_party_rights"),
            Line("5.属于三类内部事务信息", "requests.denied.internal_affairs"),
            Line("6.属于四类过程性信息", "requests.denied.process_information"),
            Line("7.属于行政执法案卷", "requests.denied.enforcement_file"),
            Line("8.属于行政查询事项", "requests.denied.administrative_query"),
        ),
    ),
    Group(
        "（四）无法提供",
        "requests.unavailable",
        (
            Line("1.本机关不掌握相关政府信息", "requests.unavailable.not_held"),
            Line("2.没有现成信息需要另行制作", "requests.unavailable.needs_creation"),
            Line("3.补正后申请内容仍不明确", "requests.unavailable.still_unclear"),
        ),
    ),
    Group(
        "（五）不予处理",
        "requests.not_processed",
        (
            Line("1.信访举报投诉类申请", "requests.not_processed.petition"),
            Line("2.重复申请", "requests.not_processed.duplicate"),
            Line("3.要求提供公开出版物", "requests.not_processed.publication"),
            Line("4.无正当理由大量反复申请", "requests.not_processed.excessive"),
            Line("5.要求行政机关确认或重新出具已获取信息", "requests.not_processed.reconfirmation"),
        ),
    ),
)
_OTHER_2019 = Line("（六）其他处理", "requests.other")
_OTHER_2021 = Group(
    "（六）其他处理",
    "requests.other",
    (
        Line("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "requests.other.uncorrected"),
        Line("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "requests.other.unpaid"),
        Line("3.其他", "requests.other.rest"),
    ),
)
_CONCLUDED = Line("（七）总计", "requests.concluded")
_REST = (Line("四、结转下年度继续办理", "requests.carried_out"),)

_DISPUTES = DisputeTable(
    branches=(
        DisputeBranch(("行政复议",), "reconsideration"),
        DisputeBranch(("行政诉讼", "未经复议直接起诉"), "litigation.direct"),
        DisputeBranch(("行政诉讼", "复议后起诉"), "litigation.after_reconsideration"),
    ),
    columns=(
        Column("结果维持", "upheld"),
        Column("结果纠正", "corrected"),
        Column("其他结果", "other"),
        Column("尚未审结", "pending"),
        Column("总计", "total"),
    ),
)

_ITEM_COUNTS = (
    Column("上一年项目数量", "items_last_year"),
    Column("本年增/减", "items_change"),
    Column("处理决定数量", "decisions"),
)
FORM_2019 = OfficialForm(
    name="2019",
    years=(2019, 2020, 2021),  # 2021: the old form was still used by some
    items=(
        ItemTable(
            "第二十条第（一）项",
            (
                Column("本年新制作数量", "issued"),
                Column("本年新公开数量", "published"),
                Column("对外公开总数量", "public_total"),
            ),
            (Line("规章", "rules"), Line("规范性文件", "normative_documents")),
        ),
        ItemTable(
            "第二十条第（五）项",
            _ITEM_COUNTS,
            (Line("行政许可", "licensing"), Line("其他对外管理服务事项", "other_services")),
        ),
        ItemTable(
            "第二十条第（六）项",
            _ITEM_COUNTS,
            (Line("行政处罚", "penalties"), Line("行政强制", "coercion")),
        ),
        ItemTable("第二十条第（八）项", _ITEM_COUNTS[:2], (Line("行政事业性收费", "administrative_fees"),)),
        ItemTable(
            "第二十条第（九）项",
            (Column("采购项目数量", "projects"), Column("采购总金额", "amount")),
            (Line("政府集中采购", "procurement"),),
        ),
    ),
    requests=RequestTable(_APPLICANT_COLUMNS, _INTAKE, (*_GRANTED, *_REFUSALS, _OTHER_2019, _CONCLUDED), _REST),
    disputes=_DISPUTES,
)

FORM_2021 = OfficialForm(
    name="2021",
    years=(2021, 2022, 2023, 2024),
    items=(
        ItemTable(
            "第二十条第（一）项",
            (
                Column("本年制发件数", "issued"),
                Column("本年废止件数", "repealed"),
                Column("现行有效件数", "in_force"),
            ),
            (Line("规章", "rules"), Line("行政规范性文件", "normative_documents")),
        ),
        ItemTable("第二十条第（五）项", (Column("本年处理决定数量", "decisions"),), (Line("行政许可", "licensing"),)),
        ItemTable(
            "第二十条第（六）项",
            (Column("本年处理决定数量", "decisions"),),
            (Line("行政处罚", "penalties"), Line("行政强制", "coercion")),
        ),
        ItemTable(
            "第二十条第（八）项",
            (Column("本年收费金额（单位：万元）", "amount"),),
            (Line("行政事业性收费", "administrative_fees"),),
        ),
    ),
    requests=RequestTable(_APPLICANT_COLUMNS, _INTAKE, (*_GRANTED, *_REFUSALS, _OTHER_2021, _CONCLUDED), _REST),
    disputes=_DISPUTES,
)

FORM_2014 = OfficialForm(
    name="2014",
    years=(2014, 2015, 2016, 2017, 2018),
    statistics=(
        Statistic("一、主动公开情况"),
        Statistic("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "disclosed.total"),
        Statistic("其中：主动公开规范性文件数", "条", "disclosed.normative_documents"),
        Statistic("制发规范性文件总数", "件", "normative_documents.issued"),
        Statistic("（二）通过不同渠道和方式公开政府信息的情况"),
        Statistic("1.政府公报公开政府信息数", "条", "disclosed.gazette"),
        Statistic("2.政府网站公开政府信息数", "条", "disclosed.website"),
        Statistic("3.政务微博公开政府信息数", "条", "disclosed.weibo"),
        Statistic("4.政务微信公开政府信息数", "条", "disclosed.wechat"),
        Statistic("5.其他方式公开政府信息数", "条", "disclosed.other"),
        Statistic("二、回应解读情况"),
        Statistic("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "responses.total"),
        Statistic("（二）通过不同渠道和方式回应解读的情况"),
        Statistic("1.参加或举办新闻发布会总次数", "次", "responses.press_conferences"),
        Statistic("其中：主要负责同志参加新闻发布会次数", "次", "responses.press_conferences_by_head"),
        Statistic("2.政府网站在线访谈次数", "次", "responses.online_interviews"),
        Statistic("其中：主要负责同志参加政府网站在线访谈次数", "次", "responses.online_interviews_by_head"),
        Statistic("3.政策解读稿件发布数", "篇", "responses.interpretations"),
        Statistic("4.微博微信回应事件数", "次", "responses.social_media"),
        Statistic("5.其他方式回应事件数", "次", "responses.other"),
        Statistic("三、依申请公开情况"),
        Statistic("（一）收到申请数", "件", "requests.received"),
        Statistic("1.当面申请数", "件", "requests.in_person"),
        Statistic("2.传真申请数", "件", "requests.fax"),
        Statistic("3.网络申请数", "件", "requests.online"),
        Statistic("4.信函申请数", "件", "requests.letter"),
        Statistic("（二）申请办结数", "件", "requests.concluded"),
        Statistic("1.按时办结数", "件", "requests.on_time"),
        Statistic("2.延期办结数", "件", "requests.extended"),
        Statistic("（三）申请答复数", "件", "requests.replied"),
        Statistic("1.属于已主动公开范围数", "件", "requests.already_public"),
        Statistic("2.同意公开答复数", "件", "requests.granted"),
        Statistic("3.同意部分公开答复数", "件", "requests.partially_granted"),
        Statistic("4.不同意公开答复数", "件", "requests.denied"),
        Statistic("其中：涉及国家秘密", "件", "requests.denied.state_secret"),
        Statistic("涉及商业秘密", "件", "requests.denied.trade_secret"),
        Statistic("涉及个人隐私", "件", "requests.denied.privacy"),
        Statistic("危及国家安全、公共安全、经济安全和社会稳定", "件", "requests.denied.security_stability"),
        Statistic("不是《条例》所指政府信息", "件", "requests.denied.not_government_information"),
        Statistic("法律法规规定的其他情形", "件", "requests.denied.other_law"),
        Statistic("5.不属于本行政机关公开数", "件", "requests.not_this_agency"),
        Statistic("6.申请信息不存在数", "件", "requests.nonexistent"),
        Statistic("7.告知作出更改补充数", "件", "requests.amendment_asked"),
        Statistic("8.告知通过其他途径办理数", "件", "requests.redirected"),
        Statistic("四、行政复议数量", "件", "reconsideration.total"),
        Statistic("（一）维持具体行政行为数", "件", "reconsideration.upheld"),
        Statistic("（二）被依法纠错数", "件", "reconsideration.corrected"),
        Statistic("（三）其他情形数", "件", "reconsideration.other"),
        Statistic("五、行政诉讼数量", "件", "litigation.total"),
        Statistic("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld"),
        Statistic("（二）被依法纠错数", "件", "litigation.corrected"),
        Statistic("（三）其他情形数", "件", "litigation.other"),
        Statistic("六、举报投诉数量", "件", "complaints.total"),
        Statistic("七、依申请公开信息收取的费用", "万元", "fees.requests"),
        Statistic("八、机构建设和保障经费情况"),
        Statistic("（一）政府信息公开工作专门机构数", "个", "capacity.offices"),
        Statistic("（二）设置政府信息公开查阅点数", "个", "capacity.reading_points"),
        Statistic("（三）从事政府信息公开工作人员数", "人", "staff.total"),
        Statistic("1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "staff.full_time"),
        Statistic("2.兼职人员数", "人", "staff.part_time"),
        Statistic(
            "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
            "万元",
            "funding.total",
        ),
        Statistic("九、政府信息公开会议和培训情况"),
        Statistic("（一）召开政府信息公开工作会议或专题会议数", "次", "meetings.total"),
        Statistic("（二）举办各类培训班数", "次", "training.sessions"),
        Statistic("（三）接受培训人员数", "人次", "training.participants"),
    ),
)

FORMS = {form.name: form for form in (FORM_2014, FORM_2019, FORM_2021)}
