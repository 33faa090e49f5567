import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from analysis.load import Bounds, read_folder

GOOD = "现在，我代表市人民政府报告工作。"
SMALL = Bounds(
    file_bytes=1 << 22, text_bytes=1 << 20, archive_members=20, archive_bytes=1 << 24, archive_ratio=50
)
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)


def status(root: Path, bounds: Bounds = SMALL) -> dict[str, tuple[str, str]]:
    """Read a folder with one good file in it, and return status and reason of the others."""
    (root / "good.txt").write_text(GOOD, encoding="utf-8")
    reading = read_folder(root, bounds=bounds)
    assert "good" in reading.documents.index
    files = reading.files[reading.files["file"] != "good.txt"]
    return {row["file"]: (row["status"], row["reason"] or row["warnings"]) for _, row in files.iterrows()}


def test_files_that_are_no_texts(put, tmp_path: Path) -> None:
    put("zero.txt", b"")
    put("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    put("noise.txt", bytes(range(256)) * 40)
    put("notes.md", "# notes")
    found = status(tmp_path, Bounds(ocr=""))
    assert {name: state for name, (state, _) in found.items()} == {
        "zero.txt": "skipped", "image.txt": "skipped", "noise.txt": "skipped", "notes.md": "note",
    }  # fmt: skip
    assert "koujing[ocr]" in found["image.txt"][1]
    assert "rename it to .txt" in found["notes.md"][1]


def test_a_single_line_beyond_the_bound_is_refused_and_below_it_is_read(put, tmp_path: Path) -> None:
    put("long.txt", "全市推进治水，" * 100_000)
    put("fits.txt", "全市推进治水，" * 10_000)
    found = status(tmp_path)
    assert found["long.txt"] == ("skipped", "it is 2 MB, more than the limit of 1 MB; split it")
    assert found["fits.txt"] == ("read", "")


def test_bombs_are_not_opened(put, tmp_path: Path, make_zip, make_docx) -> None:
    zeros = bytes(12 << 20)
    put("bomb.zip", make_zip({"a.txt": zeros}))
    put("many.zip", make_zip({f"{i}.txt": b"x" for i in range(30)}))
    put("bomb.txt.gz", gzip.compress(zeros))
    buffer = io.BytesIO(make_docx(GOOD))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zeros.bin", zeros)
    put("bomb.docx", buffer.getvalue())
    put("deep.zip", make_zip({"b.zip": make_zip({"c.zip": make_zip({"d.txt": GOOD.encode()})})}))
    found = status(tmp_path)
    for name in ("bomb.zip", "bomb.txt.gz", "bomb.docx"):
        assert found[name][0] == "skipped"
        assert "would unpack" in found[name][1]
    assert "holds 30 files" in found["many.zip"][1]
    assert "2 archives deep" in found["deep.zip/b.zip/c.zip"][1]


def test_paths_that_climb_out_of_an_archive(put, tmp_path: Path, make_zip) -> None:
    put("p.zip", make_zip({"../../evil.txt": b"x", "/etc/evil.txt": b"x", "ok.txt": GOOD.encode()}))
    found = status(tmp_path)
    assert found["p.zip/ok.txt"][0] == "read"
    assert sorted(state for name, (state, _) in found.items() if "evil" in name) == ["skipped", "skipped"]
    assert not list(tmp_path.parent.glob("evil.txt"))


def test_entities_are_not_expanded(put, tmp_path: Path, make_docx) -> None:
    source = zipfile.ZipFile(io.BytesIO(make_docx(GOOD)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, ENTITIES if name == "word/document.xml" else source.read(name))
    put("laughs.docx", buffer.getvalue())
    assert status(tmp_path)["laughs.docx"][0] == "skipped"


def test_an_encrypted_member_is_named(put, tmp_path: Path, make_zip) -> None:
    data = bytearray(make_zip({"a.txt": GOOD.encode(), "b.txt": GOOD.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    put("p.zip", bytes(data))
    found = status(tmp_path)
    assert "password" in found["p.zip/a.txt"][1]
    assert found["p.zip/b.txt"][0] == "read"


def test_links_that_lead_round_and_nowhere(put, tmp_path: Path) -> None:
    put("sub/a.txt", GOOD)
    (tmp_path / "sub" / "round").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = status(tmp_path)
    assert found["sub/a.txt"][0] == "read"
    assert found["nowhere.txt"][0] == found["self.txt"][0] == "skipped"
    assert len(found) == 3


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not an ordinary file" in status(tmp_path)["pipe.txt"][1]


@pytest.mark.parametrize(("fault", "said"), [
    (PermissionError(13, "denied"), "no permission"),
    (FileNotFoundError(2, "gone"), "no longer existed"),
    (OSError(5, "Input/output error"), "Input/output error"),
])  # fmt: skip
def test_files_that_fail_when_they_are_read(
    put, tmp_path: Path, monkeypatch, fault: OSError, said: str
) -> None:
    put("bad.txt", GOOD)
    opened = os.open

    def fail(path: str, *more: int) -> int:
        if Path(path).name == "bad.txt":
            raise fault
        return opened(path, *more)

    monkeypatch.setattr(os, "open", fail)
    assert said in status(tmp_path)["bad.txt"][1]


def test_a_folder_that_may_not_be_opened(put, tmp_path: Path, monkeypatch) -> None:
    put("closed/a.txt", GOOD)
    scan = os.scandir

    def fail(path: Path):
        if Path(path).name == "closed":
            raise PermissionError(13, "denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", fail)
    assert "no permission" in status(tmp_path)["closed"][1]


def test_odd_names_of_files(put, tmp_path: Path) -> None:
    names = [
        "a b.txt",
        "柳州\n市.txt",
        "=cmd.txt",
        "<b>.txt",
        "'\"%s{}.txt",
        "x" * 200 + ".txt",
        ".hidden.txt",
        "~$x.docx",
    ]
    for name in names:
        put(name, GOOD)
    found = status(tmp_path)
    assert {state for state, _ in found.values()} == {"read"}
    assert sorted(found) == sorted(names[:6])


def test_names_of_chinese_windows(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "柳州市_2023.txt".encode("gb18030")
    with open(path, "wb") as file:
        file.write(GOOD.encode())
    assert status(tmp_path)["柳州市_2023.txt"][0] == "read"


def test_scripts_are_taken_out_and_formulas_stay_as_they_are(put, tmp_path: Path) -> None:
    put("a.txt", f"<script>alert(1)</script>{GOOD}")
    put("b.txt", f'=HYPERLINK("http://example.org")\n{GOOD}')
    put("c.txt", "<script>alert(1)</script>")
    assert status(tmp_path)["c.txt"][0] == "skipped"
    texts = read_folder(tmp_path).documents["text"]
    assert texts["a"] == GOOD
    assert texts["b"] == f'=HYPERLINK("http://example.org")\n{GOOD}'


def test_thousands_of_tiny_files(tmp_path: Path) -> None:
    for i in range(5000):
        (tmp_path / f"{i}.txt").write_bytes("政府工作".encode())
    assert len(read_folder(tmp_path).documents) == 5000
