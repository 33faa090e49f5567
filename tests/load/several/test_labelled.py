# ruff: noqa: E501
"""Labelled lines above a text, and records of press data bases."""

import pytest

from analysis.load.items import Bounds
from analysis.load.read import read_bytes
from analysis.load.several.labelled import labelled_texts

PRESS = "文章编号: {0}\n媒体名称: 某州日报\n日期: 2021-01-0{0}\n版次: A01\n标题: {1}\n\n{2}\n"


NEXIS = "{0}\n某州日报\nMarch {1}, 2022 Friday\n\nCopyright 2022 某社\nLength: 30 words\n\nBody\n\n{2}\n\nLoad-Date: March 9, 2022\n\n\nEnd of Document\n\n"
PROQUEST = "标题: {0}\n作者: 某人\n出版物名称: 某州日报\nPublication date: Mar {1}, 2022\n\n全文: {2}\n_______________\n\n"
FACTIVA = "HD {0}\nWC 30 words\nPD {1} March 2022\nSN 某州日报\nLP\n{2}\nTD\n路通了。\nDocument ABCD000020220304ei34000{1}\n\n"


def items(text: str) -> list[tuple[str, dict[str, str]]]:
    return [(item.text, dict(item.stated)) for item in read_bytes(text.encode(), "a.txt", Bounds()).items]


def test_city_and_year_above_a_text_are_what_they_say() -> None:
    text = "城市：柳州市\n年份：2020\n标题：报告\n正文：\n全市修路。\n点灯。"
    assert items(text) == [("全市修路。\n点灯。", {"city": "柳州市", "year": "2020", "title": "报告"})]


@pytest.mark.parametrize("rule", ["=====\n", "-" * 30 + "\n", "\n\n"])
def test_records_with_the_same_labels_are_documents(rule: str) -> None:
    text = rule.join(
        PRESS.format(i, title, body)
        for i, (title, body) in enumerate([("改厕记", "厕改了。"), ("点灯记", "灯亮了。")], 1)
    )
    assert items(text) == [
        ("厕改了。", {"title": "改厕记", "date": "2021-01-01"}),
        ("灯亮了。", {"title": "点灯记", "date": "2021-01-02"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "标题：改厕记\n日期：2021-01-01\n全县改厕。",
        "时间：3月1日\n地点：礼堂\n请到会。\n\n时间：3月2日\n地点：操场\n请到会。",
        "全县改厕。\n\n城市：柳州市\n年份：2020\n附注。",
    ],
)
def test_other_labels_stay_in_their_text(text: str) -> None:
    ((found, _),) = items(text)
    assert found == text


@pytest.mark.parametrize(("form", "more"), [(NEXIS, ""), (FACTIVA, "\n路通了。")])
def test_articles_of_foreign_press_data_bases(form: str, more: str) -> None:
    given = form.format("全县修路", 4, "县里修路三百里。") + form.format("全县点灯", 5, "县里点灯五千盏。")
    assert items(given) == [
        (words + more, {"title": title, "publisher": "某州日报", "date": date})
        for words, title, date in (("县里修路三百里。", "全县修路", "2022-03-04"), ("县里点灯五千盏。", "全县点灯", "2022-03-05"))
    ]  # fmt: skip


def test_records_with_labels_of_two_words() -> None:
    given = PROQUEST.format("全县修路", 4, "县里修路三百里。") + PROQUEST.format(
        "全县点灯", 5, "县里点灯五千盏。"
    )
    stated = [
        {"title": title, "publisher": "某州日报", "date": f"Mar {day}, 2022"}
        for title, day in (("全县修路", 4), ("全县点灯", 5))
    ]
    assert [told for _, told in items(given)] == stated


@pytest.mark.parametrize(
    ("form", "rule"),
    [
        ("title = {0}\ndate = {1}\ntext =\n{2}\n", "===END===\n"),
        ("标题\t{0}\n日期\t{1}\n正文\t{2}\n", ""),
        ("标题\t{0}\n日期\t{1}\n正文\n{2}\n", "\n"),
        ("[标题] {0}\n[日期] {1}\n[内容]\n{2}\n", "****\n"),
        ("标题：{0}\n发布时间：{1}\n内容：{2}\n", ""),
        ("### 第1条 ###\ntitle: {0}\npub_date: {1}\ncontent: {2}\n", ""),
        ("标题 --> {0}\n日期 --> {1}\n正文 --> {2}\n", ""),
    ],
)
def test_labels_as_programs_write_them(form: str, rule: str) -> None:
    body = "县里修路三百里，" * 20 + "路通了。\n县里点灯。"
    records = [
        form.format(title, day, body) + rule
        for title, day in (("修路记", "2021-01-02"), ("点灯记", "2022-03-04"))
    ]
    expected = [
        (body, {"title": "修路记", "date": "2021-01-02"}),
        (body, {"title": "点灯记", "date": "2022-03-04"}),
    ]
    assert items("".join(records)) == expected
    if "：" not in form:
        assert items(records[0].removesuffix(rule)) == expected[:1]


def test_the_labels_that_a_program_wrote_in_english_go() -> None:
    head = "URL: http://a.cn/1.html\nTitle: 甲市港口方案\nTime: 2020-01-02 08:00\nKeywords: 港口\nContent:\n"
    (item,) = labelled_texts(head + "港口扩建。\n村道修通。")
    assert (item.text, item.line) == ("港口扩建。\n村道修通。", 6)
    assert item.stated == {"title": "甲市港口方案", "date": "2020-01-02 08:00"}


@pytest.mark.parametrize(
    "text",
    ["Title: 甲市方案\nContent: 港口扩建。", "Contact: Wang\nTitle: 甲市方案\nDate: 2020-01-02\n港口扩建。",
     "标题：甲市方案\n时间：2020-01-02\n正文：港口扩建。",
     "发布日期：2020-01-02\n来源：甲报\n港口扩建。\n发布日期：2020-02-03\n来源：甲报\n村道修通。"],
)  # fmt: skip
def test_few_or_other_labels_do_not(text: str) -> None:
    assert labelled_texts(text) == []


def test_records_with_a_place_and_a_year_need_no_title() -> None:
    told = "".join(f"城市：{city}\n年份：2020\n正文：{city}修路。\n" for city in ("柳州市", "桂林市"))
    assert items(told) == [(f"{city}修路。", {"city": city, "year": "2020"}) for city in ("柳州市", "桂林市")]
