"""Variants keep their marks: offsets, values and labels, whatever is done to the text."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.errors import ConfigError
from gongkai.labelling.inline import parse_inline, to_inline
from gongkai.labelling.passages import Mark, Passage, load_passages, written_value
from gongkai.narrative.numerals import parse_number
from gongkai.narrative.quantities import parse_quantity
from gongkai.training.augment import Augmenter, load_augmenter
from gongkai.training.augmenting.editing import CrossedMark, Edit, apply, arrange
from gongkai.training.augmenting.figures import FORMS, new_form, to_chinese
from gongkai.training.augmenting.quantities import take_apart
from gongkai.training.augmenting.words import words

ROOT = Path(__file__).parents[2]
ANNOTATIONS = ROOT / "annotations" / "train.json"
LOSSY = {"lost_figures", "cutting"}
"""Transformations that take marks away."""
SEEDS = 10


def _passage(marked: str, issuer: str | None = None, year: int | None = 2019) -> Passage:
    text, marks = parse_inline(marked)
    return Passage("p", text, marks, issuer, year)


PASSAGES = [
    _passage(
        "二、依申请公开。2019年全县收到政府信息公开申请[[64件|requests.received]]，比2018年的"
        "[[1,024件|requests.received;period=last_year]]少，网上提交[[40件|requests.online]]，信函寄来"
        "[[21件|requests.letter]]，当面递交[[3|requests.in_person]]。其中同意公开[[三十二件|requests.granted]]。"
        "无[[行政复议|reconsideration.total=0]]，行政诉讼[[两起|litigation.total]]，办事窗口42个，答复期限20个工作日。",
        "湖南省郴州市宜章县人民政府",
    ),
    _passage(
        "一是网站建设，门户网站发布信息[[1.38万条|disclosed.website]]；二是新媒体，微信推送[[860余条|disclosed.wechat]]；"
        "三是查阅点，设在宜章县图书馆[[1处|capacity.reading_points]]。四是经费，列支[[18.5万元|funding.total]]。"
        "依据国办发〔2019〕14号，粉丝3.2万人，满意度98.6%，电话0735-3720000。",
        "湖南省宜章县教育局",
    ),
    _passage(
        "至二〇一八年底累计公开[[近12000条|disclosed.total;period=cumulative]]。收费[[0元|fees.requests]]，"
        "复议[[零件|reconsideration.total]]。专职[[2 名|staff.full_time]]，兼职[[１２人|staff.part_time]]\n"
        "培训[[3期|training.sessions]]、[[150多人次|training.participants]]。第3次会议、第十二条不计。",
        "北京市朝阳区水务局",
        2018,
    ),
    _passage("没有任何数字，也没有[[费用|fees.requests=0]]。下一步继续努力！", None, None),
    _passage(
        "共受理[[2,310宗|licensing.decisions]]，处罚[[十余宗|penalties.decisions]]，强制[[12至15宗|coercion.decisions]]"
    ),
]


def _only(name: str, **settings: Any) -> Augmenter:
    """An augmenter with one transformation, at full rate."""
    is_rate = isinstance(getattr(Augmenter(), name), float)
    return Augmenter.model_validate({name: 1.0 if is_rate else {"rate": 1.0, **settings}})


def _everything() -> Augmenter:
    return Augmenter(**{name: getattr(_only(name), name) for name in Augmenter.model_fields})


def _variants(augmenter: Augmenter, marked: str, issuer: str | None = None, year: int | None = 2019) -> list[Passage]:
    passage = _passage(marked, issuer, year)
    return [augmenter.vary(passage, random.Random(seed)) for seed in range(40)]


def _texts(augmenter: Augmenter, marked: str) -> set[str]:
    return {passage.text for passage in _variants(augmenter, marked)}


def _says_its_value(passage: Passage, mark: Mark) -> bool:
    surface = passage.surface(mark)
    return written_value(surface, mark.indicator) == mark.value if parse_quantity(surface) else mark.value == 0


def _check(passage: Passage, variant: Passage, is_lossy: bool) -> None:
    last = 0
    for mark in variant.marks:
        assert last <= mark.start < mark.end <= len(variant.text)
        assert _says_its_value(variant, mark), to_inline(variant)
        last = mark.end
    before = Counter((mark.indicator, mark.scope) for mark in passage.marks)
    after = Counter((mark.indicator, mark.scope) for mark in variant.marks)
    assert after <= before if is_lossy else after == before
    assert variant.id == passage.id


def _check_all(augmenter: Augmenter, passages: Sequence[Passage], is_lossy: bool, seeds: int) -> None:
    for passage in passages:
        for seed in range(seeds):
            _check(passage, augmenter.vary(passage, random.Random(seed)), is_lossy)


@pytest.mark.parametrize("name", Augmenter.model_fields)
def test_marks_survive_each_transformation(name: str) -> None:
    _check_all(_only(name), PASSAGES, name in LOSSY, SEEDS)


@pytest.mark.parametrize("augmenter", [_everything(), load_augmenter(ROOT / "configs" / "augmentation.yaml")])
def test_marks_survive_all_together(augmenter: Augmenter) -> None:
    _check_all(augmenter, PASSAGES, True, 5 * SEEDS)


@pytest.mark.skipif(not ANNOTATIONS.exists(), reason="no annotations yet")
def test_marks_survive_in_the_annotations() -> None:
    sound = [p for p in load_passages([ANNOTATIONS]) if all(_says_its_value(p, mark) for mark in p.marks)]
    passages = random.Random(0).sample(sound, min(60, len(sound)))
    _check_all(_everything(), passages, True, 1)
    _check_all(load_augmenter(ROOT / "configs" / "augmentation.yaml"), passages, True, 5)


@pytest.mark.parametrize("name", sorted(set(Augmenter.model_fields) - {"items", "offices"}))
def test_each_transformation_changes_something(name: str) -> None:
    assert any(_only(name).vary(passage, random.Random(1)) != passage for passage in PASSAGES)


def test_same_seed_same_variant() -> None:
    augmenter = load_augmenter(ROOT / "configs" / "augmentation.yaml")
    for passage in PASSAGES:
        assert augmenter.vary(passage, random.Random(7)) == augmenter.vary(passage, random.Random(7))


def test_nothing_is_done_by_default() -> None:
    assert all(Augmenter().vary(passage, random.Random(1)) is passage for passage in PASSAGES)


# Settings


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("figure: {rate: 0.1}", "figure"),
        ("figures: {rte: 0.1}", "figures.rte"),
        ("forms: {rate: 0.1, weights: {roman: 1}}", "forms.weights.roman"),
        ("years: 1.5", "years"),
        ("forms: {weights: {plain: -1}}", "forms.weights.plain"),
        ("[1, 2]", "cannot be read"),
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, written: str, named: str) -> None:
    path = tmp_path / "augmentation.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(named)):
        load_augmenter(str(path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_augmenter(tmp_path / "none.yaml")


# Editing


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([Edit(0, 0, "共")], "共收到[[45件|requests.received]]，办结[[3件|requests.concluded]]"),
        ([Edit(0, 2, "")], "[[45件|requests.received]]，办结[[3件|requests.concluded]]"),
        ([Edit(2, 2, "约")], "收到约[[45件|requests.received]]，办结[[3件|requests.concluded]]"),
        ([Edit(5, 5, "多")], "收到[[45件|requests.received]]多，办结[[3件|requests.concluded]]"),
        ([Edit(2, 4, "1234")], "收到[[1234件|requests.received=45]]，办结[[3件|requests.concluded]]"),
        ([Edit(4, 4, " ")], "收到[[45 件|requests.received=45]]，办结[[3件|requests.concluded]]"),
        ([Edit(2, 5, "")], "收到，办结[[3件|requests.concluded]]"),
        ([Edit(2, 5, ""), Edit(5, 5, "件")], "收到件，办结[[3件|requests.concluded]]"),
        ([Edit(8, 9, "12"), Edit(0, 2, "接收")], "接收[[45件|requests.received]]，办结[[12件|requests.concluded=3]]"),
    ],
)
def test_edits_move_marks(edits: list[Edit], expected: str) -> None:
    passage = _passage("收到[[45件|requests.received]]，办结[[3件|requests.concluded]]")
    assert apply(passage, edits) == _passage(expected)


@pytest.mark.parametrize(
    "edits", [[Edit(1, 3, "")], [Edit(4, 6, "x")], [Edit(1, 6, "")], [Edit(0, 2, ""), Edit(1, 2, "")], [Edit(3, 9, "")]]
)
def test_edits_across_marks_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(CrossedMark):
        apply(_passage("收到[[45件|requests.received]]，办结[[3件|requests.concluded]]"), edits)


def test_slices_take_their_marks_along() -> None:
    passage = _passage("收到[[45件|requests.received]]，办结[[3件|requests.concluded]]。")
    expected = _passage("办结[[3件|requests.concluded]]，收到[[45件|requests.received]]")
    assert arrange(passage, [(6, 10), (5, 6), (0, 5)]) == expected
    with pytest.raises(CrossedMark):
        arrange(passage, [(0, 4)])


# Figures and measure words

QUANTITIES = [
    ("1600余件", ("", "1600余", "", "件")),
    ("约 1.38万 条", ("约 ", "1.38万", " ", "条")),
    ("300多万元", ("", "300多万", "", "元")),
    ("两次", ("", "两", "", "次")),
    ("3", ("", "3", "", "")),
    ("１，２０４宗", ("", "１，２０４", "", "宗")),
]


@pytest.mark.parametrize(("written", "parts"), QUANTITIES)
def test_quantities_come_apart(written: str, parts: tuple[str, str, str, str]) -> None:
    taken = take_apart(written)
    assert taken
    assert (taken.prefix, taken.number, taken.gap, taken.measure) == parts
    assert str(taken) == written


@pytest.mark.parametrize("written", ["3.4.5", "行政复议", "一元六角件", "45件。"])
def test_what_is_more_than_a_quantity_does_not(written: str) -> None:
    assert take_apart(written) is None


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (32, "三十二"), (105, "一百零五"), (110, "一百一十"),
     (2000, "二千"), (1001, "一千零一"), (9090, "九千零九十"), (230_000, "二十三万")],
)  # fmt: skip
def test_chinese_numerals(number: int, written: str) -> None:
    assert to_chinese(number) == written


def test_chinese_numerals_read_back() -> None:
    for value in range(1, 10_000, 7):
        read = parse_number(to_chinese(value))
        assert read
        assert read.value == value


@pytest.mark.parametrize(
    ("form", "surface", "expected"),
    [
        ("plain", "2,310件", {"2310件"}),
        ("plain", "1.38万件", {"13800件"}),
        ("comma", "2310件", {"2,310件"}),
        ("full_comma", "2310件", {"2，310件"}),
        ("space", "2310件", {"2 310件"}),
        ("chinese", "32件", {"三十二件"}),
        ("chinese", "2件", {"两件", "二件"}),
        ("chinese", "105件", {"一百零五件", "一百〇五件"}),
        ("scaled", "13800件", {"1.38万件", "1.3万件", "1万件"}),
        ("scaled", "230000000元", {"2.3亿元", "2亿元"}),
        ("bounded", "38件", {"30余件", "30多件", "三十余件", "三十多件"}),
        ("around", "45件", {"约45件", "近45件", "逾45件"}),
    ],
)
def test_forms(form: Any, surface: str, expected: set[str]) -> None:
    written = take_apart(surface)
    assert written
    assert {str(new_form({form: 1})(written, random.Random(seed))) for seed in range(60)} == expected


@pytest.mark.parametrize(
    ("form", "surface"),
    [("comma", "45件"), ("chinese", "3"), ("chinese", "12345件"), ("scaled", "45万元"), ("bounded", "5件"),
     ("bounded", "45"), ("around", "约45件"), ("around", "5件"), ("plain", "十余件"), ("plain", "3—5件")],
)  # fmt: skip
def test_forms_that_do_not_fit(form: Any, surface: str) -> None:
    written = take_apart(surface)
    assert written is None or surface == "45万元" or str(new_form({form: 1})(written, random.Random(1))) == surface


def test_every_form_has_a_weight_by_default() -> None:
    assert set(Augmenter().forms.weights) == set(FORMS)


KEPT_BY_FIGURES = [
    "收到申请[[0件|requests.received]]",
    "收到[[零件|requests.received]]",
    "没有[[行政复议|reconsideration.total=0]]",
    "2019年3月5日",
    "第3次会议，第十二条，增长12%，国办发〔2019〕14号",
    "20个工作日内",
    "电话0735-3720000，邮编424200",
    "统一、一律、三公开",
    "收取[[68.5|fees.requests=0.00685]]",  # what the mark says is not what is written: left alone
]


@pytest.mark.parametrize("marked", KEPT_BY_FIGURES)
@pytest.mark.parametrize("name", ["figures", "forms"])
def test_figures_that_stay(name: str, marked: str) -> None:
    assert _texts(_only(name), marked) == {_passage(marked).text}


@pytest.mark.parametrize(
    ("marked", "pattern"),
    [
        ("[[45件|requests.received]]", r"[1-9]\d*件"),
        ("[[2,310件|requests.received]]", r"\d{1,3}(,\d{3})*件"),
        ("[[1600余件|requests.received]]", r"[1-9]\d*00余件"),
        ("[[1.38万条|disclosed.total]]", r"\d\.\d\d万条"),
        ("[[三十二件|requests.granted]]", r"[一二三四五六七八九十百两零〇]+件"),
        ("[[１２人|staff.total]]", r"[１-９]{2}人"),
        ("[[1 2 人|staff.total]]", r"[1-9] [1-9] 人"),
        ("窗口42个", r"窗口[1-9]\d*个"),
    ],
)
def test_new_figures_look_like_the_old(marked: str, pattern: str) -> None:
    texts = _texts(_only("figures"), marked)
    assert len(texts) > 5
    assert all(re.fullmatch(pattern, text) for text in texts), texts


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("收到申请[[45件|requests.received]]。", {"宗", "起", "例"}),
        ("专题会[[2次|meetings.total]]。", {"场", "回"}),
        ("专职[[2名|staff.full_time]]。", {"人", "位"}),
        ("[[2名|staff.full_time]]联络员。", {"位"}),
        ("查阅点[[2个|capacity.reading_points]]。", {"处"}),
        ("经费[[2万元|funding.total]]。", {"万元"}),
        ("宣传册[[2册|disclosed.other]]。", {"册"}),
    ],
)
def test_measure_words(marked: str, expected: set[str]) -> None:
    variants = _variants(_only("measures"), marked)
    assert {variant.surface(variant.marks[0]).lstrip("0123456789") for variant in variants} == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("网上[[40件|requests.online]]，信函", "网上[[40|requests.online]]，信函"),
        ("网上[[40件|requests.online]]", "网上[[40|requests.online]]"),
        ("发布[[1.2万条|disclosed.total]]。", "发布[[1.2万|disclosed.total=12000]]。"),
        ("[[40件|requests.online]]来自网上", None),  # 40来 would be another number
        ("收费[[40元|fees.requests]]。", None),  # yuan would become ten thousands
        ("[[40余件|requests.online]]。", None),
        ("[[四件|requests.online]]。", None),
        ("[[4件|requests.online]]，[[5件|requests.letter]]。", "[[4件|requests.online]]，[[5|requests.letter]]。"),
    ],
)
def test_no_measure_word(marked: str, expected: str | None) -> None:
    variants = _variants(_only("without_measure"), marked)
    assert all(variant == _passage(expected or marked) for variant in variants)


def test_gaps_are_in_the_mark() -> None:
    for variant in _variants(_only("gaps"), "收到[[45件|requests.received]]。"):
        assert re.fullmatch(r"45\s+件", variant.surface(variant.marks[0]))


# Years, names, words


def test_years_move_together() -> None:
    marked = (
        "二〇一九年[[5件|requests.received]]，2018年[[4件|requests.received;period=last_year]]，〔2019〕3号，"
        "2015年[[1件|requests.received;period=2015]]"
    )
    variants = _variants(_only("years"), marked)
    assert len({variant.year for variant in variants}) > 5
    for variant in variants:
        assert variant.year
        assert 2008 <= variant.year <= 2026
        assert f"{variant.year - 1}年" in variant.text
        assert f"〔{variant.year}〕" in variant.text
        assert variant.text.startswith("二〇")
        assert variant.marks[2].period == str(variant.year - 4)
        assert variant.marks[1].period == "last_year"


def test_places_change_everywhere() -> None:
    marked = "宜章县收到[[5件|requests.received]]，“宜章发布”发布[[3条|disclosed.wechat]]，郴州市、湖南省"
    for variant in _variants(_only("places"), marked, "湖南省郴州市宜章县人民政府"):
        assert variant.issuer
        assert not any(name in variant.text + variant.issuer for name in ("宜章", "郴州", "湖南"))
        found = re.match(r"(.+)县收到", variant.text)
        assert found
        assert f"“{found[1]}发布”" in variant.text
        assert f"{found[1]}县人民政府" in variant.issuer


@pytest.mark.parametrize("issuer", ["国家税务总局", "新疆生产建设兵团第八师", "北京经济技术开发区管理委员会", "", None])
def test_bodies_without_place_stay(issuer: str | None) -> None:
    marked = "收到[[5件|requests.received]]"
    assert all(variant.issuer == issuer for variant in _variants(_only("places"), marked, issuer))


def test_offices_change_everywhere() -> None:
    for variant in _variants(
        _only("offices"), "民政局[[5件|requests.received;scope=part]]，县民政局答复", "宜章县民政局"
    ):
        office = variant.text.split("5")[0]
        assert office != "民政局"
        assert variant.text == f"{office}5件，县{office}答复"
        assert variant.issuer == f"宜章县{office}"


def test_synonyms() -> None:
    marked = "门户网站发布[[5条|disclosed.website]]，不同意公开[[3件|requests.denied]]"
    texts = _texts(_only("synonyms"), marked)
    assert len(texts) > 5
    assert not any("不准予" in text or "不予以" in text for text in texts)


def test_synonyms_are_not_looked_for_in_marks() -> None:
    marked = "未收到[[政府信息公开申请|requests.received=0]]"
    assert _texts(_only("synonyms"), marked) == {"未接到政府信息公开申请"}


def test_no_word_is_in_two_groups() -> None:
    for section in ("synonyms", "offices"):
        count = Counter(word for group in words()[section] for word in group)
        assert [word for word, times in count.items() if times > 1] == []


# Order and length


def test_clauses_change_places_with_their_marks() -> None:
    marked = "申请方式为当面[[3件|requests.in_person]]、网络[[4件|requests.online]]、信函[[5件|requests.letter]]。"
    variants = _variants(_only("clauses"), marked)
    assert {variant.text for variant in variants} == {
        "申请方式为当面3件、网络4件、信函5件。",
        "申请方式为当面3件、信函5件、网络4件。",
    }
    for variant in variants:
        assert {(mark.indicator, variant.text[mark.start - 2 : mark.end]) for mark in variant.marks} == {
            ("requests.in_person", "当面3件"), ("requests.online", "网络4件"), ("requests.letter", "信函5件")
        }  # fmt: skip


@pytest.mark.parametrize(
    "marked",
    [
        "网络、信函分别为[[3件|requests.online]]，办结[[4件|requests.concluded]]，公开[[2件|requests.granted]]。",
        "收到[[9件|requests.received]]，其中网络[[4件|requests.online]]，信函[[5件|requests.letter]]。",
        "复议[[3件|reconsideration.total]]，诉讼[[4件|litigation.total]]，维持[[2件|litigation.upheld]]。",
        "收到[[9件|requests.received]]，上年[[4件|requests.received;period=last_year]]，办结[[5件|requests.concluded]]。",
        "收到[[9件|requests.received]]，增长5%，办结[[5件|requests.concluded]]，结转[[1件|requests.carried_out]]。",
        "[[9件|requests.received]]，[[4件|requests.online]]，[[5件|requests.letter]]。",
    ],
)
def test_clauses_that_depend_on_their_order_stay(marked: str) -> None:
    assert _texts(_only("clauses"), marked) == {_passage(marked).text}


def test_items_change_places_under_their_ordinals() -> None:
    marked = "一是网站[[3条|disclosed.website]]；二是微信[[4条|disclosed.wechat]]；三是微博[[5条|disclosed.weibo]]。"
    assert _texts(_only("items"), marked) == {
        "一是网站3条；二是微信4条；三是微博5条。",
        "一是微信4条；二是网站3条；三是微博5条。",
    }


def test_cutting_keeps_whole_sentences() -> None:
    texts = _texts(
        _only("cutting"),
        "网站发布[[3条|disclosed.website]]条目。微信推送[[4条|disclosed.wechat]]信息。完成全年任务了。",
    )
    assert texts == {
        "网站发布3条条目。微信推送4条信息。",
        "微信推送4条信息。完成全年任务了。",
        "网站发布3条条目。",
        "微信推送4条信息。",
        "完成全年任务了。",
        "网站发布3条条目。微信推送4条信息。完成全年任务了。",
    }


@pytest.mark.parametrize(
    "marked",
    [
        "行政复议情况如下所述。维持原决定的有[[3件|reconsideration.upheld]]。",
        "收到申请很多。其中网络渠道的有[[3件|requests.online]]。",
        "现在说2018年的情况。当年收到申请[[3件|requests.received;period=last_year]]。",
    ],
)
def test_cutting_leaves_no_mark_without_its_meaning(marked: str) -> None:
    for variant in _variants(_only("cutting"), marked):
        assert not variant.marks or variant.text == _passage(marked).text


# Writing


def test_traditional_characters() -> None:
    for variant in _variants(
        _only("traditional"), "网络申请[[两件|requests.online]]，无[[行政诉讼|litigation.total=0]]"
    ):
        assert variant.text == "網絡申請兩件，無行政訴訟"
        assert [variant.surface(mark) for mark in variant.marks] == ["兩件", "行政訴訟"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("punctuation", "收到，办结；（含1，234件）", {"收到,办结;(含1，234件)"}),
        ("punctuation", "收到,办结:1,234件", {"收到，办结：1,234件"}),
        ("fullwidth_digits", "1.5万元", {"１．５万元"}),
        ("doubled_punctuation", "收到，1，2", {"收到，，1，2"}),
        ("lost_punctuation", "收到，网上3，次", {"收到网上3，次"}),
        ("lost_characters", "我们没有收到3件", {"没3件"}),
        ("spaces", "全年1", {"全 年 1"}),
        ("spaces", "2019年", {"2019 年"}),
        ("line_breaks", "全年12", {"全\n年\n12"}),
    ],
)
def test_other_writing(name: str, text: str, expected: set[str]) -> None:
    assert _texts(_only(name), text) == expected


def test_spaces_stand_in_numbers_too() -> None:
    variants = _variants(_only("spaces"), "收到[[1230件|requests.received]]")
    assert all(variant.surface(variant.marks[0]) == "1 2 3 0 件" for variant in variants)
    assert all(variant.marks[0].value == Decimal(1230) for variant in variants)


def test_lost_figures_take_their_marks_along() -> None:
    marked = "共发布[[1600余条|disclosed.total]]，无[[费用|fees.requests=0]]，[[两次|meetings.total]]"
    expected = _passage("共发布余条，无[[费用|fees.requests=0]]，[[两次|meetings.total]]")
    assert all(variant == expected for variant in _variants(_only("lost_figures"), marked))


def test_bullets_stand_before_sentences_only() -> None:
    marked = "网站[[3条|disclosed.website]]。[[4条|disclosed.wechat]]微信；微博[[5条|disclosed.weibo]]"
    for variant in _variants(_only("bullets"), marked):
        assert "条。4条微信；" in variant.text  # a number before a figure would be read as part of it
        assert not variant.text.startswith("网站")
