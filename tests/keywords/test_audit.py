"""The audit finds what is cut, and nothing that stands whole."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import DOCUMENT_COLUMNS
from analysis.counts import count_terms
from analysis.keywords import AUDIT_COLUMNS, keyword_changes, segmentation_audit
from analysis.keywords.audit import _most_common_share
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
    by_path, by_name, listed = (
        segmentation_audit(after, 1, 1, userdict=own) for own in (path, str(path), ["琉璃瓦窑"])
    )
    assert "琉璃瓦窑" not in set(by_path.loc[by_path["kind"] == "unknown", "term"])
    assert by_path.equals(by_name)
    assert by_path.equals(listed)
    changes = keyword_changes(count_terms(before), count_terms(after))
    gained = changes[changes["change"] == "gained"]
    assert set(gained["term"]) == {"琉璃瓦窑"}
    assert set(changes.loc[changes["change"] == "lost", "term"])
    same = keyword_changes(count_terms(after), count_terms(after))
    assert len(same) == 0
    assert list(same.columns) == ["group", "term", "change", "rank"]


def test_a_piece_of_something_longer_is_not_proposed():
    # Words 0 to 4, of which 4 is a stop word. Gram 0 stands at 1 and 4, each time after word 2; gram 1 at 7,
    # after the stop word.
    ids = np.array([2, 0, 1, 2, 0, 1, 4, 3, 3])
    joinable = np.array([True, True, True, True, False])
    share = _most_common_share(np.array([0, 0, 1]), ids, np.array([1, 4, 7]) - 1, joinable, np.array([2, 1]))
    assert share.tolist() == [1.0, 0.0]


def test_only_the_whole_is_proposed_of_a_term_in_three_pieces():
    # 琥珀 and 梧桐 are words, their sequence with 书院 is no term of any dictionary.
    lead = ["走进", "修建", "保护", "参观", "介绍", "关注", "宣传"]
    frame = pd.DataFrame(
        {"text": [f"{verb}琥珀梧桐书院。经济发展，教育公平，改革创新。" for verb in lead], "source": "x"},
        index=[f"d{i}" for i in range(len(lead))],
    ).reindex(columns=list(DOCUMENT_COLUMNS))
    frame.index.name = "doc_id"
    table = segmentation_audit(segment(frame), min_n=3)
    mine = table[table["term"].str.contains("琥珀") | table["term"].str.contains("书院")]
    assert mine.set_index("term")["suggested"].to_dict() == {
        "琥珀梧桐": False,
        "梧桐书院": False,
        "琥珀梧桐书院": True,
    }
