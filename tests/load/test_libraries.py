"""A reader library that cannot be loaded costs the files of its format, not the run."""

import importlib
import io
import zipfile

import pytest

from analysis.load import items, read_folder


def zipped(*members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for member in members:
            archive.writestr(member, "")
    return file.getvalue()


PAGE = "<html><body><p>发展经济，改善民生。</p></body></html>".encode()
FILES = {
    "trafilatura": ("a.html", PAGE),
    "selectolax": ("a.html", PAGE),
    "pypdfium2": ("a.pdf", b"%PDF-1.4\n"),
    "lxml": ("a.docx", zipped("[Content_Types].xml", "word/document.xml")),
    "openpyxl": ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")),
    "pyarrow": ("a.parquet", b"PAR1    PAR1"),
}


@pytest.mark.parametrize("library", FILES)
@pytest.mark.parametrize("fault", [ImportError, OSError, ValueError])
def test_only_files_of_its_format_are_skipped(tmp_path, monkeypatch, read_here, library, fault):
    name, data = FILES[library]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text("发展经济。", encoding="utf-8")

    def broken(asked, *package):
        if asked.split(".")[0] == library:
            raise fault(f"{library} is built for another machine\nand more")
        return importlib.import_module(asked, *package)

    monkeypatch.setattr(items, "import_module", broken)
    files = read_folder(tmp_path, lang="en").files.set_index("file")
    assert files["status"].to_dict() == {name: "skipped", "b.txt": "read"}
    assert files.loc[name, "reason"] == (
        f"the library {library}, needed for this format, cannot be loaded "
        f"({fault.__name__}: {library} is built for another machine): reinstall koujing"
    )
