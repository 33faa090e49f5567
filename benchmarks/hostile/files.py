# ruff: noqa: E501
"""Files that are broken, or made to hang, crash or exhaust whatever reads them; each a function that makes its bytes."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping

GOOD = "现在，我代表市人民政府，向大会报告工作。坚持稳中求进，优化营商环境，推进项目建设。"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
ROOT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument"


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, head: str = "", **more: str | bytes) -> bytes:
    """Return a docx file with this body."""
    main = "word/document.xml"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{main}" ContentType="{KIND}.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
            f'Type="{ROOT}/officeDocument" Target="{main}"/></Relationships>',
            main: f'<?xml version="1.0"?>{head}<w:document {WORD}><w:body>{body}</w:body></w:document>',
            **more,
        }
    )


def paragraph(text: str = GOOD) -> str:
    """Return a paragraph of a docx."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def xlsx(rows: str, head: str = "", dimension: str = "A1:B2") -> bytes:
    """Return an xlsx file whose only sheet has these rows."""
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.spreadsheetml.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.spreadsheetml.worksheet+xml"/>'
            "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
            f'Type="{ROOT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{ROOT}"><sheets><sheet name="a" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
            f'Id="r1" Type="{ROOT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{head}<worksheet {SHEET}><dimension '
            f'ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def row(number: int, *cells: str) -> str:
    """Return a row of a sheet."""
    inside = "".join(
        f'<c r="{chr(65 + k)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for k, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'


ROWS = row(1, "正文", "城市") + row(2, GOOD, "柳州市")


def pdf(stream: bytes, *filters: str, pages: int = 1, kids: str = "") -> bytes:
    """Return a PDF whose pages all have this content stream."""
    names = " ".join(f"/{name}" for name in filters)
    listed = kids or " ".join(["3 0 R"] * pages)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{listed}]>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>",
        f"<</Length {len(stream)}/Filter[{names}]/Type/XObject/Subtype/Form/BBox[0 0 1 1]>>stream\n".encode()
        + stream
        + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        out += f"{number} 0 obj".encode() + part + b"endobj\n"
    return out + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def deflated(data: bytes, times: int = 1) -> bytes:
    """Return data compressed several times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def page(body: str) -> bytes:
    """Return a web page."""
    return f"<!doctype html><html><head><title>标题</title></head><body>{body}</body></html>".encode()


def nested_table(depth: int) -> str:
    """Return nested docx tables."""
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph() + "</w:tc></w:tr></w:tbl>" * depth


def nested_zip(depth: int) -> bytes:
    """Return a text inside this many nested archives."""
    data = packed({"a.txt": GOOD})
    for _ in range(depth):
        data = packed({"a.zip": data})
    return data


def broken_zip(change: Callable[[bytearray], None]) -> bytes:
    """Return an archive with some of its bytes changed."""
    data = bytearray(packed({"a.txt": GOOD * 9, "b.txt": GOOD}))
    change(data)
    return bytes(data)


def _encrypted(data: bytearray) -> None:
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1


def _wrong_sum(data: bytearray) -> None:
    data[data.index(b"a.txt") + 8] ^= 255


ZEROS = bytes(60 << 20)
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "xlsx, phantom cell XFD1048576": (
        "a.xlsx",
        lambda: xlsx(ROWS + '<row r="1048576"><c r="XFD1048576"/></row>', dimension="A1:XFD1048576"),
    ),
    "xlsx, phantom cell in each of 3,000 rows": (
        "a.xlsx",
        lambda: xlsx(ROWS + "".join(f'<row r="{k}"><c r="XFD{k}"><v>{k}</v></c></row>' for k in range(3, 3003))),
    ),
    "xlsx, entities": ("a.xlsx", lambda: xlsx(row(1, "正文") + row(2, "&j;"), LAUGHS)),
    "xlsx, 60,000 rows": ("a.xlsx", lambda: xlsx("".join(row(k, f"正文{k}", "柳州市") for k in range(1, 60_000)))),
    "xlsx, a cell of 9 million characters": ("a.xlsx", lambda: xlsx(row(1, "正文") + row(2, "".join(map(str, range(1_500_000)))))),
    "xlsx, no sheet": ("a.xlsx", lambda: packed({"xl/workbook.xml": f"<workbook {SHEET}/>"})),
    "xlsx, not closed": ("a.xlsx", lambda: xlsx("<row><c>")),
    "xlsx, row 0 and backwards": ("a.xlsx", lambda: xlsx(row(1, "正文") + row(0, "x") + '<row r="-5"/>')),
    "docx, tables 60 deep": ("a.docx", lambda: docx(nested_table(60))),
    "docx, tables 5,000 deep": ("a.docx", lambda: docx(nested_table(5000))),
    "docx, content controls 80 deep": ("a.docx", lambda: docx("<w:sdt>" * 80 + paragraph() + "</w:sdt>" * 80)),
    "docx, entities": ("a.docx", lambda: docx(paragraph("&j;"), LAUGHS)),
    "docx, a file from outside": (
        "a.docx",
        lambda: docx(paragraph("&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ),
    "docx, 300,000 empty paragraphs": ("a.docx", lambda: docx(paragraph() + "<w:p/>" * 300_000)),
    "docx, 200,000 runs in a paragraph": (
        "a.docx",
        lambda: docx("<w:p>" + "".join(f"<w:r><w:t>字{k}</w:t></w:r>" for k in range(200_000)) + "</w:p>"),
    ),
    "docx, 100,000 attributes": (
        "a.docx",
        lambda: docx("<w:p " + " ".join(f'a{k}="{k}"' for k in range(100_000)) + f"/>{paragraph()}"),
    ),
    "docx, a picture that inflates": ("a.docx", lambda: docx(paragraph(), **{"word/media/a.bin": ZEROS})),
    "docx, a part missing": ("a.docx", lambda: packed({"word/document.xml": "<x/>"})),
    "docx, cut off": ("a.docx", lambda: docx(paragraph())[:-40]),
    "pdf, stream that inflates to 1 GB": ("a.pdf", lambda: pdf(deflated(bytes(1 << 30)), "FlateDecode")),
    "pdf, stream inflated three times": (
        "a.pdf",
        lambda: pdf(deflated(b"BT /F 9 Tf (a) Tj ET " * 12_000_000, 3), *["FlateDecode"] * 3),
    ),
    "pdf, 10 million letters on a page": (
        "a.pdf",
        lambda: pdf(deflated(b"BT /F 1 Tf " + b"(abcdefghij) Tj " * 1_000_000 + b"ET"), "FlateDecode"),
    ),
    "pdf, 200,000 pages": ("a.pdf", lambda: pdf(b"BT ET", pages=200_000)),
    "pdf, pages that hold each other": ("a.pdf", lambda: pdf(b"BT ET", kids="2 0 R " * 9)),
    "pdf, a form that holds itself": ("a.pdf", lambda: pdf(b"/X Do " * 50)),
    "pdf, brackets 100,000 deep": ("a.pdf", lambda: pdf(b"[" * 100_000)),
    "pdf, dictionary 100,000 deep": ("a.pdf", lambda: b"%PDF-1.4\n1 0 obj" + b"<</A" * 100_000),
    "pdf, only its head": ("a.pdf", lambda: b"%PDF-1.7"),
    "pdf, noise": ("a.pdf", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 4000),
    "html, 200,000 nested div": ("a.html", lambda: page("<div>" * 200_000 + f"<p>{GOOD * 3}</p>")),
    "html, 200,000 nested b": ("a.html", lambda: page("<b>" * 200_000 + GOOD * 3)),
    "html, tables 20,000 deep": ("a.html", lambda: page("<table><tr><td>" * 20_000 + GOOD * 3)),
    "html, lists 20,000 deep": ("a.html", lambda: page("<ul><li>" * 20_000 + GOOD * 3)),
    "html, 20,000 misnested tags": ("a.html", lambda: page("<a><b><i><p>" * 5000 + GOOD * 3)),
    "html, 100,000 attributes": (
        "a.html",
        lambda: page("<div " + " ".join(f"a{k}=x" for k in range(100_000)) + f"><p>{GOOD * 3}</p></div>"),
    ),
    "html, an attribute of 9 million characters": ("a.html", lambda: page(f'<p a="{"x" * 9_000_000}">{GOOD * 3}</p>')),
    "html, 100,000 meta": ("a.html", lambda: page("<meta name=a content=b>" * 100_000 + f"<p>{GOOD * 3}</p>")),
    "html, 300,000 links": ("a.html", lambda: page("<a href=x>链接</a> " * 300_000)),
    "html, 100,000 headings": ("a.html", lambda: page(f"<h1>{GOOD}</h1>" * 100_000)),
    "html, one million entities": ("a.html", lambda: page("<p>" + "&#20013;" * 1_000_000)),
    "html, comment that never ends": ("a.html", lambda: page(f"<p>{GOOD * 3}</p><!--" + "-" * 3_000_000)),
    "html, blanks for a careless pattern": (
        "a.html",
        lambda: page(f"<p>{GOOD * 3}</p><p>" + " \t" * 1_000_000 + "x -- " + "- " * 500_000),
    ),
    "html, script of 20 MB": ("a.html", lambda: page("<script>" + "x=1;" * 5_000_000 + f"</script><p>{GOOD * 3}")),
    "html, wrong charset": ("a.html", lambda: b"<meta charset=utf-16>" + page(f"<p>{GOOD * 3}</p>")),
    "html, zero bytes": ("a.html", lambda: page(f"<p>{GOOD}\0{GOOD}</p>")),
    "html, select of 200,000 options": ("a.html", lambda: page("<select>" + "<option>市" * 200_000)),
    "json, 100,000 deep": ("a.json", lambda: b"[" * 100_000),
    "json, objects 100,000 deep": ("a.json", lambda: b'{"text":' * 100_000),
    "json, a number of a million digits": ("a.json", lambda: b'{"text": "x", "year": ' + b"9" * 1_000_000 + b"}"),
    "json, halves of characters": ("a.json", lambda: b'[{"text": "\\ud800\\udc00\\ud800 ' + GOOD.encode() + b'"}]'),
    "json, NaN, Infinity, 1e999": ("a.json", lambda: b'[{"text": NaN}, {"text": Infinity}, {"text": 1e999, "year": 1e999}]'),
    "json, text that is a list": ("a.json", lambda: b'[{"text": [[["x"]]], "city": {"a": 1}, "year": "x"}]'),
    "jsonl, 200,000 lines that are none": ("a.jsonl", lambda: b"{x\n" * 200_000),
    "jsonl, 100,000 columns": (
        "a.jsonl",
        lambda: json.dumps({"text": GOOD, **{f"c{k}": k for k in range(100_000)}}).encode(),
    ),
    "csv, quote never closed": ("a.csv", lambda: f'text,city\n"{GOOD},柳州市\n'.encode() * 9000),
    "csv, zero bytes": ("a.csv", lambda: b"text,city\n\0\0,a\n"),
    "csv, 200,000 columns": ("a.csv", lambda: (",".join(["text", *map(str, range(200_000))]) + "\n" + GOOD).encode()),
    "csv, 50,000 rows": ("a.csv", lambda: b"text,city\n" + "发展,柳州市\n".encode() * 50_000),
    "csv, only a header": ("a.csv", lambda: b"text,city\n"),
    "csv, cell of 20 MB": ("a.csv", lambda: b'text,city\n"' + b"x" * 20_000_000 + b'",a\n'),
    "parquet, noise": ("a.parquet", lambda: b"PAR1" + bytes(range(256)) * 99 + b"PAR1"),
    "parquet, length of 4 GB": ("a.parquet", lambda: b"PAR1" + b"\xff\xff\xff\xffPAR1"),
    "zip, 60 MB of zeros": ("a.zip", lambda: packed({"a.txt": ZEROS})),
    "zip in zip": ("a.zip", lambda: nested_zip(1)),
    "zip 30 deep": ("a.zip", lambda: nested_zip(30)),
    "zip, 9,000 files": ("a.zip", lambda: packed({f"{k}.txt": f"{GOOD}{k}" for k in range(9000)})),
    "zip, 60,000 names": ("a.zip", lambda: packed(dict.fromkeys(map(str, range(60_000)), b""), zipfile.ZIP_STORED)),
    "zip, password": ("a.zip", lambda: broken_zip(_encrypted)),
    "zip, wrong sum": ("a.zip", lambda: broken_zip(_wrong_sum)),
    "zip, cut off": ("a.zip", lambda: packed({"a.txt": GOOD})[:-10]),
    "zip, names that climb": ("a.zip", lambda: packed({"../../a.txt": GOOD, "/a.txt": GOOD, "C:\\a.txt": GOOD})),
    "zip, odd names": ("a.zip", lambda: packed({"a\n\x1b[31m.txt": GOOD, "x" * 60_000: GOOD})),
    "zip, files that crash": (
        "a.zip",
        lambda: packed({"a.pdf": pdf(deflated(bytes(1 << 30)), "FlateDecode"), "b.txt": GOOD}, zipfile.ZIP_STORED),
    ),
    "gzip, 60 MB of zeros": ("a.txt.gz", lambda: gzip.compress(ZEROS)),
    "gzip, 300,000 empty parts": ("a.txt.gz", lambda: gzip.compress(b"") * 300_000 + gzip.compress(GOOD.encode())),
    "gzip, cut off": ("a.txt.gz", lambda: gzip.compress(GOOD.encode() * 99)[:-20]),
    "gzip in gzip": ("a.txt.gz", lambda: gzip.compress(gzip.compress(GOOD.encode()))),
    "doc, noise": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20),
    "rtf, 100,000 deep": ("a.rtf", lambda: b"{\\rtf1" + b"{" * 100_000),
    "image named txt": ("a.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "program named txt": ("a.txt", lambda: b"\x7fELF" + bytes(900)),
    "empty": ("a.txt", lambda: b""),
    "one byte": ("a.txt", lambda: b"\xff"),
    "only a byte order mark": ("a.txt", lambda: b"\xef\xbb\xbf"),
    "one million bytes ff": ("a.txt", lambda: b"\xff" * 1_000_000),
    "every byte": ("a.txt", lambda: bytes(range(256)) * 4000),
    "UTF-32": ("a.txt", lambda: GOOD.encode("utf-32")),
    "UTF-16 without mark, odd length": ("a.txt", lambda: GOOD.encode("utf-16-le") + b"x"),
    "GB18030, broken": ("a.txt", lambda: GOOD.encode("gb18030")[1:] + b"\x81"),
    "UTF-8 with halves of characters": ("a.txt", lambda: GOOD.encode() + "\ud800".encode("utf-8", "surrogatepass") * 3),
    "63 MB in one line": ("a.txt", lambda: "全市推进治水，".encode() * 3_000_000),
    "300 MB": ("a.txt", lambda: b"x" * 300_000_000),
}  # fmt: skip
"""By description: the name of the file, and the function that makes its bytes."""
