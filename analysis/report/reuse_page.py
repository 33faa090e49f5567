"""From a folder of texts to a page and tables on who copies whom."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from .. import errors
from ..claims import gate, gate_sentences
from ..corpus import (
    Corpus,
    SizedTexts,
    drawn_rows,
    group_columns,
    group_labels,
    joined_names,
    usable_grouping,
)
from ..files import staged
from ..load.form import TableForm
from ..load.grouping import check_grouping
from ..prepare import read_corpus
from ..reuse import (
    adoption,
    adoption_curves,
    citations,
    cited_texts,
    first_uses,
    reuse_pairs,
    reuse_passages,
    reuse_shares,
    reuse_sources,
    reuse_spans,
    text_reuse,
)
from .context import context_of
from .parts import Data, note
from .render import write_page
from .sections.corpus import header
from .sections.reuse import Reused, reuse_section

PAGE = "reuse.html"

COMPARED = 4_000_000
"""Han characters of texts that are all compared with all others, even where a sample of them is drawn."""

DRAWN = 3_000_000
"""Han characters of the texts drawn, of more, to be compared with all others."""


def reused_texts(
    corpus: SizedTexts,
    reference: Corpus | None = None,
    by: str = "city",
    terms: Sequence[str] = (),
    min_length: int = 20,
    n_passages: int | None = 500,
    sample: Corpus | None = None,
    seed: int = 1,
    n_jobs: int = 1,
) -> Reused:
    """Return all tables of the section on who copies whom.

    Parameters
    ----------
    corpus, reference : Corpus or Counted, and Corpus
        The texts, and those they may have been taken from.
    by : str
        The groups.
    terms : sequence of str
        Terms whose adoption is followed.
    min_length : int
        Least length of a passage, in letters and digits.
    n_passages : int, optional
        How many passages are set side by side, the longest of each kind; None for all.
    sample : Corpus, optional
        Where texts have more than `COMPARED` Han characters: those that are compared with all, and whose
        references are listed; if these are all texts, some are drawn from each group alike. By default all.
    seed : int
        Seed of the draw.
    n_jobs : int
        Threads.
    """
    if corpus.n_han.sum() <= COMPARED:
        sample = None
    elif sample is not None and sample.n_documents == corpus.n_documents:
        labels = group_labels(sample.documents, by, "reused_texts")
        rows = drawn_rows(labels, sample.n_han.to_numpy(), seed, None, DRAWN)
        sample = sample[list(sample.documents.index[rows])]
    mine = corpus if sample is None else sample
    only = None if sample is None else frozenset(sample.documents.index)
    found = text_reuse(corpus, reference, min_length, by, only=only, n_jobs=n_jobs)
    references = citations(mine)
    dated = bool(terms) and corpus.documents["year"].notna().any()
    first = first_uses(corpus, list(terms), by, reference=reference) if dated else None
    return Reused(
        found,
        reuse_shares(found, mine, by),
        reuse_pairs(found, mine, by, corpus),
        reuse_sources(found, mine, reference, by, corpus),
        _side_by_side(found, corpus, reference, n_passages),
        reuse_spans(found, mine),
        references,
        cited_texts(references, mine, by),
        None if first is None else adoption(first),
        None if first is None else adoption_curves(first),
        None if sample is None else sample.n_documents,
        reference is not None,
    )


def _side_by_side(
    found: pd.DataFrame, corpus: SizedTexts, reference: Corpus | None, n: int | None
) -> pd.DataFrame:
    """Return the longest passages of each kind side by side, the longest first."""
    if n is not None:
        longest = found.sort_values("n_characters", ascending=False, kind="stable")
        found = longest.groupby("kind", sort=False).head(2 * n)  # both directions
    return reuse_passages(found, corpus, reference)


def make_reuse_page(
    folder: str | Path,
    out: str | Path | None = None,
    reference: str | Path | None = None,
    by: str = "city",
    terms: Sequence[str] = (),
    lang: str = "zh",
    copies: str = "one",
    min_length: int = 20,
    quiet: bool = False,
    *,
    text_column: str = "",
    delimiter: str = "",
    header_row: int | None = None,
    document_by: str = "",
    table: str = "",
    pages: str = "",
) -> Path:
    """Make the page on who copies whom, and its tables.

    Parameters
    ----------
    folder : path
        The texts.
    out : path, optional
        Folder for `reuse.html` and `tables/`; `reports/<name of the folder>-reuse` by default.
    reference : path, optional
        Texts that passages may have been taken from.
    by : str
        The groups.
    terms : sequence of str
        Terms whose adoption is followed.
    lang : {"zh", "en"}
        Language of the page.
    copies : {"one", "all"}
        Compare a text that occurs under several names once, or each time.
    min_length : int
        Least length of a passage, in letters and digits.
    quiet : bool
        Show no progress.
    text_column, delimiter, header_row, document_by, table, pages
        How tables among the texts are laid out and which pages of PDF are read, as for `read_corpus`.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    KoujingError
        If a folder or an option cannot be used, or the results cannot be written.
    """
    if reference is not None and not os.path.exists(reference):
        raise errors.InputError(f"{reference}: no such folder; check the path of --reference.")
    place = Path(out or Path("reports") / f"{Path(folder).resolve().name}-reuse").resolve()
    form = TableForm(text_column, delimiter, header_row or 0, document_by, table, pages)
    check_grouping(Path(folder), joined_names("reuse", by), form, "reuse")
    reading, _, corpus = read_corpus(
        folder, copies, lang=lang, progress=not quiet, text_column=text_column, delimiter=delimiter,
        header_row=header_row, document_by=document_by, table=table, pages=pages,
    )  # fmt: skip
    group_columns(corpus.documents, by, "reuse")
    asked, by = by, joined_names("reuse", usable_grouping(corpus.documents, by))
    referred = read_corpus(reference, "all", lang=lang, progress=not quiet).corpus if reference else None
    context = context_of(corpus, by, lang)
    reused = reused_texts(corpus, referred, by, terms, min_length, None)
    section = reuse_section(context, reused, corpus)
    section = replace(section, parts=(*section.parts, Data("reuse", reused.found)))
    title = context.say(note("page.title_reuse").key)
    notes = reading.notes
    if by != joined_names("reuse", asked):
        gated = gate(corpus.documents, by, asked=asked)
        regrouped = gated[gated["kind"].str.startswith("regrouped")]
        notes = (*gate_sentences(regrouped, by, lang), *notes)
    with staged(place) as draft:
        write_page(draft, (header(context, corpus, title, notes), section), corpus, page=PAGE)
    return place / PAGE
