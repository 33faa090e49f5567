"""From a folder to a segmented corpus in one call: the first step of every notebook and command."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .checks import check_choice, check_path
from .clean import clean_documents, distinct
from .clean.clean import Cleaning
from .corpus import Corpus
from .load import read_folder
from .load.folder import Reading
from .load.form import TableForm
from .options import COPIES
from .segmentation import segment


class Prepared(NamedTuple):
    """A folder of texts, read, cleaned and segmented.

    Attributes
    ----------
    reading : Reading
        `documents, files, notes`, as `read_folder` returns them.
    cleaned : Cleaning
        `documents, paragraphs, log`, as `clean_documents` returns them: every document, copies included.
    corpus : Corpus
        What is compared.
    """

    reading: Reading
    cleaned: Cleaning
    corpus: Corpus

    def __repr__(self) -> str:
        return f"<Prepared: .reading {self.reading!r}, .cleaned {self.cleaned!r}, .corpus {self.corpus!r}>"


def read_corpus(
    folder: str | Path,
    copies: str = "one",
    userdict: str | Path | Iterable[str] | None = None,
    lang: str = "en",
    progress: bool = False,
    text_column: str = "",
    delimiter: str = "",
    header_row: int | None = None,
    document_by: str = "",
    table: str = "",
    pages: str = "",
) -> Prepared:
    """Read, clean and segment the texts of a folder.

    Parameters
    ----------
    folder : path
        The texts.
    copies : {"one", "all"}
        Count a text that occurs under several names once, or each time.
    userdict : path or iterable of str, optional
        Additional terms that the segmenter must not split; see `segment`.
    lang : {"zh", "en"}
        Language of the reasons and warnings about files.
    progress : bool
        Show progress bars on standard error.
    text_column : str
        Column of the tables that holds the texts; recognised by its name or its content if empty.
    delimiter : str
        Character between the cells of text tables, or its name (`tab`, `bar` ...); recognised if empty.
    header_row : int, optional
        Row of the tables with the column names, from 1; recognised by default.
    document_by : str
        Columns, separated by commas: rows that agree in all of them are the paragraphs of one document.
    table : str
        The table of databases (SQLite, DuckDB) that have several; by default, the only one.
        `documents.csv` may state these five for single tables.
    pages : str
        Pages of PDF files to read, such as `1-3,5`; all by default. `documents.csv` may state them for single
        files, in the column `pdf_pages`.

    Returns
    -------
    Prepared
        `reading, cleaned, corpus`.

    Raises
    ------
    ChoiceError
        When `copies` is not one of its values.
    InputError
        When the folder cannot be used.

    Examples
    --------
    >>> from analysis import SAMPLE, read_corpus
    >>> reading, cleaned, corpus = read_corpus(SAMPLE)
    >>> len(cleaned.documents) >= corpus.n_documents
    True
    """
    check_path("read_corpus", folder)
    check_choice("read_corpus", "copies", copies, COPIES)
    form = TableForm(text_column, delimiter, header_row or 0, document_by, table, pages)
    reading = read_folder(folder, progress=progress, lang=lang, form=form)
    cleaned = clean_documents(reading.documents)
    compared = distinct(cleaned.documents) if copies == "one" else cleaned.documents
    return Prepared(reading, cleaned, segment(compared, cleaned.paragraphs, userdict, progress))
