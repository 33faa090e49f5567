"""How many references to policy texts are found, and how many are none, against references marked by hand.

    python -m benchmarks.citations CORPORA

`citations_gold.tsv` lists candidates from five folders (anything in 《》, and anything that ends in a digit
and 号), drawn at random and read: whether each is a reference to another policy text (a certificate, a paper,
a play, and a text's own number at its head are none) and, of a number, its standard spelling. `begins` and
`nth` say where it stands: how its characters begin (of numbers, how they end), and which occurrence of them
it is. The rules were written on one half; the other half was marked after they were frozen.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pandas as pd

from analysis import clean_documents, read_folder
from analysis.reuse.citation_words import citation_words
from analysis.reuse.citations import references

GOLD = Path(__file__).with_name("citations_gold.tsv")


def texts_of(folder: Path) -> dict[str, str]:
    """Return the texts of a folder by id."""
    packed = sorted(folder.glob("*.jsonl.gz"))
    if packed:
        rows = map(json.loads, gzip.decompress(packed[0].read_bytes()).decode("utf-8").splitlines())
        return {row["id"]: row["text"] for row in rows}
    return dict(clean_documents(read_folder(folder).documents).documents["text"])


def place(text: str, begins: str, nth: int) -> int:
    """Return where an occurrence of some characters begins, or -1."""
    at = -1
    for _ in range(nth + 1):
        at = text.find(begins, at + 1)
        if at < 0:
            break
    return at


def main() -> None:
    """Print precision, recall and F1 of numbers and titles on both halves."""
    gold = pd.read_csv(GOLD, sep="\t", keep_default_na=False)
    words = citation_words()
    folders = {name: texts_of(Path(sys.argv[1]) / name) for name in gold["folder"].unique()}
    rows = []
    # A file of several texts may be parted elsewhere today: its candidates are counted in the whole.
    gold["file"] = gold["doc_id"].str.split("#").str[0]
    parted = gold["doc_id"].str.contains("#").groupby([gold["folder"], gold["file"]]).transform("any")
    nth = gold.groupby(["folder", "file", "begins"]).cumcount()
    gold["nth"] = gold["nth"].where(~parted, nth)
    for (folder, doc_id), part in gold.groupby(["folder", "file"]):
        text = "\n".join(one for name, one in folders[folder].items() if name.split("#")[0] == doc_id)
        found = references(text, words)
        starts = {one.start: one for one in found if one.kind == "title"}
        ends = {one.end: one for one in found if one.kind == "number"}
        for row in part.itertuples():
            at = place(text, row.begins, row.nth)
            if at < 0:
                print("not there:", doc_id, row.begins)
                continue
            one = starts.get(at) if row.kind == "title" else ends.get(at + len(row.begins))
            right = one is not None and (row.kind == "title" or one.key == row.number)
            rows.append((row.half, row.kind, bool(row.is_reference), one is not None, right))
            if row.is_reference != (one is not None) or (one is not None and not right):
                print("wrong:", row.half, doc_id[:20], row.begins, one and one.key)
    table = pd.DataFrame(rows, columns=["half", "kind", "wanted", "found", "right"])
    for (half, kind), part in table.groupby(["half", "kind"]):
        hits = int((part["wanted"] & part["right"]).sum())
        precision, recall = hits / part["found"].sum(), hits / part["wanted"].sum()
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{half}\t{kind}\t{int(part['wanted'].sum())} of {len(part)}\tprecision {precision:.3f}\t"
              f"recall {recall:.3f}\tF1 {f1:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
