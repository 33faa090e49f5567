"""Reads the files that data frames are kept in: Parquet, Feather, Arrow, ORC, Stata. One row is one text."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from ..form import RECOGNISED, TableForm
from ..items import Content, Unreadable, library
from .columns import columns_of
from .json_rows import lifted
from .rows import items_of

UNNAMED = re.compile(r"__index_level_\d+__")
"""Labels of rows that have no name, as Arrow keeps them."""


def read_frame_file(data: bytes, kind: str, form: TableForm = RECOGNISED) -> Content:
    """Return the rows of a file of a data frame, its index a column where it has a name or holds texts.

    Parameters
    ----------
    data : bytes
        The whole file.
    kind : {"parquet", "feather", "arrow", "orc", "dta"}
        Its format.
    form : TableForm
        How the table is laid out.

    Raises
    ------
    Unreadable
        When it is damaged, or has no column of texts.
    """
    import pandas as pd

    if kind != "dta":
        if find_spec("pyarrow") is None:
            raise Unreadable("needs_pyarrow")
        library(f"pyarrow.{'ipc' if kind == 'arrow' else kind}")
    try:
        file = io.BytesIO(data)
        if kind == "arrow":
            frame = library("pyarrow.ipc").open_stream(file).read_pandas()
        elif kind == "dta":
            frame = _stata(file)
        else:
            frame = getattr(pd, f"read_{kind}")(file)
        frame = _with_index(frame)
        records = frame.to_dict("records")  # Arrow decodes a text when it is asked for
    except MemoryError:
        raise
    except Exception as fault:  # pandas and pyarrow pass on whatever a damaged file leads them to
        raise Unreadable("damaged", format=kind, fault=type(fault).__name__) from None
    called = _meant(file, [*map(str, frame.columns)]) if kind == "dta" else {}
    items, said = items_of(
        [_lifted({called.get(str(name), str(name)): cell for name, cell in row.items()}) for row in records],
        form,
    )
    return Content(items, kind, "", said)


def _with_index(frame: Any) -> Any:
    """Return a frame with its index as columns, but for one that only numbers the rows."""
    import pandas as pd

    index = frame.index
    of_texts = (pd.api.types.is_string_dtype(index.get_level_values(at)) for at in range(index.nlevels))
    if all(name is None for name in index.names) and not any(of_texts):
        return frame
    return frame.reset_index(names=_named(index.names))


def _named(levels: Sequence[object]) -> list[str]:
    """Return the names of the levels of an index; without one, what `reset_index` calls them."""
    if len(levels) == 1:
        return ["index" if levels[0] is None else str(levels[0])]
    return [f"level_{at}" if name is None else str(name) for at, name in enumerate(levels)]


def stored_columns(schema: Any) -> dict[str, str]:
    """Return the names of the columns of an Arrow schema, and under which each is stored.

    An index is among them as in `read_frame_file`.
    """
    labels = (schema.pandas_metadata or {}).get("index_columns", [])
    stored = [label for label in labels if isinstance(label, str)]
    given = [None if UNNAMED.fullmatch(label) else label for label in stored]
    is_text = any(name is not None or "string" in str(schema.field(label).type)
                  for name, label in zip(given, stored, strict=True))  # fmt: skip
    called = dict(zip(stored, _named(given), strict=True)) if is_text else dict.fromkeys(stored, "")
    return {called.get(name, name): name for name in schema.names if called.get(name, name)}


def _lifted(row: dict[str, Any]) -> dict[str, Any]:
    return lifted(row) if any(isinstance(cell, dict) for cell in row.values()) else row


def _stata(file: io.BytesIO) -> Any:
    """Return a Stata file with the labels of its values, where each value has one of its own."""
    import pandas as pd

    try:
        return pd.read_stata(file)
    except ValueError:  # labels that are not unique
        file.seek(0)
        return pd.read_stata(file, convert_categoricals=False)


def _meant(file: io.BytesIO, names: list[str]) -> dict[str, str]:
    """Return the labels of the variables of a Stata file that say what they hold where their names do not."""
    import pandas as pd

    file.seek(0)
    with pd.io.stata.StataReader(file) as reader:
        labels = reader.variable_labels()
    known = columns_of(names)
    told = columns_of(label for name, label in labels.items() if label and name not in known.values())
    ours = {label: ours for ours, label in told.items() if ours not in known}
    return {name: label for name, label in labels.items() if label in ours and label not in names}
