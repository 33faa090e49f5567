"""Limbs as rows of code points: what they share, counted by hand."""

import numpy as np
import pytest

from analysis.slogans.finder.proposals import shared_in_order
from analysis.slogans.finder.spelled import Sets, Spelled, in_common

SERIES = [["强链", "补链", "延链"], ["以工促农", "以城带乡"], ["路更宽", "水更清", "山更绿"]]
"""Some share the last character, some the first, some the middle one."""


def sets_of(own, series):
    sizes = np.array([len(some) for some in series])
    others = Spelled([limb for some in series for limb in some])
    return Sets(Spelled(own), others, np.cumsum(sizes) - sizes, sizes), others


def test_both_ends_of_a_text_are_read_from_its_codes():
    spelled = Spelled(["强链", "以工促农", ""])
    assert spelled.lengths.tolist() == [2, 4, 0]
    assert [chr(code) for code in spelled.firsts[:2]] == ["强", "以"]
    assert [chr(code) for code in spelled.lasts[:2]] == ["链", "农"]
    assert "".join(map(chr, spelled.backwards[1, :4])) == "农促工以"
    assert spelled.heads[0] == spelled.tails[0] != spelled.heads[1]
    assert in_common(spelled.codes, Spelled(["强县", "以工代赈", "强"]).codes).tolist() == [1, 2, 0]


def test_each_limb_is_compared_with_those_of_its_series():
    sets, others = sets_of(["强链", "以工促农", "路更宽"], SERIES)
    assert sets.equal(Spelled(["强链", "以工促农", "路更宽"]).firsts, others.firsts).tolist() == [1, 2, 1]
    assert sets.distinct(others.lasts).tolist() == [1, 2, 3]
    assert sets.distinct(others.firsts).tolist() == [3, 1, 3]
    assert sets.count(others.lengths == 2).tolist() == [3, 0, 0]


@pytest.mark.parametrize(
    ("own", "series", "n"),
    [
        ("水更绿", SERIES[2], 1),
        ("以乡带城", SERIES[1], 1),
        ("以城带乡", ["以乡带城", "以城带乡"], 2),
        ("农促工以", SERIES[1], 0),
        ("补短板", SERIES[0], 0),
    ],
)
def test_what_limbs_share_counts_in_the_order_of_the_first(own, series, n):
    assert sets_of([own], [series])[0].shared_in_order().tolist() == [n]
    assert shared_in_order([own, *series]) == n
