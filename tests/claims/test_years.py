"""Claims about time, on counts that can be checked by hand."""

import pandas as pd
import pytest

from analysis.claims import DocumentCounts, time_claims, told


def measured(counts, exposure, per=10_000):
    ids = [f"d{i}" for i in range(len(exposure))]
    return DocumentCounts(pd.DataFrame(counts, index=ids), pd.Series(exposure, index=ids), per)


def labels(*groups):
    return pd.Series(groups, index=[f"d{i}" for i in range(len(groups))], dtype=object)


def test_trend_is_told_only_when_it_holds_and_years_are_enough():
    years = pd.Series(range(2001, 2013), index=[f"d{i}" for i in range(12)])
    rising = measured({"科技": [5, 6, 8, 9, 11, 13, 15, 16, 18, 20, 22, 24]}, [10_000] * 12)
    found = time_claims("theme", "keywords", rising, years, {"科技": "科技"})
    assert [told(claim, "year", "zh") for claim in found] == [
        "“科技”议题越谈越多：2001—2004 年每万词 7.0 次（95% 区间 4.7—10.5），"
        "2009—2012 年 21 次（95% 区间 17—26）。"
    ]
    assert found[0].facts["rate_low"] < found[0].facts["rate"] < found[0].facts["rate_high"]
    level = measured({"科技": [10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9]}, [10_000] * 12)
    assert not time_claims("theme", "keywords", level, years, {"科技": "科技"})
    few = measured({"科技": [1, 5, 25, 125]}, [10_000] * 4)
    assert not time_claims("theme", "keywords", few, years[:4], {"科技": "科技"})


def test_a_break_is_told_with_its_year_and_an_even_rise_is_none():
    years = pd.Series(range(2001, 2013), index=[f"d{i}" for i in range(12)])
    sudden = measured({"防疫": [2, 1, 2, 1, 2, 1, 2, 21, 19, 22, 20, 21]}, [10_000] * 12)
    (claim,) = time_claims("term", "keywords", sudden, years, {"防疫": "防疫"})
    assert (claim.kind, claim.direction, claim.evidence) == ("break_term", "more", ("term", "防疫", ""))
    assert told(claim, "year", "en") == (
        "From about 2008 on, “防疫” is used clearly more: 21 times per 10,000 words (95% interval 19 to 23) "
        "against 1.6 before (95% interval 1.0 to 2.5)."
    )


def test_changes_within_cities_are_no_matter_of_which_city_wrote_when():
    years = pd.Series([*range(2001, 2007), *range(2007, 2013)], index=[f"d{i}" for i in range(12)])
    apart = measured({"科技": [10, 11, 9, 10, 11, 9, 40, 41, 39, 40, 41, 39]}, [10_000] * 12)
    assert time_claims("theme", "k", apart, years, {"科技": "科技"})
    assert not time_claims("theme", "k", apart, years, {"科技": "科技"}, labels(*"甲甲甲甲甲甲乙乙乙乙乙乙"))


@pytest.mark.parametrize(
    ("before", "told_of"),
    [
        ([90, 0, 0], False),  # one text is on the subject
        ([60, 50, 0], False),
        ([90, 80, 70], True),
        ([90, 1, 1], False),  # what is left without it is no more than afterwards
    ],
)
def test_the_subject_of_one_document_is_no_change_of_time(before, told_of):
    counts = [*before, *[1] * 200]
    years = pd.Series(
        [2001, 2001, 2002, *[2003 + at % 8 for at in range(200)]], index=measured({}, counts).counts.index
    )
    found = time_claims("term", "k", measured({"监测": counts}, [5_000] * 203), years, {"监测": "监测"})
    assert [claim.direction for claim in found] == ["less"] * told_of
