"""The table of what was cleaned: places and characters are different things."""

import pandas as pd

from analysis.report.context import Context
from analysis.report.parts import Table
from analysis.report.sections.corpus import FILE_COLUMNS, corpus_section

LOG = pd.DataFrame(
    [
        ("a", "repeats", "removed", 40), ("a", "repeats", "removed", 60), ("b", "repeats", "removed", 5),
        ("a", "traditional", "changed", 7), ("b", "damage", "flagged", 2),
    ],
    columns=["doc_id", "rule", "action", "n"],
)  # fmt: skip


def test_lines_removed_are_counted_as_places_and_as_characters():
    context = Context("city", "zh", ("甲市",), pd.Series(["甲市", "甲市"], index=["a", "b"]))
    sizes = pd.DataFrame({"group": ["甲市"], "n_documents": [2], "n_han": [100]})
    section = corpus_section(context, sizes, pd.DataFrame(columns=FILE_COLUMNS), LOG, pd.DataFrame())
    (table,) = [part for part in section.parts if isinstance(part, Table) and part.name == "cleaning"]
    shown = table.body.set_index("action")[["n_documents", "n_places", "n_characters"]]
    assert shown.loc["removed"].tolist() == [2, 3, 105]
    assert shown.loc["changed", "n_places"] == 7
    assert shown.loc["flagged", "n_places"] == 2
    assert shown.loc[["changed", "flagged"], "n_characters"].isna().all()
