"""A corpus with planted topics, and a model of it."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import DocTermMatrix
from analysis.topics import FittedTopics, fit_topics

N_TERMS = 10


def planted_counts(rng, n_documents=12, n_paragraphs=20):
    """Two cities, three topics of ten terms; a paragraph has one topic, the first city never the third."""
    counts, units = [], []
    for document in range(n_documents):
        city = "甲市" if document % 2 == 0 else "乙市"
        for paragraph in range(n_paragraphs):
            topic = rng.integers(2 if city == "甲市" else 3)
            row = np.zeros(3 * N_TERMS, dtype=int)
            row[topic * N_TERMS : (topic + 1) * N_TERMS] = rng.multinomial(40, [1 / N_TERMS] * N_TERMS)
            counts.append(row)
            units.append((f"d{document:02d}", paragraph, city, 2015 + document // 2))
    frame = pd.DataFrame(units, columns=["doc_id", "paragraph", "city", "year"]).astype({"year": "Int64"})
    terms = tuple(f"t{topic}{i}" for topic in range(3) for i in range(N_TERMS))
    table = np.array(counts)
    return DocTermMatrix(table, frame, terms, table.sum(axis=1), "paragraph")


@pytest.fixture(scope="session")
def planted():
    """A function that plants topics."""
    return planted_counts


@pytest.fixture(scope="session")
def table():
    """The planted counts."""
    return planted_counts(np.random.default_rng(4))


@pytest.fixture(scope="session")
def model(table):
    """A model of them from three seeds."""
    return fit_topics(table, n_topics=3, seed=1, max_share=0.5, restarts=3)


@pytest.fixture
def named():
    """Two topics whose terms are words with a part of speech."""
    terms = ["港口", "航运", "加快", "码头", "茶叶", "旅游", "景区", "茶园"]
    rows = [[0.3, 0.2, 0.2, 0.1, 0.05, 0.05, 0.05, 0.05], [0.02, 0.02, 0.16, 0.02, 0.28, 0.2, 0.2, 0.1]]
    shares = pd.DataFrame([[0.5, 0.5], [0.9, 0.1]], columns=[1, 2])
    units = pd.DataFrame({"doc_id": ["a", "b"]}, index=["a¶0", "b¶0"])
    return FittedTopics(pd.DataFrame(rows, index=[1, 2], columns=terms), shares, units, np.array([10, 30]))
