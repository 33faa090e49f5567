"""Throughput of finding the words of a list in text: one automaton against one regular expression.

Run from the project: `python -m benchmarks.scanning FOLDER`, with a folder of texts or one file of them. The
words are sampled from the texts with a fixed seed, so there are many matches; both must find the same.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

from analysis import clean_documents, count_terms, read_documents, segment
from analysis.lexicon import Scanner

N_WORDS = (8, 200, 2_000, 20_000)
PATIENCE = 30.0
"""Time limit in seconds for the regular expression; its speed is that on the texts read by then."""


def main(folder: Path) -> None:
    cleaned = clean_documents(read_documents(folder))
    texts = [text for text in cleaned.documents["text"] if text]
    words = list(count_terms(segment(cleaned.documents, cleaned.paragraphs)).terms)
    random.Random(1).shuffle(words)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts):,} texts, {size:.1f} MB, {len(words):,} distinct words")
    print(
        f"{'words':>8} {'found':>10} {'build ms':>9} {'MB/s':>8} {'all MB/s':>9} {'re MB/s':>8} {'ratio':>7}"
    )
    for n in N_WORDS:
        chosen = words[:n]
        began = time.perf_counter()
        scanner = Scanner(chosen)
        scanner.longest("")
        built = time.perf_counter() - began
        ours, found = timed(scanner.longest, texts, size)
        every, _ = timed(scanner.all, texts, size)
        pattern = re.compile("|".join(map(re.escape, sorted(chosen, key=len, reverse=True))))
        theirs = patient(pattern, texts, found)
        print(
            f"{len(chosen):8,} {sum(found):10,} {1000 * built:9.1f} {ours:8.1f} {every:9.1f} {theirs:8.2f} "
            f"{ours / theirs:7.1f}"
        )


def timed(scan, texts: list[str], size: float) -> tuple[float, list[int]]:
    began = time.perf_counter()
    found = [len(scan(text)) for text in texts]
    return size / (time.perf_counter() - began), found


def patient(pattern: re.Pattern[str], texts: list[str], expected: list[int]) -> float:
    began, read = time.perf_counter(), 0
    for text, n in zip(texts, expected, strict=True):
        assert sum(1 for _ in pattern.finditer(text)) == n
        read += len(text.encode())
        if time.perf_counter() - began > PATIENCE:
            break
    return read / 1e6 / (time.perf_counter() - began)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
