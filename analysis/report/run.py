"""Running a notebook with parameters, and making one self-contained page of what it showed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Collection, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert import HTMLExporter
from tqdm import tqdm

from .. import errors
from ..cache import VARIABLE
from ..lexicon import file_hash, messages
from ..options import COPIES, SECTIONS
from ..slogans import read_verdicts
from .export import staged, write_whole
from .workbook import write_workbook

HERE = Path(__file__).parent
TEMPLATE = HERE / "template"
SYSTEM_FAULTS = frozenset(fault.__name__ for fault in (OSError, *list[type](OSError.__subclasses__())))
OPTIONS = {
    name: {"n_topics": "topics", "lexicon": "themes"}.get(name, name)
    for name in (
        "by", "lang", "sections", "n_topics", "seed", "copies", "reference", "verdicts", "userdict",
        "lexicon", "title",
    )
}  # fmt: skip
"""Parameters of a report, and what the command line calls them."""

PATHS = frozenset({"reference", "verdicts", "userdict", "lexicon"})
BASIS = re.compile(r" <a class='basis' href='#([\w-]+)'>[^<]*</a>")
HEADING = re.compile(r'<h2 id="([\w-]+)">(.*?)</h2>')


def notebook_path(name: str) -> Path:
    """Return the notebook of that name, from the installed package or beside it in a checkout."""
    places = [HERE.parent / "notebooks", HERE.parent.parent / "notebooks"]
    for place in places:
        if (path := place / f"{name}.ipynb").is_file():
            return path
    raise errors.InputError(f"There is no notebook {name!r} with this installation.")


def run_notebook(
    path: Path,
    parameters: Mapping[str, Any],
    progress: bool = False,
    sections: Collection[str] | None = None,
    cache: Path | None = None,
) -> nbformat.NotebookNode:
    """Execute a notebook with parameters.

    Parameters
    ----------
    path : Path
        The notebook; the cell tagged `parameters` holds the defaults.
    parameters : mapping
        Values that replace the defaults; anything whose `repr` is Python.
    progress : bool
        Show a progress bar on standard error.
    sections : collection of str, optional
        Cells that are only there for other sections (`sections` in their metadata) are left out.
    cache : Path, optional
        Folder in which what is computed is kept, and looked for.

    Returns
    -------
    NotebookNode
        The executed notebook.

    Raises
    ------
    KoujingError
        What the notebook raised, when it is something the user can mend.
    """
    notebook = nbformat.read(path, as_version=4)
    at = next(
        (i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])), None
    )
    if at is None:
        raise errors.InputError(f"{path}: no cell is tagged `parameters`.")
    if sections is not None:
        notebook.cells = [
            cell for cell in notebook.cells if set(sections) & set(cell.metadata.get("sections", sections))
        ]
    lines = [f"{name} = {value!r}" for name, value in parameters.items()]
    given = nbformat.v4.new_code_cell("\n".join(lines), metadata={"tags": ["given"]}, id="given")
    notebook.cells.insert(at + 1, given)
    n_cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    with tqdm(total=n_cells, desc="report", unit="step", disable=not progress, leave=False) as bar:

        def begun(cell: nbformat.NotebookNode, cell_index: int) -> None:
            bar.set_postfix_str(cell.metadata.get("step", ""))

        def done(cell: nbformat.NotebookNode, cell_index: int, **_: Any) -> None:
            bar.update(cell.cell_type == "code")

        client = NotebookClient(
            notebook,
            timeout=None,
            kernel_name="python3",
            on_cell_start=begun,
            on_cell_executed=done,
            record_timing=False,
        )
        with tempfile.TemporaryDirectory() as profile:
            manager = client.create_kernel_manager()
            if os.name == "posix":
                manager.transport, manager.ip = "ipc", str(Path(profile) / "kernel")
            try:
                settings = {"IPYTHONDIR": profile, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
                _execute(client, {**settings, VARIABLE: str(cache or "")})
            except DeadKernelError:
                raise errors.KoujingError(
                    "The process that computes the report died, most likely for want of memory: "
                    "give fewer texts at a time, or close other programs."
                ) from None
            except CellExecutionError as fault:
                if fault.ename == "KeyboardInterrupt":
                    raise KeyboardInterrupt from None
                if fault.ename in SYSTEM_FAULTS:
                    raise errors.OutputError(fault.evalue) from None
                kind = getattr(errors, fault.ename, None)
                if isinstance(kind, type) and issubclass(kind, errors.KoujingError):
                    raise kind(fault.evalue) from None
                raise
    return notebook


def _execute(client: NotebookClient, environment: Mapping[str, str]) -> None:
    try:
        client.execute(env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    except BaseException:
        # nbclient ends the kernel itself when the user interrupts, and then fails in one of several ways; the
        # attribute is there only after a signal.
        if getattr(client, "_async_cleanup_kernel_future", None) is not None:
            raise KeyboardInterrupt from None
        raise


def as_given(notebook: nbformat.NotebookNode, parameters: Mapping[str, Any]) -> nbformat.NotebookNode:
    """Return an executed notebook that can be run again: with the user's parameters, without the page's data.

    Parameters
    ----------
    notebook : NotebookNode
        The result of `run_notebook`.
    parameters : mapping
        What its cell of given parameters is to hold.
    """
    kept = nbformat.from_dict(notebook)
    for cell in kept.cells:
        if cell.get("id") == "given":
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type != "stream"]
            for output in cell.outputs:
                if 'id="evidence"' in output.get("data", {}).get("text/html", "")[:80]:
                    output.data["text/html"] = ""
    return kept


def render(notebook: nbformat.NotebookNode, lang: str = "zh") -> str:
    """Make one self-contained HTML page of an executed notebook: no code, no request to any host.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook; cells tagged `notebook-only` are left out.
    lang : {"zh", "en"}
        Language of the page's own words.

    Returns
    -------
    str
    """
    say = messages(lang)["page"]
    shown = nbformat.from_dict(
        {
            **notebook,
            "cells": [c for c in notebook.cells if "notebook-only" not in c.metadata.get("tags", [])],
        }
    )
    html = "".join(
        output.data.get("text/html", "")
        for cell in shown.cells
        for output in cell.get("outputs", [])
        if "data" in output
    )
    title = re.search(r"<h1>(.*?)</h1>", html)
    exporter = HTMLExporter(template_name="koujing", extra_template_basedirs=[str(TEMPLATE)])
    exporter.exclude_input = exporter.exclude_output_prompt = True
    resources = {
        "koujing": {
            "html_lang": {"zh": "zh-Hans", "en": "en"}[lang],
            "title": unescape(title.group(1)) if title else say["title"],
            "say": say,
            "contents": [(anchor, unescape(heading)) for anchor, heading in HEADING.findall(html)],
            "words": json.dumps(_script_words(lang), ensure_ascii=False, sort_keys=True).replace(
                "<", "\\u003c"
            ),
            "css": (TEMPLATE / "page.css").read_text(encoding="utf-8"),
            "script": (TEMPLATE / "page.js").read_text(encoding="utf-8"),
        }
    }
    page: str = exporter.from_notebook_node(shown, resources)[0]
    anchors = {anchor for anchor, _ in HEADING.findall(html)}
    return BASIS.sub(lambda link: link[0] if link[1] in anchors else "", page)


def _script_words(lang: str) -> dict[str, str]:
    """Return the words that the script of a page says."""
    say = messages(lang)
    filters = {"filter_label": say["cities"]["filter"]}
    filters |= {key: say["cities"][key] for key in ("filter_all", "filter_hint")}
    return {**say["page"], **filters, "copied": say["citation"]["copied"]}


def make_report(
    folder: str | Path,
    out: str | Path,
    by: str = "city",
    lang: str = "zh",
    n_topics: int | str = 8,
    seed: int = 1,
    title: str = "",
    copies: str = "one",
    reference: str | Path | None = None,
    verdicts: str | Path | None = None,
    userdict: str | Path | None = None,
    lexicon: str | Path | None = None,
    sections: Collection[str] = SECTIONS,
    progress: bool = False,
    cache: str | Path | None = None,
) -> Path:
    """Make the comparison report of a folder of texts.

    Parameters
    ----------
    folder : path
        The texts.
    out : path
        Folder for the page `compare_cities.html`, the same notebook executed, a workbook of all tables,
        `tables/` and `figures/`.
    by : str
        The grouping: city, province, year ...
    lang : {"zh", "en"}
        Language of the report.
    n_topics : int or "auto"
        Number of topics; `auto` tries several and takes the recommended one, which takes minutes.
    seed : int
        Seed of everything that is drawn at random.
    title : str
        Title of the page.
    copies : {"one", "all"}
        Count a text once, or as often as it stands under different names.
    reference : path, optional
        A folder of texts whose slogans are marked as inherited.
    verdicts : path, optional
        A file of verdicts on slogans, as an earlier report wrote it to `tables/slogan_verdicts.csv`.
    userdict : path, optional
        A file of terms that are to stay whole, one a line, as `koujing audit --write` makes it.
    lexicon : path, optional
        A TOML file of themes for attention, laid out like `data/themes.toml`.
    sections : collection of str
        The sections that are computed and shown, of corpus, keywords, topics, slogans, similarity, cities.
    progress : bool
        Show a progress bar on standard error.
    cache : path, optional
        Folder in which what is computed is kept and looked for, so that a second report, or one of a text
        more, takes a fraction of the time; the report is the same without it.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    KoujingError
        When the folder cannot be used.
    """
    errors.check_choice("make_report", "copies", copies, COPIES)
    if verdicts is not None:
        read_verdicts(verdicts)  # before anything is computed
    for section in sections:
        errors.check_choice("make_report", "sections", section, SECTIONS)
    if not sections:
        raise errors.ChoiceError("The `sections` parameter of `make_report` must name one section at least.")
    place = Path(out).resolve()
    given: dict[str, Any] = {"by": by, "lang": lang, "n_topics": n_topics, "seed": seed}
    given |= {"title": title, "copies": copies}
    with staged(place) as draft:
        given_paths = {"folder": folder, "reference": reference, "verdicts": verdicts}
        given_paths |= {"userdict": userdict, "lexicon": lexicon}
        paths = {name: str(Path(path).resolve()) for name, path in given_paths.items() if path is not None}
        chosen = {"sections": ",".join(name for name in SECTIONS if name in sections)}
        given["options"] = _asked({**given, **paths, **chosen})
        paths["out"] = str(draft)
        kept = None if cache is None else Path(cache).resolve()
        executed = run_notebook(notebook_path("compare_cities"), {**paths, **given}, progress, sections, kept)
        write_whole(draft / "compare_cities.html", render(executed, lang))
        write_workbook(draft / "compare_cities.xlsx", sorted((draft / "tables").glob("*.csv")), lang)
        shown = {"folder": str(folder), **given} | {
            name: str(path) for name, path in given_paths.items() if path is not None
        }
        write_whole(draft / "compare_cities.ipynb", nbformat.writes(as_given(executed, shown)))
    return place / "compare_cities.html"


def _asked(given: Mapping[str, Any]) -> dict[str, str]:
    """Return what was asked for under the names of the command line; files by name and hash, not by place."""
    shown = {}
    for name in OPTIONS:
        value = given.get(name)
        if value is not None and value != "":
            path = Path(str(value)) if name in PATHS else None
            text = str(value) if path is None else path.name
            shown[f"option.{OPTIONS[name]}"] = (
                f"{text} ({file_hash(path)})" if path and path.is_file() else text
            )
    return shown
