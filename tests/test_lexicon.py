"""The data files are checked, and both languages say the same things."""

import re

import pandas as pd
import pytest

from analysis.errors import ChoiceError, DataFileError, KindError, KoujingWarning
from analysis.lexicon import (
    StopWords,
    chosen_stopwords,
    city_coordinates,
    given_terms,
    messages,
    own_names,
    places,
    province_grid,
    read_lines,
    stopword_groups,
    stopwords,
    userdict,
)
from analysis.lexicon.words import BLOCK
from analysis.segmentation import tokenizer

GAP = r"\{(\w+(?::[^}]*)?)\}"
"""A gap and how its number is written: both are the same in both languages."""


def test_both_languages_have_the_same_keys_and_gaps():
    zh, en = messages("zh"), messages("en")
    assert {part: set(texts) for part, texts in zh.items()} == {
        part: set(texts) for part, texts in en.items()
    }
    for part, texts in zh.items():
        for key, text in texts.items():
            # English says “there” where Chinese names the only other group again.
            again = {"only"} if key in ("total_one", "sum_one") else set()
            assert gaps(text) == gaps(en[part][key]) | again, key


def gaps(text):
    """The gaps of a text; English has plurals where Chinese has none, and needs no word for the groups."""
    return {gap.removesuffix("_times") for gap in re.findall(GAP, text)} - {"by", "groups_by"}


def test_unknown_language():
    with pytest.raises(ChoiceError, match="must be one of 'zh', 'en'; not 'fr'"):
        messages("fr")


def test_policy_verbs_are_no_stop_words():
    assert not {"坚持", "加强", "推进", "落实"} & stopwords()
    assert {"以及", "各位", "亿元"} <= stopwords()


def test_user_dictionary_has_policy_terms():
    assert {"营商环境", "一网通办", "堵点"} <= set(userdict())


def test_faults_name_file_and_line(tmp_path):
    path = tmp_path / "stop.txt"
    with pytest.raises(DataFileError, match=r"stop\.txt: no such file"):
        stopwords(path)
    path.write_bytes(b"\xff\xff")
    with pytest.raises(DataFileError, match=r"stop\.txt: not UTF-8 \(byte 0\); save it as UTF-8"):
        stopwords(path)
    path.write_text("# why\n的\n\n两 词\n", encoding="utf-8")
    with pytest.warns(KoujingWarning, match=r"stop\.txt: one word .*a line .* passed over: line 4: '两 词'"):
        assert stopwords(path) == {"的"}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_lists_are_read_in_the_encodings_of_chinese_programs(tmp_path, encoding):
    path = tmp_path / "own.txt"
    path.write_bytes("营商环境 100 n\n# 注\n一网通办\n".encode(encoding))
    assert userdict(path) == ["一网通办", "营商环境"]
    assert stopword_groups(path)[""] == {"营商环境 100 n", "一网通办"}


def test_a_dictionary_of_jieba_is_read(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("低空经济 5 n\n新质生产力 9\n飞地园区 nz\n大模型\n一 二 三 四\n", encoding="utf-8")
    with pytest.warns(KoujingWarning, match="passed over: line 5: '一 二 三 四'"):
        assert userdict(path) == ["低空经济", "大模型", "新质生产力", "飞地园区"]


@pytest.mark.parametrize("word", ["中国·东盟", "Ⅰ期", "“放管”服", "《条例》草案", "规划（试行）"])
def test_what_can_never_be_a_word_is_told(word, tmp_path):
    path = tmp_path / "own.txt"
    path.write_text(f"{word}\n低空经济\n", encoding="utf-8")
    with pytest.warns(KoujingWarning, match=f"can never be a word, .*: {word}"):
        userdict(path)
    cut = tokenizer(("低空经济", word)).lcut(f"发展{word}低空经济")
    assert word not in cut
    assert "低空经济" in cut


def test_short_latin_terms_are_told(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("ens\n", encoding="utf-8")
    with pytest.warns(KoujingWarning, match="cut out of longer words too .*: ens"):
        userdict(path)
    assert "ens" in tokenizer(("ens",)).lcut("license")


def test_the_bundled_lists_hold_nothing_that_cannot_match():
    assert [word for word in userdict() if not BLOCK.fullmatch(word)] == []


def test_stop_words_of_ones_own_add_or_replace(tmp_path):
    path = tmp_path / "stop.txt"
    path.write_text("全市\n", encoding="utf-8")
    assert chosen_stopwords(path) == chosen_stopwords(str(path)) == stopwords() | {"全市"}
    assert chosen_stopwords(["全市"]) == stopwords() | {"全市"}
    assert chosen_stopwords(StopWords(path, replace=True)) == {"全市"}
    assert chosen_stopwords(StopWords()) == chosen_stopwords() == stopwords()


def test_comments_and_byte_order_mark(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("\ufeff甲 # first\n# all\n乙\n", encoding="utf-8")
    assert read_lines(path) == [(1, "甲"), (3, "乙")]


def test_places():
    table = places()
    assert table["code"].is_unique
    assert set(table["level"]) == {"province", "city", "county"}
    assert (table["level"] == "province").sum() in (31, 34)
    longwan = table[table["name"] == "龙湾区"].iloc[0]
    assert (longwan["city"], longwan["province"]) == ("温州市", "浙江省")


def test_every_city_has_a_place_within_its_province():
    cities = city_coordinates()
    assert len(cities) == (places()["level"] == "city").sum() + 2  # 香港, 澳门
    assert cities[["lon", "lat"]].notna().all(axis=None)
    assert cities["lon"].between(73, 136).all()
    assert cities["lat"].between(3, 54).all()
    at = cities.set_index("city")
    assert (
        at.loc["哈尔滨市", "lat"]
        > at.loc["沈阳市", "lat"]
        > at.loc["南京市", "lat"]
        > at.loc["三亚市", "lat"]
    )
    assert at.loc["澳门特别行政区", "lon"] < at.loc["香港特别行政区", "lon"] < at.loc["上海市", "lon"]
    assert at.loc["喀什地区", "lon"] < at.loc["西安市", "lon"] < at.loc["上海市", "lon"]


def test_every_province_has_a_tile_of_its_own():
    grid = province_grid()
    assert set(grid["province"]) == set(places().query("level == 'province'")["name"])
    assert not grid.duplicated(["row", "column"]).any()
    at = grid.set_index("province")
    assert (
        at.loc["黑龙江省", "row"]
        < at.loc["山东省", "row"]
        < at.loc["广东省", "row"]
        < at.loc["海南省", "row"]
    )
    assert at.loc["西藏自治区", "column"] < at.loc["四川省", "column"] < at.loc["江苏省", "column"]


def test_own_names_are_cut_to_two_characters_or_more():
    assert all(len(name) >= 2 for name in own_names("上海市"))
    assert "广西" in own_names("柳州市")


def test_stop_words_stand_in_groups(tmp_path):
    groups = stopword_groups()
    assert "大力" in groups["manner and degree"]
    assert "各位" in groups["report formulas"]
    assert frozenset().union(*(words for name, words in groups.items() if name != "places")) == stopwords()
    assert {"柳州", "柳州市"} <= groups["places"]
    path = tmp_path / "own.txt"
    path.write_text("甲\n# [names] why\n乙\n丙 # why\n", encoding="utf-8")
    own = stopword_groups(path)
    assert (own[""], own["names"]) == ({"甲"}, {"乙", "丙"})


def test_user_dictionary_is_large_and_clean():
    terms = userdict()
    assert len(terms) >= 1500
    assert not set(terms) & stopwords()
    assert all(2 <= len(term) <= 12 for term in terms)


def test_several_words_on_a_line_of_stop_words_are_told(tmp_path):
    path = tmp_path / "stopwords.txt"
    path.write_text("改革,创新\n，\n的\n", encoding="utf-8")
    with pytest.warns(KoujingWarning, match=r"stopwords.txt: these can never be a word.*: 改革,创新\.$"):
        assert "的" in chosen_stopwords(path)


@pytest.mark.parametrize("given", [True, 5, StopWords(None)])
def test_what_is_no_stop_word_is_refused(given):
    with pytest.raises(KindError, match="`stopwords` is a file, a list of words"):
        chosen_stopwords(given)


def test_terms_of_a_list_are_read_as_the_lines_of_a_file():
    with pytest.warns(KoujingWarning, match="these can never be a word.*: 港口，贸易"):
        assert given_terms(pd.Series(["黃河治理 5 n", "ＡＩ", "港口，贸易"])) == (
            "AI",
            "港口，贸易",
            "黄河治理",
        )
    with pytest.raises(KindError, match="`userdict` is a file or a list of words; not 5"):
        given_terms(5)
    with pytest.warns(KoujingWarning, match=r"segment: .* out of longer words too .*: ens"):
        assert given_terms(["ens"]) == ("ens",)
    assert given_terms("") == given_terms(None) == ()
