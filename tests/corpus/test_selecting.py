"""Parts of a corpus and of a matrix: by labels as they look, by conditions, by values of columns."""

import numpy as np
import pandas as pd
import pytest

from analysis import Corpus, DocTermMatrix, count_terms, read_frame, read_texts, segment, tf_idf
from analysis.errors import ChoiceError, InputError, KindError


@pytest.fixture(scope="module")
def numbered() -> Corpus:
    frame = pd.DataFrame(
        {
            "text": ["港口。", "黄河。", "茶叶。"],
            "city": ["青岛市", "兰州市", "青岛市"],
            "year": [2021, 2022, 2022],
            "地区 级": ["东", None, "东"],
            "day": pd.to_datetime(["2021-05-01", "2022-05-01", None]),
        },
        index=[7, 3, 5],
    )
    return segment(read_frame(frame, text="text"))


def ids(part: Corpus | DocTermMatrix) -> list[str]:
    return (part.documents if isinstance(part, Corpus) else part.units).index.tolist()


CHOICES = [
    (7, ["7"]),
    ("7", ["7"]),
    (np.int64(3), ["3"]),
    (5.0, ["5"]),
    ([5, "7"], ["5", "7"]),
    (pd.Index([5, 7]), ["5", "7"]),
    ("兰州市", ["3"]),
    ("青岛市", ["7", "5"]),
    (["兰州市", 5], ["3", "5"]),
    (slice(1, None), ["3", "5"]),
    (slice(None, None, -1), ["5", "3", "7"]),
    ([True, False, True], ["7", "5"]),
    (np.array([True, False, True]), ["7", "5"]),
    (pd.array([True, None, True], dtype="boolean"), ["7", "5"]),
    (pd.Series([True, False, None], index=[3, 7, 5], dtype=object), ["3"]),
    (pd.Series([True, False, True, True], index=["5", "7", "3", "other"]), ["3", "5"]),
    (lambda rows: rows["year"] > 2021, ["3", "5"]),
    (lambda rows: rows.index[:1], ["7"]),
]


@pytest.mark.parametrize(("wanted", "chosen"), CHOICES, ids=range(len(CHOICES)))
def test_rows_of_a_corpus_and_of_a_matrix(wanted, chosen, numbered):
    assert ids(numbered[wanted]) == chosen
    part = count_terms(numbered)[wanted]
    assert ids(part) == chosen
    assert part.sizes.tolist() == [1] * len(chosen)
    assert [list(counts) for _, counts in part] == [[t] for t in numbered[wanted].documents["text"].str[:2]]


WHERE = [
    ({"city": "青岛市"}, ["7", "5"]),
    ({"city": ["青岛市", "兰州市"], "year": [2021, "2022"]}, ["7", "3", "5"]),
    ({"city": "青岛市", "year": 2022.0}, ["5"]),
    ({"year": range(2022, 2025), "city": "兰州市"}, ["3"]),
    ({"year": lambda year: year > 2021}, ["3", "5"]),
    ({"year": lambda year: year.isin([2021])}, ["7"]),
    ({"day": "2021-05-01"}, ["7"]),
    ({"day": None}, ["5"]),
    ({"地区 级": [None]}, ["3"]),
    ({"地区 级": ["东", None]}, ["7", "3", "5"]),
]


@pytest.mark.parametrize(("values", "chosen"), WHERE, ids=range(len(WHERE)))
def test_rows_with_values(values, chosen, numbered):
    for noun in (numbered, count_terms(numbered)):
        assert ids(noun.where(values)) == ids(noun.where(**values)) == chosen
        assert ids(noun.where(lambda rows: rows["year"] > 0, **values)) == chosen


def test_a_label_goes_before_a_city_and_membership_agrees(numbered):
    texts = segment(read_texts({"青岛市": "港口。", "b": "黄河。"}, city=["兰州市", "青岛市"]))
    assert ids(texts["青岛市"]) == ["青岛市"]
    assert ids(texts["兰州市"]) == ["青岛市"]
    for label in ("兰州市", 7, "7"):
        assert label in numbered
        assert len(numbered[label])
    for label in ("柳州市", 8, None, "", [7]):
        assert label not in numbered


def test_labels_of_several_levels_are_found():
    frame = pd.DataFrame(
        {"text": ["港口。", "黄河。"]}, index=pd.MultiIndex.from_tuples([("甲", 1), ("甲", 2)])
    )
    corpus = segment(frame)
    assert ids(corpus["甲", 2]) == ids(corpus["甲/2"]) == ["甲/2"]
    assert ids(corpus[[("甲", 2), ("甲", 1)]]) == ["甲/2", "甲/1"]


WRONG = [
    ("柳州市", InputError, "is called 柳州市; they are called 兰州市, 7, 3, 5, 青岛市. A"),
    ([7, 9, 10], InputError, "is called 9, 10;"),
    ([7, 7], InputError, "7, 7: the same row more than once"),
    (["兰州市", 3], InputError, "兰州市, 3: the same row more than once"),
    ([], InputError, "Nothing is left"),
    (slice(9, None), InputError, "Nothing is left"),
    (slice("7", "5"), KindError, "counts rows from 0"),
    ([False] * 3, InputError, "Nothing is left: the condition is true of none of the 3"),
    ([True, False], InputError, "condition of 2 values does not fit 3"),
    (pd.Series([True, False], index=[7, 3]), InputError, "must speak of all"),
    (pd.Series([True] * 3, index=[7, 7, 3]), InputError, "each only once"),
    ({"city": "青岛市"}, KindError, "not a dict"),
    (None, KindError, "not None: "),
    (pd.DataFrame({"city": [True] * 3}), KindError, "not a DataFrame: "),
]


@pytest.mark.parametrize(("wanted", "fault", "told"), WRONG, ids=range(len(WRONG)))
def test_what_cannot_be_chosen_is_said(wanted, fault, told, numbered):
    for noun, name in ((numbered, "corpus"), (count_terms(numbered), "dtm")):
        with pytest.raises(fault) as said:
            noun[wanted]
        assert told in str(said.value)
        assert name in str(said.value) or "condition" in str(said.value)


def test_values_that_there_are_not_are_answered_with_those_there_are(numbered):
    for noun in (numbered, count_terms(numbered)):
        with pytest.raises(InputError, match="where: no city is 青岛; there are 青岛市, 兰州市"):
            noun.where(city=["兰州市", "青岛"])
        with pytest.raises(InputError, match=r"none of the 3 .* has city='兰州市' and year=2021 together"):
            noun.where(city="兰州市", year=2021)
        with pytest.raises(ChoiceError, match=r"have no column 'colour'; they have .*city"):
            noun.where(colour="x")
        with pytest.raises(KindError, match="function for `year` takes the column and returns True or False"):
            noun.where(year=lambda year: 3)


def test_a_matrix_knows_its_terms_and_its_shape(numbered):
    dtm = count_terms(numbered)
    assert dtm.shape == (3, 3) == (len(dtm), len(dtm.terms))
    assert "港口" in dtm
    assert "市" not in dtm
    assert 7 not in dtm
    assert next(iter(dtm)) == ("7", {"港口": 1})
    with pytest.raises(InputError, match=r'港口 is a term: dtm.select\("港口"\)'):
        dtm["港口"]
    grouped = dtm.group("city")
    assert grouped["青岛市"].sizes.tolist() == [2]
    assert grouped.where(city=["青岛市"]).sizes.tolist() == [2]
    assert grouped["青岛市"].unit == "city"
    assert dtm.group(["city", "year"])[["青岛市 · 2022"]].units["year"].tolist() == [2022]
    pd.testing.assert_frame_equal(
        tf_idf(dtm.where(year=2022)), tf_idf(count_terms(numbered.where(year=2022)).select(dtm.terms))
    )


def test_paragraphs_are_chosen_by_their_documents(corpus):
    dtm = count_terms(corpus, unit="paragraph")
    assert dtm["丙1"].units["doc_id"].tolist() == ["丙1", "丙1"]
    assert set(dtm.where(city="丙州市", year=2021).units["doc_id"]) == {"丙1"}
