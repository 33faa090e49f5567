"""Values are written as a reader expects them: the column says how."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.report.values import format_value


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (1234567, "n", "1,234,567"), (0.1234, "prevalence", "12.3%"), (2.345, "rate_per_10k", "2.3"),
        (2021, "year", "2021"), (0.8734, "f1", "0.873"),
        (math.nan, "n", ""), (None, "term", ""), (pd.NA, "n", ""), (0.5, "other_thing", "0.50"),
        ("=x", "term", "=x"), (3.0, "n", "3"),
    ],
)  # fmt: skip
def test_values(value, column, text):
    assert format_value(value, column) == text


def test_a_whole_number_among_others_has_their_decimals():
    assert format_value(1.0, "alpha") == "1"
    assert format_value(1.0, "alpha", whole=False) == "1.00"
    assert format_value(0.0, "alpha", whole=False) == "0"


@pytest.mark.parametrize(
    ("ends", "column", "text"),
    [
        ((1.23, 4.56), "interval", "1.2–4.6"),
        ((0.1, 0.25), "share_interval", "10.0%–25.0%"),
        ((math.nan, 1), "interval", ""),
        ((1, None), "interval", ""),
        # An end near 0 keeps its side.
        ((-0.02, math.inf), "log_ratio_interval", "−0.02 … ∞"),
        ((0.04, 7.71), "log_ratio_interval", "0.04 … 7.7"),
        ((-math.inf, -1.25), "log_ratio_interval", "−∞ … −1.2"),
        ((-0.003, 0.0), "log_ratio_interval", "−0.003 … 0.00"),
        ((-0.001, -0.0), "alpha_interval", "0.00–0.00"),
        ((-0.01, 0.01), "interval", "0.0–0.0"),
        ((-0.0001, 0.1), "share_interval", "0.0%–10.0%"),
    ],
)
def test_intervals(ends, column, text):
    assert format_value(ends, column) == text


def test_values_of_the_catalogue_are_translated_in_their_columns_only():
    assert format_value("skipped", "status", "zh") == "已跳过"
    assert format_value("skipped", "status", "en") == "skipped"
    assert format_value("别的", "status", "zh") == "别的"
    assert format_value("skipped", "term", "zh") == "skipped", "a word of a text is no word of ours"
    assert format_value("verb-object 3", "family", "zh") == "动宾式（3 字）"


def test_lists_of_words_are_those_of_the_language():
    assert format_value(("甲市", "乙市"), "groups", "zh") == "甲市、乙市"
    assert format_value(("甲市", "乙市"), "groups", "en") == "甲市, 乙市"
    assert format_value((), "groups") == ""


@pytest.mark.parametrize(
    ("column", "text"), [("distance", "0.000"), ("share", "0.0%"), ("n", "0.00"), ("rate_per_10k", "0.0")]
)
def test_what_is_rounded_to_zero_has_no_sign(column, text):
    for value in (-0.0001, np.float64(-0.0001), np.float32(-0.0001)):
        assert format_value(value, column) == text
    assert format_value(-0.0, column) in (text, "0")


def test_places_known_from_several_things_are_told_in_words():
    assert format_value("district, title", "city_from") == "据区县推断、文本标题"
    assert format_value("district, title", "city_from", "en") == "inferred from the district, title"
