"""How long each step takes against the straightforward pipeline, how it grows, and what memory it needs.

`python -m benchmarks.speed FOLDER [--parts N] [--out FILE]`: the N-th part of the texts and 2, 4 and 8 times
as much of them, each in a process of its own; seconds are the processor's, whatever else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from .yardstick import run as run_yardstick
from .yardstick import timed

FACTORS = (1, 2, 4, 8)
STAGES = ("read", "clean", "segment", "count", "keyness", "topics", "slogans")
LIBRARIES = ("koujing", "gensim", "jieba", "numpy", "pandas", "rjieba", "scikit-learn", "scipy")


def run_ours(path: Path, by: str, n_topics: int = 8) -> dict[str, float]:
    """Return the processor's seconds of each stage."""
    from analysis import clean_documents, count_terms, find_slogans, fit_topics, keyness_by, segment
    from analysis.load import read_folder
    from analysis.segmentation import tokenizer

    tokenizer(None)
    seconds: dict[str, float] = {}
    with timed(seconds, "read"):
        documents = read_folder(path).documents
    with timed(seconds, "clean"):
        cleaned = clean_documents(documents)
    with timed(seconds, "segment"):
        corpus = segment(cleaned.documents, cleaned.paragraphs)
    with timed(seconds, "count"):
        dtm = count_terms(corpus)
    with timed(seconds, "keyness"):
        keyness_by(dtm, by=by)
    with timed(seconds, "topics"):
        fit_topics(count_terms(corpus, unit="paragraph"), n_topics=n_topics)
    with timed(seconds, "slogans"):
        find_slogans(corpus)
    return seconds


def child(kind: str, path: Path, by: str) -> None:
    """Print the seconds of one run and the most memory it held (megabytes), with that of its libraries."""
    warnings.simplefilter("ignore")
    seconds = run_ours(path, by) if kind == "ours" else run_yardstick(path, by)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    print(json.dumps({"seconds": seconds, "peak": peak}))


def measured(kind: str, path: Path, by: str) -> dict[str, Any]:
    """Run one pipeline in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.speed",
        "--child",
        kind,
        "--by",
        by,
        str(path),
    ]
    environment = {**os.environ, "KOUJING_CACHE": "", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def write_slice(rows: list[dict[str, Any]], every: int, path: Path) -> int:
    """Write every so manieth text to a table and return its size in bytes."""
    chosen = rows[::every]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen), encoding="utf-8")
    return sum(len(row["text"].encode()) for row in chosen)


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Return the slope of the logarithms: 1 is linear."""
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(seconds, 1e-3)), 1)[0])


def report(sizes: list[int], ours: list[dict[str, Any]], plain: dict[str, Any], load: float) -> str:
    """Return the tables as Markdown."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    lines = [
        "# Speed, growth and memory", "",
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB; Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in LIBRARIES) + ".", "",
        f"Seconds are those of the processor on one core. Load of the machine when measured: {load:.1f}"
        + (" (busy with other work: seconds are too high, ratios hold better)." if load > 1.5 else "."), "",
        f"Against the straightforward pipeline (`benchmarks/yardstick.py`), {sizes[-1] / 1e6:.1f} MB:",
        "", "| step | yardstick, s | Koujing, s | times as fast |", "|---|---|---|---|",
    ]  # fmt: skip
    last = ours[-1]["seconds"]
    for stage in STAGES:
        a, b = plain["seconds"][stage], last[stage]
        lines.append(f"| {stage} | {a:.2f} | {b:.2f} | {a / b:.2g} |")
    a, b = sum(plain["seconds"].values()), sum(last.values())
    lines += [f"| all | {a:.2f} | {b:.2f} | {a / b:.2g} |", ""]
    lines += [
        "The steps do not do the same: the yardstick reads JSON and strips blanks where Koujing finds whose "
        "text it is and cleans by rules; its keyness has no intervals, dispersion or test over documents; "
        "its topics are fitted on documents; its slogans are series of limbs of the same length.", "",
        "| step | " + " | ".join(f"{size / 1e6:.1f} MB" for size in sizes) + " | exponent |",
        "|---|" + "---|" * (len(sizes) + 1),
    ]  # fmt: skip
    for stage in STAGES:
        row = [run["seconds"][stage] for run in ours]
        lines.append(
            f"| {stage} | " + " | ".join(f"{x:.2f}" for x in row) + f" | {exponent(sizes, row):.2f} |"
        )
    peaks = " | ".join(f"{run['peak']:.0f}" for run in ours)
    lines += [f"| peak memory, MB | {peaks} | |", ""]
    return "\n".join(lines) + f"The yardstick's peak at the largest size: {plain['peak']:.0f} MB.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", type=int, default=64, help="the smallest slice is this part of the texts")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--child", choices=("ours", "yardstick"))
    parser.add_argument("--by", default="city", help="groups of keyness")
    options = parser.parse_args()
    if options.child:
        child(options.child, options.folder, options.by)
        return
    from analysis.load import read_folder

    documents = read_folder(options.folder).documents
    rows = (
        documents[["province", "city", "year", "title", "text"]]
        .astype(object)
        .where(lambda f: f.notna(), None)
    )
    records = rows.dropna(subset=[options.by, "text"]).to_dict("records")
    load = os.getloadavg()[0]
    sizes, ours = [], []
    with tempfile.TemporaryDirectory() as place:
        for factor in FACTORS:
            path = Path(place) / f"{factor}.jsonl"
            sizes.append(write_slice(records, max(1, options.parts // factor), path))
            ours.append(measured("ours", path, options.by))
            print(factor, sizes[-1], ours[-1], file=sys.stderr, flush=True)
        plain = measured("yardstick", path, options.by)
    text = report(sizes, ours, plain, load)
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
