"""The queries of docs/store.md run as they stand, and agree with what the package counts."""

import re
from pathlib import Path

import pytest

from analysis import Counted, slogan_rates

duckdb = pytest.importorskip("duckdb", reason="DuckDB (the extra `parquet`) is not installed")

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.S)


@pytest.fixture(scope="module")
def answers(counted: Counted):
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        place = str(counted.folder).replace("'", "''")
        return [connection.execute(query.replace("'counted/", f"'{place}/")).df() for query in QUERIES]


def test_ten_queries_have_answers(answers):
    assert len(answers) == 10
    assert all(len(answer) for answer in answers)


def test_the_answers_are_those_of_the_package(answers, counted):
    sizes, copies, frequent, only, _, yearly, _, families, _, without = answers
    assert sizes["words"].sum() == counted.sizes.sum()
    assert copies["original"].tolist() == [counted.documents.index[2]]
    assert frequent["n"].tolist() == sorted(counted.totals["n"], reverse=True)[:20]
    spread = counted.spread("city").select(only["term"].tolist()).counts
    assert set((spread > 0).sum(axis=0).tolist()) == {1}
    by_year = counted.group("year").select("服务").counts.toarray().ravel()
    assert yearly["n"].tolist() == by_year.tolist()
    hits = counted.hits
    assert families["n"].max() <= len(hits[hits["kind"] != "numeric"])
    parallel = slogan_rates(hits, counted).query("kind == 'all'").set_index("group")["n_documents"]
    known = without.dropna(subset="city").set_index("city")
    assert (known["texts"] - known["texts_without"] >= parallel[known.index]).all()


def test_the_python_of_the_page_runs(counted, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    for block in blocks:
        exec(block.replace('open_counted("counted")', f"open_counted({str(counted.folder)!r})"), names)
    assert len(blocks) == 2
    assert names["corpus"].n_documents == counted.labels("city").notna().sum()
    assert names["counted"].has_texts
