"""What was decided: what all coders gave, and what was filled in where they differ."""

import pandas as pd
import pytest

from analysis import decided_codings, disagreements, read_codings
from analysis.coding import read_decisions
from analysis.errors import InputError, KoujingWarning

ROWS = [
    ("u1", "A", "x"), ("u1", "B", "x"), ("u2", "A", "x"), ("u2", "B", ""), ("u3", "A", "x"), ("u3", "A", "y"),
    ("u3", "B", "y"), ("u4", "A", ""), ("u4", "B", ""), ("u5", "B", "y"),
]  # fmt: skip
CODINGS = pd.DataFrame(ROWS, columns=["unit", "coder", "code"])


def pairs(table):
    return table[["unit", "code"]].to_numpy().tolist()


def test_units_on_which_coders_differ_are_left_out_until_decided():
    with pytest.warns(KoujingWarning, match=r"2 of 5 units on which coders differ are left out \(u2, u3\)"):
        found = decided_codings(CODINGS)
    assert pairs(found) == [["u1", "x"], ["u4", ""], ["u5", "y"]]
    assert set(found["coder"]) == {"decided"}
    decisions = disagreements(CODINGS)
    decisions.loc[decisions["unit"] == "u3", "decision"] = "x + y"
    with pytest.warns(KoujingWarning, match=r"1 of 5 units .* \(u2\)"):
        some = decided_codings(CODINGS, decisions)
    assert pairs(some) == [["u1", "x"], ["u3", "x"], ["u3", "y"], ["u4", ""], ["u5", "y"]]
    decisions.loc[decisions["unit"] == "u2", "decision"] = "-"
    assert pairs(decided_codings(CODINGS, decisions))[1] == ["u2", ""]


def test_a_decision_of_an_unknown_code_is_named():
    with pytest.raises(InputError, match="nobody gave 'z', which was decided for 'u2'"):
        decided_codings(CODINGS, pd.DataFrame({"unit": ["u2"], "decision": ["z"]}))


def test_a_table_of_codings_is_read(tmp_path):
    path = tmp_path / "codings.csv"
    CODINGS.assign(code=CODINGS["code"].replace("", "-")).to_csv(path, index=False)
    found = read_codings(path)
    assert pairs(found) == CODINGS[["unit", "code"]].to_numpy().tolist()
    assert found["doc_id"].tolist() == found["unit"].tolist()
    CODINGS.drop(columns="coder").to_csv(path, index=False)
    with pytest.raises(InputError, match=r"codings\.csv: it has no column 'coder'"):
        read_codings(path)
    assert read_decisions(tmp_path) is None
    (tmp_path / "decisions.csv").write_text("unit,decision\nu1,x\n", encoding="utf-8")
    assert read_decisions(tmp_path)["decision"].tolist() == ["x"]
