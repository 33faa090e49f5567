import pytest

from analysis.clean.pages import remove_page_numbers
from analysis.clean.records import read_lines


def texts(lines):
    return [line.text for line in lines]


@pytest.mark.parametrize("line", ["— 3 —", "-12-", "第 3 页", "第3页 共20页", "3/20", "Page 2 of 9", "·5·"])
def test_page_numbers_go(line):
    lines, entries = remove_page_numbers(read_lines(f"上文\n{line}\n下文"))
    assert texts(lines) == ["上文", "下文"]
    assert (entries[0].action, entries[0].text, entries[0].first_line) == ("removed", line, 2)


def test_bare_numbers_go_only_when_they_count_up():
    assert texts(remove_page_numbers(read_lines("甲\n1\n乙\n2\n丙\n3\n丁")).lines) == ["甲", "乙", "丙", "丁"]
    table = "甲\n3\n乙\n8\n丙\n5"
    assert texts(remove_page_numbers(read_lines(table)).lines) == table.split("\n")


def test_page_numbers_inside_a_line_go_when_three_count_up():
    line = "甲甲 — 1 — 乙乙 — 2 — 丙丙 — 3 — 丁丁"
    lines, entries = remove_page_numbers(read_lines(line))
    assert texts(lines) == ["甲甲乙乙丙丙丁丁"]
    assert entries[0].n == 3
    assert texts(remove_page_numbers(read_lines("比分 — 1 — 比二")).lines) == ["比分 — 1 — 比二"]


def test_numbers_of_lines_go_when_every_line_has_the_next_one():
    texts = ["全县修路。", "村村通车。", "建设学校。", "保护湿地。", "植树造林。"]
    numbered = read_lines("\n".join(f"{i}\t{text}" for i, text in enumerate(texts, 1)))
    outcome = remove_page_numbers(numbered)
    assert [line.text for line in outcome.lines] == texts
    assert len(outcome.entries) == 5


def test_numbers_of_a_list_within_a_text_stay():
    lines = read_lines("任务如下：\n1 修路。\n2 建校。\n3 植树。\n4 治水。\n5 通电。")
    assert remove_page_numbers(lines).lines == lines


def test_a_sentence_goes_on_over_the_turn_of_a_page() -> None:
    lines = read_lines(
        "各镇都要修路，各村都要铺石，年底以前完\n— 1 —\n成。三座桥也要修好。\n— 2 —\n（二）点灯，要快"
    )
    assert [line.goes_on for line in remove_page_numbers(lines).lines] == [False, True, False]


def test_numbers_before_every_fifth_line_go_with_those_of_pages() -> None:
    lines = [f"全县修路{name}里，点灯千盏，" for name in "一二三四五六七八九十甲乙丙丁戊己"]
    given = [f"{k + 1} {line}" if k % 5 == 4 else line for k, line in enumerate(lines)]
    outcome = remove_page_numbers(read_lines("\n".join([*given[:7], "2", *given[7:]])))
    assert texts(outcome.lines) == lines
    assert len(outcome.entries) == 4
    few = "\n".join(given[:11])
    assert texts(remove_page_numbers(read_lines(few)).lines) == given[:11]


def test_numbers_behind_every_fifth_line_go_and_those_of_a_table_stay() -> None:
    lines = [f"全县修路{name}里，点灯千盏，" for name in "一二三四五六七八九十甲乙丙丁戊己"]
    given = [f"{line}   {k + 1}" if k % 5 == 4 else line for k, line in enumerate(lines)]
    outcome = remove_page_numbers(read_lines("\n".join(given)))
    assert texts(outcome.lines) == lines
    assert len(outcome.entries) == 3
    table = [f"{line}   {5 * k}" for k, line in enumerate(lines, 1)]
    assert texts(remove_page_numbers(read_lines("\n".join(table))).lines) == table


@pytest.mark.parametrize(
    ("below", "goes"),
    [
        (["第1页：修路", "第2页：点灯", "第3页：改厕"], True),
        (["第2页: 点灯", "第3页: 改厕"], True),
        (["第3页：改厕"], False),
        (["第1页：修路", "第2页：点灯", "这三件事都办成了。"], False),
        (["第4页：修路", "第7页：点灯"], False),
    ],
)
def test_lists_of_the_pages_of_an_article_go_at_its_end(below: list[str], goes: bool) -> None:
    given = ["全县修通村道三百里。", *below]
    assert texts(remove_page_numbers(read_lines("\n".join(given))).lines) == (given[:1] if goes else given)
