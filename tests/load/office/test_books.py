# ruff: noqa: E501
import io
import zipfile

import pytest

from analysis.load.items import Bounds, Unreadable
from analysis.load.read import read_bytes
from analysis.load.sniff import sniff


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("DOT", "."), content)
    return buffer.getvalue()


def ofd(page: str) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return zipped(
        OFDDOTxml=f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        Doc_0__DocumentDOTxml=f"<ofd:Document {space}><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/P0/Content.xml'/></ofd:Pages></ofd:Document>",
        Doc_0__Pages__P0__ContentDOTxml=f"<ofd:Page {space}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>",
    )


def piece(x: float, y: float, text: str) -> str:
    return f"<ofd:TextObject Boundary='{x} {y} 80 5' Size='4'><ofd:TextCode X='0' Y='4'>{text}</ofd:TextCode></ofd:TextObject>"


def test_the_lines_of_an_ofd_file() -> None:
    data = ofd(piece(60, 30, "灯亮了。") + piece(20, 10, "修路") + piece(20, 30.4, "路通了，"))
    assert sniff(data) == "ofd"
    assert [item.text for item in read_bytes(data, "a.ofd", Bounds()).items] == ["修路\n路通了，灯亮了。"]


def test_an_ofd_of_images_is_refused_by_name() -> None:
    with pytest.raises(Unreadable) as raised:
        read_bytes(ofd("<ofd:ImageObject/>"), "a.ofd", Bounds())
    assert raised.value.reason.code == "ofd"


def test_the_chapters_of_an_epub_in_the_order_of_reading() -> None:
    data = zipped(
        mimetype="application/epub+zip",
        **{
            "META-INF__containerDOTxml": "<container><rootfiles><rootfile full-path='O/c.opf'/></rootfiles></container>",
            "O__cDOTopf": "<package><manifest><item id='a' href='a.xhtml'/><item id='b' href='b.xhtml'/><item id='n' href='n'/>"
            "</manifest><spine><itemref idref='b'/><itemref idref='a'/></spine></package>",
            "O__aDOTxhtml": "<html><body><p>点灯</p></body></html>",
            "O__bDOTxhtml": "<html><body><h1>修路</h1></body></html>",
            "O__n": "不读",
        },
    )
    assert [item.text for item in read_bytes(data, "a.epub", Bounds()).items] == ["修路\n点灯"]


def test_chapters_by_their_encoded_names_without_contents_imprint_and_notes() -> None:
    data = zipped(
        **{
            "META-INF__containerDOTxml": "<container><rootfiles><rootfile full-path='c.opf'/></rootfiles></container>",
            "cDOTopf": "<package><manifest><item id='n' href='n.xhtml' properties='nav'/><item id='p' href='p.xhtml'/>"
            "<item id='a' href='%E8%B7%AF%201.xhtml'/><item id='x' href='x.xhtml'/></manifest><spine>"
            + "".join(f"<itemref idref='{name}'/>" for name in "npax")
            + "</spine></package>",
            "nDOTxhtml": "<html><body><p>目录</p></body></html>",
            "pDOTxhtml": "<html><body><p>图书在版编目（CIP）数据</p></body></html>",
            "路 1DOTxhtml": "<html><body><p>修<a epub:type='noteref'>①</a>路</p><aside epub:type='footnote'>注</aside></body></html>",
        },
    )
    content = read_bytes(data, "a.epub", Bounds())
    assert [item.text for item in content.items] == ["修路"]
    assert [(said.code, said.values["count"]) for said in content.warnings] == [("chapters_missing", 1)]


def test_packages_of_other_programs_are_no_archives_of_texts() -> None:
    data = zipped(**{"META-INF__manifestDOTxml": "<m/>", "a__bDOTxml": "<b>修路</b>"})
    with pytest.raises(Unreadable) as raised:
        read_bytes(data, "a.jar", Bounds())
    assert raised.value.reason.code == "unknown_package"


def test_a_part_listed_many_times_is_read_once() -> None:
    data = zipped(
        **{
            "META-INF__containerDOTxml": "<container><rootfiles><rootfile full-path='c.opf'/></rootfiles></container>",
            "cDOTopf": "<package><manifest><item id='a' href='a.xhtml'/><item id='b' href='./a.xhtml'/></manifest>"
            "<spine>" + "<itemref idref='a'/>" * 50 + "<itemref idref='b'/><itemref/></spine></package>",
            "aDOTxhtml": "<html><body><p>点灯</p></body></html>",
        },
    )
    assert [item.text for item in read_bytes(data, "a.epub", Bounds()).items] == ["点灯"]
