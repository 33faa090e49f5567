"""What is done in one process after all batches: time and memory at simulated sizes.

`python -m benchmarks.merging FOLDER PLACE --texts N [--permutations N]`: ten million characters of texts of
some 500 characters (see `benchmarks.large`) are counted, and what is kept of their batches is taken so often
that there are N texts: with other sources and hashes, so that no text is a copy, and with a limb of every
second slogan changed, so that every copy has slogans of its own. Then the tables of the whole are written
from that, in a process whose memory is told. Parts that are in PLACE already are used again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import time
import warnings
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.batch.process import Settings
from analysis.batch.results import put_together
from analysis.batch.run import BATCH_SIZE
from analysis.batch.work import work
from analysis.engines import engine
from analysis.keywords.theme_hits import clean_themes, theme_terms
from analysis.load import read_folder
from analysis.load.form import TableForm
from analysis.load.stream.listing import opened
from analysis.load.stream.pieces import pieces
from analysis.store.parts import KINDS, Part, name_of, read_parquet, write_parquet

from .large import texts

CHARACTERS = 10_000_000
"""Characters of the texts that are really counted."""


def count(folder: Path, place: Path) -> list[Part]:
    """Count the texts, and return the batches whose parts are in `place`."""
    table = place / "texts" / "texts.jsonl"
    table.parent.mkdir(parents=True)
    texts(read_folder(folder).documents, CHARACTERS, table)
    settings = Settings(True, None, False, clean_themes(theme_terms(None)))
    with opened(table, TableForm(), place / "out") as found, engine("local", 2) as go:
        task = partial(work, settings=settings, folder=str(place / "parts"), cache="")
        return list(go(task, pieces(found.tables, BATCH_SIZE)))


def simulate(place: Path, done: list[Part], n_texts: int) -> list[Part]:
    """Take the parts so often that there are as many texts, and return all of them."""
    source, target = place / "parts", place / "simulated"
    frames = {part.number: {kind: read_parquet(source / kind / name_of(part.number), KINDS[kind])
                            for kind in ("documents", "hits")} for part in done}  # fmt: skip
    n_once = sum(len(one["documents"]) for one in frames.values())
    parts: list[Part] = []
    for copy in range(-(-n_texts // n_once)):
        for part in done:
            number = len(parts)
            for kind in ("counts", "themes", "skipped"):
                (target / kind).mkdir(parents=True, exist_ok=True)
                os.link(source / kind / name_of(part.number), target / kind / name_of(number))
            for kind, change in (("documents", _other_text), ("hits", _other_slogans)):
                (target / kind).mkdir(parents=True, exist_ok=True)
                changed = change(frames[part.number][kind].copy(), copy)
                write_parquet(target / kind / name_of(number), changed, KINDS[kind])
            name = f"t{copy:04d}.jsonl"
            parts.append(part._replace(number=number, source=name))
    return parts


def _other_text(documents: pd.DataFrame, copy: int) -> pd.DataFrame:
    return documents.assign(
        source=f"t{copy:04d}.jsonl", text_hash=[f"{one}{copy}" for one in documents["text_hash"]]
    )


def _other_slogans(hits: pd.DataFrame, copy: int) -> pd.DataFrame:
    changed = [place % 2 == 1 and copy > 0 and len(limbs) > 0 for place, limbs in enumerate(hits["limbs"])]
    char = chr(0x4E00 + copy)
    limbs = [[f"{char}{limbs[0]}", *limbs[1:]] if change else limbs
             for limbs, change in zip(hits["limbs"], changed, strict=True)]  # fmt: skip
    variant = ["/".join(sorted(one)) if change else before
               for one, change, before in zip(limbs, changed, hits["variant"], strict=True)]  # fmt: skip
    return hits.assign(limbs=limbs, variant=variant, source=f"t{copy:04d}.jsonl")


def merge(place: Path, parts: list[Part], n_permutations: int) -> dict[str, Any]:
    """Write the tables of the whole, and return what it took."""
    asked = {"by": "city", "slogans": True, "copies": "one", "n_permutations": n_permutations, "seed": 1,
             "notes": [], "themes": {}}  # fmt: skip
    out = place / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    begin, cpu = time.perf_counter(), time.process_time()
    put_together(place, out, place / "simulated", parts, [], asked, ("counts", "themes"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {"elapsed": time.perf_counter() - begin, "cpu": time.process_time() - cpu, "gigabytes": peak}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("place", type=Path)
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--permutations", type=int, default=0)
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    note, told = asked.place / "counted.json", asked.place / "simulated.json"
    if not note.is_file():
        done = count(asked.folder, asked.place)
        note.write_text(json.dumps(done), encoding="utf-8")
    if not told.is_file() or json.loads(told.read_text(encoding="utf-8"))[0] != asked.texts:
        shutil.rmtree(asked.place / "simulated", ignore_errors=True)
        done = [Part(*one) for one in json.loads(note.read_text(encoding="utf-8"))]
        parts = simulate(asked.place, done, asked.texts)
        told.write_text(json.dumps([asked.texts, parts]), encoding="utf-8")
        # What made the parts held memory that merging does not need.
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.merging", *sys.argv[1:]])
    parts = [Part(*one) for one in json.loads(told.read_text(encoding="utf-8"))[1]]
    took = merge(asked.place, parts, asked.permutations)
    n = sum(part.n_rows for part in parts)
    print(f"{n:,} texts: {took['elapsed']:.0f} s, {took['cpu']:.0f} s of CPU, {took['gigabytes']:.2f} GB")


if __name__ == "__main__":
    main()
