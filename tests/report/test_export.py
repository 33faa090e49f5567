"""Tables that no spreadsheet runs, files that are whole or not there."""

import pandas as pd
import pytest

from analysis.report.export import neutralise, write_table, write_whole


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
