"""Reads real texts that lie beside the project, where they do."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.load import read_folder
from analysis.load.assemble import FileRead, documents_of
from analysis.load.attribution.plain import plain_copy
from analysis.load.items import Content, Item, trim_lines
from analysis.load.tables.read import csv_rows

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="needs ../shared/corpora beside the project")
FIELDS = ("city", "district", "province", "date", "year", "publisher")


def hidden(text: str) -> dict[str, object]:
    """Attribute a text whose file name and columns say nothing."""
    text, line = trim_lines(text)
    (row,) = documents_of(FileRead("x.txt", Content((Item(text, line),), "text")), None)
    return row


def stated(rows: list[tuple[object, object]]) -> tuple[float, float]:
    """Return precision and coverage of pairs (true, found)."""
    found = [(true, said) for true, said in rows if said is not None]
    right = sum(true == said for true, said in found)
    return right / max(len(found), 1), right / sum(true is not None for true, _ in rows)


@pytest.fixture(scope="module")
def seeds() -> pd.DataFrame:
    return read_folder(CORPORA / "seeds").documents


def expected() -> dict[str, dict[str, object]]:
    path = CORPORA / "seeds" / "expected.json"
    table = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: entry for name, entry in table.items() if name.endswith(".txt")}


@pytest.mark.parametrize("name", sorted(expected()))
def test_seeds_say_whose_and_when(seeds: pd.DataFrame, name: str) -> None:
    wanted = expected()[name]
    articles = seeds[seeds["source"] == name]
    assert len(articles) >= wanted.get("articles_at_least", 1)
    if "articles_at_least" not in wanted:
        assert len(articles) == 1
    for field in FIELDS:
        if field in wanted and not (field == "district" and len(articles) > 1):
            values = {None if pd.isna(value) else value for value in articles[field]}
            assert values == {wanted[field]}, field
    if "title_contains" in wanted:
        assert plain_copy(str(wanted["title_contains"])) in articles["title"].iloc[0]


def test_seeds_lose_nothing_in_reading(seeds: pd.DataFrame) -> None:
    for source, articles in seeds.groupby("source"):
        whole = (CORPORA / "seeds" / str(source)).read_text(encoding="utf-8")
        lines = whole.split("\n")
        assert "".join("".join(articles["text"]).split()) == "".join(whole.split())
        for line, text in zip(articles["source_line"], articles["text"], strict=True):
            assert lines[line - 1] == text.split("\n")[0]


def test_city_reports_are_attributed_by_their_names() -> None:
    documents = read_folder(CORPORA / "city_reports_2024").documents
    names = documents["source"].str.removesuffix("_2024.txt")
    assert len(documents) == 89
    assert documents["city"].tolist() == names.tolist()
    assert (documents["year"] == 2024).all()


def test_city_reports_with_their_names_hidden() -> None:
    cities, years = [], []
    for path in sorted((CORPORA / "city_reports_2024").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        row = hidden(text)
        cities.append((None if "代表国务院" in text[:200] else path.stem.split("_")[0], row["city"]))
        years.append((2024, row["year"]))
    precision, coverage = stated(cities)
    assert precision >= 0.99
    assert coverage >= 0.9
    precision, coverage = stated(years)
    assert precision >= 0.99
    assert coverage >= 0.95


def test_provincial_reports_with_their_columns_hidden() -> None:
    for path in sorted((CORPORA / "provincial_reports_2026_raw").glob("*.csv")):
        (cells,) = csv_rows(path.read_text(encoding="utf-8-sig"))
        row = hidden(cells["full_text"])
        assert row["city"] == (cells["province"] if cells["province"].endswith("市") else None), path.name
        assert row["province"] in (None, cells["province"])
        assert row["year"] == 2026


def test_national_reports_have_no_city() -> None:
    documents = read_folder(CORPORA / "state_council").documents
    assert documents["city"].isna().all()
    assert documents["province"].isna().all()
    assert documents["year"].tolist() == [int(name[-4:]) for name in documents.index]


@pytest.mark.parametrize(("folder", "n_files", "n_skipped"), [("html_pages", 19, 0), ("office_files", 50, 2)])
def test_pages_and_office_files_are_read_or_refused(folder: str, n_files: int, n_skipped: int) -> None:
    reading = read_folder(CORPORA / folder)
    skipped = reading.files[reading.files["status"] == "skipped"]
    assert len(reading.files) == n_files
    assert len(skipped) == n_skipped  # legacy .doc files that hold only scanned pages
    assert skipped["file"].str.endswith(".doc").all()
    assert skipped["reason"].str.contains("LibreOffice|no text").all()
    assert (reading.documents["text"].str.len() >= 100).all()
