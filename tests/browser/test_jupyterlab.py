"""A notebook in JupyterLab, as somebody who opens it sees it: runs whole, shows its objects, searches."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from analysis.cli.project import new_project

WAIT = 150_000
"""Milliseconds a slow machine may take for a kernel and its first imports."""

SETTINGS = {"apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False}}
"""No question about news before the notebook."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two short texts, one of them hostile."""
    place = tmp_path / "project"
    new_project(place)
    text = "标题<img src=x 港口\n打通港口堵点，破解难点。港口贸易兴旺。\n"
    (place / "texts" / "柳州市_2023.txt").write_text(text, encoding="utf-8")
    (place / "texts" / "中山市_2024.txt").write_text("茶叶旅游。发展茶叶经济。\n", encoding="utf-8")
    return place


@pytest.fixture
def address(browser, project: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab that was started for the project, and is ended after the test."""
    if find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed")
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    for name, value in SETTINGS.items():
        file = tmp_path / "config" / "lab" / "user-settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value))
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [
                sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
                "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--LabApp.extension_manager=readonly",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
                f"--notebook-dir={project}",
            ],
            env={**os.environ, **own, "IPYTHONDIR": str(tmp_path / "ipython")},
            stdout=log,
            stderr=log,
        )  # fmt: skip
        try:
            while not (stated := _stated(tmp_path / "runtime")):
                assert server.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.1)
            told = json.loads(stated)
            yield f"{told['url']}lab/tree/corpus.ipynb?token={told['token']}"
        finally:
            server.terminate()
            server.wait()


def _stated(place: Path) -> str:
    """Return what the server says of itself, once its file is whole: it is there before it is written."""
    return next(
        (text for file in place.glob("jpserver-*.json") if (text := file.read_text()).rstrip().endswith("}")),
        "",
    )


def run_all(tab) -> None:
    """Run all cells; JupyterLab drops the order when the kernel has not answered yet, so ask again."""
    begun = tab.locator(".jp-InputPrompt").filter(has_text=re.compile(r"\[[*\d]"))
    for _ in range(20):
        tab.get_by_role("menuitem", name="Run", exact=True).click()
        tab.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
        for _ in range(30):
            if begun.count():
                return
            tab.wait_for_timeout(100)
    raise AssertionError("no cell began to run")


def test_notebook_runs_shows_and_searches(opened, address):
    page = opened(address, viewport={"width": 1200, "height": 6000})
    tab = page.tab
    tab.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=WAIT)
    tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=WAIT)
    run_all(tab)

    search = tab.get_by_placeholder("输入词语，按回车")
    search.wait_for(timeout=WAIT)
    assert tab.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert tab.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    corpus = tab.locator("table", has_text="城市 Cities").first
    assert "2（中山市、柳州市）" in corpus.inner_text()

    search.fill("港口")
    search.press("Enter")
    hits = tab.locator(".widget-html mark")
    tab.get_by_text("共 3 处，见于 1 篇文本。").wait_for(timeout=WAIT)
    assert hits.all_inner_texts() == ["港口"] * 3
    assert "<img src=x" in tab.locator(".widget-html").inner_text(), "the text is shown, not run"
    assert tab.locator("img[src='x']").count() == 0
