"""Coherence equals gensim's; what is undefined stays so; diversity and exclusivity by hand."""

import numpy as np
import pandas as pd
import pytest
from gensim.corpora import Dictionary
from gensim.models import CoherenceModel

from analysis.corpus import DocTermMatrix
from analysis.topics import coherence, topic_quality
from analysis.topics.coherence import cv_coherence, diversity_of, exclusivity, first_terms, npmi_matrix


@pytest.fixture(scope="module")
def windows():
    counts = (np.random.default_rng(3).random((80, 8)) < [0.6, 0.5, 0.5, 0.4, 0.3, 0.3, 0.2, 0.1]).astype(int)
    counts[0] = 2
    units = pd.DataFrame({"doc_id": "d"}, index=range(80))
    return DocTermMatrix(counts, units, tuple("abcdefgh"), counts.sum(axis=1), "paragraph")


@pytest.mark.parametrize("measure", ["npmi", "c_v"])
def test_equals_gensim(windows, measure):
    texts = [
        [term for term, n in zip(windows.terms, row, strict=True) for _ in range(n)]
        for row in windows.counts.toarray()
    ]
    lists = [list("abcd"), list("efgh"), list("ahce")]
    oracle = CoherenceModel(
        topics=lists, texts=texts, dictionary=Dictionary(texts), window_size=99, processes=1,
        coherence={"npmi": "c_npmi", "c_v": "c_v"}[measure],
    )  # fmt: skip
    assert coherence(lists, windows)[measure].tolist() == pytest.approx(
        oracle.get_coherence_per_topic(), abs=1e-6
    )


def test_npmi_by_hand():
    counts = DocTermMatrix(
        np.array([[1, 1], [1, 1], [1, 0], [0, 0]]), pd.DataFrame(index=range(4)), ("a", "b"), [2, 2, 1, 0]
    )
    expected = np.log(0.5 / (0.75 * 0.5)) / -np.log(0.5)
    assert npmi_matrix(counts.counts)[0, 1] == pytest.approx(expected)


def test_undefined_stays_undefined(windows):
    table = coherence([["a", "z"], ["a"], []], windows)
    assert table.isna().all(axis=None)
    empty = DocTermMatrix(np.array([[1, 0], [2, 0]]), windows.units.iloc[:2], ("a", "b"), [1, 2], "paragraph")
    assert coherence([["a", "b"]], empty).isna().all(axis=None)
    assert np.isnan(cv_coherence(np.full((2, 2), np.nan)))


def test_diversity_and_exclusivity_by_hand():
    terms = np.array([[0.6, 0.3, 0.1], [0.2, 0.3, 0.5]])
    lists = first_terms(terms, ["a", "b", "c"], 2)
    assert lists == [["a", "b"], ["c", "b"]]
    assert diversity_of(lists) == 3 / 4
    assert np.isnan(diversity_of([]))
    assert exclusivity(terms, 2).tolist() == pytest.approx([(0.75 + 0.5) / 2, (5 / 6 + 0.5) / 2])


def test_quality_of_the_planted_topics(model, table):
    quality = topic_quality(model, table)
    assert quality.columns.tolist() == [
        "topic", "share", "npmi", "c_v", "exclusivity", "stability", "diversity",
    ]  # fmt: skip
    assert quality["share"].sum() == pytest.approx(1)
    assert (quality["npmi"] > 0.8).all()
    assert (quality["exclusivity"] > 0.95).all()
    assert (quality["diversity"] == 1).all()
