"""Read random files whose right reading is known, and count what comes out wrong.

Run with `python -m benchmarks.reading [KIND ...] [--files N] [--seed N] [--show N]`. Prints one row per kind:

- files, and those of which everything asked is right;
- texts that are not found, or of which title, city, day or year is not as stated;
- lines of texts that are lost, of all; lines around them that stay, of all.

Texts and their surroundings are drawn anew for each seed: mend what one shows, and measure with another.
`--show` lists that many of the faults of each kind.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.clean import clean_documents
from analysis.load import read_folder
from benchmarks.reading import dumps, office, pdfs, tables, texts
from benchmarks.reading.made import Made

COLUMNS = ("files", "right", "texts", "title", "city", "date", "year", "lines", "lost", "around", "stayed")

KINDS: dict[str, Callable[[random.Random, int], Made]] = {
    "copied pages": texts.copied,
    "official documents": texts.official,
    "several texts": texts.several,
    "names of files": texts.named,
    "encodings": texts.encoded,
    "wrapped texts": texts.wrapped,
    "PDF": pdfs.sound_pdf,
    "PDF with heads and feet": pdfs.headed_pdf,
    "Word documents": office.document,
    "workbooks": office.workbook,
    "cells of cities": tables.cells,
    "records": tables.records,
    "parts of Word": office.parts,
    "notes and rows": tables.noted,
    "dumps": dumps.dump,
    "shapes of JSON": dumps.shaped,
}


def faults_of(made: Made, found: pd.DataFrame) -> list[tuple[str, str]]:
    """Return what is wrong with the documents found in a file, as pairs of a kind and the thing.

    Parameters
    ----------
    made : Made
        The file and what is right.
    found : DataFrame
        Its documents, cleaned, in their order.
    """
    if len(found) != len(made.texts):
        return [("texts", f"{len(found)}, not {len(made.texts)}")]
    faults = []
    for right, row in zip(made.texts, found.to_dict("records"), strict=True):
        whole = bare(row["text"])
        faults += [("lost", line) for line in right.lines if bare(line) not in whole]
        for name in ("title", "city", "date", "year"):
            wanted, got = getattr(right, name), stated(row[name])
            if wanted is not None and bare(got) != bare(wanted):
                faults.append((name, f"{got or 'none'}, not {wanted}"))
        rest = whole
        for line in sorted([*right.lines, *([right.title] if right.title else [])], key=len, reverse=True):
            rest = rest.replace(bare(line), "\n")
        faults += [("stayed", line) for line in made.around if bare(line) in rest]
    return faults


def stated(value: object) -> str:
    """Return a cell as text: a day as in ISO 8601, nothing where it is missing."""
    return "" if pd.isna(value) else str(value)[:10] if isinstance(value, pd.Timestamp) else str(value)


def bare(text: str) -> str:
    """Return a text as it is compared, without blanks."""
    return "".join(text.split())


def measured(make: Callable[[random.Random, int], Made], n: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Return the counts of a kind of files, and its faults in words."""
    draw = random.Random(seed)
    made = [make(draw, number) for number in range(n)]
    with tempfile.TemporaryDirectory() as folder:
        for one in made:
            path = Path(folder, one.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.data)
        documents = clean_documents(read_folder(folder).documents).documents
    by_file = dict(list(documents.groupby("source", sort=False)))
    counts: Counter[str] = Counter(dict.fromkeys(COLUMNS, 0))
    shown = []
    for one in made:
        faults = faults_of(one, by_file.get(one.file, documents.iloc[:0]))
        counts.update(kind for kind, _ in faults)
        counts.update(
            {"files": 1, "right": not faults, "lines": sum(len(text.lines) for text in one.texts),
             "around": len(one.around)}
        )  # fmt: skip
        shown += [f"{one.file} {kind}: {thing}" for kind, thing in faults]
    return counts, shown


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    rows = {}
    for kind in asked.kinds or KINDS:
        rows[kind], shown = measured(KINDS[kind], asked.files, asked.seed)
        print("\n".join(shown[: asked.show]), end="\n" if shown and asked.show else "")
    print(pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS)).to_string())


if __name__ == "__main__":
    main()
