# ruff: noqa: E501
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.load.items import Bounds, Unreadable
from analysis.load.office.package import xml_root
from analysis.load.office.word import paragraph_text, read_docx, read_word_xml
from analysis.load.read import read_bytes
from analysis.load.sniff import sniff

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def built(*elements: str, change: Callable[[docx.document.Document], None] | None = None) -> bytes:
    """A document of these elements of a body, in the namespace `w`."""
    document = docx.Document()
    spaces = nsdecls("w", "m") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for element in elements:
        for node in parse_xml(f"<w:body {spaces}>{element}</w:body>"):
            document.element.body.insert(len(document.element.body) - 1, node)
    if change:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def lines(data: bytes) -> list[str]:
    (item,) = read_docx(data, Bounds()).items
    return item.text.split("\n")


def repacked(data: bytes, **changes: Callable[[str], str]) -> bytes:
    """The package with its parts changed; the keys are names with `_` for what is no letter."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            key = "".join(c if c.isalnum() else "_" for c in name)
            if key in changes:
                content = changes[key](content.decode()).encode()
            target.writestr(name, content)
    return buffer.getvalue()


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("depth", [1, 3, 6])
def test_a_table_in_a_table_is_read_once(depth: int) -> None:
    table = words("井")
    for _ in range(depth):
        table = f"<w:tbl><w:tr><w:tc>{table}{words('路')}</w:tc></w:tr></w:tbl>"
    assert lines(built(table)) == ["井", *["路"] * depth]


def test_the_paragraphs_of_a_cell_are_lines_and_a_broken_label_is_none() -> None:
    row = f"<w:tr><w:tc>{words('改水')}{words('改厕')}</w:tc><w:tc>{words('水利局')}</w:tc></w:tr>"
    layout = f"<w:tr><w:tc>{words('把路修通。')}{words('把灯点亮。')}</w:tc></w:tr>"
    assert lines(built(f"<w:tbl>{row}</w:tbl><w:tbl>{layout}</w:tbl>")) == [
        "改水 改厕\t水利局", "把路修通。", "把灯点亮。",
    ]  # fmt: skip


def test_rows_and_cells_in_content_controls_count_and_deleted_rows_do_not() -> None:
    row = f"<w:tr><w:sdt><w:sdtContent><w:tc>{words('甲')}</w:tc></w:sdtContent></w:sdt><w:tc>{words('乙')}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr><w:del w:id='1' w:author='x'/></w:trPr><w:tc>{words('丙')}</w:tc></w:tr>"
    assert lines(built(f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>{gone}</w:tbl>")) == [
        "甲\t乙"
    ]


def test_a_large_first_letter_in_a_frame_belongs_to_its_paragraph() -> None:
    cap = "<w:p><w:pPr><w:framePr w:dropCap='drop' w:lines='2'/></w:pPr><w:r><w:t>全</w:t></w:r></w:p>"
    assert lines(built(words("点灯。"), cap, words("县修路。"))) == ["点灯。", "全县修路。"]


def test_a_text_box_stands_after_its_paragraph_and_once() -> None:
    box = f"<w:txbxContent>{words('专栏')}{words('清塘。')}</w:txbxContent>"
    paragraph = (
        f"<w:p><w:r><w:t>各乡镇：</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>请办理。</w:t></w:r></w:p>"
    )
    old = f"<w:p><w:r><w:t>另</w:t><w:pict>{box}</w:pict></w:r></w:p>"
    assert lines(built(paragraph, old)) == ["各乡镇：请办理。", "专栏", "清塘。", "另", "专栏", "清塘。"]


def test_readings_hyphens_hidden_text_and_formulas() -> None:
    paragraph = parse_xml(
        f"<w:p {nsdecls('w', 'm')}><w:r><w:ruby><w:rt><w:r><w:t>lì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>砺</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r><w:r><w:t>2016</w:t><w:noBreakHyphen/><w:t>2020</w:t><w:softHyphen/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:smartTag><w:r><w:t>年</w:t></w:r></w:smartTag>"
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:fldSimple w:instr='PAGE'><w:r><w:t>三</w:t></w:r></w:fldSimple></w:p>"
    )
    assert paragraph_text(paragraph) == "砺2016-2020年x三"


NUMBERS = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="50">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>"""


def numbered(text: str, level: int, number: int = 90) -> str:
    place = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    def define(document: docx.document.Document) -> None:
        part = document.part.numbering_part.element
        part.insert(0, parse_xml(NUMBERS))
        for number, change in (
            (90, ""),
            (91, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='11'/></w:lvlOverride>"),
        ):
            part.append(parse_xml(
                f"<w:num {nsdecls('w')} w:numId='{number}'><w:abstractNumId w:val='50'/>{change}</w:num>"
            ))  # fmt: skip

    data = built(
        numbered("修路", 0), numbered("勘界", 1), numbered("放线", 1), numbered("压实", 2), numbered("散石", 3),
        numbered("点灯", 0), numbered("选杆", 1), numbered("", 1), numbered("另起", 0, 91), words("完"),
        change=define,
    )  # fmt: skip
    assert lines(data) == [
        "一、修路", "（一）勘界", "（二）放线", "1.1 压实", "散石", "二、点灯", "（一）选杆", "", "十一、另起", "完",
    ]  # fmt: skip


def test_a_table_of_contents_is_left_out_and_said() -> None:
    contents = (
        "<w:p><w:pPr><w:pStyle w:val='TOC2'/></w:pPr><w:r><w:t>一、修路</w:t><w:tab/><w:t>1</w:t></w:r></w:p>"
    )
    control = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{words('目录')}{words('二、点灯')}</w:sdtContent></w:sdt>"
    )
    content = read_docx(built(contents, control, words("一、修路")), Bounds())
    assert content.items[0].text == "一、修路"
    assert [(said.code, said.values["count"]) for said in content.warnings] == [("contents_left_out", 3)]
    above = read_docx(built(words("目　录"), words(""), contents, words("目录"), words("一、修路")), Bounds())
    assert above.items[0].text == "目录\n一、修路"
    held = f"<w:sdt><w:sdtContent>{words('目录')}{contents}</w:sdtContent></w:sdt>"
    assert read_docx(built(held, words("一、修路")), Bounds()).items[0].text == "一、修路"


def test_footnotes_stand_at_the_end() -> None:
    root = xml_root(
        f"<pkg:package xmlns:pkg='p' {nsdecls('w')}><w:body>{words('修路')}</w:body><w:footnotes>"
        f"<w:footnote w:type='separator'>{words('线')}</w:footnote><w:footnote>{words('指村道。')}</w:footnote>"
        "</w:footnotes></pkg:package>".encode()
    )
    content = read_word_xml(root)
    assert content.items[0].text == "修路\n指村道。"
    assert [said.code for said in content.warnings] == ["notes_at_end"]


def test_strict_open_xml_macros_and_a_main_part_of_another_name() -> None:
    data = built(words("修路"))
    strict = repacked(
        data,
        word_document_xml=lambda xml: xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        _rels__rels=lambda xml: xml.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
        ),
    )
    macros = repacked(
        data,
        _Content_Types__xml=lambda xml: xml.replace(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(b"word/document.xml", b"word/main7.xml")
            target.writestr(name.replace("word/document.xml", "word/main7.xml"), content)
    for changed in (strict, macros, buffer.getvalue()):
        assert sniff(changed) == "docx"
        assert [item.text for item in read_bytes(changed, "a.docm", Bounds()).items] == ["修路"]


def test_relationships_that_lead_nowhere_are_passed_over() -> None:
    data = repacked(
        built(words("修路")),
        word__rels_document_xml_rels=lambda xml: xml.replace(
            "</Relationships>",
            '<Relationship Id="r98" Type="x/image" Target="NULL"/><Relationship Id="r99" Type="x/hyperlink" '
            'Target="#_top"/><Relationship Id="r97" Type="x/numbering" Target="gone.xml"/></Relationships>',
        ),
    )
    assert lines(data) == ["修路"]


def test_a_word_file_of_2003_that_is_one_xml() -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="x"><w:fonts>'
        '<w:defaultFonts w:ascii="宋体"/></w:fonts><w:body><wx:sect><w:p><w:r><w:t>把路修通。</w:t></w:r></w:p></wx:sect>'
        "</w:body></w:wordDocument>"
    )
    assert [item.text for item in read_bytes(xml.encode(), "a.doc", Bounds()).items] == ["把路修通。"]


def test_a_package_without_a_body_is_damaged() -> None:
    with pytest.raises(Unreadable):
        read_docx(
            repacked(built(words("修路")), word_document_xml=lambda xml: xml.replace("w:body", "w:nobody")),
            Bounds(),
        )
