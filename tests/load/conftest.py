import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from analysis.load.read import read_file


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Write a file below the test's folder."""

    def write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the process of the test, where it can exchange libraries and programs."""
    monkeypatch.setattr("analysis.load.folder.read_apart", read_file)


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    def make(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
        document = docx.Document()
        for words in paragraphs:
            document.add_paragraph(words)
        if table:
            grid = document.add_table(rows=len(table), cols=len(table[0]))
            for i, row in enumerate(table):
                for j, cell in enumerate(row):
                    grid.cell(i, j).text = cell
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return make


@pytest.fixture
def make_xlsx() -> Callable[..., bytes]:
    def make(**sheets: list[list[object]]) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


@pytest.fixture
def make_zip() -> Callable[..., bytes]:
    def make(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return buffer.getvalue()

    return make


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF written by hand: one line a page, in Helvetica; optionally with a lock nobody has the key of."""

    def make(*lines: str, locked: bool = False) -> bytes:
        kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(lines)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Count {len(lines)} /Kids [{kids}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for i, line in enumerate(lines):
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] "
                f"/Resources << /Font << /F 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
            )
            stream = f"BT /F 12 Tf 20 100 Td ({line}) Tj ET" if line else ""
            objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        lock = ""
        if locked:
            key = "41" * 32
            objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>")
            lock = f"/Encrypt {len(objects)} 0 R /ID [<{key}> <{key}>]"
        body, places = "%PDF-1.4\n", []
        for number, content in enumerate(objects, 1):
            places.append(len(body))
            body += f"{number} 0 obj\n{content}\nendobj\n"
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        size = len(objects) + 1
        tail = f"trailer\n<< /Size {size} /Root 1 0 R {lock} >>\nstartxref\n{len(body)}\n%%EOF"
        return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode()

    return make
