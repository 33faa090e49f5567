"""The demonstration corpus counted in batches of four, and the same texts in memory."""

import pandas as pd
import pytest

from analysis import (
    SAMPLE,
    Corpus,
    Counted,
    clean_documents,
    count_tables,
    distinct,
    open_counted,
    read_folder,
    segment,
)


@pytest.fixture(scope="session")
def sample_table(tmp_path_factory):
    """The demonstration corpus as one table, with a text twice and one without a city."""
    documents = read_folder(SAMPLE).documents.reset_index()
    rows = documents[["city", "year", "title", "text"]].assign(
        kind=[f"k{n % 3}" for n in range(len(documents))]
    )
    rows = pd.concat([rows, rows.iloc[[2]]], ignore_index=True)
    rows.loc[4, "city"] = None
    path = tmp_path_factory.mktemp("sample") / "texts.jsonl"
    rows.to_json(path, orient="records", lines=True, force_ascii=False)
    return path


@pytest.fixture(scope="session")
def counted(sample_table, tmp_path_factory) -> Counted:
    return open_counted(
        count_tables(sample_table, tmp_path_factory.mktemp("out") / "counts", batch_size=4, texts=True)
    )


@pytest.fixture(scope="session")
def corpus(sample_table) -> Corpus:
    """Those texts in memory, each once."""
    cleaned = clean_documents(read_folder(sample_table).documents)
    return segment(distinct(cleaned.documents), cleaned.paragraphs)
