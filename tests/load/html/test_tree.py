import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.load.html.read import read_html
from analysis.load.html.tables import table_grid
from analysis.load.html.tree import MOST_ATTRIBUTES, MOST_DEEP, MOST_OPTIONS, MOST_TABLES, measure, parse_page
from analysis.load.items import Unreadable
from analysis.load.text import Decoded

TOLD = "全县修通村道三百里，路灯都亮了，夜里出门不再摸黑，孩子上学不再蹚水。" * 3


@pytest.mark.parametrize(("source", "measured"), [
    ("", (0, 0, 0, 0)),
    ("<div><section><div>一</div></section></div><div>二</div>", (3, 0, 0, 0)),
    ("<p>一<p>二<p>三<li>四<li>五<br><img><a><a><b><b>", (0, 0, 0, 0)),
    ("<table><tr><td><table><tr><td>一</table></table><table></table>", (2, 2, 0, 0)),
    ("</div></div><div>一", (1, 0, 0, 0)),
    ("<p a b=1 c = '2 > 3' d=\"<div><div>\" e=f/g>", (0, 0, 5, 0)),
    ("<!-- <div><div> --><div>", (1, 0, 0, 0)),
    ("<script>'<div><div>'</script><DIV><STYLE><div></style>", (1, 0, 0, 0)),
    ("<body a=1><body b=2><body c=3>", (0, 0, 3, 0)),
    ("<select><option>一<option selected>二</select>", (1, 0, 1, 2)),
    ("<div a='", (1, 0, 1, 0)),
    ("<!-- <div>", (0, 0, 0, 0)),
    ("1 < 2 <3 << <", (0, 0, 0, 0)),
])  # fmt: skip
def test_tags_are_measured(source: str, measured: tuple[int, int, int, int]) -> None:
    assert measure(source) == measured


PIECES = ["<", ">", "<div", "</div", " a", "=", '"', "'", "/", "<!--", "-->", "<script>", "</script", "x"]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_tags_can_be_measured_and_parsed(parts: list[str]) -> None:
    source = "".join(parts)
    assert measure(source).depth <= source.count("<")
    parse_page(source)


@pytest.mark.parametrize(("source", "code"), [
    ("<div>" * (MOST_DEEP + 1), "nested_elements"),
    ("<ul><li>" * (MOST_DEEP + 1), "nested_elements"),
    ("<table><tr><td>" * (MOST_TABLES + 1), "nested_tables"),
    ("<p" + " a" * (MOST_ATTRIBUTES + 1) + ">", "many_attributes"),
    ("<p" + " a='<'" * (MOST_ATTRIBUTES + 1) + ">", "many_attributes"),
    ("<body a=1>" * (MOST_ATTRIBUTES + 1), "many_attributes"),
])  # fmt: skip
def test_pages_that_no_one_could_show_are_refused(source: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_html(Decoded(source + TOLD, "utf-8", ()))
    assert caught.value.reason.code == code
    assert caught.value.reason.values["count"] == caught.value.reason.values["bound"] + 1


def test_pages_within_the_limits_are_read() -> None:
    for before, after in (
        ("<div>" * MOST_DEEP, "</div>" * MOST_DEEP),
        ("<table><tr><td>" * MOST_TABLES, "</table>" * MOST_TABLES),
        ("<div" + " a" * MOST_ATTRIBUTES + ">", "</div>"),
    ):
        (item,) = read_html(Decoded(f"<html><body>{before}<p>{TOLD}</p>{after}", "utf-8", ())).items
        assert item.text.strip("| ") == TOLD


def test_long_lists_of_options_are_left_out() -> None:
    options = "".join(f"<option value={i}>选项{i}</option>" for i in range(MOST_OPTIONS + 1))
    tree, source = parse_page(f"<select>{options}</select><p>{TOLD}</p>")
    assert "选项" not in source
    assert "选项" not in tree.body.text()
    few = "<select><option>甲<option>乙</select>"
    assert parse_page(few)[1] == few


def test_tables_inside_a_table_are_cells() -> None:
    tree, _ = parse_page("<table><tr><td>甲<table><tr><td>乙<td>丙</table><td>丁</table>")
    assert table_grid(tree.css_first("table")) == [["甲\n乙\t丙", "丁"]]
