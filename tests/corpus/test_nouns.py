"""Nouns are kept, copied, chosen from, and change places with those of other libraries."""

import copy
import pickle

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from analysis import DocTermMatrix, count_terms, fit_topics, keyness_by, kwic, tf_idf
from analysis.errors import ChoiceError, InputError, KoujingWarning

KEPT = [copy.deepcopy, copy.copy, lambda noun: pickle.loads(pickle.dumps(noun))]


@pytest.fixture(scope="module")
def model(corpus):
    with pytest.warns(KoujingWarning, match="with so few"):
        return fit_topics(count_terms(corpus, unit="paragraph"), 2, min_documents=1)


@pytest.mark.parametrize("keep", KEPT)
def test_nouns_are_the_same_when_kept(keep, corpus, dtm, model):
    again = keep(corpus)
    pd.testing.assert_frame_equal(again.tokens(), corpus.tokens())
    assert again.settings == corpus.settings
    pd.testing.assert_frame_equal(tf_idf(keep(dtm)), tf_idf(dtm))
    kept = keep(model)
    assert type(kept) is type(model)
    pd.testing.assert_frame_equal(kept.topic_terms, model.topic_terms)


def test_a_corpus_has_a_length_and_yields_its_texts(corpus, dtm):
    assert len(corpus) == len(dtm) == 6
    assert next(iter(corpus)) == ("甲1", "港口扩建。港口航线，港口贸易。")


@pytest.mark.parametrize(
    "choose",
    [
        lambda corpus: corpus[corpus.documents["city"] == "乙州市"],
        lambda corpus: corpus[(corpus.documents["city"] == "乙州市").to_numpy()],
        lambda corpus: corpus[["乙1", "乙2"]],
        lambda corpus: corpus["乙州市"],
        lambda corpus: corpus.where(city="乙州市"),
        lambda corpus: corpus.where(city=["乙州市"], year=[2021, "2022"]),
    ],
)
def test_a_part_is_what_would_be_segmented_alone(choose, corpus, documents):
    from analysis import segment

    part, alone = choose(corpus), segment(documents.loc[["乙1", "乙2"]])
    assert part.vocabulary.tolist() == alone.vocabulary.tolist()
    for name in ("is_word", "token_ids", "token_starts", "sentence_ptr", "paragraph_ptr", "document_ptr"):
        assert np.array_equal(getattr(part, name), getattr(alone, name)), name
    pd.testing.assert_frame_equal(part.sentences(), alone.sentences())
    assert kwic(part, "茶叶")["doc_id"].tolist() == ["乙1", "乙1", "乙2"]


def test_what_cannot_be_chosen_is_said(corpus):
    with pytest.raises(InputError, match="none of the documents is called 丁州市"):
        corpus["丁州市"]
    with pytest.raises(InputError, match="no year is 1999; there are 2021, 2022"):
        corpus.where(year=1999)
    with pytest.raises(InputError, match="2 values does not fit 6"):
        corpus[np.array([True, False])]
    with pytest.raises(ChoiceError, match="'colour'"):
        corpus.where(colour="x")
    assert corpus["乙1"].documents.index.tolist() == ["乙1"]


def test_counts_of_scikit_learn(texts):
    vectorizer = CountVectorizer(token_pattern=r"\S{2,}")
    counts = vectorizer.fit_transform([words for _, _, words in texts.values()])
    units = pd.DataFrame({"city": [city for city, _, _ in texts.values()]}, index=list(texts))
    dtm = DocTermMatrix.from_counts(counts, vectorizer.get_feature_names_out(), units)
    assert dtm.terms == tuple(sorted(vectorizer.get_feature_names_out()))
    assert dtm.counts[[0]][:, [dtm.terms.index("港口")]].toarray().item() == 3
    assert "港口" in tf_idf(dtm).query("group == '甲州市'")["term"].tolist()
    assert len(keyness_by(dtm, min_n=1))


def test_there_and_back(dtm):
    frame = DocTermMatrix.from_counts(dtm.to_frame(), units=dtm.units, sizes=dtm.sizes)
    bags, names = dtm.to_gensim()
    gensim = DocTermMatrix.from_counts(bags, names, dtm.units, dtm.sizes)
    plain = DocTermMatrix.from_counts(dtm.counts, dtm.terms, dtm.units, dtm.sizes)
    for again in (frame, gensim, plain):
        assert again.terms == dtm.terms
        assert (again.counts != dtm.counts).nnz == 0
        pd.testing.assert_frame_equal(tf_idf(again), tf_idf(dtm))


def test_counts_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match="1 terms do not match counts of shape"):
        DocTermMatrix.from_counts(np.ones((2, 2)), ["a"])
    with pytest.raises(InputError, match="occurs more than once"):
        DocTermMatrix.from_counts(sparse.csr_array(np.ones((2, 2))), ["a", "a"])


def test_arguments_of_pyldavis(model):
    given = model.pyldavis()
    assert given["topic_term_dists"].shape == (2, len(given["vocab"]))
    assert np.allclose(given["topic_term_dists"].sum(axis=1), 1)
    assert np.allclose(given["doc_topic_dists"].sum(axis=1), 1)
    assert np.isclose(given["term_frequency"].sum(), sum(given["doc_lengths"]))
