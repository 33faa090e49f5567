"""Reading topics: FREX and lift by hand, labels, typical paragraphs, the map, new texts."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import TopicModel
from analysis.counts import count_terms
from analysis.errors import DataFileError, InputError, KoujingWarning
from analysis.topics import FittedTopics, fit_topics, top_terms, topic_labels, topic_map, typical_paragraphs
from analysis.topics.infer import held_out_likelihood, unit_shares
from analysis.topics.reading import frex


@pytest.fixture
def named():
    """Two topics whose terms are words with a part of speech."""
    terms = ["港口", "航运", "加快", "码头", "茶叶", "旅游", "景区", "茶园"]
    rows = [[0.3, 0.2, 0.2, 0.1, 0.05, 0.05, 0.05, 0.05], [0.02, 0.02, 0.16, 0.02, 0.28, 0.2, 0.2, 0.1]]
    shares = pd.DataFrame([[0.5, 0.5], [0.9, 0.1]], columns=[1, 2])
    units = pd.DataFrame({"doc_id": ["a", "b"]}, index=["a¶0", "b¶0"])
    return FittedTopics(pd.DataFrame(rows, index=[1, 2], columns=terms), shares, units, np.array([10, 30]))


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


def test_labels_are_nouns_of_their_own(named):
    assert topic_labels(named).tolist() == ["港口·航运·码头", "茶叶·旅游·景区"]


def test_labels_of_a_file_win(named, tmp_path):
    path = tmp_path / "labels.toml"
    path.write_text('[[topic]]\nlabel = "海港"\nterms = ["港口", "航运"]\n', encoding="utf-8")
    assert topic_labels(named, path).tolist() == ["海港", "茶叶·旅游·景区"]
    path.write_text('[[topic]]\nlabel = "茶旅"\nnumber = 2\n', encoding="utf-8")
    assert topic_labels(named, path).tolist() == ["港口·航运·码头", "茶旅"]
    path.write_text('[[topic]]\nlabel = "石油"\nterms = ["石油"]\n', encoding="utf-8")
    with pytest.warns(KoujingWarning, match="entry 1 .石油.: no topic has 石油"):
        topic_labels(named, path)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[[topic]\n", "not TOML"),
        ("[labels]\n", "only .*topic.* tables are expected"),
        ("[[topic]]\nlabel = 'a'\n", "entry 1: `label` .* and either `terms`"),
        ("[[topic]]\nlabel = ''\nnumber = 1\n", "entry 1: `label`"),
        ("[[topic]]\nlabel = 'a'\nnumber = 1\nterms = ['b']\n", "entry 1: `label`"),
    ],
)
def test_faults_of_a_file_of_labels(named, tmp_path, content, fault):
    path = tmp_path / "labels.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=fault):
        topic_labels(named, path)
    with pytest.raises(DataFileError, match="no such file"):
        topic_labels(named, tmp_path / "none.toml")


def test_typical_paragraphs_come_with_their_source(corpus):
    with pytest.warns(KoujingWarning, match="with so few"):
        model = fit_topics(count_terms(corpus, unit="paragraph"), n_topics=2, min_documents=1, max_share=1.0)
    table = typical_paragraphs(model, corpus, n=2)
    assert table.groupby("topic")["doc_id"].nunique().tolist() == [2, 2]
    for row in table.to_dict("records"):
        assert row["source"] == f"{row['doc_id']}.txt"
        text = corpus.documents.loc[row["doc_id"], "text"]
        assert text.startswith(row["text"])
        assert row["last_line"] - row["first_line"] == row["text"].count("\n")


def test_typical_paragraphs_need_a_fitted_model(named, corpus):
    with pytest.raises(InputError, match="that `fit_topics` made"):
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
