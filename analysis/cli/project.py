"""Set up a project folder: the notebooks, `koujing.toml`, a list of texts to fill in, a README."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..checks import check_choice
from ..errors import InputError, OutputError
from ..lexicon import DATA
from ..load.manifest import STATED
from ..load.walk import LIST
from ..options import CODEBOOKS
from ..report import notebook_path
from .config import config_template

TEXTS = "texts"
FOLDER = re.compile(r"^folder = None\b.*$", re.M)
LANG = re.compile(r"^(by, lang\b[^=]*= \"\w+\", )\"\w+\"", re.M)


def new_project(place: str | Path, lang: str = "zh", codebook: str | None = None) -> list[Path]:
    """Make a project folder.

    Parameters
    ----------
    place : path
        The folder; it may exist already, but nothing in it is overwritten.
    lang : {"zh", "en"}
        Language of README and `koujing.toml`, and the initial one of the notebooks.
    codebook : {"instruments", "pmc", "attention"}, optional
        A codebook to put into the folder, to be adapted; it is in Chinese.

    Returns
    -------
    list of Path
        The files made, in order.

    Raises
    ------
    InputError
        When `place` is not a folder, or one of the files exists already; then nothing is made.
    OutputError
        When the files cannot be written.
    """
    folder = Path(place)
    contents = project_files(lang)
    if codebook is not None:
        check_choice("new_project", "codebook", codebook, CODEBOOKS)
        contents["codebook.toml"] = (DATA / "codebooks" / f"{codebook}.toml").read_text(encoding="utf-8")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; choose a folder that does not exist yet.")
    for name in contents:
        if (folder / name).exists():
            raise InputError(
                f"{folder / name}: already exists and is not overwritten; choose another folder."
            )
    made = []
    try:
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
            made.append(path)
    except OSError as fault:
        raise OutputError(f"{folder}: cannot be written ({fault.strerror}); choose another folder.") from None
    return made


def project_files(lang: str) -> dict[str, str]:
    """Return the files of a project: path within its folder to content."""
    notebooks = sorted(notebook_path("compare_cities").parent.glob("*.ipynb"))
    books = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in notebooks}
    listed = "\n".join(f"| `{name}` | {_title(book, lang)} |" for name, book in books.items())
    source = DATA / "project"
    readme = (source / f"README.{lang}.md").read_text(encoding="utf-8").replace("{notebooks}", listed)
    return {
        "README.md": readme,
        "koujing.toml": config_template(lang),
        # Spreadsheets read Chinese correctly only after a byte order mark.
        f"{TEXTS}/{LIST}": "\ufeff" + ",".join(("file", *STATED)) + "\n",
        **{name: _pointed(book, lang) for name, book in books.items()},
    }


def _title(book: dict[str, Any], lang: str) -> str:
    heading = "".join(book["cells"][0]["source"]).splitlines()[0].lstrip("# ")
    chinese, _, english = heading.partition(" · ")
    return english if lang == "en" and english else chinese


def _pointed(book: dict[str, Any], lang: str) -> str:
    """Return the notebook as JSON, its parameters pointing to the project's texts."""
    for cell in book["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            source = FOLDER.sub(f'folder = "{TEXTS}"', "".join(cell["source"]))
            cell["source"] = LANG.sub(rf'\g<1>"{lang}"', source).splitlines(keepends=True)
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"
