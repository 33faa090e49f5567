"""A corpus small enough to count by hand, and what every test needs."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from analysis.corpus import DOCUMENT_COLUMNS, Corpus, DocTermMatrix
from analysis.counts import count_terms
from analysis.segmentation import segment, tokenizer
from tests.stored import Stored, unpack

mpl.use("Agg")

# What a test finds does not depend on how busy the machine is.
settings.register_profile("koujing", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("koujing")

# Each text is the words between the spaces, joined: what the segmenter must find is plain to see.
# 的 is a stop word: it counts in the size of a text, and is no term.
TEXTS = {
    "甲1": ("甲州市", 2021, "港口 扩建 。 港口 航线 ， 港口 贸易 。"),
    "甲2": ("甲州市", 2022, "港口 贸易 ， 改革 创新 。"),
    "乙1": ("乙州市", 2021, "茶叶 采摘 ， 茶叶 旅游 。\n改革 创新 。"),
    "乙2": ("乙州市", 2022, "茶叶 的 旅游 的 改革 。"),
    "丙1": ("丙州市", 2021, "芯片 制造 ； 芯片 设计 。\n芯片 创新 ！"),
    "丙2": ("丙州市", 2022, "芯片 人才 ， 改革 创新 2022 。"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the longest file first: begun last, it would keep one process busy while the other waits."""
    items.sort(key=lambda item: item.path.name != "test_notebooks.py")


@pytest.fixture(scope="session", autouse=True)
def _warm_segmenter() -> None:
    tokenizer()


@pytest.fixture(autouse=True)
def _no_cache_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.delenv("KOUJING_CACHE", raising=False)
    monkeypatch.setattr("analysis.cache.default_folder", lambda: tmp_path_factory.getbasetemp() / "cache")


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


@pytest.fixture(scope="session")
def of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of the tests share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def report_cache(of_this_run: Path) -> Path:
    """What was computed for `sample_report`."""
    return of_this_run / "report_cache"


@pytest.fixture(scope="session")
def sample_report(of_this_run: Path, report_cache: Path) -> Path:
    """The page of the demonstration corpus, made once for all tests that look at it, with an empty cache."""
    from analysis.report import SAMPLE, make_report

    place, done = of_this_run / "sample_report", of_this_run / "sample_report.done"
    try:
        place.mkdir()
    except FileExistsError:  # another process makes it
        while not done.exists():
            time.sleep(0.2)
    else:
        try:
            make_report(SAMPLE, place, seed=3, cache=report_cache)
        finally:
            done.touch()
    return place / "compare_cities.html"


@pytest.fixture(scope="session")
def texts() -> dict[str, tuple[str, int, str]]:
    """City, year and words of each of the six documents."""
    return TEXTS


@pytest.fixture(scope="session")
def documents() -> pd.DataFrame:
    """Six documents of three cities in two years."""
    rows = {
        doc_id: {
            "city": city,
            "year": year,
            "text": text.replace(" ", ""),
            "source": f"{doc_id}.txt",
            "source_line": 1,
        }
        for doc_id, (city, year, text) in TEXTS.items()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index").reindex(columns=list(DOCUMENT_COLUMNS))
    frame.index.name = "doc_id"
    return frame.astype({"year": "Int64"})


@pytest.fixture(scope="session")
def corpus(documents: pd.DataFrame) -> Corpus:
    """The six documents, segmented."""
    return segment(documents)


def _corpus_of(texts: Sequence[str], cities: Sequence[str], years: Sequence[int] | None = None) -> Corpus:
    table = pd.DataFrame({column: [None] * len(texts) for column in DOCUMENT_COLUMNS}, dtype=object)
    table["text"], table["city"] = texts, cities
    table["year"] = pd.array(years or [pd.NA] * len(texts), dtype="Int64")
    table["source"] = [f"{i}.txt" for i in range(len(texts))]
    table["source_line"] = 1
    table.index = pd.Index([f"d{i}" for i in range(len(texts))], name="doc_id")
    return segment(table)


@pytest.fixture(scope="session")
def corpus_of() -> Callable[..., Corpus]:
    """Return the function that makes a corpus from texts, cities and years."""
    return _corpus_of


@pytest.fixture(scope="session")
def dtm(corpus: Corpus) -> DocTermMatrix:
    """Their counts by document, without stop words."""
    return count_terms(corpus)


@pytest.fixture
def rng() -> np.random.Generator:
    """A seeded generator."""
    return np.random.default_rng(20)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real texts beside the checkout; tests that need them are skipped where there are none."""
    path = Path(__file__).parents[2] / "shared"
    if not (path / "corpora").is_dir():
        pytest.skip("the real texts are not beside this checkout")
    return path


@pytest.fixture(scope="session")
def unpacked() -> Callable[[str], Stored]:
    """A function that reads the sentences of a page."""
    return unpack


@pytest.fixture(scope="session")
def stored() -> Callable[[dict[str, Any]], Stored]:
    """A function that reads sentences as they are before they are packed."""
    return Stored
