"""Which topics come back: matching by hand, planted topics, and a number of topics to choose."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import DocTermMatrix, TopicModel
from analysis.errors import InputError
from analysis.topics import choose_topics, recommendation, similar_topics, topic_stability
from analysis.topics.stability import central_run, overlaps

N_TERMS = 10


def test_overlap_by_hand():
    one = np.array([[0.5, 0.5, 0.0]])
    others = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5], [0.0, 0.0, 1.0]])
    assert overlaps(one, others).tolist() == [[1.0, 0.5, 0.0]]


def test_central_fit_is_the_one_most_like_the_others():
    a = np.array([[0.9, 0.1, 0.0], [0.0, 0.1, 0.9]])
    swapped = a[::-1]
    odd = np.array([[0.1, 0.8, 0.1], [0.3, 0.4, 0.3]])
    central = central_run([odd, a, swapped])
    assert central.run == 1
    assert central.matches[2].tolist() == [1, 0]
    assert central.stability[0] == pytest.approx((1 + overlaps(a, odd)[0, central.matches[0][0]]) / 2)


def test_one_fit_tells_nothing():
    central = central_run([np.eye(2)])
    assert np.isnan(central.stability).all()
    assert np.isnan(central.mean)


def test_planted_topics_come_back(table):
    found = topic_stability(table, 3, seeds=[1, 2, 3], max_share=0.5)
    columns = ["topic", "fitted_to", "seed", "overlap", "stability", "central", "terms"]
    assert found.columns.tolist() == columns
    assert found["fitted_to"].tolist() == (["texts"] * 3 + ["resample"] * 3) * 3
    resampled = found[found["fitted_to"] == "resample"].groupby("topic")["overlap"].mean()
    assert found.groupby("topic")["stability"].first().to_numpy() == pytest.approx(resampled.to_numpy())
    assert (found["stability"] > 0.9).all()
    assert found.loc[found["central"], "overlap"].tolist() == pytest.approx([1, 1, 1])
    kinds = found.groupby("topic")["terms"].agg(
        lambda lists: {term[:2] for terms in lists for term in terms.split()}
    )
    assert [len(kind) for kind in kinds] == [1, 1, 1]
    with pytest.raises(InputError, match="at least two seeds"):
        topic_stability(table, 3, seeds=[1])


def test_a_topic_of_one_document_comes_back_from_other_seeds_but_not_in_resamples(planted):
    table = planted(np.random.default_rng(2), n_documents=5)
    counts = table.counts.toarray()
    own = np.zeros((len(counts), N_TERMS), dtype=int)
    alone = (table.units["doc_id"] == "d02").to_numpy()
    own[alone] = np.random.default_rng(3).multinomial(40, [1 / N_TERMS] * N_TERMS, alone.sum())
    counts[alone] = 0
    terms = (*table.terms, *(f"z{i}" for i in range(N_TERMS)))
    both = np.hstack([counts, own])
    mixed = DocTermMatrix(both, table.units, terms, both.sum(axis=1), "paragraph")
    found = topic_stability(mixed, 4, seeds=range(1, 9), max_share=1, min_documents=1)
    rare = found["topic"].isin(found.loc[found["central"] & found["terms"].str.startswith("z"), "topic"])
    assert rare.any()
    assert found.loc[rare & (found["fitted_to"] == "texts"), "overlap"].min() > 0.9
    assert found.loc[rare & (found["fitted_to"] == "resample"), "overlap"].min() < 0.1
    assert found.loc[rare, "stability"].max() < found.loc[~rare, "stability"].max()


def test_a_single_document_cannot_be_resampled(planted):
    found = topic_stability(planted(np.random.default_rng(1), n_documents=1), 2, seeds=[1, 2], max_share=1)
    assert found["stability"].isna().all()
    assert set(found["fitted_to"]) == {"texts"}


def test_too_many_topics_are_not_stable_or_not_exclusive_and_three_are_recommended(table):
    one, two = (
        choose_topics(table, [2, 3, 6], restarts=2, max_share=0.5, n_jobs=n_jobs) for n_jobs in (1, 2)
    )
    pd.testing.assert_frame_equal(one, two, check_exact=True)
    assert one["n_topics"].tolist() == [2, 3, 6]
    assert one.loc[one["recommended"], "n_topics"].tolist() == [3]
    n_topics, reason = recommendation(one, "en")
    assert n_topics == 3
    assert reason.startswith("3 topics: of 2, 3, 6")
    assert recommendation(one, "zh")[1].startswith("取 3 个主题：在 2、3、6 中")


def test_nothing_to_choose_from(table, planted):
    with pytest.raises(InputError, match="at least two restarts"):
        choose_topics(table, restarts=1)
    few = planted(np.random.default_rng(1), n_documents=1, n_paragraphs=8)
    with pytest.raises(InputError, match="nothing to choose from"):
        choose_topics(few, [2, 3], max_share=1.0)


def test_near_duplicates_are_flagged():
    terms = pd.DataFrame([[0.5, 0.5, 0.0], [0.4, 0.5, 0.1], [0.0, 0.1, 0.9]], index=[1, 2, 3])
    shares = pd.DataFrame([[0.4, 0.3, 0.3]], columns=[1, 2, 3])
    model = TopicModel(terms, shares, pd.DataFrame({"doc_id": ["a"]}), np.array([10]))
    found = similar_topics(model)
    assert found[["topic", "other"]].iloc[0].tolist() == [1, 2]
    assert found["overlap"].tolist() == pytest.approx([0.9, 0.2, 0.1])
    assert found["near_duplicate"].tolist() == [True, False, False]
