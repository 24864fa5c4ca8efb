"""Model cards: every figure in them is one that was measured."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lookup_model import INDICATORS, make_model
from marked import passage
from transformers import AutoModelForTokenClassification, BertConfig

from gongkai.narrative.labels import tags
from gongkai.narrative.scoring import Tagger
from gongkai.training.card import N_POINTS, Comparison, write_base_card, write_tagger_card
from gongkai.training.comparison import RULES
from gongkai.training.evaluation import evaluate, evaluate_rules
from gongkai.training.settings import PretrainSettings, TaggerSettings
from gongkai.training.tagger import TaggerNetwork

CONFIGS = Path(__file__).parent.parent.parent / "configs"
TRAIN = [passage(f"收到[[{number}件|requests.received]]") for number in range(1, 4)]
DEV = [
    passage("全年收到申请[[45件|requests.received]]，未发生[[诉讼|litigation.total=0]]，窗口9个"),
    passage("收到申请[[3件|requests.fax]]"),
]
TESTS = {"dev annotations": DEV, "held out": DEV[:1]}


def table_rows(card: str, first_cell: str) -> list[list[str]]:
    """Cells of the rows that begin with `first_cell`."""
    lines = [line for line in card.splitlines() if line.startswith(f"| {first_cell} |")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model directory with a tiny network, and the ONNX file of a model that looks characters up."""
    made = make_model(tmp_path / "tagger")
    names = tags(INDICATORS)
    config = BertConfig(
        vocab_size=5000,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=256,
        id2label=dict(enumerate(names)),
        label2id={name: number for number, name in enumerate(names)},
    )
    TaggerNetwork(AutoModelForTokenClassification.from_config(config)).save(made)  # type: ignore[no-untyped-call]
    export = {"kept": "int8", "claim_f1": {"float": 0.98765, "int8": 0.98761}, "largest_difference": 0.0}
    (made / "export.json").write_text(json.dumps(export), encoding="utf-8")
    return made


@pytest.fixture
def card(folder: Path) -> str:
    scores = {name: evaluate_rules(passages).summary() for name, passages in TESTS.items()}
    records = [{"variant": RULES, "seed": 0, "scores": scores}]
    write_tagger_card(folder, TaggerSettings.load(CONFIGS / "tagger.yaml"), TRAIN, DEV, TESTS, Comparison(7, records))
    return (folder / "README.md").read_text(encoding="utf-8")


def test_the_card_of_a_tagger_counts_what_it_was_made_of(card: str, folder: Path) -> None:
    n_parameters = sum(parameter.numel() for parameter in TaggerNetwork.load(folder).parameters())
    words = " ".join(card.split())
    assert f"{n_parameters / 1e6:.1f} million parameters" in words
    assert "3 passages with 3 claims to learn from and 2 with 3 to choose the seed" in words
    assert "The ONNX file is in int8" in words
    assert "every run of this table learned from 7 copies" in words
    assert "0.9877 in floating point, 0.9876 in 8-bit integers" in words
    assert not re.search(r"[{}]|None|Undefined", card)


def test_the_card_of_a_tagger_tells_how_good_it_is(card: str, folder: Path) -> None:
    tagger = Tagger(folder)
    for name, passages in TESTS.items():
        figures = [f"{figure:.4f}" for figure in evaluate(tagger, passages).summary().values()]
        assert table_rows(card, name) == [[name, *figures]]
        assert table_rows(card, f"{name}, tagger alone") == [[f"{name}, tagger alone", *figures]]
        (by_rule,) = [row for row in table_rows(card, RULES) if row[1] == name]
        assert by_rule[3] == f"{evaluate_rules(passages).claims.f1:.3f}"
    assert table_rows(card, "requests.received") == [["requests.received", "1", "0.500", "1.000", "0.667"]]
    assert table_rows(card, "requests.fax") == [["requests.fax", "1", "1.000", "0.000", "0.000"]]


def test_tables_of_a_card_are_whole_and_its_pictures_are_there(card: str, folder: Path) -> None:
    for block in re.findall(r"(?:^\|.*\n)+", card, re.MULTILINE):
        rows = block.splitlines()
        assert len(rows) > 2
        assert len({row.count("|") for row in rows}) == 1
    pictures = re.findall(r"!\[.+\]\((.+)\)", card)
    assert len(pictures) == 2
    assert all((folder / name).stat().st_size > 1000 for name in pictures)


SUMMARY = {"parameters": 6524059, "blocks": 154558, "steps": 6000, "tokens": 12288000, "held_out_loss": 2.1747}


def base_card(folder: Path, n_points: int, **summary: Any) -> str:
    """Of a base model that was trained for `n_points` steps that were logged."""
    curve = [{"step": step, "loss": 10 / step} for step in range(1, n_points + 1)]
    training = {"summary": {**SUMMARY, **summary}, "curve": curve}
    (folder / "pretraining.json").write_text(json.dumps(training), encoding="utf-8")
    settings = PretrainSettings.load(CONFIGS / "pretrain.yaml")
    config = {**settings.architecture, "vocab_size": 4379}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    write_base_card(folder, settings)
    return (folder / "README.md").read_text(encoding="utf-8")


def test_the_card_of_a_base_model_tells_how_it_was_made(tmp_path: Path) -> None:
    words = " ".join(base_card(tmp_path, 3, held_out_blocks=7).split())
    assert "6524059 parameters" in words
    assert "4379 characters" in words
    assert "154558 blocks of 128 characters after 7 blocks were kept out" in words
    assert "6000 steps of" in words
    assert "12.3 million characters" in words
    assert "kept out: 2.1747." in words


@pytest.mark.parametrize("n_points", [1, 2, N_POINTS - 1, N_POINTS, 2 * N_POINTS - 1, 400])
def test_the_card_of_a_base_model_shows_the_loss_from_the_first_step_to_the_last(n_points: int, tmp_path: Path) -> None:
    card = base_card(tmp_path, n_points)
    shown = [(int(step), loss) for step, loss in re.findall(r"^\| (\d+) \| ([\d.]+) \|$", card, re.MULTILINE)]
    steps = [step for step, _ in shown]
    assert len(steps) == min(n_points, N_POINTS)
    assert (steps[0], steps[-1]) == (1, n_points)
    assert steps == sorted(set(steps))
    assert all(loss == f"{10 / step:.3f}" for step, loss in shown)
