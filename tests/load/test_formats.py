import contextlib
import gzip
import io
import os
import tarfile
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.load.form import TableForm
from analysis.load.items import Bounds, Content, Message, Unreadable
from analysis.load.office import workbooks as office
from analysis.load.office.word import paragraph_text
from analysis.load.pdf import read as pdf
from analysis.load.read import read_bytes, read_file
from analysis.load.sniff import sniff, text_kind
from analysis.load.worker import read_apart

WORDS = "坚持绿色发展，推进河道治理。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def texts(data: bytes, name: str) -> list[str]:
    return [item.text for item in read_bytes(data, name, Bounds()).items]


def test_docx_keeps_the_order_of_paragraphs_and_tables(make_docx) -> None:
    data = make_docx("标题", "", WORDS, table=[["任务", "单位"], ["治河", "水利局"]])
    assert sniff(data) == "docx"
    assert texts(data, "any.txt") == [f"标题\n\n{WORDS}\n任务\t单位\n治河\t水利局"]


def test_docx_with_insertions_links_and_deletions() -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    paragraph = parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:t>甲</w:t></w:r>"
        "<w:ins w:id='1' w:author='x'><w:r><w:t>乙</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>丙</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>丁</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>戊</w:t><w:tab/></w:r></w:p>"
    )
    assert paragraph_text(paragraph) == "甲乙丁\n戊\t"
    document.element.body.insert(0, parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    buffer = io.BytesIO()
    document.save(buffer)
    assert texts(buffer.getvalue(), "x.docx") == ["控件"]


def test_xlsx_sheets_with_texts(make_xlsx) -> None:
    data = make_xlsx(
        甲=[["城市", "正文", "年份"], ["柳州", WORDS, 2021], [None, None, None]], 乙=[["无", "关"], [1, 2]]
    )
    content = read_bytes(data, "x.xlsx", Bounds())
    assert [(item.text, item.member, dict(item.stated)) for item in content.items] == [
        (WORDS, "甲", {"city": "柳州", "year": "2021"}),
    ]  # fmt: skip
    assert [warning.code for warning in content.warnings] == ["sheet_skipped"]


def test_hidden_sheets_are_told_and_read_only_where_no_other_has_texts(make_xlsx) -> None:
    table = [["城市", "正文"], ["柳州", WORDS]]
    for state in ("hidden", "veryHidden"):
        data = make_xlsx(旧=table, 今=table, 注=[["无", "关"], [1, 2]])
        book = openpyxl.load_workbook(io.BytesIO(data))
        book["旧"].sheet_state = state
        book.save(buffer := io.BytesIO())
        content = read_bytes(buffer.getvalue(), "x.xlsx", Bounds())
        assert [item.member for item in content.items] == ["今"]
        assert [(one.code, one.values["sheet"]) for one in content.warnings] == [
            ("sheet_skipped", "注"),
            ("sheet_hidden", "旧"),
        ]
        book["今"].sheet_state = state
        book.save(buffer := io.BytesIO())
        assert len(read_bytes(buffer.getvalue(), "x.xlsx", Bounds()).items) == 2


def test_parquet() -> None:
    buffer = io.BytesIO()
    pd.DataFrame({"text": [WORDS, None], "city": ["柳州", None]}).to_parquet(buffer)
    assert texts(buffer.getvalue(), "x.parquet") == [WORDS]


def test_pdf_with_a_text_layer(make_pdf) -> None:
    assert texts(make_pdf("Policy report 2024", "Page two"), "x.pdf") == ["Policy report 2024\nPage two"]
    content = read_bytes(make_pdf("Policy", ""), "x.pdf", Bounds())
    assert [(warning.code, dict(warning.values)) for warning in content.warnings] == [
        ("pages_without_text", {"count": 1, "page": 2})
    ]


def test_pages_of_a_pdf_are_chosen_and_told_by_their_own_numbers(make_pdf) -> None:
    data = make_pdf("one page", "two pages", "", "four pages")
    content = read_bytes(data, "x.pdf", Bounds(ocr=""), TableForm(pages="2-3"))
    assert content.items[0].text == "two pages"
    said = {told.code: dict(told.values) for told in content.warnings}
    assert said == {
        "pages_without_text": {"count": 1, "page": 3},
        "pages_chosen": {"told": "2-3", "read": 2, "count": 4},
    }


def test_only_the_pages_asked_for_are_recognised(make_pdf, monkeypatch) -> None:
    asked = []

    def recognise(pages):
        asked.extend(pages)
        return []

    monkeypatch.setattr("analysis.load.pdf.ocr.recognise", recognise)
    with contextlib.suppress(ValueError):  # fewer pages came back than were asked for
        read_bytes(make_pdf("one", "", "", ""), "x.pdf", Bounds(ocr="x 1 1"), TableForm(pages="2,4"))
    assert [page.args[1] for page in asked] == [1, 3]


def test_pdf_in_chinese() -> None:
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from pylopdf_fonts_zh_cn import sans_path

    figure = Figure(figsize=(5, 2))
    FigureCanvasPdf(figure)
    figure.text(0.1, 0.5, "坚持绿色发展", fontproperties=FontProperties(fname=str(sans_path())))
    buffer = io.BytesIO()
    import matplotlib as mpl

    with mpl.rc_context({"pdf.fonttype": 42}):
        figure.savefig(buffer, format="pdf")
    assert texts(buffer.getvalue(), "x.pdf") == ["坚持绿色发展"]


def test_mojibake_in_a_pdf_is_left_to_the_gate() -> None:
    """As on a page that was printed from a browser that took its encoding for another."""
    text = "全市建成区绿地率提高到四成，新建口袋公园十二处，群众推窗见绿。" * 4
    wrong = text.encode().decode("gb18030", errors="replace")
    assert pdf._readable([[wrong]], [0])[0] == [[wrong]]
    with pytest.raises(Unreadable) as told:
        pdf._readable([["\ue000\ue001\ue002\ue003\ue004" * 9]], [0])
    assert told.value.reason.code == "pdf_letters"


def test_gzipped_lines_and_zipped_files(make_zip, make_docx) -> None:
    lines = '{"text": "甲"}\n{"text": "乙"}\n'.encode()
    assert texts(gzip.compress(lines), "x.jsonl.gz") == ["甲", "乙"]
    data = make_zip(
        {"b.txt": WORDS.encode(), "柳州/a.docx": make_docx("标题"), "__MACOSX/b.txt": b"x", ".hidden": b"x"}
    )
    found = dict(read_file(data, "p.zip", Bounds()))
    assert list(found) == ["p.zip/b.txt", "p.zip/柳州/a.docx"]
    assert [content.format for content in found.values()] == ["text", "docx"]


def test_names_in_archives_of_chinese_windows(make_zip) -> None:
    data = make_zip({"AAAA.txt": WORDS.encode()}).replace(b"AAAA", "柳州".encode("gb18030"))
    assert [name for name, _ in read_file(data, "p.zip", Bounds())] == ["p.zip/柳州.txt"]


@settings(max_examples=60)
@given(st.data())
def test_damaged_files_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), WORDS * 20)
        archive.writestr(zipfile.ZipInfo("b/c.csv"), f"text,city\n{WORDS},柳州\n")
    whole = data.draw(
        st.sampled_from([document.getvalue(), gzip.compress(WORDS.encode() * 9, mtime=0), WORDS.encode()])
    )
    damaged = bytearray(whole)
    places = st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255))
    for at, byte in data.draw(st.lists(places, max_size=8)):
        damaged[at] = byte
    for _, found in read_file(bytes(damaged[: data.draw(st.integers(0, len(whole)))]), "x", Bounds()):
        assert isinstance(found, (Content, Message))


@pytest.mark.parametrize(("text", "ending", "kind"), [
    ("<!DOCTYPE html><html>", "txt", "html"),
    ("<div><p>正文</p></div>", "html", "html"),
    ("<p>正文</p>", "txt", "text"),
    ("<script>alert(1)</script>", "txt", "text"),
    ('{"text": "甲"}\n', "txt", "json"),
    ("city,text\n柳州,正文", "txt", "csv"),
    ("第一，正文内容,二", "txt", "text"),
    ("a,b\n1,2", "csv", "csv"),
    ("# 说明", "md", "notes"),
    ("正文", "", "text"),
])  # fmt: skip
def test_kinds_of_text_are_told_by_content(text: str, ending: str, kind: str) -> None:
    assert text_kind(text, ending) == kind


def tar(*files: tuple[str, bytes], encoding: str = "utf-8", link: str = "") -> bytes:
    file = io.BytesIO()
    layout = tarfile.PAX_FORMAT if encoding == "utf-8" else tarfile.GNU_FORMAT
    with tarfile.open(fileobj=file, mode="w", format=layout, encoding=encoding) as packed:
        for name, content in files:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
        if link:
            member = tarfile.TarInfo("link.txt")
            member.type, member.linkname = tarfile.SYMTYPE, link
            packed.addfile(member)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("is_packed", [False, True])
def test_the_files_of_a_tar_archive_are_read_by_their_names(encoding: str, is_packed: bool) -> None:
    files = [
        ("甲/柳州市.txt", WORDS.encode()),
        ("._甲.txt", b"x"),
        ("乙.csv", f"text,city\n{WORDS},柳州市".encode()),
    ]
    data = tar(*files, encoding=encoding, link="/etc/passwd")
    read = dict(read_file(gzip.compress(data, mtime=0) if is_packed else data, "a.tgz", Bounds()))
    assert sorted(read) == ["a.tgz/乙.csv", "a.tgz/甲/柳州市.txt"]
    assert [content.items[0].text for content in read.values()] == [WORDS] * 2


def test_tar_archives_keep_within_bounds() -> None:
    data = tar(("../甲.txt", WORDS.encode()), ("乙.txt", b"x" * 2000), ("丙.txt", WORDS.encode()))
    codes = {
        name: getattr(one, "code", "") for name, one in read_file(data, "a.tar", Bounds(file_bytes=1000))
    }
    assert codes == {"a.tar/__/甲.txt": "climbing", "a.tar/乙.txt": "too_large", "a.tar/丙.txt": ""}
    ((_, reason),) = read_file(data, "a.tar", Bounds(archive_members=1))
    assert reason.code == "too_many_members"
    ((_, reason),) = read_file(data[:1500], "a.tar", Bounds())
    assert reason.code == "cut_off"
    packed = gzip.compress(tar(("a.txt", bytes(20 << 20))), mtime=0)
    ((_, reason),) = read_file(packed, "a.tgz", Bounds())
    assert reason.code == "bomb"


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


BINARY = '<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'


@pytest.mark.parametrize(("data", "code"), [
    (zipped(**{"[Content_Types].xml": BINARY, "xl/workbook.bin": "x"}), "unknown_package"),
    (zipped(**{"a.fdseq": "<a/>", "Pages/1.fpage": f"<a>{WORDS}</a>"}), "own_reader"),
    (b"", "empty"),
    (b" \n\n", "empty"),
    (gzip.compress(b"\x89PNG\r\n" + bytes(100), mtime=0), "image"),
    (b"(\xb5/\xfd" + bytes(100), "other_archive"),
    (b"HN\x00\x00" + bytes(100), "own_reader"),
    (b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(100), "table_of_program"),
    (b"\x00\x01\x00\x00Standard ACE DB\x00" + bytes(100), "table_of_program"),
    (bytes(12) + b"\xc2\xea\x81\x60" + bytes(100), "table_of_program"),
    (b"\x09\x08\x08\x00\x00\x05" + bytes(100), "needs_libreoffice"),
    (b"\x09\x00\x04\x00\x00\x00" + bytes(100), "needs_libreoffice"),
    (b"RDX3\nX\n\x00\x00\x00\x03" + bytes(100), "table_of_program"),
    (gzip.compress(b"X\n\x00\x00\x00\x03" + bytes(100), mtime=0), "table_of_program"),
    (b"\x93NUMPY\x01\x00" + bytes(100), "table_of_program"),
    (b"SQLite format 3\x00" + bytes(5000), "damaged"),
    (b"Founder CEB 3.0" + bytes(100), "own_reader"),
    (b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
    (b"\xff\xd8\xff\xe0" + bytes(100), "image"),
    (b"Rar!\x1a\x07" + bytes(100), "other_archive"),
    (b"PK\x03\x04" + bytes(100), "cut_off"),
    (b"%PDF-1.4\ncut off", "damaged"),
    (gzip.compress(b"text", mtime=0)[:-4], "cut_off"),
    (OLE + "WordDocument".encode("utf-16-le"), "needs_libreoffice"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "locked"),
    (b"PAR1" + bytes(100), "damaged"),
])  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    ((_, reason),) = read_file(data, "x.txt", Bounds(ocr=""))
    assert reason.code == code


def test_locked_and_empty_pdfs(make_pdf) -> None:
    for data, code in ((make_pdf("secret", locked=True), "locked"), (make_pdf(""), "no_text_layer")):
        with pytest.raises(Unreadable) as caught:
            read_bytes(data, "x.pdf", Bounds(ocr=""))
        assert caught.value.reason.code == code


def test_cut_off_documents(make_docx, make_pdf, make_xlsx) -> None:
    for data, name in ((make_docx(WORDS), "a.docx"), (make_xlsx(甲=[["text"], [WORDS]]), "b.xlsx")):
        with pytest.raises(Unreadable):
            read_bytes(data[: len(data) // 2], name, Bounds())
    with pytest.raises(Unreadable):
        read_bytes(make_pdf("one")[:150], "c.pdf", Bounds())


def test_legacy_files_go_through_libreoffice_when_it_is_there(monkeypatch, make_docx) -> None:
    def convert(command: list[str], **_: object) -> None:
        folder, path = command[command.index("--outdir") + 1], command[-1]
        assert path.endswith(".doc")
        with open(f"{folder}/document.docx", "wb") as file:
            file.write(make_docx(WORDS))

    monkeypatch.setattr(office.shutil, "which", lambda name: "/bin/soffice")
    monkeypatch.setattr(office.subprocess, "run", convert)
    assert texts(OLE + "WordDocument".encode("utf-16-le"), "x.doc") == [WORDS]


@pytest.mark.skipif(os.name != "posix", reason="the system has no such limits")
def test_libreoffice_is_not_held_to_the_limits_of_the_process_that_reads(monkeypatch, tmp_path) -> None:
    limits = tmp_path / "limits"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(ulimit -v; ulimit -t) > {limits}\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    [(_, said)] = read_apart(
        OLE + "WordDocument".encode("utf-16-le"), "x.doc", Bounds(memory=1 << 30, ocr="")
    )
    assert said.code == "not_converted"
    assert limits.read_text().split() == ["unlimited", "unlimited"]


def test_a_part_that_cannot_be_inflated_makes_its_file_a_damaged_one(make_docx) -> None:
    """Bytes changed within a deflated part are zlib's fault; in Parquet, Arrow's, when a text is due."""
    docx = bytearray(make_docx(WORDS * 200))
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        start = archive.getinfo("word/document.xml").header_offset
    docx[start + 60 : start + 90] = b"\xff" * 30
    buffer = io.BytesIO()
    pd.DataFrame({"text": [WORDS]}).to_parquet(buffer, compression=None)
    parquet = buffer.getvalue().replace(WORDS[:3].encode(), b"\xb0" * 9)
    for data in (bytes(docx), parquet):
        with pytest.raises(Unreadable) as caught:
            read_bytes(data, "x", Bounds())
        assert caught.value.reason.code == "damaged"
