import json

import pytest

from analysis.load.items import Unreadable
from analysis.load.tables import columns_of, csv_rows, read_csv, read_json
from analysis.load.text import Decoded


def decoded(text: str) -> Decoded:
    return Decoded(text, "utf-8", ())


def test_rows_with_a_text_become_items() -> None:
    content = read_csv(
        decoded('城市,标题,正文,发布日期\n柳州,甲,"第一行\n第二行",2021-08-24\n,乙,,\n桂林,丙,正文,\n')
    )
    assert [(item.text, item.line, dict(item.stated)) for item in content.items] == [
        ("第一行\n第二行", 1, {"city": "柳州", "title": "甲", "date": "2021-08-24"}),
        ("正文", 3, {"city": "桂林", "title": "丙"}),
    ]
    assert [(warning.code, warning.values) for warning in content.warnings] == [("empty_rows", {"count": 1})]
    assert all(item.origin == "table" and "city" in item.asked for item in content.items)


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
    ("{broken", "bad_json"),
    ('{"about": "settings"}', "no_text_column"),
    ("[1, 2]", "empty_table"),
    ("[" * 100_000, "bad_json"),
])  # fmt: skip
def test_other_json_is_refused(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_json(decoded(text))
    assert caught.value.reason.code == code
