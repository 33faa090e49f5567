import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.stats.different import different


@pytest.mark.parametrize("kind", [np.int64, np.uint64, np.float64])
@given(values=st.lists(st.integers(0, 2**53)))
def test_as_numpy_says(kind, values):
    array = np.array(values, dtype=kind)
    found, expected = different(array), np.unique(array)
    assert found.dtype == expected.dtype
    assert found.tolist() == expected.tolist()
    assert array.tolist() == [kind(value) for value in values]
