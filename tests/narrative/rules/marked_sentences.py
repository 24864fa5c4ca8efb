"""Sentences with the claims that the rules find in them, in the inline form of the annotations."""

from __future__ import annotations

FIGURES = [
    "一年中收到申请[[61件|requests.received]]，办结[[58件|requests.concluded]]，结转下年[[3件|requests.carried_out]]。",
    "本局受理并答复公开申请[[27件|requests.received]]。",
    "上年结转申请[[4件|requests.carried_in]]。",
    "收到申请[[9件|requests.received]]，当面[[2件|requests.in_person]]，传真[[1件|requests.fax]]，信函[[6件|requests.letter]]。",
    "自然人申请[[14件|requests.natural_person]]，法人申请[[5件|requests.organization]]。",
    "申请答复中，予以公开[[8件|requests.granted]]、部分公开[[2件|requests.partially_granted]]、不予公开[[1件|requests.denied]]。",
    "所收申请，[[3件|requests.unavailable]]无法提供，[[2件|requests.not_processed]]不予处理。",
    "按时办结[[30件|requests.on_time]]，延期答复[[2件|requests.extended]]。",
    "年内被申请行政复议[[6件|reconsideration.total]]，其中维持[[4件|reconsideration.upheld]]，纠正[[2件|reconsideration.corrected]]。",
    "发生行政诉讼[[5件|litigation.total]]，维持[[3件|litigation.upheld]]，撤诉[[1件|litigation.other]]，未审结[[1件|litigation.pending]]。",
    "收到举报投诉[[2件|complaints.total]]。",
    "本街道全年主动公开政府信息[[812条|disclosed.total]]。",
    "门户网站发布信息[[640条|disclosed.website]]，微博发布[[95条|disclosed.weibo]]，微信公众号推送[[77条|disclosed.wechat]]。",
    "《市政府公报》出版6期，刊登文件[[41件|disclosed.gazette]]。",
    "村务公开栏张贴[[130张|disclosed.other]]。",
    "通过网站、微信共公开信息[[900条|disclosed.total]]。",
    "公开信息[[66条|disclosed.total]]，其中机构职能类[[6条|disclosed.category]]、渔业补贴[[60条|disclosed.category]]。",
    "制发规范性文件[[7件|normative_documents.issued]]，废止[[2件|normative_documents.repealed]]，"
    "现行有效[[33件|normative_documents.in_force]]。",
    "公布政府规章[[2部|rules.issued]]，废止规章[[1部|rules.repealed]]，现行有效规章[[40部|rules.in_force]]。",
    "作出行政许可决定[[420件|licensing.decisions]]、行政处罚决定[[88件|penalties.decisions]]、"
    "行政强制决定[[3件|coercion.decisions]]。",
    "行政事业性收费[[12.5万元|administrative_fees.amount]]。",
    "政府集中采购项目[[8个|procurement.projects]]，总金额[[230万元|procurement.amount=2300000]]。",
    "召开新闻发布会[[两次|responses.press_conferences=2]]，参加在线访谈[[三期|responses.online_interviews=3]]，"
    "发布政策解读稿件[[19篇|responses.interpretations]]。",
    "回应公众关注热点[[5次|responses.total]]，网上调查[[2次|responses.consultations]]。",
    "局长信箱收到来信[[86封|responses.inquiries]]，答复[[84封|responses.inquiries]]。",
    "收取复印费[[30元|fees.requests=0.003]]。",
    "信息公开专项经费[[1.2万元|funding.total]]。",
    "全局有专职人员[[2名|staff.full_time]]、兼职人员[[15名|staff.part_time]]。",
    "设立查阅点[[3个|capacity.reading_points]]，专门机构[[1个|capacity.offices]]。",
    "举办培训班[[4期|training.sessions]]，参训[[260人次|training.participants]]。",
    "召开政务公开工作会议[[3次|meetings.total]]。",
    "开设政务新媒体账号[[6个|platforms.new_media_accounts]]，网站专栏[[11个|platforms.columns]]。",
]
WRITINGS = [
    "收到申请[[19|requests.received]]，办结[[18|requests.concluded]]。",
    "共公开政府信息[[2.3万余条|disclosed.total=23000]]。",
    "收到申請[[十二宗|requests.received=12]]，同意公開[[十宗|requests.granted=10]]。",
    "收到申请[[1 2 6件|requests.received=126]]。",
    "收到申请[[３５件|requests.received=35]]。",
    "网上、信函、当面申请分别为[[12件|requests.online]]、[[7件|requests.letter]]和[[4件|requests.in_person]]。",
]
NONE = [
    "全年未发生[[行政复议|reconsideration.total=0]]、[[行政诉讼|litigation.total=0]]案件。",
    "本年度未收取任何[[费用|fees.requests=0]]。",
    "未收到[[政府信息公开申请|requests.received=0]]。",
    "[[行政复议|reconsideration.total=0]]、[[行政诉讼|litigation.total=0]]、[[举报|complaints.total=0]]均为零。",
    "没有[[专职人员|staff.full_time=0]]。",
    "[[收费|fees.requests=0]]：无。",
    "收到申请[[0件|requests.received=0]]。",
    "[[行政诉讼|litigation.total=0]]一件也没有。",
]
ATTRIBUTES = [
    "收到申请[[50件|requests.received]]，比上年的[[41件|requests.received;period=last_year]]增加9件。",
    "2017年收到申请[[41件|requests.received;period=last_year]]，2018年收到申请[[50件|requests.received]]。",
    "2015年收到申请[[12件|requests.received;period=2015]]。",
    "条例施行以来累计公开信息[[1万条|disclosed.total=10000;period=cumulative]]。",
    "全县收到申请[[90件|requests.received]]，其中县政府本级[[20件|requests.received;scope=part]]。",
    "发布政策解读[[33篇|responses.interpretations]]，其中图解[[12篇|responses.interpretations;scope=part]]、"
    "视频[[5篇|responses.interpretations;scope=part]]。",
    "申请信息不存在[[23件|requests.unavailable;scope=part]]、不属于本机关[[11件|requests.unavailable;scope=part]]。",
    "全市公开信息[[300条|disclosed.total]]，县直部门[[200条|disclosed.total;scope=part]]，"
    "乡镇[[100条|disclosed.total;scope=part]]。",
]
NO_CLAIMS = [
    "联系电话0571-86001234，邮编310000。",
    "自收到申请之日起20个工作日内答复。",
    "申请量同比增长12.5%，较上年多12件。",
    "大厅设办事窗口42个，可容纳24人。",
    "工伤认定复议412件。",
    "拟在年底前新开专栏3个，计划举办培训5期。",
    "依据国务院令第711号第五十条。",
    "共发布信息余条。",
    "承办人大代表建议15件、政协提案22件。",
]
CASES = [*FIGURES, *WRITINGS, *NONE, *ATTRIBUTES, *NO_CLAIMS]
