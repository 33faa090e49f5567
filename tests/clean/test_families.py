import re
from re import _parser

import pytest

from analysis.clean.families import any_of, family_of, needed_words, patterns


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("责任编辑:.{2,4}", {"责任编辑:"}),
        ("[^。]{0,9}(?:豆丁网?|文库).*", {"豆丁", "文库"}),
        ("(?:打印|关闭)+(?:本页)?", {"打印", "关闭"}),
        ("(?:打印|关闭)*", set()),
        ("(?:打印|大)本?", set()),
        ("(?i:loading)[.]*", set()),
        ("(?=.*下载).{2,8}", {"下载"}),
        ("[^。]{0,9}(?:©|版权所有).*", {"©", "版权所有"}),
        (r"\d{1,3}版", set()),
    ],
)
def test_words_that_a_pattern_cannot_do_without(pattern, words):
    assert needed_words(_parser.parse(pattern)) == words


@pytest.mark.parametrize(
    "line",
    [
        "来源:港城日报",
        "上一篇:河道清淤",
        "Loading...",
        "【打印】【关闭】",
        "12",
        "全市修路。",
        "主办:港城市政府",
    ],
)
def test_the_first_family_is_that_of_trying_all(line):
    able = [one for one in patterns() if one.strength not in ("glued", "weak") and len(line) <= one.longest]
    able = [one for one in able if one.sentences or line[-1] != "。"]
    first = next(
        ((one.strength, one.name) for one in able if any(re.fullmatch(form, line) for form in one.lines)),
        None,
    )
    assert family_of(line, weak=False) == first


def test_every_pattern_can_be_compiled():
    for family in patterns():
        assert any_of(family.lines).groups >= 0
        assert len(family.needed) == len(family.lines) > 0
