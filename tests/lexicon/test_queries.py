"""Queries: what they mean, and the place at which one lacks something."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.lexicon import is_query, occurrences, read_query


def places(query, text):
    return read_query(query).places(occurrences(text))


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("港口", "港口和港口", [(0, 2), (3, 5)]),
        ("优化 环境", "环境要优化，优化环境", [(0, 2)]),  # together they count once
        ("优化 AND 环境", "优化", []),
        ("优化 & 环境 与 布局", "优化布局和环境", [(0, 2)]),
        ("港口|航道", "航道、港口", [(0, 2), (3, 5)]),
        ("港口 或 空港口岸", "空港口岸", [(0, 4)]),  # of what overlaps, what begins first
        ("港口 NOT 空港", "港口和港口", [(0, 2), (3, 5)]),
        ("港口 NOT 空港", "港口和空港", []),
        ("港口 非 空港 航道", "港口、航道", [(0, 2)]),
        ("优化 ~2 环境", "优化营商环境", [(0, 2)]),
        ("优化 ~1 环境", "优化营商环境", []),
        ("环境 NEAR/2 优化", "优化营商环境", [(4, 6)]),  # either order; the first word counts
        ("优化 NEAR 环境", "优化" + "一" * 10 + "环境", [(0, 2)]),
        ("优化 NEAR 环境", "优化" + "一" * 11 + "环境", []),
        ("环境 ~5 营商环境", "营商环境", []),  # one in the other is not beside it
        ("优化 ~1 布局 ~3 环境", "优化布局和环境", [(0, 2)]),
        ("(优化 | 改善) ~2 环境", "改善大环境，还要优化", [(0, 2)]),
        ("(优化 环境) | 港口", "港口，优化环境", [(0, 2), (3, 5)]),
        ("优化 环境 | 港口", "港口", [(0, 2)]),  # OR binds least
        ("优化 (环境 | 港口)", "港口", []),
        ("（一）加强", "（一）加强", [(0, 5)]),  # brackets without an operator are characters
        ("（一）", "一、（一）", [(2, 5)]),
        ("刚果（金）", "刚果(金)", [(0, 5)]),
        ('"a | b"', "a | b", [(0, 5)]),
        ('"AND" 规则', "AND规则", [(0, 3)]),
        ("ＡＩ ＮＥＡＲ 製造", "ai与制造", [(0, 2)]),
        ("和", "and", []),
        ("and", "and 和 AND", [(0, 3), (6, 9)]),
        ("减税 or 港口", "减税", [(0, 2)]),  # operators beside a Chinese word may be in small letters
        ("GDP and 就业", "就业与gdp", [(0, 2)]),
        ("(减税 | 降费) ｎｅａｒ/2 企业", "减税为企业", [(0, 2)]),
        ('减税 "and" 港口', "减税 and 港口", [(0, 2)]),
        ("减税 Not 港口", "减税", [(0, 2)]),
        ("cut and run", "and run, cut", [(0, 3)]),  # in English it is a word
    ],
)
def test_what_it_finds(query, text, found):
    assert places(query, text) == found


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "is empty"),
        ('""', "is empty"),
        ("优化 NEAR/8", "character 10: a word is missing at the end"),
        ("减税 and", "character 7: a word is missing at the end"),
        ("not 降费", "character 1: NOT needs a word before it"),
        ("| 港口", "character 1: | needs a word before it and one after it"),
        ("港口 | | 航道", "character 6: | needs a word before it"),
        ("NOT 港口", "character 1: NOT needs a word before it"),
        ("港口 AND OR 航道", "character 8: OR needs"),
        ("优化 (环境 | 布局", "character 4: the bracket is not closed"),
        ("优化 | 环境)", "character 8: a bracket is closed that was not opened"),
        ("(优化 布局) NEAR 环境", "character 1: NEAR joins words"),
        ("环境 NEAR (优化 NOT 布局)", "character 1: NEAR joins words"),
        ('优化 "环境', "character 4: the quotation mark is not closed"),
        ("=港口", "character 1: = is for the page"),
        ("/[一二]个/", "character 1: a regular expression is none"),
        ("港 " * 201, "character 401: more than 200 words"),
        ("(港 | " * 300 + ")" * 300, "more than 200 words"),
    ],
)
def test_what_is_missing_is_named_with_its_place(query, told):
    with pytest.raises(InputError) as fault:
        read_query(query)
    assert told in str(fault.value)


def test_which_terms_are_queries():
    asked = ["优化 NEAR/8 环境", "港口 OR 航道", "港口|航道", "港口 NOT 空港", "a ~3 b", "NEAR/3 b"]
    assert [is_query(one) for one in asked] == [True] * 6
    assert not any(map(is_query, ["smart city", "改革 与 开放", '"a | b"', "R&D", "WTO ANDES", "-主题教育"]))


def test_words_are_those_to_look_for_and_can_be_spelled_otherwise():
    query = read_query('營商環境 NOT "港口 1" | 營商環境')
    assert query.words == ("营商环境", "港口 1")
    assert query.spelled(str.upper).spelled(lambda word: word[:2]).words == ("营商", "港口")


words = st.sampled_from(["甲", "乙", "甲乙"])
queries = st.recursive(
    words,
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from([" ", " OR ", " NOT "]), part).map(lambda one: f"({''.join(one)})"),
        st.tuples(words, st.integers(0, 3), words).map(lambda one: f"({one[0]} ~{one[1]} {one[2]})"),
    ),
    max_leaves=8,
)


@given(queries, st.text("甲乙丙", max_size=12))
def test_a_text_holds_both_or_either_as_logic_has_it(query, text):
    one, other = bool(places(query, text)), bool(places("甲乙", text))
    assert bool(places(f"{query} AND 甲乙", text)) == (one and other)
    assert bool(places(f"{query} OR 甲乙", text)) == (one or other)
    assert bool(places(f"{query} NOT 甲乙", text)) == (one and not other)


@given(st.text('甲 |()（）"~/2NEAROT=', max_size=30))
def test_any_text_is_a_query_or_is_told_what_it_lacks(text):
    # Any other error would be a fault of ours.
    with suppress(InputError):
        assert all(start < end for start, end in places(text, "甲乙"))
