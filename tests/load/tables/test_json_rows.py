import json

import pytest

from analysis.load.form import RECOGNISED
from analysis.load.items import Unreadable
from analysis.load.tables.json_rows import records_in
from analysis.load.tables.json_values import json_value
from analysis.load.tables.read import read_json
from analysis.load.text import Decoded

TEXT = "全县修通村道三百里，路灯都亮了。"


@pytest.mark.parametrize(
    "value",
    [
        [{"city": "柳州市", "text": TEXT}],
        {"code": 0, "msg": "ok", "data": {"total": 1, "rows": [{"city": "柳州市", "text": TEXT}]}},
        {"city": "柳州市", "records": [{"text": TEXT}]},
        [{"id": 7, "meta": {"city": "柳州市", "by": {"text": "旁注"}}, "text": TEXT}],
        [{"id": 7, "data": {"city": "柳州市", "text": TEXT}}],
        [{"meta": {"city": "柳州市"}, "article": {"headline": "村道", "text": TEXT, "tables": []}}],
        {"docs": [{"city": "柳州市", "content": {"title": "村道", "author": "某人", "text": TEXT}}]},
        {"柳州市": TEXT},
        {"城市": {"柳州市": {"正文": TEXT}}},
        {"city": {"0": "柳州市"}, "text": {"0": TEXT}},
        {"city": ["柳州市"], "text": [TEXT]},
        {"columns": ["city", "text"], "index": [0], "data": [["柳州市", TEXT]]},
        {"schema": {"fields": []}, "data": [{"index": 0, "city": "柳州市", "text": TEXT}]},
    ],
)
def test_records_are_found_wherever_they_lie(value: object) -> None:
    (row,) = records_in(value)
    texts = {row.get("text"), row.get("正文")}
    assert TEXT in texts
    assert row["city"] == "柳州市"


@pytest.mark.parametrize("city", [{"id": 3, "name": "柳州市"}, {"label": "柳州市", "value": "450200"}])
@pytest.mark.parametrize(
    "body",
    [TEXT, {"text": TEXT, "format": "plain"}, {"content": {"text": TEXT}}, {"paras": [{"i": 0, "p": TEXT}]}],
)
def test_records_in_place_of_names_and_texts(city: object, body: object) -> None:
    record = {"id": 7, "city": city, "level": "市", "body": body}
    (item,) = read_json(Decoded(json.dumps({"nodes": [record]}), "utf-8", ()), RECOGNISED).items
    assert (item.text, item.stated["city"]) == (TEXT, "柳州市")


def test_lines_with_an_article_of_lines_and_a_record_about_it() -> None:
    record = {"meta": {"city": "柳州市"}, "article": {"headline": "村道三百里", "body": [TEXT, "点灯。"]}}
    lines = "\n".join([json.dumps(record)] * 2)
    first, _ = read_json(Decoded(lines, "utf-8", ()), RECOGNISED).items
    assert (first.text, first.stated["city"]) == (f"{TEXT}\n点灯。", "柳州市")
    assert first.stated["title"] == "村道三百里"


def test_places_and_years_that_are_keys_become_columns() -> None:
    rows = records_in({"柳州市": {"2019": TEXT, "2020": TEXT}, "桂林": {"2020年": TEXT}})
    assert [(row["city"], row["year"]) for row in rows] == [
        ("柳州市", 2019),
        ("柳州市", 2020),
        ("桂林", 2020),
    ]


def test_messages_of_a_service_are_no_texts() -> None:
    assert records_in({"code": 500, "msg": "服务器出了一点问题，请过一会儿再来看看"}) == [
        {"code": 500, "msg": "服务器出了一点问题，请过一会儿再来看看"}
    ]


def test_paragraphs_in_a_list_are_one_text() -> None:
    assert records_in([{"title": "修路", "content": ["路通了。", "灯亮了。"]}])[0]["content"] == [
        "路通了。",
        "灯亮了。",
    ]


def test_a_key_that_occurs_twice_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="equal_names"):
        json_value('[{"city": "柳州市", "content": "全县修通村道三百里。", "content": "摘要"}]')
    same = json_value('{"content": "", "content": "路通了。", "id": 1, "id": 1}')
    assert same == {"content": "路通了。", "id": 1}


ONE, TWO = {"city": "青岛市", "text": "港口扩建。"}, {"city": "兰州市", "text": "黄河治理。"}


@pytest.mark.parametrize("text", [
    f"{json.dumps(ONE, indent=1)}\n{json.dumps(TWO, indent=1)}\n",
    f"{json.dumps(ONE, indent=1)},{json.dumps(TWO)}",
    f"show({json.dumps([ONE, TWO])});",
    f"var rows = {json.dumps([ONE, TWO])};",
])  # fmt: skip
def test_values_one_behind_the_other_and_in_a_call(text: str) -> None:
    assert json_value(text) == [ONE, TWO]


@pytest.mark.parametrize("text", ['{"a": 1\n', '{\n"a": 1} und', "show(1);"])
def test_what_is_no_json_is_none(text: str) -> None:
    assert json_value(text) is None


def test_paragraphs_that_are_records_are_one_text() -> None:
    rows = records_in([{"city": "青岛市", "text": [{"p": "港口扩建。"}, {"p": "港口贸易。"}]}])
    assert [row["text"] for row in rows] == [["港口扩建。", "港口贸易。"]]


@pytest.mark.parametrize(
    ("reply", "phrase"),
    [
        ('{"code": 500, "msg": "系统繁忙", "data": null}', "系统繁忙"),
        ('{"status": 403, "error": "Forbidden", "message": "请求被拒绝"}', "请求被拒绝"),
    ],
)
def test_what_a_server_says_in_place_of_a_text_is_named(reply, phrase) -> None:
    with pytest.raises(Unreadable) as refused:
        read_json(Decoded(reply, "utf-8", ()))
    assert (refused.value.reason.code, refused.value.reason.values["phrase"]) == ("error_page", phrase)


def test_lines_of_records_take_what_those_inside_them_say() -> None:
    line = json.dumps({"meta": {"city": "柳州市", "year": 2021}, "content": TEXT}, ensure_ascii=False)
    (item,) = read_json(Decoded(f"{line}\n", "utf-8", ())).items
    assert (item.text, dict(item.stated)) == (TEXT, {"city": "柳州市", "year": "2021"})


def test_pages_of_one_text_and_paragraphs_under_places_and_years() -> None:
    pages = {"title": "甲", "pages": [{"page": n, "text": f"{n}县里修路。"} for n in (1, 2)]}
    assert [list(filter(None, row["text"])) for row in records_in(pages)] == [["1县里修路。", "2县里修路。"]]
    told = {"柳州市": {"2021": ["县里修路三百里。", "县里点灯五千盏。"]}}
    assert records_in(told) == [
        {"city": "柳州市", "year": 2021, "text": "县里修路三百里。\n县里点灯五千盏。"}
    ]
    crawled = {"pages": [{"url": "a", "text": "县里修路。"}, {"url": "b", "text": "县里点灯。"}]}
    assert len(records_in(crawled)) == 2


@pytest.mark.parametrize(
    ("beside", "city"),
    [
        ({"author": {"name": "某甲", "city": "北京市"}}, None),
        ({"writer": {"location": {"city": "北京市"}}}, None),
        ({"user": {"city": "北京市"}, "region": "柳州市"}, "柳州市"),
        ({"site": {"city": "柳州市"}}, "柳州市"),
    ],
)
def test_where_an_author_lives_is_not_the_city_of_a_text(beside: dict[str, object], city: str | None) -> None:
    content = read_json(Decoded(json.dumps([{"content": TEXT, **beside}]), "utf-8", ()), RECOGNISED)
    assert content.items[0].stated.get("city") == city


TEXT = "全县修通村道三百里，路灯都亮了。"
LISTED = [["柳州市", 2020, TEXT], ["桂林市", 2021, TEXT * 2]]


@pytest.mark.parametrize("names", ["columns", "header", "fields", "表头"])
@pytest.mark.parametrize("rows", ["data", "rows", "values"])
def test_names_and_rows_apart_are_records(names: str, rows: str) -> None:
    found = records_in({names: ["city", "year", "text"], rows: LISTED})
    assert found == [dict(zip(("city", "year", "text"), row, strict=True)) for row in LISTED]


def test_json_within_texts_is_opened() -> None:
    rows = [{"city": "柳州市", "text": TEXT}, {"city": "桂林市", "text": TEXT}]
    assert records_in(json.dumps(rows)) == rows
    assert records_in({"code": 0, "data": json.dumps(rows, ensure_ascii=False)}) == rows
    assert records_in([{"city": "柳州市", "text": "{一}修路"}]) == [{"city": "柳州市", "text": "{一}修路"}]


@pytest.mark.parametrize("name", ["name", "key", "label"])
def test_lists_of_names_and_values_are_records(name: str) -> None:
    told = [[{name: "城市", "value": city}, {name: "正文", "value": TEXT}] for city in ("柳州市", "桂林市")]
    assert records_in(told) == [{"城市": "柳州市", "正文": TEXT}, {"城市": "桂林市", "正文": TEXT}]
    assert records_in(told[0]) == [{"城市": "柳州市", "正文": TEXT}]
    assert records_in([{"name": "甲", "value": TEXT}, {"name": "乙", "value": TEXT}]) != [
        {"甲": TEXT, "乙": TEXT}
    ]


def test_of_a_text_in_several_languages_the_chinese_one_is_read() -> None:
    for key in ("zh", "zh-CN", "中文"):
        assert records_in([{"city": "柳州市", "text": {key: TEXT, "en": "Roads"}}])[0]["text"] == TEXT
