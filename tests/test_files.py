"""Tables that no spreadsheet runs, files that are whole or not there."""

import multiprocessing
import os
import signal
import stat

import pandas as pd
import pytest

from analysis.errors import OutputError
from analysis.files import DRAFT, neutralise, staged, whole, write_table, write_whole, written_below


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("改革", "改革"),
        (-1, -1),
        (None, None),
        ("", ""),
    ],
)
def test_formulas_are_neutralised(cell, written):
    assert neutralise(cell) == written


def test_table(tmp_path):
    path = tmp_path / "new" / "t.csv"
    write_table(path, pd.DataFrame({"term": ["=1+1", "港口"], "rate": [1 / 3, float("nan")], "n": [-2, 3]}))
    assert path.read_bytes() == "\ufeffterm,rate,n\n'=1+1,0.3333333333,-2\n港口,,3\n".encode()


def test_cells_of_any_kind_are_written_as_pandas_does(tmp_path):
    days = pd.to_datetime(["2021-01-01", None, "2022-12-31"])
    table = pd.DataFrame({
        "float": [1 / 3, float("inf"), -0.0], "nullable": pd.array([1e20, None, 0.1], "Float64"),
        "whole": pd.array([1, None, 3], "Int64"), "bool": [True, False, True], "day": days,
        "hour": days + pd.Timedelta("1h"), "kind": pd.Categorical(["a", None, "b"]),
        "text": ['a"b', "a,b", None], "line": ["a\nb", "a\r\nb", ""],
    })  # fmt: skip
    table["mixed"] = pd.Series([1, 1 / 3, None], dtype=object)
    write_table(tmp_path / "a.csv", table)
    expected = table.to_csv(index=False, float_format="%.10g", lineterminator="\n")
    assert (tmp_path / "a.csv").read_bytes().decode("utf-8-sig") == expected


def test_names_of_columns_are_no_formulas(tmp_path):
    write_table(tmp_path / "a.csv", pd.DataFrame({"=1+1": [1], "柳州市": [2]}))
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[0] == "'=1+1,柳州市"


def test_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "page.html"
    path.write_text("old")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, "new")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    assert path.read_text() == "old"


def test_staged_files_arrive_together(tmp_path):
    place = tmp_path / "reports" / "x"
    with staged(place) as draft:
        write_whole(draft / "tables" / "a.csv", "a")
        assert not place.exists()
    assert (place / "tables" / "a.csv").read_text() == "a"
    assert [path.name for path in place.parent.iterdir()] == ["x"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError])
def test_interrupted_draft_leaves_what_was(tmp_path, fault):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "page.html").write_text("old")

    def fail_half_way():
        with staged(tmp_path / "x") as draft:
            write_whole(draft / "page.html", "new")
            raise fault

    with pytest.raises(fault):
        fail_half_way()
    assert (tmp_path / "x" / "page.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(tmp_path):
    place = tmp_path / "x"
    write_whole(place / "a.csv", "old a")
    (place / "b.csv").mkdir()  # as little to be replaced as a file that a spreadsheet holds open

    def replace_all():
        with staged(place) as draft:
            for name in ("a.csv", "b.csv", "c.csv", "0.csv"):
                write_whole(draft / name, "new")

    with pytest.raises(OutputError, match=r"b\.csv: cannot be written \(Is a directory\); close it"):
        replace_all()
    assert (place / "a.csv").read_text() == "old a"
    assert sorted(path.name for path in place.iterdir()) == ["a.csv", "b.csv"]
    (place / "b.csv").rmdir()
    replace_all()
    assert {path.name: path.read_text() for path in place.iterdir()} == {
        **dict.fromkeys(("0.csv", "a.csv", "b.csv", "c.csv"), "new"),
        ".koujing": "0.csv\na.csv\nb.csv\nc.csv\n",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_no_space_is_said_plainly(tmp_path):
    message = r"x: cannot be written \(No space left on device\); close it .* or choose another --out"
    with pytest.raises(OutputError, match=message), staged(tmp_path / "x"):
        raise OSError(28, "No space left on device")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"), staged(tmp_path / "file" / "x"):
        pass


def _killed(place, at):
    def kill(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    with staged(place) as draft:
        for name in ("a.csv", "b.csv", "new.csv"):
            write_whole(draft / name, "new")
        if at == "working":
            kill()
        done, replace = [], os.replace

        def replaced(path, target):
            replace(path, target)
            done.append(target)
            if str(target).endswith(at):
                kill()

        os.replace = replaced


needs_fork = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="needs fork and locks of POSIX"
)


@needs_fork
@pytest.mark.parametrize("at", ["working", "old/b.csv", "x/a.csv", "x/new.csv"])
def test_what_a_killed_run_left_is_taken_back_by_the_next(tmp_path, at):
    place = tmp_path / "x"
    for name in ("a.csv", "b.csv"):
        write_whole(place / name, "old")
    run = multiprocessing.get_context("fork").Process(target=_killed, args=(place, at))
    run.start()
    run.join(60)
    assert run.exitcode == -signal.SIGKILL
    assert len(list(place.glob(f"{DRAFT}*"))) == 1

    def fails():
        with staged(place):
            found = {path.name: path.read_text() for path in place.glob("*.csv")}
            assert found == {"a.csv": "old", "b.csv": "old"}, "as before the killed run"
            raise ValueError("as before")

    with pytest.raises(ValueError, match="as before"):
        fails()
    assert sorted(path.name for path in place.iterdir()) == ["a.csv", "b.csv"]


@needs_fork
def test_the_draft_of_a_run_that_lives_stays(tmp_path):
    place = tmp_path / "x"
    place.mkdir()
    with staged(place) as first:
        with staged(place) as second:
            write_whole(second / "b.csv", "b")
        assert first.is_dir()
        write_whole(first / "a.csv", "a")
    assert (place / "a.csv").read_text() == "a"
    assert (place / ".koujing").read_text() == "a.csv\nb.csv\n"


def test_a_folder_on_another_file_system_or_with_a_parent_that_is_closed(tmp_path, monkeypatch):
    place = tmp_path / "mount"
    place.mkdir()
    replace = os.replace

    def apart(path, target):
        if ("tables" in str(target)) != ("tables" in str(path)) and "part" not in str(path):
            raise OSError(18, "Invalid cross-device link")
        replace(path, target)

    monkeypatch.setattr(os, "replace", apart)
    for text in ("old", "new"):
        with staged(place) as draft:
            write_whole(draft / "tables" / "a.csv", text)
        assert (place / "tables" / "a.csv").read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["mount"], "nothing was put beside the mount"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_files_may_be_read_by_those_whom_the_mask_allows(tmp_path):
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "a", "x")
        with whole(tmp_path / "b", mode=0o600) as draft:
            draft.write_text("x")
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "ab"] == [0o644, 0o600]


def test_results_below_a_folder_are_known(tmp_path):
    with staged(tmp_path / "texts" / "report") as draft:
        write_whole(draft / "tables" / "a.csv", "")
    with staged(tmp_path) as draft:
        write_whole(draft / "texts" / "b.txt", "")
        write_whole(draft / "log.csv", "")
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    found = {path.relative_to(tmp_path).as_posix() for path in written_below(tmp_path, paths)}
    assert found == {"texts/report/tables/a.csv", "log.csv"}


def test_a_locale_that_cannot_write_names_is_said(tmp_path):
    with (
        pytest.raises(OutputError, match=r"in this locale \(ascii\); set PYTHONUTF8=1"),
        staged(tmp_path / "x"),
    ):
        "柳州市".encode("ascii")
