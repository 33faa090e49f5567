# ruff: noqa: E501
import pytest

from analysis.load.items import Bounds, Unreadable
from analysis.load.read import read_bytes
from analysis.load.xml.files import root_name

TEXT = "全县修通村道三百里，路灯都亮了，夜里出门不再摸黑。"
BOOK = f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="一"><Table><Row><Cell><Data ss:Type="String">城市</Data></Cell><Cell ss:Index="3"><Data
ss:Type="String">正文</Data></Cell></Row><Row><Cell><Data ss:Type="String">柳州市</Data></Cell><Cell ss:Index="3"><Data
ss:Type="String">{TEXT}</Data></Cell></Row></Table></Worksheet></Workbook>"""
RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>县里的事</title><item>
<title>修路</title><description>摘要</description><content:encoded xmlns:content="x"><![CDATA[<p>{TEXT}</p>]]></content:encoded>
<pubDate>Mon, 04 Mar 2019 08:00:00 +0800</pubDate></item><item><title>点灯</title><description>{TEXT}</description>
</item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>修路</title><updated>2019-03-04T08:00:00Z</updated>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def read(xml: str, name: str = "a.xml"):
    return read_bytes(xml.encode(), name, Bounds()).items


def test_the_sheets_of_excel_2003() -> None:
    (item,) = read(BOOK, "a.xls")
    assert (item.text, item.stated) == (TEXT, {"city": "柳州市"})


def test_merged_cells_of_excel_2003_are_filled() -> None:
    def row(*cells: str) -> str:
        return "<Row>" + "".join(f"<Cell {cell}</Data></Cell>" for cell in cells) + "</Row>"

    rows = (
        row('ss:MergeAcross="2"><Data>各市汇总'),
        row("><Data>城市", "><Data>年份", "><Data>正文"),
        row('ss:MergeDown="1"><Data>柳州', "><Data>2021", f"><Data>{TEXT}"),
        row('ss:Index="2"><Data>2022', f"><Data>{TEXT}"),
    )
    book = BOOK[: BOOK.index("<Row>")] + "".join(rows) + BOOK[BOOK.index("</Table>") :]
    assert [item.stated for item in read(book, "a.xls")] == [
        {"city": "柳州", "year": year} for year in ("2021", "2022")
    ]


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_the_items_of_a_feed_are_documents(feed: str) -> None:
    first = read(feed)[0]
    assert first.text.replace("<p>", "").replace("</p>", "") == TEXT
    assert (first.stated["title"], first.stated["date"]) == ("修路", "2019-03-04")
    assert len(read(RSS)) == 2


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<?xml version="1.0"?><tmx version="1.4"><body><tu><tuv><seg>修路</seg></tuv></tu></body></tmx>', "translation_memory"),
        ('<xliff version="1.2"><file>修路</file></xliff>', "translation_memory"),
        ('<?xml version="1.0"?>\n<!-- 图 -->\n<svg xmlns="http://www.w3.org/2000/svg"><text>修路</text></svg>', "unknown_xml"),
        ('<?xml version="1.0"?><ns1:records xmlns:ns1="x"><r>修路</r></ns1:records>', "unknown_xml"),
    ],
)  # fmt: skip
def test_xml_that_is_not_read_is_named(xml: str, code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read(xml)
    assert raised.value.reason.code == code


def test_pages_and_texts_are_no_xml_files() -> None:
    assert root_name('<?xml version="1.0"?><!DOCTYPE html><html><body>修路</body></html>') is None
    assert root_name("<p>修路</p>") is None
    assert root_name("修路<rss>") is None


@pytest.mark.parametrize("before", ["<!-- 注 -->", "<?xml ?>", "<?a b?> ", "<!DOCTYPE a>", "<!---->\n"])
def test_what_precedes_the_root_is_read_in_one_way_only(before: str) -> None:
    assert root_name(before * 300 + "修路") is None  # would not end in a lifetime if each could be read twice
    assert root_name(before * 300 + "<rss><channel/>") == "rss"


def test_records_of_an_export_are_rows() -> None:
    rows = "".join(
        f"<row><city>{city}</city><content>港口扩建。</content></row>" for city in ("青岛市", "兰州市")
    )
    content = read_bytes(f"<?xml version='1.0'?><data>{rows}</data>".encode(), "a.xml", Bounds())
    assert [item.stated["city"] for item in content.items] == ["青岛市", "兰州市"]


def test_paragraphs_of_other_documents_are_read() -> None:
    body = "<text><head>全县修路</head><p>村村\n 通车。</p></text>"
    content = read_bytes(f"<?xml version='1.0'?><TEI>{body}</TEI>".encode(), "a.xml", Bounds())
    assert content.items[0].text == "全县修路\n村村 通车。"


def test_notes_of_evernote() -> None:
    note = f"<en-note><div>{TEXT}</div><en-media type='image/png' hash='a'/></en-note>"
    export = (
        f"<?xml version='1.0'?><en-export><note><title>修路</title><content><![CDATA[{note}]]></content>"
        "<created>20220304T010203Z</created><resource><data encoding='base64'>aGVsbG8=</data></resource></note></en-export>"
    )
    (item,) = read(export, "a.enex")
    assert (item.stated["title"], item.stated["date"], "resource" in item.further) == (
        "修路",
        "20220304T010203Z",
        False,
    )


def test_paragraphs_marked_within_the_text_of_a_record() -> None:
    lines = "".join(f"<item><p>{TEXT}</p></item>" for _ in range(2))
    (item,) = read(
        f"<?xml version='1.0'?><TEI><teiHeader>某</teiHeader><text><body>{lines}</body></text></TEI>"
    )
    assert item.text == f"{TEXT}\n{TEXT}"


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        ("<law><head>条例</head><body><chapter><num>第一章</num><heading>总则</heading><article><num>第一条</num><p>修路。</p></article></chapter></body></law>", ["第一章 总则", "第一条 修路。"]),
        ("<law><chapter><num>第一章</num><heading>总则</heading><article><num>第一条</num>修路。</article></chapter><chapter><num>第二章</num><heading>附则</heading><article><num>第二条</num>点灯。</article></chapter></law>", ["第一章 总则", "第一条修路。", "第二章 附则", "第二条点灯。"]),
        ("<debate><paragraph><num>（一）</num><content><p>修路。</p></content></paragraph><paragraph><num>（二）</num><content><p>点灯。</p></content></paragraph></debate>", ["（一） 修路。", "（二） 点灯。"]),
        ("<act><preamble><p>序言。</p></preamble><body><article><num>第一条</num><p>修路。</p></article></body></act>", ["序言。", "第一条 修路。"]),
        ("<note><title>事</title><content>先说。<item><p>修路。</p><p>点灯。</p></item>后<b>说</b>。</content></note>", ["先说。", "修路。", "点灯。", "后说。"]),
    ],
)  # fmt: skip
def test_a_law_is_read_once_with_its_numbers(inner: str, lines: list[str]) -> None:
    (item,) = read(f"<?xml version='1.0'?>{inner}")
    assert item.text.split("\n") == lines


def test_rows_within_the_text_of_another_that_say_whose_they_are() -> None:
    rows = "".join(f"<r><city>{city}</city><text>修路。</text></r>" for city in ("柳州市", "桂林市"))
    items = read(f"<?xml version='1.0'?><export><title>汇编</title><content>{rows}</content></export>")
    assert [(item.stated["city"], item.text) for item in items] == [
        ("柳州市", "修路。"),
        ("桂林市", "修路。"),
    ]
