"""Rules as a coder: what they code, how they enter agreement, and what is told of a faulty one."""

import pandas as pd
import pytest

from analysis import (
    agreement,
    attention,
    coded_by_rules,
    coded_by_terms,
    coding_units,
    read_codebook,
    read_texts,
    segment,
    theme_hits,
    themes,
)
from analysis.errors import DataFileError, InputError, KindError


@pytest.fixture(scope="module")
def corpus():
    return segment(
        read_texts(
            {"a": "优化营商环境。保护环境。开展主题教育。", "b": "优化布局，保护环境。建设学校。今天天晴。"},
            city=["甲市", "乙市"],
        )
    )


@pytest.fixture(scope="module")
def units(corpus):
    return coding_units(corpus, by="city")


def codes(units, rules):
    found = coded_by_rules(units, rules)
    return found.groupby("unit", sort=False)["code"].agg(" ".join).tolist()


def test_a_unit_gets_every_code_of_which_a_query_is_found(units):
    rules = {
        "营商": "优化 NEAR/2 环境",
        "环保": ["环境 NOT 营商", "污染"],
        "学": ["教育 | 學校", "-主题教育"],
    }
    assert codes(units, rules) == ["营商", "环保", "", "环保", "学", ""]
    found = coded_by_rules(units, rules, "规则")
    assert list(found.columns) == ["unit", "coder", "code", "doc_id", "group"]
    assert found["group"].tolist() == ["甲市"] * 3 + ["乙市"] * 3
    assert set(found["coder"]) == {"规则"}


BOOK = """
exclusive = {exclusive}
[[code]]
name = "营商"
rules = ["优化 NEAR/2 环境"]
terms = ["今天"]
[[code]]
name = "环保"
terms = ["环境", "保护"]
"""


def book_of(tmp_path, text):
    path = tmp_path / "book.toml"
    path.write_text(text, encoding="utf-8")
    return read_codebook(path)


def test_a_codebook_gives_its_rules_and_else_its_terms(units, tmp_path):
    # Of codes that exclude each other the first of those with most places: one of each in the first sentence.
    book = book_of(tmp_path, BOOK.format(exclusive="true"))
    assert codes(units, book) == ["营商", "环保", "", "环保", "", ""]
    both = book_of(tmp_path, BOOK.format(exclusive="false"))
    assert codes(units, both) == ["营商 环保", "环保", "", "环保", "", ""]
    assert book.table()["rules"].tolist() == ["优化 NEAR/2 环境", ""]


def test_without_rules_a_codebook_codes_as_by_its_terms(units):
    book = read_codebook("attention")
    by_rules, by_terms = coded_by_rules(units, book, "x"), coded_by_terms(units, book, "x")
    pd.testing.assert_frame_equal(by_rules, by_terms)


def test_rules_are_one_more_coder(units):
    person = coded_by_rules(units, {"环": "环境"}, "甲")
    both = pd.concat([person, coded_by_rules(units, {"环": "环境 NOT 优化"}, "乙")])
    measured = agreement(both, n_resamples=0).set_index(["code", "coefficient"])["value"]
    assert measured["环", "percent"] == pytest.approx(4 / 6)


def test_codes_without_terms_or_rules_are_never_given(units):
    found = coded_by_rules(units, read_codebook("pmc"))
    assert "政策公开" not in set(found["code"])


def test_the_themes_are_rules(units):
    found = coded_by_rules(units, themes())
    assert set(found["code"]) == {"", "营商环境", "民生"}


@pytest.mark.parametrize(
    ("rules", "kind", "told"),
    [
        ({"环": "环境 NEAR"}, InputError, "code '环': the query '环境 NEAR', character 8: a word is missing"),
        ({"环": []}, InputError, "there is no rule"),
        ({}, InputError, "there is no rule"),
        ({"环": [3]}, InputError, "'环' must have a query"),
        ("环境", KindError, "takes a codebook or a dictionary"),
    ],
)
def test_faulty_rules(units, rules, kind, told):
    with pytest.raises(kind, match=told):
        coded_by_rules(units, rules)


def test_a_faulty_rule_of_a_file_is_named_with_its_line(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text('title = "t"\n[[code]]\nname = "a"\nrules = ["甲 NOT"]\n', encoding="utf-8")
    with pytest.raises(
        DataFileError, match=r"book.toml: line 2: in the code 'a': the query '甲 NOT', character 6"
    ):
        read_codebook(path)
    path = tmp_path / "themes.toml"
    path.write_text('"一" = ["甲"]\n"二" = [\n  "乙",\n  "甲 OR",\n]\n', encoding="utf-8")
    with pytest.raises(
        DataFileError, match=r"themes.toml: line 4: the theme '二': the query '甲 OR', character 5"
    ):
        themes(path)


def test_themes_may_hold_rules(corpus):
    rules = {
        "营商": ["优化 NEAR/2 环境"],
        "环": ["環境 NOT 营商", "保护"],
        "教": ["教育 | 学校", "-主题教育"],
    }
    hits = theme_hits(corpus, rules)
    assert hits[["doc_id", "theme", "term", "start", "end"]].to_numpy().tolist() == [
        ["a", "营商", "优化 NEAR/2 环境", 0, 2],
        ["a", "环", "保护", 7, 9],
        ["a", "环", "環境 NOT 营商", 9, 11],
        ["b", "环", "保护", 5, 7],
        ["b", "环", "環境 NOT 营商", 7, 9],
        ["b", "教", "教育 | 学校", 12, 14],
    ]
    table = attention(corpus, {**rules, "无": ["环境 NEAR/1 学校"]})
    assert table.set_index(["theme", "group"])["n"].to_dict() == {
        ("营商", "乙市"): 0, ("营商", "甲市"): 1, ("环", "乙市"): 2, ("环", "甲市"): 2,
        ("教", "乙市"): 1, ("教", "甲市"): 0, ("无", "乙市"): 0, ("无", "甲市"): 0,
    }  # fmt: skip
    assert table.attrs["absent"] == {"无": ["环境 NEAR/1 学校"]}


def test_a_word_in_what_is_passed_over_is_no_part_of_a_rule_either():
    corpus = segment(read_texts(["学校与主题教育。", "教育与学校。"]))
    assert theme_hits(corpus, {"学": ["教育 学校 | 无", "-主题教育"]})["start"].tolist() == [0]
    assert coded_by_rules(coding_units(corpus), {"学": ["教育 学校", "-主题教育"]})["code"].tolist() == [
        "",
        "学",
    ]


def test_a_faulty_rule_of_a_theme(corpus):
    with pytest.raises(InputError, match="The theme '环': the query '环境 NEAR', character 8"):
        attention(corpus, {"环": ["环境 NEAR"]})
