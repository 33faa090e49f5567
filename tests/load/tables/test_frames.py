"""Files of data frames: what an index says of the texts."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import read_folder
from analysis.load.items import Bounds
from analysis.load.read import read_bytes
from analysis.load.stream.parquet_rows import parquet_rows
from analysis.load.tables.frames import stored_columns

pq = pytest.importorskip("pyarrow.parquet")
TEXTS = ["我们修路。", "我们点灯。", "我们改厕。"]
INDEXES = {
    "cities": (["柳州市", "桂林市", "柳州市"], ["柳州市", "桂林市", "柳州市"], ["index"]),
    "cities, years": (
        pd.MultiIndex.from_tuples([("柳州市", 2021), ("桂林市", 2022), ("柳州市", 2023)]),
        ["柳州市", "桂林市", "柳州市"],
        ["level_0", "level_1"],
    ),
    "named": (
        pd.Index(["柳州市", "桂林市", "柳州市"], name="城市"),
        ["柳州市", "桂林市", "柳州市"],
        ["城市"],
    ),
    "no cities": (["甲一", "甲二", "甲三"], [None] * 3, ["index"]),
    "numbers": ([7, 8, 9], [None] * 3, []),
    "rows": (pd.RangeIndex(3), [None] * 3, []),
}


@pytest.mark.parametrize("kind", INDEXES)
def test_an_index_of_texts_is_a_column_and_mere_numbers_are_none(kind, tmp_path):
    index, cities, names = INDEXES[kind]
    pd.DataFrame({"text": TEXTS}, index=index).to_parquet(tmp_path / "a.parquet")
    documents = read_folder(tmp_path).documents
    assert documents["text"].tolist() == TEXTS
    assert [None if pd.isna(city) else city for city in documents["city"]] == cities
    path = tmp_path / "a.parquet"
    assert sorted(stored_columns(pq.read_schema(path))) == sorted(["text", *names])
    assert [sorted(row) for row in parquet_rows(path)] == [sorted(["text", *names])] * 3


def test_an_index_of_cities_gives_way_to_a_column_of_them(tmp_path):
    frame = pd.DataFrame({"text": TEXTS, "city": ["南宁市"] * 3}, index=["柳州市", "桂林市", "柳州市"])
    frame.to_parquet(tmp_path / "a.parquet")
    found = read_bytes((tmp_path / "a.parquet").read_bytes(), "a.parquet", Bounds()).items
    assert [item.stated["city"] for item in found] == ["南宁市"] * 3
    assert [item.further["index"] for item in found] == ["柳州市", "桂林市", "柳州市"]
