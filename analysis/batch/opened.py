"""Opening a folder of counts."""

from __future__ import annotations

import json
from pathlib import Path

from ..checks import check_path
from ..errors import InputError
from .counted import Counted
from .sql import damage_told


def open_counted(folder: str | Path) -> Counted:
    """Open the results of `count_tables`.

    Parameters
    ----------
    folder : path
        The folder of its results.

    Returns
    -------
    Counted
        It takes the place of a corpus and of its counts; see there.

    Raises
    ------
    InputError
        When the folder holds no such results.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from analysis import count_tables, open_counted, tf_idf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pd.DataFrame({"city": ["青岛市"], "text": ["加快港口扩建。"]})
    ...     table.to_csv(Path(folder, "texts.csv"), index=False)
    ...     place = count_tables(folder, Path(folder, "counts"), slogans=False)
    ...     tf_idf(open_counted(place))["term"].tolist()
    ...
    ['加快', '扩建', '港口']
    """
    check_path("open_counted", folder)
    place = Path(folder)
    noted = place / "settings.json"
    if not (place / "counts").is_dir() or not noted.is_file():
        raise InputError(f"{place}: holds no counts; make them with `koujing count TABLE --out {place}`.")
    with damage_told(place):
        settings = json.loads(noted.read_text(encoding="utf-8"))
        return Counted(place, settings["copies"], settings["counting"])
