"""Counting and the page of many short texts: CPU time, elapsed time and memory.

`python -m benchmarks.large FOLDER PLACE [--characters N] [--jobs N]`: texts of some 500 characters, made of
paragraphs of the texts in FOLDER drawn at random with replacement, each with the city and the year of one of
them, are written to PLACE, counted there with `koujing count`, and `koujing report` makes their page. Texts
and counts that are in PLACE already are used again. Memory is that of the largest process; without a cache.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pandas as pd

SHORTEST = 500
"""Characters from which on a text gets no further paragraph."""


def texts(documents: pd.DataFrame, n_characters: int, path: Path, seed: int = 7) -> int:
    """Write the texts as a table, and return how many they are."""
    paragraphs = [line for text in documents["text"] for line in text.split("\n") if line.strip()]
    of = documents[["province", "city", "year"]].astype(object)
    places = of.where(of.notna(), None).to_dict("records")
    draw, n, written = random.Random(seed), 0, 0
    with path.open("w", encoding="utf-8") as file:
        while written < n_characters:
            lines: list[str] = []
            while sum(map(len, lines)) < SHORTEST:
                lines.append(draw.choice(paragraphs))
            row = {**draw.choice(places), "text": "\n".join(lines)}
            file.write(json.dumps(row, ensure_ascii=False, default=int) + "\n")
            n, written = n + 1, written + sum(map(len, lines))
    return n


def measured(*arguments: str) -> str:
    """Run the command line, and say what it took."""
    command = [sys.executable, "-m", "analysis.cli", *arguments, "--quiet"]
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, "KOUJING_CACHE": ""}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - begin
    if status:
        raise SystemExit(f"{' '.join(arguments)} failed.")
    cpu = f"{used.ru_utime + used.ru_stime:.0f} s of CPU ({used.ru_stime:.0f} of them in the system)"
    return f"{cpu}, {elapsed:.0f} s elapsed, {used.ru_maxrss / 2**20:.2f} GB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("place", type=Path)
    parser.add_argument("--characters", type=float, default=1e7)
    parser.add_argument("--jobs", default="2")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    made, counted, page = (options.place / name for name in ("texts", "counts", "page"))
    if not counted.is_dir():
        from analysis.load import read_folder

        made.mkdir(parents=True, exist_ok=True)
        table = made / "texts.jsonl"
        if not table.is_file():
            print(f"{texts(read_folder(options.folder).documents, int(options.characters), table):,} texts")
        count = "count", str(made), "--out", str(counted), "--jobs", options.jobs
        print(f"count: {measured(*count)}", flush=True)
    load = os.getloadavg()[0]
    report = "report", str(counted), "--out", str(page), "--jobs", options.jobs
    print(f"page: {measured(*report)}; load {load:.1f} before, {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
