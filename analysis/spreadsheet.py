"""What workbooks can hold, and how two with the same content come out as the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

LONGEST_CELL = 32_000
"""Maximum number of characters in a cell; Excel allows no more than 32,767."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def cell_text(text: str) -> str:
    """Return text as a cell can hold it: without control characters and lone surrogates, not too long."""
    return _ILLEGAL.sub("", text)[:LONGEST_CELL]


def is_run(text: str) -> bool:
    """Return whether openpyxl would take a text for a formula or for one of its errors (`#N/A`)."""
    return text.startswith(("=", "#"))


def without_times(data: bytes) -> bytes:
    """Return a workbook without the timestamps of the file and its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            part = zipfile.ZipInfo(name, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, content)
    return out.getvalue()
