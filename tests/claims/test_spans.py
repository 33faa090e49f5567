"""Groups whose texts are of different times are told, as the times may make the differences."""

import pandas as pd
import pytest

from analysis.claims.gate import gate, gate_sentences
from analysis.claims.spans import far_apart


def frame(*rows):
    table = pd.DataFrame(rows, columns=["city", "year"], index=[f"d{i}" for i in range(len(rows))])
    return table.assign(text="港口扩建。", province=None, year=table["year"].astype("Int64"))


def apart(*rows):
    found = far_apart(frame(*rows), frame(*rows)["city"])
    return found and tuple((*span, str(span)) for span in found)


def test_the_years_between_the_texts_of_two_groups():
    early, late = ("甲市", 2010, 2012, "2010–2012"), ("乙市", 2017, 2017, "2017")
    rows = [("甲市", 2010), ("甲市", 2012), ("丙市", 2011), ("丙市", 2020), ("乙市", 2017)]
    assert apart(*rows) == (early, late)
    assert apart(*rows, ("甲市", 2013)) is None, "four years"
    assert apart(*rows, ("乙市", None)) == (early, late)
    assert apart(("甲市", None), ("乙市", None)) is None
    assert apart(("甲市", 2001), (None, 2020)) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_gate_tells_both_groups_with_their_years(lang):
    texts = frame(("甲市", 2010), ("甲市", 2012), ("乙市", 2020))
    found = gate(texts)
    found = found[found["kind"] == "years"]
    assert found[["group", "n", "other"]].to_numpy().tolist() == [
        ["甲市", 8, "2010–2012"], ["乙市", 8, "2020"],
    ]  # fmt: skip
    [sentence] = gate_sentences(found, "city", lang)
    assert all(one in sentence for one in ("甲市", "2010–2012", "乙市", "2020", "8"))
    assert "{" not in sentence
    assert "years" not in set(gate(texts, by="year")["kind"])
    assert "years" not in set(gate(texts, by=["city", "year"])["kind"])
