"""Marks and claims as regions and back; the odd regions below are ones that people made in the page of 1.23.2."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from gongkai.labelling.inline import parse_inline
from gongkai.labelling.passages import Mark
from gongkai.labelling.regions import from_results, to_results
from gongkai.labelling.tasks import to_prediction
from gongkai.report import Claim

TEXT = "第一行收到申请45件\n第二行   办结 44件  \n第三行公开9条。"
Result = dict[str, Any]


def region(
    start: int, end: int, text: str | None = None, label: str = "requests.received", **choices: str
) -> list[Result]:
    """The results of one region, as the page writes them."""
    place: Result = {"start": start, "end": end} | ({} if text is None else {"text": text})
    name = f"r{start}"
    common = {"id": name, "to_name": "text", "origin": "manual"}
    labels = {**common, "from_name": "label", "type": "labels", "value": {**place, "labels": [label]}}
    return [labels] + [
        {**common, "from_name": control, "type": "choices", "value": {**place, "choices": [choice]}}
        for control, choice in choices.items()
    ]


SEEN = [
    ((7, 10, "45件"), "45件"),
    ((7, 10), "45件"),  # the project does not save texts
    ((19, 23, " 44件"), "44件"),  # a region that took the space before it along
    ((19, 25, " 44件"), "44件"),  # … and the two behind it, which the page shows as none
    ((19, 21, " 4"), "4"),
    ((11, 19, "第二行 办结"), "第二行   办结"),  # the page shows three spaces as one
    ((7, 19, "45件\\n第二行 办结"), "45件\n第二行   办结"),  # it writes a line break as a backslash and an n
]


@pytest.mark.parametrize(("place", "surface"), SEEN)
def test_a_region_from_the_page_becomes_the_mark_without_outer_space(place: tuple[Any, ...], surface: str) -> None:
    (mark,) = from_results(TEXT, region(*place))
    assert TEXT[mark.start : mark.end] == surface


def test_marks_come_in_the_order_of_the_text() -> None:
    results = [*region(31, 33, "9条", "disclosed.total"), *region(7, 10, "45件")]
    assert [mark.start for mark in from_results(TEXT, results)] == [7, 31]


def test_choices_belong_to_the_region_with_their_id() -> None:
    results = [*region(31, 33, "9条", period="2016"), *region(7, 10, "45件", scope="part", period="this_year")]
    read = [(mark.period, mark.scope) for mark in from_results(TEXT, results[::-1])]
    assert read == [("this_year", "part"), ("2016", "whole")]


def test_a_choice_that_was_taken_back_is_the_default() -> None:
    results = region(7, 10, "45件", scope="part")
    results[1]["value"]["choices"] = []
    assert from_results(TEXT, results)[0].scope == "whole"


def test_what_others_added_is_passed_over() -> None:
    foreign: list[Result] = [
        {"type": "relation", "from_id": "r7", "to_id": "r31", "direction": "right"},
        {"id": "x", "from_name": "comment", "to_name": "text", "type": "textarea", "value": {"text": ["?"]}},
    ]
    assert len(from_results(TEXT, [*foreign, *region(7, 10, "45件")])) == 1


def value(**changes: Any) -> Callable[[list[Result]], None]:
    return lambda results: results[0]["value"].update(changes)


BAD: list[tuple[Callable[[list[Result]], None], str]] = [
    (value(labels=["requests.recieved"]), "unknown label requests.recieved"),
    (value(labels=[]), "region r7 has no label"),
    (value(labels=["requests.received", "requests.fax"]), "region r7 has several choices of label"),
    (lambda results: results.__delitem__(0), "region r7 has no label"),
    (value(text="46件"), "region r7 says '46件', the text '45件'"),
    (value(start=6), "region r7 says '45件', the text '请45件'"),
    (value(end=99, text="45件。"), "region r7 is empty or reaches beyond the text"),
    (value(start=-3), "region r7 is empty or reaches beyond the text"),
    (value(start=10, text=""), "region r7 is empty or reaches beyond the text"),
    (value(start=14, end=17, text=" "), "region r7 is empty but for white space"),
    (lambda results: results[1]["value"].update(choices=["parts"]), "region r7: unknown scope parts"),
    (lambda results: results[1]["value"].update(choices=["whole", "part"]), "several choices of scope"),
    (lambda results: results[1].update(from_name="period"), "region r7: unknown period part"),
]


@pytest.mark.parametrize(("change", "message"), BAD)
def test_a_bad_region_is_named(change: Callable[[list[Result]], None], message: str) -> None:
    results = region(7, 10, "45件", scope="part")
    change(results)
    with pytest.raises(ValueError, match=message):
        from_results(TEXT, results)


CLAIMS = [
    Claim(indicator="requests.received", value=Decimal(45), unit="件", text="45件", start=2, end=5, confidence=0.97),
    Claim(
        indicator="requests.online",
        value=Decimal(9),
        unit="件",
        text="9件",
        start=8,
        end=10,
        period="last_year",
        scope="part",
        confidence=0.412,
    ),
]


def test_a_prediction_has_scores_and_a_version() -> None:
    made = to_prediction("收到45件，网上9件", CLAIMS, "tagger-1")
    assert (made["model_version"], made["score"]) == ("tagger-1", 0.412)
    assert [(result["from_name"], result["score"]) for result in made["result"]] == [
        ("label", 0.97),
        ("label", 0.412),
        ("period", 0.412),
        ("scope", 0.412),
    ]
    marks = from_results("收到45件，网上9件", made["result"])
    assert (
        marks
        == parse_inline("收到[[45件|requests.received]]，网上[[9件|requests.online;period=last_year;scope=part]]")[1]
    )


def test_a_prediction_without_claims_is_sure_that_there_is_none() -> None:
    assert to_prediction("一切正常", [], "tagger-1") == {"model_version": "tagger-1", "score": 1.0, "result": []}


def test_only_what_differs_from_the_default_is_written() -> None:
    mark = Mark(2, 5, "requests.received", Decimal(45))
    assert [result["from_name"] for result in to_results("收到45件", [mark], "p")] == ["label"]
