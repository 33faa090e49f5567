"""Dispersion, collocates, diversity and attention against hand counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from analysis import count_terms, stats
from analysis.corpus import DocTermMatrix
from analysis.errors import DataFileError, InputError
from analysis.keywords import attention, collocates, dispersion, diversity, positions
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


def test_normed_dispersion_of_lijffijts_example():
    # Lijffijt and Gries (2012): DP of 1/3 over three equal parts, at most 1 - 1/3, is 1/2 when normed.
    parts = DocTermMatrix([[2], [1], [0]], pd.DataFrame({"city": list("甲乙丙")}), ("港口",), [5, 5, 5])
    row = dispersion(parts, min_n=1).iloc[0]
    assert (row["dp"], row["dp_norm"]) == (pytest.approx(1 / 3), pytest.approx(1 / 2))


def test_positions_by_hand(corpus):
    # 港口 扩建 港口 航线 港口 贸易 | 港口 贸易 改革 创新: ten words of one city.
    table = positions(corpus, "港口")
    mine = table[table["group"] == "甲州市"]
    assert mine["position"].tolist() == pytest.approx([0, 0.2, 0.4, 0.6])
    assert mine["doc_id"].tolist() == ["甲1", "甲1", "甲1", "甲2"]
    assert set(mine["n_words"]) == {10}
    without = table[table["group"] == "乙州市"].iloc[0]
    assert pd.isna(without["position"])
    assert pd.isna(without["doc_id"])
    assert (positions(corpus, "改革").dtypes == table.dtypes).all()
    with pytest.raises(InputError, match="'火箭' is not a token"):
        positions(corpus, "火箭")


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


def test_collocate_measures_by_hand(corpus):
    # Nodes at 1, 3, 5 and 7; within one word of them stand 扩建, 航线, 贸易, 贸易: four of 28 words.
    row = collocates(corpus, "港口", window=1, min_n=1).set_index("term").loc["贸易"]
    n_words = int(corpus.is_word[corpus.token_ids].sum())
    assert row["expected"] == pytest.approx(2 * 4 / n_words)
    cells = [[2, 2], [0, n_words - 4]]
    g2 = chi2_contingency(cells, lambda_="log-likelihood", correction=False).statistic
    assert row["g2"] == pytest.approx(g2)


def test_collocates_stay_in_the_sentence(corpus):
    assert "旅游" not in set(collocates(corpus, "创新", window=9, min_n=1)["term"])
    with pytest.raises(InputError, match="'火箭' does not occur"):
        collocates(corpus, "火箭")
    with pytest.raises(InputError, match="'革创' occurs only inside longer words"):
        collocates(corpus, "革创")


def test_measures_of_association_by_hand():
    # 0.6 expected and 7 observed: MI = log2(7 / 0.6), MI3 = log2(343 / 0.6), t = 6.4 / sqrt 7; nltk's
    # BigramAssocMeasures gives the same MI, t and Dice for the bigram table 7, (20, 12), 400.
    found = {name: float(value) for name, value in stats.association(7, 12, 20, 20, 400).items()}
    assert found == pytest.approx(
        {"expected": 0.6, "mi": 3.5443, "mi3": 9.1590, "t_score": 2.4190, "dice": 0.4375,
         "log_dice": 14 - 1.19265}, abs=1e-4,
    )  # fmt: skip
    assert np.isnan(stats.association(0, 0, 0, 0, 0)["dice"])
    assert stats.association(0, 4, 4, 4, 40)["mi"] == -np.inf


def test_a_phrase_as_node(corpus_of):
    # (港口 贸易) 扩建 茶叶 | 黄河 (港口 贸易) 扩建 | (港口 贸易) 航线
    corpus = corpus_of(["港口贸易扩建，茶叶。", "黄河，港口贸易扩建。", "港口贸易，航线。"], ["甲市"] * 3)
    table = collocates(corpus, "港口 贸易", window=1, min_n=1).set_index("term")
    assert table["n"].to_dict() == {"扩建": 2, "航线": 1, "黄河": 1}
    assert table.loc["黄河", ["n_left", "n_right", "n_node"]].tolist() == [1, 0, 3]
    assert table.loc["扩建", "log_dice"] == pytest.approx(14 + np.log2(2 * 2 / (2 + 3)))
    assert table.equals(collocates(corpus, ["港口", "贸易"], window=1, min_n=1).set_index("term"))
    assert not {"港口", "贸易"} & set(table.index)


def test_intervals_of_collocates_are_those_of_resampled_documents(corpus_of):
    texts = ["港口扩建。", "港口扩建。", "港口贸易。", "黄河。"]
    corpus = corpus_of(texts, ["甲市"] * 4)
    row = collocates(corpus, "港口", min_n=1, n_resamples=400).set_index("term").loc["扩建"]
    rng, values = np.random.default_rng(0), []
    for weights in rng.multinomial(4, [0.25] * 4, size=400):
        node, near = weights[:3].sum(), weights[:2].sum()
        values.append(14 + np.log2(2 * near / (near + node)) if near else -np.inf)
        if not node:
            values.pop()
    low, high = np.quantile(values, [0.025, 0.975], method="inverted_cdf")
    assert row[["log_dice_low", "log_dice_high"]].tolist() == pytest.approx([low, high])
    assert row["log_dice_low"] <= row["log_dice"] <= row["log_dice_high"] == 14
    two = collocates(corpus[["d0", "d1"]], "港口", min_n=1)
    assert two[["log_dice_low", "mi_high"]].isna().all(axis=None)
    none = collocates(corpus, "港口", min_n=1, n_resamples=0)
    assert none[["log_dice_low", "mi_high"]].isna().all(axis=None)
    assert none["mi"].notna().all()


def test_stop_words_of_ones_own_are_no_collocates(corpus):
    kept = set(collocates(corpus, "港口", min_n=1, stopwords=["贸易"])["term"])
    assert kept == set(collocates(corpus, "港口", min_n=1)["term"]) - {"贸易"}


def slow_mattr(words, window):
    return np.mean([len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)])


@given(st.lists(st.integers(0, 6), min_size=3, max_size=40), st.integers(1, 12))
def test_mattr_is_the_mean_over_windows(words, window):
    if len(words) < window:
        assert np.isnan(mattr(np.array(words), window))
    else:
        assert mattr(np.array(words), window) == pytest.approx(slow_mattr(words, window))


# The text of LexicalRichness' first example, its 57 words as numbers: what it prints are 0.8351515151515151
# for a window of 25 and 46.79226361031519.
EXAMPLE = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 10, 11, 12, 13, 14, 15, 16, 13, 17, 18, 19, 20, 21, 22, 11, 23, 19, 24,
    25, 26, 13, 18, 27, 28, 29, 30, 31, 32, 33, 22, 34, 32, 35, 36, 37, 13, 29, 18, 12, 7, 38, 1, 34, 34, 32,
    35,
]  # fmt: skip


def test_diversity_of_lexicalrichness_example():
    assert mattr(np.array(EXAMPLE), 25) == pytest.approx(0.8351515151515151)
    assert mtld(EXAMPLE) == pytest.approx(46.79226361031519)


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
    assert (port["n"], port["n_types"], port["size"]) == (5, 2, 10)
    assert port["rate_per_10k"] == pytest.approx(5000)
    assert port["share"] == pytest.approx(5 / 6)
    assert table[["low", "high", "interval"]].isna().all(axis=None)
    assert rows.loc[("空", "乙州市"), "n"] == 0
    assert table.attrs["absent"] == {"改": ["没有"], "空": ["没有"]}


def test_attention_in_a_corpus_is_read_in_the_text(corpus_of):
    corpus = corpus_of(["巩固脱贫攻坚成果，脱贫攻坚。", "优化营商环境。"], ["甲市", "乙市"])
    lexicon = {"乡村": ["脱贫攻坚", "乡村"], "环境": ["优化营商环境", "营商环境"]}
    table = attention(corpus, lexicon)
    words = count_terms(corpus)
    # 巩固 脱贫攻坚成果 脱贫攻坚 | 优化 营商环境: whole words are one and one.
    assert table[["theme", "group", "n", "n_types", "size"]].to_numpy().tolist() == [
        ["乡村", "乙市", 0, 0, 2], ["乡村", "甲市", 2, 1, 3],
        ["环境", "乙市", 1, 1, 2], ["环境", "甲市", 0, 0, 3],
    ]  # fmt: skip
    assert attention(words, lexicon)["n"].tolist() == [0, 1, 1, 0]
    assert table.attrs["absent"] == {"乡村": ["乡村"]}
    assert attention(words, lexicon).attrs["absent"] == {"乡村": ["乡村"], "环境": ["优化营商环境"]}
    assert tuple(table.columns) == ATTENTION_COLUMNS
    assert (table.dtypes == attention(words, lexicon).dtypes).all()


def test_attention_in_a_corpus_and_in_its_counts_agree_on_whole_words(corpus, dtm):
    lexicon = {"港": ["港口", "航线"], "改": ["改革", "没有"], "空": ["没有"]}
    for by in ("city", "year"):
        pd.testing.assert_frame_equal(attention(corpus, lexicon, by), attention(dtm, lexicon, by))


def test_words_that_are_passed_over_are_no_terms(corpus, dtm):
    lexicon = {"港": ["港口", "-港口贸易"]}
    assert attention(corpus, lexicon)["n"].sum() == 2
    assert attention(dtm, lexicon).attrs["absent"] == {}


def test_attention_to_a_users_own_dictionary(dtm, tmp_path):
    path = tmp_path / "instruments.toml"
    path.write_text('"供给" = ["人才"]\n"需求" = ["贸易", "旅游"]\n', encoding="utf-8")
    table = attention(dtm, path, by="year")
    assert table[["theme", "group"]].to_numpy().tolist() == [
        ["供给", "2021"], ["供给", "2022"], ["需求", "2021"], ["需求", "2022"],
    ]  # fmt: skip
    assert table["n"].tolist() == [0, 1, 2, 2]
    pd.testing.assert_frame_equal(table, attention(dtm, str(path), by="year"))


def test_attention_of_three_documents_or_more_has_an_interval_over_them():
    units = pd.DataFrame({"city": ["甲"] * 6 + ["乙"]})
    dtm = DocTermMatrix([[i] for i in range(7)], units, ("港口",), [100] * 7)
    table = attention(dtm, {"港": ["港口"], "空": ["没有"]}).set_index(["theme", "group"])
    assert table["interval"].notna().to_dict() == {(t, g): g == "甲" for t in "港空" for g in "乙甲"}
    assert set(table["interval"].dropna()) == {"score"}
    low, high = stats.rate_interval(range(6), [0.01] * 6)
    assert table.loc[("港", "甲"), ["low", "high"]].tolist() == pytest.approx([float(low), float(high)])
    # No hit in six hundred words: t squared, of 5 + 10 degrees of freedom, over the exposure, not zero.
    assert table.loc[("空", "甲"), ["low", "high"]].tolist() == pytest.approx([0, 4.5431 / 0.06], rel=1e-4)


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
    path.write_text('"甲" = ["词", "-"]\n', encoding="utf-8")
    with pytest.raises(DataFileError, match="must be a list of words"):
        themes(path)


def test_no_stop_word_is_a_collocate(corpus):
    found = collocates(corpus, "旅游", min_n=1, min_length=1)
    assert "茶叶" in set(found["term"])
    assert "的" not in set(found["term"])
