"""First uses counted by hand; curves against lifelines; breaks that were put there."""

import numpy as np
import pandas as pd
import pytest

from analysis import (
    adoption,
    adoption_curves,
    career_breaks,
    careers,
    find_slogans,
    first_uses,
    read_frame,
    read_texts,
    segment,
    theme_hits,
)  # fmt: skip
from analysis.errors import ChoiceError, InputError, KindError, KoujingWarning
from analysis.reuse import ADOPTION_TYPES, CURVE_TYPES, FIRST_TYPES


def corpus_of(rows, name="推行河长制。"):
    """Rows of city, year and whether the text has the term."""
    texts = {f"{city}{year}": ("治水。" + name if has else "治水。") for city, year, has in rows}
    return segment(read_texts(texts, city=[row[0] for row in rows], year=[row[1] for row in rows]))


def first_of(*rows, item="河长制", start=2010):
    """Rows of group, observed_from, observed_to and first use (or None)."""
    table = pd.DataFrame(rows, columns=["group", "observed_from", "observed_to", "first"])
    table["item"], table["n"], table["n_documents"] = item, 1, 1
    table["last_without"] = pd.NA
    table["left_censored"] = table["first"] == table["observed_from"]
    table["right_censored"] = table["first"].isna()
    table["has_reference"], table["reference_first"] = True, start
    table["lag"], table["adopter"] = pd.NA, "unknown"
    return table[list(FIRST_TYPES)].astype(FIRST_TYPES)


@pytest.mark.parametrize(
    "term", ["營商環境", "营商 环境", "“营商环境”", "营商环境", "港口 | 营商环境", "营商 NEAR/2 环境"]
)
def test_terms_are_found_as_the_texts_spell_them(term):
    corpus = segment(read_texts(["治水。", "营商环境。"], city="东市", year=[2018, 2019]))
    assert first_uses(corpus, term)["first"].tolist() == [2019]
    assert careers(corpus, term)["n"].tolist() == [0, 1]


def test_a_term_in_letters_is_no_part_of_a_longer_one():
    corpus = segment(read_texts(["AIDS。", "治水。", "AI。"], city="东市", year=[2017, 2018, 2019]))
    assert first_uses(corpus, ["ＡＩ"])["first"].tolist() == [2019]


@pytest.mark.parametrize(
    "times",
    [
        ["2018年", "2019年度"], ["2018-03-01", "2019/2/1"], pd.PeriodIndex(["2018Q3", "2019Q1"], freq="Q"),
        pd.to_datetime(["2018-03-01", "2019-02-01"]).tz_localize("Asia/Shanghai"), [2018.75, 2019.5],
        pd.Categorical([2018, 2019]), pd.array([2018, 2019], dtype="int64[pyarrow]"),
    ],
)  # fmt: skip
def test_years_in_any_form(times):
    frame = pd.DataFrame({"text": ["治水。", "河长制。"], "city": "东市", "when": times})
    first = first_uses(segment(read_frame(frame, text="text")), "河长制", time="when")
    assert (first["first"][0], first["last_without"][0]) == (2019, 2018)


def test_a_text_without_a_year_is_told():
    frame = pd.DataFrame({"text": ["治水。", "河长制。"], "city": "东市", "when": ["2018", "去年"]})
    with pytest.warns(KoujingWarning, match=r"no year in `when` of 1 \('去年'\)"):
        first_uses(segment(read_frame(frame, text="text")), "河长制", time="when")


def test_first_uses_and_their_censoring():
    corpus = corpus_of([
        ("东市", 2015, False), ("东市", 2017, True), ("东市", 2018, True),
        ("西市", 2016, True), ("西市", 2018, False),
        ("南市", 2014, False), ("南市", 2019, False),
        ("北市", 2015, False), ("北市", 2019, True),
    ])  # fmt: skip
    reference = segment(read_texts({"r": "全面推行河长制。", "s": "河长制。"}, year=[2016, 2018]))
    table = first_uses(corpus, "河长制", reference=reference).set_index("group")
    assert table.index.tolist() == ["西市", "东市", "北市", "南市"], "by year of the first use"
    rows = table.astype(object).where(table.notna(), None)
    east = rows.loc["东市"]
    assert (east["first"], east["last_without"], east["n"], east["n_documents"]) == (2017, 2015, 2, 2)
    assert (east["left_censored"], east["lag"], east["adopter"]) == (False, 1, "early")
    west = rows.loc["西市"]
    assert (west["first"], west["left_censored"], west["lag"], west["adopter"]) == (
        2016,
        True,
        None,
        "unknown",
    )
    south = rows.loc["南市"]
    assert (south["first"], south["right_censored"], south["observed_to"]) == (None, True, 2019)
    assert (south["last_without"], south["adopter"]) == (2019, "none")
    assert rows.loc["北市", "adopter"] == "late"
    assert set(table["reference_first"]) == {2016}


def test_uses_may_be_hits_themes_or_families():
    text = "坚持产业强市、开放活市、生态立市。"
    corpus = segment(
        read_texts([text, "治水。", text], city=["东市", "东市", "西市"], year=[2020, 2019, 2021])
    )
    hits = find_slogans(corpus)
    table = first_uses(corpus, hits)
    assert set(table["item"]) == set(hits["variant"])
    assert table.set_index("group")["first"].to_dict() == {"东市": 2020, "西市": 2021}
    by_family = first_uses(corpus, hits, item="family")
    assert set(by_family["item"]) == set(hits["family"])
    themes = theme_hits(corpus, {"水": ["治水"]})
    assert first_uses(corpus, themes, item="theme")["first"].dropna().tolist() == [2019]


def test_a_term_nobody_uses_has_rows_all_the_same():
    table = first_uses(corpus_of([("东市", 2019, True), ("西市", 2020, False)]), ["河长制", "林长制"])
    assert table.groupby("item")["right_censored"].sum().to_dict() == {"林长制": 2, "河长制": 1}


def test_kaplan_meier_and_its_interval_are_those_of_lifelines():
    # lifelines 0.30.3: KaplanMeierFitter().fit([0,1,1,2,3,3,4,5,5,6], [1,1,1,0,1,1,0,1,0,0])
    times, events = [0, 1, 1, 2, 3, 3, 4, 5, 5, 6], [1, 1, 1, 0, 1, 1, 0, 1, 0, 0]
    rows = [
        (f"市{at}", 2000, 2010 + t, 2010 + t if e else None)
        for at, (t, e) in enumerate(zip(times, events, strict=True))
    ]
    curve = adoption_curves(first_of(*rows))
    assert curve["time"].tolist() == [0, 1, 3, 5]
    assert curve["n_at_risk"].tolist() == [10, 9, 6, 3]
    assert curve["n_adopted"].tolist() == [1, 2, 2, 1]
    np.testing.assert_allclose(1 - curve["share"], [0.9, 0.7, 0.466667, 0.311111], atol=1e-6)
    np.testing.assert_allclose(1 - curve["high"], [0.473009, 0.328717, 0.149552, 0.055239], atol=1e-6)
    np.testing.assert_allclose(1 - curve["low"], [0.985281, 0.891949, 0.736610, 0.624540], atol=1e-6)
    [row] = adoption(first_of(*rows)).to_dict("records")
    assert row["median"] == 3  # median_survival_time_ of the same fit
    assert (row["low"], row["high"]) == (0, np.inf), "at time 0 the bounds of S are .473 and .985"


def test_groups_observed_later_enter_later():
    # lifelines 0.30.3: fit([2,3,4,5,5,6], [1,1,0,1,1,0], entry=[0,0,1,2,0,3])
    times, events, entries = [2, 3, 4, 5, 5, 6], [1, 1, 0, 1, 1, 0], [0, 0, 1, 2, 0, 3]
    rows = [
        (f"市{at}", 2010 + entry, 2010 + t, 2010 + t if e else None)
        for at, (t, e, entry) in enumerate(zip(times, events, entries, strict=True))
    ]
    curve = adoption_curves(first_of(*rows), min_adopters=4)
    assert curve["time"].tolist() == [2, 3, 5]
    np.testing.assert_allclose(1 - curve["share"], [0.75, 0.5625, 0.1875], atol=1e-6)
    np.testing.assert_allclose(1 - curve["high"], [0.127947, 0.099104, 0.007638], atol=1e-6)
    np.testing.assert_allclose(1 - curve["low"], [0.960549, 0.866572, 0.562783], atol=1e-6)


def test_a_curve_begins_after_a_time_at_which_all_at_risk_adopted_though_others_came_later():
    # Alone at risk, one group adopts in 2011: the product would be 0 for the six observed from 2014 on.
    late = [(f"市{at}", 2014, 2020, 2015 + at if at < 5 else None) for at in range(6)]
    rows = [("先市", 2009, 2020, 2010), ("次市", 2009, 2020, 2011), *late]
    curve = adoption_curves(first_of(*rows))
    assert curve["year"].tolist() == [2015, 2016, 2017, 2018, 2019]
    np.testing.assert_allclose(curve["share"], [1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6])
    assert set(curve["origin"]) == {2010}
    assert set(curve["since"]) == {2012}
    assert np.isnan(adoption(first_of(*rows))["median"].iloc[0])
    whole = adoption_curves(first_of(*late))
    pd.testing.assert_frame_equal(
        curve[["year", "share", "low", "high"]], whole[["year", "share", "low", "high"]]
    )
    assert set(whole["since"]) == {2010}


def test_left_censored_and_earlier_groups_are_in_no_risk_set():
    rows = [(f"市{at}", 2005, 2020, 2011 + at) for at in range(5)]
    with_others = [*rows, ("早市", 2000, 2020, 2008), ("删市", 2012, 2020, 2012), ("独市", 2013, 2013, None)]
    pd.testing.assert_frame_equal(adoption_curves(first_of(*rows)), adoption_curves(first_of(*with_others)))


def test_no_curve_below_five_adopters():
    rows = [(f"市{at}", 2005, 2020, 2011 + at) for at in range(4)] + [("独市", 2005, 2020, None)]
    assert len(adoption_curves(first_of(*rows))) == 0
    [row] = adoption(first_of(*rows)).to_dict("records")
    assert np.isnan(row["median"])
    assert pd.isna(row["direction"])
    assert len(adoption_curves(first_of(*rows), min_adopters=4)) == 4


@pytest.mark.parametrize(
    ("n_before", "start", "direction"),
    [(0, 2010, "top-down"), (1, 2010, "top-down"), (2, 2010, "hybrid"), (4, 2010, "hybrid"),
     (5, 2010, "bottom-up"), (10, 2010, "bottom-up"), (10, pd.NA, "bottom-up")],
)  # fmt: skip
def test_direction(n_before, start, direction):
    rows = [(f"市{at}", 2000, 2020, 2005 if at < n_before else 2012) for at in range(10)]
    [row] = adoption(first_of(*rows, start=start)).to_dict("records")
    assert row["direction"] == direction
    if start is not pd.NA:
        assert (row["n_before"], row["n_after"]) == (n_before, 10 - n_before)


def test_a_first_user_is_named_only_if_it_is_known_and_alone():
    def of(*rows):
        return adoption(first_of(*rows))["first_group"].iloc[0]

    assert of(("东市", 2000, 2020, 2005), ("西市", 2000, 2020, 2006)) == "东市"
    assert pd.isna(of(("东市", 2000, 2020, 2005), ("西市", 2000, 2020, 2005)))
    assert pd.isna(of(("东市", 2005, 2020, 2005), ("西市", 2000, 2020, 2006)))


def test_columns_are_the_same_when_there_is_nothing():
    empty = first_of()
    assert adoption(empty).dtypes.astype(str).to_dict() == ADOPTION_TYPES
    assert adoption_curves(empty).dtypes.astype(str).to_dict() == CURVE_TYPES


def years_corpus(has):
    texts = {str(1990 + at): "河长制。" * n + "治水修路。" * (20 - n) for at, n in enumerate(has)}
    return segment(read_texts(texts, year=[1990 + at for at in range(len(has))]))


def test_a_rise_and_a_fall_are_found_where_they_were_put():
    career = careers(years_corpus([0] * 10 + [8, 9, 7, 8, 9, 8, 10, 7] + [1, 0, 1, 0, 1, 0, 0, 1]), "河长制")
    assert career["n"].tolist()[9:12] == [0, 8, 9]
    breaks = career_breaks(career)
    assert breaks[["year", "change"]].values.tolist() == [[2000, "rise"], [2008, "fall"]]
    assert (breaks["low"] <= breaks["year"]).all()
    assert (breaks["high"] >= breaks["year"]).all()
    assert (breaks["high"] - breaks["low"] <= 3).all()
    assert breaks["rate_before"].iloc[0] == 0
    assert breaks["rate_after"].iloc[0] == breaks["rate_before"].iloc[1]
    pd.testing.assert_frame_equal(breaks, career_breaks(career))


def test_chance_breaks_are_as_rare_as_stated():
    rng = np.random.default_rng(4)
    n_found = 0
    for _ in range(200):
        career = pd.DataFrame({"item": "甲", "year": np.arange(20), "n": rng.negative_binomial(2, 0.3, 20)})
        career["n_documents"], career["size"] = 1, 10000
        career["rate_per_10k"] = career["n"] * 1.0
        n_found += len(career_breaks(career, n_permutations=99)) > 0
    assert n_found <= 20, "5 % of 200 are 10; more than 20 come by chance once in a thousand times"


def test_too_few_years_and_no_use_have_no_breaks():
    assert len(career_breaks(careers(years_corpus([0, 0, 9, 9, 9]), "河长制"))) == 0
    assert len(career_breaks(careers(years_corpus([0] * 12), "河长制"))) == 0


def test_wrong_calls():
    corpus = corpus_of([("东市", 2019, True)])
    with pytest.raises(KindError, match="first_uses takes a Corpus"):
        first_uses(["河长制"], corpus)
    with pytest.raises(ChoiceError, match="`item` parameter of `first_uses`"):
        first_uses(corpus, find_slogans(corpus), item="slogan")
    with pytest.raises(ChoiceError, match="`time` parameter of `first_uses`"):
        first_uses(corpus, "河长制", time="decade")
    with pytest.raises(InputError, match="`reference_uses`"):
        first_uses(corpus, find_slogans(corpus), reference=corpus)
    with pytest.raises(InputError, match="terms that are not empty"):
        first_uses(corpus, [""])
    with pytest.raises(InputError, match="adoption needs years"):
        first_uses(segment(read_texts(["治水。"], city=["东市"])), "治水")
    with pytest.raises(KindError, match=r"adoption\(first_uses\(corpus, uses\)\)"):
        adoption(pd.DataFrame())
    with pytest.raises(KindError, match="career_breaks"):
        career_breaks(pd.DataFrame())
