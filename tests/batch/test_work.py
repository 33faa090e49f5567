"""What is kept of batches: the same results, without the work, and only for rows that are the same."""

import gzip
import json
import shutil

import pandas as pd
import pytest

from analysis import count_tables
from analysis.batch import work as module
from analysis.batch.process import process_batch
from analysis.cache import contents as held
from analysis.cache import kept_in
from analysis.errors import InputError, OutputError

from .test_engines import contents, needs_dask

QUICK = {"slogans": False, "n_permutations": 0}


@pytest.fixture
def computed(monkeypatch):
    """The numbers of rows of the batches that are computed."""
    sizes = []

    def counting(records, *more):
        sizes.append(len(records.rows))
        return process_batch(records, *more)

    monkeypatch.setattr(module, "process_batch", counting)
    return sizes


@pytest.fixture
def table(lines, tmp_path):
    return shutil.copy(lines, tmp_path / "notices.jsonl")


def added(path, *rows):
    with open(path, "ab") as file:
        file.write(b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows))


@pytest.mark.parametrize("kind", ["broken", "parquet"])
def test_results_with_the_cache_are_those_without(request, computed, tmp_path, kind):
    path, cache = request.getfixturevalue(kind), tmp_path / "cache"
    without = contents(count_tables(path, tmp_path / "out", batch_size=2))
    n = len(computed)
    cold = contents(count_tables(path, tmp_path / "cold", batch_size=2, cache=cache))
    assert len(computed) == 2 * n
    warm = contents(count_tables(path, tmp_path / "warm", batch_size=2, cache=cache))
    assert len(computed) == 2 * n
    assert without == cold == warm
    assert held(cache).n_entries == n


def test_another_question_of_the_same_texts_computes_no_batch(table, computed, tmp_path):
    cache = tmp_path / "cache"
    count_tables(table, tmp_path / "city", batch_size=2, cache=cache)
    assert computed == [2, 2, 2]
    asked = {"by": "year", "n_permutations": 9, "seed": 3, "lang": "zh", "copies": "all"}
    by_year = count_tables(table, tmp_path / "year", batch_size=2, cache=cache, **asked)
    assert computed == [2, 2, 2]
    expected = count_tables(table, tmp_path / "anew", batch_size=2, **asked)
    assert contents(by_year) == contents(expected)


@pytest.mark.parametrize("option", ["slogans", "userdict", "source", "column", "stated"])
def test_what_a_batch_depends_on_is_never_taken_for_another(option, rows, table, computed, tmp_path):
    words, asked = tmp_path / "words.txt", {"batch_size": 3, "n_permutations": 0, "cache": tmp_path / "cache"}
    if option == "userdict":
        words.write_text("港口扩建\n", encoding="utf-8")
        asked["userdict"] = words
    count_tables(table, tmp_path / "a", **asked)
    computed.clear()
    if option == "slogans":
        asked["slogans"] = False
    elif option == "userdict":
        words.write_text("港口贸易\n", encoding="utf-8")
    elif option == "source":
        table = shutil.move(table, tmp_path / "柳州市.jsonl")
    elif option == "stated":
        (tmp_path / "documents.csv").write_text("file,city\nnotices.jsonl,柳州市\n", encoding="utf-8")
    else:  # the first column of texts is another one now
        added(table, {**rows[0], "正文": "改革创新。"})
    found = contents(count_tables(table, tmp_path / "b", **asked))
    assert computed
    assert found == contents(count_tables(table, tmp_path / "c", **{**asked, "cache": None}))


def test_a_column_that_says_nothing_to_us_changes_nothing(rows, table, computed, tmp_path):
    count_tables(table, tmp_path / "a", batch_size=3, cache=tmp_path / "cache", **QUICK)
    computed.clear()
    table.write_text("".join(json.dumps({"n": n, **row}) + "\n" for n, row in enumerate(rows)), "utf-8")
    count_tables(table, tmp_path / "b", batch_size=3, cache=tmp_path / "cache", **QUICK)
    assert computed == []


def test_rows_added_at_the_end_compute_the_last_batch_only(rows, table, computed, tmp_path):
    cache = tmp_path / "cache"
    count_tables(table, tmp_path / "a", batch_size=4, cache=cache, **QUICK)
    assert computed == [4, 2]
    added(table, *rows[:3])
    more = count_tables(table, tmp_path / "b", batch_size=4, cache=cache, **QUICK)
    assert computed == [4, 2, 4, 1]
    assert contents(more) == contents(count_tables(table, tmp_path / "c", batch_size=4, **QUICK))


def test_a_table_added_to_a_folder_computes_its_own_batches_only(rows, lines, computed, tmp_path):
    folder, cache = tmp_path / "tables", tmp_path / "cache"
    folder.mkdir()
    shutil.copy(lines, folder / "b.jsonl")
    count_tables(folder, tmp_path / "one", batch_size=4, cache=cache, **QUICK)
    added(folder / "a.jsonl", *rows[2:5])
    more = count_tables(folder, tmp_path / "two", batch_size=4, cache=cache, **QUICK)
    assert computed == [4, 2, 3]
    assert contents(more) == contents(count_tables(folder, tmp_path / "three", batch_size=4, **QUICK))


def test_places_are_right_when_the_same_rows_stand_elsewhere(rows, computed, tmp_path):
    """The same batches, in another order and with another number of faulty lines above them."""
    path, cache = tmp_path / "t.jsonl.gz", tmp_path / "cache"

    def written(batches):
        lines = [json.dumps(row, ensure_ascii=False) if isinstance(row, dict) else row for row in batches]
        path.write_bytes(gzip.compress("\n".join(lines).encode()))

    first, second = [rows[0], "[1, 2]", {"text": ""}], [rows[1], rows[2], "{"]
    written(first + second)
    count_tables(path, tmp_path / "a", batch_size=3, cache=cache)
    computed.clear()
    written(["", "", "", *second, *first, *second])
    out = count_tables(path, tmp_path / "b", batch_size=3, cache=cache, copies="all")
    assert computed == [0]  # the blank lines
    assert pd.read_parquet(out / "documents.parquet")["row"].tolist() == [1, 2, 3, 5, 6]
    assert pd.read_parquet(out / "slogans.parquet")["line"].tolist() == [1, 2, 3, 5, 6]
    skipped = pd.read_csv(out / "skipped.csv").astype({"line": "Int64", "row": "Int64"})
    assert skipped["line"].dropna().tolist() == [6, 8, 12]
    assert skipped["row"].dropna().tolist() == [4]
    assert contents(out) == contents(count_tables(path, tmp_path / "c", batch_size=3, copies="all"))


@pytest.mark.parametrize("bad", [b"", "half", "flipped"], ids=str)
def test_a_bad_entry_is_built_anew_and_never_believed(lines, computed, tmp_path, bad):
    cache = tmp_path / "cache"
    expected = contents(count_tables(lines, tmp_path / "a", batch_size=3, cache=cache, **QUICK))
    entry = sorted(cache.rglob("*.entry"))[0]
    good = entry.read_bytes()
    cut = {"half": good[: len(good) // 2], "flipped": good[:-1] + bytes([good[-1] ^ 1])}
    entry.write_bytes(cut[bad] if isinstance(bad, str) else bad)
    assert contents(count_tables(lines, tmp_path / "b", batch_size=3, cache=cache, **QUICK)) == expected
    assert computed == [3, 3, 3]
    assert entry.read_bytes() == good


def test_a_cache_that_cannot_be_used_changes_nothing(lines, computed, tmp_path):
    (tmp_path / "file").write_text("")
    expected = contents(count_tables(lines, tmp_path / "a", batch_size=3, **QUICK))
    assert (
        contents(count_tables(lines, tmp_path / "b", batch_size=3, cache=tmp_path / "file", **QUICK))
        == expected
    )
    assert computed == [3, 3, 3, 3]


def test_an_interrupted_run_leaves_what_was_done_to_any_other(lines, computed, tmp_path, monkeypatch):
    cache = tmp_path / "cache"

    def failing(*arguments):
        if len(computed) == 2:
            raise KeyboardInterrupt
        return counting(*arguments)

    counting = module.process_batch
    monkeypatch.setattr(module, "process_batch", failing)
    with pytest.raises(KeyboardInterrupt):
        count_tables(lines, tmp_path / "a", batch_size=2, cache=cache, **QUICK)
    monkeypatch.setattr(module, "process_batch", counting)
    out = count_tables(lines, tmp_path / "b", "year", batch_size=2, cache=cache, **QUICK)
    assert computed == [2, 2, 2]
    assert contents(out) == contents(count_tables(lines, tmp_path / "c", "year", batch_size=2, **QUICK))


def test_single_documents_are_not_kept(lines, tmp_path):
    with kept_in(tmp_path / "named"):
        count_tables(lines, tmp_path / "a", batch_size=3, **QUICK)
        assert held(tmp_path / "named").n_entries == 0
        count_tables(lines, tmp_path / "b", batch_size=3, cache=tmp_path / "cache")
    assert held(tmp_path / "cache").n_entries == 2


def test_a_table_without_texts_is_refused_from_the_cache_too(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": " "}\n', encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InputError, match="nothing in it is a text"):
            count_tables(path, tmp_path / "out", cache=tmp_path / "cache")


def test_processes_share_the_cache(lines, computed, tmp_path):
    cache = tmp_path / "cache"
    by_two = count_tables(lines, tmp_path / "a", batch_size=2, jobs=2, cache=cache, slogans=False)
    by_one = count_tables(lines, tmp_path / "b", batch_size=2, cache=cache, slogans=False)
    assert computed == []
    assert contents(by_two) == contents(by_one)


@needs_dask
def test_dask_workers_share_the_cache(cluster, lines, computed, tmp_path):
    cache, address = tmp_path / "cache", cluster.scheduler.address
    asked = {"batch_size": 3, "cache": cache, "slogans": False}
    remote = count_tables(lines, tmp_path / "a", engine="dask", scheduler=address, **asked)
    here = count_tables(lines, tmp_path / "b", **asked)
    assert computed == []
    assert contents(remote) == contents(here)
    count_tables(lines, tmp_path / "c", engine="dask", scheduler=address, **{**asked, "cache": "/dev/null"})
    assert contents(tmp_path / "c") == contents(here)


def test_a_full_disk_is_told_with_the_folder_that_is_written(table, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_whole", full)
    with pytest.raises(OutputError, match=r"out: cannot be written \(No space left on device\)"):
        count_tables(table, tmp_path / "out", **QUICK)
