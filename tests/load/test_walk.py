"""Whatever lies in a folder is read or said, and nothing is waited for."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.load import Bounds, read_folder, walk
from analysis.load.items import Unreadable
from analysis.load.walk import bytes_of, find_files, source_names

GOOD = "现在，我代表市人民政府报告工作。"


def reasons(root: Path) -> dict[str, str]:
    """Return why each file that was not read was not, by its name."""
    files = read_folder(root).files
    skipped = files[files["status"] == "skipped"]
    return dict(zip(skipped["file"], skipped["reason"], strict=True))


def test_links_that_lead_round_beside_a_manifest(put, tmp_path: Path) -> None:
    put("good.txt", GOOD)
    put("documents.csv", "file,city\ngood.txt,柳州市\n")
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert reasons(tmp_path) == dict.fromkeys("ab", "it is not an ordinary file (a broken link, or a device)")


def test_folders_that_link_to_each_other_are_read_once_by_links(put, tmp_path: Path) -> None:
    for name in "abcdefgh":
        put(f"{name}/{name}.txt", GOOD)
        for other in "abcdefgh":
            (tmp_path / name / f"to_{other}").symlink_to(tmp_path / other)
    files = read_folder(tmp_path).files
    assert (files["status"] == "read").sum() <= 16
    assert set(files["reason"].dropna()) == {
        "it is a link to a folder that was already read through another link"
    }


def test_a_link_to_another_folder_is_followed(put, tmp_path: Path) -> None:
    put("elsewhere/a.txt", GOOD)
    put("texts/b.txt", GOOD)
    (tmp_path / "texts" / "more").symlink_to(tmp_path / "elsewhere")
    assert read_folder(tmp_path / "texts").documents.index.tolist() == ["b", "more/a"]


def test_folders_a_thousand_deep(tmp_path: Path) -> None:
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for depth in range(2200):
            os.mkdir("d")
            os.chdir("d")
            if depth in (1200, 2190):
                Path("deep.txt").write_text(GOOD, encoding="utf-8")
    finally:
        os.chdir(here)
    Path(tmp_path, "good.txt").write_text(GOOD, encoding="utf-8")
    files = read_folder(tmp_path).files.set_index("file")
    assert (files["status"] == "read").sum() == 2
    [reason] = files["reason"].dropna()
    assert reason.startswith("its path is longer than the system allows")
    subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)


@pytest.mark.parametrize("place", ["x" * 5000, "a\0b", "missing"])
def test_places_that_cannot_be(place: str) -> None:
    with pytest.raises(InputError, match=r"check the path\.$"):
        find_files(Path(place))


def test_pipes_sockets_and_devices_are_not_opened(put, tmp_path: Path, monkeypatch) -> None:
    put("good.txt", GOOD)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)
        server.bind("socket.txt")
        found = reasons(tmp_path)
    assert found == dict.fromkeys(
        ("device.txt", "pipe.txt", "socket.txt"), "it is not an ordinary file (a broken link, or a device)"
    )
    with pytest.raises(InputError, match="cannot be read: it is not an ordinary file"):
        read_folder(tmp_path / "good.txt", tmp_path / "pipe.txt")


def test_a_file_that_became_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.setattr(walk, "check_ordinary", lambda path: None)
    with pytest.raises(Unreadable, match="no_file"):
        bytes_of(tmp_path / "pipe.txt", Bounds())


def test_a_file_that_grows_is_read_to_the_bound(put, monkeypatch) -> None:
    path = put("a.txt", b"x" * 200)
    assert bytes_of(path, Bounds(file_bytes=200)) == b"x" * 200
    with pytest.raises(Unreadable, match="too_large"):
        bytes_of(path, Bounds(file_bytes=199))
    fstat = os.fstat
    monkeypatch.setattr(os, "fstat", lambda handle: os.stat_result([*fstat(handle)[:6], 10, 0, 0, 0]))
    with pytest.raises(Unreadable, match="too_large"):
        bytes_of(path, Bounds(file_bytes=199))


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can become someone else")
def test_what_may_not_be_read_is_said(put, tmp_path: Path) -> None:
    put("good.txt", GOOD)
    put("unreadable.txt", GOOD).chmod(0)
    put("listed/a.txt", GOOD)
    put("closed/a.txt", GOOD)
    (tmp_path / "listed").chmod(0o444)
    (tmp_path / "closed").chmod(0o111)
    for folder in (tmp_path, *list(tmp_path.parents)[:-2]):
        folder.chmod(0o755)
    os.setegid(65534)
    os.seteuid(65534)
    try:
        found = {path.name: _told(path) for path in find_files(tmp_path)}
    finally:
        os.seteuid(0)
        os.setegid(0)
    assert found == {
        "closed": "no_permission", "good.txt": GOOD.encode(), "a.txt": "no_permission",
        "unreadable.txt": "no_permission",
    }  # fmt: skip


def _told(path: Path) -> bytes | str:
    try:
        return bytes_of(path, Bounds())
    except Unreadable as fault:
        return fault.reason.code


def test_names_are_written_down_each_another_one() -> None:
    names = {
        "柳州.txt".encode("gb18030"): r"\xc1\xf8\xd6\xdd.txt",
        "柳州.txt".encode(): "柳州.txt",
        "青岛.txt".encode("gb18030"): "青岛.txt",
        b"\xff\xfe.txt": r"\xff\xfe.txt",
        b"\xff\xfd.txt": r"\xff\xfd.txt",
        b"a\nb.txt": "a\nb.txt",
    }
    paths = [Path(os.fsdecode(b"/x/" + name)) for name in names]
    assert source_names(paths, Path("/x")) == list(names.values())


def test_several_at_a_time_are_read_as_one_after_the_other(put, make_docx, tmp_path: Path) -> None:
    for number in range(12):
        put(f"{number}.docx", make_docx(f"{GOOD}{number}"))
        put(f"{number}.txt", f"{GOOD}{number}")
    put("bad.pdf", b"%PDF-1.4")
    one, two = read_folder(tmp_path), read_folder(tmp_path, jobs=3)
    assert one.documents.equals(two.documents)
    assert one.files.equals(two.files)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a.csv", "table_too_large"), ("a.jsonl.gz", "table_too_large"), ("a.txt", "too_large")],
)
def test_a_table_that_is_too_large_is_sent_to_koujing_count(put, name: str, reason: str) -> None:
    path = put(name, b"x" * 200)
    with pytest.raises(Unreadable) as refused:
        bytes_of(path, Bounds(file_bytes=199))
    assert refused.value.reason.code == reason


@pytest.mark.parametrize("ending", ["_files", ".files", "_文件"])
def test_the_folder_of_a_saved_page_is_no_text_and_told(put, tmp_path: Path, ending: str) -> None:
    put("柳州市_2021.html", f"<html><body><p>{GOOD}</p></body></html>")
    put(f"柳州市_2021{ending}/a.js", 'var a="柳州市";')
    put(f"柳州市_2021{ending}/inner/saved_resource.html", "<html><body></body></html>")
    put(f"桂林市_2021{ending}/甲.txt", GOOD)
    reading = read_folder(tmp_path, lang="zh")
    sources = ["柳州市_2021.html", f"桂林市_2021{ending}/甲.txt"]
    assert sorted(reading.documents["source"]) == sorted(sources)
    (row,) = reading.files[reading.files["status"] == "note"].to_dict("records")
    assert (row["file"], "浏览器保存网页（柳州市_2021.html）" in row["reason"]) == (
        f"柳州市_2021{ending}",
        True,
    )
