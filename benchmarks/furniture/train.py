"""Fit the weights by which the form and place of a line tell furniture from text, and write them.

Run with `python -m benchmarks.furniture.train CORPORA`, where CORPORA holds folders of real texts, whose
lines at the edges are text. Furniture is that of `open`, `later`, `seen` and `known`, as plain text; `apart`,
`unseen` and `held` are left out. Prints the area under the curve, cross-validated by site.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis.clean import RULES, chrome
from analysis.clean.clean import clean_lines
from analysis.clean.likeness import FEATURES, features
from analysis.clean.records import read_lines
from analysis.clean.surroundings import is_prose
from analysis.lexicon import DATA
from analysis.load import read_folder
from benchmarks.furniture.__main__ import SITES, Page, bare, made_of, pages
from benchmarks.furniture.marked import lines_of, marked_pages

TEXTS = ("city_reports_2024", "provincial_reports_2026_raw", "office_files", "seeds")
N_FOLDS = 8
PAGE, TEXT = 100.0, 1.0
"""Weight of a page, whatever its length, and of a line of a real text."""


class Rows(NamedTuple):
    """Lines of one page or text: their features, whether each is furniture, weight of each, and the site."""

    values: list[list[float]]
    is_furniture: list[int]
    weight: float
    site: str


def seen_by_judge(text: str) -> tuple[list[str], list[str | None]]:
    """Return the lines of a text as `remove_chrome` has them, and their families, before places count."""
    caught: list[tuple[list[str], list[str | None]]] = []

    def catch(lines: Sequence[str], families: Sequence[str | None]) -> list[int]:
        caught.append((list(lines), list(families)))
        return []

    with patch.object(chrome, "around", catch):
        clean_lines(read_lines(text, 1), RULES)
    return caught[0] if caught else ([], [])


def rows_of_page(page: Page, site: str) -> Rows:
    """Return the lines of a page of which it is certain what they are; headlines are not."""
    text = "\n".join(lines_of(page.text)) if page.file.endswith("html") else page.text
    lines, families = seen_by_judge(text)
    around, body = {bare(line) for line in page.furniture}, "\n".join(map(bare, page.body))
    sure = {}
    for i, line in enumerate(lines):
        if bare(page.headline) not in (key := bare(line)):
            if key in body:
                sure[i] = 0
            elif key in around:
                sure[i] = 1
    values = features(lines, families, list(sure))
    return Rows(values, list(sure.values()), PAGE / max(len(sure), 1), site)


def rows_of_texts(corpora: Path) -> Iterator[Rows]:
    """Yield the lines above the first and below the last running text of real texts."""
    for folder in TEXTS:
        for name, text in read_folder(corpora / folder).documents["text"].items():
            lines, families = seen_by_judge(text)
            running = [i for i, line in enumerate(lines) if families[i] is None and is_prose(line)]
            first, last = (running[0], running[-1]) if running else (len(lines), -1)
            edges = [i for i in range(len(lines)) if families[i] is None and (i < first or i > last)]
            yield Rows(features(lines, families, edges), [0] * len(edges), TEXT, str(name))


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    sites = tomllib.loads(SITES.read_text(encoding="utf-8"))
    made = [
        (f"{kind} {page.site}", page)
        for kind in ("open", "later", "seen")
        for page in pages(sites[kind], 2, 1)
    ]
    made += [(f"known {page.site}", page) for page in made_of(marked_pages("known"))]
    rows = [rows_of_page(page, site) for site, page in made]
    n_pages = len(rows)
    rows += rows_of_texts(parser.parse_args().corpora)
    x = np.array([values for row in rows for values in row.values])
    y = np.array([label for row in rows for label in row.is_furniture])
    weight = np.array([row.weight for row in rows for _ in row.values])
    site = np.array([row.site for row in rows for _ in row.values])
    of_page = np.array([i < n_pages for i, row in enumerate(rows) for _ in row.values])
    odds = np.zeros(len(y))
    for train, test in GroupKFold(N_FOLDS).split(x, y, site):
        odds[test] = _fit(x[train], y[train], weight[train]).decision_function(x[test])
    area = roc_auc_score(y[of_page], odds[of_page], sample_weight=weight[of_page])
    print(f"{n_pages} pages, {len(y)} lines; area under the curve by site {area:.4f}")
    model = _fit(x, y, weight)
    scale, regression = model[0], model[1]
    weights = regression.coef_[0] / scale.scale_
    said = {name: round(float(value), 4) for name, value in zip(FEATURES, weights, strict=True)}
    constant = round(float(regression.intercept_[0] - weights @ scale.mean_), 4)
    written = json.dumps({"weights": said, "constant": constant}, ensure_ascii=False, indent=1)
    (DATA / "furniture_model.json").write_text(written + "\n", encoding="utf-8")


def _fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> object:
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=3000))
    return model.fit(x, y, logisticregression__sample_weight=weight)


if __name__ == "__main__":
    main()
