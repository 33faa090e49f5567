"""What stands out: more, less, of what, and how surely; and which terms make a headline."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import headline_terms, standing_out, term_marks
from analysis.corpus import DocTermMatrix
from analysis.stats import rate_ratio_interval


def matrix(counts, cities, terms, sizes=None):
    rows = np.asarray(counts)
    units = pd.DataFrame({"city": cities}, index=[f"d{i}" for i in range(len(cities))])
    return DocTermMatrix(
        sparse.csr_array(rows), units, tuple(terms), np.asarray(sizes or [5000] * len(cities))
    )


def test_more_and_less_with_what_the_others_have():
    dtm = matrix([[40, 0, 20], [1, 60, 20], [0, 70, 20]], ["甲", "乙", "丙"], ["冰雪", "工业", "发展"])
    found = standing_out(dtm).set_index(["group", "term"])
    ice = found.loc[("甲", "冰雪")]
    assert ice[["direction", "n", "n_other", "n_groups_other", "groups_other"]].tolist() == [
        "more",
        40,
        1,
        1,
        2,
    ]
    assert (ice["rate"], ice["rate_other"]) == (80.0, 1.0)
    lacking = found.loc[("甲", "工业")]
    assert lacking[["direction", "n", "n_other", "n_groups_other"]].tolist() == ["less", 0, 130, 2]
    assert "发展" not in found.index.get_level_values("term")
    assert found["p"].isna().all()  # one document each


def test_bound_is_the_cautious_end_of_the_interval_for_all_terms_and_groups():
    from analysis.stats import log_ratio_interval

    dtm = matrix([[40, 5], [1, 6]], ["甲", "乙"], ["冰雪", "工业"])
    found = standing_out(dtm)
    low, _ = log_ratio_interval(40, 1, 5000, 5000, n_tests=4)
    assert found.loc[(found["group"] == "甲") & (found["term"] == "冰雪"), "bound"].item() == pytest.approx(
        low
    )


@pytest.mark.parametrize(
    ("n", "found"), [([0, 9, 9], []), ([0, 10, 9], [["甲", "less", "alone"]]), ([0, 19, 0], []),
                     ([0, 13, 12], [["甲", "less", "joint"]])]
)  # fmt: skip
def test_what_only_its_own_interval_speaks_for_is_listed_as_such(n, found):
    # Of three equal groups one has none of T with chance (2/3)^T: below .0005 from 19 on, and below
    # .025 / 90, for 30 terms in three groups together, from 21 on.
    flat = [[20] * 29] * 3
    counts = np.column_stack([np.array(n), np.array(flat)])
    table = standing_out(matrix(counts, ["甲", "乙", "丙"], ["工业", *(f"词{i:02}" for i in range(29))]))
    mine = table[(table["term"] == "工业") & (table["group"] == "甲")]
    assert mine[["group", "direction", "basis"]].to_numpy().tolist() == found


def test_a_planted_term_is_tested_and_a_burst_is_not_taken_for_one():
    rng = np.random.default_rng(4)
    counts = rng.poisson(4, (20, 30))
    counts[:10, 3] += 8
    counts[0, 7] += 200
    terms = [f"词{i:02}" for i in range(30)]
    found = standing_out(matrix(counts, ["甲"] * 10 + ["乙"] * 10, terms)).set_index(["group", "term"])
    assert found.loc[("甲", "词03"), "p"] <= 0.05
    assert found.loc[("甲", "词07"), "p"] > 0.2


def test_documents_left_out_count_on_neither_side():
    dtm = matrix([[40, 0, 20], [1, 60, 20], [0, 70, 20]], ["甲", "乙", "丙"], ["冰雪", "工业", "发展"])
    found = standing_out(dtm, without=["d2"]).set_index(["group", "term"])
    assert set(found.index.get_level_values("group")) == {"甲", "乙"}
    assert found.loc[("甲", "工业"), ["n_other", "groups_other"]].tolist() == [60, 1]


def test_the_interval_is_over_documents_and_there_is_none_of_two():
    rng = np.random.default_rng(4)
    counts = rng.poisson(4, (8, 30))
    counts[:4, 3] += 40
    terms = [f"词{i:02}" for i in range(30)]
    found = standing_out(matrix(counts, ["甲"] * 4 + ["乙"] * 4, terms)).set_index(["group", "term"])
    row = found.loc[("甲", "词03")]
    ends = rate_ratio_interval(counts[:4, 3], [5000] * 4, counts[4:, 3], [5000] * 4)
    assert row[["low", "high"]].tolist() == pytest.approx([float(end) for end in ends])
    few = standing_out(matrix(counts[2:6], ["甲"] * 2 + ["乙"] * 2, terms)).set_index(["group", "term"])
    assert few.loc[("甲", "词03"), "bound"] > 0
    assert few[["low", "high"]].isna().all(axis=None)


def test_own_names_are_left_out_and_one_group_has_nothing():
    dtm = matrix([[40, 30], [0, 0]], ["柳州市", "桂林市"], ["柳州", "工业"])
    found = standing_out(dtm)
    assert ("柳州市", "柳州") not in set(zip(found["group"], found["term"], strict=True))
    assert ("柳州市", "工业") in set(zip(found["group"], found["term"], strict=True))
    assert standing_out(matrix([[3, 4]], ["甲"], ["一", "二"])).empty


@pytest.mark.parametrize(
    ("term", "mark"),
    [
        ("柳江", "place"), ("黄河", "place"), ("紫金山", "place"), ("桂林", "place"), ("灵川县", "place"),
        ("某某日报", "paper"),
        ("曹禺", "person"), ("六枝", "place"), ("百分之四点", "fragment"), ("七五", "fragment"),
        ("三农", ""), ("市教委", "office"), ("自然资源局", "office"), ("建委", "office"),
        ("审计厅", "office"), ("布局", ""), ("新发展格局", ""), ("餐厅", ""), ("医保经办", ""),
        ("周总理", "person"), ("首都", "place"), ("首府", "place"), ("总书记", ""), ("副市长", ""),
        ("营商环境", ""), ("工业", ""), ("海洋", ""), ("振兴", ""), ("大数据", ""),
        ("人工智能", ""), ("堵点", ""), ("确保", "general"), ("荣获", "general"), ("改革", ""),
    ],
)  # fmt: skip
def test_names(corpus, term, mark):
    assert term_marks(corpus, [term]).tolist() == [mark]


def test_a_mountain_without_its_last_character_is_a_place(corpus_of):
    made = corpus_of(["建设武当山景区。打造武当文化，弘扬武当精神。"], ["甲"])
    assert term_marks(made, ["武当", "文化"]).tolist() == ["place", ""]


def test_what_stands_before_a_sight_or_an_airport_is_the_name_of_a_place(corpus_of):
    made = corpus_of(
        ["黄果树瀑布游人不断，黄果树机场通航，黄果树宣传周开幕。许可证制度，许可证机场办理。"], ["甲"]
    )
    assert term_marks(made, ["黄果树", "许可证"]).tolist() == ["place", ""]


def test_pieces_of_longer_words(corpus_of):
    made = corpus_of(["建设自贸港，服务自贸港，自贸港开放。优化营商环境，营商环境好，看营商环境。"], ["甲"])
    assert "自贸" in set(made.vocabulary), "the segmenter cuts it"
    assert term_marks(made, ["自贸", "营商环境"]).tolist() == ["fragment", ""]


STANDING = {
    "group": "甲州市",
    "term": "港口",
    "direction": "more",
    "n": 30,
    "rate": 30.0,
    "rate_other": 0.5,
    "n_documents": 3,
    "documents": 4,
    "n_groups_other": 1,
    "groups_other": 3,
    "bound": 2.5,
    "p": np.nan,
    "n_other": 2,
    "basis": "joint",
    "low": np.nan,
    "n_documents_other": 30,
    "documents_other": 36,
}
UNUSED = {"direction": "less", "n": 0, "n_documents": 0, "n_groups_other": 3}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "marks", "kinds"),
    [
        ({}, {}, ["term"]),
        ({}, {"港口": "place"}, []),
        ({"n_documents": 1}, {}, []),
        ({"n_documents": 1, "p": 0.01}, {}, ["term"]),
        ({"n_documents": 1, "p": 0.2}, {}, []),
        ({"low": 0.4}, {}, ["term"]),
        ({"low": -0.4}, {}, []),  # among documents it may be no more than with the others
        (UNUSED, {}, ["avoided"]),
        (UNUSED | {"basis": "alone"}, {}, ["seldom"]),
        (UNUSED | {"basis": "documents"}, {}, ["avoided"]),
        (UNUSED | {"n_groups_other": 2}, {}, []),
        (UNUSED | {"n": 9, "n_documents": 1, "rate": 1.5, "rate_other": 20}, {}, ["avoided"]),
        (UNUSED | {"n": 9, "n_documents": 1, "rate": 15, "rate_other": 20}, {}, []),
        # Of 40 texts 6 contain it: four drawn at random hold none in half of all cases.
        (UNUSED | {"n_documents_other": 6}, {}, []),
        (UNUSED | {"n_documents_other": 6, "p": 0.01}, {}, ["avoided"]),
        (UNUSED | {"n_documents_other": 6, "documents": 2}, {}, ["avoided"]),
        # C(18, 4) / C(40, 4) = .033 where 22 contain it, C(20, 4) / C(40, 4) = .053 where 20 do.
        (UNUSED | {"n_documents_other": 22}, {}, ["avoided"]),
        (UNUSED | {"n_documents_other": 20}, {}, []),
    ],
)
def test_which_terms_make_a_headline(changed, marks, kinds):
    found = headline_terms(pd.DataFrame([STANDING | changed]), marks)
    assert found["kind"].tolist() == kinds


def test_tested_terms_come_first_and_each_kind_is_ranked():
    rows = [{"term": "一", "bound": 9.0}, {"term": "二", "p": 0.01}, {"term": "三", "group": "丙市"},
            {"term": "四"} | UNUSED]  # fmt: skip
    found = headline_terms(pd.DataFrame([STANDING | row for row in rows]), {})
    assert found[["group", "kind", "term", "rank"]].to_numpy().tolist() == [
        ["丙市", "term", "三", 1], ["甲州市", "term", "二", 1], ["甲州市", "term", "一", 2],
        ["甲州市", "avoided", "四", 1],
    ]  # fmt: skip


def headlines(corpus_of, other, **row):
    """What is left of one headline about 甲市 when the texts are searched; that of 乙市 is given."""
    corpus = corpus_of(["港口，" * 30 + "河流，" * 300 + "发展。", other + "河流，" * 300], ["甲市", "乙市"])
    words = pd.DataFrame([STANDING | {"group": "甲市", "n_other": 0, "groups_other": 1} | row])
    found = headline_terms(words, {}, corpus)
    return found[["term", "n_written"]].to_numpy().tolist()


def test_what_others_write_within_longer_words_is_counted(corpus_of):
    plain = "茶叶，" * 100
    assert headlines(corpus_of, plain) == [["港口", 0]]
    assert headlines(corpus_of, plain + "空港口岸，" * 3) == [["港口", 3]]
    assert headlines(corpus_of, "空港口岸，" * 30) == [], "as often as the group itself"


def test_what_a_group_writes_within_longer_words_it_does_not_avoid(corpus_of):
    row = UNUSED | {"group": "乙市", "n_other": 30, "n_groups_other": 1, "rate": 0.0}
    plain = "茶叶，" * 100
    assert headlines(corpus_of, plain, **row) == [["港口", 0]]
    assert headlines(corpus_of, plain + "空港口岸，" * 2, **row) == [["港口", 2]]
    assert headlines(corpus_of, plain + "空港口岸，" * 30, **row) == []
    words = pd.DataFrame([STANDING | row | {"groups_other": 1}])
    corpus = corpus_of([plain, "空港口岸，" * 30], ["乙市", "乙市"])
    assert headline_terms(words, {}, corpus).empty, "a group of a hundred words has no headlines"
    corpus = corpus_of([plain * 3, "空港口岸，" * 30], ["乙市", "乙市"])
    assert headline_terms(words, {}, corpus).empty, "港口 is written by the second text"
    assert len(headline_terms(words, {}, corpus, without=[corpus.documents.index[1]])) == 1
