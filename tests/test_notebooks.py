"""Notebooks are thin, hold no output, and run on the sample."""

import ast
from pathlib import Path

import nbformat
import pytest

from analysis.errors import InputError
from analysis.report import run_notebook

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


def code(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert "compare_cities" in {path.stem for path in NOTEBOOKS}


def test_no_stored_output(path):
    for cell in nbformat.read(path, as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_cells_are_thin(path):
    for source in code(path):
        assert sum(bool(line.strip()) for line in source.splitlines()) <= 5, source
        kinds = {type(node) for node in ast.walk(ast.parse(source))}
        assert not kinds & {ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.While, ast.ListComp}, (
            source
        )


def test_first_code_cell_holds_the_parameters(path):
    first = next(cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    assert "parameters" in first.metadata["tags"]


@pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if path.stem != "compare_cities"], ids=lambda path: path.stem
)
def test_runs_on_the_sample(path, tmp_path, sample_report, report_cache, monkeypatch):
    monkeypatch.setenv("KOUJING_CACHE", str(report_cache))  # what the report computed is the same here
    runs_quietly(run_notebook(path, {"out": str(tmp_path)}))


def test_the_notebook_of_the_report_ran(sample_report):
    runs_quietly(nbformat.read(sample_report.with_suffix(".ipynb"), as_version=4))


def runs_quietly(executed):
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert outputs
    assert not [output for output in outputs if output.output_type in ("error", "stream")]


def test_a_folder_of_one_short_text_is_enough_or_it_is_said_why_not(tmp_path):
    (tmp_path / "柳州市_2023.txt").write_text("打通堵点，破解难点，消除痛点。", encoding="utf-8")
    books = {path.stem: path for path in NOTEBOOKS}
    runs_quietly(run_notebook(books["keywords"], {"folder": str(tmp_path)}))
    with pytest.raises(InputError, match="Give more text"):
        run_notebook(books["topics"], {"folder": str(tmp_path)})
    # What a notebook shows of a fault that the user can mend is one line.
    assert InputError("No such folder.")._render_traceback_() == ["InputError: No such folder."]
