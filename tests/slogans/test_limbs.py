"""The table of limbs, and what runs are compared by."""

import numpy as np
import pytest

from analysis.slogans.evidence import evidence
from analysis.slogans.features import common_edges
from analysis.slogans.limbs import DEMAND, FIRST_SIZE, NUMBERS, LimbTable
from analysis.slogans.words import slot_words


@pytest.fixture
def table():
    return LimbTable(evidence(), slot_words())


def column(table, limbs, name):
    rows = table.rows(limbs)
    return table.numbers[rows, NUMBERS.index(name)].tolist()


def test_a_limb_has_one_row_and_short_texts_have_none(table):
    assert table.rows(["堵点", "痛点", "堵点", "点", ""]).tolist() == [1, 2, 1, 0, 0]
    assert table.rows(["痛点", "难点"]).tolist() == [2, 3]
    assert not table.numbers[0].any()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("slot", [1, 0, 0]),
        ("category", [0, 1, 0]),
        ("verb_first", [0, 0, 1]),
        ("repeated", [0, 0, 1]),
        ("has_of", [0, 0, 0]),
    ],
)
def test_numbers_by_hand(table, name, expected):
    assert column(table, ["堵点", "公路", "稳中求稳"], name) == expected


def test_numbers_are_those_of_the_evidence(table):
    limbs = ["优化环境", "信息传输"]
    assert column(table, limbs, "demand") == pytest.approx([evidence().demand(limb) for limb in limbs])


def test_the_table_grows_and_is_emptied(table, monkeypatch):
    chars = [chr(code) for code in range(0x4E00, 0x4E00 + 40)]
    limbs = [a + b for a in chars for b in chars]
    rows = table.rows(limbs)
    assert rows.tolist() == list(range(1, 1601))
    assert len(table.numbers) == 2 * FIRST_SIZE == len(table.vectors)
    assert table.numbers[rows[-1], DEMAND] == np.float32(evidence().demand(limbs[-1]))
    monkeypatch.setattr("analysis.slogans.limbs.MEMORY", 100)
    table.forget()
    assert table.rows(["堵点"]).tolist() == [1]


@pytest.mark.parametrize(
    ("limbs", "edges"),
    [
        (["以甲为主", "以乙为主", "以丙为主"], (1, 2)),
        (["强主线", "强底线", "立标线"], (0, 1)),
        (["难点", "痛点", "难题"], (0, 0)),
        (["更加美", "更加好", "更加强大"], (2, 0)),
    ],
)
def test_common_edges(limbs, edges):
    assert common_edges(limbs) == edges
