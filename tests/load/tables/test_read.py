import io
import json
import zipfile

import openpyxl
import pandas as pd
import pytest

from analysis.load.items import Bounds, Unreadable
from analysis.load.read import read_bytes
from analysis.load.tables.columns import columns_of
from analysis.load.tables.frames import read_frame_file
from analysis.load.tables.read import csv_rows, read_csv, read_json
from analysis.load.text import Decoded


def decoded(text: str) -> Decoded:
    return Decoded(text, "utf-8", ())


@pytest.mark.parametrize(
    "text", ["city;text\n柳州;正文", "city\ttext\n柳州\t正文", "\ufeffcity,text\n柳州,正文"]
)
def test_separators_and_marks(text: str) -> None:
    assert csv_rows(text) == [{"city": "柳州", "text": "正文"}]


def test_halves_of_characters_are_damaged_ones() -> None:
    content = read_json(decoded(r'[{"city": "柳州\ud83d", "text": "\ude00改革\ud83d\ude00"}]'))
    assert [(item.text, dict(item.stated)) for item in content.items] == [
        ("\ufffd改革\U0001f600", {"city": "柳州\ufffd"})
    ]


@pytest.mark.parametrize(("text", "code"), [
    ("name,value\na,1\n", "no_text_column"),
    ("text\n", "empty_table"),
    ("", "empty_table"),
    ("text,city\n,柳州\n", "empty_table"),
])  # fmt: skip
def test_tables_without_texts_say_what_is_missing(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_csv(decoded(text))
    assert caught.value.reason.code == code
    if code == "no_text_column":
        assert caught.value.reason.values["found"] == "name, value"
        assert "正文" in str(caught.value.reason.values["known"])


def test_the_preferred_name_wins() -> None:
    assert columns_of(["content", "Text", "source", "publisher", "地市"]) == {
        "text": "Text", "publisher": "publisher", "city": "地市",
    }  # fmt: skip


def test_json_lines_and_arrays() -> None:
    rows = [{"text": "甲", "city": "柳州市", "year": 2021.0}, {"text": "乙", "city": None}]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    content = read_json(decoded(lines + "\n{broken\n\n"))
    assert content.format == "jsonl"
    assert [item.text for item in content.items] == ["甲", "乙"]
    assert dict(content.items[0].stated) == {"city": "柳州市", "year": "2021"}
    assert dict(content.warnings[0].values) == {"count": 1, "line": 3}
    assert read_json(decoded(json.dumps(rows))).format == "json"


@pytest.mark.parametrize(("text", "code"), [
    ('{"cells": [{"cell_type": "markdown", "source": ["修路。"]}], "nbformat": 4}', "jupyter"),
    ("{broken", "bad_json"),
    ('{"about": "settings"}', "no_text_column"),
    ("[1, 2]", "empty_table"),
    ("[" * 100_000, "bad_json"),
])  # fmt: skip
def test_other_json_is_refused(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_json(decoded(text))
    assert caught.value.reason.code == code


def said(content) -> list[str]:
    return [one.code for one in content.warnings]


TOLD = "全县修通村道三百里，路灯都亮了，夜里出门不再摸黑，孩子上学不再蹚水。"


def test_a_text_cut_by_its_own_commas_is_put_together() -> None:
    content = read_csv(decoded("城市,正文\n柳州,修路,点灯,改厕。\n桂林,清塘。\n"))
    assert [item.text for item in content.items] == ["修路,点灯,改厕。", "清塘。"]
    assert said(content) == ["long_rows"]


@pytest.mark.parametrize("kind", ["parquet", "dta"])
def test_frames_with_their_index(kind: str, tmp_path) -> None:
    frame = pd.DataFrame({"year": [2020], "text": [TOLD]}, index=pd.Index(["柳州市"], name="city"))
    path = tmp_path / f"a.{kind}"
    if kind == "parquet":
        pytest.importorskip("pyarrow")
        frame.to_parquet(path)
    else:
        frame.to_stata(path, version=118)
    (item,) = read_bytes(path.read_bytes(), path.name, Bounds()).items
    assert (item.text, item.stated) == (TOLD, {"city": "柳州市", "year": "2020"})


def test_stata_labels_are_the_values(tmp_path) -> None:
    pd.DataFrame({"城市": pd.Categorical(["柳州市", "桂林市"]), "text": ["修路。", "点灯。"]}).to_stata(
        tmp_path / "a.dta", write_index=False, version=118
    )
    items = read_frame_file((tmp_path / "a.dta").read_bytes(), "dta").items
    assert [item.stated for item in items] == [{"city": "柳州市"}, {"city": "桂林市"}]


def test_labels_of_stata_variables_name_the_columns(tmp_path) -> None:
    frame = pd.DataFrame({"v1": ["柳州市"], "v2": [2021], "v3": ["修路。"], "v4": ["甲"]})
    labels = {"v1": "城市", "v2": "年份", "v3": "正文", "v4": "编码员"}
    frame.to_stata(tmp_path / "a.dta", write_index=False, version=118, variable_labels=labels)
    (item,) = read_frame_file((tmp_path / "a.dta").read_bytes(), "dta").items
    assert (item.text, item.stated, item.further) == (
        "修路。",
        {"city": "柳州市", "year": "2021"},
        {"v4": "甲"},
    )


def test_merged_cells_of_a_sheet_are_filled_and_a_false_dimension_is_not_believed() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["汇总"],
        ["城市", "年份", "正文"],
        ["柳州市", 2020, "修路。"],
        [None, 2021, "点灯。"],
        ["桂林市", 2020, "改厕。"],
    ):
        book.active.append(row)
    book.active.merge_cells("A3:A4")
    book.active.merge_cells("A1:C1")
    buffer = io.BytesIO()
    book.save(buffer)
    shrunk = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(shrunk, "w") as target:
        for name in source.namelist():
            target.writestr(
                name, source.read(name).replace(b'<dimension ref="A1:C5"', b'<dimension ref="A1"')
            )
    items = read_bytes(shrunk.getvalue(), "a.xlsx", Bounds()).items
    assert [(item.stated["city"], item.text) for item in items] == [
        ("柳州市", "修路。"), ("柳州市", "点灯。"), ("桂林市", "改厕。"),
    ]  # fmt: skip
