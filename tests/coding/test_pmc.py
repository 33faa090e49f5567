"""The PMC index, counted by hand; its grades; agreement on it; and its surface."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis import coded_by_terms, coding_units, pmc_index, pmc_surface, read_codebook, surface_cells
from analysis.coding.codebook import Code, Codebook
from analysis.errors import DataFileError, InputError, KoujingWarning

SUBS = (2, 4, 1, 5, 3, 2, 2, 4, 0)
"""Sub-variables of nine main variables; the last is coded itself."""


def book_of(*subs):
    codes = []
    for at, n in enumerate(subs, 1):
        codes += [Code(f"X{at}"), *(Code(f"X{at}.{sub}", f"X{at}") for sub in range(1, n + 1))]
    return Codebook("t", "document", False, (), tuple(codes))


def codings_of(coders, codes):
    rows = [
        (unit, coder, code) for coder in coders for unit, given in codes.items() for code in given or [""]
    ]
    return pd.DataFrame(rows, columns=["unit", "coder", "code"])


GIVEN = ["X1.1", "X2.1", "X2.2", "X2.3", "X3.1", "X4.5", "X5.1", "X5.2", "X6.1", "X6.2", "X9"]
VALUES = [1 / 2, 3 / 4, 1, 1 / 5, 2 / 3, 1, 0, 0, 1]


def test_the_index_is_the_sum_of_the_means_of_sub_variables():
    found = pmc_index(codings_of("甲", {"a": GIVEN, "b": []}), book_of(*SUBS))
    of_a = found[found["unit"] == "a"]
    assert of_a["variable"].tolist() == [*(f"X{at}" for at in range(1, 10)), "PMC"]
    assert of_a["value"].tolist() == pytest.approx([*VALUES, sum(VALUES)])
    assert sum(VALUES) == pytest.approx(5.11667, abs=1e-5)
    assert of_a["n"].tolist() == [1, 3, 1, 1, 2, 2, 0, 0, 1, 11]
    assert of_a["n_sub"].tolist() == [2, 4, 1, 5, 3, 2, 2, 4, 1, 24]
    assert of_a["grade"].tolist() == [""] * 9 + ["acceptable"]
    assert found["alpha"].isna().all()
    of_b = found[found["unit"] == "b"].set_index("variable")
    assert of_b.loc["PMC", ["value", "grade"]].tolist() == [0, "low"]


@pytest.mark.parametrize(
    ("n_mains", "n_given", "grade"),
    [
        (10, 10, "perfect"), (10, 9, "perfect"), (10, 8, "excellent"), (10, 7, "excellent"),
        (10, 6, "acceptable"), (10, 5, "acceptable"), (10, 4, "low"), (10, 0, "low"),
        (9, 8, "perfect"), (9, 7, "excellent"), (9, 6, "excellent"), (9, 5, "acceptable"),
        (9, 4, "acceptable"), (9, 3, "low"), (8, 8, ""), (11, 11, ""),
    ],
)  # fmt: skip
def test_grades(n_mains, n_given, grade):
    codes = [f"X{at}" for at in range(1, n_given + 1)]
    found = pmc_index(codings_of("甲", {"a": codes}), book_of(*[0] * n_mains))
    assert found.set_index("variable").loc["PMC", ["value", "grade"]].tolist() == [n_given, grade]


def test_a_bound_is_not_missed_by_rounding():
    # Nine times two thirds, and 1: the index is 7 but for rounding.
    codes = [
        *(f"X{at}.1" for at in range(1, 10)),
        *(f"X{at}.2" for at in range(1, 10)),
        "X10.1",
        "X10.2",
        "X10.3",
    ]
    found = pmc_index(codings_of("甲", {"a": codes}), book_of(*[3] * 10))
    assert found["grade"].iloc[-1] == "excellent"


def test_agreement_is_on_the_values_of_texts():
    book = book_of(*[2] * 9)
    one = codings_of("甲", {"a": ["X1.1", "X1.2"], "b": ["X1.1"], "c": []})
    other = codings_of("乙", {"a": ["X1.1", "X1.2"], "b": [], "c": []})
    with pytest.warns(KoujingWarning, match="too little on the PMC index"):
        found = pmc_index(
            pd.concat([one, one.assign(coder="丙", unit=one["unit"].map(dict(a="c", b="b", c="a")))]), book
        )
    assert found["alpha"].min() < 0
    found = pmc_index(pd.concat([one, other]), book)
    # Values 1, 1; .5, 0; 0, 0. Observed: mean of squared differences in pairs, .25 / 3. Expected: over all 30
    # ordered pairs of the six values, 2 * 3.75 / 30... = 0.26667 (Krippendorff 2019, ch. 12).
    values = [1, 1, 0.5, 0, 0, 0]
    expected = sum((x - y) ** 2 for x in values for y in values) / 30
    alpha = 1 - (0.25 / 3) / expected
    assert found.loc[found["variable"] == "PMC", "alpha"].tolist() == pytest.approx([alpha] * 6)
    assert found.loc[found["variable"] == "X1", "alpha"].iloc[0] == pytest.approx(alpha)
    assert found.loc[found["variable"] == "X2", "alpha"].isna().all()  # nothing varies


def test_only_the_first_round_counts():
    codings = codings_of("甲", {"a": ["X1"]}).assign(round=1)
    again = codings.assign(code="X2", round=2)
    found = pmc_index(pd.concat([codings, again]), book_of(0, 0)).set_index("variable")
    assert found["value"].tolist() == [1, 0, 1]


def test_the_ready_codebook_fits(corpus_of):
    corpus = corpus_of(["今年鼓励企业创新，给予奖励。", "依法处罚。"], ["甲市", "乙市"])
    book = read_codebook("pmc")
    found = pmc_index(coded_by_terms(coding_units(corpus, book.unit), book), book)
    assert len(found) == 2 * (9 + 1)
    assert found.groupby("unit")["n_sub"].last().tolist() == [36, 36]
    assert found["doc_id"].notna().all()


def test_the_surface_has_the_first_nine_variables():
    codings = codings_of("甲", {"a": GIVEN})
    surface = pmc_surface(pmc_index(codings, book_of(*SUBS)), "a")
    assert surface.to_numpy().ravel().tolist() == pytest.approx(VALUES)
    assert surface.attrs["variables"] == tuple(f"X{at}" for at in range(1, 10))
    ten = pmc_surface(pmc_index(codings, book_of(*SUBS, 0)), "a")
    assert ten.to_numpy().tolist() == surface.to_numpy().tolist()
    with pytest.raises(InputError, match="nine or ten main variables, not 8"):
        pmc_surface(pmc_index(codings_of("甲", {"a": ["X1.1"]}), book_of(*SUBS[:8])), "a")


def test_a_surface_is_of_one_text_and_coder():
    index = pmc_index(codings_of("甲乙", {"a": GIVEN, "b": []}), book_of(*SUBS))
    with pytest.raises(InputError, match="no text 'c'"):
        pmc_surface(index, "c")
    with pytest.raises(InputError, match="name one of the coders 乙, 甲"):
        pmc_surface(index, "a")
    with pytest.raises(InputError, match="'a' has no coder '丙', but 乙, 甲"):
        pmc_surface(index, "a", "丙")
    assert pmc_surface(index, "a", "乙").attrs["alpha"] == pytest.approx(1)


def test_a_surface_is_drawn_only_beside_its_alpha():
    book = book_of(*SUBS)
    agreed = pmc_index(codings_of("甲乙", {"a": GIVEN, "b": []}), book)
    ax = surface_cells(pmc_surface(agreed, "a", "甲"), "en")
    assert [text.get_text() for text in ax.texts][:2] == ["X1\n0.50", "X2\n0.75"]
    assert "alpha of the index 1.00" in ax.get_title(loc="left")
    np.testing.assert_allclose(ax.images[0].get_array().ravel(), VALUES)
    with pytest.raises(InputError, match="alpha of the index is not known"):
        surface_cells(pmc_surface(pmc_index(codings_of("甲", {"a": GIVEN}), book), "a"))
    with pytest.warns(KoujingWarning):
        parted = pmc_index(
            pd.concat([codings_of("甲", {"a": GIVEN, "b": []}), codings_of("乙", {"a": [], "b": GIVEN})]),
            book,
        )
    with pytest.raises(InputError, match=r"is -\d\.\d+, below 0.667, so nothing is drawn"):
        surface_cells(pmc_surface(parted, "a", "甲"))


@pytest.mark.parametrize(
    ("code", "told"),
    [("X1", "'X1' of 'a' has others below it"), ("Y", "'Y' of 'a' is not in the codebook")],
)
def test_a_code_that_is_no_sub_variable(code, told):
    with pytest.raises(InputError, match=told):
        pmc_index(codings_of("甲", {"a": [code]}), book_of(*SUBS))
    with pytest.raises(InputError, match="may not be called 'PMC'"):
        pmc_index(codings_of("甲", {"a": [""]}), Codebook("t", "document", False, (), (Code("PMC"),)))


FIVE = {"完美": 8, "优秀": 7, "良好": 6, "合格": 5, "不良": 0}


@pytest.mark.parametrize(
    ("n_given", "grade"),
    [(9, "完美"), (8, "完美"), (7, "优秀"), (6, "良好"), (5, "合格"), (4, "不良"), (0, "不良")],
)
def test_grades_of_ones_own(n_given, grade):
    codings = codings_of("甲", {"a": [f"X{at}" for at in range(1, n_given + 1)]})
    assert pmc_index(codings, book_of(*[0] * 9), FIVE)["grade"].iloc[-1] == grade
    assert pmc_index(codings, book_of(*[0] * 11), {"some": 5, "none": 0})["grade"].iloc[-1] == (
        "some" if n_given >= 5 else "none"
    )
    book = replace(book_of(*[0] * 9), grades=tuple(FIVE.items()))
    assert pmc_index(codings, book)["grade"].iloc[-1] == grade
    assert pmc_index(codings, book, {"any": 0})["grade"].iloc[-1] == "any"
    for grades in (pd.Series(FIVE), list(FIVE.items()), {name: np.int64(low) for name, low in FIVE.items()}):
        assert pmc_index(codings, book_of(*[0] * 9), grades)["grade"].iloc[-1] == grade


@pytest.mark.parametrize(
    ("grades", "told"),
    [
        ({}, "must give each grade its lower bound"),
        (["good"], "must give each grade its lower bound"),
        ({"good": 10, "low": 0}, "'good' must be a number from 0 to 9, the number of main variables; not 10"),
        ({"good": "7", "low": 0}, "not '7'"),
        ({"good": True, "low": 0}, "not True"),
        ({"good": float("nan"), "low": 0}, "not nan"),
        ({"good": 7, "fine": 7, "low": 0}, "two grades have the same lower bound"),
        ({"good": 7, "fair": 5}, "the lowest grade must begin at 0"),
        ({"": 7, "fair": 0}, "the name of a grade must be a text"),
    ],
)
def test_grades_that_are_none(grades, told):
    with pytest.raises(InputError, match=r"^pmc_index: `grades`") as fault:
        pmc_index(codings_of("甲", {"a": ["X1"]}), book_of(*[0] * 9), grades)
    assert told in str(fault.value)


def test_a_codebook_has_its_own_grades(tmp_path):
    codes = "".join(f'[[code]]\nname = "X{at}"\n' for at in range(1, 10))
    path = tmp_path / "book.toml"
    path.write_text(f'unit = "document"\nexclusive = false\n[grades]\nhigh = 6.5\nlow = 0\n{codes}', "utf-8")
    book = read_codebook(path)
    assert book.grades == (("high", 6.5), ("low", 0.0))
    assert pmc_index(codings_of("甲", {"a": ["X1"]}), book)["grade"].iloc[-1] == "low"
    path.write_text(f'unit = "document"\n[grades]\nhigh = 12\nlow = 0\n{codes}', "utf-8")
    with pytest.raises(DataFileError, match=r"book.toml: line 2: `grades`: the lower bound of 'high'"):
        read_codebook(path)
