"""Other processes work beside a report: the same report, of which they can do the heavy part."""

import json
import time

import pytest

from analysis import clean_documents, count_terms, find_slogans, fit_or_explain, make_report, segment
from analysis.cache import contents, kept_in
from analysis.load import read_folder
from analysis.report import helper
from analysis.report.beside import _begun, helped
from analysis.report.helper import help_out

TEXT = "我们转方式、调结构、增动能。港口扩建加快，航运贸易增长。打通堵点、难点、痛点，黄河治理推进。"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "texts"
    place.mkdir()
    for number in range(6):
        city = ("柳州市", "桂林市")[number % 2]
        text = f"{city}第{number}次会议。" + TEXT * (number + 1) + "茶叶采摘。" * number
        (place / f"{city}-202{number}.txt").write_text(text, encoding="utf-8")
    return place


def files(place):
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()
    }


def test_a_report_is_the_same_with_one_process_and_with_two(folder, tmp_path):
    given = {"sections": ("keywords", "slogans"), "quiet": True, "no_cache": True}
    one = make_report(folder, tmp_path / "out", **given).parent
    before = files(one)
    make_report(folder, tmp_path / "out", **given, jobs=2)
    assert files(one) == before


@pytest.mark.parametrize("n_helpers", [1, 2])
def test_helpers_leave_documents_topics_and_slogans_in_the_cache(folder, tmp_path, n_helpers, monkeypatch):
    monkeypatch.setattr(helper, "SIZE", 60)
    cache = tmp_path / "cache"
    parameters = {"folder": str(folder), "by": "city", "n_topics": 2}
    with kept_in(cache):
        for number in range(n_helpers):
            help_out(parameters, ("keywords", "slogans", "topics"), number, n_helpers)
    n_entries = contents(cache).n_entries
    with kept_in(cache):
        cleaned = clean_documents(read_folder(folder).documents)
        corpus = segment(cleaned.documents, cleaned.paragraphs)
        assert len(find_slogans(corpus)) == 2 * sum(range(1, 7))
        fit_or_explain(count_terms(corpus, unit="paragraph"), corpus, n_topics=2)
    assert contents(cache).n_entries == n_entries > 12


def test_a_helper_works_while_the_report_does_and_ends_with_it(folder, tmp_path):
    cache = tmp_path / "cache"
    with helped({"folder": str(folder)}, ("slogans",), 2, cache):
        end = time.monotonic() + 60
        while not (cache.is_dir() and contents(cache).n_entries) and time.monotonic() < end:
            time.sleep(0.1)
    n_entries = contents(cache).n_entries
    assert n_entries > 0
    time.sleep(1)
    assert contents(cache).n_entries == n_entries


def test_a_helper_ends_when_the_process_dies_that_it_helps(folder, tmp_path):
    cache = tmp_path / "cache"
    with kept_in(cache):
        begun = _begun(json.dumps([{"folder": str(folder)}, ["slogans"], 0, 1]))
        begun.stdin.close()
        assert begun.wait(60) == 0
    assert not cache.exists()


def test_a_report_without_helpers_leaves_nothing_in_the_cache(folder, tmp_path):
    with helped({"folder": str(folder)}, ("slogans",), 1, tmp_path / "cache"):
        time.sleep(0.1)
    assert not (tmp_path / "cache").exists()


def test_an_error_of_a_helper_is_left_to_the_report(tmp_path):
    with helped({"folder": str(tmp_path / "missing")}, ("slogans",), 2, tmp_path / "cache"):
        reached = True
    assert reached


@pytest.mark.parametrize("n", [1, 2, 4, 40])
def test_parts_are_all_documents_each_once_from_the_end(folder, n, monkeypatch):
    monkeypatch.setattr(helper, "SIZE", 100)
    documents = read_folder(folder).documents
    parts = [list(helper._parts(documents, number, n)) for number in range(n)]
    found = [name for mine in parts for part in mine for name in part.index]
    assert sorted(found) == sorted(documents.index)
    assert parts[0][0].index[-1] == documents.index[-1]
    assert list(helper._parts(documents.iloc[:0], 0, n)) == []
