"""Blocks of fields above a law: in brackets with blanks in the labels, or labels before a blank."""

import pytest

from analysis.load.several.law_blocks import block_of, without_fields

TITLE = "甲市粮食收购办法"
TEXT = "第一条 为了规范粮食收购，保护农民利益，根据有关法律，制定本办法。"
FORMS = (
    "{}\n【发布部门】 甲市人民政府\n【发布日期】 2021-05-28\n【效　　力】 现行有效\n【效力级别】 规章\n{}",
    "{}\n发布部门　甲市人民政府\n发布日期　2021-05-28\n时效性　现行有效\n效力级别　规章\n{}",
    "{}\n[发布部门] 甲市人民政府\n[发布日期] 2021-05-28\n[时 效 性] 现行有效\n[效力级别] 规章\n{}",
)


@pytest.mark.parametrize("form", FORMS)
def test_fields_in_brackets_and_before_blanks_are_columns_and_leave_the_text(form: str) -> None:
    text = form.format(TITLE, TEXT)
    stated, further = block_of(text)
    assert stated == {"title": TITLE, "publisher": "甲市人民政府", "date": "2021-05-28"}
    assert further["效力级别"] == "规章"
    assert without_fields(text).split() == f"{TITLE}\n{TEXT}".split()


def test_words_of_a_text_before_blanks_are_no_fields() -> None:
    text = f"{TITLE}\n{TEXT}\n效力 来自落实\n时效性 要强\n标题 要醒目"
    assert block_of(text) == ({}, {})
    assert without_fields(text) == text
