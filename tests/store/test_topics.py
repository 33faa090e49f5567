"""Topics fitted on a sample, inferred in all documents of a folder of counts."""

import pandas as pd
import pytest

from analysis import count_tables, count_terms, fit_topics, open_counted, segment
from analysis.topics.infer import topics_everywhere, unit_shares

TEXTS = ("港口扩建，码头泊位，航运物流，集装箱吞吐。", "茶园采摘，茶叶加工，茶农增收，茶山旅游。")


@pytest.mark.filterwarnings("ignore::analysis.errors.KoujingWarning")
def test_shares_are_those_of_each_document_whatever_the_blocks_and_threads(tmp_path, monkeypatch):
    rows = [
        {"city": f"{'甲乙丙'[at % 3]}州市", "text": TEXTS[at % 2] * (at % 4 + 1) + "渔船海岛。" * at}
        for at in range(24)
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "texts.csv", index=False)
    counted = open_counted(
        count_tables(tmp_path / "texts.csv", tmp_path / "counts", batch_size=2, slogans=False)
    )
    corpus = counted.sample(None)
    model = fit_topics(count_terms(corpus, unit="paragraph"), 2, max_share=1.0, min_documents=1)
    monkeypatch.setattr("analysis.store.counted.TOGETHER", 2)
    alone, together = (topics_everywhere(model, counted, n_jobs) for n_jobs in (1, 3))
    pd.testing.assert_frame_equal(alone.unit_topics, together.unit_topics, check_exact=True)
    terms = sorted({*model.topic_terms} & {*counted.terms})
    counts = count_terms(segment(corpus.documents)).select(terms).counts
    expected = unit_shares(counts, model.topic_terms[terms].to_numpy())
    assert alone.unit_topics.index.tolist() == counted.documents.index.tolist()
    assert abs(alone.unit_topics.to_numpy() - expected).max() < 1e-12
