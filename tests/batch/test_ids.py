"""Documents are called in SQL as they are in memory."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.batch.ids import name_documents
from analysis.load.assemble import document_ids
from analysis.store.sql import Tables

SOURCES = (
    "a.txt",
    "a.csv",
    "a#2.txt",
    "a#2",
    "a#3.csv",
    "a#4",
    "b/a.txt",
    "b.csv.gz",
    "b#10.csv",
    "b#02.txt",
    "c",
    "a#x",
)


def named(sources, tmp_path):
    tables = Tables(tmp_path, ())
    places = pd.DataFrame(
        {"part": [at // 3 for at in range(len(sources))], "position": [at % 3 for at in range(len(sources))]}
    )
    tables.table("documents", {**places, "source": sources})
    name_documents(tables)
    return tables.frame("SELECT doc_id FROM ids ORDER BY part, position")["doc_id"].tolist()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("ids")


@given(
    st.lists(
        st.tuples(st.sampled_from(SOURCES), st.integers(1, 5)),
        min_size=1,
        max_size=9,
        unique_by=lambda one: one[0],
    )
)
def test_documents_are_called_as_in_memory(folder, given):
    sources = [source for source, n in given for _ in range(n)]
    assert named(sources, folder) == document_ids(sources)


def test_numbers_that_are_taken_are_passed_over(tmp_path):
    sources = ["a.txt"] * 4 + ["a#3.txt"]
    assert named(sources, tmp_path) == ["a", "a#2", "a#4", "a#5", "a#3"]
