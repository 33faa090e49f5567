import pytest

from analysis.clean.records import read_lines
from analysis.clean.script import (
    count_glosses,
    is_traditional,
    remove_glosses,
    remove_split_glosses,
    script_counts,
    simplify,
    to_simplified,
)

GLOSSES = [
    ("動(dòng)力", "動力", 1),
    ("着(zhe)力推(tuī)进（jìn）", "着力推进", 3),
    ("綠(lǜ)色廣(ɡuǎnɡ)場(chǎng)", "綠色廣場", 3),
    ("环( huán )境(jìng )", "环境", 2),
    ("治(zhì)理(lǐ)（见附件）", "治理（见附件）", 2),
    ("建設(j i à n s h è)項目", "建設項目", 1),
    ("砥(ㄉㄧˇ)砺（ㄌㄧˋ）前行", "砥砺前行", 2),
    ("招商(invest)引资", "招商(invest)引资", 0),
    ("公司(简称本行)", "公司(简称本行)", 0),
    ("(shì)开头无字", "(shì)开头无字", 0),
    ("浓度(ug/m)下降", "浓度(ug/m)下降", 0),
]


@pytest.mark.parametrize(("given", "expected", "n"), GLOSSES)
def test_glosses_go_and_other_brackets_stay(given, expected, n):
    lines, entries = remove_glosses(read_lines(given))
    assert [line.text for line in lines] == [expected]
    assert sum(entry.n for entry in entries) == n


def test_a_syllable_without_tone_goes_only_among_glosses_with_one():
    alone = "项目由甲方(jia)承担"
    assert remove_glosses(read_lines(alone)).lines[0].text == alone
    among = "项(xiàng)目(mù)由甲方(fang)承(chéng)担"
    assert remove_glosses(read_lines(among)).lines[0].text == "项目由甲方承担"


@pytest.mark.parametrize("given", ["推動(dòng)\n(lì)力量", "推動(dòng)力(l\nì)量", "推動力(lì\n)量"])
def test_a_gloss_at_the_end_of_a_line_goes_with_its_character(given):
    text = "".join(line.text for line in remove_glosses(read_lines(given)).lines)
    assert not set("()ì") & set(text)


def test_a_bracket_that_opens_a_line_after_a_heading_of_letters_stays():
    given = "关于GDP\n(de facto)的说明"
    assert [line.text for line in remove_glosses(read_lines(given)).lines] == given.split("\n")


def test_the_log_holds_the_glosses_of_a_line_verbatim():
    entry = remove_glosses(read_lines("上(shàng)下(xià)")).entries[0]
    assert (entry.rule, entry.action, entry.n, entry.text) == ("glosses", "changed", 2, "(shàng)(xià)")


def test_split_glosses_go_once_lines_are_joined():
    assert remove_split_glosses(read_lines("环(huán)境")).lines[0].text == "环境"


def test_count_glosses():
    assert count_glosses("動(dòng)力(lì)的(de)") == 2


SIMPLIFIED = [
    ("著力強化監管", "着力强化监管"),
    ("成效顯著，著名企業", "成效显著，著名企业"),
    ("隨著改革深入", "随着改革深入"),
    ("裡程碑與公里", "里程碑与公里"),
    ("旅遊業復甦", "旅游业复苏"),
    ("發展後勁", "发展后劲"),
]


@pytest.mark.parametrize(("given", "expected"), SIMPLIFIED)
def test_simplify(given, expected):
    assert simplify(given) == expected


def test_characters_of_both_scripts_do_not_count():
    assert script_counts("乾隆皇后於里程") == (0, 0)
    assert script_counts("國家国家發发") == (2, 2)


def test_a_name_in_a_simplified_text_keeps_its_character():
    text = "副市长李昇主持会议，研究产业发展。"
    assert to_simplified(read_lines(text)).lines[0].text == text


def test_only_the_traditional_lines_of_a_mixed_document_change():
    lines, entries = to_simplified(read_lines("這是關於環境保護的報告\n这是关于环境保护的报告，乾隆年间"))
    assert [line.text for line in lines] == ["这是关于环境保护的报告", "这是关于环境保护的报告，乾隆年间"]
    assert [(entry.first_line, entry.n) for entry in entries] == [(1, 6)]


def test_a_word_cut_at_the_end_of_a_line_is_converted_as_a_word():
    lines, _ = to_simplified(read_lines("這項產業鏈的成效顯\n著，國際關係發展"))
    assert [line.text for line in lines] == ["这项产业链的成效显", "著，国际关系发展"]


def test_is_traditional():
    assert is_traditional(["環境保護"])
    assert not is_traditional(["环境保护", "乾隆"])
    assert not is_traditional([""])
