"""Newspaper pages of our own, whose columns were scraped out of order."""

import pandas as pd
import pytest

from analysis import clean_documents, read_frame
from analysis.clean.misplaced import pages_in_place, put_in_place
from analysis.clean.records import Entry, read_lines
from analysis.load import read_folder

SCHOOL = [
    "清溪镇中心小学新校舍落成",
    "本报记者 何小麦",
    "清溪镇中心小学新校舍本周落成，三百名学生搬进宽敞教室。新校舍有图书室、音乐室和美术室，操场铺了塑胶跑道，学生宿舍装上热水器。",
    "校长贺春生介绍，新校舍由县教育局投资修建，工期一年。学生家长赵大娘说，孩子住校吃得好睡得香，老师教得用心，家长放心。",
    "县教育局还给中心小学配了十名年轻老师，音乐课美术课都有专人教。贺春生说，图书室每天开放，学生课间都爱去读书。",
]
ROAD = [
    "石桥至梁家湾公路通车",
    "本报讯（记者 罗小满）石桥至梁家湾公路昨日通车，全长十二公里，沿线六个村庄的橘子运输不再靠肩挑背扛，货车能直接开到果园门口。",  # noqa: E501
    "交通局工程师邱师傅说，公路沿线修了三座桥梁和两处隧道，路基都用碎石加固，货车往来平稳，雨季也不会塌方。",
    "梁家湾果农往年运输橘子要走半天山路，公路通车后货车两小时就到石桥批发市场，运输费用省了一半，橘子也卖出好价钱。",
]
RIVER = [
    "白鹭河清淤工程完工",
    "本报讯（记者 田小雨）白鹭河清淤工程昨日完工，挖出淤泥四万方，河道拓宽八米，沿岸种下垂柳和芦苇，白鹭又飞回河滩觅食。",  # noqa: E501
    "水利站站长秦师傅说，清淤以后白鹭河行洪能力提高一倍，沿岸农田浇水方便，淤泥晒干后送给苗圃作肥料，一点也没有浪费。",
]


def page(*articles):
    text = "\n".join(line for article in articles for line in article)
    return [
        read_lines("\n".join(article), 1 + text[: text.index(article[0])].count("\n")) for article in articles
    ]


def texts(outcomes):
    return [[line.text for line in outcome.lines] for outcome in outcomes]


def test_paragraphs_go_to_the_end_of_an_article_above_and_doubtful_ones_stay():
    placed = put_in_place(page(SCHOOL, [*ROAD[:3], RIVER[2]], [*RIVER[:2], ROAD[3]]))
    assert texts(placed) == [SCHOOL, [*ROAD[:3], RIVER[2], ROAD[3]], RIVER[:2]]
    assert [[(e.rule, e.action, e.text) for e in o.entries] for o in placed] == [
        [],
        [],
        [("misplaced", "moved", ROAD[3])],
    ]


def test_they_stand_below_the_byline_in_their_order():
    placed = put_in_place(page([*ROAD, SCHOOL[2], SCHOOL[3]], [*SCHOOL[:2], SCHOOL[4]], RIVER))
    assert texts(placed) == [ROAD, SCHOOL, RIVER]


def test_a_paragraph_of_two_articles_stands_once():
    placed = put_in_place(page([*ROAD, SCHOOL[4]], SCHOOL, RIVER))
    assert texts(placed) == [ROAD, SCHOOL, RIVER]
    assert [(e.rule, e.action, e.n) for e in placed[0].entries] == [("repeats", "removed", len(SCHOOL[4]))]


@pytest.mark.parametrize(
    "articles", [(SCHOOL, ROAD, RIVER), (RIVER, SCHOOL, ROAD), (SCHOOL, ROAD), ([*ROAD, RIVER[2]], SCHOOL)]
)
def test_pages_in_order_and_single_articles_stay(articles):
    assert texts(put_in_place(page(*articles))) == [list(article) for article in articles]


def test_only_articles_with_their_headlines_are_a_page():
    articles = page([*ROAD, SCHOOL[4]], SCHOOL, RIVER)
    logs = [[Entry("damage", "flagged", 1, 5, "？")], [], []]
    titles = [article[0].text for article in articles]
    assert texts(pages_in_place(titles, articles, logs))[0] == ROAD
    assert texts(pages_in_place([titles[0], None, titles[2]], articles, logs))[0] == [*ROAD, SCHOOL[4]]


def test_damage_goes_with_its_paragraph():
    articles = page([*ROAD, SCHOOL[3]], [*SCHOOL[:3], SCHOOL[4]], RIVER)
    flag = Entry("damage", "flagged", 1, articles[0][-1].first, "？")
    placed = pages_in_place([article[0].text for article in articles], articles, [[flag], [], []])
    assert flag in placed[1].entries
    assert SCHOOL[3] in texts(placed)[1]


def test_a_page_is_put_in_order_from_file_to_paragraphs(tmp_path):
    lines = [*ROAD, SCHOOL[2], SCHOOL[3], *SCHOOL[:2], SCHOOL[4], *RIVER]
    (tmp_path / "青岛市-2022.txt").write_text("\n".join(lines), encoding="utf-8")
    cleaned = clean_documents(read_folder(tmp_path).documents)
    assert cleaned.documents["text"].str.split("\n").tolist() == [ROAD, SCHOOL, RIVER]
    moved = cleaned.log[cleaned.log["rule"] == "misplaced"]
    assert (moved["action"].unique().tolist(), moved["first_line"].tolist()) == (["moved"], [5, 6])
    school = cleaned.paragraphs[cleaned.paragraphs["doc_id"] == cleaned.documents.index[1]]
    assert school["first_line"].tolist() == [7, 8, 5, 6, 9]


def test_single_paragraphs_of_two_articles_are_put_in_place_and_stand_once():
    bridge = "公路通车那天，石桥公路上的货车排成长队，司机们都说这条公路修得结实又平整。"
    placed = put_in_place(page([*ROAD, SCHOOL[4]], [*SCHOOL, bridge]))
    assert texts(placed) == [[*ROAD, bridge], SCHOOL]
    assert [[(e.rule, e.action) for e in o.entries] for o in placed] == [
        [("repeats", "removed")],
        [("misplaced", "moved")],
    ]


@pytest.mark.parametrize(
    ("days", "is_page"), [(["2021-03-04"] * 3, True), (["2021-03-04", None, "2022-05-06"], False)]
)
def test_texts_of_several_days_are_no_page(days, is_page):
    articles = [[*ROAD, SCHOOL[4]], SCHOOL, RIVER]
    rows = [
        {"source": "a.html", "title": lines[0], "date": day, "text": "\n".join(lines)}
        for lines, day in zip(articles, days, strict=True)
    ]
    documents = read_frame(pd.DataFrame(rows), text="text").assign(source="a.html")
    cleaned = clean_documents(documents).documents["text"].str.split("\n").tolist()
    assert (cleaned[0] == ROAD) is is_page
