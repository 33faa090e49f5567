"""Dispersion, collocates, diversity and attention against hand counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import stats
from analysis.corpus import DocTermMatrix
from analysis.errors import DataFileError, InputError
from analysis.keywords import attention, collocates, dispersion, diversity
from analysis.keywords.attention import ATTENTION_COLUMNS
from analysis.keywords.collocates import COLLOCATE_COLUMNS
from analysis.keywords.diversity import mattr, mtld
from analysis.lexicon import themes


def test_dispersion_by_hand(dtm):
    table = dispersion(dtm, min_n=1).set_index("term")
    row = table.loc["改革"]
    assert (row["n"], row["n_documents"]) == (4, 4)
    assert row["range"] == pytest.approx(4 / 6)
    counts = dtm.counts.toarray()[:, [dtm.terms.index("改革")]]
    assert row["dp"] == pytest.approx(stats.dispersion_dp(counts, dtm.sizes)[0])
    assert row["dp_norm"] == pytest.approx(row["dp"] / (1 - dtm.sizes.min() / dtm.sizes.sum()))
    assert (table["dp"] <= table["dp_norm"]).all()
    assert (dispersion(dtm, min_n=99).dtypes == dispersion(dtm).dtypes).all()


def test_a_single_unit_has_no_dispersion(dtm):
    one = DocTermMatrix(dtm.counts[:1], dtm.units.iloc[:1], dtm.terms, dtm.sizes[:1])
    assert dispersion(one, min_n=1)[["dp", "dp_norm"]].isna().all().all()


def test_collocates_by_hand(corpus):
    # 港口 扩建 | 港口 航线 港口 贸易 | 港口 贸易 改革 创新
    table = collocates(corpus, "港口", window=1, min_n=1)
    assert tuple(table.columns) == COLLOCATE_COLUMNS
    by_term = table.set_index("term")
    assert by_term["n"].to_dict() == {"贸易": 2, "扩建": 1, "航线": 1}
    assert by_term.loc["贸易", ["n_left", "n_right", "n_documents", "n_node"]].tolist() == [0, 2, 2, 4]
    assert by_term.loc["贸易", "log_dice"] == pytest.approx(14 + np.log2(2 * 2 / (2 + 4)))
    assert set(collocates(corpus, "港口", window=3, min_n=1)["term"]) == {
        "贸易",
        "扩建",
        "航线",
        "改革",
        "创新",
    }


def test_collocates_stay_in_the_sentence(corpus):
    assert "旅游" not in set(collocates(corpus, "创新", window=9, min_n=1)["term"])
    with pytest.raises(InputError, match="'火箭' is no token"):
        collocates(corpus, "火箭")


def slow_mattr(words, window):
    return np.mean([len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)])


@given(st.lists(st.integers(0, 6), min_size=3, max_size=40), st.integers(1, 12))
def test_mattr_is_the_mean_over_windows(words, window):
    if len(words) < window:
        assert np.isnan(mattr(np.array(words), window))
    else:
        assert mattr(np.array(words), window) == pytest.approx(slow_mattr(words, window))


def test_mtld_by_hand():
    # Ratio 1, 1/2: a factor every two words, both ways.
    assert mtld([1] * 10) == pytest.approx(2)
    assert np.isnan(mtld([1, 2, 3, 4]))
    # 1 2 3 1 | ratio 3/4 after four words, a quarter of the way to 0.72 and more: (1 - 0.75) / 0.28 of a
    # factor.
    assert mtld([1, 2, 3, 1]) == pytest.approx(4 / (0.25 / 0.28))


def test_diversity_of_documents(corpus):
    table = diversity(corpus, window=4)
    assert table["doc_id"].tolist() == list(corpus.documents.index)
    assert table["n_words"].iloc[0] == 6
    assert table["mattr"].iloc[0] == pytest.approx(
        slow_mattr(["港口", "扩建", "港口", "航线", "港口", "贸易"], 4)
    )
    assert diversity(corpus)["mattr"].isna().all()


def test_attention_by_hand(dtm):
    lexicon = {"港": ["港口", "航线"], "改": ["改革", "没有"], "空": ["没有"]}
    table = attention(dtm, lexicon)
    assert tuple(table.columns) == ATTENTION_COLUMNS
    assert table["theme"].tolist() == ["港"] * 3 + ["改"] * 3 + ["空"] * 3
    rows = table.set_index(["theme", "group"])
    port = rows.loc[("港", "甲州市")]
    assert (port["n"], port["n_types"], port["size"], port["interval"]) == (5, 2, 10, "poisson")
    assert port["rate_per_10k"] == pytest.approx(5000)
    assert port["share"] == pytest.approx(5 / 6)
    low, high = stats.poisson_interval(5, 10 / 10_000)
    assert (port["low"], port["high"]) == pytest.approx((float(low), float(high)))
    assert rows.loc[("空", "乙州市"), "n"] == 0


def test_attention_with_enough_documents_resamples_them():
    units = pd.DataFrame({"city": ["甲"] * 6 + ["乙"]})
    table = attention(DocTermMatrix([[i] for i in range(7)], units, ("港口",), [100] * 7), {"港": ["港口"]})
    assert table.set_index("group")["interval"].to_dict() == {"甲": "bootstrap", "乙": "poisson"}


def test_attention_without_any_theme_is_undefined(dtm):
    assert attention(dtm, {"空": ["没有"]})["share"].isna().all()


def test_themes_are_read_and_checked(tmp_path):
    assert {"生态环境", "营商环境", "产业", "科技创新", "乡村振兴", "民生", "安全", "改革开放"} == set(
        themes()
    )
    path = tmp_path / "themes.toml"
    path.write_text('"甲" = "词"\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"themes\.toml: the theme '甲' must be a list of words"):
        themes(path)
