"""Which terms hold a name of which group."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.lexicon import holds_own_name, own_name_terms, own_names

GROUPS = ["柳州市", "桂林市", "2021", "广西壮族自治区", "柳州市"]
TERMS = st.lists(st.text("柳州市桂林鱼峰区广西𠮷\n", max_size=6), max_size=20)


def test_names_of_the_place_its_counties_and_its_province():
    terms = ("柳州人", "螺蛳粉", "鱼峰区", "桂林", "广西", "柳\n州")
    assert own_name_terms(terms, ["柳州市", "2021", "桂林市"]).toarray().tolist() == [
        [True, False, True, False, True, False],
        [False] * 6,
        [False, False, False, True, True, False],
    ]
    assert holds_own_name(terms, ["2021", "桂林市"]).tolist() == [False, False, False, True, True, False]


@given(TERMS)
def test_each_row_is_the_definition(terms):
    table = own_name_terms(terms, GROUPS)
    assert table.dtype == bool
    for row, group in zip(table.toarray(), GROUPS, strict=True):
        assert row.tolist() == [any(name in term for name in own_names(group)) for term in terms]
        assert row.tolist() == holds_own_name(terms, [group]).tolist()
    assert holds_own_name(terms, GROUPS).tolist() == table.toarray().any(axis=0).tolist()


@pytest.mark.parametrize(("terms", "groups"), [([], ["柳州市"]), (["柳州"], []), ([], [])])
def test_nothing_in_nothing(terms, groups):
    assert own_name_terms(terms, groups).shape == (len(groups), len(terms))
    np.testing.assert_array_equal(holds_own_name(terms, groups), np.zeros(len(terms), dtype=bool))
