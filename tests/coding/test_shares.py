"""Shares of codes: hand counts, coverage of their intervals, machines that err and are corrected."""

import numpy as np
import pandas as pd
import pytest

from analysis import (
    agreement,
    code_shares,
    coded_by_model,
    coded_by_terms,
    coding_units,
    crossed_codings,
    read_codebook,
    read_texts,
    segment,
)
from analysis.coding.sheet import SHEET_COLUMNS
from analysis.errors import InputError, KindError, KoujingWarning

BOOK = read_codebook("instruments")


def sample(n_with, n_without, weights=(2.5, 10.0)):
    """A sample of one group with two strata."""
    units = [f"u{at}" for at in range(n_with + n_without)]
    table = pd.DataFrame(
        {"unit": units, "group": "柳州市", "enriched": [True] * n_with + [False] * n_without}
    )
    table["weight"] = np.where(table["enriched"], *weights)
    return table.reindex(columns=SHEET_COLUMNS)


def coded(sheet, codes):
    return pd.DataFrame({"unit": sheet["unit"], "code": codes})


def row(found, code, group="all"):
    return found[(found["code"] == code) & (found["group"] == group)].iloc[0]


def test_a_share_by_hand():
    sheet = sample(4, 4)  # of 10 units with a term and 40 without
    found = code_shares(coded(sheet, ["x", "x", "y", "", "x", "", "", ""]), sheet)
    assert list(found.columns) == ["group", "code", "share", "low", "high", "n", "n_units", "alpha"]
    assert row(found, "x")["share"] == pytest.approx((10 * 2 / 4 + 40 * 1 / 4) / 50)
    assert row(found, "y")["share"] == pytest.approx(10 / 4 / 50)
    assert row(found, "x")[["n", "n_units"]].tolist() == [3, 8]
    assert row(found, "x", "柳州市")["share"] == row(found, "x")["share"]
    assert found["alpha"].isna().all()


def test_when_every_unit_is_coded_nothing_is_left_open():
    sheet = sample(4, 4, (1.0, 1.0))
    found = row(code_shares(coded(sheet, ["x"] * 2 + [""] * 6), sheet), "x")
    assert found[["share", "low", "high"]].tolist() == [0.25, 0.25, 0.25]


def test_a_stratum_in_which_nothing_was_coded_leaves_the_share_unknown():
    sheet = sample(4, 4)
    found = row(code_shares(coded(sheet.iloc[:4], ["x"] * 4), sheet), "x")
    assert np.isnan(found["share"])


def test_parents_hold_what_is_below_them():
    sheet = sample(2, 2, (1.0, 1.0))
    found = code_shares(coded(sheet, ["资金投入", "人才培养", "金融支持", ""]), sheet, BOOK)
    assert row(found, "供给型")["share"] == 0.5
    assert row(found, "环境型")["share"] == 0.25
    assert row(found, "需求型")["share"] == 0.0


def draw(rng, machine=None):
    """A population of two strata, a sample of it, and a machine that errs in a known way."""
    holds = rng.random(1500) < 0.2
    y = rng.random(1500) < np.where(holds, 0.4, 0.08)
    units = pd.DataFrame(
        {"unit": [f"u{at}" for at in range(1500)], "group": "柳州市", "enriched": holds, "y": y}
    )
    parts = [part.sample(50, random_state=int(rng.integers(1 << 31))).assign(weight=len(part) / 50)
             for _, part in units.groupby("enriched")]  # fmt: skip
    sheet = pd.concat(parts, ignore_index=True)
    codings = coded(sheet, np.where(sheet["y"], "x", ""))
    guesses = None
    if machine is not None:
        found, wrong = machine
        guessed = rng.random(1500) < np.where(y, found, wrong)
        guesses = units[["unit", "group"]].assign(code=np.where(guessed, "x", ""))
    return y.mean(), sheet.reindex(columns=SHEET_COLUMNS), codings, guesses


@pytest.mark.parametrize("machine", [None, (0.9, 0.05), (0.5, 0.3)])
def test_intervals_cover_the_true_share(machine):
    rng = np.random.default_rng(7)
    covered, off = [], []
    for _ in range(80):
        true, sheet, codings, guesses = draw(rng, machine)
        found = row(code_shares(codings, sheet, machine=guesses), "x")
        covered.append(found["low"] <= true <= found["high"])
        off.append(found["share"] - true)
    assert np.mean(covered) >= 0.92
    assert abs(np.mean(off)) < 0.012


def test_a_machine_that_gives_every_unit_the_code_is_put_right():
    _, sheet, codings, guesses = draw(np.random.default_rng(1), (1.0, 1.0))
    alone = row(code_shares(codings, sheet), "x")
    assert row(code_shares(codings, sheet, machine=guesses), "x")["share"] == pytest.approx(
        alone["share"], abs=1e-12
    )


def test_codes_on_which_coders_do_not_agree_are_named():
    rng = np.random.default_rng(2)
    codings = pd.DataFrame(
        [(f"u{at}", coder, "xy"[rng.integers(2)]) for at in range(40) for coder in "AB"],
        columns=["unit", "coder", "code"],
    )
    measured = agreement(codings, 0)
    sheet = sample(20, 20)
    with pytest.warns(KoujingWarning, match=r"too little .* for the shares of: x, y"):
        found = code_shares(codings[codings["coder"] == "A"], sheet, measured=measured)
    assert (found["alpha"] < 2 / 3).all()
    with pytest.raises(InputError, match="one coder; these are of A, B"):
        code_shares(codings, sheet)


def test_wrong_tables():
    sheet = sample(2, 2)
    with pytest.raises(KindError, match="coding_sheet"):
        code_shares(coded(sheet, "x"), sheet[["unit"]])
    with pytest.raises(InputError, match="none of the units coded is in the sample"):
        code_shares(pd.DataFrame({"unit": ["elsewhere"], "code": ["x"]}), sheet)
    with pytest.raises(KindError, match="coded_by_terms"):
        code_shares(coded(sheet, "x"), sheet, machine=pd.DataFrame({"unit": ["u1"], "code": ["x"]}))


@pytest.fixture(scope="module")
def units():
    good = [f"第{at}街道发放补贴{at}元。" for at in range(30)]
    other = [f"第{at}街道晒了{at}床被子。" for at in range(30)]
    texts = {f"d{doc}": "".join(good[doc::6] + other[doc::6]) for doc in range(6)}
    return coding_units(segment(read_texts(texts, city="柳州市")), "sentence", by="city")


def test_terms_as_a_coder(units):
    found = coded_by_terms(units, BOOK)
    assert len(found) == len(units) == 60
    assert found["code"].value_counts().to_dict() == {"资金投入": 30, "": 30}
    assert set(found["group"]) == {"柳州市"}


def test_a_model_learns_what_people_coded_and_is_measured_on_documents_it_has_not_seen(units):
    people = coded_by_terms(units, BOOK)[["unit", "code"]]
    learnt = coded_by_model(units, people, BOOK)
    assert learnt.set_index("unit")["code"].to_dict() == people.set_index("unit")["code"].to_dict()
    # A document whose sentences are like no others': a model that has seen it would know its code by heart.
    odd = units.assign(text=np.where(units["doc_id"] == "d0", "鸢尾开了。", units["text"]))
    coded_odd = people.assign(code=np.where(people["unit"].str.startswith("d0"), "资金投入", people["code"]))
    guessed = coded_by_model(odd, coded_odd, BOOK).set_index("unit")["code"]
    assert (guessed[guessed.index.str.startswith("d0")] == "").all()


def test_a_code_with_too_few_units_is_never_given(units):
    few = coded_by_terms(units, BOOK)[["unit", "code"]].copy()
    with_code = few.index[few["code"] != ""]
    few.loc[with_code[9:], "code"] = ""
    assert set(coded_by_model(units, few, BOOK)["code"]) == {""}


def domain_sheet():
    """Of 8 units in a and 40 in b, four each: those of 2023 are u1, u2 and u5."""
    units = [f"u{at}" for at in range(1, 9)]
    sheet = pd.DataFrame({"unit": units, "weight": [2.0] * 4 + [10.0] * 4, "group": list("aaaabbbb")})
    sheet["year"] = [2023, 2023, 2024, 2024, 2023, 2024, 2024, None]
    return sheet.assign(enriched=False, number=range(1, 9)).reindex(columns=SHEET_COLUMNS)


def test_shares_of_groups_that_the_sample_was_not_drawn_from():
    codings = pd.DataFrame({"unit": [f"u{at}" for at in range(1, 9)], "code": list("x-x-xx--")})
    found = code_shares(codings.replace("-", ""), domain_sheet(), by="year").set_index("group")
    assert found.index.tolist() == ["all", "2023", "2024"]
    assert found["share"].tolist() == pytest.approx([(2 * 2 + 10 * 2) / 48, 12 / 14, 12 / 24])
    assert found["n"].tolist() == [4, 2, 2]
    assert found["n_units"].tolist() == [8, 3, 4]
    assert (found["low"] < found["share"]).all()
    assert (found["share"] < found["high"]).all()
    whole = code_shares(codings.replace("-", ""), domain_sheet()).set_index("group").loc["all"]
    pd.testing.assert_series_equal(found.loc["all"], whole)
    with pytest.raises(InputError, match="none called 'month'"):
        code_shares(codings, domain_sheet(), by="month")


def test_years_of_a_stratified_sample_are_covered():
    rng = np.random.default_rng(4)
    held = []
    for _ in range(40):
        n = 1200
        units = pd.DataFrame({"unit": [f"u{at}" for at in range(n)], "year": rng.choice([2023, 2024], n)})
        units["group"] = rng.choice(list("abc"), n, p=[0.6, 0.3, 0.1])
        units["has"] = rng.random(n) < np.where(units["group"] == "a", 0.4, 0.1)
        drawn = [mine.sample(30, random_state=int(rng.integers(1e9))).assign(weight=len(mine) / 30)
                 for _, mine in units.groupby("group")]  # fmt: skip
        sample = pd.concat(drawn).assign(enriched=False, number=1)
        codings = pd.DataFrame({"unit": sample["unit"], "code": np.where(sample["has"], "x", "")})
        found = code_shares(codings, sample.reindex(columns=SHEET_COLUMNS), by="year")
        for row in found[found["group"] != "all"].itertuples():
            truth = units.loc[units["year"].astype(str) == row.group, "has"].mean()
            held.append(row.low <= truth <= row.high)
    assert 0.9 <= np.mean(held) <= 1


def test_a_machine_is_asked_for_the_groups_of_the_shares():
    codings = pd.DataFrame({"unit": [f"u{at}" for at in range(1, 9)], "code": list("x-x-xx--")}).replace(
        "-", ""
    )
    machine = codings.assign(group=list("aaaabbbb"))
    machine = pd.concat(
        [machine, pd.DataFrame({"unit": [f"v{at}" for at in range(40)], "code": "", "group": "b"})]
    )
    with pytest.raises(InputError, match=r"no unit in the group 2023; .* by=.year"):
        code_shares(codings, domain_sheet(), machine=machine, by="year")
    yearly = machine.assign(group=[2023.0] * 24 + [2024.0] * 20 + [None] * 4)
    found = code_shares(codings, domain_sheet(), machine=yearly, by="year").set_index("group")
    assert found["share"].tolist() == pytest.approx([4 / 48, 4 / 24, 0])  # people and machine agree in all


def test_codes_of_two_codebooks_are_crossed():
    columns = ["unit", "coder", "code"]
    tools = pd.DataFrame(
        [("u1", "A", "x"), ("u1", "A", "y"), ("u2", "A", ""), ("u3", "A", "x")], columns=columns
    )
    themes = pd.DataFrame(
        [("u1", "A", "s"), ("u2", "A", "t"), ("u3", "A", ""), ("u4", "A", "s")], columns=columns
    )
    found = crossed_codings(tools, themes)
    assert found[["unit", "code"]].to_numpy().tolist() == [
        ["u1", "x × s"], ["u1", "y × s"], ["u2", ""], ["u3", ""],
    ]  # fmt: skip
    with pytest.raises(InputError, match="no unit is in both"):
        crossed_codings(tools, themes[themes["unit"] == "u4"])
    with pytest.raises(InputError, match="of one coder; these are of A, B"):
        crossed_codings(tools, pd.concat([themes, themes.assign(coder="B")]))
    sheet = domain_sheet()
    shares = code_shares(found, sheet[sheet["unit"].isin(["u1", "u2", "u3"])]).set_index(["group", "code"])
    assert shares["share"]["all", "x × s"] == pytest.approx(1 / 3)


def test_a_machine_has_to_judge_all_and_codes_the_codebook_lacks_are_told():
    sheet = pd.DataFrame({"unit": list("abcd"), "weight": 25.0, "group": "东市", "enriched": False})
    sheet = sheet.reindex(columns=SHEET_COLUMNS)
    codings = pd.DataFrame({"unit": list("abcd"), "code": ["资金投入", "", "", ""]})
    every = pd.DataFrame({"unit": [*"abcd", *map(str, range(96))], "code": "", "group": "东市"})
    assert code_shares(codings, sheet, machine=every)["share"].tolist() == [0.25, 0.25]
    with pytest.raises(InputError, match=r"judged 50 units, and the sample is of 100"):
        code_shares(codings, sheet, machine=every.head(50))
    with pytest.raises(InputError, match=r"has not judged a, which people have coded"):
        code_shares(codings, sheet, machine=every.tail(99))
    with pytest.raises(KindError, match=r"column `group`: units\[\[.unit., .group.\]\].merge"):
        code_shares(codings, sheet, machine=every[["unit", "code"]])
    with pytest.raises(KindError, match=r"takes a Codebook, not a str: read_codebook"):
        code_shares(codings, sheet, "instruments")
    with pytest.raises(InputError, match=r"`by` is one column of the sheet"):
        code_shares(codings, sheet, by=["group", "year"])
    book = read_codebook("instruments")
    with pytest.warns(KoujingWarning, match=r"not in the codebook: 资金投; counted"):
        code_shares(codings.replace("资金投入", "资金投"), sheet, book)
