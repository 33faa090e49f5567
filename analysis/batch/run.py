"""Tables larger than memory: counted, searched for slogans and ranked, batch by batch."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tqdm import tqdm

from ..cache import digest, kept_in, limit, made_with, trim
from ..checks import check_choice, check_path
from ..corpus import By, joined_names
from ..engines import engine as engine_named
from ..errors import InputError, warn
from ..files import not_written, refuse_file, refuse_others
from ..keywords.theme_hits import Themes, clean_themes, theme_terms
from ..lexicon import messages
from ..load.form import TableForm
from ..load.items import message
from ..load.messages import joined
from ..load.stream.listing import check_by, opened
from ..load.stream.pieces import pieces
from ..load.stream.source import Table
from ..options import COPIES, LANGUAGES
from ..store.parts import Part
from .alone import alone
from .process import Settings
from .results import put_together
from .work import work

BATCH_SIZE = 1_000
"""Rows of a batch where they are short; see `pieces.ENOUGH`."""


def count_tables(
    place: str | Path,
    out: str | Path,
    by: By = "city",
    *,
    slogans: bool = True,
    copies: str = "one",
    userdict: str | Path | None = None,
    themes: Themes = None,
    batch_size: int = BATCH_SIZE,
    engine: str = "local",
    jobs: int = 1,
    scheduler: str | None = None,
    n_permutations: int = 999,
    seed: int = 1,
    lang: str = "en",
    progress: bool = False,
    cache: str | Path | None = None,
    text_column: str = "",
    delimiter: str = "",
    header_row: int | None = None,
    document_by: str = "",
    table: str = "",
    pages: str = "",
    texts: bool = True,
) -> Path:
    """Count terms, find slogans and rank terms in texts that need not fit in memory.

    The texts are read in batches, never all at once. The results equal those of reading all at once
    (`read_folder`, `clean_documents`, `distinct`, `segment`, `count_terms`, `keyness_by`, `find_slogans`,
    `slogan_rates`), regardless of batch size and engine. After an interruption the same call continues
    where it stopped.

    Parameters
    ----------
    place : path
        A table (`.jsonl`, `.json`, `.csv`, `.tsv`, each possibly gzipped, `.parquet`, SQLite or DuckDB), a
        folder of tables and of texts in files of their own, in any format that `read_documents` reads, or a
        zip of these. A list `documents.csv` in the folder may state city, year ... for whole files, as for
        `read_documents`.
    out : path
        The folder for the results.
    by : str
        What to compare: `city`, `province`, `year`, or any other column of the tables or of the list; several
        separated by commas.
    slogans : bool
        Whether to look for slogans, which takes most of the time.
    copies : {"one", "all"}
        Count duplicate texts (ignoring blanks) once, or every time they occur.
    userdict : path, optional
        A file of additional terms never to be split, one per line.
    themes : mapping or path, optional
        Themes to count in the texts, as for `attention`; the project's by default. Their terms are searched
        for as cleaned texts spell them (see `lexicon.as_in_text`).
    batch_size : int
        Maximum rows per batch, which two megabytes end too: results do not depend on it.
    engine : {"local", "dask"}
        Where the work is done: on this machine, or on a Dask cluster.
    jobs : int
        Processes, or Dask workers started here.
    scheduler : str, optional
        Address of a running Dask scheduler; its workers must see `place` and `out` under the same paths.
    n_permutations, seed : int
        As for `keyness_by`. With 0 there is no p and no q.
    lang : {"en", "zh"}
        Language of the reasons in `skipped.csv` and of the warnings in `documents.parquet`.
    progress : bool
        Show a progress bar on standard error.
    cache : path, optional
        A folder in which what is kept of each batch stays for later runs, about a seventh of the size of the
        texts; none by default. A batch of the same rows is then not recomputed, whatever the other options.
    text_column, delimiter, header_row, document_by, table, pages : optional
        How the tables are laid out and which pages of PDF are read, as for `read_corpus`; `documents.csv` may
        state it for single tables. Rows of one document (`document_by`) must follow each other in tables
        beyond 64 MB.
    texts : bool
        Keep the cleaned texts, in `texts/`: the page of a folder of counts is made with them, and
        `Counted.sample` returns some of them as a corpus.

    Returns
    -------
    Path
        `out`, with `documents.parquet` (no texts; `same_as` names the earlier document with the same text),
        `groups.csv`, `terms.parquet`, `group_terms.parquet`,
        `keyness.parquet` and, as `keyness.csv`, the first 200 terms that each group uses more and 50 that it
        uses less, `slogans.parquet`, `slogan_rates.csv`, `skipped.csv`, `settings.json`, the counts of
        every document in `counts/`, to be read with `read_counts`, and those of the themes in `themes/`.

    Raises
    ------
    InputError
        When there is nothing that can be counted, or a library is missing.
    ChoiceError
        When a parameter is not one of its allowed values.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from analysis import count_tables, read_counts
    >>> texts = ["青岛市加快港口扩建。", "兰州市推进黄河治理。"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pd.DataFrame({"city": ["青岛市", "兰州市"], "text": texts})
    ...     table.to_csv(Path(folder, "texts.csv"), index=False)
    ...     place = count_tables(folder, Path(folder, "counts"), slogans=False)
    ...     sorted(path.name for path in place.glob("*.csv"))
    ...
    ['groups.csv', 'keyness.csv', 'skipped.csv', 'slogan_rates.csv']
    """
    check_path("count_tables", place)
    check_choice("count_tables", "lang", lang, LANGUAGES)
    check_choice("count_tables", "copies", copies, COPIES)
    by = joined_names("count_tables", by)
    if find_spec("pyarrow") is None or find_spec("duckdb") is None:
        raise InputError(joined([message("needs_duckdb")], lang))
    if userdict and not Path(userdict).is_file():
        raise InputError(f"{userdict}: no such file; check the path of the dictionary.")
    source, target = Path(place), Path(out)
    refuse_file(target)
    refuse_others(target)
    form = TableForm(text_column, delimiter, header_row or 0, document_by, table, pages)
    named = clean_themes(theme_terms(themes))
    settings = Settings(slogans, Path(userdict).resolve() if userdict else None, texts, named)
    kept = str(Path(cache).resolve()) if cache else ""
    most = limit()
    with opened(source, form, target) as found:
        if not found.tables:
            told = "; ".join(f"{name}: {joined([reason], 'en')}" for name, reason in found.refused[:3])
            raise InputError(f"{source}: nothing in it can be counted ({told}).")
        check_by(source, found.tables, by, "count_tables")
        if found.said:
            warn(joined(found.said, lang))
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise not_written(target, fault) from None
        with alone(target):
            folder = target / f".parts-{_name_of(found.tables, settings, batch_size)}"
            folder.mkdir(exist_ok=True)
            # Batches are kept whole: in the cache of single documents, each text would take five files.
            with kept_in(None), engine_named(engine, jobs, scheduler) as run:
                task = partial(work, settings=settings, folder=str(folder.resolve()), cache=kept)
                parts = run(task, pieces(found.tables, batch_size))
                done = list(_shown(parts, found.tables, progress, lang))
            asked = {
                "by": by,
                "slogans": slogans,
                "copies": copies,
                "n_permutations": n_permutations,
                "seed": seed,
                "notes": found.notes,
                "themes": named,
            }
            kinds = ("counts", "themes", *(["texts"] if texts else []))
            put_together(source, target, folder, done, found.refused, asked, kinds, userdict, lang, jobs)
            if kept and most is not None:
                trim(Path(kept), most)
            for left in target.glob(".parts-*"):  # including what an earlier run with other settings left
                shutil.rmtree(left)
    return target


def _shown(parts: Iterator[Part], tables: list[Table], progress: bool, lang: str) -> Iterator[Part]:
    unit = messages(lang)["progress"]["row"]
    with tqdm(total=sum(table.n_rows for table in tables), unit=unit, disable=not progress) as bar:
        for part in parts:
            bar.update(part.n_lines)
            yield part


def _name_of(tables: list[Table], settings: Settings, batch_size: int) -> str:
    """Return a name for the folder of parts made from all they depend on, so no other run uses them."""
    paths = [path for table in tables for path in ([p for p, _ in table.files] or [table.path])]
    files = [Path(path).stat() for path in paths]
    made_of = [
        [
            (table.path, table.n_rows, table.stated, table.further, table.columns, table.form)
            for table in tables
        ],
        [(f.st_size, f.st_mtime_ns) for f in files],
        [(table.files, table.listed) for table in tables],
    ]
    return digest([*made_of, settings, batch_size, made_with()])[:12]
