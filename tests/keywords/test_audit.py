"""The audit finds what is cut, and nothing that stands whole."""

import pandas as pd
import pytest

from analysis.corpus import DOCUMENT_COLUMNS
from analysis.counts import count_terms
from analysis.keywords import AUDIT_COLUMNS, keyword_changes, segmentation_audit
from analysis.segmentation import segment

# 琉璃瓦窑, made up, is in no dictionary; around it stand ever other words.
SENTENCES = [
    "修建琉璃瓦窑遗址。",
    "参观琉璃瓦窑景点。",
    "琉璃瓦窑开放。",
    "保护琉璃瓦窑！",
    "发展“三星小集”活动，琉璃瓦窑复工。",
]


@pytest.fixture(scope="module")
def audited():
    texts = [
        f"{a}{b}改革创新，发展经济。教育公平，“三星小集”开张。" for a in SENTENCES for b in SENTENCES[:2]
    ]
    rows = [{"city": f"{i % 2}市", "text": text, "source": "x"} for i, text in enumerate(texts)]
    frame = pd.DataFrame(rows, index=[f"d{i}" for i in range(len(rows))]).reindex(
        columns=list(DOCUMENT_COLUMNS)
    )
    frame.index.name = "doc_id"
    return frame, segment(frame)


def test_terms_that_are_cut(audited):
    _, corpus = audited
    table = segmentation_audit(corpus)
    assert tuple(table.columns) == AUDIT_COLUMNS
    near = table[table["kind"] == "neighbours"].set_index("term")
    glazed = [term for term in near.index if "琉璃" in term]
    assert glazed
    assert near.loc[glazed[0], "n_documents"] == 10
    assert near.loc[glazed[0], "n"] == 20
    assert "|" in near.loc[glazed[0], "split"]
    quoted = table[table["kind"] == "quoted"].set_index("term")
    assert quoted.loc["三星小集", "n"] == 12
    assert quoted.loc["三星小集", "suggested"]
    assert "三星小集" in quoted.loc["三星小集", "example"]


def test_nothing_below_the_limits(audited):
    _, corpus = audited
    table = segmentation_audit(corpus, min_n=5, min_documents=11)
    assert len(table) == 0
    assert tuple(table.columns) == AUDIT_COLUMNS
    assert table["suggested"].dtype == bool


def test_new_entries_change_the_keywords(audited, tmp_path):
    frame, before = audited
    path = tmp_path / "own.txt"
    path.write_text("琉璃瓦窑\n", encoding="utf-8")
    after = segment(frame, userdict=path)
    given = segment(frame, userdict=["琉璃瓦窑"])
    assert (given.token_ids == after.token_ids).all()
    assert given.settings["own_userdict"] == segment(frame, userdict=("琉璃瓦窑",)).settings["own_userdict"]
    changes = keyword_changes(count_terms(before), count_terms(after))
    gained = changes[changes["change"] == "gained"]
    assert set(gained["term"]) == {"琉璃瓦窑"}
    assert set(changes.loc[changes["change"] == "lost", "term"])
    same = keyword_changes(count_terms(after), count_terms(after))
    assert len(same) == 0
    assert list(same.columns) == ["group", "term", "change", "rank"]
