"""The command line: what it says to good and to bad arguments."""

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from analysis.cli import file_name, main


def run(*arguments, capsys):
    code = main(list(map(str, arguments)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def folder_with(tmp_path, **files):
    for name, content in files.items():
        path = tmp_path / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return tmp_path


def test_check_says_how_each_file_is_read(tmp_path, capsys):
    folder_with(
        tmp_path,
        柳州市_2023__txt="打通堵点，破解难点。",
        a__txt="",
        b__txt=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    )
    code, out, _ = run("check", tmp_path, "--quiet", capsys=capsys)
    lines = {line.split("\t")[0]: line for line in out.splitlines()}
    assert code == 0
    assert list(lines) == ["a.txt", "b.txt", "柳州市_2023.txt"]
    assert "城市=柳州市（文件名）" in lines["柳州市_2023.txt"]
    assert "日期=?（-）\t年份=2023（文件名）" in lines["柳州市_2023.txt"]
    assert "字符=10" in lines["柳州市_2023.txt"]
    assert "略过" in lines["a.txt"]
    assert "文件是空的" in lines["a.txt"]
    assert "略过" in lines["b.txt"]


def test_control_characters_do_not_reach_the_terminal(tmp_path, capsys):
    """Names and cells may hold what moves the cursor, colours the text or turns its direction."""
    bad = "\x1b[31m\x07\x9b\u202e"
    name = f"甲{bad}\n乙.txt"
    (tmp_path / name).write_text("打通堵点，破解难点。", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"正文,城市\n打通堵点。,甲{bad}市\n", encoding="utf-8")
    (tmp_path / f"c{bad}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    code, out, err = run("check", tmp_path, "--quiet", capsys=capsys)
    assert code == 0
    assert len(out.splitlines()) == 3
    assert "甲\\x1b[31m" in out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & {*out, *err}
    code, out, err = run("report", tmp_path / f"none{bad}", "--quiet", capsys=capsys)
    assert code == 2
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & {*out, *err}


def test_check_in_english(tmp_path, capsys):
    folder_with(tmp_path, 柳州市_2023__txt="打通堵点，破解难点。", a__txt="")
    _, out, _ = run("check", tmp_path, "--lang", "en", "--quiet", capsys=capsys)
    assert "a.txt\tskipped\tthe file is empty" in out
    assert "city=柳州市 (file name)\tdate=? (-)\tyear=2023 (file name)\tdocuments=1\tcharacters=10" in out


def test_check_compares_with_a_reference_and_by_a_column(tmp_path, capsys):
    """A text that is the reference, and a column that no text has, are told before a report is made."""
    for name in ("texts", "national"):
        (tmp_path / name).mkdir()
    numbers = "一二三四五六七八九十"
    work = "".join(f"第{n}项任务由青岛市各部门分工落实，年底前全部办结，按月通报进度情况。" for n in numbers)
    (tmp_path / "texts" / "青岛市_2023.txt").write_text(work * 2, encoding="utf-8")
    (tmp_path / "national" / "2023.txt").write_text(work, encoding="utf-8")
    code, _, plain = run("check", tmp_path / "texts", "--quiet", capsys=capsys)
    assert code == 0
    assert "参照" not in plain
    _, _, told = run(
        "check", tmp_path / "texts", "--reference", tmp_path / "national", "--quiet", capsys=capsys
    )
    assert "青岛市_2023" in told
    assert "参照" in told
    code, _, told = run("check", tmp_path / "texts", "--by", "region", "--quiet", capsys=capsys)
    assert code == 2
    assert "region" in told


def test_clean_writes_texts_log_and_mapping(tmp_path, capsys):
    folder = tmp_path / "texts"
    folder.mkdir()
    folder_with(
        folder, 柳州市_2023__txt="首页 > 新闻\n打通堵点，破解難點(diǎn)，推動發展。\n=1+1是公式，也是文本。\n"
    )
    out = tmp_path / "out"
    code, _, _ = run("clean", folder, "--out", out, "--quiet", capsys=capsys)
    assert code == 0
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*")) == [
        ".koujing", "documents.csv", "files.csv", "log.csv", "paragraphs.csv", "texts/柳州市_2023.txt",
    ]  # fmt: skip
    assert "难点" in (out / "texts" / "柳州市_2023.txt").read_text(encoding="utf-8")
    log = pd.read_csv(out / "log.csv", encoding="utf-8-sig")
    assert {"chrome", "glosses", "script"} <= set(log["rule"].str.partition(":")[0])
    assert pd.read_csv(out / "paragraphs.csv", encoding="utf-8-sig")["first_line"].tolist() == [2, 3]


@pytest.mark.parametrize(
    ("doc_id", "name"),
    [
        ("a/b#2", "a_b#2"),
        ("..", "_"),
        ('x<>:"|?*', "x_______"),
        ("柳州市", "柳州市"),
        ("a" * 300, f"{'a' * 200}-9835fa6b"),
        ("", "_"),
    ],
)
def test_file_names(doc_id, name):
    assert file_name(doc_id) == name


@pytest.mark.parametrize("command", ["check", "report"])
def test_folder_that_is_not_there(command, tmp_path, capsys):
    code, _, err = run(command, tmp_path / "no", "--quiet", capsys=capsys)
    assert code == 2
    assert err.startswith("koujing: ")
    assert "no such folder" in err
    assert len(err.strip().splitlines()) == 1


def test_empty_folder(tmp_path, capsys):
    code, _, err = run("check", tmp_path, "--quiet", capsys=capsys)
    assert code == 2
    assert "the folder is empty" in err


def test_no_readable_file(tmp_path, capsys):
    folder_with(tmp_path, a__txt="", b__csv="x,y\n1,2\n")
    code, _, err = run("check", tmp_path, "--quiet", capsys=capsys)
    assert code == 2
    assert "none of its 2 files could be read" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report"], "the following arguments are required: FOLDER"),
        (["report", "x", "--n-topics", "1"], "must be at least 2, not 1"),
        (["report", "x", "--n-topics", "many"], "'many' is not a whole number"),
        (["report", "x", "--lang", "fr"], "invalid choice: 'fr'"),
        (["weigh", "x"], "invalid choice: 'weigh'"),
    ],
)
def test_unusable_arguments(arguments, message, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_help_is_quick_and_loads_nothing_heavy():
    code = "import sys; from analysis.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += (
        "print(sorted({'pandas', 'numpy', 'jieba', 'gensim', 'matplotlib', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "koujing report texts/" in done.stdout


def test_unknown_grouping(tmp_path, capsys):
    folder_with(tmp_path, 柳州市_2023__txt="打通堵点，破解难点。")
    code, _, err = run(
        "report", tmp_path, "--by", "county", "--out", tmp_path / "out", "--quiet", capsys=capsys
    )
    assert code == 2
    assert "must be one of 'city', 'district'" in err


@pytest.mark.parametrize("command", ["new", "report", "check", "audit", "clean", "completion"])
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"usage: koujing {command}" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for child processes")
def test_interrupted_report_leaves_nothing(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    folder_with(folder, 柳州市_2023__txt="打通堵点，破解难点，推动发展。\n" * 2000)
    out = tmp_path / "out" / "here"
    started = subprocess.Popen(
        [sys.executable, "-m", "analysis.cli", "report", str(folder), "--out", str(out)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not out.parent.is_dir() and started.poll() is None:  # once the draft folder is there, it works
        time.sleep(0.05)
    time.sleep(1)
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate()
    assert started.returncode == 130, said
    assert "koujing: interrupted" in said
    assert "Traceback" not in said
    assert list(out.parent.iterdir()) == []


def test_interrupted_within_executed_code_has_the_same_code(tmp_path):
    lines = (
        "import sys",
        "from types import SimpleNamespace",
        "from analysis import cli",
        "cli.parsed = lambda _: SimpleNamespace(run=lambda _: exec('raise KeyboardInterrupt'))",
        "sys.exit(cli.main([]))",
    )
    tmp_path.joinpath("interrupted.py").write_text("\n".join(lines), encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    ended = subprocess.run(
        [sys.executable, "-m", "interrupted"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 130
    assert "koujing: interrupted" in ended.stderr


def test_audit_writes_entries_and_says_how_keywords_change(tmp_path, capsys):
    folder = tmp_path / "texts"
    folder.mkdir()
    text = "走进琥珀梧桐书院。保护琥珀梧桐书院！宣传琥珀梧桐书院，发展经济。"
    folder_with(folder, **{f"{city}_2024__txt": text for city in ("柳州市", "中山市", "温州市")})
    entries = tmp_path / "userdict.txt"
    code, out, _ = run("audit", folder, "--write", entries, "--quiet", capsys=capsys)
    assert code == 0
    assert entries.read_text(encoding="utf-8").split() == ["琥珀梧桐书院"]
    rows = [line.split("\t") for line in out.splitlines()]
    assert ["neighbours", "琥珀梧桐书院", "琥珀|梧桐|书院", "9", "3"] in [row[:5] for row in rows]
    assert ["gained", "柳州市", "琥珀梧桐书院"] in [row[:3] for row in rows]
    code, out, _ = run("audit", folder, "--userdict", entries, "--quiet", capsys=capsys)
    assert code == 0
    assert "琥珀梧桐书院" not in out
    code, _, err = run("audit", folder, "--write", entries, "--quiet", capsys=capsys)
    assert code != 0
    assert "already exists" in err


def test_report_takes_a_dictionary_and_themes(tmp_path, capsys):
    folder = tmp_path / "texts"
    folder.mkdir()
    text = "走进琥珀梧桐书院。保护琥珀梧桐书院！宣传琥珀梧桐书院，发展经济。改革港口，建设航线。"
    folder_with(folder, 柳州市_2024__txt=text, 中山市_2024__txt="港口贸易兴旺，航线开通，改革创新。")
    (tmp_path / "own.txt").write_text("琥珀梧桐书院\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text('"航运" = ["港口", "航线"]\n', encoding="utf-8")
    out = tmp_path / "out"
    given = ["--userdict", tmp_path / "own.txt", "--themes", tmp_path / "own.toml", "--n-topics", 2]
    engine = "tomotopy" if find_spec("tomotopy") else "gensim"
    given += ["--topic-engine", engine, "--date", "2026-01-31"]
    code, _, _ = run("report", folder, "--out", out, "--quiet", *given, capsys=capsys)
    assert code == 0
    keywords = pd.read_csv(out / "tables" / "keywords.csv")
    assert "琥珀梧桐书院" in set(keywords["term"])
    settings = pd.read_csv(out / "tables" / "settings.csv").set_index("setting")["value"]
    assert settings["option.topic_engine"] == engine
    assert settings["option.date"] == "2026-01-31"
    attention = pd.read_csv(out / "tables" / "attention.csv")
    assert attention[["theme", "group", "n"]].to_numpy().tolist() == [
        ["航运", "中山市", 2],
        ["航运", "柳州市", 2],
    ]


def test_cache_is_told_of_and_emptied(tmp_path, capsys, monkeypatch):
    from functools import partial

    from analysis.cache import cached

    monkeypatch.setenv("KOUJING_CACHE", str(tmp_path))
    cached(partial(len, "港口"))
    for action, said in (("info", "entries=1"), ("clear", "removed=1"), ("info", "entries=0")):
        assert main(["cache", action, "--cache", str(tmp_path)]) == 0
        assert said in capsys.readouterr().out


def test_a_stream_that_was_closed_is_no_fault(tmp_path, monkeypatch):
    """Python has None in place of a stream that whoever started the process had closed."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["check", str(folder_with(tmp_path, a="港口扩建。")), "--quiet"]) == 0


def test_without_memory_a_word(monkeypatch, capsys):
    monkeypatch.setattr("analysis.cli.parsed", lambda _: (_ for _ in ()).throw(MemoryError))
    assert main(["check", "."]) == 2
    assert "not enough memory; for large folders use koujing count" in capsys.readouterr().err


def test_the_warnings_of_a_report_are_said_last_as_the_page_has_them(tmp_path, capsys, monkeypatch):
    page = tmp_path / "compare_cities.html"
    page.write_text(
        '<p class="notice">a note</p>\n<p class="notice alarm">&lt;甲&gt; &amp; 乙&#39;s\x1b[2J</p>\n'
        '<p class="notice alarm">第二条</p>',
        encoding="utf-8",
    )
    monkeypatch.setattr("analysis.report.make_report", lambda **_: page)
    assert main(["report", str(tmp_path), "--quiet"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    first, second = said.err.splitlines()
    assert first.startswith("<甲> & 乙's")
    assert "\x1b" not in first
    assert second == "第二条"


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "koujing: the output cannot be written (No space left"),
        ("zh", "koujing：输出的内容无法写入（磁盘空间不足）；"),
    ],
)
def test_output_that_cannot_be_written_is_told_in_one_line(tmp_path, lang, told):
    folder_with(tmp_path, 柳州市_2023__txt="打通堵点，破解难点。")
    command = [sys.executable, "-m", "analysis.cli"]
    for asked in (["check", str(tmp_path), "--quiet", "--lang", lang], ["completion", "bash"]):
        with FULL.open("w") as full:
            done = subprocess.run(
                [*command, *asked], stdout=full, stderr=subprocess.PIPE, encoding="utf-8",
                env={**os.environ, "LANG": f"{lang}_XX.UTF-8", "PYTHONUTF8": "1"}, check=False,
            )  # fmt: skip
        *_, last = done.stderr.splitlines()
        assert (done.returncode, last.startswith(told)) == (2, True), done.stderr
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr
    with FULL.open("w") as full:
        assert (
            subprocess.run([*command, "completion", "bash"], stdout=full, stderr=full, check=False).returncode
            == 2
        )


def test_a_list_of_terms_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    folder = folder_with(tmp_path / "texts", 柳州市_2023__txt="打通堵点，破解难点。")
    (tmp_path / "file").write_text("")
    code, _, err = run(
        "audit", folder, "--quiet", "--write", tmp_path / "file" / "a.txt", "--lang", "en", capsys=capsys
    )
    assert (code, "cannot be written" in err) == (2, True)


def test_an_error_of_the_system_names_its_file(tmp_path, capsys, monkeypatch):
    def fails(options):
        raise PermissionError(13, "Permission denied", "/a/b.csv")

    monkeypatch.setattr("analysis.cli.commands.new", fails)
    monkeypatch.setattr("analysis.cli.parsed", lambda _: type("", (), {"run": staticmethod(fails)}))
    assert run("new", tmp_path, capsys=capsys)[2].endswith(
        "/a/b.csv: cannot be read or written (Permission denied).\n"
    )
