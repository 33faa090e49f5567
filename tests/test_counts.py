"""Counts against a hand count of the six documents."""

import numpy as np
import pytest
from scipy import sparse

from analysis.corpus import DocTermMatrix
from analysis.counts import AMOUNT, count_terms
from analysis.errors import ChoiceError, InputError


def test_counts_by_hand(dtm):
    table = dict(zip(dtm.terms, dtm.counts.toarray().T.tolist(), strict=True))
    #                       甲1 甲2 乙1 乙2 丙1 丙2
    assert table["港口"] == [3, 1, 0, 0, 0, 0]
    assert table["改革"] == [0, 1, 1, 1, 0, 1]
    assert table["创新"] == [0, 1, 1, 0, 1, 1]
    assert table["芯片"] == [0, 0, 0, 0, 3, 1]
    assert list(dtm.terms) == sorted(dtm.terms)
    assert "2022" not in dtm.terms
    assert "。" not in dtm.terms


def test_sizes_are_words_without_punctuation_and_numbers(dtm):
    assert dtm.sizes.tolist() == [6, 4, 6, 5, 6, 4]


def test_stop_words_leave_sizes_alone(corpus, dtm):
    fewer = count_terms(corpus, stopwords=["港口", "改革"])
    assert "港口" not in fewer.terms
    assert fewer.sizes.tolist() == dtm.sizes.tolist()


def test_paragraphs(corpus, dtm):
    paragraphs = count_terms(corpus, unit="paragraph")
    assert paragraphs.counts.shape[0] == 8
    assert paragraphs.units["doc_id"].tolist() == ["甲1", "甲2", "乙1", "乙1", "乙2", "丙1", "丙1", "丙2"]
    assert paragraphs.terms == dtm.terms
    assert paragraphs.counts.sum() == dtm.counts.sum()
    assert paragraphs.sizes.sum() == dtm.sizes.sum()
    assert paragraphs.units.index.is_unique


def test_group_conserves_counts(dtm):
    grouped = dtm.group("city")
    assert grouped.units.index.tolist() == ["丙州市", "乙州市", "甲州市"]
    assert grouped.units["n_documents"].tolist() == [2, 2, 2]
    assert grouped.sizes.tolist() == [10, 11, 10]
    assert grouped.counts.sum(axis=0).tolist() == dtm.counts.sum(axis=0).tolist()
    column = dtm.terms.index("芯片")
    assert grouped.counts[:, [column]].toarray().ravel().tolist() == [4, 0, 0]


def test_group_of_paragraphs_counts_documents(corpus):
    grouped = count_terms(corpus, unit="paragraph").group("city")
    assert grouped.units["n_documents"].tolist() == [2, 2, 2]


def test_group_leaves_out_what_has_no_group(documents, dtm):
    units = dtm.units.copy()
    units.loc["甲1", "city"] = None
    grouped = DocTermMatrix(dtm.counts, units, dtm.terms, dtm.sizes).group("city")
    assert grouped.units["n_documents"].tolist() == [2, 2, 1]
    assert grouped.sizes.tolist() == [10, 11, 4]


def test_group_by_something_that_is_not_there(dtm):
    with pytest.raises(ChoiceError, match="The `by` parameter of `group` must be one of 'city'"):
        dtm.group("county")
    with pytest.raises(InputError, match=r"No document has a value in `province`.*documents\.csv"):
        dtm.group("province")


@pytest.mark.parametrize("amount", ["三件", "第二批", "十余年", "两", "一双", "几千", "近百家", "双"])
def test_amounts_in_chinese_numerals(amount):
    assert AMOUNT.fullmatch(amount)


@pytest.mark.parametrize(
    "term", ["三农", "双碳", "万象", "千亿级", "一网通办", "百姓", "半导体", "多式联运", "一体化", "双拥"]
)
def test_terms_that_begin_like_an_amount(term):
    assert not AMOUNT.fullmatch(term)


def test_trim(dtm):
    assert dtm.trim(min_documents=4).terms == ("创新", "改革")
    assert "港口" not in dtm.trim(max_share=0.3).terms
    assert dtm.trim(min_n=4).terms == ("创新", "改革", "港口", "芯片")
    assert dtm.trim(min_n=99).sizes.tolist() == dtm.sizes.tolist()


def test_select_keeps_known_terms_sorted(dtm):
    chosen = dtm.select(["港口", "没有", "创新"])
    assert chosen.terms == ("创新", "港口")
    assert chosen.counts.toarray().sum(axis=0).tolist() == [4, 4]


def test_nothing_left(corpus):
    with pytest.raises(InputError, match="No term is left"):
        count_terms(corpus, min_length=30)
    with pytest.raises(ChoiceError, match="must be one of 'document', 'paragraph'; not 'page'"):
        count_terms(corpus, unit="page")


def test_matrix_is_frozen_and_checked(dtm):
    with pytest.raises(AttributeError):
        dtm.terms = ()
    with pytest.raises(InputError, match="do not match"):
        DocTermMatrix(sparse.csr_array((2, 2)), dtm.units, dtm.terms, dtm.sizes)
    before = dtm.counts.toarray()
    dtm.group("city").counts.data[:] = 0
    assert np.array_equal(dtm.counts.toarray(), before)


def test_amounts_count_as_words_and_are_no_terms(corpus_of):
    dtm = count_terms(corpus_of(["港口，三件，十余年，茶叶。"], ["甲市"]))
    assert set(dtm.terms) == {"港口", "茶叶"}
    assert dtm.sizes.sum() > 2


def test_stop_words_of_the_project_are_no_terms(corpus_of):
    assert count_terms(corpus_of(["港口的建设以及航线。"], ["甲市"])).terms == ("建设", "港口", "航线")
