"""`koujing count`: what it says, in either language, and what it leaves."""

import json
import sys

import pytest

from analysis.cache import VARIABLE, contents
from analysis.cli import main


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """A cache of its own, in place of the user's."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "notices.jsonl"
    rows = [{"city": "甲州市", "text": "港口扩建。"}, {"city": "乙州市", "text": "港口贸易。"}, {"text": ""}]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("lang", "said", "passed"),
    [
        ("zh", "共 2 篇，10 字符，4 词；没有查找口号。", "有 1 行（或文件）未计入"),
        (
            "en",
            "2 documents, 10 characters, 4 words; slogans were not looked for.",
            "1 rows or files were skipped",
        ),
    ],
)
def test_says_what_was_counted(table, tmp_path, capsys, lang, said, passed):
    out = tmp_path / "out"
    assert main(["count", str(table), "--out", str(out), "--no-slogans", "--lang", lang]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith(said)
    assert passed in printed[0]
    assert str(out / "skipped.csv") in printed[0]
    assert printed[1] == str(out)


@pytest.mark.parametrize(
    ("lang", "copies", "said"),
    [
        ("zh", "one", "共 2 篇，10 字符，4 词；没有查找口号。另有 1 篇与前面某篇逐字相同，未计入"),
        ("zh", "all", "共 3 篇，15 字符，6 词；没有查找口号。其中 1 篇与前面某篇逐字相同（"),
        (
            "en",
            "one",
            "2 documents, 10 characters, 4 words; slogans were not looked for. 1 more",
        ),
        (
            "en",
            "all",
            "3 documents, 15 characters, 6 words; slogans were not looked for. 1 of them",
        ),
    ],
)
def test_says_how_many_texts_stand_twice(table, tmp_path, capsys, lang, copies, said):
    with table.open("a", encoding="utf-8") as file:
        file.write('{"city": "丙州市", "text": "港口贸易。"}\n')
    arguments = [str(table), "--out", str(tmp_path / "out"), "--no-slogans", "--lang", lang]
    assert main(["count", *arguments, "--copies", copies]) == 0
    assert capsys.readouterr().out.startswith(said)


def test_quiet_says_nothing(table, tmp_path, capsys):
    code = main(["count", str(table), "--out", str(tmp_path / "out"), "--no-slogans", "--quiet"])
    captured = capsys.readouterr()
    assert (code, captured.out, captured.err) == (0, "", "")


def test_batches_are_kept_unless_that_is_not_wanted(table, tmp_path, kept):
    command = [
        "count",
        str(table),
        "--out",
        str(tmp_path / "out"),
        "--no-slogans",
        "--quiet",
        "--batch-size",
        "2",
    ]
    assert main([*command, "--no-cache"]) == 0
    assert contents(kept).n_entries == 0
    assert main([*command, "--cache", str(tmp_path / "named")]) == 0
    assert (contents(kept).n_entries, contents(tmp_path / "named").n_entries) == (0, 2)
    assert main(command) == 0
    assert contents(kept).n_entries == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [([], "no text column (found: 城市)"), (["--lang", "zh"], "表中没有正文列（现有列：城市）")],
)
def test_table_without_texts_in_one_language(tmp_path, capsys, typed, said):
    path = tmp_path / "a.jsonl"
    path.write_text('{"城市": "甲州市"}\n', encoding="utf-8")
    assert main(["count", str(path), "--out", str(tmp_path / "out"), *typed]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_without_dask(table, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["count", str(table), "--out", str(tmp_path / "out"), "--engine", "dask", "--quiet"]) == 2
    assert "pip install 'koujing[dask]'" in capsys.readouterr().err


def test_no_such_table(tmp_path, capsys):
    assert main(["count", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "out")]) == 2
    assert "no such folder; check the path" in capsys.readouterr().err
