"""Titles of pages that were copied as text."""

import pytest

from analysis import clean_documents, read_texts
from analysis.clean.records import Entry, read_lines
from analysis.clean.titles import headline_of_page, is_headline, not_gone

HEADLINE = "街道和社区把申请合并为一张表"
PROSE = "街道和社区把申请合并为一张表，群众少跑了路。"
GONE = [Entry("chrome: navigation", "removed", 4, 1, "跳至内容")]


def title(stated: object, *lines: str, source: object = "a.txt", gone: list[Entry] = GONE) -> object:
    return headline_of_page(stated, source, read_lines("\n".join(lines), 2), gone)


def test_a_title_that_was_furniture_gives_way_to_the_headline_below() -> None:
    assert title("跳至内容", HEADLINE, PROSE) == HEADLINE
    assert title(None, HEADLINE, PROSE) == HEADLINE
    assert title("跳至内容", "访谈嘉宾：陈若水", HEADLINE, PROSE) == HEADLINE
    assert title("跳至内容", PROSE) is None


def test_a_title_stays_that_is_stated_or_was_no_furniture() -> None:
    assert title("跳至内容", HEADLINE, PROSE, source="a.shtml") == "跳至内容"
    assert title("通知", HEADLINE, PROSE) == "通知"


@pytest.mark.parametrize("gone", [[], [Entry("labels", "removed", 4, 1, "标题：")]])
def test_without_furniture_above_the_text_nothing_is_guessed(gone: list[Entry]) -> None:
    assert title(None, HEADLINE, PROSE, gone=gone) is None


def test_furniture_learnt_is_no_title() -> None:
    lines = read_lines(f"{HEADLINE}\n{PROSE}")
    assert not_gone("江口在线", [Entry("learnt furniture", "removed", 4, 1, "江口在线")], lines) == HEADLINE
    assert not_gone("江口在线", [], lines) == "江口在线"


@pytest.mark.parametrize("line", [PROSE, "2023年5月4日上午", "各县区："])
def test_a_sentence_a_year_and_an_address_are_no_headlines(line: str) -> None:
    assert is_headline(HEADLINE)
    assert not is_headline(line)


def test_the_title_of_a_copied_page_is_its_headline() -> None:
    texts = read_texts([f"首页\n加入收藏\n{HEADLINE}\n打印本页\n{PROSE}"])
    assert clean_documents(texts).documents["title"].tolist() == [HEADLINE]
