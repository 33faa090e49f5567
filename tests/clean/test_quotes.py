"""Quotation marks of typewriters, and halves that do not match."""

import pytest

from analysis.clean.quotes import match_quotes
from analysis.clean.records import read_lines


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("寻“难点“、聚”痛点”。", "寻“难点”、聚“痛点”。"),
        ("寻„难点“、聚〝痛点〞。", "寻“难点”、聚“痛点”。"),
        ("寻″难点″、聚″痛点″。", "寻“难点”、聚“痛点”。"),
        ("寻``难点''、聚`痛点'。", "寻“难点”、聚‘痛点’。"),
        ("寻‘难点‘、聚‘痛点‘。", "寻‘难点’、聚‘痛点’。"),
        ("寻’难点’、聚’痛点’。", "寻‘难点’、聚‘痛点’。"),
    ],
)
def test_they_become_quotation_marks(given: str, expected: str) -> None:
    outcome = match_quotes(read_lines(given))
    assert [line.text for line in outcome.lines] == [expected]
    assert [(entry.rule, entry.action) for entry in outcome.entries] == [("quotes", "changed")]


@pytest.mark.parametrize(
    "text",
    [
        '寻"难点"、聚"痛点"。',
        "寻‘难点’、聚‘痛点’。",
        "寻『难点』、聚「痛点」。",
        "北纬24°18′36″至24°20′12″的区域。",
        "显示屏为55″，共3″。",
        "it's `code` and ''x''",
        "他说‘好‘了一’次。",
        "他说：“大家一起来，“争创一流”，再立新功。”",
        "“第一条“点灯工程”和“改厕工程””",
    ],
)
def test_others_stay(text: str) -> None:
    assert match_quotes(read_lines(text)).lines == read_lines(text)
