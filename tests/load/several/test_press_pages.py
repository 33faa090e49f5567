import pytest

from analysis.load.several.press_pages import printed_articles

BODY = "全县今年修通村道三百里，点亮路灯五千盏，群众夜里出门不再摸黑，孩子们上学不再蹚水过河。"
HEADS = [
    ("《某州日报》（ 2022年03月05日   第 05 版）", "《某州日报》（ 2022年03月06日   第 05 版）"),
    ("某州日报/2022年/3月/5日/第003版", "某州日报/2022年/3月/6日/第A03版"),
    ("来源：某州日报 2022-03-05 第3版：要闻", "来源：某州日报 2022-03-06 第3版：要闻"),
    ("某州日报 | 2022.3.5 | A04", "某州日报 | 2022.3.6 | A04"),
]


@pytest.mark.parametrize("heads", HEADS)
def test_articles_below_the_line_that_says_where_they_were_printed(heads) -> None:
    parts = [
        f"{title}\n——一位村民的账本\n本报记者　张三\n{head}\n复制链接　打印　下载\n\n　　{BODY}\n\n{head}\n"
        for title, head in zip(["路通到家门口", "灯亮在夜里头"], heads, strict=True)
    ]
    found = printed_articles("报纸全文库\n检索词：路　共 2 条\n\n" + "\n".join(parts))
    assert [item.stated for item in found] == [
        {"title": "路通到家门口", "publisher": "某州日报", "date": "2022-03-05"},
        {"title": "灯亮在夜里头", "publisher": "某州日报", "date": "2022-03-06"},
    ]
    assert all(
        "某州日报" not in item.text and "下载" not in item.text and BODY in item.text for item in found
    )
    assert found[0].line == 4


def test_articles_above_that_line() -> None:
    text = f"路通到家门口\n{BODY}\n（某州日报2022年3月5日第3版）\n"
    text += f"灯亮在夜里头\n{BODY}\n（某州日报2022年3月6日第1版）"
    found = printed_articles(text)
    assert [item.stated["date"] for item in found] == ["2022-03-05", "2022-03-06"]
    assert found[1].text == f"灯亮在夜里头\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        f"路通到家门口\n《某州日报》（2022年3月5日 第5版）\n{BODY}\n《某州日报》（2022年3月5日 第5版）",
        f"{BODY}\n{BODY}\n参考文献\n某州日报2022年3月5日\n某州日报2022年3月6日",
        f"{BODY}\n某州日报2022年3月5日\n某州日报2022年3月6日\n{BODY}",
    ],
)
def test_one_article_and_lists_of_sources_are_whole(text: str) -> None:
    assert printed_articles(text) == []
