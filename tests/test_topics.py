"""Topics: planted ones are found, shares sum to 1, the same seed gives the same model."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import DocTermMatrix, TopicModel
from analysis.errors import InputError, KoujingWarning
from analysis.stats import bootstrap_rate_interval
from analysis.topics import MIN_SIZE, fit_topics, merge_short, top_terms, topic_prevalence

N_TERMS = 10


def planted(rng, n_documents=12, n_paragraphs=20):
    """Two cities, three topics of ten terms; a paragraph has one topic, the first city never the third."""
    counts, units = [], []
    for document in range(n_documents):
        city = "甲市" if document % 2 == 0 else "乙市"
        for paragraph in range(n_paragraphs):
            topic = rng.integers(2 if city == "甲市" else 3)
            row = np.zeros(3 * N_TERMS, dtype=int)
            row[topic * N_TERMS : (topic + 1) * N_TERMS] = rng.multinomial(40, [1 / N_TERMS] * N_TERMS)
            counts.append(row)
            units.append((f"d{document}", paragraph, city))
    frame = pd.DataFrame(units, columns=["doc_id", "paragraph", "city"])
    terms = tuple(f"t{topic}{i}" for topic in range(3) for i in range(N_TERMS))
    table = np.array(counts)
    return DocTermMatrix(table, frame, terms, table.sum(axis=1), "paragraph")


@pytest.fixture(scope="module")
def model():
    return fit_topics(planted(np.random.default_rng(4)), n_topics=3, seed=1, max_share=0.5)


def test_planted_topics_are_recovered(model):
    first = top_terms(model, N_TERMS).groupby("topic")["term"].agg(lambda terms: {term[:2] for term in terms})
    assert sorted(map(sorted, first)) == [["t0"], ["t1"], ["t2"]]


def test_rows_sum_to_one(model):
    assert np.allclose(model.topic_terms.sum(axis=1), 1)
    assert np.allclose(model.unit_topics.sum(axis=1), 1)
    assert model.topic_terms.index.tolist() == [1, 2, 3]


def test_topics_are_numbered_by_size(model):
    share = model.sizes @ model.unit_topics.to_numpy()
    assert (np.diff(share) <= 0).all()


def test_same_seed_same_bytes(model):
    again = fit_topics(planted(np.random.default_rng(4)), n_topics=3, seed=1, max_share=0.5)
    assert again.topic_terms.to_numpy().tobytes() == model.topic_terms.to_numpy().tobytes()
    assert again.unit_topics.to_numpy().tobytes() == model.unit_topics.to_numpy().tobytes()


def test_prevalence_of_the_planted_topics(model):
    table = topic_prevalence(model)
    assert list(table.columns) == ["topic", "group", "n_documents", "size", "prevalence", "low", "high"]
    assert np.allclose(table.groupby("group")["prevalence"].sum(), 1)
    third = top_terms(model, 1).set_index("topic")["term"].str.startswith("t2")
    of_third = table[table["topic"] == third.idxmax()].set_index("group")
    assert of_third.loc["甲市", "prevalence"] < 0.02
    assert 0.2 < of_third.loc["乙市", "prevalence"] < 0.47
    assert (table["low"] <= table["prevalence"]).all()
    assert (table["prevalence"] <= table["high"]).all()


def test_prevalence_is_a_token_weighted_mean_over_documents():
    units = pd.DataFrame({"doc_id": ["a", "a", "b", "c"], "city": ["甲", "甲", "甲", "乙"]})
    shares = pd.DataFrame([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0], [0.2, 0.8]], columns=[1, 2])
    hand = TopicModel(pd.DataFrame([[1.0], [1.0]], index=[1, 2]), shares, units, np.array([10, 20, 10, 5]))
    table = topic_prevalence(hand).set_index(["topic", "group"])
    assert table.loc[(1, "甲"), "prevalence"] == pytest.approx((10 * 1 + 20 * 0.5) / 40)
    assert table.loc[(1, "甲"), "n_documents"] == 2
    assert table.loc[(2, "乙"), "prevalence"] == pytest.approx(0.8)
    assert table.loc[(2, "乙"), ["low", "high"]].isna().all()
    low, _ = bootstrap_rate_interval([20.0, 0.0], [30, 10], seed=1)
    assert table.loc[(1, "甲"), "low"] == pytest.approx(low)


def test_order_of_documents_does_not_matter_to_prevalence(model):
    order = np.arange(len(model.units))[::-1]
    turned = TopicModel(
        model.topic_terms, model.unit_topics.iloc[order], model.units.iloc[order], model.sizes[order]
    )
    pd.testing.assert_frame_equal(topic_prevalence(turned), topic_prevalence(model))


def test_short_paragraphs_are_merged_within_documents():
    sizes = [MIN_SIZE, 5, 5, MIN_SIZE, 3, 4, 30]
    units = pd.DataFrame({"doc_id": ["a", "a", "a", "a", "a", "b", "b"], "city": "甲"}, index=list("pqrstuv"))
    counts = np.array(sizes)[:, None]
    merged = merge_short(DocTermMatrix(counts, units, ("t",), sizes, "paragraph"))
    assert merged.sizes.tolist() == [MIN_SIZE, MIN_SIZE + 13, 34]
    assert merged.units.index.tolist() == ["p", "q", "u"]
    assert merged.counts.sum() == counts.sum()


def test_document_shorter_than_a_unit_stays_alone():
    units = pd.DataFrame({"doc_id": ["a", "b", "c"], "city": "甲"})
    merged = merge_short(DocTermMatrix([[3], [4], [50]], units, ("t",), [3, 4, 50], "paragraph"))
    assert merged.sizes.tolist() == [3, 4, 50]


def test_faults(dtm, corpus):
    with pytest.raises(InputError, match="fitted on paragraphs"):
        fit_topics(dtm)
    from analysis.counts import count_terms

    with pytest.raises(InputError, match="50 topics cannot be fitted on"):
        fit_topics(count_terms(corpus, unit="paragraph"), n_topics=50)


def test_few_units_are_warned_of():
    few = planted(np.random.default_rng(1), n_documents=2, n_paragraphs=5)
    with pytest.warns(KoujingWarning, match="2 topics on 10 units of text"):
        fit_topics(few, n_topics=2, max_share=1.0)
