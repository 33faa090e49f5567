"""Word documents that embed other files, prompt their authors, or keep paragraphs struck out."""

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.load.items import Bounds
from analysis.load.office.word import read_docx

MHTML = (
    "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "<html><body><p>桥修好了。</p></body></html>"
)


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def inner() -> bytes:
    document = docx.Document()
    document.add_paragraph("桥修好了。")
    return saved(document)


def embedding(*chunks: tuple[str, bytes]) -> bytes:
    """A document of the lines 前文。 and 后文。 with files between."""
    document = docx.Document()
    document.add_paragraph("前文。")
    for number, (name, data) in enumerate(chunks):
        part = Part(
            PackURI(f"/word/chunk{number}{name}"), "application/octet-stream", data, document.part.package
        )
        identifier = document.part.relate_to(part, RELATIONSHIP_TYPE.A_F_CHUNK)
        node = parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{identifier}"/>')
        document.element.body.insert(len(document.element.body) - 1, node)
    document.add_paragraph("后文。")
    return saved(document)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (".html", "<html><body><p>桥修好了。</p></body></html>".encode()),
        (".html", "<html><body><p>桥修好了。</p></body></html>".encode("gbk")),
        (".mht", MHTML.encode()),
        (".txt", "桥修好了。".encode()),
        (".docx", inner()),
    ],
)
def test_embedded_files_are_read_in_their_place(name: str, data: bytes) -> None:
    content = read_docx(embedding((name, data)), Bounds())
    assert content.items[0].text.split("\n") == ["前文。", "桥修好了。", "后文。"]
    assert content.warnings == ()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", bytes(range(256)), embedding()[:900]])
def test_what_cannot_be_read_is_named(data: bytes) -> None:
    content = read_docx(embedding((".bin", data), (".txt", "灯亮了。".encode())), Bounds())
    assert content.items[0].text.replace("\n\n", "\n").split("\n") == ["前文。", "灯亮了。", "后文。"]
    if data:
        assert [(said.code, said.values["count"]) for said in content.warnings] == [("embedded_lost", 1)]


def body(xml: str) -> list[str]:
    document = docx.Document()
    for node in parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, node)
    return read_docx(saved(document), Bounds()).items[0].text.split("\n")


def test_prompts_of_empty_content_controls_are_no_text() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    words = "<w:r><w:t>单击此处输入文字</w:t></w:r>"
    assert body(
        f"<w:p><w:r><w:t>填表人：</w:t></w:r>{prompt.format(words)}</w:p>"
        + prompt.format(f"<w:p>{words}</w:p>")
        + prompt.replace("<w:showingPlcHdr/>", "").format("<w:p><w:r><w:t>写好的字。</w:t></w:r></w:p>")
    ) == ["填表人：", "写好的字。"]


def test_a_paragraph_whose_mark_is_struck_out_is_continued() -> None:
    struck = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
    plain = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    assert body(
        struck.format("修") + struck.format("好") + plain.format("桥。") + plain.format("通车。")
    ) == ["修好桥。", "通车。"]
    assert body(plain.format("通车。") + struck.format("末段。")) == ["通车。", "末段。"]
