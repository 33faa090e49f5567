"""Reads annotated paragraphs and turns them into training rows; no text is stored in the project."""

from __future__ import annotations

import csv
import gzip
import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import docx
import numpy as np

from analysis.slogans.finder.boundary import Case, boundary_features, plausible, unambiguous
from analysis.slogans.finder.candidates import Candidate
from analysis.slogans.finder.character_statistics import character_statistics
from analysis.slogans.finder.limbs import limb_table
from analysis.slogans.finder.prefilter import prefilter_features
from analysis.slogans.finder.search import proposals_of
from analysis.slogans.finder.windows import Window, window_of

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")
N_FOLDS = 8

Spans = tuple[tuple[int, int], ...]


@dataclass
class Paragraph:
    """An annotated paragraph; `complete` when every run in it is annotated, not only selected ones."""

    key: str
    source: str
    text: str
    runs: set[Spans]
    rejected: list[Spans] = field(default_factory=list)
    undecided: list[Spans] = field(default_factory=list)
    numeric: list[str] = field(default_factory=list)
    complete: bool = True

    @property
    def fold(self) -> int:
        """The fold of the paragraph's source document: no document is in two folds."""
        return int(hashlib.md5(self.source.encode(), usedforsecurity=False).hexdigest(), 16) % N_FOLDS

    @property
    def register(self) -> str:
        """City report, provincial report, national report, or notice."""
        if self.source.startswith("国务院"):
            return "national"
        if re.match(r"^(.*省|.*自治区)$", self.source):
            return "province"
        return "city" if re.match(r"^[^(]{2,12}(市|州)$", self.source) else "notice"


def source_name(source: str) -> str:
    """Return a single name for a source document, however the annotations spell it."""
    name = re.sub(r"[ _]?政府工作报告$", "", source.replace(" ", "_"))
    if name.startswith("国务院"):
        return name
    name = re.sub(r"^2026_|_2024$|_2026$", "", name)
    # Two files of the corpus contain the national report of that year under a city's name.
    return "国务院_2024" if name in ("台州市", "襄阳市") else name


def locate(text: str, limbs: Sequence[str]) -> Spans | None:
    """Return the tightest placement of the limbs in the text, in order."""
    best: Spans | None = None
    first = text.find(limbs[0])
    while first != -1:
        spans, cursor = [], first
        for limb in limbs:
            at = text.find(limb, cursor)
            if at == -1:
                break
            spans.append((at, at + len(limb)))
            cursor = at + len(limb)
        else:
            if best is None or spans[-1][1] - first < best[-1][1] - best[0][0]:
                best = tuple(spans)
        first = text.find(limbs[0], first + 1)
    return best


def separated(spans: Spans) -> bool:
    """Return whether at least two of the limbs have something between them."""
    return any(a[1] < b[0] for a, b in itertools.pairwise(spans))


def gold_paragraphs(path: Path) -> list[Paragraph]:
    """Return the fully annotated paragraphs."""
    paragraphs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        located = (locate(row["text"], limbs) for limbs in row["parallel"] if len(limbs) > 2)
        runs = {spans for spans in located if spans and separated(spans)}
        paragraphs.append(
            Paragraph(row["id"], source_name(row["source"]), row["text"], runs, numeric=row["numeric"])
        )
    return paragraphs


def partial_paragraphs(corpora: Path, path: Path = ANNOTATIONS) -> list[Paragraph]:
    """Return the paragraphs in which single candidates were judged; the file has only offsets and labels."""
    paragraphs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        stem = Path(row["file"]).stem
        name = stem.split("_")[1] if row["file"].endswith(".csv") else stem
        text = file_text(corpora / row["file"])[row["start"] : row["start"] + row["length"]]
        runs, rejected, undecided = (
            [tuple((a, b) for a, b in spans) for spans in row[key]]
            for key in ("runs", "rejected", "undecided")
        )
        key = f"{row['file']}:{row['start']}"
        paragraphs.append(
            Paragraph(key, source_name(name), text, set(runs), rejected, undecided, complete=False)
        )
    return paragraphs


@cache
def file_text(path: Path) -> str:
    """Return the text of one file of the corpora."""
    if path.suffix == ".csv":
        csv.field_size_limit(10**9)
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return "\n".join(row["full_text"] for row in csv.DictReader(lines))
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    return path.read_text(encoding="utf-8", errors="replace")


def raw_texts(corpora: Path) -> tuple[list[str], list[str]]:
    """Return the raw policy texts of the corpora and the laws, in a fixed order."""
    patterns = ("city_reports_2024/*.txt", "state_council/*.txt", "provincial_reports_2026_raw/*.csv",
                "office_files/*.docx")  # fmt: skip
    texts = [file_text(path) for pattern in patterns for path in sorted(corpora.glob(pattern))]
    with gzip.open(corpora / "local_regulations/local_regulations.jsonl.gz", "rt", encoding="utf-8") as lines:
        return texts, [json.loads(line)["text"] for line in lines]


def boundary_rows(paragraphs: Iterable[Paragraph], windows: dict[str, list[Window]]) -> list[tuple]:
    """Return features and labels of the ways to cut the first limbs and the last limbs."""
    rows: list[list[np.ndarray]] = [[], []]
    labels: list[list[bool]] = [[], []]
    for paragraph in paragraphs:
        by_inner = {run[1:-1]: run for run in sorted(paragraph.runs)}
        cases: list[list[Case]] = [[], []]
        for window in windows[paragraph.key]:
            inner = tuple((p.start, p.end) for p in window.chain[window.first + 1 : window.last])
            if (run := by_inner.get(inner)) is None:
                continue
            for side, (options, target) in enumerate(((window.starts, run[0]), (window.ends, run[-1]))):
                likely = plausible(paragraph.text, window, options)
                if unambiguous(window, likely) or target not in [(o.start, o.end) for o in likely]:
                    continue
                cases[side].append((window, likely))
                labels[side] += [(option.start, option.end) == target for option in likely]
        for side in (0, 1):
            if cases[side]:
                rows[side].append(
                    boundary_features(limb_table(), character_statistics(), paragraph.text, cases[side], side)
                )
    return [(np.vstack(x), np.array(y)) for x, y in zip(rows, labels, strict=True)]


def usable(paragraph: Paragraph, items: Sequence[Candidate]) -> list[int]:
    """Return the candidates that have a label: all if annotation is complete, else those near a verdict."""
    if paragraph.complete:
        return list(range(len(items)))
    judged = [*sorted(paragraph.runs), *paragraph.rejected]
    return [
        k
        for k, item in enumerate(items)
        if not _touches(item.spans, paragraph.undecided) and _touches(item.spans, judged)
    ]


def _touches(spans: Spans, others: Iterable[Spans]) -> bool:
    return any(spans[0][0] < other[-1][1] and spans[-1][1] > other[0][0] for other in others)


def prefilter_rows(paragraphs: Iterable[Paragraph]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return features, labels and folds of the proposals: whether the limbs inside form a run."""
    rows, labels, folds = [], [], []
    for paragraph in paragraphs:
        inside = {run[1:-1] for run in paragraph.runs}
        found = proposals_of(paragraph.text)
        is_run = [
            tuple((p.start, p.end) for p in item.chain[item.first + 1 : item.last]) in inside
            for item in found
        ]
        kept = [k for k, label in enumerate(is_run) if label or paragraph.complete]
        if kept:
            chosen = [found[k] for k in kept]
            rows.append(prefilter_features(limb_table(), paragraph.text, chosen))
            labels += [is_run[k] for k in kept]
            folds += [paragraph.fold] * len(kept)
    return np.vstack(rows), np.array(labels), np.array(folds)


def all_windows(paragraphs: Iterable[Paragraph]) -> dict[str, list[Window]]:
    """Return all windows of each paragraph, by its key."""
    opened = {p.key: [window_of(p.text, item) for item in proposals_of(p.text)] for p in paragraphs}
    return {key: [window for window in windows if window is not None] for key, windows in opened.items()}
