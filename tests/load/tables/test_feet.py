"""Rows at the foot of a table that are no documents."""

import pytest

from analysis.load.tables.read import read_csv
from analysis.load.text import Decoded

ROWS = [("柳州市", "全县修通村道三百里，路灯都亮了，夜里出门不再摸黑。" * 3),
        ("桂林市", "沿江的石场都关停了，水清了，鱼也回来了。" * 4)]  # fmt: skip
NOTES = [
    "制表人：王某某", "填报单位：某研究所", "审核人: 李某", "共2条", "共计2条记录", "数据来源：各市网站",
    "资料整理：某某大学", "第1页 共1页", "第 1 页", "— 1 —", "注：文本由各市报送。", "导出时间：2021-03-05",
    "以下空白", "合计", "Source: the cities", "联系电话：0772-1234567",
]  # fmt: skip


def read(header: str, lines: list[str]) -> tuple[list[str], dict[str, object]]:
    content = read_csv(Decoded("\n".join([header, *lines]) + "\n", "utf-8", ()))
    said = {one.code: dict(one.values) for one in content.warnings}
    return [item.text for item in content.items], said


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("at", [1, 2])
def test_a_note_is_no_text_at_the_foot_or_between_the_rows_and_is_told(note: str, at: int) -> None:
    lines = [f"{city},{text}" for city, text in ROWS]
    lines.insert(at, f",{note}")
    texts, said = read("城市,正文", lines)
    assert texts == [text for _, text in ROWS]
    assert said["footers"] == {"count": 1, "shown": note[:20]}


def test_what_states_nothing_below_rows_that_all_do_and_is_far_shorter_is_a_note() -> None:
    below = [",表中文字均为摘录", ",（完）"]
    texts, said = read("编号,文本", [f"{n},{text}" for n, (_, text) in enumerate(ROWS)] + below)
    assert texts == [text for _, text in ROWS]
    assert said["footers"]["count"] == 2  # type: ignore[index]
    texts, _ = read("编号,文本", [f",{ROWS[0][1]}", f"2,{ROWS[1][1]}", *below])
    assert len(texts) == 4
    texts, _ = read("编号,文本", ["1,修路。", "2,点灯。", ",植树。"])
    assert texts == ["修路。", "点灯。", "植树。"]


def test_in_a_single_column_only_notes_at_the_foot_go() -> None:
    texts, said = read("正文", [*(text for _, text in ROWS), "制表人：王某", "共2条"])
    assert texts == [text for _, text in ROWS]
    assert said["footers"] == {"count": 2, "shown": "制表人：王某"}
    texts, said = read("正文", ["说明：村道要修。", "修路。", "注：先修桥。"])
    assert (len(texts), said) == (3, {})


def test_notes_over_several_cells_are_none_and_a_text_that_begins_like_one_stays() -> None:
    texts, _ = read("城市,正文", [f"柳州市,{ROWS[0][1]}", "制表人：王某,审核人：李某"])
    assert texts == [ROWS[0][1]]
    texts, _ = read(
        "城市,正文", [f"柳州市,{ROWS[0][1]}", "桂林市,说明：各县都要修路。", f",来源：{ROWS[1][1]}"]
    )
    assert len(texts) == 3
