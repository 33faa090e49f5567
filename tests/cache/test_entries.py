"""A cache with a limit: what was used longest ago leaves, and nothing changes but time."""

import os
from functools import partial

import pytest

from analysis.cache import LIMIT, VARIABLE, cached, contents, kept_in, limit, trim
from analysis.errors import InputError

CALLS = []


def worked(name):
    CALLS.append(name)
    return name * 1000


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A cache of four entries of one size, of which the second was used last."""
    CALLS.clear()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    for age, name in enumerate("abcd"):
        seen = {*tmp_path.rglob("*.entry")}
        cached(partial(worked, name))
        (entry,) = {*tmp_path.rglob("*.entry")} - seen
        os.utime(entry, (1_000 + age, 1_000 + age))
    cached(partial(worked, "b"))
    CALLS.clear()
    return tmp_path / "cache"


def test_those_used_longest_ago_leave(folder):
    size = contents(folder).n_bytes // 4
    assert trim(folder, 2 * size + 1) == (folder, 2, 2 * size)
    assert contents(folder).n_entries == 2
    assert [cached(partial(worked, name))[0] for name in "bdac"] == ["b", "d", "a", "c"]
    assert CALLS == ["a", "c"]


@pytest.mark.parametrize(("most", "left"), [(0, 0), (10**9, 4)])
def test_all_or_none(folder, most, left):
    trim(folder, most)
    assert contents(folder).n_entries == left


def test_files_of_others_stay(folder):
    (folder / "notes.txt").write_text("x" * 10_000, encoding="utf-8")
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / "notes.txt").write_text("x", encoding="utf-8")
    trim(folder, 0)
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["notes.txt", "notes.txt"]
    assert trim(folder / "nowhere", 0).n_entries == 0


def test_a_context_trims_when_it_ends(folder, monkeypatch):
    monkeypatch.setenv(LIMIT, str(contents(folder).n_bytes // 4 + 1))
    with kept_in(folder):
        cached(partial(worked, "e"))
        assert contents(folder).n_entries == 5
    assert contents(folder).n_entries == 1
    assert cached(partial(worked, "e"))[0] == "e"
    assert CALLS == ["e"]
    with kept_in(None):
        pass


@pytest.mark.parametrize(
    ("told", "n_bytes"),
    [
        ("", None),
        (" ", None),
        ("0", 0),
        ("2000", 2000),
        ("500MB", 5 * 10**8),
        ("1.5 gb", 15 * 10**8),
        ("2t", 2 * 10**12),
    ],
)
def test_sizes(monkeypatch, told, n_bytes):
    monkeypatch.setenv(LIMIT, told)
    assert limit() == n_bytes


@pytest.mark.parametrize("told", ["two", "-1", "2 PB", "1,5GB", "GB"])
def test_what_is_no_size_is_said_before_any_work(monkeypatch, tmp_path, told):
    monkeypatch.setenv(LIMIT, told)
    said = r"KOUJING_CACHE_SIZE: .* is not a size; write it as 500MB or 2GB"
    with pytest.raises(InputError, match=said), kept_in(tmp_path):
        pytest.fail("work began")
