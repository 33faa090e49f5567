"""Relevance lies between probability and lift, and every list of first terms can be made of the table."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import TopicModel
from analysis.errors import KoujingError
from analysis.topics import relevance, relevant_terms
from analysis.topics.reading import lift


@pytest.fixture
def model():
    topics = pd.DataFrame(
        [[0.5, 0.3, 0.15, 0.05], [0.5, 0.1, 0.1, 0.3]], index=[1, 2], columns=["改革", "港口", "航线", "茶叶"]
    )
    units = pd.DataFrame({"doc_id": ["a", "b"]}, index=["a", "b"])
    shares = pd.DataFrame([[1.0, 0.0], [0.0, 1.0]], index=["a", "b"], columns=[1, 2])
    return TopicModel(topics, shares, units, np.array([10, 10]), {"seed": 1})


def test_lambda_of_one_is_probability_and_of_zero_is_lift(model):
    probability, lifted = model.topic_terms.to_numpy()[0], lift(model)[0]
    assert relevance(probability, lifted, 1) == pytest.approx(np.log(probability))
    assert relevance(probability, lifted, 0) == pytest.approx(np.log(lifted))
    half = relevance(probability, lifted, 0.5)
    assert half == pytest.approx(np.log(np.sqrt(probability * lifted)))


def test_the_table_holds_the_first_terms_for_every_lambda(model):
    table = relevant_terms(model, n=1)
    first = table[table["topic"] == 1]
    # 改革 is the most probable term of topic 1; 港口 and 航线 are each one and a half times or 1.2 times as
    # probable as in all texts: 0.3 / 0.2 and 0.15 / 0.125.
    assert first["term"].tolist() == ["改革", "港口"]
    assert first["lift"].tolist() == pytest.approx([1.0, 1.5])
    assert first["probability"].tolist() == [0.5, 0.3]
    assert table[table["topic"] == 2]["term"].tolist() == ["改革", "茶叶"]


def test_what_is_no_model_is_refused():
    with pytest.raises(KoujingError):
        relevant_terms(pd.DataFrame())
