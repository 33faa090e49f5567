"""Coefficients of agreement against published worked values; codings that contradict themselves."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa as fleiss_of_statsmodels

from analysis import agreement, confusion, disagreements, read_codings, self_agreement
from analysis.coding.agreement import _resamples
from analysis.coding.codings import checked_codings, labels_of
from analysis.coding.coefficients import COEFFICIENTS, fleiss_kappa
from analysis.errors import InputError, KindError, KoujingWarning

NA = -1


def crossed(table):
    """The labels of two coders from their contingency table."""
    n = len(table)
    return np.array([(a, b) for a in range(n) for b in range(n) for _ in range(table[a][b])])


# Krippendorff (2011), Computing Krippendorff's alpha-reliability, table C: four coders, twelve units, also in
# Gwet's package irrCAC as cac.raw4raters, whose vignette gives all but Cohen's kappa.
FOUR = np.array(
    [[0, 0, NA, 0], [1, 1, 2, 1], [2, 2, 2, 2], [2, 2, 2, 2], [1, 1, 1, 1], [0, 1, 2, 3],
     [3, 3, 3, 3], [0, 0, 1, 0], [1, 1, 1, 1], [NA, 4, 4, 4], [NA, NA, 0, 0], [NA, NA, 2, NA]]
)  # fmt: skip
BEN_GERRY = np.array(
    [[*map("abcde".index, pair)] for pair in zip("aabbdcccedda", "babbbcccedd" + "d", strict=True)]
)
MEG_OWEN = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]).T


@pytest.mark.parametrize(
    ("labels", "n_categories", "name", "published"),
    [
        (FOUR, 5, "percent", 0.81818),
        (FOUR, 5, "fleiss_kappa", 0.76117),
        (FOUR, 5, "krippendorff_alpha", 0.74342),
        (FOUR, 5, "gwet_ac1", 0.77544),
        (BEN_GERRY, 5, "krippendorff_alpha", 0.692),  # Krippendorff (2011), B
        (MEG_OWEN, 2, "krippendorff_alpha", 0.095),  # Krippendorff (2011), A
        (crossed([[88, 10, 2], [14, 40, 6], [18, 10, 12]]), 3, "cohen_kappa", 0.492),  # Cohen (1960), table 1
        (crossed([[118, 5], [2, 0]]), 2, "cohen_kappa", -0.0234),  # Gwet (2002), on the paradox of kappa
        (crossed([[118, 5], [2, 0]]), 2, "gwet_ac1", 0.9408),
    ],
)
def test_published_values(labels, n_categories, name, published):
    digits = len(str(published).split(".")[1])
    assert round(float(COEFFICIENTS[name](labels, n_categories, None)[0]), digits) == published


def test_published_values_are_those_of_agreement_itself():
    given = [(f"u{unit}", f"c{coder}", "abcde"[label]) for (unit, coder), label in np.ndenumerate(FOUR)
             if label != NA]  # fmt: skip
    found = agreement(codings(given), n_resamples=0)
    of_all = found[found["code"] == "all"].set_index("coefficient")
    assert of_all.drop(index="cohen_kappa")["value"].round(5).to_dict() == {
        "percent": 0.81818, "fleiss_kappa": 0.76117, "krippendorff_alpha": 0.74342, "gwet_ac1": 0.77544,
    }  # fmt: skip
    assert set(of_all["n_units"]) == {11}  # the unit of one coder counts among the frequencies only


def test_units_coded_alike_by_one_coder_do_not_make_resampling_larger():
    many = [(f"{at}", "A", "xy"[at % 2], f"d{at % 4}") for at in range(4000)]
    both = [(f"{at}", "B", "x", f"d{at % 4}") for at in range(12)]
    table = labels_of(checked_codings("agreement", codings(many + both, "doc_id")), None)
    units, times = _resamples(table, 20, 1)
    assert len(units) == times.shape[1] <= 8
    assert times.sum(axis=1).tolist() == [4000] * 20


def test_fleiss_kappa_is_that_of_statsmodels_and_cohen_kappa_that_of_scikit_learn():
    rng = np.random.default_rng(4)
    labels = rng.integers(0, 4, (60, 5))
    labels[:, 1] = np.where(rng.random(60) < 0.7, labels[:, 0], labels[:, 1])
    counts = np.stack([np.bincount(row, minlength=4) for row in labels])
    assert fleiss_kappa(labels, 4)[0] == pytest.approx(fleiss_of_statsmodels(counts), abs=1e-12)
    pairs = [cohen_kappa_score(labels[:, a], labels[:, b]) for a in range(5) for b in range(a + 1, 5)]
    assert COEFFICIENTS["cohen_kappa"](labels, 4, None)[0] == pytest.approx(np.mean(pairs), abs=1e-12)


def test_of_samples_they_are_what_they_are_of_the_units_written_out():
    rng = np.random.default_rng(6)
    labels = rng.integers(0, 3, (30, 3))
    labels[:, 1] = np.where(rng.random(30) < 0.7, labels[:, 0], labels[:, 1])
    labels[rng.random((30, 3)) < 0.2] = -1
    labels[labels.max(axis=1) < 0] = 0
    times = rng.multinomial(30, np.full(30, 1 / 30), 20).astype(float)
    for name, coefficient in COEFFICIENTS.items():
        out = [coefficient(labels.repeat(row.astype(int), axis=0), 3, None)[0] for row in times]
        assert coefficient(labels, 3, times) == pytest.approx(out, abs=1e-12), name


def codings(rows, *more):
    return pd.DataFrame(rows, columns=["unit", "coder", "code", *more])


TOY = codings(
    [("1", "A", "x", "d1"), ("1", "B", "x", "d1"), ("2", "A", "x", "d2"), ("2", "B", "y", "d2"),
     ("3", "A", "y", "d3"), ("3", "B", "y", "d3"), ("4", "A", "", "d4"), ("4", "B", "", "d4"),
     ("5", "A", "x", "d5")],
    "doc_id",
)  # fmt: skip


def value(found, code, coefficient):
    return found[(found["code"] == code) & (found["coefficient"] == coefficient)].iloc[0]


def test_a_toy_counted_by_hand():
    found = agreement(TOY, n_resamples=200)
    assert list(found.columns) == ["code", "coefficient", "value", "low", "high", "n_units"]
    assert found["code"].unique().tolist() == ["all", "x", "y"]
    assert set(found["n_units"]) == {4}  # unit 5 has one coder only
    assert value(found, "all", "percent")["value"] == 0.75
    # A: x x y -, B: x y y -; by chance 2/4 1/4 + 1/4 2/4 + 1/4 1/4 = 5/16.
    assert value(found, "all", "cohen_kappa")["value"] == pytest.approx((3 / 4 - 5 / 16) / (11 / 16))
    # Of x: A has 2 of 4, B 1 of 4; by chance 1/8 + 3/8.
    assert value(found, "x", "cohen_kappa")["value"] == pytest.approx((3 / 4 - 1 / 2) / (1 / 2))
    for _, row in found.iterrows():
        assert row["low"] <= row["value"] <= row["high"]


def test_the_same_seed_gives_the_same_intervals_and_another_does_not():
    rng = np.random.default_rng(0)
    many = codings([(str(unit), coder, "xyz"[rng.integers(3)]) for unit in range(40) for coder in "AB"])
    one, same, other = (agreement(many, n_resamples=50, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert not one["low"].equals(other["low"])


def test_units_of_one_document_are_drawn_together():
    unlike = codings(
        [(f"{doc}{unit}", coder, code, doc) for doc, codes in {"d1": "xx", "d2": "xy", "d3": "xx"}.items()
         for unit in range(20) for coder, code in zip("AB", codes, strict=True)],
        "doc_id",
    )  # fmt: skip
    clustered = value(agreement(unlike, 400), "all", "percent")
    alone = value(agreement(unlike.drop(columns="doc_id"), 400), "all", "percent")
    assert clustered["value"] == alone["value"] == pytest.approx(2 / 3)
    assert (clustered["low"], clustered["high"]) == (0.0, 1.0)
    assert 0.5 < alone["low"] < alone["high"] < 0.85


def test_no_interval_below_three_documents_and_no_kappa_where_all_is_one_category():
    two = TOY[TOY["doc_id"].isin(["d1", "d2"])]
    assert agreement(two, 50)[["low", "high"]].isna().all().all()
    same = codings([(str(unit), coder, "x") for unit in range(5) for coder in "AB"])
    found = agreement(same, 50)
    assert value(found, "all", "percent")["value"] == 1.0
    assert np.isnan(value(found, "all", "krippendorff_alpha")["value"])
    assert np.isnan(value(found, "all", "cohen_kappa")["value"])


def test_sets_of_codes_agree_when_they_are_equal():
    several = codings([("1", "A", "x"), ("1", "A", "y"), ("1", "B", "y"), ("1", "B", "x"), ("2", "A", "x"),
                       ("2", "B", "x"), ("2", "B", "y")])  # fmt: skip
    found = agreement(several, 0)
    assert value(found, "all", "percent")["value"] == 0.5
    assert value(found, "x", "percent")["value"] == 1.0
    assert value(found, "y", "percent")["value"] == 0.5


def test_only_the_first_round_counts_and_coders_are_measured_against_themselves():
    rounds = codings(
        [("1", "A", "x", 1), ("1", "B", "x", 1), ("1", "A", "y", 2), ("2", "A", "x", 1), ("2", "A", "x", 2),
         ("2", "B", "y", 1)],
        "round",
    )  # fmt: skip
    assert value(agreement(rounds, 0), "all", "percent")["value"] == 0.5
    own = self_agreement(rounds, 0)
    assert set(own["coder"]) == {"A"}
    assert value(own, "all", "percent")["value"] == 0.5
    assert self_agreement(rounds[rounds["round"] == 1]).empty


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("1", "A", "x"), ("1", "A", "x")], "'A' has coded '1' as 'x' twice"),
        ([("1", "A", "x"), ("1", "A", "")], "has given '1' a code, and also none"),
        ([("1", "A", "x"), ("2", None, "x")], "row 1 has no `coder`"),
        ([("1", "A", "x"), ("2", "A", "y")], "needs two coders or more; the table has 1: A"),
    ],
)
def test_codings_that_cannot_be_are_refused(rows, told):
    with pytest.raises(InputError, match=told):
        agreement(codings(rows))


def test_a_row_of_a_file_is_named_as_a_spreadsheet_shows_it(tmp_path):
    (tmp_path / "long.csv").write_text("unit,coder,code\n1,A,x\n2,,x\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"long\.csv: row 3 has no `coder`"):
        read_codings(tmp_path / "long.csv")


def test_a_wrong_table_is_told_which_call_makes_the_right_one():
    with pytest.raises(KindError, match=r"agreement\(read_codings\(folder\)\)"):
        agreement(pd.DataFrame({"unit": ["1"]}))


def test_confusion_and_disagreements():
    assert confusion(TOY, "A", "B").loc[["-", "x", "y"], ["-", "x", "y"]].to_numpy().tolist() == [
        [1, 0, 0],
        [0, 1, 1],
        [0, 0, 1],
    ]
    units = pd.DataFrame({"unit": ["1", "2"], "text": ["港口扩建。", "水质改善。"]})
    assert disagreements(TOY, units).to_dict("records") == [
        {"unit": "2", "text": "水质改善。", "A": "x", "B": "y", "decision": ""}
    ]
    with pytest.raises(InputError, match="no coder 'C'; there are A, B"):
        confusion(TOY, "A", "C")


def test_blanks_in_codes_do_not_part_coders_and_other_spellings_are_told():
    rows = [(unit, coder, "a") for unit in "123456" for coder in "AB"]
    table = pd.DataFrame(rows, columns=["unit", "coder", "code"])
    spaced = table.assign(code=table["code"].where(table["coder"] == "A", "a "))
    assert agreement(spaced, n_resamples=0)["value"][0] == 1
    with pytest.warns(KoujingWarning, match=r"'A' and 'a' are two codes"):
        agreement(table.assign(code=table["code"].where(table["coder"] == "A", "A")), n_resamples=0)


def test_units_of_other_names_and_a_column_a_coder_are_told():
    table = pd.DataFrame({"unit": ["d:1", "d:2", "1", "2"], "coder": list("AABB"), "code": "x"})
    with pytest.raises(
        InputError, match=r"no unit was coded by two coders \(A: 2, such as d:1; B: 2, such as 1\)"
    ):
        agreement(table)
    wide = pd.DataFrame({"unit": ["1", "2"], "A": ["x", "y"], "B": ["x", "x"]})
    with pytest.raises(InputError, match=r'codings.melt\("unit", var_name="coder", value_name="code"\)'):
        agreement(wide)
    with pytest.raises(InputError, match=r"codings.reset_index\(\).melt"):
        agreement(wide.set_index("unit"))
    long = wide.melt("unit", var_name="coder", value_name="code")
    assert agreement(long, n_resamples=0)["value"][0] == 0.5
