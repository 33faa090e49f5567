"""Queries are spelled as cleaning spells texts; cleaning itself is the oracle."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import (
    attention,
    clean_documents,
    collocates,
    count_terms,
    kwic,
    panel,
    read_texts,
    segment,
    theme_hits,
)
from analysis.lexicon import as_in_text, families, pattern_as_in_text, spelled_as_in, userdict
from analysis.lexicon.words import StopWords, chosen_stopwords

SPELLED = [
    ("ＡＩ", "AI"), ("５Ｇ基站", "5G基站"), ("營商環境", "营商环境"), ("⾼质量", "高质量"), ("乾隆", "乾隆"),
    ("科技 创新", "科技创新"), ("科技\u3000创新", "科技创新"), ("“堵点”", "堵点"), ("《条例》", "条例"),
    ('"堵点"', "堵点"), ("「一網通辦」", "一网通办"), ("smart city", "smart city"), (" AI ", "AI"),
    ("堵\u200b点", "堵点"), ("“堵点”和“痛点”", "“堵点”和“痛点”"), ("“”", "“”"), ("“", "“"), ("，", "，"),
    ("AI 产业", "AI产业"), ("（试行）", "试行"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "spelled"), SPELLED)
def test_spelling(query, spelled):
    assert as_in_text(query) == spelled


WORDS = st.text("ＡＩ５Ｇ營商環境科技创新高⾼AI", min_size=1, max_size=8)


@settings(max_examples=30)
@given(WORDS)
def test_queries_are_found_in_the_cleaned_text_they_were_taken_from(word):
    cleaned = (
        clean_documents(read_texts([f"全市加快{word}，這些變化對我們來說極為重要。"]))
        .documents["text"]
        .iloc[0]
    )
    assert as_in_text(word) in cleaned
    assert as_in_text(as_in_text(word)) == as_in_text(word)


def test_what_the_texts_hold_is_searched_for_as_given():
    assert spelled_as_in(["繁榮營商環境"], "營商環境") == "營商環境"
    assert spelled_as_in(["营商环境"], "營商環境") == "营商环境"
    assert spelled_as_in(["按照《条例》"], "《条例》") == "《条例》"
    assert pattern_as_in_text("營商(環境|[０-９]{2})") == "营商(环境|[0-9]{2})"


TEXTS = ["优化营商环境，发展AI产业。科技创新引领。", "营商环境，科技创新。", "营商环境，科技创新能力。"]


def test_every_way_to_ask_takes_the_spelling_of_the_texts():
    corpus = segment(read_texts(TEXTS, city=["甲市", "乙市", "乙市"], year=2023))
    for query in ("營商環境", "“营商环境”", "营商 环境"):
        assert len(kwic(corpus, query)) == 3
        assert theme_hits(corpus, {"环境": [query]})["term"].tolist() == ["营商环境"] * 3
        assert attention(corpus, {"环境": [query]})["n"].sum() == 3
        assert attention(count_terms(corpus), {"环境": [query]})["n"].sum() == 3
        table = panel(corpus, terms=[query])
        assert (table["item"].unique().tolist(), table["n"].sum()) == ([query], 3)
        assert collocates(corpus, query, min_n=1)["n_node"].iloc[0] == 3
    assert kwic(corpus, "ＡＩ")["right"].tolist() == ["产业。"]
    assert len(kwic(corpus, "營商.境", regex=True)) == 3
    assert theme_hits(corpus, {"环境": ["營商環境", "-優化營商環境"]})["doc_id"].tolist() == [
        "text2",
        "text3",
    ]


def test_dictionaries_and_stop_words_take_it_too(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("ＡＩ產業\n“營商環境”\n", encoding="utf-8")
    assert userdict(own) == ["AI产业", "营商环境"]
    texts = read_texts(["发展AI产业。"])
    assert "AI产业" in segment(texts, userdict=["ＡＩ產業"]).vocabulary
    assert "AI产业" in segment(texts, userdict=own).vocabulary
    assert chosen_stopwords(StopWords(["營商環境"], replace=True)) == {"营商环境", "營商環境"}
    slogans = tmp_path / "families.toml"
    slogans.write_text('[[family]]\nname = "甲"\nwords = ["堵點", "“痛点”"]\n', encoding="utf-8")
    assert families(slogans)[0].words == ("堵点", "痛点")


def test_the_lists_of_the_project_are_spelled_so_already():
    assert [word for word in userdict() if as_in_text(word) != word] == []


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("与刚果（金）合作。", "刚果(金)"),
        ("与刚果(金)合作。", "刚果（金）"),
        ("实现100％覆盖。", "100%"),
        ("推行“一网通办”服务。", "｢一网通办｣服务"),
        ("发展人工智能＋产业。", "人工智能+"),
    ],
)
def test_signs_of_either_width_are_found(text, query):
    assert len(kwic(segment(read_texts([text, "其他文字。"])), query)) == 1


def test_one_search_finds_both_widths_and_nothing_else():
    corpus = segment(read_texts(["刚果（金）和刚果(金)，刚果金没有括号。"]))
    assert kwic(corpus, "刚果(金)")["node"].tolist() == ["刚果（金）", "刚果(金)"]
