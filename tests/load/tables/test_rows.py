import numpy as np
import pytest

from analysis.load.form import TableForm
from analysis.load.items import Unreadable
from analysis.load.tables.cells import cell_text
from analysis.load.tables.headers import records_of
from analysis.load.tables.read import read_csv
from analysis.load.tables.rows import items_of
from analysis.load.text import Decoded

TEXT = "全县修通村道三百里，路灯都亮了。"


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


def test_numbered_columns_of_a_scraper_are_known_by_their_look() -> None:
    rows = [f"http://a/{i},某县修路{i}号令,2020-03-0{i},{i}9,{3 * TEXT}{i}" for i in (1, 2, 3)]
    items = read_csv(decoded("\n".join(["网址,字段1,字段2,字段3,字段4", *rows]))).items
    assert [(item.stated["title"], item.stated["date"]) for item in items[:1]] == [
        ("某县修路1号令", "2020-03-01")
    ]
    assert items[0].text == f"{3 * TEXT}1"
    assert items[0].further["字段3"] == "19"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (f"城市,正文,正文（续一）,正文(续2)\n柳州,修,路。,{TEXT}\n", [(f"修路。\n{TEXT}", "柳州", None)]),
        (
            f"城市,全文1,全文2\n柳州,修路。,修路。\n桂林,,{TEXT}\n",
            [("修路。", "柳州", None), (TEXT, "桂林", None)],
        ),
        ("city,text,text_cont\n柳州,修,路。\n", [("修路。", "柳州", None)]),
        (
            f"city,text_2019,text_2020\n柳州,{2 * TEXT},{3 * TEXT}\n",
            [(2 * TEXT, "柳州", "2019"), (3 * TEXT, "柳州", "2020")],
        ),
        (
            f"城市,2019,2020年报告\n柳州,{2 * TEXT},{3 * TEXT}\n桂林,,{4 * TEXT}\n",
            [(2 * TEXT, "柳州", "2019"), (3 * TEXT, "柳州", "2020"), (4 * TEXT, "桂林", "2020")],
        ),
        (
            f"区,市,2019全文,2020全文\n桂中,柳州,{2 * TEXT},{3 * TEXT}\n",
            [(2 * TEXT, "柳州", "2019"), (3 * TEXT, "柳州", "2020")],
        ),
        (
            f"年份,柳州市,桂林\n2019,{2 * TEXT},{3 * TEXT}\n",
            [(2 * TEXT, "柳州市", "2019"), (3 * TEXT, "桂林", "2019")],
        ),
        (
            f"年份,正文,备考\n一、柳州市,,\n2019,{TEXT},甲\n桂林市,桂林市,桂林市\n2020,{TEXT},乙\n",
            [(TEXT, "柳州市", "2019"), (TEXT, "桂林市", "2020")],
        ),
        (f"城市,正文,级\n注：略,注：略,注：略\n柳州,{TEXT},甲\n", [(TEXT, "柳州", None)]),
    ],
)
def test_texts_side_by_side_continued_or_below_bands(table: str, told: list) -> None:
    items = read_csv(decoded(table)).items
    assert [(item.text, item.stated["city"], item.stated.get("year")) for item in items] == told


def refused(text: str) -> str:
    with pytest.raises(Unreadable) as raised:
        read_csv(decoded(text))
    return raised.value.reason.code


def said(content) -> list[str]:
    return [one.code for one in content.warnings]


TOLD = "全县修通村道三百里，路灯都亮了，夜里出门不再摸黑，孩子上学不再蹚水。"


def test_lines_above_the_header_are_passed_over_and_notes_below_the_table_left_out() -> None:
    content = read_csv(
        decoded("各县报告汇总,,\n（二〇二〇年）,,\n城市,年份,正文\n柳州,2020,修路。\n,,数据来源：各县网站\n")
    )
    assert [(item.text, dict(item.stated)) for item in content.items] == [
        ("修路。", {"city": "柳州", "year": "2020"})
    ]
    assert said(content) == ["footers"]


@pytest.mark.parametrize("last", ["合计,,共1篇", "合 计：,2020,1", ",,共1篇：见附表"])
def test_a_row_that_sums_up_is_no_text(last: str) -> None:
    content = read_csv(decoded(f"城市,年份,正文\n柳州,2020,修路。\n{last}\n"))
    assert [item.text for item in content.items] == ["修路。"]


def test_years_of_merged_cells_are_filled_where_the_same_cities_recur() -> None:
    def years(*cities: str) -> list[str]:
        told = zip(("2020", "", "2021", ""), cities, strict=True)
        content = read_csv(decoded("年份,城市,正文\n" + "".join(f"{y},{c},{c}修路。\n" for y, c in told)))
        assert ("filled_down" in said(content)) == (
            "" not in [i.stated.get("year", "") for i in content.items]
        )
        return [item.stated.get("year", "") for item in content.items]

    assert years("柳州", "桂林", "柳州", "桂林") == ["2020", "2020", "2021", "2021"]
    assert years("柳州", "桂林", "青岛", "烟台") == ["2020", "", "2021", ""]
    assert years("柳州", "柳州", "桂林", "桂林") == ["2020", "", "2021", ""]


def stated_times(header: str, *columns: tuple[str, ...]) -> list[dict[str, str]]:
    rows = [",".join((*told, f"修路{n}里。")) for n, told in enumerate(zip(*columns, strict=True))]
    items = read_csv(decoded("\n".join([f"{header},正文", *rows]))).items
    return [{name: item.stated[name] for name in ("year", "date") if name in item.stated} for item in items]


def test_a_column_of_years_or_of_days_is_known_by_its_look() -> None:
    assert stated_times("nian", ("2020", "2021")) == [{"year": "2020"}, {"year": "2021"}]
    assert stated_times("b", ("2020年度", "2021年度"))[0] == {"year": "2020年度"}
    assert stated_times("fbrq,n", ("2020-03-05", "2021-04-06"), ("1", "2"))[1] == {"date": "2021-04-06"}
    for header, *columns in (
        ("a,b", ("2020", "2021"), ("2019", "2020")),
        ("成立", ("2020", "2021")),
        ("crawl_day", ("2020-03-05", "2021-04-06")),
        ("nian", ("2020", "999")),
        ("nian", ("2020", "2049")),
        ("字数", ("2020", "2021")),
        ("编号", ("2001", "2002")),
        ("规划期末年", ("2020", "2021")),
        ("gdp", ("1961", "2021")),
        ("nian", ("42064", "42065")),
    ):
        assert stated_times(header, *columns) == [{}, {}]  # type: ignore[arg-type]


def test_of_two_columns_of_one_name_the_filled_one_counts_and_differing_ones_are_refused() -> None:
    assert read_csv(decoded("城市,正文,正文\n柳州,,修路。\n")).items[0].text == "修路。"
    assert refused("城市,正文,正文\n柳州,摘要,修路。\n") == "equal_names"
    assert read_csv(decoded("城市,备忘,备忘,正文\n柳州,一,二,修路。\n")).items[0].text == "修路。"


def test_texts_known_by_their_look_are_named() -> None:
    content = read_csv(decoded(f"城市,甲\n柳州,{TOLD}\n"))
    assert (content.items[0].text, said(content)) == (TOLD, ["text_by_look"])
    assert refused("城市,甲\n柳州,短\n") == "no_text_column"


def test_paragraphs_that_are_numbered_are_joined_to_documents() -> None:
    content = read_csv(
        decoded("城市,年份,段号,正文\n柳州,2020,1,修路。\n柳州,2020,2,点灯。\n柳州,2021,1,改厕。\n")
    )
    assert [item.text for item in content.items] == ["修路。\n点灯。", "改厕。"]
    assert said(content) == ["rows_joined"]
    by_id = read_csv(decoded("doc_id,para_id,text\na,1,修路。\nb,1,改厕。\na,2,点灯。\n"))
    assert [item.text for item in by_id.items] == ["修路。\n点灯。", "改厕。"]


def test_where_only_numbers_tell_documents_apart_they_begin_anew_in_each() -> None:
    content = read_csv(
        decoded("段号,正文\n1,修路。\n2,点灯。\n1,改厕。\n2,清塘。\n第三段,种树。\n1,架桥。\n")
    )
    assert [item.text for item in content.items] == ["修路。\n点灯。", "改厕。\n清塘。\n种树。", "架桥。"]


@pytest.mark.parametrize(("cell", "kind"), [({"a": 1}, "records"), (b"\xe4\xbf\xae", "bytes")])
def test_cells_that_are_no_texts_are_named(cell: object, kind: str) -> None:
    with pytest.raises(Unreadable) as raised:
        items_of([{"text": cell}])
    assert dict(raised.value.reason.values) == {"name": "text", "kind": kind}


def test_lists_in_cells_are_paragraphs() -> None:
    assert cell_text(["修路。", None, "点灯。"]) == "修路。\n点灯。"
    assert cell_text(np.array(["修路。", "点灯。"], dtype=object)) == "修路。\n点灯。"
    assert cell_text("nan") == ""


def test_marks_of_a_missing_text_are_no_texts() -> None:
    rows = [{"city": "青岛市", "text": text} for text in ("港口扩建。", "无", "——", "#REF!", r"\N")]
    items, said = items_of(rows)
    assert [item.text for item in items] == ["港口扩建。"]
    assert [(one.code, one.values["count"]) for one in said] == [("empty_rows", 4)]


def test_the_header_names_most_columns_and_its_repetitions_are_no_rows() -> None:
    heads = [["基本", "", "文本"], ["城市", "年份", "全文"]]
    grid = [*heads, ["柳州", "2021", TEXT], *heads, ["桂林", "2022", TEXT]]
    items, _ = items_of(records_of(grid))
    assert [(item.stated, item.line) for item in items] == [
        ({"city": "柳州", "year": "2021"}, 1), ({"city": "桂林", "year": "2022"}, 4),
    ]  # fmt: skip


def test_a_header_of_two_rows_is_made_one() -> None:
    grid = [["地区", "", "全文"], ["省", "市", ""], ["广西", "柳州", TEXT]]
    items, _ = items_of(records_of(grid))
    assert [item.stated for item in items] == [{"province": "广西", "city": "柳州"}]


def test_numbers_in_place_of_cities_are_told() -> None:
    _, said = items_of([{"城市": "0", "正文": TEXT}, {"城市": "1", "正文": TEXT}])
    assert [message.code for message in said] == ["rows_without_city"]


def test_chunks_are_put_in_order_under_the_name_of_their_file() -> None:
    rows = [
        {"id": f"柳州市.pdf#{n}{k}", "source": f"柳州市202{n}年报告.pdf", "chunk_index": k, "text": f"{n}{k}"}
        for n in (1, 2)
        for k in (1, 0, 2)
    ]
    items, said = items_of(rows)
    assert [(item.text, item.stated) for item in items] == [
        (f"{n}0\n{n}1\n{n}2", {"title": f"柳州市202{n}年报告"}) for n in (1, 2)
    ]
    assert [message.code for message in said] == ["rows_joined"]


def test_days_and_years_that_are_not_understood_are_told() -> None:
    rows = [{"年份": year, "text": TEXT} for year in ("2,021", "2019-2020", "2022")]
    _, said = items_of(rows)
    assert [(message.code, message.values["count"], message.values["row"]) for message in said] == [
        ("unread_dates", 1, 2)
    ]


@pytest.mark.parametrize(("years", "told"), [
    (("2021", "45000", "2022"), [("days_amid_years", 1, 2, 2023)]),
    (("45000", "45001", "2022"), []),
    (("2021", "2020", "2022"), []),
])  # fmt: skip
def test_days_of_a_spreadsheet_amid_years_are_told(
    years: tuple[str, ...], told: list[tuple[object, ...]]
) -> None:
    _, said = items_of([{"年份": year, "text": TEXT} for year in years])
    found = [(one.code, *map(one.values.get, ("count", "row", "year"))) for one in said]
    assert found == told


def test_pages_of_files_are_put_in_order_and_kept_apart() -> None:
    rows = [
        {"file_name": f"{city}_2021.pdf", "page_no": str(number), "page_text": text}
        for city in ("柳州", "桂林")
        for number, text in ((1, "修路，"), (10, "清塘。"), (2, "点灯，"))
    ]
    items, _ = items_of(rows, TableForm(text_column="page_text"))
    assert [(item.named, item.text) for item in items] == [
        (f"{city}_2021.pdf", "修路，\n点灯，\n清塘。") for city in ("柳州", "桂林")
    ]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"标题": "修路", "链接": "http://a.example/1"}, "标题"),
        ({"链接": "http://a.example/1", "日期": "2020-01-02"}, "链接"),
        ({"城市": "柳州", "年份": "2020"}, None),
    ],
)
def test_rows_that_only_their_texts_tell_apart_are_told(columns: dict[str, str], told: str | None) -> None:
    rows = [{**columns, "id": str(i), "正文": f"{TEXT}{i}"} for i in range(4)]
    items, said = items_of(rows)
    assert len(items) == 4
    assert [one.values["name"] for one in said if one.code == "rows_of_one"] == [told] * bool(told)
    assert not any(one.code == "rows_of_one" for one in items_of([*rows[:1], {**rows[1], "标题": "点灯"}])[1])


@pytest.mark.parametrize("name", ["句子", "段落", "Sentence"])
def test_rows_of_a_column_of_sentences_are_one_document_where_all_else_is_equal(name: str) -> None:
    rows = [
        {"标题": title, "id": f"{title}{i}", name: f"{TEXT * 3}{i}"} for title in "甲乙" for i in range(3)
    ]
    items, said = items_of(rows)
    assert [item.text.count("\n") for item in items] == [2, 2]
    assert [one.code for one in said if one.code.startswith("rows")] == ["rows_joined_by"]


def test_sentences_go_on_over_the_rows_of_pages() -> None:
    rows = [{"file": "a.pdf", "page_no": str(i + 1), "page_text": text} for i, text in enumerate(
        [f"{TEXT}全县推进农村改厕，建管并重，群众得", f"了实惠。{TEXT}一、办好民生实事", f"二、修路\n{TEXT}"]
    )]  # fmt: skip
    (item,), _ = items_of(rows)
    assert item.text.split("\n") == [
        f"{TEXT}全县推进农村改厕，建管并重，群众得了实惠。{TEXT}一、办好民生实事", "二、修路", TEXT,
    ]  # fmt: skip
