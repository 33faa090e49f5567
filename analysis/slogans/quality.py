"""The accuracy of the slogan finder, measured by cross-validation on annotated paragraphs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ..checks import check_path
from ..errors import DataFileError
from ..lexicon import DATA


def measured_quality(path: str | Path | None = None) -> dict[str, Any]:
    """Return the measured quality of the slogan finder.

    Parameters
    ----------
    path : path, optional
        A TOML file; by default the one that the benchmark of this version wrote.

    Returns
    -------
    dict
        The tables `limbs` (f1, low, high, precision, recall), `numeric` (f1, precision, recall, n) and
        `breakdown` (by, value, n, f1, precision, recall), where they were measured; empty when there is
        no such file.

    Raises
    ------
    DataFileError
        When the file is not valid TOML.

    Examples
    --------
    >>> from analysis import measured_quality
    >>> sorted(measured_quality()["limbs"])
    ['f1', 'high', 'low', 'n', 'precision', 'recall']
    """
    if path is not None:
        check_path("measured_quality", path)
    place = Path(path or DATA / "slogan_quality.toml")
    if not place.is_file():
        return {}
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DataFileError(f"{place}: {fault}.") from None
