"""Tables that no spreadsheet runs, files that are whole or not there."""

import pandas as pd
import pytest

from analysis.errors import OutputError
from analysis.files import neutralise, staged, write_table, write_whole


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
