"""Reading topics: FREX and lift by hand, labels, typical paragraphs, the map, new texts."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import TopicModel
from analysis.counts import count_terms
from analysis.errors import InputError, KindError, KoujingWarning
from analysis.topics import fit_topics, top_terms, topic_map, topic_places, typical_paragraphs
from analysis.topics.infer import FittedTopics, held_out_likelihood, unit_shares
from analysis.topics.reading import frex


def test_frex_by_hand():
    scores = frex(np.array([[0.5, 0.3, 0.2], [0.1, 0.3, 0.6]]))
    # Of the first topic: frequency ranks 3, 2, 1 of 3; exclusivity 5/6, 1/2, 1/4 has the ranks 3, 2, 1 too.
    assert scores[0].tolist() == pytest.approx([1, 2 / 3, 1 / 3])


def test_three_measures_side_by_side(named):
    table = top_terms(named, 2)
    assert table.columns.tolist() == [
        "topic", "rank", "term", "probability", "frex_term", "frex", "lift_term", "lift",
    ]  # fmt: skip
    first = table.iloc[0]
    assert (first["term"], first["probability"]) == ("港口", 0.3)
    share = (10 * 0.5 + 30 * 0.9) / 40
    assert first["lift"] == pytest.approx(0.3 / (share * 0.3 + (1 - share) * 0.02))


def test_typical_paragraphs_come_with_their_source(corpus):
    with pytest.warns(KoujingWarning, match="with so few"):
        model = fit_topics(count_terms(corpus, unit="paragraph"), n_topics=2, min_documents=1, max_share=1.0)
    table = typical_paragraphs(model, corpus, n=2)
    assert table.groupby("topic")["doc_id"].nunique().tolist() == [2, 1]  # of three, each under one topic
    shares = model.unit_topics.assign(doc_id=model.units["doc_id"]).groupby("doc_id").max(numeric_only=True)
    assert (table["share"].to_numpy() == shares.loc[table["doc_id"]].max(axis=1).to_numpy()).all()
    for row in table.to_dict("records"):
        assert row["source"] == f"{row['doc_id']}.txt"
        text = corpus.documents.loc[row["doc_id"], "text"]
        assert text.startswith(row["text"])
        assert row["last_line"] - row["first_line"] == row["text"].count("\n")


def test_places_of_a_topic_are_its_first_terms_in_units_about_it(corpus):
    with pytest.warns(KoujingWarning, match="with so few"):
        model = fit_topics(count_terms(corpus, unit="paragraph"), n_topics=2, min_documents=1, max_share=1.0)
    found = topic_places(model, corpus, n_terms=3)
    assert len(found)
    first = {topic: set(row.nlargest(3).index) for topic, row in model.topic_terms.iterrows()}
    main = model.unit_topics.idxmax(axis=1).groupby(model.units["doc_id"].to_numpy()).agg(set)
    for row in found.itertuples():
        text = corpus.documents.loc[row.doc_id, "text"]
        assert text[row.start : row.end] == row.term
        assert row.term in first[row.topic]
        assert row.topic in main[row.doc_id]
        assert row.term in row.sentence
    assert topic_places(model, corpus, n_terms=0).empty


def test_typical_paragraphs_need_a_fitted_model(named, corpus):
    with pytest.raises(InputError, match="made by `fit_topics`"):
        typical_paragraphs(named, corpus)


def test_new_texts(named):
    shares = named.infer(["港口航运，港口码头。", "茶叶。旅游景区！", "你好", ""])
    assert shares.columns.tolist() == [1, 2]
    assert shares.loc[0, 1] > 0.9
    assert shares.loc[1, 2] > 0.9
    assert np.allclose(shares.loc[:1].sum(axis=1), 1)
    assert shares.loc[2:].isna().all(axis=None)
    with pytest.raises(InputError, match="takes a list of texts"):
        named.infer("港口")
    for wrong in (None, 5, [5]):
        with pytest.raises(KindError, match="infer"):
            named.infer(wrong)


@pytest.mark.parametrize("n", [1, 2, 7])
def test_shares_of_a_new_text_are_smoothed_by_the_prior(n):
    """港口 stands in one of three topics: (n + 0.1) / (n + 0.3), and 0.1 / (n + 0.3) for the others."""
    terms = pd.DataFrame(np.eye(3), index=[1, 2, 3], columns=["港口", "茶叶", "芯片"])
    units = pd.DataFrame({"doc_id": ["a"]}, index=["a¶0"])
    own = FittedTopics(terms, pd.DataFrame([[1 / 3] * 3], columns=[1, 2, 3]), units, np.array([3]))
    shares = own.infer(["港口，" * n]).loc[0].tolist()
    assert shares == pytest.approx([(n + 0.1) / (n + 0.3), 0.1 / (n + 0.3), 0.1 / (n + 0.3)])


def test_shares_of_topics_that_overlap_are_where_the_rule_leaves_them(named):
    """Expected tokens of each topic, and the prior, give the shares that gave them."""
    text = "港口，港口，加快，旅游。"
    shares = named.infer([text]).loc[0].to_numpy()
    terms = named.topic_terms[["港口", "港口", "加快", "旅游"]].to_numpy()
    expected = (shares[:, None] * terms / (shares @ terms)).sum(axis=1)
    assert shares == pytest.approx((expected + 0.1) / (4 + 0.2), abs=1e-3)


def test_a_dictionary_decides_what_a_new_text_has(tmp_path):
    terms = pd.DataFrame([[0.9, 0.1], [0.1, 0.9]], index=[1, 2], columns=["港口", "琥珀梧桐书院"])
    units = pd.DataFrame({"doc_id": ["a"]}, index=["a¶0"])
    own = FittedTopics(terms, pd.DataFrame([[0.5, 0.5]], columns=[1, 2]), units, np.array([3]))
    (tmp_path / "own.txt").write_text("琥珀梧桐书院\n", encoding="utf-8")
    assert own.infer(["琥珀梧桐书院"]).isna().all(axis=None)
    assert own.infer(["琥珀梧桐书院"], tmp_path / "own.txt").loc[0, 2] > 0.8


def test_fitted_units_are_inferred_as_they_were_fitted(model, table):
    again = unit_shares(table.select(list(model.topic_terms.columns)).counts, model.topic_terms.to_numpy())
    assert np.allclose(again, model.unit_topics, atol=1e-3)


def test_true_topics_tell_held_out_tokens_best(table):
    true = np.kron(np.eye(3), np.full((1, 10), 0.1)) * 0.997 + 0.0001
    flat = np.full((3, 30), 1 / 30)
    assert held_out_likelihood(table.counts, true) == pytest.approx(np.log(0.1), abs=0.05)
    assert held_out_likelihood(table.counts, flat) == pytest.approx(np.log(1 / 30))
    assert np.isnan(held_out_likelihood(table.counts[:0], flat))


def test_map_keeps_the_distances_of_three_topics():
    terms = pd.DataFrame(np.eye(3), index=[1, 2, 3])
    shares = pd.DataFrame([[0.5, 0.3, 0.2]], columns=[1, 2, 3])
    places = topic_map(TopicModel(terms, shares, pd.DataFrame({"doc_id": ["a"]}), np.array([9])))
    points = places[["x", "y"]].to_numpy()
    apart = [np.linalg.norm(points[a] - points[b]) for a, b in ((0, 1), (0, 2), (1, 2))]
    assert apart == pytest.approx([1, 1, 1])
    assert places["share"].tolist() == pytest.approx([0.5, 0.3, 0.2])
    assert places["explained"].iloc[0] == pytest.approx(1)
