# ruff: noqa: E501
import pytest

from analysis.load.items import Bounds, Unreadable
from analysis.load.office.odf import read_odt
from analysis.load.read import read_bytes

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)
BODY = """<office:body><office:text>
<text:tracked-changes><text:p>删去的话</text:p></text:tracked-changes>
<text:h>全县<text:span>修路</text:span></text:h>
<text:p>村村<text:s text:c="2"/>通车<text:note><text:p>脚注</text:p></text:note>。<text:line-break/>建设学校。</text:p>
<text:p>造<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>林</text:p>
<text:p><draw:g><draw:rect><text:p>形</text:p></draw:rect></draw:g>植<draw:a>竹</draw:a><draw:custom-shape><text:p>状</text:p></draw:custom-shape></text:p>
<text:list><text:list-item><text:p>保护湿地。</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>植树</text:p></table:table-cell>
<table:table-cell><text:p>十株</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body>"""
TEXT = "全县修路\n村村  通车。\n建设学校。\n造林\n框\n植竹\n形\n状\n保护湿地。\n植树\t十株"


def test_the_text_of_an_odt_file(make_zip) -> None:
    content = f"<office:document-content {NAMES}>{BODY}</office:document-content>".encode()
    files = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content}
    (item,) = read_bytes(make_zip(files), "a.odt", Bounds()).items
    assert item.text == TEXT


def test_the_same_as_one_xml_file() -> None:
    data = f"<?xml version='1.0'?><office:document {NAMES}>{BODY}</office:document>".encode()
    assert read_bytes(data, "a.fodt", Bounds()).items[0].text == TEXT


def test_a_package_without_content_is_refused(make_zip) -> None:
    with pytest.raises(Unreadable):
        read_odt(make_zip({"styles.xml": b"<a/>"}), Bounds())


def test_the_sheets_of_an_ods_file_with_merged_cells(make_zip) -> None:
    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(cells) + "</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    rows = (
        row(
            cell("城市"),
            cell("年份"),
            cell("正文"),
            cell("甲"),
            cell("乙"),
            "<table:table-cell table:number-columns-repeated='16000'/>",
        ),
        row(
            cell("柳州", "table:number-rows-spanned='2'"),
            cell("2021"),
            cell("全县修路。"),
            cell("好", "table:number-columns-spanned='2'"),
            "<table:covered-table-cell/>",
        ),
        row(
            "<table:covered-table-cell/>",
            cell("2022"),
            cell("全县点灯。"),
            cell("好", "table:number-columns-repeated='2'"),
        ),
    )
    body = f"<office:body><office:spreadsheet><table:table>{''.join(rows)}</table:table></office:spreadsheet></office:body>"
    content = f"<office:document-content {NAMES}>{body}</office:document-content>".encode()
    files = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    items = read_bytes(make_zip(files), "a.ods", Bounds()).items
    assert [(item.text, item.stated) for item in items] == [
        ("全县修路。", {"city": "柳州", "year": "2021"}), ("全县点灯。", {"city": "柳州", "year": "2022"}),
    ]  # fmt: skip
    assert [item.further for item in items] == [{"甲": "好", "乙": "好"}] * 2
