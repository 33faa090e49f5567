"""The files of a report: computed, or taken from the cache if nothing that they depend on has changed."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..cache import VARIABLE, cached
from ..files import is_counted, write_whole, written_below
from ..lexicon import load_pattern
from ..load.items import Bounds, Unreadable
from ..load.walk import LIST, bytes_of, find_files
from .books import notebook_path

PAGE = "compare_cities"


PASSING = (
    "no_file", "gone", "no_permission", "system", "fault", "too_slow", "no_memory", "reader_died",
    "too_many_deaths", "in_use", "image", "needs_libreoffice", "not_converted", "needs_pyarrow",
    "needs_duckdb", "needs_library",
)  # fmt: skip
"""Reasons for skipping a file that depend on more than the file: programs, permissions, load."""


class _NotKept(Exception):
    """Files of a report that another run may not come to."""


def write_report(
    draft: Path,
    folder: Path,
    parameters: Mapping[str, Any],
    shown: Mapping[str, Any],
    sections: Sequence[str],
    inputs: Sequence[Path] = (),
    progress: bool = False,
    jobs: int = 1,
) -> None:
    """Write a report into an empty folder: its page, notebook, tables and workbook.

    Parameters
    ----------
    draft : Path
        The empty folder.
    folder : Path
        The texts.
    parameters : mapping
        Parameters of the notebook, except where it writes.
    shown : mapping
        The parameters that the notebook beside the page records instead.
    sections : sequence of str
        The sections to compute.
    inputs : sequence of Path
        Other files and folders that the parameters name.
    progress : bool
        Show a progress bar on standard error.
    jobs : int
        Processes at work at the same time.
    """
    path = notebook_path(PAGE)
    counted = is_counted(folder)
    held = [contents_of(one) for one in (*(() if counted else _read_with(folder)), *inputs)]
    call = partial(_made, path.read_text("utf-8"), dict(parameters), dict(shown), tuple(sections), held)
    beside = {"draft": draft, "path": path, "progress": progress, "jobs": jobs}
    # Images depend on the fonts of the machine; to read all files of a folder of counts would take long.
    if parameters.get("figures") or counted:
        beside["keep"] = False
    try:
        files = cached(call, beside=beside)
    except _NotKept:
        return
    for name, content in files:
        if not (draft / name).is_file():
            write_whole(draft / name, content)


def _made(
    notebook: str,
    parameters: Mapping[str, Any],
    shown: Mapping[str, Any],
    sections: Sequence[str],
    held: Sequence[str],
    *,
    draft: Path | None = None,
    path: Path | None = None,
    progress: bool = False,
    keep: bool = True,
    jobs: int = 1,
) -> list[tuple[str, bytes]]:
    """Make a report in a folder, and return its files with their names."""
    from .beside import helped
    from .notebook import as_given, as_text, run_notebook
    from .workbook import write_workbook

    assert draft is not None
    assert path is not None
    counted = is_counted(Path(parameters.get("folder") or ""))
    kept = os.environ.get(VARIABLE)
    with helped(parameters, sections, 1 if counted else jobs, Path(kept) if kept else None):
        beside = {"out": str(draft), "jobs": jobs if counted else 1}
        executed = run_notebook(path, {**parameters, **beside}, progress, sections)
    write_workbook(draft / f"{PAGE}.xlsx", sorted((draft / "tables").glob("*.csv")), parameters["lang"])
    write_whole(draft / f"{PAGE}.ipynb", as_text(as_given(executed, shown)))
    if not keep or _may_be_read_later(draft / "tables" / "files.csv", parameters["lang"]):
        raise _NotKept
    written = sorted(one for one in draft.rglob("*") if one.is_file())
    return [(one.relative_to(draft).as_posix(), one.read_bytes()) for one in written]


def _read_with(place: Path) -> list[Path]:
    """Return a place and, of a single file, what is read beside it: the list, rows not merged yet."""
    names = () if place.is_dir() else (LIST, *(place.name + end for end in ("-wal", "-journal", ".wal")))
    return [place, *(one for one in (place.with_name(name) for name in names) if one.is_file())]


def _may_be_read_later(listed: Path, lang: str) -> bool:
    """Return whether a file was skipped for what may be different next time, or whether that is unknown."""
    if not listed.is_file():
        return True
    passing = re.compile("|".join(load_pattern(code, lang) for code in PASSING))
    with listed.open(encoding="utf-8-sig", newline="") as file:
        skipped = [row.get("reason") for row in csv.DictReader(file) if row["status"] == "skipped"]
    return any(not reason or passing.search(reason) for reason in skipped)


def contents_of(place: Path) -> str:
    """Return a hash of a file, or of the names and contents of all files of a folder that may be read.

    Raises
    ------
    InputError
        If there is no such place, or nothing in it.
    """
    found = find_files(place)
    base = place if place.is_dir() else place.parent
    own = written_below(base, found)
    told = hashlib.sha256()
    for path in found:
        try:
            said = hashlib.sha256(bytes_of(path, Bounds())).hexdigest()
        except Unreadable as fault:
            said = repr(fault.reason)
        name = path.relative_to(base).as_posix()
        told.update(f"{name}\n{said}\n{path in own}\n".encode("utf-8", "surrogatepass"))
    return told.hexdigest()
