"""A corpus made from texts alone."""

import pandas as pd
import pytest

from analysis.corpus import DOCUMENT_COLUMNS
from analysis.segmentation import segment


def _corpus_of(texts, cities, years=None):
    table = pd.DataFrame({column: [None] * len(texts) for column in DOCUMENT_COLUMNS}, dtype=object)
    table["text"], table["city"] = texts, cities
    table["year"] = pd.array(years or [pd.NA] * len(texts), dtype="Int64")
    table["source"] = [f"{i}.txt" for i in range(len(texts))]
    table["source_line"] = 1
    table.index = pd.Index([f"d{i}" for i in range(len(texts))], name="doc_id")
    return segment(table)


@pytest.fixture(scope="session")
def corpus_of():
    """Return the function that makes a corpus from texts, cities and years."""
    return _corpus_of
