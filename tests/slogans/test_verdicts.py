"""A reader's verdicts: written, filled in, obeyed, and not lost at the next round."""

import pandas as pd
import pytest

from analysis.errors import DataFileError
from analysis.slogans import find_slogans, read_verdicts, verdict_table, write_verdicts

TEXT = "围绕难点、痛点、堵点发力。再说痛点、堵点、难点。让获得感、幸福感、安全感更足。落实“三农”政策。"


@pytest.fixture
def corpus(corpus_of):
    return corpus_of([TEXT], ["甲市"])


def judged(path, words):
    """Fill in the column `verdict` of a file, by variant."""
    table = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    table["verdict"] = table["variant"].map(words).fillna("")
    table.to_csv(path, index=False, encoding="utf-8-sig")


def test_each_variant_is_judged_once_and_the_verdict_holds_for_every_order(corpus, tmp_path):
    hits, path = find_slogans(corpus), tmp_path / "verdicts.csv"
    write_verdicts(hits, path)
    table = pd.read_csv(path, encoding="utf-8-sig")
    assert table["variant"].is_unique
    assert table.set_index("variant")["n"].to_dict() == {
        "堵点/痛点/难点": 2, "安全感/幸福感/获得感": 1, "三农": 1,
    }  # fmt: skip
    assert read_verdicts(path) == {}
    judged(path, {"堵点/痛点/难点": "reject", "三农": "accept"})
    left = find_slogans(corpus, verdicts=path)
    assert left["variant"].tolist() == ["安全感/幸福感/获得感", "三农"]
    assert left.loc[left["variant"] == "三农", "score"].tolist() == [1.0]


def test_a_rejected_variant_keeps_its_row_in_the_next_file(corpus, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    write_verdicts(find_slogans(corpus), first)
    judged(first, {"堵点/痛点/难点": "reject", "安全感/幸福感/获得感": "accept"})
    write_verdicts(find_slogans(corpus, verdicts=first), second, first)
    assert read_verdicts(second) == read_verdicts(first)
    assert len(find_slogans(corpus, verdicts=second)) == 2


def test_a_verdict_survives_another_name_of_the_kind(corpus):
    left = find_slogans(corpus, verdicts={("other", "堵点/痛点/难点"): "reject"})
    assert "堵点/痛点/难点" not in set(left["variant"])
    assert len(find_slogans(corpus, verdicts={("frame", "三农"): "reject"})) == 4


def test_no_hits_no_rows(corpus_of):
    none = find_slogans(corpus_of(["没有口号。"], ["甲市"]))
    assert len(verdict_table(none)) == 0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("verdict,kind,variant\nmaybe,frame,a\n", r"line 2.*accept or reject.*maybe"),
        ("verdict,kind\n", "variant"),
    ],
)
def test_a_faulty_file_names_place_and_fault(tmp_path, content, fault):
    path = tmp_path / "verdicts.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=fault):
        read_verdicts(path)
    with pytest.raises(DataFileError, match="no such file"):
        read_verdicts(tmp_path / "none.csv")


def test_an_accepted_hit_is_sure_and_the_others_keep_their_tier(corpus_of):
    corpus = corpus_of(["用好“五美”经验，办好“七彩”课堂。"], ["甲市"])
    accepted = find_slogans(corpus, verdicts={("numeric", "五美"): "accept"})
    tiers = accepted.set_index("variant")["tier"].to_dict()
    assert tiers == {"五美": "sure", "七彩": "likely"}
