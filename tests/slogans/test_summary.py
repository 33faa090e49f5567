"""All tables of the slogans of a corpus, and the quality they were measured to have."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.errors import DataFileError
from analysis.slogans import (
    closed_runs,
    counted_hits,
    find_slogans,
    measured_quality,
    slogan_rates,
    slogan_summary,
)

TEXTS = [
    "干部寻难点、聚痛点、破堵点。让获得感、幸福感、安全感更足。落实“三农”政策。",
    "大家疏堵点、解难点、消痛点。着力稳就业、稳企业、稳预期。落实“三农”政策。",
    "围绕痛点、难点、堵点发力。让获得感、幸福感、安全感更足。",
]


@pytest.fixture(scope="module")
def corpus(corpus_of):
    return corpus_of(TEXTS, ["甲市", None, "丙市"], [2021, 2022, 2023])


def test_tables_are_those_of_hits_whose_group_is_known(corpus):
    hits = find_slogans(corpus)
    found = slogan_summary(hits, corpus)
    assert set(found.hits["group"]) == set(found.runs["group"]) == {"甲市", "丙市"}
    assert "三农" in set(found.hits["variant"])
    assert "三农" not in set(found.runs["variant"])
    assert_frame_equal(found.rates, slogan_rates(counted_hits(hits), corpus))
    assert set(found.profile["group"]) == {"甲市", "丙市"}
    assert found.formulas["n"].sum() == len(found.runs)
    years = found.yearly.loc[found.yearly["family"] == "all"].query("kind == 'all'")
    assert years["n"].sum() == len(closed_runs(hits)), "over the years every text counts"


def test_two_years_are_no_course_of_time(corpus_of):
    corpus = corpus_of(TEXTS, ["甲市", "乙市", "丙市"], [2021, 2022, 2022])
    assert slogan_summary(find_slogans(corpus), corpus).yearly is None


def test_what_stands_in_the_reference_is_inherited(corpus, corpus_of):
    central = find_slogans(corpus_of(["让获得感、幸福感、安全感更足。落实“三农”政策。"], ["国务院"]))
    found = slogan_summary(find_slogans(corpus), corpus, reference=central)
    inherited = found.profile[found.profile["status"] == "inherited"]
    assert set(inherited["text"]) == {"获得感、幸福感、安全感"}
    assert len(found.reference) == 1, "numeric formulas are no parallel runs"


def test_no_slogans_give_empty_tables_with_their_columns(corpus_of):
    corpus = corpus_of(["没有口号。", "也没有。"], ["甲市", "乙市"])
    found = slogan_summary(find_slogans(corpus), corpus)
    for table in (found.hits, found.runs, found.formulas, found.profile, found.variants, found.timeline):
        assert table.empty
        assert len(table.columns) > 5
    assert found.rates["n"].tolist() == [0, 0]


def test_measured_quality(tmp_path):
    assert 0.8 < measured_quality()["limbs"]["f1"] < 1
    assert measured_quality(tmp_path / "none.toml") == {}
    (tmp_path / "bad.toml").write_text("[limbs\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"bad\.toml: "):
        measured_quality(tmp_path / "bad.toml")
    assert isinstance(pd.DataFrame(measured_quality()["breakdown"])["f1"].iloc[0], float)
