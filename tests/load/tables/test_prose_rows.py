import pytest

from analysis.load.tables.prose_rows import whole_column
from analysis.load.tables.read import read_csv
from analysis.load.tables.sheets import read_sheets
from analysis.load.text import Decoded

TEXT = "全县修通村道三百里，路灯都亮了，夜里出门，不再摸黑。" * 3
TITLE, BODY = "江城县工作报告", ["修路三百里。", "点灯五千盏。", "改厕。"]


def test_a_text_below_its_title_is_one() -> None:
    assert whole_column([[one] for one in (TITLE, *BODY)]) == "\n".join([TITLE, *BODY])
    assert whole_column([[one, ""] for one in ("柳州市的一年", *BODY)]).startswith("柳州市的一年\n修路")


def test_a_sheet_named_by_a_place_needs_no_title() -> None:
    rows = [[one] for one in ("各位代表：", *BODY)]
    assert whole_column(rows) == ""
    assert whole_column(rows, is_named=True) == "\n".join(["各位代表：", *BODY])


@pytest.mark.parametrize(
    "rows",
    [
        [["正文"], *([one] for one in BODY)],
        [["内容摘编"], *([one] for one in BODY)],
        [[TITLE], *([one, "2021"] for one in BODY)],
        [[TITLE], *([one * 100] for one in BODY)],
        [[TITLE], ["修路"], ["点灯"], ["改厕。"]],
        [[TITLE], [BODY[0]]],
    ],
)
def test_other_tables_are_none(rows: list[list[str]]) -> None:
    assert whole_column(rows) == ""


def test_records_below_labels_in_one_column_or_two_are_texts_of_their_own() -> None:
    told = [
        ("城市", "柳州市"),
        ("年份", "2020"),
        ("正文", TEXT),
        ("城市", "桂林市"),
        ("年份", "2021"),
        ("正文", TEXT),
    ]
    for rows in ([[f"{name}：{cell}"] for name, cell in told], [list(pair) for pair in told]):
        items = read_sheets({"Sheet1": rows}, "xlsx").items
        assert [(item.stated["city"], item.stated["year"], item.text) for item in items] == [
            ("柳州市", "2020", TEXT),
            ("桂林市", "2021", TEXT),
        ]


def test_a_single_column_of_texts_has_commas_of_prose_and_no_delimiter() -> None:
    texts = [TEXT, TEXT + "修桥，引水。"]
    named = read_csv(Decoded("\n".join(["正文", *texts]), "utf-8", ()))
    assert [item.text for item in named.items] == texts
    assert named.warnings == ()
    assert [item.text for item in read_csv(Decoded("\n".join(texts), "utf-8", ())).items] == texts
    wide = "\n".join(f"{city}，{text}" for city, text in zip(("城市", "柳州市"), ("正文", TEXT), strict=True))
    assert read_csv(Decoded(wide, "utf-8", ())).items[0].stated == {"city": "柳州市"}
