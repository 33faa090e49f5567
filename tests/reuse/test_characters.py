from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reuse import characters
from analysis.reuse.characters import characters_of

TEXTS = st.lists(st.text("甲乙 。Ａa𠮷", max_size=20), max_size=6)


def letters(text: str) -> list[tuple[int, str]]:
    return [(at, "a" if sign in "Ａa" else sign) for at, sign in enumerate(text) if sign not in " 。"]


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch):
    monkeypatch.setattr(characters, "BLOCK", 16)
    monkeypatch.setattr(characters, "NEAR", 4)
    monkeypatch.setattr(characters, "SPOOLED", 20)


@given(TEXTS, st.randoms())
def test_letters_stand_in_their_places_and_know_where_they_come_from(texts, random):
    place = random.sample(range(len(texts)), len(texts))
    pool = characters_of(texts, np.array(place, dtype=np.int64))
    every = random.sample(range(len(pool.codes)), len(pool.codes))
    of, offsets = pool.texts_of(np.array(every, dtype=int)), pool.offsets_of(np.array(every, dtype=int))
    told = dict(zip(every, zip(of.tolist(), offsets.tolist(), strict=True), strict=True))
    for at, text in zip(place, texts, strict=True):
        (string,) = pool.strings(pool.ptr[[at]], pool.ptr[[at + 1]])
        assert string == "".join(sign for _, sign in letters(text))
        expected = [(at, offset) for offset, _ in letters(text)]
        assert [told[one] for one in range(pool.ptr[at], pool.ptr[at + 1])] == expected


@given(TEXTS, st.integers(1, 5))
def test_stretches_lie_within_texts_and_have_the_hash_of_their_letters(texts, n):
    pool = characters_of(texts)
    blocks = [pool.gram_hashes(bounds, n) for bounds in pool.blocks(n)]
    found = [pair for begins, hashes in blocks for pair in zip(begins, hashes, strict=True)]
    inside = [at for first, end in pairwise(pool.ptr.tolist()) for at in range(first, end - n + 1)]
    assert [at for at, _ in found] == inside
    grams = {at: pool.codes[at : at + n].tobytes() for at in inside}
    assert len({*grams.values()}) == len({value for _, value in found})
    assert len({(grams[at], value) for at, value in found}) == len({*grams.values()})


@given(st.lists(st.text("甲乙", max_size=30), min_size=1, max_size=3))
def test_equal_stretches_lie_as_far_apart_where_they_end(texts):
    pool = characters_of(texts)
    n = len(pool.codes)
    for length in range(max(map(len, texts)) + 1):
        a, b = (one.ravel() for one in np.indices((max(n - length + 1, 0),) * 2))
        power = pool.prefix_hashes[1][length]
        told = pool.apart(a, b) * power == pool.apart(a + length, b + length)
        strings = [pool.codes[at : at + length].tobytes() for at in range(n - length + 1)]
        assert told.tolist() == [strings[i] == strings[j] for i, j in zip(a, b, strict=True)]


def test_rare_letters_take_more_room():
    assert characters_of(["甲乙"]).codes.dtype == np.uint16
    assert characters_of(["甲𠮷"]).codes.dtype == np.uint32
