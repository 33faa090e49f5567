"""Units and samples: every group has its part, weights add up to the corpus, repeats come later."""

import pandas as pd
import pytest

from analysis import coding_sheet, coding_units, read_codebook, read_texts, segment
from analysis.coding.sheet import SHEET_COLUMNS
from analysis.errors import ChoiceError, InputError, KindError

BOOK = read_codebook("instruments")


@pytest.fixture(scope="module")
def corpus():
    def text(number, words):
        return "".join(f"第{number}街道第{i}处{words[i % len(words)]}。" for i in range(60))

    texts = {
        "a": text(1, ["发放补贴", "看了看", "走了走", "坐了坐"]),
        "b": text(2, ["看了看", "走了走"]),
        "c": text(3, ["安排专项资金", "发放贷款"]),
        "d": "一句。两句。",
    }
    return segment(read_texts(texts, city=["柳州市", "柳州市", "青岛市", "兰州市"]))


def test_units_by_hand():
    corpus = segment(read_texts({"a": "头一段，分两截；不算少。\n！！！\n第二段。"}, city="柳州市"))
    assert coding_units(corpus, "clause")["text"].tolist() == ["头一段，", "分两截；", "不算少。", "第二段。"]
    assert coding_units(corpus, "sentence")["text"].tolist() == ["头一段，分两截；不算少。", "第二段。"]
    assert coding_units(corpus, "paragraph")["text"].tolist() == ["头一段，分两截；不算少。", "第二段。"]
    whole = coding_units(corpus, "document")
    assert whole["text"].tolist() == [corpus.documents["text"].iloc[0]]
    for unit in ("clause", "sentence", "paragraph"):
        for row in coding_units(corpus, unit).itertuples():
            assert corpus.documents["text"].iloc[0][row.start : row.end] == row.text
    clauses = coding_units(corpus, "clause")
    assert clauses["unit"].is_unique
    assert (clauses["before"] + clauses["text"] + clauses["after"]).nunique() == 1
    with pytest.raises(ChoiceError, match="'word'"):
        coding_units(corpus, "word")


def test_groups_give_equal_parts_and_small_ones_what_they_have(corpus):
    sheet = coding_sheet(corpus, BOOK, n=42, repeated=0)
    assert tuple(sheet.columns) == SHEET_COLUMNS
    assert sheet["group"].value_counts().to_dict() == {"柳州市": 20, "青岛市": 20, "兰州市": 2}
    assert sheet["unit"].is_unique
    assert sheet["number"].tolist() == list(range(1, 43))


def test_weights_add_up_to_the_units_of_each_group_and_stratum(corpus):
    units = coding_units(corpus, "sentence", by="city")
    sheet = coding_sheet(corpus, BOOK, n=42, repeated=0)
    assert sheet.groupby("group")["weight"].sum().to_dict() == pytest.approx(
        units.groupby("group").size().to_dict()
    )
    of_liuzhou = sheet[sheet["group"] == "柳州市"]
    assert of_liuzhou["enriched"].sum() == 10
    assert of_liuzhou.groupby("enriched")["weight"].sum().to_dict() == pytest.approx({True: 15, False: 105})


def test_repeated_units_come_later_and_say_which_they_repeat(corpus):
    sheet = coding_sheet(corpus, BOOK, n=60, repeated=0.2, seed=3)
    again = sheet[sheet["repeats"].notna()]
    assert len(sheet) == 60 + 12
    assert len(again) == 12
    numbered = sheet.set_index("number")
    for row in again.itertuples():
        assert row.repeats < row.number
        assert numbered.loc[row.repeats, "unit"] == row.unit
    assert (again["number"] - again["repeats"].astype(int)).median() > 10


def test_seeds_decide(corpus):
    one, same, other = (coding_sheet(corpus, BOOK, n=30, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert one["unit"].tolist() != other["unit"].tolist()


@pytest.mark.parametrize(("enriched", "n_with"), [(0.5, 10), (0.9, 15), (1, 15), (0.05, 1)])
def test_the_share_of_enriched_units(corpus, enriched, n_with):
    sheet = coding_sheet(corpus, BOOK, n=42, enriched=enriched, repeated=0)
    assert sheet.loc[sheet["group"] == "柳州市", "enriched"].sum() == n_with


def test_wrong_calls(corpus):
    with pytest.raises(KindError, match="takes a Corpus"):
        coding_sheet(corpus.documents, BOOK)
    with pytest.raises(ChoiceError, match="`n`"):
        coding_sheet(corpus, BOOK, n=0)
    with pytest.raises(ChoiceError, match="`enriched`"):
        coding_sheet(corpus, BOOK, enriched=2)
    with pytest.raises(ChoiceError, match="by"):
        coding_sheet(corpus, BOOK, by="region")
    with pytest.raises(InputError, match="No document has a value in `year`"):
        coding_sheet(corpus, BOOK, by="year")
