"""Counts of other tools: what does not fit is told, with the call that does."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from analysis import DocTermMatrix
from analysis.errors import InputError, KindError, KoujingError

FRAME = pd.DataFrame({"港口": [2, 0], "黄河": [0, 1], "city": ["青岛市", "兰州市"]})
WRONG = [
    ((np.eye(2),), InputError, "Name the terms, one for each column"),
    ((np.eye(2), ["a"]), InputError, "1 terms do not match counts of shape (2, 2)"),
    ((np.eye(2), ["a", "a"]), InputError, "a term occurs more than once"),
    ((np.eye(2) / 3, ["a", "b"]), InputError, "whole numbers of 0 or more, and one of these is 0.33"),
    ((-np.eye(2), ["a", "b"]), InputError, "whole numbers of 0 or more, and one of these is -1"),
    ((np.full((2, 2), np.nan), ["a", "b"]), InputError, "one of these is nan"),
    ((FRAME,), InputError, "the column city holds no counts; pass it as `units`"),
    ((np.eye(2), ["a", "b"], ["x", "y"]), KindError, "`units` is a DataFrame with a row a unit, not a list"),
    ((np.eye(2), ["a", "b"], pd.DataFrame(index=[1])), InputError, "1 units do not match counts of shape"),
    ((np.eye(2), ["a", "b"], None, [1]), InputError, "1 sizes do not match counts of shape"),
    (([["港口"], ["黄河"]], ["a"]), KindError, "takes counts of units by terms, not a list"),
    (("港口", ["a"]), KindError, "takes counts of units by terms, not a str"),
    ((np.eye(2), "港口"), KindError, "`terms` is a list of the terms in the order of the columns, not a str"),
    ((np.eye(2), {"a", "b"}), KindError, "in the order of the columns, not a set"),
    ((np.eye(2), {"a": "b"}), KindError, "in the order of the columns, not a dict"),
    ((np.eye(2), 2), KindError, "in the order of the columns, not an int"),
]


@pytest.mark.parametrize(("given", "fault", "told"), WRONG, ids=range(len(WRONG)))
def test_what_does_not_fit_is_told(given, fault, told):
    with pytest.raises(fault) as said:
        DocTermMatrix.from_counts(*given)
    assert told in str(said.value)
    assert isinstance(said.value, KoujingError)


def test_a_vectorizer_and_its_vocabulary_name_the_columns():
    """The keys of `vocabulary_` are in the order of the texts, not of the columns."""
    vectorizer = CountVectorizer(analyzer=str.split)
    counts = vectorizer.fit_transform(["港口 扩建 港口", "黄河 治理"])
    assert list(vectorizer.vocabulary_) != list(vectorizer.get_feature_names_out())
    numbered = dict(enumerate(vectorizer.get_feature_names_out()))
    for terms in (vectorizer, vectorizer.vocabulary_, numbered, list(numbered.values())):
        first = DocTermMatrix.from_counts(counts, terms).to_frame().iloc[0]
        assert first[first > 0].to_dict() == {"港口": 2, "扩建": 1}


def test_counts_as_floats_are_counts():
    for counts in (np.eye(2), sparse.csr_matrix(np.eye(2)), sparse.coo_array(np.eye(2, dtype=np.float32))):
        assert DocTermMatrix.from_counts(counts, ["b", "a"]).terms == ("a", "b")
    units = FRAME[["city"]]
    dtm = DocTermMatrix.from_counts(FRAME.drop(columns="city"), units=units)
    assert dtm.group("city")["青岛市"].counts.toarray().tolist() == [[2, 0]]
