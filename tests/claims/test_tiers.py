"""Claims on slogans that do not hold for the sure hits are hedged or left out; first places that turn."""

import numpy as np
import pandas as pd
import pytest

from analysis.claims import Claim, DocumentCounts, told
from analysis.claims.tiers import Counted, in_both_tiers


def claim(p, group="甲", direction="more", kind="slogan"):
    facts = {"name": "", "n": 30, "rate": 30.0, "rate_other": 20.0, "others": 2}
    return Claim(kind, "slogans", group, direction, 0.2, p, facts)


def counted(by_all, by_sure, sizes=None):
    """Rates per 10,000 characters of each group, which has one document of 50,000 unless said otherwise."""
    groups = pd.Series(list(by_all), index=[f"d{k}" for k in range(len(by_all))])
    exposure = pd.Series(sizes or [50_000] * len(groups), index=groups.index)
    measured = (
        DocumentCounts(pd.DataFrame({"slogan": groups.map(rates) * exposure / 10_000}), exposure)
        for rates in (by_all, by_sure)
    )
    return Counted(*measured, groups)


SAME = counted({"甲": 3.0, "乙": 2.0}, {"甲": 2.0, "乙": 1.0})
TURNED = counted({"甲": 3.0, "乙": 2.0, "丙": 1.0}, {"甲": 1.0, "乙": 2.0, "丙": 0.5})


@pytest.mark.parametrize(
    ("p", "p_sure", "p_both"), [(0.01, 0.04, 0.04), (0.04, 0.01, 0.04), (0.01, np.nan, np.nan)]
)
def test_the_larger_p_is_that_of_the_claim(p, p_sure, p_both):
    (found,) = in_both_tiers([claim(p)], [claim(p_sure)], SAME)
    assert found.p == pytest.approx(p_both, nan_ok=True)


@pytest.mark.parametrize(
    "sure", [[], [claim(0.01, group="乙")], [claim(0.01, direction="less")], [claim(0.01, kind="numeric")]]
)
def test_a_claim_that_the_sure_hits_do_not_bear_out_is_hedged(sure):
    (found,) = in_both_tiers([claim(0.01)], sure, SAME)
    assert not found.tested
    assert told(found, "city", "zh").startswith("就这些文本而言，")


def test_a_rise_may_be_a_trend_by_all_hits_and_a_break_by_the_sure_ones_or_it_is_not_told():
    made, sure = (claim(0.01, group="", kind=kind) for kind in ("trend_slogan", "break_slogan"))
    assert in_both_tiers([made], [sure], SAME)[0].tested
    assert in_both_tiers([made], [claim(0.01, group="", kind="break_numeric")], SAME) == []


def test_a_first_place_that_turns_is_named_in_the_sentence():
    (found,) = in_both_tiers([claim(0.01)], [claim(0.01)], TURNED)
    assert told(found, "city", "zh").endswith("不过，只计确定的命中时，最密集的是乙。")
    assert told(found, "city", "en").endswith(
        "By the sure hits alone, however, they are most frequent in 乙."
    )
    assert found.facts["n"] == 30


def test_a_last_place_that_turns_is_named_in_the_sentence():
    turned = counted({"甲": 1.0, "乙": 2.0}, {"甲": 2.0, "乙": 1.0})
    (found,) = in_both_tiers([claim(0.01, direction="less")], [], turned)
    assert told(found, "city", "zh").endswith("不过，只计确定的命中时，最稀少的是乙。")


@pytest.mark.parametrize(
    ("made", "table"),
    [
        (claim(0.01), SAME),
        (claim(0.01, group="乙"), TURNED),  # second by all hits: no first place is at stake
        (claim(0.01), counted({"甲": 3.0, "乙": 2.0}, {"甲": 2.0, "乙": 2.0})),  # level by the sure hits
        (
            claim(0.01),
            counted({"甲": 3.0, "乙": 2.0}, {"甲": 1.0, "乙": 2.0}, sizes=[50_000, 900]),
        ),  # too small
        (claim(0.01, group="", kind="trend_slogan"), TURNED),
    ],
)
def test_nothing_is_added_where_no_first_place_turns(made, table):
    (found,) = in_both_tiers([made], [made], table)
    assert "first_sure" not in found.facts
    assert found.p == 0.01
