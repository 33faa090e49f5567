"""Compare the fast segmentation with jieba's own, in words and in time, on whole corpora.

Run with `python -m benchmarks.segmentation PATH [PATH ...]`, where each PATH is a file or folder that
Koujing reads. Both segment every line of every text in the same run; the words are compared by hash.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

import pandas as pd

from analysis.lexicon import userdict
from analysis.load import read_folder
from analysis.segmentation import Cutter


def measure(lines: list[str], cutter: Cutter) -> tuple[float, str]:
    """Return the seconds that segmentation takes, and a hash of all the words."""
    began = time.perf_counter()
    cut = [cutter.cut(line) for line in lines]
    seconds = time.perf_counter() - began
    digest = hashlib.sha256()
    for words in cut:
        digest.update("\x1f".join(words).encode("utf-8", "surrogatepass") + b"\x1e")
    return seconds, digest.hexdigest()


def main() -> int:
    """Print the table; exit with 1 when a word differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args()
    fast, plain = Cutter(userdict()), Cutter(userdict(), fast=False)
    rows = []
    for path in options.paths:
        texts = read_folder(path, progress=False).documents["text"]
        lines = [line for text in texts for line in text.split("\n") if line.strip()]
        size = sum(len(line.encode("utf-8", "replace")) for line in lines) / 1e6
        (quick, words), (slow, expected) = measure(lines, fast), measure(lines, plain)
        rows.append(
            {
                "texts": path.name,
                "MB": size,
                "MB/s": size / quick,
                "jieba MB/s": size / slow,
                "times as fast": slow / quick,
                "same words": words == expected,
            }
        )
    table = pd.DataFrame(rows)
    print(table.to_string(index=False, float_format=lambda value: f"{value:.2f}"))
    return int(not table["same words"].all())


if __name__ == "__main__":
    sys.exit(main())
