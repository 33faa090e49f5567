"""A report that nothing has changed for is taken from the cache; anything that has makes it anew."""

import nbformat
import pytest

from analysis.report import make_report, notebook
from analysis.report.again import contents_of


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for city in ("青岛市", "兰州市"):
        (folder / f"{city}-2022.txt").write_text(f"{city}推进港口与黄河治理。", encoding="utf-8")
    return folder


@pytest.fixture
def computed(monkeypatch):
    """The parameters of each run of the notebook, which writes two files here in place of all."""
    runs = []

    def run(path, parameters, progress, sections):
        runs.append(parameters)
        draft = parameters["out"]
        status = parameters.get("title") or "read,"
        for name, content in (
            ("compare_cities.html", f"<p>{len(runs)}</p>"),
            ("tables/files.csv", f"\ufefffile,status,reason\na.txt,{status}\n"),
        ):
            place = type(path)(draft, name)
            place.parent.mkdir(exist_ok=True)
            place.write_text(content, encoding="utf-8")
        return nbformat.v4.new_notebook()

    monkeypatch.setattr(notebook, "run_notebook", run)
    return runs


@pytest.fixture
def report(texts, tmp_path):
    def make(**options):
        given = {"folder": texts, "out": tmp_path / "out", "cache": tmp_path / "cache", "quiet": True}
        return make_report(**(given | options))

    return make


def test_a_second_run_computes_nothing_and_writes_the_same_bytes(report, computed, tmp_path):
    first, again = report(), report(out=tmp_path / "again")
    assert len(computed) == 1
    names = ["compare_cities.html", "compare_cities.ipynb", "compare_cities.xlsx", "tables/files.csv"]
    for name in names:
        assert (again.parent / name).read_bytes() == (first.parent / name).read_bytes(), name
    listed = (again.parent / ".koujing").read_text(encoding="utf-8").split()
    assert listed == names, "what was written is listed as after any run"


def test_each_change_makes_it_anew(report, computed, texts, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("港口\n", encoding="utf-8")

    def rename():
        (texts / "兰州市-2022.txt").rename(texts / "兰州市-2023.txt")

    changes = [
        lambda: {},
        lambda: {"seed": 2},
        lambda: {"stopwords": words},
        lambda: words.write_text("黄河\n", encoding="utf-8") and {"stopwords": words},
        lambda: {"sections": ("corpus",)},
        lambda: (texts / "无锡市.txt").write_text("太湖。", encoding="utf-8") and {},
        lambda: (texts / "无锡市.txt").write_text("大湖。", encoding="utf-8") and {},
        lambda: rename() or {},
    ]
    for n, change in enumerate(changes, 1):
        options = change()
        report(**options)
        report(**options)
        assert len(computed) == n


def test_a_single_file_is_kept_with_what_is_read_beside_it(report, computed, texts):
    """The list of texts, and rows of a database not merged yet; not the other files of its folder."""
    table = texts / "notices.sqlite"
    changes = [
        lambda: table.write_bytes(b"a"),
        lambda: table.write_bytes(b"b"),
        lambda: (texts / "documents.csv").write_text("file,city\nnotices.sqlite,兰州市\n", encoding="utf-8"),
        lambda: (texts / "documents.csv").write_text("file,city\nnotices.sqlite,青岛市\n", encoding="utf-8"),
        lambda: (texts / "notices.sqlite-wal").write_bytes(b"rows"),
        lambda: (texts / "documents.csv").unlink(),
    ]
    for n, change in enumerate(changes, 1):
        change()
        report(folder=table)
        (texts / f"{n}.txt").write_text("太湖。", encoding="utf-8")
        report(folder=table)
        assert len(computed) == n


def test_a_file_that_can_never_be_read_keeps_no_report_from_being_kept(report, computed):
    report(title="skipped,文件为空")
    report(title="skipped,文件为空")
    assert len(computed) == 1


def test_nothing_is_kept_of_what_another_run_may_not_come_to(report, computed, texts):
    for options in (
        {"title": "skipped,15 秒内未能读完，已放弃；请重新另存，或另存为纯文本"},  # it may be read next time
        {"title": "skipped,读取 doc 文件需要 LibreOffice，但没有找到；请安装，或将文件另存为 docx"},
        {"title": "skipped,"},  # for a reason unknown
        {"figures": ("svg",)},  # drawn in the fonts of this machine
        {"no_cache": True},
    ):
        computed.clear()
        report(**options)
        report(**options)
        assert len(computed) == 2, options


def test_the_name_tells_results_from_texts(texts):
    before = contents_of(texts)
    (texts / ".koujing").write_text("兰州市-2022.txt\n", encoding="utf-8")
    assert contents_of(texts) != before
