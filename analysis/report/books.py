"""Where the notebooks are."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError

HERE = Path(__file__).parent


def notebook_path(name: str) -> Path:
    """Return the path of a notebook, in the installed package or beside it in a checkout."""
    for place in (HERE.parent / "notebooks", HERE.parent.parent / "notebooks"):
        if (path := place / f"{name}.ipynb").is_file():
            return path
    raise InputError(f"There is no notebook {name!r} with this installation.")
