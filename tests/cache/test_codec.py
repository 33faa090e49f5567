from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cache.codec import Damaged, Unpackable, pack, unpack

KEY, OTHER = "0a" * 32, "0b" * 32


class Pair(NamedTuple):
    first: str
    second: tuple[int, ...]


@dataclass(frozen=True)
class Limb:
    start: int
    text: str


PARTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=12,
)


def alike(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(map(alike, a.values(), b.values()))
    return a == b


@given(PARTS)
def test_what_is_packed_comes_back_with_its_types(value):
    assert alike(unpack(pack(value, KEY), KEY), value)


def test_records_and_arrays_come_back():
    value = [
        Pair("甲\ud800", (1, 2)),
        Limb(3, "“港口”"),
        np.array([[1.5, np.nan]]),
        np.array([], dtype=np.int32),
    ]
    pair, limb, table, empty = unpack(pack(value, KEY, (Pair, Limb)), KEY, (Pair, Limb))
    assert (pair, limb) == (value[0], value[1])
    assert table.dtype == np.float64
    assert np.array_equal(table, value[2], equal_nan=True)
    assert (empty.dtype, empty.shape) == (np.int32, (0,))


@pytest.mark.parametrize(
    "value", [object(), np.float64(1), np.array([object()]), {1, 2}, Pair("a", ()), np.datetime64("2021")]
)
def test_what_cannot_be_kept_without_loss_is_refused(value):
    with pytest.raises(Unpackable):
        pack(value, KEY)


def test_nothing_but_the_kinds_named_is_made():
    with pytest.raises(Damaged):
        unpack(pack(Pair("a", ()), KEY, (Pair,)), KEY, ())


def test_every_changed_byte_is_seen():
    whole = pack(["港口", np.arange(5)], KEY)
    for at in range(len(whole)):
        with pytest.raises(Damaged):
            unpack(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], KEY)
    for end in range(len(whole)):
        with pytest.raises(Damaged):
            unpack(whole[:end], KEY)


def test_a_value_is_believed_under_its_own_key_alone():
    with pytest.raises(Damaged, match="something else"):
        unpack(pack(["港口"], KEY), OTHER)
