"""The score of a line by its form and place."""

import math

import pytest

from analysis.clean.likeness import FEATURES, features, scores

PROSE = "街道和社区把申请合并为一张表，群众少跑了路。"
LINES = ["首页", "云端药房", PROSE, "一、范围", "2023-05-04"]
FAMILIES = ["navigation", None, None, None, None]


def test_features_are_those_counted_by_hand() -> None:
    row = dict(zip(FEATURES, features(LINES, FAMILIES, [1])[0], strict=True))
    assert row["length"] == row["length below"] - math.log1p(len(PROSE)) + math.log1p(4)
    assert (row["stops"], row["known"], row["text above"], row["text below"]) == (0, 0, 0, 1)
    assert row["to text below"] == pytest.approx(math.log(2))
    assert row["from text above"] == pytest.approx(math.log(31))
    assert row["stops around"] == row["numbered around"] == 1 / 4
    assert row["known around"] == 2 / 4  # 首页, and the day


def test_words_and_ends_are_compared_with_those_of_the_text() -> None:
    lines = ["街道和社区", "星河光电", "申请合并了。", PROSE]
    headline, menu, sentence = (row[-2:] for row in features(lines, [None] * 4, [0, 1, 2]))
    assert [headline, menu, sentence] == [[1, 1], [1, 0], [0, 3 / 4]]


def test_a_line_known_as_furniture_scores_more_and_a_sentence_less() -> None:
    lines = ["首页", "云端药房", PROSE, "一、范围", PROSE, PROSE]
    known, unknown, sentence = scores(lines, ["navigation", *[None] * 5], [0, 1, 4])
    assert known > 0 > sentence
    assert known > unknown > sentence


def test_only_the_lines_asked_for_are_scored() -> None:
    assert scores(LINES, FAMILIES, []) == []
    assert scores(LINES, FAMILIES, [1]) == scores(LINES, FAMILIES, [0, 1])[1:]
