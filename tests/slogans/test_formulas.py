"""Who shares which formula, and which formulas mark a period."""

import pandas as pd
import pytest

from analysis.errors import ChoiceError
from analysis.slogans import FORMULA_TYPES, TIMELINE_TYPES, find_slogans, slogan_formulas, slogan_timeline


def hits_of(rows):
    """Make hits from rows of city, year, variant (the text is the variant) and kind."""
    table = pd.DataFrame(rows, columns=["city", "year", "variant", "kind"])
    table["year"] = table["year"].astype("Int64")
    return table.assign(
        text=table["variant"],
        family=table["kind"],
        form="adjacent",
        tier="sure",
        doc_id=[f"d{i}" for i in table.index],
    )


def test_formulas_by_users():
    rows = [
        ("甲市", 2021, "a/b", "frame"), ("甲市", 2021, "a/b", "frame"), ("乙市", 2021, "a/b", "frame"),
        ("甲市", 2021, "c/d", "frame"), (None, 2021, "c/d", "frame"),
    ]  # fmt: skip
    table = slogan_formulas(hits_of(rows))
    assert table[["formula", "group", "n", "n_total", "n_groups"]].to_numpy().tolist() == [
        ["a/b", "乙市", 1, 3, 2], ["a/b", "甲市", 2, 3, 2], ["c/d", "甲市", 1, 1, 1],
    ]  # fmt: skip
    with pytest.raises(ChoiceError, match="`by`"):
        slogan_formulas(hits_of(rows), "town")


def test_a_formula_marks_the_period_it_belongs_to():
    # Six years, two periods of three. x: documents in 1, 2 of the first period and one of the second: 4 / 3.
    # y: in each year, 9 / 6 for either period; the first in order is taken. z stands once: it marks nothing.
    years = range(2001, 2007)
    rows = [("甲市", year, "y", "frame") for year in years]
    rows += [("甲市", 2001, "x", "frame"), ("甲市", 2002, "x", "frame"), ("甲市", 2006, "x", "frame")]
    rows += [("甲市", 2005, "w", "numeric"), ("甲市", 2006, "w", "numeric"), ("甲市", 2004, "z", "frame")]
    table = slogan_timeline(hits_of(rows), n_periods=2)
    assert list(table.columns) == list(TIMELINE_TYPES)
    first = table.drop_duplicates("formula")
    assert first[["period", "formula", "kind"]].to_numpy().tolist() == [
        ["2001—2003", "y", "frame"], ["2001—2003", "x", "frame"], ["2004—2006", "w", "numeric"],
    ]  # fmt: skip
    doubtful = hits_of(rows)
    doubtful.loc[doubtful["variant"].eq("y") & doubtful["year"].ne(2006), "tier"] = "likely"
    doubtful.loc[doubtful["year"].eq(2001), "tier"] = "likely"
    assert slogan_timeline(doubtful, n_periods=2)["formula"].unique().tolist() == ["w"]
    everywhere = slogan_timeline(doubtful.assign(year=2001 + doubtful["year"] % 2), n_periods=1)
    assert everywhere[everywhere["formula"] == "x"][["n", "n_sure"]].sum().tolist() == [3, 2]
    assert first["score"].tolist() == pytest.approx([1.5, 4 / 3, 2.0])
    assert table.loc[table["formula"] == "x", "year"].tolist() == [2001, 2002, 2006]


def test_no_hits_no_formulas(corpus_of):
    none = find_slogans(corpus_of(["没有口号。"], ["甲市"]))
    assert slogan_formulas(none).dtypes.astype(str).to_dict() == FORMULA_TYPES
    assert slogan_timeline(none).dtypes.astype(str).to_dict() == TIMELINE_TYPES
