"""Fitting: planted topics are found, shares sum to 1, the same seed gives the same bytes."""

import importlib.util

import numpy as np
import pandas as pd
import pytest

from analysis import SAMPLE, read_corpus
from analysis.corpus import DocTermMatrix
from analysis.counts import count_terms
from analysis.errors import ChoiceError, InputError, KoujingWarning
from analysis.topics import (
    MIN_SIZE,
    begin_topics,
    engines,
    fit_or_explain,
    fit_topics,
    merge_short,
    prepare_units,
    top_terms,
)

fast = pytest.mark.skipif(
    importlib.util.find_spec("tomotopy") is None, reason="the extra `fast` (tomotopy) is not installed"
)
ENGINES = ["gensim", pytest.param("tomotopy", marks=fast)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_topics_are_recovered(table, engine, seed):
    found = fit_topics(table, n_topics=3, seed=seed, engine=engine, max_share=0.5)
    first = top_terms(found, 10).groupby("topic")["term"].agg(lambda terms: {term[:2] for term in terms})
    assert sorted(map(sorted, first)) == [["t0"], ["t1"], ["t2"]]


def test_rows_sum_to_one(model):
    for frame in (model.topic_terms, model.unit_topics, *model.refits):
        assert np.allclose(frame.sum(axis=1), 1)
    assert model.topic_terms.index.tolist() == [1, 2, 3]


def test_topics_are_numbered_by_size(model):
    share = model.sizes @ model.unit_topics.to_numpy()
    assert (np.diff(share) <= 0).all()


@pytest.mark.parametrize("engine", ENGINES)
def test_same_seed_same_bytes(table, engine):
    one, two = (fit_topics(table, 3, 5, engine, restarts=2, max_share=0.5) for _ in range(2))
    assert one.topic_terms.to_numpy().tobytes() == two.topic_terms.to_numpy().tobytes()
    assert one.unit_topics.to_numpy().tobytes() == two.unit_topics.to_numpy().tobytes()
    assert one.settings == two.settings


def test_restarts_keep_stable_topics_and_refits_in_their_order(model):
    assert model.stability.between(0.9, 1).all()
    assert model.settings["restarts"] == 3
    assert len(model.refits) == 2
    for refit in model.refits:
        assert np.abs(refit - model.unit_topics).to_numpy().max() < 0.1


def test_one_fit_has_no_stability(table):
    once = fit_topics(table, n_topics=3, max_share=0.5)
    assert once.stability.isna().all()
    assert once.refits == ()


def test_engine_that_is_not_installed_names_its_extra(table, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tomotopy", None)
    with pytest.raises(InputError, match=r'extra `fast`: pip install "koujing\[fast\]"'):
        fit_topics(table, 3, engine="tomotopy", max_share=0.5)
    with pytest.raises(ChoiceError, match="must be one of 'gensim', 'tomotopy'; not 'mallet'"):
        fit_topics(table, 3, engine="mallet")


def test_passes_fall_with_the_units():
    assert [engines.default_passes(n, "gensim") for n in (1, 1000, 100_000)] == [12, 5, 3]
    assert engines.default_passes(10, "tomotopy") == 300


def test_terms_that_make_no_topic_are_left_out_and_counted():
    rng = np.random.default_rng(0)
    n = 600
    everywhere, rare, one_document = np.ones(n, int), np.zeros(n, int), np.zeros(n, int)
    rare[:4], one_document[:10] = 1, 1
    good = (rng.random((n, 3)) < 0.05).astype(int)
    city = (rng.random(n) < 0.05).astype(int)
    counts = np.column_stack([everywhere * MIN_SIZE, rare, one_document, good, city])
    units = pd.DataFrame({"doc_id": np.repeat([f"d{i:02d}" for i in range(60)], 10), "city": "柳州市"})
    terms = ("处处", "罕见", "一篇", "好甲", "好乙", "好丙", "柳州市")
    kept, left_out = prepare_units(DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph"))
    assert set(kept.terms) == {"好甲", "好乙", "好丙"}
    assert left_out == {
        "n_terms_counted": 7, "n_terms_rare": 2, "n_terms_common": 1, "n_terms_names": 1, "n_terms": 3,
    }  # fmt: skip
    assert (kept.counts.sum(axis=1) > 0).all()


def test_short_paragraphs_are_merged_within_documents():
    sizes = [MIN_SIZE, 5, 5, MIN_SIZE, 3, 4, 30]
    units = pd.DataFrame(
        {"doc_id": ["a"] * 5 + ["b"] * 2, "paragraph": [0, 1, 2, 3, 4, 0, 1], "city": "甲"},
        index=list("pqrstuv"),
    )
    counts = np.array(sizes)[:, None]
    merged = merge_short(DocTermMatrix(counts, units, ("t",), sizes, "paragraph"))
    assert merged.sizes.tolist() == [MIN_SIZE, MIN_SIZE + 13, 34]
    assert merged.units.index.tolist() == ["p", "q", "u"]
    assert merged.units["last_paragraph"].tolist() == [0, 4, 1]
    assert merged.counts.sum() == counts.sum()


def test_document_shorter_than_a_unit_stays_alone():
    units = pd.DataFrame({"doc_id": ["a", "b", "c"], "city": "甲"})
    merged = merge_short(DocTermMatrix([[3], [4], [50]], units, ("t",), [3, 4, 50], "paragraph"))
    assert merged.sizes.tolist() == [3, 4, 50]


def test_faults(dtm, corpus, table):
    with pytest.raises(InputError, match="fitted on paragraphs"):
        fit_topics(dtm)
    with pytest.raises(InputError, match="50 topics cannot be fitted on"):
        fit_topics(count_terms(corpus, unit="paragraph"), n_topics=50)
    with pytest.raises(InputError, match="31 topics cannot be fitted on 240 units of text with 30 terms"):
        fit_topics(table, n_topics=31, max_share=0.5)
    with pytest.raises(ChoiceError, match=r"`restarts` parameter .* at least 1; not 0"):
        fit_topics(table, restarts=0)
    with pytest.raises(InputError, match="No term is left to count"):
        count_terms(corpus, stopwords=corpus.vocabulary, unit="paragraph")
    with pytest.raises(InputError, match="No term is left to fit topics on: of 30, 30 occur in too few"):
        fit_topics(table, min_documents=13)


def test_few_texts_are_warned_of(planted):
    few = planted(np.random.default_rng(1), n_documents=2, n_paragraphs=5)
    with pytest.warns(KoujingWarning, match="2 topics on 10 units of text from 2 documents: with so few"):
        fit_topics(few, n_topics=2, max_share=1.0)


def test_one_document_is_fitted_with_a_warning(planted):
    one = planted(np.random.default_rng(1), n_documents=1, n_paragraphs=40)
    with pytest.warns(KoujingWarning, match="from 1 documents"):
        found = fit_topics(one, n_topics=2, max_share=1.0)
    assert np.allclose(found.unit_topics.sum(axis=1), 1)


def test_fits_that_were_begun_are_used_and_are_the_same(monkeypatch):
    corpus = read_corpus(SAMPLE).corpus
    dtm = count_terms(corpus, unit="paragraph")
    alone = fit_or_explain(dtm, corpus, n_topics=3)
    begun = begin_topics(dtm, 3, n_jobs=2)
    begun.result()
    monkeypatch.setattr("analysis.topics.fit.fits_of", None)
    found = fit_or_explain(dtm, corpus, n_topics=3, begun=begun)
    pd.testing.assert_frame_equal(found.model.topic_terms, alone.model.topic_terms, check_exact=True)
    pd.testing.assert_series_equal(found.model.stability, alone.model.stability, check_exact=True)


@pytest.mark.parametrize(("n_topics", "n_jobs"), [(3, 1), ("auto", 2), (5000, 2)])
def test_nothing_is_begun_with_one_core_or_for_several_numbers_of_topics_or_too_many(n_topics, n_jobs):
    assert (
        begin_topics(count_terms(read_corpus(SAMPLE).corpus, unit="paragraph"), n_topics, n_jobs=n_jobs)
        is None
    )
