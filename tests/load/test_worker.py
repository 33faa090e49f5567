"""A file may hang, crash or fill the process that reads it: it is skipped for that, and the run goes on."""

import io
import os
import signal
import zipfile
from pathlib import Path

import pytest

from analysis.load import Bounds, read_folder, worker
from analysis.load.items import Content, Unreadable, message
from analysis.load.read import files_in, is_plain, read_file, read_one
from analysis.load.worker import Worker, call_apart, read_apart

GOOD = "现在，我代表市人民政府报告工作。"
READY = """import os, pickle, sys, time
def say(*said):
    pickle.dump(said, sys.stdout.buffer, 5)
    sys.stdout.flush()
say('ready')
pickle.load(sys.stdin.buffer)
say('begin', 'evil.pdf', 1)
"""
HANGS = READY + "time.sleep(600)"
WORKS = READY + "from analysis.load.serving import _allow; _allow(1)\nwhile True: pass"
DIES = READY + "os.abort()"
SILENT = "import sys; sys.exit(3)"


@pytest.fixture(autouse=True)
def _none_is_idle(monkeypatch):
    monkeypatch.setattr(worker, "_idle", [])
    yield
    worker._end_idle()


def runs(monkeypatch, *programs: str) -> list[str]:
    """Let the next processes run these programs, then the usual one; return what was started."""
    monkeypatch.setattr(worker, "BUSY", 1)
    left, started = list(programs), []

    def start(memory: int) -> Worker:
        program = left.pop(0) if left else worker.PROGRAM
        started.append(program)
        return Worker(memory, program)

    monkeypatch.setattr(worker, "Worker", start)
    return started


@pytest.mark.parametrize(("program", "said"), [
    (HANGS, message("too_slow", seconds=1)),
    (WORKS, message("too_slow", seconds=60)),
    (DIES, message("reader_died")),
])  # fmt: skip
def test_a_file_that_ends_the_process_is_skipped_and_the_next_is_read(monkeypatch, program, said) -> None:
    started = runs(monkeypatch, program)
    bounds = Bounds(seconds=1 if program == HANGS else 60, seconds_per_mebibyte=0)
    assert list(read_apart(b"x", "evil.pdf", bounds)) == [("evil.pdf", said)]
    [(name, content)] = read_apart(GOOD.encode(), "good.txt", Bounds())
    assert name == "good.txt"
    assert isinstance(content, Content)
    assert len(started) == 2


def test_what_it_reads_is_what_is_read_here(make_zip, make_docx) -> None:
    data = make_zip({"a.txt": GOOD.encode(), "b.docx": make_docx(GOOD, GOOD), "c.png": b"\x89PNG\r\n",
                     "d.zip": make_zip({"e.txt": GOOD.encode("gb18030"), "../f.txt": b"x"})})  # fmt: skip
    found = list(read_apart(data, "p.zip", Bounds()))
    assert found == list(read_file(data, "p.zip", Bounds()))
    assert len(found) == 5


def test_one_process_reads_many_files(monkeypatch, make_docx) -> None:
    started = runs(monkeypatch)
    for number in range(5):
        [(_, content)] = read_apart(make_docx(f"{GOOD}{number}"), "a.docx", Bounds())
        assert content.items[0].text == f"{GOOD}{number}"
    assert len(started) == 1


def test_the_other_files_of_an_archive_are_read(monkeypatch, make_zip) -> None:
    files = {f"{k}.txt": GOOD.encode() for k in range(4)}
    kills_second = worker.PROGRAM.replace(
        "from analysis.load.serving import serve",
        "from analysis.load import serving as worker; read = worker.read_one; import os\n"
        "worker.read_one = lambda c, n, b, f: os.abort() if '/1.' in n else read(c, n, b, f)\n"
        "from analysis.load.serving import serve",
    )
    started = runs(monkeypatch, kills_second, kills_second)
    found = dict(read_apart(make_zip(files), "p.zip", Bounds()))
    assert list(found) == [f"p.zip/{k}.txt" for k in range(4)]
    assert found["p.zip/1.txt"] == message("reader_died")
    assert all(isinstance(found[f"p.zip/{k}.txt"], Content) for k in (0, 2, 3))
    assert len(started) == 2


def test_an_archive_of_files_that_end_the_process_is_given_up(monkeypatch, make_zip) -> None:
    dies = worker.PROGRAM.replace(
        "; serve(", "; import analysis.load.serving as w, os; w.read_one = os.abort; serve("
    )
    runs(monkeypatch, *[dies] * 9)
    found = list(read_apart(make_zip({f"{k}.txt": GOOD.encode() for k in range(9)}), "p.zip", Bounds()))
    assert [name for name, _ in found] == ["p.zip/0.txt", "p.zip/1.txt", "p.zip/2.txt", "p.zip"]
    assert found[-1][1] == message("too_many_deaths", bound=3)


def test_where_no_process_can_be_started_files_are_read_here(monkeypatch) -> None:
    runs(monkeypatch, SILENT)
    assert list(read_apart(GOOD.encode(), "a.html", Bounds())) == list(
        read_file(GOOD.encode(), "a.html", Bounds())
    )

    def fail(memory: int) -> Worker:
        raise FileNotFoundError

    monkeypatch.setattr(worker, "Worker", fail)
    assert [name for name, _ in read_apart(GOOD.encode(), "a.html", Bounds())] == ["a.html"]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system sets no limit of memory")
def test_a_file_that_takes_too_much_memory_is_skipped() -> None:
    data = b"".join(b'{"text": "%d %s"}\n' % (k, GOOD.encode() * 20) for k in range(12_000))
    [(_, said)] = read_apart(data, "a.jsonl", Bounds(memory=24 << 20, ocr=""))
    assert said in (message("no_memory"), message("reader_died"))
    [(_, content)] = read_apart(data, "a.jsonl", Bounds())
    assert len(content.items) == 12_000


def test_what_may_go_well_another_time_is_not_kept(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KOUJING_CACHE", str(tmp_path / "cache"))
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.html").write_text(f"<html><body><p>{GOOD * 9}</p></body></html>", encoding="utf-8")
    (texts / "b.txt").write_text(GOOD, encoding="utf-8")
    runs(monkeypatch, DIES)
    assert read_folder(texts).files["status"].tolist() == ["skipped", "read"]
    assert read_folder(texts).files["status"].tolist() == ["read", "read"]


def test_a_process_that_was_forked_off_leaves_the_worker_to_its_owner(monkeypatch) -> None:
    started = runs(monkeypatch)
    list(read_apart(GOOD.encode(), "a.html", Bounds()))
    [mine] = worker._idle
    with monkeypatch.context() as forked:
        forked.setattr(os, "getpid", lambda: -1)
        list(read_apart(GOOD.encode(), "a.html", Bounds()))
    assert len(started) == 2
    os.kill(mine._process.pid, 0)  # it is still there
    os.killpg(mine._process.pid, signal.SIGKILL)
    os.waitpid(mine._process.pid, 0)


@pytest.mark.parametrize(("name", "data", "plain"), [
    ("a.txt", GOOD.encode(), True),
    ("a.TXT", GOOD.encode(), True),
    ("a.txt", GOOD.encode("gb18030"), False),
    ("a.txt", b"<html><body>" + GOOD.encode(), False),
    ("a.txt", b"%PDF-1.4", False),
    ("a.txt", b"PK\x03\x04", False),
    ("a.txt", b'{"text": "x"}', False),
    ("a.txt", GOOD.encode() * 100_000, False),
    ("a.html", GOOD.encode(), False),
    ("a", GOOD.encode(), False),
])  # fmt: skip
def test_only_short_plain_text_is_read_here(name: str, data: bytes, plain: bool) -> None:
    assert is_plain(data, name) == plain


def test_what_a_library_raises_is_said_of_the_file(monkeypatch) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError("surprise")

    monkeypatch.setattr("analysis.load.read.read_bytes", broken)
    assert read_one(b"x", "a.txt", Bounds()) == message("fault", fault="RuntimeError: surprise")
    monkeypatch.setattr("analysis.load.read.sniff", broken)
    assert list(files_in(b"x", "a.txt", Bounds())) == [
        ("a.txt", message("fault", fault="RuntimeError: surprise"))
    ]


def test_a_sheet_that_claims_a_million_rows_has_those_it_has(make_xlsx) -> None:
    source = zipfile.ZipFile(io.BytesIO(make_xlsx(a=[["正文", "城市"], [GOOD, "柳州市"]])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"').replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
                )
            archive.writestr(name, data)
    [(_, content)] = read_file(buffer.getvalue(), "a.xlsx", Bounds())
    assert [(item.text, dict(item.stated)) for item in content.items] == [(GOOD, {"city": "柳州市"})]


def test_tables_within_tables_stand_once(make_docx) -> None:
    import docx

    document = docx.Document()
    place = document
    for depth in range(40):
        cell = place.add_table(1, 1).cell(0, 0)
        cell.text = f"第{depth}层"
        place = cell
    buffer = io.BytesIO()
    document.save(buffer)
    [(_, content)] = read_file(buffer.getvalue(), "a.docx", Bounds())
    assert [content.items[0].text.count(f"第{depth}层") for depth in range(40)] == [1] * 40


def test_functions_are_called_apart(monkeypatch, tmp_path: Path) -> None:
    started = runs(monkeypatch)
    assert call_apart(abs, -3, size=1, bounds=Bounds()) == 3
    with pytest.raises(FileNotFoundError) as missing:
        call_apart(os.stat, tmp_path / "none", size=1, bounds=Bounds())
    assert missing.value.filename == str(tmp_path / "none")
    assert call_apart(os.getpid, size=1, bounds=Bounds()) != os.getpid()
    assert len(started) == 1
    with pytest.raises(Unreadable) as failed:
        call_apart(int, "x", size=1, bounds=Bounds())
    assert failed.value.reason.code == "fault"
    assert "ValueError" in str(failed.value.reason.values["fault"])
    for function, said in ((os.abort, "reader_died"), (signal.pause, "too_slow")):
        with pytest.raises(Unreadable) as ended:
            call_apart(function, size=0, bounds=Bounds(seconds=1))
        assert ended.value.reason.code == said


def test_where_no_process_can_be_started_functions_are_called_here(monkeypatch) -> None:
    runs(monkeypatch, SILENT)
    assert call_apart(os.getpid, size=1, bounds=Bounds()) == os.getpid()
