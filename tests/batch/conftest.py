"""A table of six texts whose words are plain to see, with rows among them that cannot be used."""

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.engines import engine

SLOGAN = "全市上下转方式、调结构、增动能。"


@pytest.fixture(scope="session")
def rows(texts) -> list[dict]:
    """The six documents as rows of a table; each has the same slogan, which is too rare for any one batch."""
    return [
        {"city": city, "year": year, "title": doc_id, "text": text.replace(" ", "") + "\n" + SLOGAN}
        for doc_id, (city, year, text) in texts.items()
    ]


def with_gaps(rows, path, *more):
    lines = [json.dumps(row, ensure_ascii=False).encode() for row in rows]
    lines[1:1] = [b'{"city": "', b"", json.dumps({"city": "甲州市", "text": " "}).encode()]
    lines[6:6] = [*more, b"[1, 2]"]
    with gzip.open(path, "wb") as file:
        file.write(b"\n".join(lines) + b"\n")
    return path


@pytest.fixture(scope="session")
def gaps(rows, tmp_path_factory) -> Path:
    """Those rows as JSON lines, gzipped, with faulty lines, a blank one and an empty text between them."""
    return with_gaps(rows, tmp_path_factory.mktemp("gaps") / "notices.jsonl.gz")


@pytest.fixture(scope="session")
def broken(rows, tmp_path_factory) -> Path:
    """The same with a line in another encoding."""
    return with_gaps(rows, tmp_path_factory.mktemp("broken") / "notices.jsonl.gz", b"\xd6\xd0\xce\xc4")


@pytest.fixture(scope="session")
def lines(rows, tmp_path_factory) -> Path:
    """The rows alone, as JSON lines."""
    path = tmp_path_factory.mktemp("lines") / "notices.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def parquet(rows, tmp_path_factory) -> Path:
    """The rows as Parquet in groups of four."""
    path = tmp_path_factory.mktemp("parquet") / "notices.parquet"
    pd.DataFrame(rows).to_parquet(path, row_group_size=4)
    return path


@pytest.fixture(scope="session")
def cluster():
    """A Dask cluster of two workers on this machine."""
    with engine("dask", jobs=2) as mapped:
        yield mapped.args[0]
