"""Reads a folder of texts in any common format, and attributes each text to a place and a date.

`folder` finds the files and puts the documents together, `read` opens one file by what it holds. Each family
of formats has a room (`pdf`, `html`, `office`, `xml`, `tables`), `stream` reads tables of any size in pieces,
`several` parts files that hold more than one text, `gate` refuses what is no Chinese text, and `attribution`
finds place, date and title.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .items import Bounds

if TYPE_CHECKING:
    from .folder import Reading, read_documents, read_folder
    from .frame import read_frame, read_texts

__all__ = ["Bounds", "Reading", "read_documents", "read_folder", "read_frame", "read_texts"]

_IN_MEMORY = ("read_frame", "read_texts")


def __getattr__(name: str) -> Any:
    # The process that opens files starts in half the time without pandas, which it does not need.
    if name in __all__:
        return getattr(import_module(".frame" if name in _IN_MEMORY else ".folder", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
