"""TF-IDF against scikit-learn and a hand count."""

import math

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfTransformer

from analysis import lexicon
from analysis.corpus import DocTermMatrix
from analysis.keywords import TF_IDF_COLUMNS, tf_idf, top


def test_columns_and_counts(dtm):
    table = tf_idf(dtm)
    assert list(table.columns) == list(TF_IDF_COLUMNS)
    row = table[(table["group"] == "甲州市") & (table["term"] == "港口")].iloc[0]
    assert (row["n"], row["size"], row["n_documents"], row["n_groups"]) == (4, 10, 2, 1)
    assert row["rate_per_10k"] == pytest.approx(4000)
    shared_term = table[(table["group"] == "丙州市") & (table["term"] == "改革")].iloc[0]
    assert (shared_term["n"], shared_term["n_documents"], shared_term["n_groups"]) == (1, 1, 3)


def test_weight_by_hand(dtm):
    table = tf_idf(dtm)
    mine = table[table["group"] == "乙州市"].set_index("term")
    rare, common = math.log(4 / 2) + 1, math.log(4 / 4) + 1
    raw = {"茶叶": (1 + math.log(3)) * rare, "旅游": (1 + math.log(2)) * rare, "采摘": rare,
           "改革": (1 + math.log(2)) * common, "创新": common}  # fmt: skip
    length = math.sqrt(sum(weight**2 for weight in raw.values()))
    assert mine["tf_idf"].to_dict() == pytest.approx({term: weight / length for term, weight in raw.items()})


def test_same_as_scikit_learn(dtm):
    grouped = dtm.group("year")
    expected = TfidfTransformer(sublinear_tf=True).fit_transform(grouped.counts.astype(float)).toarray()
    table = tf_idf(dtm, by="year").pivot(index="group", columns="term", values="tf_idf").fillna(0)
    assert np.allclose(table[list(dtm.terms)].to_numpy(), expected)


def test_class_weight_by_hand(dtm):
    # 港口 stands 4 times in 甲州市 and nowhere else; 改革 once there and 4 times in all.
    grouped = dtm.group("city")
    words = grouped.counts.sum(axis=1)
    mean = words.mean()
    table = tf_idf(dtm).set_index(["group", "term"])["c_tf_idf"]
    row = list(grouped.units.index).index("甲州市")
    assert table["甲州市", "港口"] == pytest.approx(4 / words[row] * math.log(1 + mean / 4))
    assert table["甲州市", "改革"] == pytest.approx(1 / words[row] * math.log(1 + mean / 4))


def test_sorted_with_term_as_tie_break(dtm):
    table = tf_idf(dtm)
    again = table.sort_values(["group", "tf_idf", "term"], ascending=[True, False, True], ignore_index=True)
    pd.testing.assert_frame_equal(table, again)
    assert top(table, 1)["term"].tolist() == ["芯片", "茶叶", "港口"]


def test_order_of_documents_does_not_matter(dtm):
    order = np.arange(len(dtm.units))[::-1]
    turned = DocTermMatrix(dtm.counts[order], dtm.units.iloc[order], dtm.terms, dtm.sizes[order])
    pd.testing.assert_frame_equal(tf_idf(turned), tf_idf(dtm))


def test_own_names_are_left_out(dtm):
    terms = ("柳州", "柳州人", "鱼峰区", "螺蛳粉")
    units = pd.DataFrame({"city": ["柳州市", "中山市"]}, index=["a", "b"])
    matrix = DocTermMatrix(dtm.counts[:2, :4] * 0 + np.ones((2, 4), dtype=int), units, terms, [9, 9])
    table = tf_idf(matrix)
    assert table.loc[table["group"] == "柳州市", "term"].tolist() == ["螺蛳粉"]
    assert set(table.loc[table["group"] == "中山市", "term"]) == set(terms)
    assert set(tf_idf(matrix, names=True).loc[lambda t: t["group"] == "柳州市", "term"]) == set(terms)


def test_own_names_of_places():
    assert {"柳州", "柳州市", "鱼峰", "鱼峰区"} <= set(lexicon.own_names("柳州市"))
    assert "南宁" in lexicon.own_names("广西壮族自治区")
    assert lexicon.own_names("2021") == ()
