import re
from re import _parser

import pytest

from analysis.clean.families import any_of, beginnings, family_of, needed_words, patterns


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


@pytest.mark.parametrize(
    ("pattern", "begins", "empty"),
    [
        ("责任编辑:.{2,4}", "责", False),
        ("(?:打印|关闭)?(?:本页)?", "打关本", True),
        ("[(（]?(?:上|下)一篇", "上下", False),
        (r"(?=.*摄)\d{0,3}[上-下]", "上下", False),
        (r"^[0-9a-z\s]+版", "", False),
        ("[^。]{0,9}版", None, False),
        ("[一-鿿]{2}网", None, False),
        (".版", None, False),
    ],
)
def test_characters_with_which_a_match_begins(pattern, begins, empty):
    found, may_be_empty = beginnings(_parser.parse(pattern))
    han = None if found is None else {char for char in found if "一" <= char <= "鿿"}
    assert han == (None if begins is None else set(begins))
    assert may_be_empty == empty


@pytest.mark.parametrize("weak", [False, True])
def test_no_family_is_missed_by_how_a_line_begins(weak):
    """Every pattern is tried on beginnings of the lines that patterns spell out."""
    literal = re.compile("[一-鿿]{2,8}")
    lines = {word for one in patterns() for line in one.lines for word in literal.findall(line)}
    for line in sorted(lines)[::7]:
        able = [
            one
            for one in patterns()
            if one.strength != "glued" and (one.strength == "weak") == weak and len(line) <= one.longest
        ]
        fits = (one for one in able if any(re.fullmatch(form, line) for form in one.lines))
        assert family_of(line, weak) == next(((one.strength, one.name) for one in fits), None), line
