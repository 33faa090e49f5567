# ruff: noqa: E501
"""Files of the rarer formats, and surroundings of the process, made to hang, crash or exhaust the run."""

from __future__ import annotations

import base64
import io
import json
import os
import sqlite3
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from .files import GOOD, KIND, ROOT, docx, packed, page, paragraph, pdf, row, xlsx

PAGE = page(f"<p>{GOOD}</p>")


def epub(spine: str, **more: str | bytes) -> bytes:
    """Return a book whose package has this spine."""
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in more)
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="o.opf" media-type="application/oebps-package+xml"/></rootfiles>'
            "</container>",
            "o.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata/>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
            **more,
        }
    )


def ofd(pages: str, **more: str | bytes) -> bytes:
    """Return an OFD document that lists these pages."""
    name = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return packed(
        {
            "OFD.xml": f"<ofd:OFD {name}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D/Document.xml": f"<ofd:Document {name}><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
            **more,
        }
    )


def mail(body: bytes, kind: str = "multipart/related; boundary=b") -> bytes:
    """Return a mail, or a saved page, with this body."""
    return (
        b"MIME-Version: 1.0\r\nSubject: =?utf-8?B?5p+z?=\r\nContent-Type: "
        + kind.encode()
        + b"\r\n\r\n"
        + body
    )


def nested_mail(depth: int) -> bytes:
    """Return parts within parts."""
    head = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (k, k + 1) for k in range(depth)
    )
    return mail(head + b"--b%d\r\n\r\nend" % depth, "multipart/mixed; boundary=b0")


def bitmap(width: int, height: int) -> bytes:
    """Return a PNG that claims to be of this size."""
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    shape = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", shape)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def stata(n: int) -> bytes:
    """Return a Stata file of texts."""
    buffer = io.BytesIO()
    frame = pd.DataFrame({"city": ["柳州市"] * n, "text": [GOOD] * n})
    frame.to_stata(buffer, write_index=False, version=118)
    return buffer.getvalue()


def database(*tables: str) -> bytes:
    """Return an SQLite file with these tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        with sqlite3.connect(path) as connection:
            for name in tables:
                connection.execute(f'CREATE TABLE "{name}" (city TEXT, text TEXT)')
                connection.execute(f'INSERT INTO "{name}" VALUES (?, ?)', ("柳州市", GOOD))
        connection.close()
        return path.read_bytes()


FILES: dict[str, Callable[[], bytes]] = {
    "epub, 100,000 places in its spine": lambda: epub('<itemref idref="a.xhtml"/>' * 100_000, **{"a.xhtml": PAGE}),
    "epub, a chapter that inflates": lambda: epub('<itemref idref="a.xhtml"/>', **{"a.xhtml": b"<p>" + b"a" * (300 << 20)}),
    "epub, a package that is none": lambda: packed({"mimetype": "application/epub+zip", "META-INF/container.xml": "<a>"}),
    "ofd, 100,000 pages that are one": lambda: ofd('<ofd:Page BaseLoc="P.xml"/>' * 100_000, **{"D/P.xml": "<a/>"}),
    "ofd, a page outside": lambda: ofd('<ofd:Page BaseLoc="../../../etc/passwd"/>'),
    "ofd, a document that holds itself": lambda: ofd('<ofd:Page BaseLoc="Document.xml"/>'),
    "mhtml, 50,000 parts": lambda: mail(b"--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n" * 50_000),
    "mhtml, parts 3,000 deep": lambda: nested_mail(3000),
    "mhtml, base64 that is none": lambda: mail(b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"=%" * 999_999),
    "mhtml, charset that is none": lambda: mail(PAGE, "text/html; charset=nothing-42"),
    "eml, a header of 9 million characters": lambda: b"Subject: " + b"x" * 9_000_000 + b"\r\n\r\n" + GOOD.encode(),
    "dta, cut off": lambda: stata(50)[:900],
    "dta, noise": lambda: b"<stata_dta><header><release>118</release>" + bytes(range(256)) * 99,
    "dta, 50,000 rows": lambda: stata(50_000),
    "xls, noise": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 400,
    "odt, entities": lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>&b;</a>"}),
    "png of 60,000 by 60,000 dots": lambda: bitmap(60_000, 60_000),
    "tif, noise": lambda: b"II*\x00" + b"\xff" * 100_000,
    "svg, a million paths": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<path d='M0 0'/>" * 1_000_000 + b"</svg>",
    "html, a picture of 40 MB in it": lambda: page(f"<p>{GOOD}</p><img src='data:image/png;base64,{'A' * (40 << 20)}'>"),
    "html, a page in a page 300 deep": lambda: page("<iframe srcdoc='" * 300 + GOOD),
    "html, styles that hide everything": lambda: page("<style>*{display:none}</style>" * 20_000 + f"<p>{GOOD}</p>"),
    "md, lists 20,000 deep": lambda: "".join(" " * (2 * k) + f"- {GOOD}\n" for k in range(1500)).encode(),
    "md, 100,000 links": lambda: (f"[{GOOD}](http://a.b/c)" * 100_000).encode(),
    "xml, 100,000 deep": lambda: b"<a>" * 100_000 + GOOD.encode(),
    "xml, a namespace for each of 50,000 tags": lambda: ("<r>" + "".join(f'<x{k}:a xmlns:x{k}="u{k}">字</x{k}:a>' for k in range(50_000)) + "</r>").encode(),
    "docx, a part embedded in itself": lambda: docx(
        f'<w:altChunk xmlns:r="{ROOT}" r:id="c"/>' + paragraph(),
        **{"word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="{ROOT}/aFChunk" Target="document.xml"/></Relationships>'}),
    "docx, 50,000 footnotes": lambda: docx(
        "".join(f'<w:p><w:r><w:t>字</w:t><w:footnoteReference w:id="{k}"/></w:r></w:p>' for k in range(50_000))),
    "docx, lists of 100,000 levels": lambda: docx(
        "".join(f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{k}"/><w:numId w:val="{k}"/></w:numPr></w:pPr></w:p>' for k in range(100_000)) + paragraph()),
    "xlsx, a million merged cells": lambda: xlsx(row(1, "正文", "城市") + row(2, GOOD, "柳州市") + '</sheetData><mergeCells>' + '<mergeCell ref="A2:XFD1048576"/>' * 200_000 + "</mergeCells><sheetData>"),
    "xlsx, shared strings that are missing": lambda: xlsx('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'),
    "xlsx, a formula in each cell": lambda: xlsx("".join(f'<row r="{k}"><c r="A{k}"><f>A{k + 1}&amp;"x"</f></c></row>' for k in range(1, 20_000))),
    "pptx": lambda: packed({"[Content_Types].xml": f'<Types><Override PartName="/ppt/p.xml" ContentType="{KIND}.presentationml"/></Types>'}),
    "pdf, a page of 10 km": lambda: pdf(b"BT ET").replace(b"600 800", b"9999999 9999999"),
    "pdf, 5,000 pages that are scans": lambda: pdf(b"q 600 0 0 800 0 0 cm /X Do Q", pages=5000),
    "sqlite, two tables": lambda: database("a", "b"),
    "sqlite, cut off": lambda: database("a")[:5000],
    "sqlite, a name that is SQL": lambda: database('a"; DROP TABLE b; --'.replace('"', "")),
    "json, equal keys 100,000 times": lambda: ("{" + ",".join(['"text":"字"'] * 100_000) + "}").encode(),
    "jsonl, one line of 60 MB": lambda: json.dumps({"city": "柳州市", "text": GOOD * 500_000}, ensure_ascii=False).encode(),
    "csv, 3 million commas": lambda: ("text,city\n" + "," * 3_000_000).encode(),
    "csv, delimiters change in each row": lambda: "".join(f"text{d}city\n{GOOD}{d}柳州市\n" for d in ",;\t|" * 5000).encode(),
    "csv, header of 5,000 equal names": lambda: (",".join(["text"] * 5000) + "\n" + ",".join([GOOD] * 5000)).encode(),
    "txt, base64 of 20 MB": lambda: base64.b64encode(bytes(range(256)) * 60_000),
    "txt, mojibake of 5 MB": lambda: (GOOD * 20_000).encode().decode("latin-1").encode(),
    "7z": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(999),
    "rar": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(999),
}  # fmt: skip


def removed_folder() -> None:
    """Work in a folder that there is no more."""
    place = tempfile.mkdtemp()
    os.chdir(place)
    os.rmdir(place)


def piped(command: list[str]) -> list[str]:
    """Return the command with an output that nobody reads."""
    return ["bash", "-c", '"$@" | head -c 1 >/dev/null; exit "${PIPESTATUS[0]}"', "bash", *command]


def closed(command: list[str], which: str) -> list[str]:
    """Return the command with a stream closed: `0<&-`, `1>&-` or `2>&-`."""
    return ["bash", "-c", f'"$@" {which}', "bash", *command]


def twice(command: list[str]) -> list[str]:
    """Return the command run twice at the same time."""
    return ["bash", "-c", '"$@" & a=$!; "$@" & b=$!; wait $a && wait $b', "bash", *command]


def damaged(counted: Path, change: str) -> None:
    """Change a folder of counts: a kind of file `gone`, `cut` or `noise`."""
    for path in sorted(counted.rglob("*.parquet")):
        if change == "cut":
            path.write_bytes(path.read_bytes()[:50])
        elif change == "noise":
            path.write_bytes(b"PAR1" + bytes(500) + b"PAR1")
        else:
            path.unlink()
    if change == "settings":
        (counted / "settings.json").write_text("{")
