"""Columns of running text beside the one that is read are told."""

import pytest

from analysis.load.form import TableForm
from analysis.load.items import Message, Unreadable
from analysis.load.tables.rows import items_of
from analysis.load.tables.unread_columns import prose_beside

ASK = "我家门口的路灯坏了一个多月，晚上出门很不方便。"
REPLY = "您好，路灯已经修好，感谢您对城市管理的关心。"


def told(rows, form: TableForm | None = None) -> list[Message]:
    _, said = items_of(rows, form or TableForm())
    return [one for one in said if one.code == "columns_unread"]


def test_a_question_beside_its_reply() -> None:
    rows = [{"地区": "柳州市", "问题": ASK, "答复内容": REPLY, "答复时间": "2021-03-05"}] * 3
    (said,) = told(rows)
    assert said.values == {"names": "问题", "name": "答复内容"}
    items, _ = items_of(rows)
    assert items[0].stated["date"] == "2021-03-05"
    assert told(rows, TableForm(text_column="问题")) == [], "it was chosen"


@pytest.mark.parametrize(
    "cell",
    [
        "问路灯", ASK.replace("。", ""), REPLY, f"<p>{REPLY}</p>", None, 12,
        "办好了。",
    ],
)  # fmt: skip
def test_what_is_no_text_of_its_own(cell) -> None:
    assert prose_beside([{"别的": cell, "答复": REPLY}] * 3, "答复", []) == []


@pytest.mark.parametrize("name", ["摘要", "内容简介", "备注", "summary"])
def test_what_is_about_the_text(name) -> None:
    assert prose_beside([{name: ASK, "答复": REPLY}] * 3, "答复", []) == []


def test_half_of_the_rows_must_have_it() -> None:
    rows = [{"问": ASK, "答": REPLY}, {"问": "", "答": REPLY}]
    assert prose_beside(rows, "答", []) == ["问"]
    assert prose_beside([*rows, rows[1]], "答", []) == []


@pytest.mark.parametrize(
    "cells",
    [
        ["./txt/柳州市_2021.txt", "txt\\桂林市_2021.docx"],
        ["http://www.example.cn/art/1.html", "https://www.example.cn/art?id=2"],
        ["C:\\texts\\a.pdf"],
    ],
)
def test_a_column_of_addresses_or_paths_is_refused_by_name(cells: list[str]) -> None:
    with pytest.raises(Unreadable) as refused:
        items_of([{"城市": "柳州市", "正文": cell} for cell in cells])
    assert refused.value.reason == ("cells_of_files", {"name": "正文", "shown": cells[0]})
    assert len(items_of([{"正文": cell} for cell in (*cells, "全市修路三百里。")])[0]) == len(cells) + 1
