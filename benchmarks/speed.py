"""Time of each step against the straightforward pipeline, its growth, and the memory needed.

`python -m benchmarks.speed FOLDER [--parts N] [--out FILE]`: the N-th part of the texts and 2, 4 and 8 times
as much, each in a separate process, with a whole report and `koujing count` of the same texts;
seconds are CPU time, whatever else the machine is doing.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from analysis.keywords.tested import MIN_DOCUMENTS

from .yardstick import run as run_yardstick
from .yardstick import timed

FACTORS = (1, 2, 4, 8)
STAGES = ("read", "clean", "segment", "count", "keyness", "topics", "slogans")
HALVES = "keyness, two halves"
THEMES = "themes"
WHOLE = ("report", "report again", "batches")
BOUND = 12
LIBRARIES = ("koujing", "gensim", "jieba", "numpy", "pandas", "rjieba", "scikit-learn", "scipy")


def peak(who: int = resource.RUSAGE_SELF) -> float:
    """Return the peak memory of this process, or of the largest of its children, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit / 1e6


def load_all(folder: Path, by: str) -> None:
    """Run everything on a few words, so that libraries, dictionary and models are loaded."""
    from analysis import (
        attention,
        clean_documents,
        count_terms,
        find_slogans,
        fit_topics,
        keyness_by,
        segment,
    )
    from analysis.load import read_folder

    path = folder / "few.jsonl"
    text = "全市上下转方式、调结构、增动能，努力实现水清、岸绿、景美。\n" * 3
    rows = [{by: place, "text": text} for place in ("柳州市", "青岛市")]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    cleaned = clean_documents(read_folder(path).documents)
    corpus = segment(cleaned.documents, cleaned.paragraphs)
    keyness_by(count_terms(corpus), by=by)
    fit_topics(count_terms(corpus, unit="paragraph"), n_topics=2)
    attention(corpus, by=by)
    find_slogans(corpus)


def run_ours(path: Path, by: str, n_topics: int = 8) -> dict[str, Any]:
    """Return the CPU seconds of each stage."""
    from analysis import (
        attention,
        clean_documents,
        count_terms,
        find_slogans,
        fit_topics,
        keyness,
        keyness_by,
        segment,
    )
    from analysis.corpus import DocTermMatrix
    from analysis.load import read_folder

    load_all(path.parent, by)
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
    halves = dtm.units.assign(half=[f"half {n % 2}" for n in range(len(dtm.units))])
    split = DocTermMatrix(dtm.counts, halves, dtm.terms, dtm.sizes)
    with timed(seconds, HALVES):
        keyness(split, "half 0", by="half")
    with timed(seconds, THEMES):
        attention(corpus, by=by)
    with timed(seconds, "topics"):
        fit_topics(count_terms(corpus, unit="paragraph"), n_topics=n_topics)
    with timed(seconds, "slogans"):
        find_slogans(corpus)
    return {"seconds": seconds}


def run_memory(path: Path) -> dict[str, Any]:
    """Return the peak memory from reading to counting, above libraries and dictionary, in megabytes.

    Memory freed after loading is returned to the system first, where that is possible (Linux).
    """
    from analysis import clean_documents, count_terms, segment
    from analysis.load import read_folder

    def go(table: Path) -> None:
        cleaned = clean_documents(read_folder(table).documents)
        count_terms(segment(cleaned.documents, cleaned.paragraphs))

    few = path.with_name("few.jsonl")
    few.write_text(
        json.dumps({"city": "柳州市", "text": "全市上下转方式、调结构、增动能。"}), encoding="utf-8"
    )
    go(few)
    gc.collect()
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        ctypes.CDLL(None).malloc_trim(0)
        reset.write_text("5")  # reset the peak
    base = highest()
    go(path)
    return {"seconds": {}, "rose": highest() - base, "base": base}


def highest() -> float:
    """Return the peak memory since the process began, or since the reset, in megabytes."""
    status = Path("/proc/self/status")
    if not status.exists():
        return peak()
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def run_batches(path: Path, by: str) -> dict[str, Any]:
    """Return the CPU seconds of counting, ranking and scanning in batches."""
    from analysis import count_tables

    load_all(path.parent, by)
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place, timed(seconds, "batches"):
        count_tables(path, Path(place) / "out", by)
    return {"seconds": seconds}


def child(kind: str, path: Path, by: str) -> None:
    """Print the seconds and peak memory (megabytes) of one run, with that of its libraries."""
    warnings.simplefilter("ignore")
    if kind == "yardstick":
        result: dict[str, Any] = {"seconds": run_yardstick(path, by)}
    else:
        result = (
            run_memory(path) if kind == "memory" else (run_ours if kind == "ours" else run_batches)(path, by)
        )
    print(json.dumps({**result, "peak": peak()}))


def measured(kind: str, path: Path, by: str) -> dict[str, Any]:
    """Run one pipeline in a separate process."""
    command = [sys.executable, "-m", "benchmarks.speed", "--child", kind, "--by", by, str(path)]
    environment = {**os.environ, "KOUJING_CACHE": "", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def reported(path: Path, by: str, cache: Path) -> float:
    """Return the CPU seconds of a whole `koujing report`, including starting its processes."""
    out = cache.with_name("report")
    command = [sys.executable, "-m", "analysis.cli", "report", str(path), "--out", str(out), "--by", by]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--cache", str(cache), "--quiet"], env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write_slice(rows: list[dict[str, Any]], every: int, path: Path) -> int:
    """Write every n-th text to a table and return its size in bytes."""
    chosen = rows[::every]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen), encoding="utf-8")
    return sum(len(row["text"].encode()) for row in chosen)


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Return the slope of log seconds over log size; 1 is linear."""
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(seconds, 1e-3)), 1)[0])


def report(sizes: list[int], ours: list[dict[str, Any]], plain: dict[str, Any], load: float) -> str:
    """Return the tables as Markdown."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    lines = [
        "# Speed, growth and memory", "",
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB; Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in LIBRARIES) + ".", "",
        f"Seconds are CPU time on one core. Load of the machine when measured: {load:.1f}"
        + (" (busy with other work: seconds are too high, ratios hold better)." if load > 1.5 else "."), "",
        f"Against the straightforward pipeline (`benchmarks/yardstick.py`), {sizes[-1] / 1e6:.1f} MB:",
        "", "| step | yardstick, s | Koujing, s | times as fast |", "|---|---|---|---|",
    ]  # fmt: skip
    last = ours[-1]["seconds"]
    for stage in STAGES:
        a, b = plain["seconds"][stage], last[stage]
        lines.append(f"| {stage} | {a:.2f} | {b:.2f} | {a / b:.2g} |")
    a, b = sum(plain["seconds"].values()), sum(last[stage] for stage in STAGES)
    lines.append(f"| all of these | {a:.2f} | {b:.2f} | {a / b:.2g} |")
    for name in WHOLE[:2]:
        lines.append(f"| whole {name} | {a:.2f} | {last[name]:.2f} | {a / last[name]:.2g} |")
    lines += [
        "",
        "The steps are not equivalent: the yardstick reads JSON and strips blanks where Koujing attributes "
        "each text and cleans it by rules; its keyness has no intervals, dispersion or test over "
        "documents; its topics are fitted on documents; its slogans are series of limbs of the same length. "
        "It writes no report: the whole report, with several topic fits, figures, tables and a page, is "
        "compared with all its steps; `again` is with a warm cache, from which the same files are "
        "written. Libraries, dictionary and models "
        "were loaded before the clock of the steps ran, for the reports they were not.", "",
        "| step | " + " | ".join(f"{size / 1e6:.1f} MB" for size in sizes) + " | exponent |",
        "|---|" + "---|" * (len(sizes) + 1),
    ]  # fmt: skip
    for stage in (*STAGES, HALVES, THEMES, "batches"):
        row = [run["seconds"][stage] for run in ours]
        shown = " | ".join(f"{x:.2f}" for x in row)
        lines.append(f"| {stage} | {shown} | {exponent(sizes, row):.2f} |")
    rows = {
        "groups, tested": [f"{run['groups']}, {run['tested']}" for run in ours],
        "peak memory, MB": [f"{run['peak']:.0f}" for run in ours],
        "read to count, times the text": [
            f"{run['rose'] * 1e6 / size:.1f}" for run, size in zip(ours, sizes, strict=True)
        ],
        "peak memory of batches, MB": [f"{run['peak of batches']:.0f}" for run in ours],
    }
    lines += [f"| {name} | " + " | ".join(cells) + " | |" for name, cells in rows.items()]
    lines += [
        "", "Groups of five documents or more are tested with up to 999 random permutations of documents, "
        "shared by groups of the same size; two halves are one comparison at every size. `themes` is "
        "the search for theme words in the text. `batches` is `koujing count`: read, "
        "clean, segment, count, rank and scan, two megabytes at a time. The rise in memory from reading to "
        f"counting is that above libraries and dictionary ({ours[-1]['base']:.0f} MB), in a process of its "
        f"own after unused memory was released; {BOUND} times the text is its limit.", "",
    ]  # fmt: skip
    return "\n".join(lines) + f"The yardstick's peak at the largest size: {plain['peak']:.0f} MB.\n"


def groups_of(rows: list[dict[str, Any]], by: str) -> dict[str, int]:
    """Return the number of groups, and of those with enough documents to be tested."""
    sizes = Counter(row[by] for row in rows)
    return {"groups": len(sizes), "tested": sum(n >= MIN_DOCUMENTS for n in sizes.values())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", type=int, default=32, help="the smallest slice is this part of the texts")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--child", choices=("ours", "yardstick", "batches", "memory"))
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
            run, batches = measured("ours", path, options.by), measured("batches", path, options.by)
            run["seconds"] |= batches["seconds"]
            memory = measured("memory", path, options.by)
            run |= {"rose": memory["rose"], "base": memory["base"]}
            run |= groups_of(records[:: max(1, options.parts // factor)], options.by)
            ours.append({**run, "peak of batches": batches["peak"]})
            print(factor, sizes[-1], ours[-1], file=sys.stderr, flush=True)
        plain = measured("yardstick", path, options.by)
        for name in WHOLE[:2]:
            ours[-1]["seconds"][name] = reported(path, options.by, Path(place) / "cache")
            print(name, ours[-1]["seconds"][name], file=sys.stderr, flush=True)
    text = report(sizes, ours, plain, load)
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
