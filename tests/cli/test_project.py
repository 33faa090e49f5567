"""`koujing new`: a folder to work in, never over what is there."""

import json
import sys

import nbformat
import pytest

from analysis import read_codebook, read_folder
from analysis.cli import main
from analysis.cli.config import read_config
from analysis.load.manifest import STATED
from analysis.options import OPTIONS
from analysis.report import notebook_path, run_notebook

LANGUAGES = ["zh", "en"]


def new(place, capsys, *more):
    code = main(["new", str(place), *more])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_project_holds(tmp_path, capsys, lang):
    place = tmp_path / "项目 1"
    code, out, _ = new(place, capsys, "--lang", lang)
    assert code == 0
    made = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
    notebooks = {path.name for path in notebook_path("compare_cities").parent.glob("*.ipynb")}
    assert set(made) == {"README.md", "koujing.toml", "texts/documents.csv", *notebooks}
    assert out.split("\n")[:-1] == [str(place / name) for name in sorted(made, key=out.index)]
    readme = (place / "README.md").read_text(encoding="utf-8")
    for name in [*made[1:], *STATED]:
        assert f"`{name}`" in readme or name in readme
    assert "{" not in readme


@pytest.mark.parametrize("lang", LANGUAGES)
def test_notebooks_point_at_the_texts(tmp_path, capsys, lang):
    new(tmp_path, capsys, "--lang", lang)
    for path in tmp_path.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        names: dict[str, object] = {}
        exec(first.source, names)
        assert (names["folder"], names["lang"]) == ("texts", lang)


def test_list_to_fill_in_is_read_before_and_after(tmp_path, capsys):
    new(tmp_path, capsys)
    texts = tmp_path / "texts"
    listed = texts / "documents.csv"
    header = listed.read_text(encoding="utf-8-sig").strip()
    assert header.split(",") == ["file", *STATED]
    (texts / "a.txt").write_text("打通堵点，破解难点。", encoding="utf-8")
    files = read_folder(texts).files.set_index("file")
    assert files.loc["documents.csv", "status"] == "manifest"
    assert files["warnings"].fillna("").eq("").all()
    with listed.open("a", encoding="utf-8") as file:
        file.write("a.txt,柳州市,,,2023,,,,\n")
    assert read_folder(texts).documents[["city", "year"]].to_numpy().tolist() == [["柳州市", 2023]]


def test_no_text_yet(tmp_path, capsys):
    new(tmp_path, capsys)
    code = main(["check", str(tmp_path / "texts"), "--quiet"])
    assert code == 2
    assert "holds no text, only notes or documents.csv" in capsys.readouterr().err


def test_nothing_is_overwritten(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    mine = tmp_path / "texts" / "documents.csv"
    mine.write_text("file,city\n", encoding="utf-8")
    code, out, err = new(tmp_path, capsys)
    assert (code, out) == (2, "")
    assert f"{mine}: already exists" in err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]
    assert mine.read_text(encoding="utf-8") == "file,city\n"


def test_folder_with_other_files_is_kept(tmp_path, capsys):
    mine = tmp_path / "notes.txt"
    mine.write_text("我的", encoding="utf-8")
    assert new(tmp_path, capsys)[0] == 0
    assert mine.read_text(encoding="utf-8") == "我的"


def test_place_that_is_a_file(tmp_path, capsys):
    place = tmp_path / "a"
    place.write_text("x", encoding="utf-8")
    code, _, err = new(place, capsys)
    assert code == 2
    assert "is a file" in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets anybody write")
def test_place_that_cannot_be_written(tmp_path, capsys):
    (tmp_path / "a").write_text("x", encoding="utf-8")
    code, _, err = new(tmp_path / "a" / "b", capsys)
    assert code == 2
    assert "cannot be written" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_settings_name_every_option(tmp_path, capsys, lang):
    new(tmp_path, capsys, "--lang", lang)
    file = tmp_path / "koujing.toml"
    assert read_config(file) == {
        "folder": str(tmp_path / "texts"), "out": str(tmp_path / "report"), "lang": lang
    }  # fmt: skip
    lines = file.read_text(encoding="utf-8").splitlines()
    every = "\n".join(line.removeprefix("# ") if " = " in line else line for line in lines)
    file.write_text(every, encoding="utf-8")
    stated = read_config(file)
    assert set(stated) == set(OPTIONS)
    for name in ("by", "sections", "n_topics", "seed", "copies", "quiet"):
        assert stated[name] == OPTIONS[name].default, name


def test_notebook_of_a_project_runs_where_it_lies(tmp_path, capsys, monkeypatch):
    new(tmp_path, capsys)
    (tmp_path / "texts" / "柳州市_2023.txt").write_text("打通堵点，破解难点，发展经济。", encoding="utf-8")
    book = json.loads((tmp_path / "corpus.ipynb").read_text(encoding="utf-8"))
    assert "parameters" in next(c for c in book["cells"] if c["cell_type"] == "code")["metadata"]["tags"]
    monkeypatch.chdir(tmp_path)
    executed = run_notebook(tmp_path / "corpus.ipynb", {"lang": "zh"})
    shown = "".join(
        output.data.get("text/html", "")
        for cell in executed.cells
        for output in cell.get("outputs", [])
        if "data" in output
    )
    assert "柳州市" in shown


def test_a_codebook_comes_along_when_it_is_asked_for(tmp_path, capsys):
    assert main(["new", str(tmp_path / "plain")]) == 0
    assert not (tmp_path / "plain" / "codebook.toml").exists()
    assert main(["new", str(tmp_path / "coded"), "--codebook", "pmc"]) == 0
    assert str(tmp_path / "coded" / "codebook.toml") in capsys.readouterr().out
    assert read_codebook(tmp_path / "coded" / "codebook.toml") == read_codebook("pmc")
