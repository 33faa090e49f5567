"""What each command does; nothing heavy is imported before it is needed."""

from __future__ import annotations

import argparse
import os
import re
import sys
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, OutputError, printable
from ..files import is_counted, write_whole
from ..options import OPTIONS
from .naming import file_name

if TYPE_CHECKING:
    import pandas as pd

    from ..corpus import By, Corpus
    from ..load.form import TableForm
    from ..store import Counted


def report(options: argparse.Namespace) -> int:
    """Make the report of a folder."""
    from ..report import make_report

    if is_counted(Path(options.folder)):
        _store(options, "report")
    chosen = {name: getattr(options, name) for name in OPTIONS}
    page = make_report(**{**chosen, "cache": _cache_folder(options)})
    if not options.quiet:
        print(page)
    # Said last, as below, but read from the page: what finds it out takes long to load.
    for sentence in ALARM.findall(page.read_text(encoding="utf-8")):
        print(printable(unescape(sentence)), file=sys.stderr)
    return 0


ALARM = re.compile('<p class="notice alarm">(.*?)</p>', re.DOTALL)
"""A warning on the page that must not be missed."""


def _alarm(gated: pd.DataFrame, by: By, documents: pd.DataFrame, options: argparse.Namespace) -> None:
    """Say last, and however quiet the command is to be, what would make any comparison misleading."""
    from ..claims import gate_sentences
    from ..corpus import joined_names, row_titles

    for sentence in gate_sentences(gated, joined_names("check", by), options.lang, row_titles(documents)):
        print(printable(sentence), file=sys.stderr)


def check(options: argparse.Namespace) -> int:
    """Report how each file would be read."""
    from ..claims import gate
    from ..clean import clean_documents, duplicate_groups
    from ..corpus import group_columns, usable_grouping
    from ..load import read_folder
    from ..load.grouping import check_grouping

    check_grouping(Path(options.folder), options.by, _form(options), "check")
    reading = read_folder(options.folder, progress=not options.quiet, lang=options.lang, form=_form(options))
    group_columns(reading.documents, options.by, "check")
    for row in reading.files.to_dict("records"):
        print(_one_line(row, options.lang))
    documents = clean_documents(reading.documents).documents
    theirs = None
    if options.reference:
        theirs = clean_documents(
            read_folder(options.reference, progress=not options.quiet).documents
        ).documents
    by = usable_grouping(documents, options.by)
    gated = gate(documents, by, duplicate_groups(documents), theirs, asked=options.by)
    _alarm(gated, by, documents, options)
    return 0


def clean(options: argparse.Namespace) -> int:
    """Write the cleaned texts and what was done to each line."""
    from ..clean import clean_documents
    from ..files import staged, write_table
    from ..load import read_folder

    place = Path(options.out)
    if place.resolve() == Path(options.folder).resolve():
        raise InputError(f"{place}: is the folder of the source texts; choose another --out.")
    reading = read_folder(options.folder, progress=not options.quiet, lang=options.lang, form=_form(options))
    cleaned = clean_documents(reading.documents)
    with staged(place) as draft:
        for doc_id, text in cleaned.documents["text"].items():
            write_whole(draft / "texts" / f"{file_name(str(doc_id))}.txt", f"{text}\n")
        documents = cleaned.documents.drop(columns="text").reset_index()
        write_table(draft / "documents.csv", documents)
        write_table(draft / "paragraphs.csv", cleaned.paragraphs)
        write_table(draft / "log.csv", cleaned.log)
        write_table(draft / "files.csv", reading.files)
    if not options.quiet:
        print(place)
    return 0


def audit(options: argparse.Namespace) -> int:
    """List terms that the segmenter splits."""
    from ..counts import count_terms
    from ..keywords import keyword_changes, segmentation_audit
    from ..lexicon import userdict
    from ..prepare import read_corpus
    from ..segmentation import segment

    if options.write and Path(options.write).exists():
        raise InputError(f"{options.write} already exists; choose another file or move it away.")
    own = userdict(Path(options.userdict)) if options.userdict else []
    _, cleaned, corpus = read_corpus(
        options.folder, "all", own, options.lang, not options.quiet, **asdict(_form(options))
    )
    table = segmentation_audit(corpus, min_documents=options.documents, userdict=own)
    told = ["kind", "term", "split", "n", "n_documents", "example"]
    for cells in table.loc[table["suggested"] | (table["kind"] == "stop word"), told].to_numpy():
        print("\t".join(printable(str(cell)) for cell in cells))
    terms = sorted(set(table.loc[table["suggested"], "term"]))
    if terms and corpus.documents["city"].notna().any():
        again = segment(cleaned.documents, cleaned.paragraphs, [*own, *terms], progress=not options.quiet)
        for row in keyword_changes(count_terms(corpus), count_terms(again)).to_dict("records"):
            print("\t".join(printable(str(row[key])) for key in ("change", "group", "term", "rank")))
    if options.write:
        try:
            write_whole(Path(options.write), "".join(f"{term}\n" for term in terms))
        except OSError as fault:
            why = fault.strerror or fault
            raise OutputError(f"{options.write}: cannot be written ({why}); choose another file.") from None
    return 0


def panel(options: argparse.Namespace) -> int:
    """Count themes, terms or slogans for each city and year."""
    from ..keywords import panel, write_panel
    from ..lexicon import themes

    if options.themes is not None:
        themes(options.themes)  # before anything is read
    folder = Path(options.folder)
    corpus, hits = _counted(options) if is_counted(folder) else _prepared(options)
    table = panel(
        corpus,
        themes=options.themes,
        terms=options.terms,
        slogans=hits,
        by=options.by,
    )
    out = options.out or Path("reports") / f"{folder.resolve().name}-panel"
    place = write_panel(table, out, options.lang)
    if not options.quiet:
        print(place)
    return 0


def _prepared(options: argparse.Namespace) -> tuple[Corpus, pd.DataFrame | None]:
    """Return the texts of a folder, and their slogans if asked for."""
    from ..load.grouping import check_grouping
    from ..prepare import read_corpus
    from ..slogans import closed_runs, find_slogans

    own = Path(options.userdict) if options.userdict else None
    check_grouping(Path(options.folder), options.by, _form(options), "panel")
    corpus = read_corpus(
        options.folder, copies=options.copies, userdict=own, progress=not options.quiet,
        **asdict(_form(options)),
    ).corpus  # fmt: skip
    return corpus, closed_runs(find_slogans(corpus)) if options.slogans else None


def _counted(options: argparse.Namespace) -> tuple[Counted, pd.DataFrame | None]:
    """Return a folder of counts, and its slogans if asked for."""
    from ..report.run import check_settled
    from ..slogans import closed_runs

    check_settled(options.folder, {**vars(options)}, "userdict")
    counted = _store(options, "panel")
    return counted, closed_runs(counted.hits) if options.slogans else None


def _store(options: argparse.Namespace, command: str) -> Counted:
    """Return a folder of counts that has the columns to group by."""
    from ..corpus import group_columns
    from ..store import open_counted

    counted = open_counted(options.folder)
    group_columns(counted.units, options.by, command)
    return counted


def reuse(options: argparse.Namespace) -> int:
    """Make the page and the tables on who copies whom."""
    from ..report import make_reuse_page

    page = make_reuse_page(
        options.folder, options.out, options.reference, options.by, options.terms, options.lang,
        options.copies, options.min_length, options.quiet, **asdict(_form(options)),
    )  # fmt: skip
    if not options.quiet:
        print(page)
    return 0


def count(options: argparse.Namespace) -> int:
    """Count tables that need not fit in memory."""
    from ..batch import count_tables

    place = count_tables(
        options.place, options.out, options.by, slogans=not options.no_slogans, copies=options.copies,
        userdict=options.userdict, themes=options.themes,
        batch_size=options.batch_size, engine=options.engine, jobs=options.jobs,
        scheduler=options.scheduler, n_permutations=options.permutations, seed=options.seed,
        lang=options.lang, progress=not options.quiet, cache=_cache_folder(options),
        text_column=options.text_column, delimiter=options.delimiter, header_row=options.header_row,
        document_by=options.document_by, table=options.table, pages=options.pages, texts=not options.no_texts,
    )  # fmt: skip
    if not options.quiet:
        from .summary import summary

        print(summary(place, options.lang))
        print(place)
    return 0


def _form(options: argparse.Namespace) -> TableForm:
    from ..load.form import TableForm

    return TableForm(
        options.text_column,
        options.delimiter,
        options.header_row or 0,
        options.document_by,
        options.table,
        options.pages,
    )


def _one_line(row: dict[str, object], lang: str) -> str:
    import pandas as pd

    from ..lexicon import load_messages, messages

    said, origins = messages(lang)["check"], load_messages()

    def known(key: str) -> str:
        return "" if pd.isna(value := row.get(key)) else str(value)

    def cell(key: str) -> str:
        if not key.endswith("_from"):
            return known(key) or "?"
        names = (f"origin_{name}".replace(" ", "_") for name in known(key).split(", ") if name)
        return ", ".join(origins[name][lang] if name in origins else name for name in names) or "-"

    parts = [known("file"), said[known("status")]]
    if row["status"] == "read":
        parts += [part.format_map({key: cell(key) for key in row}) for part in said["found"].split("  ")]
    parts += [known(key) for key in ("reason", "warnings") if known(key)]
    return "\t".join(map(printable, parts))


def cache(options: argparse.Namespace) -> int:
    """Show what the cache holds, or empty it."""
    from ..cache import clear, contents
    from ..lexicon import messages

    folder = _cache_folder(options)
    assert folder is not None
    held = clear(folder) if options.action == "clear" else contents(folder)
    said = messages(options.lang)["cache"][options.action].replace("  ", "\t")
    print(said.format(folder=held.folder, n=held.n_entries, megabytes=f"{held.n_bytes / 1e6:.1f}"))
    return 0


def _cache_folder(options: argparse.Namespace) -> Path | None:
    """Return the cache folder: as given, from the environment, or the user's own; None with `--no-cache`."""
    from ..cache import VARIABLE, default_folder

    if getattr(options, "no_cache", False):
        return None
    named = options.cache or os.environ.get(VARIABLE)
    return Path(named) if named else default_folder()


def new(options: argparse.Namespace) -> int:
    """Make a project folder and list its files."""
    from .project import new_project

    for path in new_project(options.place, options.lang, options.codebook):
        print(path)
    return 0


def completion(options: argparse.Namespace) -> int:
    """Print the shell code that enables completion."""
    from .completion import script

    print(script(options.shell), end="")
    return 0
