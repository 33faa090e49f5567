"""Columns that number the paragraphs of texts, whatever they are called."""

import pytest

from analysis.load.tables.read import read_csv
from analysis.load.text import Decoded

PARTS = [
    ("甲", 1, "修路。"),
    ("甲", 2, "点灯。"),
    ("甲", 3, "植树。"),
    ("乙", 1, "引水。"),
    ("乙", 2, "架桥。"),
]
WHOLE = ["修路。\n点灯。\n植树。", "引水。\n架桥。"]


def read(header: str, rows: list[tuple[object, ...]]) -> tuple[list[str], dict[str, dict[str, object]]]:
    lines = [",".join(map(str, row)) for row in rows]
    content = read_csv(Decoded("\n".join([header, *lines]) + "\n", "utf-8", ()))
    return [item.text for item in content.items], {one.code: dict(one.values) for one in content.warnings}


@pytest.mark.parametrize("name", ["行号", "序号", "编号", "line_no", "n"])
@pytest.mark.parametrize("of", ["标题", "title", "文件"])
def test_numbers_that_begin_anew_with_each_title_number_paragraphs(name: str, of: str) -> None:
    texts, said = read(f"{of},{name},正文", PARTS)  # type: ignore[arg-type]
    assert texts == WHOLE
    assert said["rows_joined"] == {"rows": 5, "count": 2, "name": name}


def test_a_column_of_lines_needs_no_title_and_identifiers_of_rows_count_for_nothing() -> None:
    assert read("行号,正文", [row[1:] for row in PARTS])[0] == WHOLE
    rows = [(900 + i, *row) for i, row in enumerate(PARTS)]
    assert read("uid,标题,序号,正文", rows)[0] == WHOLE  # type: ignore[arg-type]


@pytest.mark.parametrize("header", ["序号,正文", "城市,序号,正文"])
def test_where_rows_may_be_documents_it_is_told_and_nothing_joined(header: str) -> None:
    rows = [row[-header.count(",") - 1 :] for row in PARTS]
    texts, said = read(
        header,
        [("柳州" if cell == "甲" else "桂林" if cell == "乙" else cell for cell in row) for row in rows],
    )  # type: ignore[misc]
    assert len(texts) == 5
    assert said["numbers_anew"] == {"rows": 5, "count": 2, "name": "序号"}


@pytest.mark.parametrize(
    "rows",
    [
        [("甲", 1, "修路。"), ("乙", 2, "点灯。"), ("丙", 1, "植树。"), ("丁", 2, "引水。")],  # own titles
        [("甲", 1, "修路。"), ("甲", 3, "点灯。"), ("乙", 1, "植树。"), ("乙", 3, "引水。")],
        [
            ("甲", 1, "修路。" * 300),
            ("甲", 2, "点灯。" * 300),
            ("乙", 1, "植树。" * 300),
            ("乙", 2, "引水。" * 300),
        ],
        [("甲", 1, "修路。"), ("乙", 1, "点灯。"), ("丙", 1, "植树。"), ("丁", 2, "引水。")],
    ],
)
def test_other_numbers_are_no_paragraphs(rows: list[tuple[object, ...]]) -> None:
    texts, said = read("标题,序号,正文", rows)
    assert (len(texts), said) == (4, {})


@pytest.mark.parametrize(("name", "is_joined"), [("句子", True), ("正文", False)])
def test_sentences_with_a_place_and_a_year_are_joined_where_they_are_called_so_else_told(
    name: str, is_joined: bool
) -> None:
    rows = [
        (city, year, f"{city}{year}年修路{n}里。")
        for city in ("柳州", "桂林")
        for year in (2020, 2021)
        for n in range(4)
    ]
    texts, said = read(f"城市,年份,{name}", rows)  # type: ignore[arg-type]
    assert len(texts) == (4 if is_joined else 16)
    told = said["rows_joined_by" if is_joined else "rows_of_one"]
    assert (told["rows"], told["count"]) == (16, 4)
    assert str(told["name"]).replace(" ", "") == "城市,年份"
    assert read(f"城市,年份,{name}", [(*row[:2], row[2] * 30) for row in rows])[1].keys() == said.keys() - {
        "rows_of_one"
    }  # type: ignore[arg-type]


@pytest.mark.parametrize("codes", [["正", "负"], [f"码{n}" for n in range(16)]])
def test_sentences_of_which_more_is_said_are_told_and_stay_apart(codes: list[str]) -> None:
    cities = [city for city in ("柳州", "桂林") for _ in range(8)]
    rows = [(city, 2020, codes[n % len(codes)], f"{city}修路{n}里。") for n, city in enumerate(cities)]
    texts, said = read("城市,年份,编码,句子", rows)  # type: ignore[arg-type]
    assert len(texts) == 16
    assert said["rows_of_one"] == {"rows": 16, "count": 2, "name": "城市,年份"}


def test_one_notice_to_several_cities_is_a_document_of_each() -> None:
    rows = [("联合通知", city, f"{city}修路三百里。") for city in ("柳州", "桂林", "梧州", "贺州")]
    texts, said = read("标题,城市,正文", rows)  # type: ignore[arg-type]
    assert (len(texts), said) == (4, {})
