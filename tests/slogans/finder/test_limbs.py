"""The table of limbs, and what runs are compared by."""

import numpy as np
import pytest

from analysis.lexicon import DATA, read_lines
from analysis.slogans.finder.candidates import common_edges
from analysis.slogans.finder.character_statistics import character_statistics
from analysis.slogans.finder.limbs import FIRST_SIZE, LIMB_FEATURES, LimbTable
from analysis.slogans.finder.words import slot_words


@pytest.fixture
def table():
    return LimbTable(character_statistics(), slot_words())


def column(table, limbs, name):
    rows = table.rows(limbs)
    return table.numbers[rows, LIMB_FEATURES.index(name)].tolist()


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
        ("has_de", [0, 0, 0]),
    ],
)
def test_numbers_by_hand(table, name, expected):
    assert column(table, ["堵点", "公路", "稳中求稳"], name) == expected


def cells_of(name):
    rows = (line.split("\t") for _, line in read_lines(DATA / name))
    return {row[0]: [float(cell or 0) for cell in row[1:]] for row in rows}


@pytest.mark.parametrize("limb", ["优化环境", "信息传输", "减负", "稳预期", "以人民为中心", "龘龘"])
def test_numbers_are_those_of_the_files(table, limb):
    """The arrays give what adding up the files' cells one by one gives."""
    chars, pairs = cells_of("slogan_chars.tsv"), cells_of("slogan_bigrams.tsv")
    inner = [limb[at : at + 2] for at in range(1, len(limb) - 2)]

    def cell(cells, key, at):
        row = cells.get(key, [])
        return row[at] if len(row) > at else 0.0

    weights = [
        cell(chars, limb[0], 1), cell(pairs, limb[:2], 3),
        cell(chars, limb[-1], 2), cell(pairs, limb[-2:], 4),
    ]  # fmt: skip
    names = ("weight_first", "weight_head", "weight_last", "weight_tail")
    assert [column(table, [limb], name)[0] for name in names] == pytest.approx(weights)
    clause_score = sum(weights) + sum(cell(pairs, pair, 5) for pair in inner)
    assert column(table, ["难点", limb, "痛点"], "clause_score")[1] == pytest.approx(clause_score, abs=1e-6)
    assert table.clause_scores([limb, "", "点"]).tolist() == pytest.approx([clause_score, 0, 0], abs=1e-6)
    assert column(table, [limb], "bond_first")[0] == pytest.approx(
        character_statistics().bond(*limb[:2]), abs=1e-5
    )
    opens = cell(pairs, limb[:2], 1) if cell(pairs, limb[:2], 0) else -4.0
    assert column(table, [limb], "opens")[0] == pytest.approx(opens)


def test_the_table_grows_and_is_emptied(table, monkeypatch):
    chars = [chr(code) for code in range(0x4E00, 0x4E00 + 40)]
    limbs = [a + b for a in chars for b in chars]
    rows = table.rows(limbs)
    assert rows.tolist() == list(range(1, 1601))
    assert len(table.numbers) == 2 * FIRST_SIZE
    anew = LimbTable(character_statistics(), slot_words())
    assert np.array_equal(table.numbers[rows[-1]], anew.numbers[anew.rows(limbs[-1:])[0]])
    monkeypatch.setattr("analysis.slogans.finder.limbs.MEMORY", 100)
    table.shed()
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
