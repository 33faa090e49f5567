"""Values as Python prints them."""

import pytest

from analysis.load.sniff import text_kind
from analysis.load.tables.printed import are_records, line_value, printed_value
from analysis.load.tables.read import read_json
from analysis.load.text import Decoded

ROWS = [{"城市": "柳州市", "年份": 2020, "正文": "港口扩建，村道修通，路灯点亮。" * 3},
        {"城市": "桂林市", "年份": 2021, "正文": "他说：'修桥'\n引水上山，村村通电。" * 3}]  # fmt: skip


@pytest.mark.parametrize("lines", [list(map(repr, ROWS)), [repr(tuple(row.values())) for row in ROWS],
                                   [repr(list(row.values())) for row in ROWS]])  # fmt: skip
def test_a_printed_record_or_list_a_line_is_a_row(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert text_kind(text, "txt") == "json"
    content = read_json(Decoded(text, "utf-8", ()))
    assert content.format == "jsonl"
    assert [(item.text, item.stated["city"], item.stated["year"]) for item in content.items] == [
        (row["正文"], row["城市"], str(row["年份"])) for row in ROWS
    ]


def test_lines_that_are_no_records_among_such_are_counted() -> None:
    content = read_json(Decoded(f"{ROWS[0]!r}\n{{'城市': '张掖市'\n{ROWS[1]!r}\n[1, 2]\n", "utf-8", ()))
    assert len(content.items) == 2
    assert [(one.code, dict(one.values)) for one in content.warnings] == [
        ("bad_json_lines", {"count": 2, "line": 2})
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'d': datetime.datetime(2021, 3, 5, 0, 0)}", {"d": "2021-3-5"}),
        ("{'_id': ObjectId('5f'), 'x': nan}", {"_id": "5f", "x": None}),
        ("{'t': Timestamp('2021-03-05')}", {"t": "2021-03-05"}),
        ("{'t': '见 f(\\'x\\') 与 nan。'}", {"t": "见 f('x') 与 nan。"}),
        ("{'x': nan, 't': '增长，GDP(2021)，date(2021, 3, 5)，nan, 元'}",
         {"x": None, "t": "增长，GDP(2021)，date(2021, 3, 5)，nan, 元"}),
        ("修路。", None),
        ("{'a': open('x')", None),
        ("[" * 3000, None),
        ("[" + "0," * 200_001 + "]", None),
    ],
)  # fmt: skip
def test_values_of_calls_are_read_and_nothing_is_run(text: str, value: object) -> None:
    assert printed_value(text) == value


def test_json_comes_first_and_prose_in_brackets_is_no_record() -> None:
    assert line_value('{"a": [true, null]}') == {"a": [True, None]}
    assert line_value('{"a": 1},') == line_value(" {'a': 1}; ") == {"a": 1}
    assert not are_records("[1] 某某规划纲要\n[2] 某某工作报告")
    assert not are_records("('柳州市', '2021')\n('桂林市', '2021')\n全市修路三百里。")
    assert not are_records("（一）修路\n（二）点灯")
    assert not are_records("['修路。']\n['点灯。']")
    assert text_kind("{一}修路\n点灯", "txt") == "text"


@pytest.mark.parametrize(
    "text",
    [
        '[{"city": "柳州市"},\n{"city": "桂林市"}]',
        '[\n {"city": "柳州市"}\n]',
        '{\n "city": "柳州市"\n}',
        "[{'city': '柳州市'},\n {'city': '桂林市'},]",
        '[{"city": "柳州市"}]\n[{"city": "桂林市"}]',
        '[[{"name": "city", "value": "柳州市"}]]',
        '// 导出\n[ /* 甲 */\n {"city": "柳州市"} // 乙\n]',
        "{\n city: '柳州市',\n}",
    ],
)
def test_one_value_over_several_lines_is_json_whatever_its_file_is_called(text: str) -> None:
    assert text_kind(text, "txt") == "json"
