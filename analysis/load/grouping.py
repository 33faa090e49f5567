"""Whether texts that are not yet read have the columns to be grouped by."""

from __future__ import annotations

from pathlib import Path

from ..checks import check_column
from ..corpus import group_columns
from ..files import written_below
from ..lexicon import DOCUMENT_VARIABLES
from .ahead import columns_ahead
from .assemble import Listed
from .folder import manifest_in, read_folder
from .form import TableForm
from .items import Bounds
from .tables.columns import columns_of
from .walk import find_files, refuse_counts, source_names


def check_grouping(
    folder: Path, by: str, form: TableForm, function: str, sure: bool = False, bounds: Bounds | None = None
) -> None:
    """Raise `ChoiceError` unless texts have columns to group by, which is seen before they are read.

    Parameters
    ----------
    folder : Path
        The texts.
    by : str
        The grouping.
    form : TableForm
        How the tables are laid out.
    function : str
        The function that is to group, for the message.
    sure : bool
        Whether texts are read too where a column that is not always there has a header: it may be empty. They
        are read anyhow where columns are known no sooner.
    bounds : Bounds, optional
        How large files may be.
    """
    asked = [part.strip() for part in by.split(",")]
    if {*asked} <= {*DOCUMENT_VARIABLES}:
        return
    listed = manifest_in(folder if folder.is_dir() else folder.parent)
    if {*asked} <= {*DOCUMENT_VARIABLES, *(listed.manifest.columns() if listed else ())}:
        return
    refuse_counts(folder)
    ahead = columns_ahead(_sources(folder, listed), listed and listed.manifest, form, bounds or Bounds())
    if ahead is not None:
        check_columns(function, by, [name for name in ahead if name != "note"])
    if ahead is None or sure:
        group_columns(read_folder(folder, form=form).documents, by, function)


def check_columns(function: str, by: str, own: list[str]) -> None:
    """Raise `ChoiceError` unless there are columns to group by; one named as tables name ours is meant first.

    Parameters
    ----------
    function : str
        The function that is to group, for the message.
    by : str
        The grouping.
    own : list of str
        Columns of the user's own.

    Examples
    --------
    >>> from analysis.errors import ChoiceError
    >>> from analysis.load.grouping import check_columns
    >>> try:
    ...     check_columns("check", "年份", ["region"])
    ... except ChoiceError as fault:
    ...     print(str(fault)[:60])
    The `by` parameter of `check` must be one of 'year', 'city',
    """
    choices = [*DOCUMENT_VARIABLES, *own]
    for column in [by] if by in own else (part.strip() for part in by.split(",")):
        meant = [ours for ours in columns_of([column]) if ours in choices]
        check_column(function, column, [*meant, *choices])


def _sources(folder: Path, listed: Listed | None) -> list[tuple[Path, str]]:
    """Return the files that may hold texts, with their sources."""
    paths, base = find_files(folder), folder if folder.is_dir() else folder.parent
    others = written_below(base, paths) | ({listed.path} if listed else set())
    return [pair for pair in zip(paths, source_names(paths, base), strict=True) if pair[0] not in others]
