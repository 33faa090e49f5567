# ruff: noqa: E501
import pytest

from analysis.load.items import Bounds, Unreadable
from analysis.load.read import read_bytes

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f"xmlns:a='{A}' xmlns:p='{P}' xmlns:r='{R}'"


def words(*runs: str) -> str:
    return "<a:p>" + "<a:br/>".join(f"<a:r><a:t>{run}</a:t></a:r>" for run in runs) + "</a:p>"


def shape(*paragraphs: str, place: str = "body") -> str:
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='1' name='标题 1'/><p:nvPr><p:ph type='{place}'/></p:nvPr></p:nvSpPr>"
        f"<p:txBody>{''.join(paragraphs)}</p:txBody></p:sp>"
    )


def slides(make_zip, *shapes: str) -> bytes:
    ids = "".join(f"<p:sldId r:id='r{i}'/>" for i in reversed(range(len(shapes))))
    relations = "".join(
        f"<Relationship Id='r{i}' Type='{R}/slide' Target='slides/s{i}.xml'/>" for i in range(len(shapes))
    )
    package = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>"
    files = {
        "[Content_Types].xml": "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml' PartName='/ppt/presentation.xml'/></Types>",
        "_rels/.rels": package.format(
            f"<Relationship Id='a' Type='{R}/officeDocument' Target='ppt/presentation.xml'/>"
        ),
        "ppt/presentation.xml": f"<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": package.format(relations),
    }
    files |= {f"ppt/slides/s{i}.xml": f"<p:sld {SPACES}>{one}</p:sld>" for i, one in enumerate(shapes)}
    return make_zip({name: one.encode() for name, one in files.items()})


def test_slides_are_read_in_the_order_of_the_show(make_zip) -> None:
    table = f"<a:tbl><a:tr><a:tc>{words('修路')}</a:tc><a:tc>{words('三里')}</a:tc></a:tr></a:tbl>"
    field = "<a:p><a:fld type='slidenum'><a:t>7</a:t></a:fld></a:p>"
    data = slides(
        make_zip,
        shape(words("点灯", "改厕。")) + table,
        shape(words("全县工作")) + shape(field, words("页脚"), place="ftr"),
    )
    content = read_bytes(data, "a.pptx", Bounds())
    assert (content.format, content.items[0].text) == ("pptx", "全县工作\n点灯 改厕。\n修路\t三里")


def test_slides_without_words_are_refused(make_zip) -> None:
    with pytest.raises(Unreadable, match="empty_page"):
        read_bytes(slides(make_zip, "<p:pic/>"), "a.pptx", Bounds())
