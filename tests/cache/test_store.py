import multiprocessing
import os
import pickle
import shutil
import stat
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import cache
from analysis.cache import cached, clear, contents, digest, key, store
from analysis.clean import clean_documents
from analysis.counts import count_terms
from analysis.keywords import keyness_by
from analysis.load import read_folder
from analysis.segmentation import segment
from analysis.slogans import find_slogans
from analysis.topics import fit_topics


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


CALLS = []


@pytest.fixture(autouse=True)
def _uncounted():
    CALLS.clear()


def worked(*parts, value=("港口", 1)):
    CALLS.append(parts)
    return value


def other(*parts):
    return "另一个"


def test_nothing_is_kept_unless_a_folder_is_named():
    assert [cached(partial(worked, "x")) for _ in range(2)] == [("港口", 1)] * 2
    assert len(CALLS) == 2


def test_a_result_is_computed_once(folder):
    assert [cached(partial(worked, "x")) for _ in range(3)] == [("港口", 1)] * 3
    assert len(CALLS) == 1
    assert contents(folder).n_entries == 1
    assert not list(folder.rglob("*.tmp"))


@pytest.mark.parametrize(
    "call",
    [
        partial(other, "x"), partial(worked, "y"), partial(worked, "x", ""), partial(worked, b"x"),
        partial(worked, ["x"]), partial(worked), partial(worked, "x", value="另一个"),
    ],
    ids=lambda call: f"{call.func.__name__} {call.args} {call.keywords}",  # an address is another each time
)  # fmt: skip
def test_another_function_or_argument_is_another_entry(folder, call):
    cached(partial(worked, "x"))
    assert key(call) != key(partial(worked, "x"))
    assert cached(call) == call()


def named(text, bounds=(0, 1), couplets=False):
    return text, bounds, couplets


def test_an_argument_is_the_same_by_place_by_name_and_by_default():
    assert key(partial(named, "x")) == key(partial(named, couplets=False, text="x", bounds=(0, 1)))
    assert len({key(partial(named, "x", *more)) for more in [(), ((0, 2),), ((0, 1), True)]}) == 3


def test_a_path_is_what_its_file_holds(tmp_path):
    file, copy = tmp_path / "terms.txt", tmp_path / "copy.txt"
    file.write_text("堵点\n", encoding="utf-8")
    copy.write_text("堵点\n", encoding="utf-8")
    before = key(partial(other, file))
    assert key(partial(other, copy)) == before
    file.write_text("难点\n", encoding="utf-8")
    assert key(partial(other, file)) != before


def test_what_cannot_be_told_apart_is_no_argument():
    knows = "x"
    for call in (partial(lambda: knows), partial(other, lambda: knows), partial(other, object())):
        with pytest.raises(TypeError):
            key(call)


def test_frames_differ_by_index_and_attributes_too():
    frame = pd.DataFrame({"n": [1, 2]})
    noted = frame.copy()
    noted.attrs["note"] = "x"
    frames = frame, frame.set_axis([1, 2]), noted, frame.astype("float64"), frame.rename(columns={"n": "m"})
    assert len({key(partial(other, one)) for one in frames}) == 5
    assert key(partial(other, frame)) == key(partial(other, frame.copy()))


def test_another_version_or_source_is_another_entry(folder, monkeypatch):
    store.made_with.cache_clear()
    found = {key(partial(other, "x"))}
    for name, value in (("_versions", ("koujing 9",)), ("_sources", "changed")):
        store.made_with.cache_clear()
        monkeypatch.setattr(store, name, lambda value=value: value)
        found.add(key(partial(other, "x")))
    store.made_with.cache_clear()
    assert len(found) == 3


def test_every_file_of_the_package_is_part_of_the_name(tmp_path, monkeypatch):
    names = (
        "data/stopwords.txt",
        "data/sample/a.txt",
        "slogans/hits.py",
        "report/templates/js/tables.js",
        "stats.py",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(store, "PACKAGE", tmp_path)
    found = {store._sources()}
    for name in names:
        (tmp_path / name).write_text("2")
        found.add(store._sources())
    assert len(found) == 1 + len(names)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "stats.pyc").write_text("1")
    assert store._sources() in found


class Trap:
    def __reduce__(self):
        return (os.abort, ())


@pytest.mark.parametrize("bad", [b"", b"koujing cache 2\n", pickle.dumps(Trap()), "half", "flipped"], ids=str)
def test_a_bad_entry_is_built_anew_and_never_believed(folder, bad):
    cached(partial(worked, "x"))
    [entry] = folder.rglob("*.entry")
    good = entry.read_bytes()
    half = {"half": good[: len(good) // 2], "flipped": good[:-1] + bytes([good[-1] ^ 1])}
    entry.write_bytes(half[bad] if isinstance(bad, str) else bad)
    assert cached(partial(worked, "x")) == ("港口", 1)
    assert len(CALLS) == 2
    assert entry.read_bytes() == good


def test_an_entry_under_the_name_of_another_is_not_believed(folder):
    cached(partial(worked, "x"))
    [entry] = folder.rglob("*.entry")
    cached(partial(other, "x"))
    [second] = set(folder.rglob("*.entry")) - {entry}
    shutil.copyfile(second, entry)
    assert cached(partial(worked, "x")) == ("港口", 1)
    assert cached(partial(other, "x")) == "另一个"
    assert len(CALLS) == 2


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file"))
    assert cached(partial(worked, "x")) == ("港口", 1)


@dataclass(frozen=True)
class Unkept:
    """Not among the kinds that an entry may hold."""


def test_a_result_that_cannot_be_kept_is_returned_all_the_same(folder):
    assert cached(partial(worked, value=Unkept())) == Unkept()
    assert contents(folder).n_entries == 0


def test_an_interrupted_write_leaves_nothing(folder, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        cached(partial(worked, "x"))
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def listed(number):
    return [number] * 500


def _many(start):
    start.wait()
    wrong = [i for i in range(200) if cached(partial(listed, i % 20)) != [i % 20] * 500]
    os._exit(len(wrong))


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
def test_runs_at_the_same_time_do_not_disturb_each_other(folder):
    context = multiprocessing.get_context("fork")
    start = context.Event()
    runs = [context.Process(target=_many, args=(start,)) for _ in range(3)]
    for run in runs:
        run.start()
    start.set()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0, 0]
    assert contents(folder).n_entries == 20
    assert not list(folder.rglob("*.tmp"))


def test_clearing_removes_entries_and_nothing_else(folder):
    for i in range(3):
        cached(partial(worked, i))
    (folder / "mine.txt").write_text("keep")
    assert clear(folder).n_entries == 3
    assert [path.name for path in folder.rglob("*")] == ["mine.txt"]
    assert contents(folder / "nowhere").n_entries == 0


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_entries_are_for_their_user_alone(folder):
    cached(partial(worked, "x"))
    [entry] = folder.rglob("*.entry")
    assert not stat.S_IMODE(entry.stat().st_mode) & 0o077


def test_digests_tell_apart_what_differs():
    frame = pd.DataFrame({"a": [1, 2]})
    values = [
        "1", b"1", 1, 1.0, True, None, ["1"], ("1",), [["1"]], ["1", "1"], ["11"], {"1": 1},
        [], (), [1], [1.0], [True], [None], ["null"], ["1, 1"], ['1", "1'], [float("nan")],
        ["NaN"], [-0.0], [0.0],
        np.array([1]), np.array([1.0]), np.array([[1]]), np.array(["1"], dtype=object),
        {1}, {"1"}, Unkept(), partial(other, 1), other, worked, Path("1"),
        frame, frame.astype(float), frame.rename(columns={"a": "b"}), frame["a"], frame.iloc[::-1],
    ]  # fmt: skip
    found = [digest([value]) for value in values]
    assert len(set(found)) == len(values)
    assert digest([frame.copy()]) == digest([frame])


TEXTS = {
    "甲州市2021.txt": "甲州市政府工作报告\n坚持稳中求进、守正创新、先立后破，推进港口扩建。\n"
    "打通堵点、难点、痛点，办好“三件实事”。",
    "乙州市2022.txt": "乙州市政府工作报告\n茶叶采摘，茶叶旅游。改革创新，一网通办。\n"
    "统筹发展和安全，兜住底线、守住红线、不碰高压线。",
    "丙州市2021.csv": "city,year,text\n丙州市,2021,芯片制造；芯片设计。聚焦新技术、新产业、新业态。\n"
    "丙州市,2022,芯片人才。",
}
MORE = "丁州市政府工作报告\n粮食安全，粮食丰收。种子研究，农机制造，水库加固，灌溉节水，茶叶采摘，芯片设计。"


def results(texts):
    reading = read_folder(texts)
    cleaned = clean_documents(reading.documents)
    corpus = segment(cleaned.documents, cleaned.paragraphs)
    dtm = count_terms(corpus, unit="paragraph")
    model = fit_topics(dtm, n_topics=2, restarts=2, min_documents=1)
    frames = [
        reading.documents,
        reading.files,
        *cleaned,
        corpus.tokens(),
        corpus.sentences(),
        corpus.paragraphs,
    ]
    return [*frames, find_slogans(corpus, couplets=True), keyness_by(count_terms(corpus), min_n=1),
            model.topic_terms, model.unit_topics]  # fmt: skip


@pytest.mark.filterwarnings("ignore::analysis.errors.KoujingWarning")
def test_results_are_the_same_without_cold_and_warm_and_one_file_more_is_the_work_of_one(
    tmp_path, monkeypatch, folder
):
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    monkeypatch.delenv(cache.VARIABLE)
    without = results(texts)
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    cold = results(texts)
    n_cold = contents(folder).n_entries
    warm = results(texts)
    assert contents(folder).n_entries == n_cold
    for one, two, three in zip(without, cold, warm, strict=True):
        pd.testing.assert_frame_equal(one, two, check_exact=True)
        pd.testing.assert_frame_equal(one, three, check_exact=True)
    (texts / "丁州市2023.txt").write_text(MORE, encoding="utf-8")
    results(texts)
    assert 0 < contents(folder).n_entries - n_cold < n_cold
