"""Length of sentences and clauses, and bands of characters, against hand counts."""

from collections import Counter

import numpy as np
import pytest

from analysis import readability, stats
from analysis.errors import ChoiceError
from analysis.keywords.readability import MEASURES, READABILITY_COLUMNS
from analysis.lexicon import character_levels


def values(corpus, group, by="city"):
    table = readability(corpus, by)
    return table[table["group"] == group].set_index("measure")


def test_by_hand(corpus_of):
    # Two sentences of 3 and 2 words in 2 and 1 clauses, and a heading; 港口 扩建 贸易 | 改革 创新 | 航线
    corpus = corpus_of(["航线\n港口扩建，贸易。“改革创新！”"], ["甲市"])
    found = values(corpus, "甲市")
    assert found["value"][["sentence_length", "sentence_characters", "clauses_per_sentence"]].tolist() == [
        2.5,
        5,
        1.5,
    ]
    assert found.loc["clause_length", "value"] == pytest.approx(10 / 3)
    assert found.loc["word_length", "value"] == 2
    assert found["value"][["level_1", "level_2", "level_3", "outside"]].tolist() == [1, 0, 0, 0]
    assert found[["low", "high"]].isna().all(axis=None)
    assert (
        found["unit"].tolist()
        == ["words", "characters", "clauses", "characters", "characters"] + ["share"] * 4
    )


def test_what_ends_no_clause_and_what_is_none(corpus_of):
    corpus = corpus_of(["港口、航线、贸易。12，13。——改革……创新。"], ["甲市"])
    found = values(corpus, "甲市")["value"]
    # 港口、航线、贸易 is one clause; 12，13 holds no word, so it is no sentence; 改革 and 创新 are two.
    assert found["clauses_per_sentence"] == pytest.approx(3 / 3)
    assert found["sentence_length"] == pytest.approx(5 / 3)


def test_rare_characters(corpus_of):
    found = values(corpus_of(["邕江的蠼龘。"], ["甲市"]), "甲市")["value"]
    assert found[["level_1", "level_2", "level_3", "outside"]].tolist() == pytest.approx(
        [2 / 5, 1 / 5, 1 / 5, 1 / 5]
    )


def test_intervals_are_over_documents(corpus_of):
    texts = ["港口扩建。", "港口扩建，港口贸易。", "港口。改革创新，港口贸易航线。", "航线"]
    corpus = corpus_of(texts, ["甲市"] * 4)
    row = values(corpus, "甲市").loc["sentence_length"]
    # Words 2, 4, 6 in 1, 1, 2 sentences; the fourth document has no sentence.
    value = 12 / 4
    low, high = stats.t_interval(value, stats.ratio_variance([2, 4, 6], [1, 1, 2]), stats.ratio_df([1, 1, 2]))
    assert row[["value", "low", "high"]].tolist() == pytest.approx([value, float(low), float(high)])
    assert row["n_documents"] == 4


def test_groups_documents_and_nothing(corpus_of):
    corpus = corpus_of(["港口扩建。", "航线", "茶叶旅游。"], ["甲市", "甲市", None], [2021, 2022, 2022])
    table = readability(corpus, by=["city", "year"])
    assert tuple(table.columns) == READABILITY_COLUMNS
    assert table["group"].drop_duplicates().tolist() == ["甲市 · 2021", "甲市 · 2022"]
    assert np.isnan(values(corpus, "甲市 · 2022", ["city", "year"]).loc["sentence_length", "value"])
    assert readability(corpus, by=None)["group"].drop_duplicates().tolist() == ["d0", "d1", "d2"]
    assert readability(corpus, by=None)["measure"].tolist() == list(MEASURES) * 3
    with pytest.raises(ChoiceError, match="region"):
        readability(corpus, by="region")


def test_the_table_of_characters_is_whole():
    assert Counter(character_levels().values()) == {1: 3500, 2: 3000, 3: 1605}
    assert [character_levels()[character] for character in "一乙二十丁"] == [1] * 5
