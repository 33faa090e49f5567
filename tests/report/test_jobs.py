"""Several processes work ahead of a report: the same report, and nothing heavy is left to it."""

import pytest

from analysis import clean_documents, find_slogans, make_report, segment
from analysis.cache import contents, kept_in
from analysis.load import read_folder
from analysis.report.jobs import _parts, work_ahead

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


def test_documents_and_tests_are_done_ahead(folder, tmp_path):
    cache = tmp_path / "cache"
    parameters = {"folder": str(folder), "by": "city"}
    work_ahead(parameters, ("keywords", "slogans", "topics"), 2, cache)
    n_entries = contents(cache).n_entries
    assert n_entries > 0
    with kept_in(cache):
        cleaned = clean_documents(read_folder(folder).documents)
        find_slogans(segment(cleaned.documents, cleaned.paragraphs))
    assert contents(cache).n_entries == n_entries


def test_an_error_is_left_to_the_report(tmp_path):
    work_ahead({"folder": str(tmp_path / "missing")}, ("slogans",), 2, tmp_path / "cache")


@pytest.mark.parametrize("n", [1, 2, 4, 40])
def test_parts_are_all_documents_in_order(folder, n):
    documents = read_folder(folder).documents
    parts = list(_parts(documents, n))
    assert [name for part in parts for name in part.index] == documents.index.tolist()
    assert len(parts) <= n
    assert all(len(part) for part in parts)
    assert list(_parts(documents.iloc[:0], n)) == []
