# ruff: noqa: E501
"""Documents that are tables of texts, and forms that nobody has filled in."""

import io

import docx
import pytest

from analysis.load.items import Bounds, Content, Unreadable
from analysis.load.office.word import read_docx

TEXTS = [
    f"{city}修通村道，点亮路灯，引水上山，植树造林，各县按月报送。" * 2 for city in ("柳州", "桂林", "青岛")
]
RECORDS = [
    ["城市", "年份", "正文"],
    ["柳州市", "2020", TEXTS[0]],
    ["", "2021", TEXTS[1]],
    ["青岛市", "2021", TEXTS[2]],
]


def read(*parts: str | list[list[str]], merged: bool = False) -> Content:
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        for i, row in enumerate(part):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
        if merged:
            table.cell(1, 0).merge(table.cell(2, 0))
    held = io.BytesIO()
    document.save(held)
    return read_docx(held.getvalue(), Bounds())


def test_a_table_of_texts_below_a_title_is_its_rows_merged_cells_filled() -> None:
    content = read("各市报告选登", RECORDS, "注：由各市报送。", merged=True)
    assert [(item.stated["city"], item.stated["year"], item.text) for item in content.items] == [
        ("柳州市", "2020", TEXTS[0]), ("柳州市", "2021", TEXTS[1]), ("青岛市", "2021", TEXTS[2]),
    ]  # fmt: skip


def test_a_chronicle_stays_one_and_reports_of_years_are_several() -> None:
    days = [
        ["日期", "内容"],
        *(
            [f"{n}月5日", f"全市开工项目{n}个，村道、路灯、水渠同时动工，各县区按月报送进度"]
            for n in (1, 2, 3)
        ),
    ]
    (item,) = read("绵阳市2021年大事记", days).items
    assert item.text.startswith("绵阳市2021年大事记")
    years = [
        ["年份", "内容"],
        *([f"{n}年", f"全市开工项目{n}个，村道、路灯、水渠同时动工。"] for n in (2019, 2020)),
    ]
    assert len(read("绵阳市大事记", years).items) == 1
    full = [["日期", "内容"], *([f"2021年{n}月5日", TEXTS[0] * 3] for n in (1, 2))]
    assert len(read("绵阳市2021年大事记", full).items) == 1
    reports = [["年份", "正文"], *([f"{n}年", TEXTS[0] * 3] for n in (2019, 2020))]
    assert [item.stated["year"] for item in read("绵阳市历年报告", reports).items] == ["2019年", "2020年"]


def test_a_text_with_a_table_stays_one() -> None:
    tasks = [["任务", "主要内容", "单位"], ["修路", TEXTS[0], "交通局"], ["点灯", TEXTS[1], "住建局"]]
    for parts in (("柳州市要点", "各单位要抓好落实。", RECORDS), ("柳州市任务分解", tasks)):
        (item,) = read(*parts).items
        assert item.text.startswith(parts[0])


@pytest.mark.parametrize(
    "parts",
    [
        ("采集表", [["城市", ""], ["年份", ""], ["标题", ""], ["采集人", ""]]),
        ("附件2", "项目申报书", [["名称", "", "负责人", ""], ["单位", "", "电话", ""], ["意见", "（盖章）　　年　月　日", "", ""]]),
    ],
)  # fmt: skip
def test_a_form_that_nobody_filled_in_is_refused(parts: tuple[str | list[list[str]], ...]) -> None:
    with pytest.raises(Unreadable) as refused:
        read(*parts)
    assert refused.value.reason == ("blank_form", {"shown": parts[0]})


@pytest.mark.parametrize(
    "parts",
    [
        ("登记表", [["城市", "柳州市"], ["年份", "2020"], ["标题", "修路"], ["采集人", ""]]),
        ("通知", "请各县填写下表，月底前报送。", [["城市", ""], ["年份", ""], ["标题", ""], ["采集人", ""]]),
        ("清单", [["修路", ""], ["点灯", ""]]),
        (
            "台账",
            [
                ["修路", "三月", "", "甲"],
                ["点灯", "四月", "", "乙"],
                ["植树", "", "", "丙"],
                ["引水", "五月", "", ""],
            ],
        ),
    ],
)
def test_what_is_filled_in_or_has_a_sentence_is_a_text(parts: tuple[str | list[list[str]], ...]) -> None:
    assert read(*parts).items[0].text.startswith(str(parts[0]))
