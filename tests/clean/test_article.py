"""The article of a page as a block; the pages are ours, of words that no rule knows."""

import pytest

from analysis.clean.article import around
from analysis.clean.chrome import remove_chrome
from analysis.clean.records import read_lines

HEADLINE = "街道和社区把申请合并为一张表"
PROSE = (
    "街道和社区把申请合并为一张表，群众少跑了路。",
    "各县区按季度公布进度，对进度落后的予以通报。",
)
HEAD = ("江口首屏", "首页", "街巷小事", "问医升学", "老城图录", "江口首屏 > 街巷小事")
TAIL = ("把这页发给别人", "打印本页", "什么是一张表", "星河光电", "云端药房", "拢共来访53901")


def kept(*lines: str) -> list[str]:
    return [line.text for line in remove_chrome(read_lines("\n".join(lines))).lines]


def test_what_is_above_the_headline_and_below_the_last_sentence_goes_whatever_its_words() -> None:
    assert kept(*HEAD, HEADLINE, *PROSE, *TAIL) == [HEADLINE, *PROSE]


def test_a_headline_of_two_lines_stays_whole() -> None:
    headline = ("夜里也有灯", f"——{HEADLINE}")
    assert kept(*HEAD, *headline, *PROSE, *TAIL) == [*headline, *PROSE]


def test_a_title_by_its_form_is_the_headline_though_the_text_has_few_of_its_words() -> None:
    title = ("关于尽快整修老码头栈桥的建议", "第五届第二次会议 第0086号")
    assert kept(*HEAD, *title, "建议尽快办理：" + PROSE[0], PROSE[1], *TAIL)[0] == title[0]


def test_a_menu_of_unknown_words_goes_above_a_page_known_by_what_is_below() -> None:
    menu = ("江口", "载体", "街巷小事", "问医升学", "老城图录", "为何来江口")
    assert kept(*menu, HEADLINE, *PROSE, *TAIL, "关闭窗口") == [HEADLINE, *PROSE]


def test_an_office_between_two_lines_of_data_is_data_and_no_headline() -> None:
    data = ("上线 2022-10-19", "供稿 街道和社区办公室", "读过 744")
    assert kept(*HEAD, HEADLINE, *data, *PROSE, *TAIL) == [HEADLINE, *PROSE]


def test_a_list_directly_below_a_text_that_has_its_words_stays_on_a_page() -> None:
    listed = ("进度名单", "大塘街道和社区", "小塘街道和社区", "北塘街道和社区", "南塘各县区")
    assert kept(*HEAD, HEADLINE, *PROSE, *listed, "分享到：", "打印本页", "关闭窗口")[3:] == [*listed]


def test_unknown_words_between_the_data_below_a_headline_go_and_clauses_and_names_stay() -> None:
    data = ("上线 2022-10-19", "供稿 民政", "读过 744")
    assert kept(*HEAD, HEADLINE, *data, *PROSE, *TAIL) == [HEADLINE, *PROSE]
    lead = "尊敬的书记：申请合并了吗，进度如何公布？"
    assert lead in kept(*HEAD, HEADLINE, data[0], lead, data[2], *PROSE, *TAIL)
    assert "李望山" in kept(*HEAD, HEADLINE, "李望山", *PROSE, *TAIL)


def test_a_text_in_which_no_furniture_is_known_is_no_page() -> None:
    lines = ["江口", "街巷小事", HEADLINE, *PROSE, "什么是一张表", "星河光电", "云端药房"]
    assert around(lines, [None] * len(lines)) == []


@pytest.mark.parametrize("opening", ["江口市人民政府办公室", "江政办发〔2023〕5号", "——在座谈会上"])
def test_what_opens_a_text_stays_beside_its_headline(opening: str) -> None:
    assert opening in kept(*HEAD, opening, HEADLINE, *PROSE, *TAIL)
    assert opening in kept(*HEAD, HEADLINE, opening, *PROSE, *TAIL)


def test_signature_date_and_a_table_of_an_annex_stay() -> None:
    closing = ["江口市人民政府", "2023年3月5日", "附表", "村名", "安置点", "大塘村", "大塘小学"]
    assert kept(*HEAD, HEADLINE, *PROSE, *closing, "打印本页", "关闭窗口") == [HEADLINE, *PROSE, *closing]


def test_short_lines_of_a_text_of_short_lines_stay_below_its_last_sentence() -> None:
    short = ["来看看新码头", "四条航线抢先看", "站内免税", "空中花园"]
    text = [*PROSE, *short, PROSE[1], "此外", "商铺同步招商", "准备好了吗"]
    assert kept("首页", HEADLINE, *text, "打印本页", "关闭窗口") == [HEADLINE, *text]


def test_a_sentence_far_below_the_text_among_furniture_does_not_keep_what_is_between() -> None:
    notice = "以上各条由号主自行上载，与本应用的主张无关。"
    text = [
        *PROSE,
        *(line.replace("一张表", "一件事") for line in PROSE),
        "会后，代表们到街道察看窗口的运行情况，并同办事的群众交谈。" * 2,
    ]
    gone = ["打印本页", "星河光电", "云端药房", "关闭窗口", "街坊热议", "加入收藏"]
    assert not set(gone) & set(kept(*HEAD, HEADLINE, *text, *gone, notice))


def test_the_last_turn_of_a_conversation_is_the_text_whatever_it_says_to_the_reader() -> None:
    turns = ["主持人：各位网友大家好！", f"局长：{PROSE[0]}", "主持人：怎样备案？", f"局长：{PROSE[1]}"]
    last = "主持人：感谢您的解答，也感谢各位网友，再见！"
    assert kept(*turns, last, "打印本页", "关闭窗口") == [*turns, last]


def test_long_numbers_take_no_time() -> None:
    assert kept("0102" * 14, *PROSE) == ["0102" * 14, *PROSE]
    assert kept("首页>" + "|" * 60 + "。", *PROSE)[-2:] == list(PROSE)
