"""Shares of own and shared text, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis import read_texts, reuse_pairs, reuse_shares, reuse_sources, segment
from analysis.errors import ChoiceError, InputError, KindError
from analysis.reuse import REUSE_TYPES, SHARE_KINDS
from analysis.reuse.dates import day_bounds


@pytest.fixture
def corpus():
    """Texts of ten letters each, with a comma after the fifth."""
    texts = {key: "甲乙丙丁戊，己庚辛壬癸" for key in "abcd"}
    years = [2020, 2021, 2021, None]
    return segment(read_texts(texts, city=["东市", "东市", "西市", "南市"], year=years))


def table(*rows):
    """Rows of doc_id, start, end, doc_id_other, kind, earlier."""
    frame = pd.DataFrame(rows, columns=["doc_id", "start", "end", "doc_id_other", "kind", "earlier"])
    frame["start_other"], frame["end_other"] = frame["start"], frame["end"]
    frame["n_characters"], frame["similarity"] = frame["end"] - frame["start"], 1.0
    return frame[list(REUSE_TYPES)].astype(REUSE_TYPES)


def shares_of(result, group):
    return result[result["group"] == group].set_index("kind")["n_characters"].to_dict()


def test_each_letter_counts_once_and_the_reference_comes_first(corpus):
    reuse = table(
        ("a", 0, 6, "c", "other", "unknown"),  # five letters and a comma
        ("a", 3, 8, "r", "inherited", "other"),  # 丁戊，己庚
        ("a", 9, 11, None, "common stock", "unknown"),  # 壬癸
        ("b", 0, 11, "a", "same group", "other"),
        ("c", 0, 3, "d", "same province", "unknown"),
        ("c", 2, 5, "d", "near copy", "unknown"),
    )
    result = reuse_shares(reuse, corpus)
    assert shares_of(result, "东市") == {
        "own": 11, "inherited": 4, "near copy": 0, "same province": 0, "other": 3, "common stock": 2,
    }  # fmt: skip
    assert shares_of(result, "西市") == {
        "own": 5, "inherited": 0, "near copy": 3, "same province": 2, "other": 0, "common stock": 0,
    }  # fmt: skip
    assert result.groupby("group")["share"].sum().round(12).tolist() == [1, 1, 1]
    assert result["kind"].tolist() == [*SHARE_KINDS] * 3
    assert result["low"].isna().all()


def test_intervals_need_three_documents():
    texts = dict.fromkeys("1234", "甲乙丙丁戊己庚辛壬癸")
    corpus = segment(read_texts(texts, city=["东市"] * 4))
    shared = [(doc_id, 7, 9, "s", "other", "unknown") for doc_id in "12"]
    inherited = [(doc_id, 0, end, "r", "inherited", "other") for doc_id, end in zip("123", (2, 4, 6))]  # noqa: B905
    reuse = table(*inherited, *shared)
    result = reuse_shares(reuse, corpus).set_index("kind")
    assert result.loc["inherited", "share"] == 12 / 40
    low, high = result.loc["inherited", ["low", "high"]]
    assert low < 0.3 < high
    # Of 0, .2, .4, .6 the mean has the variance (.09 + .01 + .01 + .09) / 3 / 4 = 1 / 60, like the share of
    # .3 * .7 * 60 = 12.6 trials; Wilson's interval of these, with 3.182, the t of three degrees of freedom.
    k = 3.182**2 / 12.6
    middle, half = (0.3 + k / 2) / (1 + k), (k * 0.21 + k * k / 4) ** 0.5 / (1 + k)
    assert [low, high] == pytest.approx([middle - half, middle + half], rel=1e-3)
    assert result.loc["near copy", ["low", "high"]].isna().all()  # none of four says nothing of the fifth
    assert result.loc["other", "share"] == 4 / 40
    assert result.loc["other", ["low", "high"]].isna().all()  # two of four say little


@pytest.mark.parametrize(("kind", "needed"), [("same province", 16), ("common stock", 5), ("other", 3)])
def test_documents_that_an_interval_needs(kind, needed):
    texts = [f"甲乙丙丁戊己庚辛壬{at}" for at in range(needed)]
    corpus = segment(read_texts(texts, city=["东市"] * needed))
    ids = list(corpus.documents.index)
    reuse = table(*((doc_id, 0, 2 + at % 3, "s", kind, "unknown") for at, doc_id in enumerate(ids)))
    every = reuse_shares(reuse, corpus).set_index("kind").loc[kind]
    assert every["low"] < every["share"] < every["high"]
    kept = reuse[reuse["doc_id"].isin(ids[:-1])]
    fewer = reuse_shares(kept, corpus[ids[:-1]]).set_index("kind").loc[kind]
    assert fewer[["low", "high"]].isna().all()


def test_pairs(corpus):
    reuse = table(
        ("a", 0, 6, "c", "other", "this"),
        ("b", 0, 3, "c", "other", "unknown"),
        ("a", 4, 8, "c", "other", "other"),
        ("a", 0, 3, "b", "same group", "this"),
        ("a", 0, 3, "r", "inherited", "this"),
        ("c", 0, 6, "a", "other", "other"),
    )
    pairs = reuse_pairs(reuse, corpus)
    assert pairs.values.tolist() == [
        ["东市", "西市", 3, 10, 0.5, 1, 1, 1],
        ["西市", "东市", 1, 5, 0.5, 0, 1, 0],
    ]


def test_the_source_is_the_earliest_text():
    text = "甲乙丙丁戊己庚辛壬癸"
    corpus = segment(read_texts({k: text for k in "abcd"}, city=["东", "西", "南", "北"],
                                year=[2022, 2021, 2021, None]))  # fmt: skip
    reference = segment(read_texts({"r": text}, year=[2020]))
    reuse = table(
        ("a", 0, 4, "b", "other", "other"),
        ("a", 2, 6, "c", "other", "other"),  # 丙丁 stand in both b and c, of one year: unknown
        ("a", 5, 8, "r", "inherited", "other"),  # 己 is in c and in r, which is earlier
        ("b", 0, 4, "a", "other", "this"),
        ("c", 0, 5, "d", "other", "unknown"),
    )
    result = reuse_sources(reuse, corpus, reference)
    rows = result.astype(object).where(result.notna(), None).values.tolist()
    by_source = {(row[0], row[1], row[2]): row[3] for row in rows}
    assert by_source == {
        ("东", "reference", "r"): 3, ("东", "group", "西"): 2, ("东", "group", "南"): 1,
        ("东", "unknown", None): 2, ("西", "itself", None): 4, ("南", "unknown", None): 5,
    }  # fmt: skip


def test_a_text_without_a_group_goes_by_its_province():
    text = "甲乙丙丁戊己庚辛壬癸"
    corpus = segment(read_texts({k: text for k in "abc"}, city=["东市", None, None], year=[2022, 2020, 2019],
                                province=["海省", "海省", None]))  # fmt: skip
    reuse = table(("a", 0, 4, "b", "other", "other"), ("a", 6, 9, "c", "other", "other"))
    result = reuse_sources(reuse, corpus)
    assert result[["kind", "n_characters"]].values.tolist() == [["ungrouped", 4], ["ungrouped", 3]]
    assert result["source"].iloc[0] == "海省"
    assert pd.isna(result["source"].iloc[1])


def test_a_text_of_the_province_that_is_the_city_is_no_other_source():
    text = "甲乙丙丁戊己庚辛壬癸"
    corpus = segment(read_texts(dict.fromkeys("abc", text), city=["海市", None, "山市"],
                                province=["海市", "海市", "山省"], year=[2022, 2020, 2021]))  # fmt: skip
    reuse = table(("a", 0, 4, "b", "other", "other"), ("a", 6, 9, "c", "other", "other"))
    result = reuse_sources(reuse, corpus)
    assert result[["kind", "source", "n_characters"]].values.tolist() == [["group", "山市", 3]]


@pytest.mark.parametrize(
    ("having", "of", "given"), [(9, 30, False), (10, 30, True), (9, 18, True), (9, 19, False)]
)
def test_what_few_documents_have_needs_ten_that_have_it(having, of, given):
    texts = {f"t{at:02}": "甲乙丙丁戊，己庚辛壬癸" for at in range(of)}
    texts = segment(read_texts(texts, city="东市"))
    found = [(f"t{at:02}", 0, 3 + at % 3, "r", "inherited", "other") for at in range(having)]
    result = reuse_shares(table(*found), texts).set_index("kind")
    assert np.isfinite(result.loc["inherited", "low"]) == given
    assert np.isfinite(result.loc["own", "low"])


def test_day_bounds():
    frame = pd.DataFrame(
        {"date": ["2024-01-17", "2024-02", None, "n.d.", None], "year": [2023, 2024, 2021, 2020, None]}
    )
    low, high = day_bounds(frame)
    assert low.tolist() == [20240117, 20240200, 20210000, 20200000, 0]
    assert high.tolist()[:4] == [20240117, 20240299, 20219999, 20209999]
    assert high[4] > 99999999


def test_wrong_calls(corpus):
    reuse = table(("x", 0, 2, "a", "other", "unknown"))
    with pytest.raises(InputError, match="the text 'x' of the table is not in this corpus"):
        reuse_shares(reuse, corpus)
    with pytest.raises(KindError, match=r"text_reuse\(corpus\)"):
        reuse_shares(corpus.documents, corpus)
    with pytest.raises(ChoiceError, match="`by`"):
        reuse_shares(table(), corpus, by="region")
    with pytest.raises(InputError, match="`reference`"):
        reuse_sources(table(("a", 0, 2, "r", "inherited", "other")), corpus)


def test_nothing_shared_is_all_own(corpus):
    assert reuse_sources(table(), corpus).empty
    result = reuse_shares(table(), corpus)
    assert result.loc[result["kind"] == "own", "share"].tolist() == [1, 1, 1]
    assert np.isclose(result["share"].sum(), 3)
