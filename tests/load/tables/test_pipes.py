"""Tables drawn with bars."""

import pytest

from analysis.load.items import Bounds, Content
from analysis.load.read import read_one

TEXTS = ["港口扩建，村道修通，路灯点亮。" * 3, "沿江石场关停，水清了，鱼也回来了。" * 3]
ROWS = [["柳州市", "2020", TEXTS[0]], ["桂林市", "2021", TEXTS[1]]]


def drawn(form: str) -> str:
    head = ["城市", "年份", "正文"]
    lines = [" | ".join(row) for row in (head, *ROWS)]
    if form == "bare":
        return "\n".join([lines[0], "--- | :--: | ---:", *lines[1:]])
    boxed = [f"| {line} |" for line in lines]
    if form == "grid":
        rule = "+------+------+------+"
        return "\n".join([rule, boxed[0], rule, *boxed[1:], rule])
    between = "\n".join([boxed[0], "|---|---|---|", *boxed[1:]])
    return f"# 各市报告\n\n{between}\n\n注：来自各市网站。\n" if form == "titled" else between


def read(text: str, name: str) -> Content:
    content = read_one(text.encode(), name, Bounds())
    assert isinstance(content, Content)
    return content


@pytest.mark.parametrize("form", ["plain", "bare", "grid", "titled"])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_each_row_is_a_text(form: str, name: str) -> None:
    found = read(drawn(form), name)
    assert [(item.stated["city"], item.stated["year"], item.text) for item in found.items] == [
        tuple(row) for row in ROWS
    ]
    assert [one.code for one in found.warnings] == (["empty_rows"] if form == "titled" else [])


def test_headings_above_tables_state_the_place_and_breaks_and_bars_in_cells_stay() -> None:
    table = "| 年份 | 正文 |\n|---|---|\n| {} | {}<br>甲\\|乙 |"
    text = f"## 柳州市\n{table.format(2020, TEXTS[0])}\n\n## 桂林市\n{table.format(2021, TEXTS[1])}"
    found = read(text, "a.txt")
    assert [(item.stated["city"], item.text) for item in found.items] == [
        (city, f"{text}\n甲|乙") for city, text in zip(("柳州市", "桂林市"), TEXTS, strict=True)
    ]


def test_a_text_with_a_table_in_it_stays_a_text() -> None:
    tasks = f"| 序号 | 内容 | 单位 |\n|---|---|---|\n| 1 | {TEXTS[0]} | 水务局 |\n| 2 | {TEXTS[1]} | 交通局 |"
    report = f"# 柳州市工作要点\n\n一、总体要求\n\n钱要用在民生上。\n\n{tasks}\n\n各部门按月报送。"
    assert "钱要用在民生上。" in read(report, "a.md").items[0].text
    headed = f"# 柳州市工作要点\n\n## 一、总体要求\n\n{tasks}\n\n## 二、保障措施"
    assert "二、保障措施" in read(headed, "a.md").items[0].text
    long = "柳州市把项目建设摆在首位，全年实施重点工程八十六项，" + "柳江两岸防洪堤全线贯通，" * 3
    for text in (
        report,
        f"{long}\n{drawn('plain')}",
        headed,
        f"{TEXTS[0] * 2}\n{drawn('plain')}",
        "| 城市 | 正文 |\n|---|---|\n| 柳州市 | 修路 |",
    ):
        assert len(read(text, "a.txt").items) == 1
        assert read(text, "a.txt").format != "table"
