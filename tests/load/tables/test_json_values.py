"""Files that are JSON, or nearly so."""

import json
import time

import pytest

from analysis.load.items import Bounds, Content
from analysis.load.read import read_one
from analysis.load.tables.json_values import json_value, loose_value

TEXT = "全县修通村道三百里，路灯都亮了，见http://a.cn//b，“引”而不发，一/*二*/三，#号，"
ROWS = [{"city": "柳州市", "text": TEXT}, {"city": "桂林市", "text": TEXT + "甲: 乙,]"}]
STRICT = json.dumps(ROWS, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    "text",
    [
        STRICT.replace("[\n", "// 导出\n[ // 甲\n", 1),
        STRICT.replace("{", "/* 一\n条 */ {"),
        "# 导出\n" + STRICT,
        STRICT.replace("\n }", ",\n }"),
        STRICT[:-1] + ", // 完\n]",
        STRICT.replace('"city"', "city").replace('"text"', "text").replace('"', "'"),
        STRICT.replace('"city"', "city").replace('"text"', "text"),
        STRICT.replace('"city"', "'city'").replace('"柳州市"', "'柳州市'").replace("{", "{ // 甲"),
    ],
)
def test_what_javascript_allows_is_read_as_it_is_meant_and_told(text: str) -> None:
    assert loose_value(text) == (ROWS, True)
    content = read_one(text.encode(), "a.json", Bounds())
    assert isinstance(content, Content)
    assert [one.code for one in content.warnings if one.code == "loose_json"] == ["loose_json"]


@pytest.mark.parametrize(
    "text",
    [
        STRICT,
        f"show({STRICT});",
        f"var rows = {STRICT};",
        f"window.rows = {STRICT}",
        "".join(json.dumps([row], ensure_ascii=False, indent=1) for row in ROWS),
        "[]\n" + "\n".join(json.dumps([row], ensure_ascii=False, indent=1) for row in ROWS),
        repr(ROWS),
    ],
)
def test_other_forms_of_json_say_nothing(text: str) -> None:
    assert loose_value(text) == (ROWS, False)
    assert json_value(text) == ROWS


@pytest.mark.parametrize(
    "text", ["修路。", "{一}修路。", "[1] 修路\n[2] 点灯", STRICT[:-20], "", '{"a": 1}\n{"a": 2}']
)
def test_what_is_no_value_is_none(text: str) -> None:
    assert loose_value(text) == (None, False)


def test_marks_that_nothing_closes_take_no_time_that_grows_with_the_square() -> None:
    for text in ('{"正文":"' + '修\\"路' * 100_000, "{'a': '" + "修\\'路" * 100_000, "[/*" * 100_000):
        began = time.perf_counter()
        assert loose_value(text) == (None, False)
        assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "line",
    [
        lambda row: {"code": 0, "data": {"page": 1, "list": [row]}},
        lambda row: [row],
        lambda row: {"hits": {"hits": [{"_id": 1, "_source": row}]}},
    ],
)
def test_the_pages_of_an_answer_a_line_each_are_their_records(line) -> None:
    text = "\n".join(json.dumps(line(row), ensure_ascii=False) for row in ROWS)
    content = read_one(text.encode(), "a.json", Bounds())
    assert isinstance(content, Content)
    assert [item.stated["city"] for item in content.items] == ["柳州市", "桂林市"]
    assert content.format == "jsonl"
